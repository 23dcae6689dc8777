/** Rule 9: whatever raises what a channel is shown waits for a pull that began after it. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { connectChannel, mappingOf } from './channel-fixture.ts'
import { EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

const DAY_MS = 86_400_000

let hotel: TestHotel
let channelId: string

beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3 }, rateDays: 30 })
  channelId = await connectChannel(hotel, 'DBL')
  await hotel.ledger.lanes.beginEpoch()
})
afterEach(() => hotel.close())

const lanes = () => hotel.ledger.lanes
const pull = async () => lanes().completePull(channelId, await lanes().beginPull(channelId), null)
const configure = (change: Partial<Commands['channels.configure']['input']>) =>
  hotel.ledger.submit('channels.configure', EVERYTHING, { idempotencyKey: key(), channelId, ...change })

/** What is sent of availability, acknowledged. */
async function send(): Promise<string[]> {
  const { batch } = await lanes().claim({ channelId, lane: 'availability', maxRanges: 100 })
  if (batch === null) return []
  const outcomes = batch.ranges.map(() => ({ status: 'acknowledged' as const, code: '', message: '' }))
  const { requestId } = batch
  await lanes().settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
  return batch.ranges.map(({ value }) => value)
}

const exposed = (buffer: number, cap: number | null) => ({
  exposure: { buffer, cap, horizonDays: 30, safetyBuffer: 0 },
})

test.each([
  ['a smaller buffer', exposed(1, null), '2', exposed(0, null)],
  ['a higher cap', exposed(0, 1), '1', exposed(0, null)],
  ['a product that is mapped again', { mapping: [] }, '0', null],
])('rule 9: %s raises what is shown, after a pull that began after it', async (_what, lower, low, raise) => {
  await pull()
  expect(await send()).toEqual(['3'])
  await configure(lower)
  expect(await send(), 'a decrease does not wait').toEqual([low])
  const early = await lanes().beginPull(channelId)
  await configure(raise ?? { mapping: mappingOf(hotel, 'DBL') })
  expect(await send()).toEqual([])
  await lanes().completePull(channelId, early, null)
  expect(await send(), 'that pull began before').toEqual([])
  await pull()
  expect(await send()).toEqual(['3'])
})

test('rule 9: a night that comes within the horizon at midnight waits for a pull that began after it', async () => {
  await configure({ exposure: { buffer: 0, cap: null, horizonDays: 10, safetyBuffer: 0 } })
  await pull()
  expect(await send()).toEqual(['3'])
  const early = await lanes().beginPull(channelId)
  hotel.clock.at += DAY_MS
  await hotel.ledger.tick()
  expect(await send()).toEqual([])
  await lanes().completePull(channelId, early, null)
  expect(await send(), 'that pull began before').toEqual([])
  await pull()
  expect(await send()).toEqual(['3'])
})
