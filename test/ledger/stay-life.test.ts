/** A stay that ends before it begins, and what takes that back: cancelled alone, never came, reinstated. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, NOON, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type StayDesk, sellByChannel, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel()
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const reservation = (reservationId: string) => hotel.ledger.queries.reservation({ reservationId })
const payloadOf = (seq: number) =>
  hotel.ledger.queries.journal({ beforeSeq: seq + 1, limit: 1 }).rows[0]!.payload
const reinstate = (stayId: string, agreedWithChannel = false) =>
  desk.refusal('stays.reinstate', { stayId, agreedWithChannel })

const bills = (reservationId: string) =>
  hotel.ledger.queries
    .folios({ reservationId })
    .folios.map(({ stayId, postings }) =>
      postings.map(({ kind, text, amountMinor }) => ({ stayId, kind, text, amountMinor })),
    )

/** Two rooms of one reservation, each with its own dates, party and room. */
async function sellTwo() {
  const room = { roomTypeId: hotel.roomType('DBL'), ratePlanId: hotel.ratePlan('FLEX'), childrenAges: [] }
  return desk.submit('reservations.create', {
    booker: { surname: 'Petersen', firstName: 'Anna', email: '', phone: '' },
    rooms: [
      { ...room, arrival: TODAY, departure: day(2), adults: 1, roomId: hotel.room('101') },
      {
        ...room,
        arrival: day(1),
        departure: day(4),
        adults: 2,
        guest: { surname: 'Rossi', firstName: 'Luca', email: '', phone: '' },
        nightlyAmounts: [5_000, 6_000, 7_000],
      },
    ],
    checkIn: false,
    ignoreRestrictions: false,
    note: '',
  })
}

describe('several rooms in one reservation', () => {
  test('each has its own dates, guests, price and status', async () => {
    const { reservationId, stayIds } = await sellTwo()
    await desk.submit('stays.checkIn', { stayId: stayIds[0]! })
    await desk.submit('stays.change', {
      stayId: stayIds[1]!,
      arrival: day(1),
      departure: day(3),
      roomId: null,
      adults: 3,
      price: 'keep',
    })
    expect(reservation(reservationId)).toMatchObject({
      status: 'confirmed',
      totalMinor: 31_000,
      stays: [
        { status: 'in_house', arrival: TODAY, departure: day(2), adults: 1, totalMinor: 20_000 },
        {
          status: 'reserved',
          arrival: day(1),
          departure: day(3),
          adults: 3,
          guest: { surname: 'Rossi' },
          totalMinor: 11_000,
        },
      ],
    })
    // Cancelling the reservation ends what has not begun, and only that.
    const ending = { reservationId, reason: '', fee: 'policy', agreedWithChannel: false } as const
    await desk.submit('reservations.cancel', ending)
    expect(reservation(reservationId)).toMatchObject({
      status: 'confirmed',
      stays: [{ status: 'in_house' }, { status: 'cancelled' }],
    })
    expect(await desk.refusal('reservations.cancel', ending)).toMatchObject({ code: 'StayStateForbids' })
  })

  test('one is cancelled alone; the last one cancels the reservation', async () => {
    const { reservationId, stayIds } = await sellTwo()
    expect(hotel.left('DBL', day(1))).toBe(0)
    await desk.cancel(stayIds[0]!)
    expect([hotel.left('DBL', TODAY), hotel.left('DBL', day(1))]).toEqual([2, 1])
    expect(reservation(reservationId)).toMatchObject({
      status: 'confirmed',
      totalMinor: 18_000,
      stays: [{ status: 'cancelled', endedAt: NOON, nights: [{ roomId: null, counted: false }, {}] }, {}],
    })
    await desk.cancel(stayIds[1]!)
    expect(reservation(reservationId).status).toBe('cancelled')
    expect(await reinstate(stayIds[1]!)).toBeUndefined()
    expect(reservation(reservationId)).toMatchObject({
      status: 'confirmed',
      stays: [{ status: 'cancelled' }, { status: 'reserved', endedAt: null, totalMinor: 18_000 }],
    })
  })
})

