/** Eight clients over HTTP want the same fortnight for 20 s: nothing is sold twice, and nobody is told anything but that it is sold out. */
import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { soak } from '../soak.ts'
import { restCaller } from './callers.ts'
import { type Chance, chance } from './chance.ts'
import { deskFolder, type RunningDesk } from './desk-folder.ts'
import { verify } from './verify.ts'

const CLIENTS = 8
const LASTS_MS = soak ? 120_000 : 20_000
const ROOMS = 4
const TYPES = ['DBL', 'SGL']
const WINDOW_NIGHTS = 14

const folder = deskFolder()
const random = chance('contention')
let desk: RunningDesk
let hotel: Hotel

beforeAll(async () => {
  desk = await folder.start()
  await desk.client.property.setUp({
    idempotencyKey: 'contention-set-up',
    name: 'Pension Linde',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: TYPES.map((code) => ({
      code,
      name: code,
      baseOccupancy: 1,
      maxOccupancy: 2,
      rooms: Array.from({ length: ROOMS }, (_, room) => `${code}-${room + 1}`),
    })),
    ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
  })
  hotel = (await desk.client.property.get()).hotel!
  await desk.client.rates.setRange({
    idempotencyKey: 'contention-prices',
    ratePlanId: hotel.ratePlans[0]!.id,
    roomTypeIds: hotel.roomTypes.map(({ id }) => id),
    from: hotel.businessDate,
    to: addDays(hotel.businessDate, WINDOW_NIGHTS + 2),
    prices: [9_000, 11_000],
  })
})

interface Sold {
  readonly reservationId: string
  readonly roomTypeId: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
}

interface Client {
  readonly mine: Sold[]
  sold: number
  refused: number
}

/** Books without end; told that it is sold out, it gives back its oldest and goes on. */
async function client(number: number, draw: Chance, over: AbortSignal): Promise<Client> {
  const caller = restCaller(desk.url, desk.token)
  const own: Client = { mine: [], sold: 0, refused: 0 }
  for (let wish = 0; !over.aborted; wish++) {
    const arrival = addDays(hotel.businessDate, draw.int(1, WINDOW_NIGHTS - 3))
    const departure = addDays(arrival, draw.int(1, 4))
    const roomTypeId = draw.pick(hotel.roomTypes).id
    const answer = await caller.call('reservations.create', {
      idempotencyKey: `client-${number}-${wish}`,
      booker: { surname: `Client ${number}` },
      rooms: [{ roomTypeId, ratePlanId: hotel.ratePlans[0]!.id, arrival, departure, adults: 1 }],
    })
    if (answer.kind === 'done') {
      own.sold++
      own.mine.push({ reservationId: answer.output.reservationId, roomTypeId, arrival, departure })
      continue
    }
    expect(answer).toMatchObject({ kind: 'refused', code: 'RoomTypeSoldOut' })
    own.refused++
    const [oldest] = own.mine.splice(0, 1)
    if (oldest === undefined) continue
    const given = await caller.call('reservations.cancel', {
      idempotencyKey: `client-${number}-${wish}-back`,
      reservationId: oldest.reservationId,
    })
    expect(given.kind).toBe('done')
  }
  return own
}

/** What the clients were told they have, by type and night. */
function counted(clients: readonly Client[]): Map<string, number> {
  const nights = new Map<string, number>()
  for (const { roomTypeId, arrival, departure } of clients.flatMap(({ mine }) => mine)) {
    for (const date of nightsOf({ from: arrival, to: departure })) {
      const night = `${roomTypeId}|${date}`
      nights.set(night, (nights.get(night) ?? 0) + 1)
    }
  }
  return nights
}

test(`I1, I2: ${CLIENTS} clients over HTTP at one fortnight for ${LASTS_MS / 1_000} s: zero overlaps, zero errors but sold out`, async () => {
  const over = new AbortController()
  const work = Array.from({ length: CLIENTS }, (_, number) => client(number, random, over.signal))
  await Promise.race([pause(LASTS_MS), Promise.all(work)])
  over.abort()
  const clients = await Promise.all(work)
  const sum = (of: (client: Client) => number) => clients.reduce((total, each) => total + of(each), 0)
  console.log(`${sum(({ sold }) => sold)} sold, ${sum(({ refused }) => refused)} refused`)
  expect(Math.min(...clients.map(({ sold, refused }) => Math.min(sold, refused)))).toBeGreaterThan(10)

  const window = { from: hotel.businessDate, to: addDays(hotel.businessDate, WINDOW_NIGHTS + 2) }
  const told = counted(clients)
  expect(Math.max(...told.values())).toBe(ROOMS)
  const { roomTypes } = await desk.client.inventory.availability(window)
  const booked = roomTypes.flatMap(({ roomTypeId, days }) =>
    days.flatMap((day) =>
      day.booked > 0 ? [[`${roomTypeId}|${day.date}`, day.booked, day.oversold] as const] : [],
    ),
  )
  expect(booked.sort()).toEqual([...told].map(([night, rooms]) => [night, rooms, 0]).sort())

  await expectRoomsApart(window)
  expect(await verify(folder.data)).toMatchObject({ code: 0, stdout: expect.stringContaining('clean') })
})

/** Every stay that fits one is given a room, and no room has two stays on one night. */
async function expectRoomsApart(window: { from: IsoDate; to: IsoDate }): Promise<void> {
  for (const date of nightsOf(window)) {
    await desk.client.rooms.autoAssign({ idempotencyKey: `assign-${date}`, date })
  }
  const { bars } = await desk.client.stays.tapeChart(window)
  const hooks = bars.flatMap(({ roomId, from, to }) =>
    roomId === null ? [] : nightsOf({ from, to }).map((date) => `${roomId}|${date}`),
  )
  expect(hooks.length).toBeGreaterThan(0)
  expect(new Set(hooks).size).toBe(hooks.length)
}
