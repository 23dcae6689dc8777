/** Repack on a real file: the plan that the desk reviews, and the one command that carries it out. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { assign, pin } from './room-desk.ts'

type Moves = Commands['rooms.repack']['input']['moves']

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SGL: 1 } })
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const plan = (stayId: string) => hotel.ledger.queries.planRepack({ stayId })
const repack = (moves: Moves) =>
  hotel.ledger.submit('rooms.repack', EVERYTHING, { idempotencyKey: key(), moves })
const sell = async (from: number, to: number, door?: string) => {
  const room = door === undefined ? {} : { roomId: hotel.room(door) }
  return (await hotel.sell({ arrival: day(from), departure: day(to), ...room })).stayIds[0]!
}
const block = (door: string, from: number, to: number, kind: 'out_of_order' | 'out_of_service') =>
  hotel.ledger.submit('rooms.block', EVERYTHING, {
    idempotencyKey: key(),
    roomId: hotel.room(door),
    from: day(from),
    to: day(to),
    reason: 'Painting',
    kind,
    force: false,
  })
/** Stay by stay, the doors of its nights. */
function doorsOf(stayId: string): string[] {
  const { rooms } = hotel.ledger.queries.hotel()!
  return (
    hotel.ledger.store.sqlite
      .prepare(
        `SELECT r.public_id FROM room_night AS h JOIN room AS r ON r.id = h.room_id
           JOIN stay AS s ON s.id = h.stay_id WHERE s.public_id = ? ORDER BY h.date`,
      )
      .pluck()
      .all(stayId) as string[]
  ).map((id) => rooms.find((room) => room.id === id)!.name)
}
/** Two stays that leave no single room free from today for two nights. */
async function tightHouse() {
  const early = await sell(0, 1, '101')
  const late = await sell(1, 2, '102')
  return { early, late, wanted: await sell(0, 2) }
}
function movesOf(stayId: string): Moves {
  const found = plan(stayId)
  if (found.outcome !== 'solved') throw new Error(`it is ${found.outcome}`)
  return found.moves.map(({ stayId: id, fromRoomId, toRoomId }) => ({ stayId: id, fromRoomId, toRoomId }))
}

describe('a plan', () => {
  test('names the moves with their guests, the stay itself last, and changes nothing', async () => {
    const { early, wanted } = await tightHouse()
    const seq = hotel.ledger.queries.headSeq()
    expect(plan(wanted)).toMatchObject({
      outcome: 'solved',
      seq,
      moves: [
        {
          stayId: early,
          guestName: 'Anna Petersen',
          arrival: TODAY,
          departure: day(1),
          fromRoomId: hotel.room('101'),
          toRoomId: hotel.room('102'),
        },
        { stayId: wanted, fromRoomId: null, toRoomId: hotel.room('101') },
      ],
    })
    expect(doorsOf(early)).toEqual(['101'])
  })

  test('is empty for a stay that has its room, and only its own move where one is free', async () => {
    expect(plan(await sell(0, 2, '101'))).toMatchObject({ outcome: 'solved', moves: [] })
    const free = await sell(0, 2)
    expect(movesOf(free)).toEqual([{ stayId: free, fromRoomId: null, toRoomId: hotel.room('102') }])
  })

  test.each(['out_of_order', 'out_of_service'] as const)('a block is not moved (%s)', async (kind) => {
    const { blockId } = await block('101', 0, 1, kind)
    const late = await sell(1, 2, '102')
    const wanted = await sell(0, 2)
    expect(movesOf(wanted).map(({ stayId }) => stayId)).toEqual([late, wanted])
    await pin(hotel, late)
    expect(plan(wanted)).toEqual({
      outcome: 'impossible',
      night: TODAY,
      pinnedStayIds: [],
      blockIds: [blockId],
    })
  })

  test('says plainly what is pinned or in house where there is no way, and finds one when it is unpinned', async () => {
    const { early, late, wanted } = await tightHouse()
    await pin(hotel, early)
    expect(plan(wanted)).toMatchObject({ outcome: 'solved' })
    await pin(hotel, late)
    expect(plan(wanted)).toEqual({
      outcome: 'impossible',
      night: TODAY,
      pinnedStayIds: [early],
      blockIds: [],
    })
    await pin(hotel, late, false)
    expect(movesOf(wanted).map(({ stayId }) => stayId)).toEqual([late, wanted])
    await hotel.ledger.submit('stays.checkIn', EVERYTHING, { idempotencyKey: key(), stayId: early })
    await pin(hotel, late)
    expect(plan(wanted)).toMatchObject({ outcome: 'impossible', pinnedStayIds: [early] })
  })

  test('a stay that would have changed rooms on its way may get one room for all its nights', async () => {
    const moving = await sell(0, 2, '101')
    await assign(hotel, moving, '102', day(1))
    const wanted = await sell(0, 2)
    await repack(movesOf(wanted))
    expect(new Set(doorsOf(moving)).size).toBe(1)
    expect(new Set(doorsOf(wanted)).size).toBe(1)
  })

  test('a night on which more is sold than there are rooms is named', async () => {
    await block('101', 1, 2, 'out_of_service')
    const late = await sell(1, 2, '102')
    const wanted = await sell(0, 2)
    expect(plan(wanted)).toMatchObject({ outcome: 'impossible', night: day(1), pinnedStayIds: [] })
    expect(doorsOf(late)).toEqual(['102'])
  })

  test('is made for what is reserved only', async () => {
    const { stayIds } = await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    expect(() => plan(stayIds[0]!)).toThrow(expect.objectContaining({ code: 'StayStateForbids' }))
    expect(() => plan('00000000-0000-7000-8000-000000000000')).toThrow(
      expect.objectContaining({ code: 'UnknownStay' }),
    )
  })
})