describe('what ending a stay costs', () => {
  test('is said beforehand, answered, recorded, and can be waived', async () => {
    await desk.savePolicy()
    const { reservationId, stayIds } = await sellTwo()
    const [first, second] = stayIds as [string, string]
    // 80 % of the first night; 90 % of all. The second one arrives tomorrow: free until today began.
    const fees = (stayId: string) => hotel.ledger.queries.fees({ stayId })
    expect(fees(first)).toEqual({
      cancel: {
        policyName: 'Flexible',
        feeMinor: 8_000,
        currency: 'EUR',
        // The business date before the arrival begins at 04:00 in Vienna.
        freeUntil: Date.parse('2026-11-21T03:00:00Z'),
      },
      noShow: { policyName: 'Flexible', feeMinor: 18_000, currency: 'EUR' },
    })
    expect(fees(second).cancel.feeMinor).toBe(4_000)
    const noShow = await desk.submit('stays.noShow', { stayId: first, fee: 'policy' })
    expect(noShow.feeMinor).toBe(18_000)
    expect(payloadOf(noShow.seq)).toMatchObject({ stay: first, fee: 'policy', feeMinor: 18_000 })
    expect(bills(reservationId)).toEqual([
      [{ stayId: first, kind: 'fee', text: 'noShow', amountMinor: 18_000 }],
    ])
    const waived = await desk.cancel(second, { fee: 'waive' })
    expect(waived.feeMinor).toBe(0)
    expect(payloadOf(waived.seq)).toMatchObject({ fee: 'waive', feeMinor: 0, reason: '' })
    expect(bills(reservationId)).toHaveLength(1)
    expect(reservation(reservationId).stays.map((stay) => stay.status)).toEqual(['no_show', 'cancelled'])
  })

  test('is taken back when the guest comes after all, as often as that happens', async () => {
    await desk.savePolicy()
    const { stayIds, reservationId } = await hotel.sell()
    const stayId = stayIds[0]!
    await desk.cancel(stayId)
    expect(await reinstate(stayId)).toBeUndefined()
    await desk.submit('stays.noShow', { stayId, fee: 'policy' })
    expect(await reinstate(stayId)).toBeUndefined()
    expect(bills(reservationId)[0]?.map(({ amountMinor }) => amountMinor)).toEqual([
      9_600, -9_600, 21_600, -21_600,
    ])
    // Nights that were charged beforehand are not owed by a guest who does not come.
    await desk.submit('folios.postNights', { stayId, through: day(2) })
    await desk.submit('stays.noShow', { stayId, fee: 'waive' })
    expect(hotel.ledger.queries.folios({ reservationId }).folios[0]?.balanceMinor).toBe(0)
  })

  test('cancelling a reservation adds up what its rooms cost', async () => {
    await desk.savePolicy()
    const { reservationId } = await sellTwo()
    const ending = { reservationId, reason: '', agreedWithChannel: false }
    expect(await desk.submit('reservations.cancel', { ...ending, fee: 'policy' })).toMatchObject({
      feeMinor: 12_000,
    })
  })

  test('is nothing without a policy, and in time', async () => {
    const { stayIds } = await hotel.sell({ arrival: day(2), departure: day(4) })
    const stayId = stayIds[0]!
    const fees = () => hotel.ledger.queries.fees({ stayId })
    const nothing = { policyName: null, feeMinor: 0, currency: 'EUR' }
    expect(fees()).toEqual({ cancel: { ...nothing, freeUntil: null }, noShow: nothing })
    await desk.savePolicy()
    expect(fees().cancel).toMatchObject({ policyName: 'Flexible', feeMinor: 0, currency: 'EUR' })
    await desk.roll(1)
    expect(fees().cancel.feeMinor).toBe(9_600)
    expect((await desk.cancel(stayId)).feeMinor).toBe(9_600)
  })
})

describe('a guest who never came', () => {
  test('is one only from the arrival’s business date on; nights behind stay counted', async () => {
    const { stayIds, reservationId } = await hotel.sell({ arrival: day(1), departure: day(4) })
    const stayId = stayIds[0]!
    expect(await desk.refusal('stays.noShow', { stayId, fee: 'policy' })).toEqual({
      code: 'StayNotDueIn',
      data: { stayId, arrival: day(1), departure: day(4), businessDate: TODAY },
    })
    await desk.roll(2)
    await desk.submit('stays.noShow', { stayId, fee: 'policy' })
    expect(desk.stay(reservationId)).toMatchObject({
      status: 'no_show',
      endedAt: hotel.clock.at,
      nights: [{ counted: true }, { counted: false }, { counted: false }],
    })
    expect([hotel.left('DBL', day(2)), hotel.left('DBL', day(3))]).toEqual([2, 2])
    // The guest came after all, for what is left.
    expect(await reinstate(stayId)).toBeUndefined()
    await desk.submit('stays.checkIn', { stayId, roomId: hotel.room('101') })
    expect(desk.stay(reservationId)).toMatchObject({ status: 'in_house', totalMinor: 36_000 })
  })
})

