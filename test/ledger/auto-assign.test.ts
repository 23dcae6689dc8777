/** The best room for every arrival of a day: as many as at all possible, the hardest to please first. */
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { mostPlaced } from '../../main/ledger/rooms/auto-assign.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { assign, describeRoom, wish } from './room-desk.ts'

let hotel: TestHotel
const autoAssign = (date = TODAY) =>
  hotel.ledger.submit('rooms.autoAssign', EVERYTHING, { idempotencyKey: key(), date })
const sell = async (change: Parameters<TestHotel['sell']>[0] = {}) => (await hotel.sell(change)).stayIds[0]!

/** By stay, the door that it got. */
async function doorsOf(date = TODAY): Promise<Record<string, string>> {
  const { rooms } = hotel.ledger.queries.hotel()!
  const { assigned } = await autoAssign(date)
  return Object.fromEntries(
    assigned.map(({ stayId, roomId }) => [stayId, rooms.find((room) => room.id === roomId)!.name]),
  )
}

describe('auto-assignment', () => {
  afterEach(async () => {
    expect(hotel.differences()).toEqual([])
    await hotel.close()
  })

  test('gives every arrival of the day a room, leaves the others alone, and is one journal row', async () => {
    hotel = await openTestHotel({ types: { DBL: 3, SGL: 1 } })
    const [a, b] = [await sell(), await sell({ type: 'SGL', adults: 1 })]
    const later = await sell({ arrival: day(1) })
    const kept = await sell({ roomId: hotel.room('101') })
    const before = hotel.ledger.queries.headSeq()
    const answer = await autoAssign()
    expect(answer).toEqual({
      seq: before + 1,
      assigned: [
        { stayId: a, roomId: hotel.room('102') },
        { stayId: b, roomId: hotel.room('104') },
      ],
      left: [],
    })
    const due = hotel.ledger.queries.arrivals().stays
    expect(due.map(({ stayId, roomId }) => [stayId, roomId]).sort()).toEqual(
      [
        [a, hotel.room('102')],
        [b, hotel.room('104')],
        [kept, hotel.room('101')],
      ].sort(),
    )
    expect(await doorsOf(day(1))).toEqual({ [later]: '103' })
    expect((await autoAssign()).assigned).toEqual([])
  })

  test('names those for whom no single room is free', async () => {
    hotel = await openTestHotel({ types: { DBL: 2 } })
    await sell({ roomId: hotel.room('101'), departure: day(1) })
    await sell({ roomId: hotel.room('102'), arrival: day(1) })
    const split = await sell({ departure: day(2) })
    const answer = await autoAssign()
    expect([answer.assigned, answer.left]).toEqual([[], [split]])
  })

  test('a long stay gets the only room that is free for it, although a short one comes first and wishes for it', async () => {
    hotel = await openTestHotel({ types: { DBL: 2 } })
    await describeRoom(hotel, '102', { features: ['balcony'] })
    await sell({ roomId: hotel.room('101'), arrival: day(1), departure: day(2) })
    const short = await sell({ departure: day(1) })
    await wish(hotel, short, { features: ['balcony'] })
    const long = await sell({ departure: day(3) })
    expect(await doorsOf()).toEqual({ [short]: '101', [long]: '102' })
  })

  test('who wishes for most chooses first', async () => {
    hotel = await openTestHotel({ types: { DBL: 3 } })
    await describeRoom(hotel, '101', { accessible: true })
    await describeRoom(hotel, '102', { accessible: true, features: ['balcony'] })
    const plain = await sell()
    const balcony = await sell()
    const wheelchair = await sell()
    await wish(hotel, balcony, { features: ['balcony'] })
    await wish(hotel, wheelchair, { accessible: true })
    expect(await doorsOf()).toEqual({ [wheelchair]: '101', [balcony]: '102', [plain]: '103' })
  })

  test('stays that belong together get neighbouring rooms, also when both come on that day', async () => {
    hotel = await openTestHotel({ types: { DBL: 6 } })
    for (const door of ['101', '102', '103', '104', '105', '106'])
      await describeRoom(hotel, door, { floor: '1' })
    for (const door of ['102', '105']) await sell({ roomId: hotel.room(door) })
    const parents = await sell()
    const children = await sell()
    await wish(hotel, children, { nearStayIds: [parents] })
    expect(Object.values(await doorsOf()).sort()).toEqual(['103', '104'])
  })

  test('an overdue arrival is given a room for the nights still to come', async () => {
    hotel = await openTestHotel({ types: { DBL: 2 } })
    const late = await sell({ departure: day(3) })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    expect(Object.keys(await doorsOf(day(1)))).toEqual([late])
  })

  test('no room is of two types: a stay that counts for both is named', async () => {
    hotel = await openTestHotel({ types: { DBL: 2, SGL: 1 } })
    const mixed = await sell()
    await assign(hotel, mixed, '103', day(1))
    await assign(hotel, mixed, null)
    const answer = await autoAssign()
    expect([answer.assigned, answer.left]).toEqual([[], [mixed]])
    expect(hotel.ledger.queries.planRepack({ stayId: mixed })).toEqual({
      outcome: 'impossible',
      night: day(1),
      pinnedStayIds: [],
      blockIds: [],
    })
  })

  test('a stay that was given a room by hand keeps it', async () => {
    hotel = await openTestHotel({ types: { DBL: 2 } })
    const given = await sell()
    await assign(hotel, given, '102')
    const answer = await autoAssign()
    expect([answer.assigned, answer.left]).toEqual([[], []])
  })

  test.each([
    ['ArrivalInPast', day(-1)],
    ['DateBeyondHorizon', day(800)],
  ] as const)('answers %s', async (code, date) => {
    hotel = await openTestHotel()
    await expect(autoAssign(date)).rejects.toMatchObject({ code })
  })
})

test('how many can be placed is what trying all ways finds, for sets that contain each other', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(6), { maxLength: 6 }), (sizes) => {
      // Rooms 1..6; a stay of size n can have the first n of them.
      const best = (index: number, used: number): number => {
        const size = sizes[index]
        if (size === undefined) return 0
        let most = best(index + 1, used)
        for (let room = 0; room < size; room++) {
          if ((used & (1 << room)) === 0) most = Math.max(most, 1 + best(index + 1, used | (1 << room)))
        }
        return most
      }
      expect(mostPlaced(sizes)).toBe(best(0, 0))
    }),
  )
})