describe('carrying it out', () => {
  test('is one change: one journal row, and both have their rooms', async () => {
    const { early, late, wanted } = await tightHouse()
    const before = hotel.ledger.queries.headSeq()
    expect(await repack(movesOf(wanted))).toEqual({ seq: before + 1 })
    expect([early, late, wanted].map(doorsOf)).toEqual([['102'], ['102'], ['101', '101']])
    expect([hotel.left('DBL', TODAY), hotel.left('DBL', day(1))]).toEqual([0, 0])
    expect(hotel.ledger.queries.journal({ limit: 1 }).rows).toMatchObject([{ command: 'rooms.repack' }])
  })

  test('two stays swap rooms', async () => {
    const [a, b] = [await sell(0, 2, '101'), await sell(0, 2, '102')]
    const [first, second] = [hotel.room('101'), hotel.room('102')]
    await repack([
      { stayId: a, fromRoomId: first, toRoomId: second },
      { stayId: b, fromRoomId: second, toRoomId: first },
    ])
    expect([doorsOf(a), doorsOf(b)]).toEqual([
      ['102', '102'],
      ['101', '101'],
    ])
  })

  test('I4: a plan that no longer fits changes nothing', async () => {
    const { early, late, wanted } = await tightHouse()
    const moves = movesOf(wanted)
    await assign(hotel, early, null)
    const rival = await sell(0, 1).catch(() => null)
    expect(rival).toBeNull()
    // Unassigned meanwhile: what was reviewed is not what would be done.
    await expect(repack(moves)).rejects.toMatchObject({ code: 'RoomNotFree' })
    await assign(hotel, early, '102')
    await assign(hotel, late, '101')
    const before = hotel.ledger.queries.headSeq()
    await expect(
      repack([{ stayId: wanted, fromRoomId: null, toRoomId: hotel.room('101') }]),
    ).rejects.toMatchObject({
      code: 'RoomNotFree',
      data: { roomId: hotel.room('101'), date: day(1) },
    })
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    expect([early, late, wanted].map(doorsOf)).toEqual([['102'], ['101'], []])
  })

  const checkIn = (stayId: string) =>
    hotel.ledger.submit('stays.checkIn', EVERYTHING, { idempotencyKey: key(), stayId })
  const pinned = (stayId: string) => pin(hotel, stayId)
  test.each([
    ['StayPinned', pinned],
    ['StayStateForbids', checkIn],
  ] as const)('answers %s', async (code, change) => {
    const { early, wanted } = await tightHouse()
    const moves = movesOf(wanted)
    await change(early)
    await expect(repack(moves)).rejects.toMatchObject({ code })
    expect(doorsOf(wanted)).toEqual([])
  })

  test('answers what is wrong with the moves themselves', async () => {
    const stay = await sell(0, 2, '101')
    const nobody = '00000000-0000-7000-8000-000000000000'
    const move = { stayId: stay, fromRoomId: hotel.room('101'), toRoomId: hotel.room('102') }
    await expect(repack([move, move])).rejects.toMatchObject({ code: 'InvalidInput' })
    await expect(repack([{ ...move, stayId: nobody }])).rejects.toMatchObject({ code: 'UnknownStay' })
    await expect(repack([{ ...move, toRoomId: nobody }])).rejects.toMatchObject({ code: 'UnknownRoom' })
    await expect(repack([{ ...move, toRoomId: hotel.room('103') }])).rejects.toMatchObject({
      code: 'RoomOfAnotherType',
    })
    await block('102', 1, 2, 'out_of_service')
    await expect(repack([move])).rejects.toMatchObject({ code: 'RoomNotFree', data: { date: day(1) } })
    expect(doorsOf(stay)).toEqual(['101', '101'])
  })

  test('an overdue stay is moved for its nights still to come; the night behind keeps its room', async () => {
    const late = await sell(0, 3, '101')
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    await repack([{ stayId: late, fromRoomId: hotel.room('101'), toRoomId: hotel.room('102') }])
    expect(doorsOf(late)).toEqual(['101', '102', '102'])
  })
})
