/** A stay in several rooms: split in two, or moved in the middle; and who must move today. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { groupSteps } from './group-steps.ts'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
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

const doors = (reservationId: string, index = 0) =>
  desk
    .stay(reservationId, index)
    .nights.map(({ roomId }) => ['101', '102', '103'].find((name) => hotel.room(name) === roomId) ?? null)
const counts = () => [TODAY, day(1), day(2), day(3)].map((date) => hotel.left('DBL', date))

describe('splitting a stay', () => {
  test('makes two of it, and changes no count, price or room', async () => {
    const { stayIds, reservationId } = await hotel.sell({
      departure: day(4),
      adults: 1,
      childrenAges: [7],
      roomId: hotel.room('101'),
      nightlyAmounts: [100, 200, 300, 400],
    })
    const stayId = stayIds[0]!
    const wishes = { features: ['balcony'], floor: '', accessible: false, nearStayIds: [] }
    await desk.submit('stays.wish', { stayId, wishes })
    await desk.submit('stays.pin', { stayId, pinned: true })
    const before = counts()
    const split = await desk.submit('stays.split', { stayId, at: day(1) })
    expect(counts()).toEqual(before)
    const [first, second] = hotel.ledger.queries.reservation({ reservationId }).stays
    expect(first).toMatchObject({ id: stayId, arrival: TODAY, departure: day(1), totalMinor: 100 })
    expect(second).toMatchObject({
      id: split.stayId,
      status: 'reserved',
      arrival: day(1),
      departure: day(4),
      roomTypeId: first!.roomTypeId,
      ratePlanId: first!.ratePlanId,
      adults: 1,
      childrenAges: [7],
      guest: first!.guest,
      pinned: true,
      wishes,
      totalMinor: 900,
    })
    expect([doors(reservationId), doors(reservationId, 1)]).toEqual([['101'], ['101', '101', '101']])
    // Two stays from now on: one is cancelled without the other.
    await desk.cancel(split.stayId)
    expect(desk.stay(reservationId)).toMatchObject({ status: 'reserved', departure: day(1) })
  })

  test('parts one in house only after the business date; the first part leaves, the second one arrives', async () => {
    const { stayIds, reservationId } = await hotel.sell({
      checkIn: true,
      departure: day(3),
      roomId: hotel.room('101'),
    })
    const stayId = stayIds[0]!
    await desk.roll(1)
    const refused = (at: typeof TODAY) => desk.refusal('stays.split', { stayId, at })
    const within = (splitAt: string) => ({
      code: 'SplitNotWithin',
      data: { splitAt, from: day(1), to: day(3) },
    })
    for (const at of [TODAY, day(1), day(3), day(4)]) expect(await refused(at)).toEqual(within(at))
    const { stayId: secondId } = await desk.submit('stays.split', { stayId, at: day(2) })
    await desk.roll(2)
    expect(hotel.ledger.queries.departures().stays.map((stay) => stay.stayId)).toEqual([stayId])
    expect(hotel.ledger.queries.arrivals().stays.map((stay) => stay.stayId)).toEqual([secondId])
    expect(await desk.refusal('stays.checkIn', { stayId: secondId })).toMatchObject({ code: 'RoomOccupied' })
    await desk.submit('stays.checkOut', { stayId })
    await desk.submit('stays.checkIn', { stayId: secondId })
    expect(desk.stay(reservationId, 1)).toMatchObject({ status: 'in_house', totalMinor: 12_000 })
  })

  test('hands the case of nights that do not fit over to the part that has them', async () => {
    await hotel.sell({ arrival: day(1), departure: day(2) })
    await hotel.sell({ arrival: day(1), departure: day(2) })
    const { stayId, reservationId } = await sellByChannel(hotel)
    const cases = () =>
      hotel.ledger.queries
        .cases()
        .cases.filter(({ status }) => status === 'open')
        .map((open) => [open.stayId, open.nights])
    expect(cases()).toEqual([[stayId, [day(1)]]])
    const { stayId: secondId } = await desk.submit('stays.split', { stayId, at: day(1) })
    expect(cases()).toEqual([[secondId, [day(1)]]])
    expect(desk.stay(reservationId, 1)).toMatchObject({ id: secondId, totalMinor: 9_000 })
  })
})

describe('a part that was split off', () => {
  test('goes with the channel’s own part, which the channel changes as one stay', async () => {
    const { stayId, reservationId, ingest } = await sellByChannel(hotel)
    await desk.submit('stays.split', { stayId, at: day(1) })
    await ingest('modified', day(3))
    expect(hotel.ledger.queries.reservation({ reservationId }).stays).toMatchObject([
      { id: stayId, status: 'reserved', arrival: TODAY, departure: day(3), totalMinor: 27_000 },
      { status: 'cancelled', totalMinor: 0 },
    ])
  })

  test('stays when the channel’s own part has ended', async () => {
    const { stayId, reservationId, ingest } = await sellByChannel(hotel)
    await desk.submit('stays.split', { stayId, at: day(1) })
    await desk.submit('stays.checkIn', { stayId, roomId: hotel.room('101') })
    await desk.submit('stays.checkOut', { stayId })
    await ingest('modified', day(3))
    expect(desk.stay(reservationId, 1)).toMatchObject({
      status: 'reserved',
      arrival: day(1),
      totalMinor: 9_000,
    })
    expect(hotel.ledger.queries.alerts().alerts).toMatchObject([{ kind: 'channelChangedBegunStay' }])
  })

  test('of a group’s room is still picked up from the allotment, and goes back into it', async () => {
    const groups = groupSteps(hotel)
    const { groupId } = await groups.create({
      arrival: TODAY,
      departure: day(3),
      releaseDate: day(2),
      allotments: [groups.allotment('DBL', 1)],
    })
    const { stayId } = await groups.pickUp(groupId, { arrival: TODAY, departure: day(3) })
    const split = await desk.submit('stays.split', { stayId, at: day(1) })
    const before = counts()
    await desk.cancel(split.stayId)
    expect(counts()).toEqual(before)
  })
})

describe('changing rooms in the middle of a stay', () => {
  test('gives a room from that night on; what is before keeps its own', async () => {
    const { stayIds, reservationId } = await hotel.sell({ departure: day(4), roomId: hotel.room('101') })
    const assign = (roomId: string | null, from: typeof TODAY) =>
      desk.refusal('stays.assignRoom', { stayId: stayIds[0]!, roomId, from })
    expect(await assign(hotel.room('102'), day(2))).toBeUndefined()
    expect(doors(reservationId)).toEqual(['101', '101', '102', '102'])
    // The room of another type moves the count of those nights, and of no others.
    expect(await assign(hotel.room('103'), day(3))).toBeUndefined()
    expect(doors(reservationId)).toEqual(['101', '101', '102', '103'])
    expect([hotel.left('SGL', day(2)), hotel.left('SGL', day(3))]).toEqual([1, 0])
    expect(await assign(null, day(1))).toBeUndefined()
    expect(doors(reservationId)).toEqual(['101', null, null, null])
    expect(await assign(hotel.room('102'), day(4))).toEqual({
      code: 'InvalidInput',
      data: { issues: [{ path: 'from', message: `must be before the departure ${day(4)}` }] },
    })
    await hotel.sell({ arrival: day(2), departure: day(3), roomId: hotel.room('102') })
    expect(await assign(hotel.room('102'), day(1))).toEqual({
      code: 'RoomNotFree',
      data: { roomId: hotel.room('102'), date: day(2) },
    })
    expect(doors(reservationId)).toEqual(['101', null, null, null])
  })

  test('a guest in house stays where he is until then; the room need not be empty yet', async () => {
    const { stayIds, reservationId } = await hotel.sell({
      checkIn: true,
      departure: day(3),
      roomId: hotel.room('101'),
    })
    const stayId = stayIds[0]!
    const other = await hotel.sell({ checkIn: true, departure: day(1), roomId: hotel.room('102') })
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('102'), from: day(1) })
    const inHouse = () => hotel.ledger.queries.inHouse().stays.find((stay) => stay.stayId === stayId)
    expect(doors(reservationId)).toEqual(['101', '102', '102'])
    expect(inHouse()).toMatchObject({ roomId: hotel.room('101'), movesToRoomId: null })

    await desk.roll(1)
    expect(inHouse()).toMatchObject({ roomId: hotel.room('101'), movesToRoomId: hotel.room('102') })
    const move = () => desk.refusal('stays.assignRoom', { stayId, roomId: hotel.room('102') })
    expect(await move()).toEqual({
      code: 'RoomOccupied',
      data: { roomId: hotel.room('102'), stayId: other.stayIds[0] },
    })
    await desk.submit('stays.checkOut', { stayId: other.stayIds[0]! })
    expect(await move()).toBeUndefined()
    expect(inHouse()).toMatchObject({ roomId: hotel.room('102'), movesToRoomId: null })
    expect(await desk.refusal('stays.assignRoom', { stayId, roomId: null, from: day(2) })).toEqual({
      code: 'RoomRequired',
      data: { stayId },
    })
  })

  test('a planned move is carried out as planned, and the next one stays planned', async () => {
    const { stayIds, reservationId } = await hotel.sell({ departure: day(3), roomId: hotel.room('101') })
    const stayId = stayIds[0]!
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('102'), from: day(1) })
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('103'), from: day(2) })
    await hotel.sell({ arrival: day(2), departure: day(3), roomId: hotel.room('102') })
    await desk.submit('stays.checkIn', { stayId })
    await desk.roll(1)
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('102') })
    expect(doors(reservationId)).toEqual(['101', '102', '103'])
    await desk.roll(2)
    await desk.submit('stays.assignRoom', { stayId, roomId: hotel.room('103') })
    expect(hotel.ledger.queries.inHouse().stays[0]).toMatchObject({
      roomId: hotel.room('103'),
      movesToRoomId: null,
    })
  })
})
