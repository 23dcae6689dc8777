/** The desk as a process, with the real ledger, sync and sandbox: the demo, both ways of a sale, restarts, a second host. */
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { safe } from '@orpc/client'
import type { AnyContractProcedure } from '@orpc/contract'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import type { z } from 'zod'
import { contract } from '../../shared/contract/contract.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { childrenOf, type DeskProcess, runDesk, startDesk } from '../host/desk-process.ts'

const patient = { timeout: 15_000, interval: 50 }
const data = mkdtempSync(join(tmpdir(), 'keyrack-desk-'))
let desk: DeskProcess

beforeAll(async () => {
  desk = await startDesk('--data', data, '--demo')
})
afterAll(async () => {
  await desk?.end('SIGKILL')
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

async function demoHotel() {
  const { hotel } = await desk.client.property.get()
  const type = hotel!.roomTypes.find(({ code }) => code === 'TWN')!
  const plan = hotel!.ratePlans[0]!
  const today = hotel!.businessDate as IsoDate
  return { hotel: hotel!, type, plan, today }
}

async function stockOf(roomTypeId: string, date: IsoDate) {
  const { stock } = await desk.client.sandbox.state({ from: date, to: addDays(date, 1) })
  return stock.find((row) => row.roomTypeId === roomTypeId)?.roomsToSell
}

test('the ready line is the only one on standard output', () => {
  expect(desk.stdout()).toBe(`${JSON.stringify({ url: desk.url, token: desk.token })}\n`)
})

test('the demo is a believable hotel: 45 rooms, some guests in house, something left to sell today', async () => {
  const { hotel, today } = await demoHotel()
  expect([hotel.rooms.length, hotel.roomTypes.length, hotel.ratePlans.length]).toEqual([45, 5, 2])
  const chart = await desk.client.stays.tapeChart({ from: today, to: addDays(today, 14) })
  const average = chart.occupancyPercent.reduce((sum, percent) => sum + percent, 0) / 14
  expect(average).toBeGreaterThan(45)
  expect(average).toBeLessThan(95)
  expect((await desk.client.stays.inHouse()).stays.length).toBeGreaterThan(10)
  const arrival = { arrival: today, departure: addDays(today, 1), adults: 1 }
  const { roomTypes } = await desk.client.inventory.offers(arrival)
  for (const { available, offers } of roomTypes) {
    expect(available).toBeGreaterThan(0)
    expect(offers.every(({ refusal }) => refusal === null)).toBe(true)
  }
})

test('every query answers what the contract says', async () => {
  const { type, plan, today } = await demoHotel()
  const { channels } = await desk.client.channels.list()
  const channelId = channels[0]!.id
  const { stays } = await desk.client.stays.inHouse()
  const range = { from: today, to: addDays(today, 30) }
  const answers: [AnyContractProcedure, unknown][] = [
    [contract.property.get, await desk.client.property.get()],
    [contract.inventory.availability, await desk.client.inventory.availability(range)],
    [
      contract.inventory.offers,
      await desk.client.inventory.offers({ arrival: today, departure: addDays(today, 9), adults: 2 }),
    ],
    [contract.stays.arrivals, await desk.client.stays.arrivals()],
    [contract.stays.departures, await desk.client.stays.departures()],
    [contract.stays.inHouse, { stays, businessDate: today }],
    [contract.stays.tapeChart, await desk.client.stays.tapeChart(range)],
    [
      contract.reservations.get,
      await desk.client.reservations.get({ reservationId: stays[0]!.reservationId }),
    ],
    [contract.rates.get, await desk.client.rates.get({ ...range, roomTypeId: type.id, ratePlanId: plan.id })],
    [contract.channels.list, { channels, syncRunning: true }],
    [contract.channels.cells, await desk.client.channels.cells({ channelId, ...range })],
    [contract.channels.inbox, await desk.client.channels.inbox({ channelId })],
    [contract.channels.parked, await desk.client.channels.parked({ channelId })],
    [contract.attention.cases, await desk.client.attention.cases()],
    [contract.attention.alerts, await desk.client.attention.alerts()],
    [contract.journal.list, await desk.client.journal.list({ limit: 500 })],
    [contract.session.who, await desk.client.session.who()],
    [contract.sandbox.state, await desk.client.sandbox.state(range)],
  ]
  for (const [procedure, answer] of answers) {
    const { route, outputSchema } = procedure['~orpc']
    const checked = (outputSchema as unknown as z.ZodType).safeParse(answer)
    expect(checked.error?.issues, `${route.method} ${route.path}`).toBeUndefined()
  }
})

test('a sale at the desk reaches the channel', async () => {
  const { type, plan, today } = await demoHotel()
  const night = addDays(today, 200)
  await vi.waitFor(async () => expect(await stockOf(type.id, night)).toBe(10), patient)
  const room = {
    roomTypeId: type.id,
    ratePlanId: plan.id,
    arrival: night,
    departure: addDays(night, 1),
    adults: 2,
  }
  await desk.client.reservations.create({
    idempotencyKey: 'desk-sale-1',
    booker: { surname: 'Pichler' },
    rooms: [room],
  })
  await vi.waitFor(async () => expect(await stockOf(type.id, night)).toBe(9), patient)
})

test('I7: a sale of the channel reaches the desk once, also when the command is repeated', async () => {
  const { type, today } = await demoHotel()
  const arrival = addDays(today, 210)
  const sale = { roomTypeId: type.id, arrival, departure: addDays(arrival, 2) }
  const sold = await desk.client.sandbox.sell({ idempotencyKey: 'channel-sale-1', ...sale })
  const again = await desk.client.sandbox.sell({ idempotencyKey: 'channel-sale-1', ...sale })
  expect(again).toEqual(sold)
  const [reused] = await safe(
    desk.client.sandbox.sell({ idempotencyKey: 'channel-sale-1', ...sale, arrival: addDays(arrival, 1) }),
  )
  expect(reused).toMatchObject({ code: 'IdempotencyKeyReused' })
  await vi.waitFor(async () => {
    const { bars } = await desk.client.stays.tapeChart({ from: arrival, to: addDays(arrival, 2) })
    expect(bars.filter(({ source, arrival: from }) => source === 'channel' && from === arrival)).toHaveLength(
      1,
    )
  }, patient)
})

test('a sale that the sandbox cannot make is answered SandboxRefused', async () => {
  const { type, today } = await demoHotel()
  const arrival = addDays(today, 700)
  const [failure] = await safe(
    desk.client.sandbox.sell({
      idempotencyKey: 'beyond-shown',
      roomTypeId: type.id,
      arrival,
      departure: addDays(arrival, 1),
    }),
  )
  expect(failure).toMatchObject({ code: 'SandboxRefused', status: 409 })
})

test('a second host on the same data exits with 3 and names the first', async () => {
  const { code, complaint, out } = await runDesk('--data', data, '--port', '0')
  expect(code).toBe(3)
  expect(complaint).toContain(String(desk.pid))
  expect(complaint).toContain(desk.url)
  expect(out).toBe('')
})

test('a port that is taken is named, and exits with 4', async () => {
  const other = mkdtempSync(join(tmpdir(), 'keyrack-desk-'))
  try {
    const { code, complaint } = await runDesk('--data', other, '--port', new URL(desk.url).port)
    expect(code).toBe(4)
    expect(complaint).toMatch(/Port \d+ is taken/)
  } finally {
    rmSync(other, { recursive: true, force: true })
  }
})

test.each([
  ['an unknown flag', ['--datta', 'x'], /--datta/],
  ['a port that is none', ['--port', '70000'], /--port must be a number from 0 to 65535/],
  ['an empty folder name', ['--data', ' '], /--data needs the name of a folder/],
])('%s is answered with the usage, and exits with 2', async (_, args, complained) => {
  const { code, complaint } = await runDesk(...args)
  expect(code).toBe(2)
  expect(complaint).toMatch(complained)
  expect(complaint).toContain('Usage: desk')
})

test('the sync process comes back after kill -9, and sales go on reaching the channel', async () => {
  const { type, plan, today } = await demoHotel()
  const night = addDays(today, 220)
  const before = await stockOf(type.id, night)
  for (const child of await childrenOf(desk.pid, 'sync/main.ts')) process.kill(child, 'SIGKILL')
  await desk.client.reservations.create({
    idempotencyKey: 'after-sync-death',
    booker: { surname: 'Urban' },
    rooms: [
      { roomTypeId: type.id, ratePlanId: plan.id, arrival: night, departure: addDays(night, 1), adults: 2 },
    ],
  })
  await vi.waitFor(async () => expect(await stockOf(type.id, night)).toBe((before ?? 0) - 1), patient)
  expect((await desk.client.channels.list()).syncRunning).toBe(true)
})

test('I4: after kill -9 sessions, the hotel, answered commands and the sandbox are there again', async () => {
  const { hotel, type, plan, today } = await demoHotel()
  const page = await signIn()
  const night = addDays(today, 230)
  const sale = {
    idempotencyKey: 'before-the-crash',
    booker: { surname: 'Steinmann' },
    rooms: [
      { roomTypeId: type.id, ratePlanId: plan.id, arrival: night, departure: addDays(night, 1), adults: 2 },
    ],
  }
  const first = await desk.client.reservations.create(sale)
  expect(await desk.end('SIGKILL')).toBeNull()

  desk = await startDesk('--data', data)
  expect(await desk.client.reservations.create(sale)).toEqual(first)
  const { hotel: after, sandbox } = await desk.client.property.get()
  expect([after!.id, sandbox]).toEqual([hotel.id, true])
  expect(await desk.client.property.openDemo({ idempotencyKey: 'open-again' })).toEqual({ hotelId: hotel.id })
  const answer = await fetch(`${desk.url}/api/session`, { headers: page })
  expect(await answer.json()).toMatchObject({ actor: 'token:start' })
  await vi.waitFor(async () => expect(await stockOf(type.id, night)).toBe(9), patient)
})

test('the sandbox comes back after kill -9', async () => {
  const { type, today } = await demoHotel()
  const [sandbox] = await childrenOf(desk.pid, 'bookingcom-entry')
  process.kill(sandbox!, 'SIGKILL')
  await vi.waitFor(async () => {
    const [next] = await childrenOf(desk.pid, 'bookingcom-entry')
    expect(next).toBeDefined()
    expect(next).not.toBe(sandbox)
    expect(await stockOf(type.id, addDays(today, 230))).toBe(9)
  }, patient)
})

test('a sandbox whose port was taken meanwhile gets another, and the channel follows it', async () => {
  const before = await channelUrl()
  expect(await desk.end('SIGTERM')).toBe(0)
  const squatter = createServer().listen(Number(new URL(before).port), '127.0.0.1')
  await once(squatter, 'listening')
  try {
    desk = await startDesk('--data', data)
    expect(await channelUrl()).not.toBe(before)
    const { type, today } = await demoHotel()
    const arrival = addDays(today, 240)
    const sale = { roomTypeId: type.id, arrival, departure: addDays(arrival, 1) }
    await desk.client.sandbox.sell({ idempotencyKey: 'at-the-new-port', ...sale })
    await vi.waitFor(async () => {
      const { bars } = await desk.client.stays.tapeChart({ from: arrival, to: addDays(arrival, 1) })
      expect(bars.some(({ source, arrival: from }) => source === 'channel' && from === arrival)).toBe(true)
    }, patient)
  } finally {
    squatter.close()
  }
})

test('an empty folder opens without a hotel, and becomes the demo when asked, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-desk-'))
  const fresh = await startDesk('--data', folder)
  try {
    expect(await fresh.client.property.get()).toEqual({ hotel: null, sandbox: false })
    const [noHotel] = await safe(fresh.client.stays.arrivals())
    expect(noHotel).toMatchObject({ code: 'NoHotelYet', status: 409 })
    const range = { from: '2026-12-01', to: '2026-12-02' }
    const [noSandbox] = await safe(fresh.client.sandbox.state(range))
    expect(noSandbox).toMatchObject({ code: 'NoSandbox', status: 409 })
    const [first, second] = await Promise.all([
      fresh.client.property.openDemo({ idempotencyKey: 'first-click' }),
      fresh.client.property.openDemo({ idempotencyKey: 'second-click' }),
    ])
    expect(second).toEqual(first)
    const { hotel, sandbox } = await fresh.client.property.get()
    expect([hotel?.id, sandbox]).toEqual([first.hotelId, true])
    expect((await fresh.client.channels.list()).channels).toHaveLength(1)
  } finally {
    expect(await fresh.end('SIGTERM')).toBe(0)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
})

