/** Rooms of a group on a real file: picked up one by one or by a rooming list, and given back to where they came from. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { type GroupSteps, groupSteps, UNKNOWN } from './group-steps.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { stayDesk } from './stay-desk.ts'
import { person, type StockSteps, stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StockSteps
let groups: GroupSteps
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5, SGL: 2, STE: 1 } })
  desk = stockSteps(hotel)
  groups = groupSteps(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

describe('picking up', () => {
  test("I3: a guest takes a room of the allotment at the group's rate; what others can buy stays the same", async () => {
    const { groupId, reservationId } = await groups.create()
    const seq = hotel.ledger.queries.headSeq()
    const { stayId, totalMinor } = await groups.pickUp(groupId, { departure: day(12), adults: 2 })
    expect(totalMinor).toBe(16_000)
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(groups.counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 0 0'])
    expect(groups.group(groupId).group).toMatchObject({
      roomNights: 12,
      pickedUpNights: 2,
      releasedNights: 0,
    })
    expect(groups.group(groupId).pickUp).toEqual([
      {
        stayId,
        guestName: 'Berg',
        status: 'reserved',
        roomTypeId: hotel.roomType('DBL'),
        roomId: null,
        arrival: day(10),
        departure: day(12),
        totalMinor: 16_000,
      },
    ])
    expect(groups.reservation(reservationId).stays).toMatchObject([
      { id: stayId, groupId, ratePlanId: hotel.ratePlan('FLEX'), totalMinor: 16_000 },
    ])
    expect(hotel.ledger.queries.search({ text: 'berg', limit: 5 }).hits).toMatchObject([{ stayId }])
    expect(desk.commandsSince(seq)).toEqual(['groups.pickUp'])
  })

  test('a room that is given is told by the list', async () => {
    const { groupId } = await groups.create()
    const { stayId } = await groups.pickUp(groupId)
    const roomId = hotel.room('102')
    await hotel.ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
    expect(groups.group(groupId).pickUp).toMatchObject([{ stayId, roomId }])
  })

  test('an allotment that is used up refuses; beyond it the rest comes from what is for sale', async () => {
    const { groupId } = await groups.create()
    for (let taken = 0; taken < 3; taken++)
      await groups.pickUp(groupId, { arrival: day(11), departure: day(12) })
    const refusal = { groupId, roomTypeId: hotel.roomType('DBL'), date: day(11) }
    await desk.refused(() => groups.pickUp(groupId), 'AllotmentUsedUp', refusal)
    const { totalMinor } = await groups.pickUp(groupId, {}, true)
    expect(totalMinor).toBe(24_000)
    expect(groups.left('DBL')).toEqual([5, 2, 1, 2, 5])
    expect(groups.counts(groupId)).toEqual(['3 1 0', '3 3 0', '3 1 0'])
    await hotel.sell({ arrival: day(11), departure: day(12) })
    await desk.refused(() => groups.pickUp(groupId, {}, true), 'RoomTypeSoldOut', { date: day(11) })
  })

  test('nights that the group does not cover cost what its nearest night costs; a type it has not, what its plan asks', async () => {
    const { groupId } = await groups.create()
    await groups.change(groupId, {
      allotments: [{ ...groups.allotment('DBL', 3, 9_000), from: day(12), to: day(13) }],
    })
    const nights = { arrival: day(9), departure: day(14) }
    await desk.refused(() => groups.pickUp(groupId, nights), 'AllotmentUsedUp', { date: day(9) })
    expect((await groups.pickUp(groupId, nights, true)).totalMinor).toBe(
      8_000 + 8_000 + 8_000 + 9_000 + 9_000,
    )
    expect(groups.left('DBL')).toEqual([4, 2, 2, 2, 4])
    await desk.refused(() => groups.pickUp(groupId, { type: 'STE' }), 'AllotmentUsedUp', {
      roomTypeId: hotel.roomType('STE'),
    })
    expect((await groups.pickUp(groupId, { type: 'STE', adults: 2 }, true)).totalMinor).toBe(36_000)
    await desk.refused(
      () => groups.pickUp(groupId, { type: 'SGL', arrival: day(500), departure: day(501) }),
      'AllotmentUsedUp',
    )
  })

  test('what its plan asks is a quote of the whole stay: children by age, an extra bed, length of stay, and no promotion', async () => {
    const { submit } = stayDesk(hotel)
    const plan = hotel.ledger.queries.hotel()!.ratePlans[0]!
    await submit('plans.save', {
      ...plan,
      ratePlanId: plan.id,
      terms: planTermsSchema.parse({ inclusions: ['Parking'], losSteps: [{ fromNights: 3, percent: -10 }] }),
      parent: null,
    })
    await submit('pricing.saveSettings', {
      childBands: [{ name: 'Child', fromAge: 3, toAge: 11 }],
      bounds: [{ roomTypeId: hotel.roomType('STE'), floorMinor: null, ceilingMinor: null, extraBeds: 1 }],
    })
    await submit('promotions.save', {
      name: 'Everybody',
      kind: 'early_bird',
      code: null,
      active: true,
      terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent: 50 } }),
    })
    const product = { ratePlanId: plan.id, roomTypeId: hotel.roomType('STE') }
    await submit('rates.setCells', {
      origin: 'typed',
      cells: [{ ...product, from: day(10), to: day(13), prices: [] }],
    })
    const price = { prices: [10_000, 12_000], children: [2_000], extraBedMinor: 1_500 }
    await submit('seasons.apply', {
      change: { kind: 'basePrices', prices: [{ ...product, price }] },
      overHand: false,
      confirmBounds: false,
    })
    const { groupId, reservationId } = await groups.create()
    const family = { type: 'STE', adults: 2, childrenAges: [7] }
    const { totalMinor } = await groups.pickUp(groupId, family, true)
    expect(totalMinor).toBe(3 * (12_000 + 2_000 + 1_500) * 0.9)
    expect(groups.reservation(reservationId).stays).toMatchObject([{ inclusions: ['Parking'] }])
    // Its own rate is for the room, whoever stays in it.
    expect((await groups.pickUp(groupId, { adults: 2, childrenAges: [7] })).totalMinor).toBe(3 * 8_000)
  })

  test('every other refusal changes nothing', async () => {
    const { groupId } = await groups.create()
    await desk.refused(() => groups.pickUp(UNKNOWN), 'UnknownGroup', { groupId: UNKNOWN })
    await desk.refused(() => groups.pickUp(groupId, { roomTypeId: UNKNOWN }), 'UnknownRoomType')
    await desk.refused(() => groups.pickUp(groupId, { adults: 4 }), 'TooManyGuests', { guests: 4 })
    await desk.refused(() => groups.pickUp(groupId, { departure: day(10) }), 'StayHasNoNights')
    await desk.refused(() => groups.pickUp(groupId, { arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(() => groups.pickUp(groupId, { departure: day(801) }, true), 'DateBeyondHorizon')
    await desk.limitStays(2)
    await desk.refused(() => groups.pickUp(groupId), 'StayTooLong', { nights: 3, maxNights: 2 })
    await desk.refused(() => groups.importList(groupId, [groups.row()]), 'InvalidInput', {
      issues: [{ path: 'rows.0.departure', message: expect.any(String) }],
    })
  })

  test('a rooming list is taken whole', async () => {
    const { groupId } = await groups.create()
    const rows = [
      groups.row(),
      groups.row({ guest: person('Dahl'), departure: day(12) }),
      groups.row({ type: 'SGL' }),
    ]
    const { stayIds } = await groups.importList(groupId, rows)
    expect(groups.group(groupId).pickUp.map((stay) => [stay.stayId, stay.guestName])).toEqual([
      [stayIds[0], 'Berg'],
      [stayIds[1], 'Dahl'],
      [stayIds[2], 'Berg'],
    ])
    expect(groups.counts(groupId)).toEqual(['3 2 0', '3 2 0', '3 1 0'])
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
  })

  test('I4: or not at all, and every row that does not fit is named with its field', async () => {
    const { groupId } = await groups.create()
    const rows = [
      groups.row(),
      groups.row({ type: 'SGL' }),
      groups.row({ type: 'SGL' }),
      groups.row({ departure: day(14) }),
      groups.row({ adults: 9 }),
      groups.row({ roomTypeId: UNKNOWN }),
      groups.row({ arrival: day(13), departure: day(13) }),
      groups.row({ arrival: day(-2) }),
    ]
    const message = expect.any(String)
    await desk.refused(() => groups.importList(groupId, rows), 'InvalidInput', {
      issues: [
        { path: 'rows.2.roomTypeId', message: expect.stringContaining(day(10)) },
        { path: 'rows.3.roomTypeId', message: expect.stringContaining(day(13)) },
        { path: 'rows.4.adults', message },
        { path: 'rows.5.roomTypeId', message },
        { path: 'rows.6.departure', message },
        { path: 'rows.7.arrival', message },
      ],
    })
    await desk.refused(() => groups.importList(UNKNOWN, [groups.row()]), 'UnknownGroup')
    await hotel.sell({ type: 'SGL', arrival: day(10), departure: day(11) })
    await desk.refused(
      () => groups.importList(groupId, [groups.row({ type: 'SGL' }), groups.row({ type: 'SGL' })], true),
      'InvalidInput',
      {
        issues: [{ path: 'rows.1.roomTypeId', message }],
      },
    )
  })
})

describe('giving nights back', () => {
  test('I3: a cancelled stay goes back into its allotment, and the last one leaves the master reservation open', async () => {
    const { groupId, reservationId } = await groups.create()
    await groups.pickUp(groupId)
    await groups.cancelReservation(reservationId)
    expect(groups.counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(groups.group(groupId).pickUp).toMatchObject([{ status: 'cancelled', totalMinor: 0 }])
    expect(groups.reservation(reservationId).status).toBe('confirmed')
    await groups.pickUp(groupId)
    expect(groups.counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 1 0'])
  })

  test('I3: after the release it goes back to sale, and the last one closes the reservation', async () => {
    const { groupId, reservationId } = await groups.create()
    await groups.pickUp(groupId)
    await groups.releaseNow(groupId)
    expect(groups.left('DBL')).toEqual([5, 4, 4, 4, 5])
    await groups.cancelReservation(reservationId)
    expect(groups.left('DBL')).toEqual([5, 5, 5, 5, 5])
    expect(groups.counts(groupId)).toEqual(['3 0 3', '3 0 3', '3 0 3'])
    expect(groups.reservation(reservationId).status).toBe('cancelled')
  })

  test('I3: a shorter stay and a room of another type give their nights back to the allotment', async () => {
    const { groupId } = await groups.create()
    const { stayId } = await groups.pickUp(groupId)
    const stay = { idempotencyKey: key(), stayId, price: 'keep', roomId: null } as const
    await hotel.ledger.submit('stays.change', EVERYTHING, { ...stay, arrival: day(10), departure: day(12) })
    expect(groups.counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 0 0'])
    const roomId = hotel.room('108')
    await hotel.ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
    expect(groups.counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
    expect(groups.left('STE')).toEqual([1, 0, 0, 1, 1])
    expect(groups.left('DBL')).toEqual([5, 2, 2, 2, 5])
  })
})
