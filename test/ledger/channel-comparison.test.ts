/** What is sent again although nobody here changed it: what a channel was read to show, against what it is taken to show: believed when it was found twice; and what it asks for. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, refusal, type TestHotel, TODAY } from './ledger-fixture.ts'

const HORIZON = 120

let hotel: TestHotel
let channelId: string
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5 }, rateDays: HORIZON })
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'channex',
    name: 'Channex',
    settings: settingsOfKind('channex', { hotelCode: '716305c4-561a-4561-a187-7f5b8aeb5920' }),
    exposure: { buffer: 0, cap: null, horizonDays: HORIZON, safetyBuffer: 0 },
    credentials: { username: '', password: 'key' },
    mapping: [{ roomTypeId: hotel.roomType('DBL'), roomCode: 'DBL', rates: [] }],
  })
  channelId = answer.channelId
  await hotel.ledger.lanes.beginEpoch()
  await send()
})
afterEach(() => hotel.close())

/** Everything that may be sent is acknowledged. @returns its ranges */
async function send() {
  const { lanes } = hotel.ledger
  await lanes.completePull(channelId, await lanes.beginPull(channelId), null)
  const { batch } = await lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })
  if (batch === null) return []
  const outcomes = batch.ranges.map(() => ({ status: 'acknowledged' as const, code: '', message: '' }))
  const { requestId, ranges } = batch
  await lanes.settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
  return ranges.map(({ from, to, value }) => [from, to, value])
}

const begin = (from: IsoDate | null = null) =>
  hotel.ledger.lanes.beginComparison({ channelId, facets: ['availability'], from })
async function found(dates: readonly IsoDate[]) {
  const { comparisonId } = await begin()
  return hotel.ledger.lanes.settleComparison({
    channelId,
    comparisonId,
    differing: dates.length === 0 ? [] : [{ range: 0, dates }],
  })
}
const alerts = () => hotel.ledger.queries.alerts().alerts.map(({ kind }) => kind)

test('settled nights are asked about, a hundred at a time', async () => {
  const first = await begin()
  expect(first).toMatchObject({
    ranges: [{ roomCode: 'DBL', from: TODAY, to: day(100), value: '5' }],
    next: day(100),
  })
  expect(await begin(first.next)).toMatchObject({
    ranges: [{ from: day(100), to: day(HORIZON) }],
    next: null,
  })
  await hotel.sell({ arrival: day(1), departure: day(2) })
  await hotel.ledger.lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })
  // What is on its way says nothing.
  expect((await begin()).ranges.map(({ from, to }) => [from, to])).toEqual([
    [TODAY, day(1)],
    [day(2), day(100)],
  ])
})

test('a difference found twice in a row is sent again, with an alert; one that went away is forgotten', async () => {
  expect(await found([day(3), day(4)])).toEqual({ cells: 100, believed: 0, suspected: 2 })
  expect(await send()).toEqual([])
  expect(await found([day(3)])).toEqual({ cells: 100, believed: 1, suspected: 0 })
  expect(alerts()).toContain('valuesDiffer')
  expect(await send()).toEqual([[day(3), day(4), '5']])
  // Not the second time in a row: it was not there in between.
  expect(await found([day(4)])).toMatchObject({ believed: 0, suspected: 1 })
})

test('what was sent between the reading and its report is not doubted', async () => {
  await found([day(3)])
  const { comparisonId } = await begin()
  await hotel.sell({ arrival: day(3), departure: day(4) })
  await send()
  const differing = [{ range: 0, dates: [day(3)] }]
  expect(await hotel.ledger.lanes.settleComparison({ channelId, comparisonId, differing })).toMatchObject({
    believed: 0,
  })
  expect(await refusal(hotel.ledger.lanes.settleComparison({ channelId, comparisonId, differing }))).toEqual({
    code: 'UnknownBatch',
    requestId: comparisonId,
  })
})

test('what a channel asks for again is sent whole, once an hour', async () => {
  const { lanes } = hotel.ledger
  const sellAndAsk = async (arrival: number) => {
    await hotel.sell({ arrival: day(arrival), departure: day(arrival + 1) })
    const { batch } = await lanes.claim({ channelId, lane: 'availability', maxRanges: 100 })
    const { requestId, ranges } = batch!
    const outcomes = ranges.map(() => ({ status: 'acknowledged' as const, code: '', message: '' }))
    const settled = { requestId, outcomes, error: null, stop: false, nextAttemptAt: null }
    await lanes.settle({ ...settled, resync: ['availability'] })
    return ranges.map(({ from, to }) => [from, to])
  }
  expect(await sellAndAsk(1)).toEqual([[day(1), day(2)]])
  expect((await send()).length).toBe(3)
  // Asked again at once, it is given nothing that it has; an hour later it is.
  await sellAndAsk(3)
  expect(await send()).toEqual([])
  hotel.clock.mono += 3_600_000
  await sellAndAsk(5)
  expect((await send()).map(([from]) => from)).toContain(TODAY)
})