describe('reinstating', () => {
  test('takes the nights again at their old amounts and types, under guard; or changes nothing', async () => {
    const { stayIds, reservationId } = await hotel.sell({ arrival: day(1), departure: day(3) })
    const stayId = stayIds[0]!
    // Upgraded for nothing: sold as DBL, counted as SGL.
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('103') })
    await desk.cancel(stayId)
    const inTheWay = await hotel.sell({ type: 'SGL', arrival: day(2), departure: day(3) })
    const before = desk.rows()
    expect(await reinstate(stayId)).toEqual({
      code: 'RoomTypeSoldOut',
      data: { roomTypeId: hotel.roomType('SGL'), date: day(2) },
    })
    expect(desk.rows()).toBe(before)
    await desk.cancel(inTheWay.stayIds[0]!)
    expect(await reinstate(stayId)).toBeUndefined()
    expect(hotel.left('SGL', day(1))).toBe(0)
    const night = { roomTypeId: hotel.roomType('SGL'), roomId: null, amountMinor: 12_000, counted: true }
    expect(desk.stay(reservationId).nights).toEqual([
      { date: day(1), ...night },
      { date: day(2), ...night },
    ])
  })

  test('is too late when all nights are over', async () => {
    const { stayIds } = await hotel.sell({ arrival: TODAY, departure: day(2) })
    await desk.cancel(stayIds[0]!)
    await desk.roll(2)
    expect(await reinstate(stayIds[0]!)).toEqual({
      code: 'NoNightsLeft',
      data: { stayId: stayIds[0], departure: day(2), businessDate: day(2) },
    })
  })

  test('begins with the nights that are left; a pin is not remembered', async () => {
    const { stayIds, reservationId } = await hotel.sell({ departure: day(3), roomId: hotel.room('101') })
    const stayId = stayIds[0]!
    await desk.submit('stays.pin', { stayId, pinned: true })
    await desk.cancel(stayId)
    await desk.roll(1)
    expect(await reinstate(stayId)).toBeUndefined()
    expect(desk.stay(reservationId)).toMatchObject({
      pinned: false,
      nights: [{ counted: false }, { counted: true }, { counted: true }],
    })
  })

  test('somebody else’s change is not overwritten', async () => {
    const { stayIds, reservationId, seq } = await hotel.sell()
    const { seq: cancelled } = await desk.cancel(stayIds[0]!)
    const input = { stayId: stayIds[0]!, agreedWithChannel: false, seenSeq: seq }
    expect(await desk.refusal('stays.reinstate', input)).toMatchObject({
      code: 'ReservationChangedMeanwhile',
      data: { reservationId, seq: cancelled, command: 'stays.cancel' },
    })
  })
})

describe('what a channel sold', () => {
  test('is cancelled and reinstated at the desk only when the channel knows', async () => {
    const { stayId, reservationId } = await sellByChannel(hotel)
    const refused = { code: 'ReservationFromChannel', data: { channel: 'Booking.com', channelRef: 'B-1' } }
    const ending = { stayId, reason: '', fee: 'policy', agreedWithChannel: false } as const
    expect(await desk.refusal('stays.cancel', ending)).toMatchObject(refused)
    await desk.cancel(stayId, { agreedWithChannel: true })
    expect(await reinstate(stayId)).toMatchObject(refused)
    expect(await reinstate(stayId, true)).toBeUndefined()
    expect(desk.stay(reservationId).status).toBe('reserved')
  })

  test('comes after all when the channel says so: its fee is taken back', async () => {
    const { stayId, reservationId, ingest } = await sellByChannel(hotel)
    hotel.ledger.store.sqlite
      .prepare('UPDATE stay SET rate_plan_id = (SELECT id FROM rate_plan) WHERE public_id = ?')
      .run(stayId)
    await desk.savePolicy()
    expect((await desk.cancel(stayId, { agreedWithChannel: true })).feeMinor).toBe(7_200)
    await ingest('modified', day(3))
    expect(desk.stay(reservationId)).toMatchObject({ status: 'reserved', departure: day(3), endedAt: null })
    expect(hotel.ledger.queries.folios({ reservationId }).folios[0]?.balanceMinor).toBe(0)
  })

  test('a no-show whose booking the channel moves to nights still to come is expected again', async () => {
    const { stayId, reservationId, ingest } = await sellByChannel(hotel)
    await desk.submit('stays.noShow', { stayId, fee: 'policy' })
    await ingest('modified', day(3))
    expect(desk.stay(reservationId)).toMatchObject({ status: 'reserved', departure: day(3), endedAt: null })
    expect(hotel.differences()).toEqual([])
  })

  test('a no-show whose nights are over is the desk’s word: the channel’s change is shown and not applied', async () => {
    const { stayId, reservationId, ingest } = await sellByChannel(hotel)
    await desk.submit('stays.noShow', { stayId, fee: 'policy' })
    hotel.clock.at += 3 * 86_400_000
    await hotel.ledger.tick()
    await ingest('modified', day(1))
    expect(desk.stay(reservationId)).toMatchObject({ status: 'no_show', departure: day(2) })
    expect(hotel.ledger.queries.alerts().alerts[0]).toMatchObject({ kind: 'channelChangedBegunStay' })
  })
})

test('every command is refused for a stay that is not there', async () => {
  const stayId = '018f2b7c-0000-7000-8000-000000000000'
  const refused = { code: 'UnknownStay', data: { stayId } }
  expect(await desk.refusal('stays.split', { stayId, at: day(1) })).toEqual(refused)
  expect(await desk.refusal('stays.noShow', { stayId, fee: 'waive' })).toEqual(refused)
  expect(await reinstate(stayId)).toEqual(refused)
  expect(() => hotel.ledger.queries.fees({ stayId })).toThrow('There is no such stay')
})
