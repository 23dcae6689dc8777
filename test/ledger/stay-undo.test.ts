/** A check-in and a check-out undone on the same business date; what a guest announced and wished. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, NOON, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { type StayDesk, stayDesk } from './stay-desk.ts'

const HOUR = 3_600_000

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

const payloadOf = (seq: number) =>
  hotel.ledger.queries.journal({ beforeSeq: seq + 1, limit: 1 }).rows[0]!.payload

describe('undoing a check-in', () => {
  test('leaves the guest due in, with the room assigned', async () => {
    const { stayIds, reservationId } = await hotel.sell({ roomId: hotel.room('101') })
    const stayId = stayIds[0]!
    await desk.submit('stays.checkIn', { stayId })
    const { seq } = await desk.submit('stays.undoCheckIn', { stayId })
    expect(payloadOf(seq)).toMatchObject({ room: hotel.room('101'), before: { checkedInAt: NOON } })
    expect(desk.stay(reservationId)).toMatchObject({
      status: 'reserved',
      checkedInAt: null,
      nights: [{ roomId: hotel.room('101'), counted: true }, { roomId: hotel.room('101') }],
    })
    const other = await hotel.sell({ checkIn: false, type: 'DBL' })
    // Nobody is in the room, and it is still this guest's.
    expect(
      await desk.refusal('stays.checkIn', { stayId: other.stayIds[0]!, roomId: hotel.room('101') }),
    ).toMatchObject({ code: 'RoomNotFree' })
    await desk.submit('stays.checkIn', { stayId })
  })

  test('is possible until the business date ends, at 04:00 of the property’s clock', async () => {
    const { stayIds } = await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    const stayId = stayIds[0]!
    hotel.clock.at = NOON + 16 * HOUR
    await hotel.ledger.tick()
    expect(await desk.refusal('stays.undoCheckIn', { stayId })).toEqual({
      code: 'TooLateToUndo',
      data: { stayId, businessDate: day(1) },
    })
  })

  test('one after midnight is still of the day before', async () => {
    const { stayIds } = await hotel.sell({ roomId: hotel.room('101') })
    hotel.clock.at = NOON + 13 * HOUR
    await hotel.ledger.tick()
    await desk.submit('stays.checkIn', { stayId: stayIds[0]! })
    hotel.clock.at = NOON + 16 * HOUR - 1
    await hotel.ledger.tick()
    await desk.submit('stays.undoCheckIn', { stayId: stayIds[0]! })
    await desk.submit('stays.checkIn', { stayId: stayIds[0]! })
    hotel.clock.at = NOON + 16 * HOUR
    await hotel.ledger.tick()
    expect(await desk.refusal('stays.undoCheckIn', { stayId: stayIds[0]! })).toMatchObject({
      code: 'TooLateToUndo',
    })
  })
})

describe('undoing a check-out', () => {
  let stayId: string
  let reservationId: string
  beforeEach(async () => {
    const sold = await hotel.sell({ checkIn: true, departure: day(3), roomId: hotel.room('101') })
    stayId = sold.stayIds[0]!
    reservationId = sold.reservationId
    await desk.roll(1)
    await desk.submit('stays.checkOut', { stayId })
  })

  test('puts the guest back into the same room, with the nights that were freed', async () => {
    expect(desk.stay(reservationId).totalMinor).toBe(12_000)
    expect(await desk.refusal('stays.undoCheckOut', { stayId })).toBeUndefined()
    expect(desk.stay(reservationId)).toMatchObject({
      status: 'in_house',
      checkedInAt: NOON,
      checkedOutAt: null,
      totalMinor: 36_000,
      nights: [1, 2, 3].map(() => ({ roomId: hotel.room('101'), counted: true })),
    })
    expect(hotel.ledger.queries.inHouse().stays[0]).toMatchObject({ stayId, roomId: hotel.room('101') })
  })

  test('a move that was planned is forgotten: the nights to come are in the room that was left', async () => {
    const sold = await hotel.sell({
      checkIn: true,
      arrival: day(1),
      departure: day(3),
      roomId: hotel.room('102'),
    })
    const [movingId] = sold.stayIds as [string]
    await desk.submit('stays.assignRoom', { stayId: movingId, roomId: hotel.room('103'), from: day(2) })
    await desk.submit('stays.checkOut', { stayId: movingId })
    await desk.submit('stays.undoCheckOut', { stayId: movingId })
    const night = { roomId: hotel.room('102'), roomTypeId: hotel.roomType('DBL'), counted: true }
    expect(desk.stay(sold.reservationId).nights).toMatchObject([night, night])
    expect([hotel.left('DBL', day(2)), hotel.left('SGL', day(2))]).toEqual([1, 1])
  })

  test('is refused when somebody is in the room, was given it, or all rooms are sold', async () => {
    const undone = () => desk.refusal('stays.undoCheckOut', { stayId })
    const given = await hotel.sell({ arrival: day(2), departure: day(3), roomId: hotel.room('101') })
    expect(await undone()).toEqual({ code: 'RoomNotFree', data: { roomId: hotel.room('101'), date: day(2) } })
    await desk.submit('stays.assignRoom', { stayId: given.stayIds[0]!, roomId: null })
    const other = await hotel.sell({ arrival: day(2), departure: day(3) })
    const before = desk.rows()
    expect(await undone()).toEqual({
      code: 'RoomTypeSoldOut',
      data: { roomTypeId: hotel.roomType('DBL'), date: day(2) },
    })
    expect(desk.rows()).toBe(before)
    await desk.cancel(other.stayIds[0]!)
    const walkIn = await hotel.sell({
      checkIn: true,
      arrival: day(1),
      departure: day(2),
      roomId: hotel.room('101'),
    })
    expect(await undone()).toEqual({
      code: 'RoomOccupied',
      data: { roomId: hotel.room('101'), stayId: walkIn.stayIds[0] },
    })
  })

  test('is too late on the next day', async () => {
    await desk.roll(2)
    expect(await desk.refusal('stays.undoCheckOut', { stayId })).toMatchObject({ code: 'TooLateToUndo' })
  })
})

describe('what a guest announced and wished', () => {
  test('stands with the stay and in the list; the journal has what was before, and no words', async () => {
    const { stayIds, reservationId } = await hotel.sell({ roomId: hotel.room('101') })
    const stayId = stayIds[0]!
    await desk.submit('stays.announce', { stayId, expectedAt: '23:15', note: 'the late train' })
    const { seq } = await desk.submit('stays.announce', { stayId, expectedAt: null, note: '' })
    expect(payloadOf(seq)).toEqual({
      reservation: reservationId,
      stay: stayId,
      expectedAt: null,
      note: false,
      before: { expectedAt: '23:15', note: true },
    })
    await desk.submit('stays.announce', { stayId, expectedAt: '01:00', note: '' })
    expect(hotel.ledger.queries.arrivals().stays[0]).toMatchObject({ expectedAt: '01:00' })
    const wishes = { features: ['balcony'], floor: '2', accessible: true, nearStayIds: [] }
    await desk.submit('stays.wish', { stayId, wishes })
    expect(desk.stay(reservationId)).toMatchObject({ expectedAt: '01:00', arrivalNote: '', wishes })
    const near = { ...wishes, nearStayIds: [reservationId] }
    expect(await desk.refusal('stays.wish', { stayId, wishes: near })).toEqual({
      code: 'UnknownStay',
      data: { stayId: reservationId },
    })
  })

  test('a stay is pinned to a room it has, and no longer when the room is taken away', async () => {
    const { stayIds, reservationId } = await hotel.sell()
    const stayId = stayIds[0]!
    const pinned = () => desk.stay(reservationId).pinned
    expect(await desk.refusal('stays.pin', { stayId, pinned: true })).toEqual({
      code: 'RoomRequired',
      data: { stayId },
    })
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('101') })
    await desk.submit('stays.pin', { stayId, pinned: true })
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('102') })
    expect(pinned()).toBe(true)
    await desk.submit('stays.assignRoom', { stayId, roomId: null })
    expect(pinned()).toBe(false)
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('101') })
    await desk.submit('stays.pin', { stayId, pinned: true })
    const dates = { arrival: day(0), departure: day(3), price: 'keep' } as const
    await desk.submit('stays.change', { stayId, ...dates, roomId: hotel.room('101') })
    expect(pinned()).toBe(true)
    await desk.submit('stays.change', { stayId, ...dates, roomId: null })
    expect(pinned()).toBe(false)
  })
})
