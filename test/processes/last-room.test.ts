/** Two callers race for the last room of a type and night, one through REST, one through WebSocket. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { soak } from '../soak.ts'
import type { Answer, Caller, OutputOf } from './callers.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { oneNight, openPension } from './pension.ts'
import { verify } from './verify.ts'

/** One room each, so that every race is for the last one. */
const TYPES = soak ? 20 : 2
const NIGHTS = 500
/** Races that run at a time: callers of several meet in one group commit. */
const AT_ONCE = 4
/** Turns of the event loop by which the head start changes after each race. */
const STEP_TURNS = 5

const folder = deskFolder()
let desk: RunningDesk
let hotel: Hotel

beforeAll(async () => {
  desk = await folder.start()
  hotel = await openPension(desk, { types: TYPES, nights: NIGHTS + 2 })
})

type Sale = Answer<OutputOf<'reservations.create'>>

function sale(caller: Caller, roomTypeId: string, night: IsoDate): Promise<Sale> {
  const room = oneNight(hotel, { roomTypeId, night })
  const idempotencyKey = `${caller.name}-${night}-${roomTypeId}`
  return caller.call('reservations.create', {
    idempotencyKey,
    booker: { surname: caller.name },
    rooms: [room],
  })
}

test(`I2: of two callers racing for the last room exactly one wins, ${TYPES * NIGHTS} of ${TYPES * NIGHTS}; the loser is told the date`, async () => {
  const won = { REST: 0, WebSocket: 0 }
  const races = hotel.roomTypes.flatMap(({ id }) =>
    Array.from({ length: NIGHTS }, (_, index) => ({ id, night: addDays(hotel.businessDate, index + 1) })),
  )
  // A request takes longer than a frame, so REST starts first, by just so much that either may win.
  let headStartTurns = 0
  const race = async ({ id, night }: (typeof races)[number]) => {
    const byRest = sale(desk.rest, id, night)
    for (let turn = 0; turn < headStartTurns; turn++) await nextTurn()
    const sales = await Promise.all([byRest, sale(desk.socket, id, night)])
    const winner = sales.findIndex(({ kind }) => kind === 'done')
    expect(winner, `nobody got ${night}: ${JSON.stringify(sales)}`).toBeGreaterThanOrEqual(0)
    expect(sales[1 - winner]).toEqual({
      kind: 'refused',
      code: 'RoomTypeSoldOut',
      data: { roomTypeId: id, date: night },
    })
    won[winner === 0 ? 'REST' : 'WebSocket']++
    headStartTurns = Math.max(0, headStartTurns + (winner === 0 ? -STEP_TURNS : STEP_TURNS))
  }
  for (let first = 0; first < races.length; first += AT_ONCE) {
    await Promise.all(races.slice(first, first + AT_ONCE).map(race))
  }
  console.log(`won by REST ${won.REST}, by WebSocket ${won.WebSocket}`)
  expect(won.REST + won.WebSocket).toBe(TYPES * NIGHTS)
  expect(
    Math.min(won.REST, won.WebSocket),
    'one caller nearly always came first: that was no race',
  ).toBeGreaterThan((TYPES * NIGHTS) / 10)

  const { roomTypes } = await desk.client.inventory.availability({
    from: addDays(hotel.businessDate, 1),
    to: addDays(hotel.businessDate, NIGHTS + 1),
  })
  const days = roomTypes.flatMap((type) => type.days)
  expect(days).toHaveLength(TYPES * NIGHTS)
  expect(
    days.every(({ booked, oversold, available }) => booked === 1 && oversold === 0 && available === 0),
  ).toBe(true)
  expect(await verify(folder.data)).toMatchObject({ code: 0, stdout: expect.stringContaining('clean') })
})
