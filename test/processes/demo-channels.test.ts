/** The demo hotel as `npm start -- --demo` opens it: sold on four kinds of channel, all of this machine, which come back with the desk. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { childrenOf, type DeskProcess, startDesk } from '../host/desk-process.ts'
import { copyDemo } from '../setup/demo-folder.ts'
import { sandboxControl } from '../sync/suite/sandbox-control.ts'

const patient = { timeout: 60_000, interval: 250 }
const data = mkdtempSync(join(tmpdir(), 'keyrack-demo-channels-'))
const FLAGS = ['--data', data, '--demo', '--demo-channels']
let desk: DeskProcess

beforeAll(async () => {
  copyDemo(data, ['--demo'])
  desk = await startDesk(...FLAGS)
})
afterAll(async () => {
  await desk?.end('SIGKILL')
  rmSync(data, { recursive: true, force: true, maxRetries: 10 })
})

const channels = async () => (await desk.client.channels.list()).channels

async function inStep(): Promise<void> {
  await vi.waitFor(async () => {
    const all = await channels()
    const states = all.flatMap(({ name, lanes }) => lanes.map(({ lane, state }) => [name, lane, state]))
    expect(all).toHaveLength(4)
    expect(states.filter(([, , state]) => state !== 'in_step')).toEqual([])
  }, patient)
}

/** Rooms that the sandbox would still sell of its type in the list's order, night by night. */
async function shownThere(kind: string, place: number, from: IsoDate, to: IsoDate): Promise<number[]> {
  const channel = (await channels()).find((each) => each.kind === kind)!
  const { mapping } = await desk.client.channels.mapping({ channelId: channel.id })
  const { stock } = await sandboxControl(channel.settings.ariBaseUrl).state(from, to)
  return stock
    .filter(({ roomCode }) => roomCode === mapping[place]!.roomCode)
    .map(({ roomsToSell }) => roomsToSell)
}

test('the hotel is sold on four kinds, each in step, without a refusal, and each sells', async () => {
  await inStep()
  expect((await channels()).map(({ kind }) => kind).sort()).toEqual([
    'agoda',
    'bookingcom',
    'expedia',
    'siteminder',
  ])
  await vi.waitFor(async () => {
    for (const { id, kind } of await channels()) {
      const { messages } = await desk.client.channels.inbox({ channelId: id, limit: 50 })
      const applied = messages.filter(({ outcome }) => outcome === 'applied')
      expect(applied.length, kind).toBeGreaterThan(0)
      expect(messages.length, kind).toBe(applied.length)
    }
  }, patient)
  await inStep()
  for (const { lanes } of await channels()) for (const { parkedCells } of lanes) expect(parkedCells).toBe(0)
})

test('what each shows is what the ledger offers it, and it comes back with the desk', async () => {
  const { hotel } = await desk.client.property.get()
  const today = hotel!.businessDate as IsoDate
  const [from, to] = [addDays(today, 40), addDays(today, 60)]
  const type = hotel!.roomTypes[1]!
  const availability = await desk.client.inventory.availability({ from, to, roomTypeId: type.id })
  const left = availability.roomTypes[0]!.days.map(({ available }) => available)
  const compare = async () => {
    const place = async (kind: string) => {
      const channel = (await channels()).find((each) => each.kind === kind)!
      const { mapping } = await desk.client.channels.mapping({ channelId: channel.id })
      return mapping.findIndex(({ roomTypeId }) => roomTypeId === type.id)
    }
    expect(await shownThere('expedia', await place('expedia'), from, to)).toEqual(
      left.map((rooms) => Math.max(0, rooms - 1)),
    )
    expect(await shownThere('agoda', await place('agoda'), from, to)).toEqual(
      left.map((rooms) => Math.min(4, rooms)),
    )
    expect(await shownThere('siteminder', await place('siteminder'), from, to)).toEqual(left)
  }
  await compare()

  const measured = async () => {
    const { since, channels: all } = await desk.client.operations.measures({ range: 'hour' })
    return { since, calls: all.reduce((total, { calls }) => total + calls, 0) }
  }
  const before = await measured()
  expect(before.calls).toBeGreaterThan(0)

  // Also of a desk that is not asked for them again; what was measured goes on.
  await desk.end('SIGTERM')
  desk = await startDesk('--data', data)
  const after = await measured()
  expect(after.since).toBeLessThanOrEqual(before.since)
  expect(after.calls).toBeGreaterThanOrEqual(before.calls)
  await vi.waitFor(() => compare(), patient)
  await inStep()
  const [sandboxes] = await childrenOf(desk.pid, 'demo-entry')
  process.kill(sandboxes!, 'SIGKILL')
  await vi.waitFor(async () => {
    const [next] = await childrenOf(desk.pid, 'demo-entry')
    expect(next).toBeDefined()
    expect(next).not.toBe(sandboxes)
  }, patient)
  await vi.waitFor(() => compare(), patient)
}, 120_000)
