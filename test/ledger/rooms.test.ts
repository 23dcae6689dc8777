/** Physical rooms: what they are like, out of order and out of service, and which ones suit a stay. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { describeRoom, wish } from './room-desk.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 4, SGL: 1 } })
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const block = (change: Partial<Commands['rooms.block']['input']> & { room?: string } = {}) => {
  const { room = '101', ...rest } = change
  return hotel.ledger.submit('rooms.block', EVERYTHING, {
    idempotencyKey: key(),
    roomId: hotel.room(room),
    from: TODAY,
    to: day(2),
    reason: 'Water damage',
    kind: 'out_of_order',
    force: false,
    ...rest,
  })
}
const unblock = (blockId: string) =>
  hotel.ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId })
const doors = (roomIds: readonly string[]) => {
  const { rooms } = hotel.ledger.queries.hotel()!
  return roomIds.map((id) => rooms.find((room) => room.id === id)!.name)
}
const proposed = (stayId: string) => {
  const { rooms } = hotel.ledger.queries.roomProposals({ stayId })
  return rooms.map((room, index) => ({ door: doors([room.roomId])[0]!, ...rooms[index]! }))
}

describe('what a room is like', () => {
  test('is kept, what is left out stays, and a feature is kept once however it is written', async () => {
    await describeRoom(hotel, '101', { floor: '1', features: ['Balcony', 'sea view', 'balcony'] })
    await describeRoom(hotel, '101', { accessible: true, housekeeping: 'inspected' })
    const room = hotel.ledger.queries.hotel()!.rooms.find(({ name }) => name === '101')
    expect(room).toMatchObject({
      floor: '1',
      accessible: true,
      features: ['Balcony', 'sea view'],
      housekeeping: 'inspected',
    })
    hotel = await hotel.reopen()
    expect(hotel.ledger.queries.hotel()!.rooms.find(({ name }) => name === '101')).toEqual(room)
  })

  test('of a room that does not exist is refused', async () => {
    await expect(
      hotel.ledger.submit('rooms.describe', EVERYTHING, {
        idempotencyKey: key(),
        roomId: '00000000-0000-7000-8000-000000000000',
      }),
    ).rejects.toMatchObject({ code: 'UnknownRoom' })
  })

  test('a departed guest leaves the room dirty', async () => {
    const sold = await hotel.sell({ checkIn: true, roomId: hotel.room('102') })
    const stateOf = (name: string) =>
      hotel.ledger.queries.hotel()!.rooms.find((room) => room.name === name)!.housekeeping
    expect(stateOf('102')).toBe('clean')
    const topics: string[] = []
    hotel.ledger.onChanged((changed) => topics.push(...changed.topics))
    await hotel.ledger.submit('stays.checkOut', EVERYTHING, {
      idempotencyKey: key(),
      stayId: sold.stayIds[0]!,
    })
    expect([stateOf('101'), stateOf('102')]).toEqual(['clean', 'dirty'])
    expect(topics).toContain('property')
  })
})

describe('a block', () => {
  test('I3: out of order is taken from what can be sold, out of service is not, and each gives back what it took', async () => {
    const order = await block()
    const service = await block({ room: '102', kind: 'out_of_service' })
    expect(hotel.left('DBL', TODAY)).toBe(3)
    const stay = await hotel.sell()
    for (const room of ['101', '102']) {
      await expect(
        hotel.ledger.submit('stays.assignRoom', EVERYTHING, {
          idempotencyKey: key(),
          stayId: stay.stayIds[0]!,
          roomId: hotel.room(room),
        }),
      ).rejects.toMatchObject({ code: 'RoomNotFree', data: { date: TODAY } })
    }
    expect(hotel.differences()).toEqual([])
    expect(await unblock(service.blockId)).toMatchObject({ freedNights: 2 })
    expect(hotel.left('DBL', TODAY)).toBe(2)
    expect(await unblock(order.blockId)).toMatchObject({ freedNights: 2 })
    expect(hotel.left('DBL', TODAY)).toBe(3)
    await expect(unblock(order.blockId)).rejects.toMatchObject({ code: 'UnknownBlock' })
  })

  test('a room out of service is possible where the type is sold out, one out of order only by force, with a case', async () => {
    for (let sold = 0; sold < 4; sold++) await hotel.sell()
    await expect(block()).rejects.toMatchObject({ code: 'RoomTypeSoldOut', data: { date: TODAY } })
    await block({ room: '102', kind: 'out_of_service' })
    expect(hotel.ledger.queries.cases().cases).toEqual([])
    const forced = await block({ force: true })
    expect(hotel.ledger.queries.cases().cases).toMatchObject([{ nights: [TODAY, day(1)], status: 'open' }])
    expect(hotel.differences()).toEqual([])
    await block({ room: '103', force: true, to: day(1) })
    expect(hotel.ledger.queries.cases().cases.map(({ nights }) => nights)).toHaveLength(2)
    await unblock(forced.blockId)
    // One room too few on one night is one case.
    const left = hotel.ledger.queries.cases().cases.filter(({ status }) => status === 'open')
    expect(left.map(({ nights }) => nights)).toEqual([[TODAY]])
    expect(hotel.differences()).toEqual([])
  })

  test('force takes no room from a guest who sleeps in it, or who was given it', async () => {
    await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    await hotel.sell({ roomId: hotel.room('102'), arrival: day(1) })
    const before = hotel.ledger.queries.headSeq()
    await expect(block({ force: true })).rejects.toMatchObject({ code: 'RoomOccupied' })
    await expect(block({ room: '102', force: true })).rejects.toMatchObject({
      code: 'RoomNotFree',
      data: { date: day(1) },
    })
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    expect(hotel.left('DBL', TODAY)).toBe(3)
  })

  test.each([
    ['ArrivalInPast', { from: day(-1) }],
    ['DateBeyondHorizon', { from: day(700), to: day(801) }],
    ['RangeTooLong', { to: day(401) }],
    ['InvalidInput', { to: TODAY }],
  ] as const)('answers %s and changes nothing, whatever its kind', async (code, change) => {
    const before = hotel.ledger.queries.headSeq()
    for (const kind of ['out_of_order', 'out_of_service'] as const) {
      for (const force of [false, true]) {
        await expect(block({ ...change, kind, force })).rejects.toMatchObject({ code })
      }
    }
    expect(hotel.ledger.queries.headSeq()).toBe(before)
  })
})

describe('rooms proposed for a stay', () => {
  test('are those free for all its nights, its own type first, then a type that has one left', async () => {
    await hotel.sell({ roomId: hotel.room('102'), arrival: day(1), departure: day(2) })
    await block({ room: '104', kind: 'out_of_service' })
    const { stayIds } = await hotel.sell()
    const found = proposed(stayIds[0]!)
    expect(found.map(({ door, cost }) => [door, cost])).toEqual([
      ['101', 0],
      ['103', 0],
      ['105', 10_000],
    ])
    expect(found[2]!.because).toEqual([{ what: 'otherType', cost: 10_000, detail: 'SGL' }])
    await hotel.sell({ type: 'SGL', adults: 1, arrival: day(1), departure: day(2) })
    expect(proposed(stayIds[0]!).map(({ door }) => door)).toEqual(['101', '103'])
  })

  test('say what is missing, the best fit first', async () => {
    await describeRoom(hotel, '101', { floor: '1', features: ['balcony'] })
    await describeRoom(hotel, '102', { floor: '1', accessible: true, housekeeping: 'dirty' })
    await describeRoom(hotel, '103', { floor: '2', accessible: true, features: ['Balcony'] })
    await describeRoom(hotel, '104', { floor: '2' })
    const { stayIds } = await hotel.sell()
    await wish(hotel, stayIds[0]!, { features: ['balcony'], floor: '1', accessible: true })
    const found = proposed(stayIds[0]!).filter(({ door }) => door !== '105')
    expect(found.map(({ door }) => door)).toEqual(['103', '102', '101', '104'])
    expect(found.map(({ because }) => because.map(({ what, detail }) => `${what} ${detail}`.trim()))).toEqual(
      [
        ['otherFloor 1'],
        ['featureMissing balcony', 'notClean dirty'],
        ['notAccessible'],
        ['notAccessible', 'featureMissing balcony', 'otherFloor 1'],
      ],
    )
    for (const { cost, because } of found)
      expect(because.reduce((sum, each) => sum + each.cost, 0)).toBe(cost)
  })

  test('a room with what nobody asked for is kept for those who will ask', async () => {
    await describeRoom(hotel, '101', { accessible: true })
    await describeRoom(hotel, '102', { features: ['balcony'] })
    const { stayIds } = await hotel.sell()
    expect(proposed(stayIds[0]!).map(({ door }) => door)).toEqual(['103', '104', '102', '101', '105'])
  })

  test('near another stay: next door on the same floor, else on that floor', async () => {
    for (const door of ['101', '102', '103']) await describeRoom(hotel, door, { floor: '1' })
    const other = await hotel.sell({ roomId: hotel.room('103') })
    const { stayIds } = await hotel.sell()
    await wish(hotel, stayIds[0]!, { nearStayIds: [other.stayIds[0]!] })
    expect(
      proposed(stayIds[0]!).map(({ door, because }) => [door, ...because.map(({ what }) => what)]),
    ).toEqual([['102'], ['101', 'notNear'], ['104', 'notNear'], ['105', 'otherType', 'notNear']])
  })

  test('the fewest orphan nights: a stay fits between two others rather than leaving a night that nobody takes', async () => {
    // 101 is free for exactly these nights, 102 leaves one before and two behind, 103 a whole week.
    await hotel.sell({ roomId: hotel.room('101'), arrival: day(2), departure: day(4) })
    await hotel.sell({ roomId: hotel.room('101'), arrival: day(6), departure: day(8) })
    await hotel.sell({ roomId: hotel.room('102'), arrival: day(2), departure: day(3) })
    await hotel.sell({ roomId: hotel.room('102'), arrival: day(8), departure: day(9) })
    const { stayIds } = await hotel.sell({ arrival: day(4), departure: day(6) })
    const found = proposed(stayIds[0]!).filter(({ door }) => door !== '105')
    expect(found.map(({ door }) => door)).toEqual(['101', '103', '104', '102'])
    expect(found.at(-1)!.because).toEqual([{ what: 'orphanNights', cost: 15, detail: '3' }])
  })

  test('a guest in house is not proposed a room where another one sleeps; a stay that is over gets none', async () => {
    const first = await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    await hotel.sell({ checkIn: true, roomId: hotel.room('102'), departure: day(1) })
    expect(proposed(first.stayIds[0]!).map(({ door }) => door)).toEqual(['101', '103', '104', '105'])
    await hotel.ledger.submit('stays.checkOut', EVERYTHING, {
      idempotencyKey: key(),
      stayId: first.stayIds[0]!,
    })
    expect(proposed(first.stayIds[0]!)).toEqual([])
    expect(() =>
      hotel.ledger.queries.roomProposals({ stayId: '00000000-0000-7000-8000-000000000000' }),
    ).toThrow(expect.objectContaining({ code: 'UnknownStay' }))
  })
})
