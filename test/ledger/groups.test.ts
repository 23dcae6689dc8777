/** Groups on a real file: rooms set apart, picked up, returned by hand or by the calendar, and their master reservation. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { DAY, person, rollOf, type StockSteps, stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StockSteps
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5, SGL: 2, STE: 1 } })
  desk = stockSteps(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const UNKNOWN = '01980000-0000-7000-8000-000000000000'

type Create = Commands['groups.create']['input']

const allotment = (type: string, rooms: number, amountMinor = 8_000) => ({
  roomTypeId: hotel.roomType(type),
  rooms,
  amountMinor,
})
/** 3 DBL and 1 SGL from day 10 to day 13, at 80.00, returned on day 5. */
const create = (change: Partial<Create> = {}) =>
  hotel.ledger.submit('groups.create', EVERYTHING, {
    idempotencyKey: key(),
    code: 'CHOIR',
    name: 'Chamber choir',
    contact: person('Lindqvist'),
    ratePlanId: hotel.ratePlan('FLEX'),
    arrival: day(10),
    departure: day(13),
    releaseDate: day(5),
    allotments: [allotment('DBL', 3), allotment('SGL', 1, 6_000)],
    note: '',
    ...change,
  })
const change = (groupId: string, input: Partial<Commands['groups.change']['input']> = {}) =>
  hotel.ledger.submit('groups.change', EVERYTHING, {
    idempotencyKey: key(),
    groupId,
    allotments: [],
    ...input,
  })
type Row = Commands['groups.importRoomingList']['input']['rows'][number]
const row = ({ type = 'DBL', ...rest }: Partial<Row> & { type?: string } = {}): Row => ({
  guest: person('Berg'),
  roomTypeId: hotel.roomType(type),
  arrival: day(10),
  departure: day(13),
  adults: 1,
  childrenAges: [],
  ...rest,
})
const pickUp = (groupId: string, rest: Parameters<typeof row>[0] = {}, beyond = false) =>
  hotel.ledger.submit('groups.pickUp', EVERYTHING, { idempotencyKey: key(), groupId, ...row(rest), beyond })
const importList = (groupId: string, rows: Row[], beyond = false) =>
  hotel.ledger.submit('groups.importRoomingList', EVERYTHING, {
    idempotencyKey: key(),
    groupId,
    rows,
    beyond,
  })
const releaseNow = (groupId: string) =>
  hotel.ledger.submit('groups.release', EVERYTHING, { idempotencyKey: key(), groupId })
const cancel = (groupId: string) =>
  hotel.ledger.submit('groups.cancel', EVERYTHING, { idempotencyKey: key(), groupId, reason: '' })
const cancelReservation = (reservationId: string) =>
  hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId,
    reason: '',
    agreedWithChannel: false,
    fee: 'waive',
  })
const group = (groupId: string) => hotel.ledger.queries.group({ groupId })
const left = (type: string) => [9, 10, 11, 12, 13].map((offset) => hotel.left(type, day(offset)))
const counts = (groupId: string, type = 'DBL') =>
  group(groupId)
    .nights.filter((night) => night.roomTypeId === hotel.roomType(type))
    .map(({ rooms, pickedUp, released }) => `${rooms} ${pickedUp} ${released}`)
const reservation = (reservationId: string) => hotel.ledger.queries.reservation({ reservationId })