test('the demo does not touch a hotel that somebody set up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyrack-desk-'))
  const own = await startDesk('--data', folder)
  onTestFinished(async () => {
    await own.end('SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  await own.client.property.setUp({
    idempotencyKey: 'a-real-hotel',
    name: 'Pension Lindqvist',
    timeZone: 'Europe/Stockholm',
    currency: 'SEK',
    roomTypes: [{ code: 'R', name: 'Room', baseOccupancy: 2, maxOccupancy: 2, rooms: ['1'] }],
    ratePlans: [{ code: 'F', name: 'Flexible' }],
  })
  const [failure] = await safe(own.client.property.openDemo({ idempotencyKey: 'please-demo' }))
  expect(failure).toMatchObject({ code: 'HotelExists', data: { name: 'Pension Lindqvist' } })
  expect(await own.end('SIGTERM')).toBe(0)
  const { code, complaint } = await runDesk('--data', folder, '--port', '0', '--demo')
  expect(code).toBe(5)
  expect(complaint).toMatch(/already holds a hotel/)
})

test('SIGTERM ends the desk in order, and its children with it', async () => {
  const children = await childrenOf(desk.pid, '.ts')
  expect(children).toHaveLength(2)
  expect(await desk.end('SIGTERM')).toBe(0)
  for (const child of children) {
    await vi.waitFor(() => expect(() => process.kill(child, 0)).toThrow(/ESRCH/), patient)
  }
})

async function channelUrl(): Promise<string> {
  const { channels } = await desk.client.channels.list()
  return channels[0]!.settings.ariBaseUrl
}

async function signIn(): Promise<Record<string, string>> {
  const answer = await fetch(`${desk.url}/session`, {
    method: 'POST',
    headers: { authorization: `Bearer ${desk.token}` },
  })
  const { pageToken } = (await answer.json()) as { pageToken: string }
  const cookie = answer.headers.getSetCookie().at(-1)!.split(';')[0]!
  return { cookie, 'x-keyrack-page-token': pageToken }
}