describe('creating', () => {
  test('I3: rooms of every type are set apart for every night, and nothing else is', async () => {
    const { groupId, reservationId, code } = await create()
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(left('SGL')).toEqual([2, 1, 1, 1, 2])
    expect(left('STE')).toEqual([1, 1, 1, 1, 1])
    expect(hotel.ledger.queries.groups().groups).toEqual([
      {
        id: groupId,
        code: 'CHOIR',
        name: 'Chamber choir',
        status: 'open',
        reservationId,
        reservationCode: code,
        ratePlanId: hotel.ratePlan('FLEX'),
        arrival: day(10),
        departure: day(13),
        releaseDate: day(5),
        note: '',
        roomNights: 12,
        pickedUpNights: 0,
        releasedNights: 0,
      },
    ])
    expect(counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
  })

  test("the master reservation is there without stays, in the contact's name, and stays confirmed", async () => {
    const { reservationId, code } = await create()
    expect(reservation(reservationId)).toMatchObject({
      code,
      status: 'confirmed',
      source: 'direct',
      booker: { surname: 'Lindqvist' },
      totalMinor: 0,
      stays: [],
    })
    expect(hotel.ledger.queries.search({ text: code, limit: 10 })).toEqual({ hits: [], hasMore: false })
    const { rows } = hotel.ledger.queries.timeline({ reservationId })
    expect(rows.map((each) => each.command)).toEqual(['groups.create'])
    await cancelReservation(reservationId)
    expect(reservation(reservationId).status).toBe('confirmed')
    expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 9 }))).not.toContain('Lindqvist')
  })

  test('I2: what is set apart cannot be sold or held; what is sold cannot be set apart (I4: nothing then)', async () => {
    await create({ allotments: [allotment('DBL', 5)] })
    const nights = { arrival: day(12), departure: day(14) }
    await desk.refused(() => hotel.sell(nights), 'RoomTypeSoldOut', { date: day(12) })
    await desk.refused(() => desk.place([{ from: day(12), to: day(14) }]), 'RoomTypeSoldOut')
    await hotel.sell({ type: 'SGL', arrival: day(12), departure: day(13) })
    await desk.refused(
      () => create({ code: 'B', allotments: [allotment('STE', 1), allotment('SGL', 2)] }),
      'RoomTypeSoldOut',
      { roomTypeId: hotel.roomType('SGL'), date: day(12) },
    )
  })

  test('every refusal changes nothing', async () => {
    await create()
    const b = (input: Partial<Create>) => () => create({ code: 'B', ...input })
    const { horizon } = hotel.ledger.queries.hotel()!
    await desk.refused(() => create({ allotments: [allotment('STE', 1)] }), 'GroupCodeTaken', {
      code: 'CHOIR',
    })
    await desk.refused(b({ ratePlanId: UNKNOWN }), 'UnknownRatePlan')
    await desk.refused(
      b({ allotments: [{ ...allotment('STE', 1), roomTypeId: UNKNOWN }] }),
      'UnknownRoomType',
    )
    await desk.refused(b({ arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(b({ departure: day(10) }), 'StayHasNoNights')
    await desk.refused(b({ departure: day(411) }), 'RangeTooLong', { days: 401 })
    await desk.refused(b({ arrival: day(799), departure: day(801) }), 'DateBeyondHorizon', { horizon })
    const range = { businessDate: TODAY, departure: day(13) }
    await desk.refused(b({ releaseDate: day(-1) }), 'ReleaseDateNotValid', { ...range, releaseDate: day(-1) })
    await desk.refused(b({ releaseDate: day(14) }), 'ReleaseDateNotValid', { ...range, releaseDate: day(14) })
    await desk.refused(b({ allotments: [allotment('STE', 1), allotment('STE', 0)] }), 'InvalidInput', {
      issues: [{ path: 'allotments.1.roomTypeId', message: expect.any(String) }],
    })
    await create({ code: 'B', releaseDate: day(13), allotments: [allotment('STE', 1)] })
  })

  test('a repeat with the same key answers as the first did', async () => {
    const idempotencyKey = key()
    const first = await create({ idempotencyKey })
    expect(await create({ idempotencyKey })).toEqual(first)
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
  })
})

describe('picking up', () => {
  test("I3: a guest takes a room of the allotment at the group's rate; what others can buy stays the same", async () => {
    const { groupId, reservationId } = await create()
    const seq = hotel.ledger.queries.headSeq()
    const { stayId, totalMinor } = await pickUp(groupId, { departure: day(12), adults: 2 })
    expect(totalMinor).toBe(16_000)
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 0 0'])
    expect(group(groupId).group).toMatchObject({ roomNights: 12, pickedUpNights: 2, releasedNights: 0 })
    expect(group(groupId).pickUp).toEqual([
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
    expect(reservation(reservationId).stays).toMatchObject([
      { id: stayId, groupId, ratePlanId: hotel.ratePlan('FLEX'), totalMinor: 16_000 },
    ])
    expect(hotel.ledger.queries.search({ text: 'berg', limit: 5 }).hits).toMatchObject([{ stayId }])
    expect(desk.commandsSince(seq)).toEqual(['groups.pickUp'])
  })

  test('a room that is given is told by the list', async () => {
    const { groupId } = await create()
    const { stayId } = await pickUp(groupId)
    const roomId = hotel.room('102')
    await hotel.ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
    expect(group(groupId).pickUp).toMatchObject([{ stayId, roomId }])
  })

  test('an allotment that is used up refuses; beyond it the rest comes from what is for sale', async () => {
    const { groupId } = await create()
    for (let taken = 0; taken < 3; taken++) await pickUp(groupId, { arrival: day(11), departure: day(12) })
    const refusal = { groupId, roomTypeId: hotel.roomType('DBL'), date: day(11) }
    await desk.refused(() => pickUp(groupId), 'AllotmentUsedUp', refusal)
    const { totalMinor } = await pickUp(groupId, {}, true)
    expect(totalMinor).toBe(24_000)
    expect(left('DBL')).toEqual([5, 2, 1, 2, 5])
    expect(counts(groupId)).toEqual(['3 1 0', '3 3 0', '3 1 0'])
    await hotel.sell({ arrival: day(11), departure: day(12) })
    await desk.refused(() => pickUp(groupId, {}, true), 'RoomTypeSoldOut', { date: day(11) })
  })

  test('nights that the group does not cover cost what its nearest night costs; a type it has not, what its plan asks', async () => {
    const { groupId } = await create()
    await change(groupId, { allotments: [{ ...allotment('DBL', 3, 9_000), from: day(12), to: day(13) }] })
    const nights = { arrival: day(9), departure: day(14) }
    await desk.refused(() => pickUp(groupId, nights), 'AllotmentUsedUp', { date: day(9) })
    expect((await pickUp(groupId, nights, true)).totalMinor).toBe(8_000 + 8_000 + 8_000 + 9_000 + 9_000)
    expect(left('DBL')).toEqual([4, 2, 2, 2, 4])
    await desk.refused(() => pickUp(groupId, { type: 'STE' }), 'AllotmentUsedUp', {
      roomTypeId: hotel.roomType('STE'),
    })
    expect((await pickUp(groupId, { type: 'STE', adults: 2 }, true)).totalMinor).toBe(36_000)
    await desk.refused(
      () => pickUp(groupId, { type: 'SGL', arrival: day(500), departure: day(501) }),
      'AllotmentUsedUp',
    )
  })

  test('every other refusal changes nothing', async () => {
    const { groupId } = await create()
    await desk.refused(() => pickUp(UNKNOWN), 'UnknownGroup', { groupId: UNKNOWN })
    await desk.refused(() => pickUp(groupId, { roomTypeId: UNKNOWN }), 'UnknownRoomType')
    await desk.refused(() => pickUp(groupId, { adults: 4 }), 'TooManyGuests', { guests: 4 })
    await desk.refused(() => pickUp(groupId, { departure: day(10) }), 'StayHasNoNights')
    await desk.refused(() => pickUp(groupId, { arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(() => pickUp(groupId, { departure: day(801) }, true), 'DateBeyondHorizon')
    await desk.limitStays(2)
    await desk.refused(() => pickUp(groupId), 'StayTooLong', { nights: 3, maxNights: 2 })
    await desk.refused(() => importList(groupId, [row()]), 'InvalidInput', {
      issues: [{ path: 'rows.0.departure', message: expect.any(String) }],
    })
  })

  test('a rooming list is taken whole', async () => {
    const { groupId } = await create()
    const rows = [row(), row({ guest: person('Dahl'), departure: day(12) }), row({ type: 'SGL' })]
    const { stayIds } = await importList(groupId, rows)
    expect(group(groupId).pickUp.map((stay) => [stay.stayId, stay.guestName])).toEqual([
      [stayIds[0], 'Berg'],
      [stayIds[1], 'Dahl'],
      [stayIds[2], 'Berg'],
    ])
    expect(counts(groupId)).toEqual(['3 2 0', '3 2 0', '3 1 0'])
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
  })

  test('I4: or not at all, and every row that does not fit is named with its field', async () => {
    const { groupId } = await create()
    const rows = [
      row(),
      row({ type: 'SGL' }),
      row({ type: 'SGL' }),
      row({ departure: day(14) }),
      row({ adults: 9 }),
      row({ roomTypeId: UNKNOWN }),
      row({ arrival: day(13), departure: day(13) }),
      row({ arrival: day(-2) }),
    ]
    const message = expect.any(String)
    await desk.refused(() => importList(groupId, rows), 'InvalidInput', {
      issues: [
        { path: 'rows.2.roomTypeId', message: expect.stringContaining(day(10)) },
        { path: 'rows.3.roomTypeId', message: expect.stringContaining(day(13)) },
        { path: 'rows.4.adults', message },
        { path: 'rows.5.roomTypeId', message },
        { path: 'rows.6.departure', message },
        { path: 'rows.7.arrival', message },
      ],
    })
    await desk.refused(() => importList(UNKNOWN, [row()]), 'UnknownGroup')
    await hotel.sell({ type: 'SGL', arrival: day(10), departure: day(11) })
    await desk.refused(
      () => importList(groupId, [row({ type: 'SGL' }), row({ type: 'SGL' })], true),
      'InvalidInput',
      {
        issues: [{ path: 'rows.1.roomTypeId', message }],
      },
    )
  })
})

describe('giving nights back', () => {
  test('I3: a cancelled stay goes back into its allotment, and the last one leaves the master reservation open', async () => {
    const { groupId, reservationId } = await create()
    await pickUp(groupId)
    await cancelReservation(reservationId)
    expect(counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
    expect(group(groupId).pickUp).toMatchObject([{ status: 'cancelled', totalMinor: 0 }])
    expect(reservation(reservationId).status).toBe('confirmed')
    await pickUp(groupId)
    expect(counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 1 0'])
  })

  test('I3: after the release it goes back to sale, and the last one closes the reservation', async () => {
    const { groupId, reservationId } = await create()
    await pickUp(groupId)
    await releaseNow(groupId)
    expect(left('DBL')).toEqual([5, 4, 4, 4, 5])
    await cancelReservation(reservationId)
    expect(left('DBL')).toEqual([5, 5, 5, 5, 5])
    expect(counts(groupId)).toEqual(['3 0 3', '3 0 3', '3 0 3'])
    expect(reservation(reservationId).status).toBe('cancelled')
  })

  test('I3: a shorter stay and a room of another type give their nights back to the allotment', async () => {
    const { groupId } = await create()
    const { stayId } = await pickUp(groupId)
    const stay = { idempotencyKey: key(), stayId, price: 'keep', roomId: null } as const
    await hotel.ledger.submit('stays.change', EVERYTHING, { ...stay, arrival: day(10), departure: day(12) })
    expect(counts(groupId)).toEqual(['3 1 0', '3 1 0', '3 0 0'])
    const roomId = hotel.room('108')
    await hotel.ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
    expect(counts(groupId)).toEqual(['3 0 0', '3 0 0', '3 0 0'])
    expect(left('STE')).toEqual([1, 0, 0, 1, 1])
    expect(left('DBL')).toEqual([5, 2, 2, 2, 5])
  })
})

describe('changing', () => {
  test('other numbers and rates hold for the nights named, the rest stays', async () => {
    const { groupId } = await create()
    await change(groupId, { allotments: [{ ...allotment('DBL', 5, 7_000), from: day(11), to: day(12) }] })
    expect(left('DBL')).toEqual([5, 2, 0, 2, 5])
    await change(groupId, { allotments: [allotment('SGL', 0), allotment('STE', 1, 20_000)] })
    expect(left('SGL')).toEqual([2, 2, 2, 2, 2])
    expect(left('STE')).toEqual([1, 0, 0, 0, 1])
    await pickUp(groupId, { type: 'STE' })
    expect((await pickUp(groupId)).totalMinor).toBe(8_000 + 7_000 + 8_000)
  })

  test('name, note and release date alone', async () => {
    const { groupId } = await create()
    await change(groupId, { name: 'Choir of Uppsala', note: 'Late dinner', releaseDate: day(13) })
    expect(group(groupId).group).toMatchObject({
      name: 'Choir of Uppsala',
      note: 'Late dinner',
      releaseDate: day(13),
      roomNights: 12,
    })
  })

  test('I4: not more than is left, not fewer than are picked up, and then nothing of the change', async () => {
    const { groupId } = await create()
    await pickUp(groupId)
    await pickUp(groupId, { departure: day(11) })
    const allotments =
      (...lines: object[]) =>
      () =>
        change(groupId, {
          name: 'New',
          allotments: lines as Commands['groups.change']['input']['allotments'],
        })
    await desk.refused(allotments(allotment('SGL', 2), allotment('DBL', 1)), 'AllotmentPickedUp', {
      groupId,
      roomTypeId: hotel.roomType('DBL'),
      date: day(10),
      pickedUp: 2,
    })
    await desk.refused(allotments(allotment('DBL', 6)), 'RoomTypeSoldOut', { date: day(10) })
    await desk.refused(allotments({ ...allotment('DBL', 1), roomTypeId: UNKNOWN }), 'UnknownRoomType')
    await desk.refused(allotments({ ...allotment('DBL', 3), from: day(9), to: day(14) }), 'InvalidInput', {
      issues: [
        { path: 'allotments.0.from', message: expect.any(String) },
        { path: 'allotments.0.to', message: expect.any(String) },
      ],
    })
    await desk.refused(() => change(groupId, { releaseDate: day(14) }), 'ReleaseDateNotValid')
    await desk.refused(() => change(groupId, { releaseDate: day(-1) }), 'ReleaseDateNotValid')
    await desk.refused(() => change(UNKNOWN), 'UnknownGroup')
    await change(groupId, { allotments: [allotment('DBL', 2)] })
    expect(counts(groupId)).toEqual(['2 2 0', '2 1 0', '2 1 0'])
  })

  test('nights behind the business date stay as they were', async () => {
    const { groupId } = await create({ arrival: TODAY, departure: day(3), releaseDate: day(3) })
    hotel.clock.at = rollOf(day(2))
    await hotel.ledger.tick()
    await change(groupId, { allotments: [allotment('DBL', 1)] })
    expect(counts(groupId)).toEqual(['3 0 0', '3 0 0', '1 0 0'])
  })
})

describe('returning', () => {
  test('on the release date the roll returns what is not picked up, and no day earlier', async () => {
    const { groupId, reservationId } = await create()
    await pickUp(groupId, { departure: day(12) })
    hotel.clock.at = rollOf(day(4))
    await hotel.ledger.tick()
    expect(group(groupId).group.status).toBe('open')
    hotel.clock.at = rollOf(day(5))
    const seq = hotel.ledger.queries.headSeq()
    await hotel.ledger.tick()
    expect(desk.commandsSince(seq)).toEqual(['property.roll', 'groups.releaseDue'])
    expect(group(groupId).group).toMatchObject({ status: 'released', pickedUpNights: 2, releasedNights: 10 })
    expect(counts(groupId)).toEqual(['3 1 2', '3 1 2', '3 0 3'])
    expect(left('DBL')).toEqual([5, 4, 4, 5, 5])
    expect(left('SGL')).toEqual([2, 2, 2, 2, 2])
    expect(reservation(reservationId).status).toBe('confirmed')
    const again = hotel.ledger.queries.headSeq()
    await hotel.ledger.tick()
    expect(hotel.ledger.queries.headSeq()).toBe(again)
    for (const command of [
      () => pickUp(groupId),
      () => change(groupId),
      () => releaseNow(groupId),
      () => cancel(groupId),
    ]) {
      await desk.refused(command, 'GroupNotOpen', { groupId, status: 'released' })
    }
  })

  test('by hand at any time', async () => {
    const { groupId } = await create()
    await pickUp(groupId)
    expect((await releaseNow(groupId)).releasedNights).toBe(9)
    expect(left('DBL')).toEqual([5, 4, 4, 4, 5])
    await desk.refused(() => importList(groupId, [row()]), 'GroupNotOpen')
    await desk.refused(() => releaseNow(UNKNOWN), 'UnknownGroup')
    expect((await releaseNow((await create({ code: 'B' })).groupId)).releasedNights).toBe(12)
  })

  test('a group is cancelled with the stays that have not begun', async () => {
    const { groupId, reservationId } = await create({
      arrival: TODAY,
      departure: day(3),
      releaseDate: day(3),
    })
    const began = await pickUp(groupId, { arrival: TODAY, departure: day(3) })
    await pickUp(groupId, { arrival: day(1), departure: day(3) })
    const roomId = hotel.room('101')
    await hotel.ledger.submit('stays.checkIn', EVERYTHING, {
      idempotencyKey: key(),
      stayId: began.stayId,
      roomId,
    })
    expect(await cancel(groupId)).toMatchObject({ cancelledStays: 1 })
    expect(desk.lefts('DBL', 4)).toEqual([4, 4, 4, 5])
    expect(desk.lefts('SGL', 4)).toEqual([2, 2, 2, 2])
    expect(group(groupId).group.status).toBe('cancelled')
    expect(reservation(reservationId).status).toBe('confirmed')
    await desk.refused(() => cancel(groupId), 'GroupNotOpen', { status: 'cancelled' })
    await desk.refused(() => cancel(UNKNOWN), 'UnknownGroup')
  })

  test('without a stay that has begun its reservation is cancelled too', async () => {
    const first = await create()
    await pickUp(first.groupId)
    await cancel(first.groupId)
    expect(reservation(first.reservationId).status).toBe('cancelled')
    const second = await create({ code: 'B' })
    await cancel(second.groupId)
    expect(reservation(second.reservationId).status).toBe('cancelled')
    expect(left('DBL')).toEqual([5, 5, 5, 5, 5])
  })

  test('open groups are listed by arrival, ended ones after them', async () => {
    const late = await create({ code: 'LATE', arrival: day(20), departure: day(21) })
    const soon = await create({ code: 'SOON', arrival: day(12), departure: day(13) })
    const ended = await create({ code: 'ENDED', arrival: day(6), departure: day(7) })
    await releaseNow(ended.groupId)
    const codes = hotel.ledger.queries.groups().groups.map((each) => each.code)
    expect(codes).toEqual(['SOON', 'LATE', 'ENDED'])
    expect([late.groupId, soon.groupId]).not.toContain(ended.groupId)
    expect(() => group(UNKNOWN)).toThrow(expect.objectContaining({ code: 'UnknownGroup' }))
  })

  test('the history knows how the allotment stood after each change', async () => {
    const { groupId } = await create({ allotments: [allotment('DBL', 2)], departure: day(11) })
    await pickUp(groupId, { departure: day(11) })
    await releaseNow(groupId)
    const rows = hotel.ledger.store.sqlite
      .prepare("SELECT state FROM history WHERE kind = 'group' ORDER BY seq")
      .pluck()
      .all() as string[]
    const rooms = rows.map((text) => JSON.parse(text).nights.map((night: unknown[]) => night[2]))
    expect(rooms).toEqual([[2], [1], []])
  })

  test('I3: verify notices an allotment, a hold and a pick-up that no longer add up', async () => {
    const { groupId } = await create({ allotments: [allotment('DBL', 2)], departure: day(11) })
    await pickUp(groupId, { departure: day(11) })
    await desk.place([{ type: 'SGL', from: day(3), to: day(4) }], { expiresAt: hotel.clock.at + DAY })
    const { sqlite } = hotel.ledger.store
    const broken = (statement: string): string[] => {
      sqlite.exec('SAVEPOINT test')
      sqlite.exec(statement)
      const found = hotel.differences()
      sqlite.exec('ROLLBACK TO test; RELEASE test')
      return found
    }
    const mention = (text: string) => expect.arrayContaining([expect.stringContaining(text)])
    expect(broken('UPDATE group_night SET rooms = rooms + 1')).toEqual(mention('blocked is 1, counted 2'))
    expect(broken('UPDATE group_night SET picked_up = 0, released = 1')).toEqual(
      mention('picked up is 0, counted 1'),
    )
    expect(broken('UPDATE stay_night SET group_id = NULL')).toEqual(mention('picked up is 1, counted 0'))
    expect(broken('UPDATE hold_night SET rooms = 2')).toEqual(mention('held is 1, counted 2'))
    expect(broken("UPDATE hold SET status = 'released', ended_at = 1")).toEqual(
      mention('held is 1, counted 0'),
    )
    expect(broken("UPDATE group_block SET status = 'released'")).toEqual(
      mention('is released and keeps rooms'),
    )
  })
})
