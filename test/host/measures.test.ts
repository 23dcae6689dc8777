/** What the host counts, and how minutes become the charts of the operations page: durations, percentiles, gaps, bounds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { traceOf } from '../../main/api/trace.ts'
import { BoundedDurations, Durations } from '../../main/host/measures/durations.ts'
import { createHistory, KEPT_MINUTES } from '../../main/host/measures/history.ts'
import { KnownTraces } from '../../main/host/measures/known-traces.ts'
import { createMeasures } from '../../main/host/measures/measures.ts'
import { exportSpans, type Span } from '../../main/host/measures/spans.ts'
import type { SettledCall } from '../../main/ledger/lanes/lane-observer.ts'
import type { Standing } from '../../main/ledger/views/standing.ts'

const START = 1_795_000_020_000
const MINUTE = 60_000
const CHANNEL = '01890a5d-ac96-774b-bcce-b302099a8057'
const OTHER = '01890a5d-ac96-774b-bcce-b302099a8058'

function measured(standing: () => Standing = () => ({ channels: [], openCases: 0 })) {
  const clock = { at: START }
  const measures = createMeasures({
    clock: { now: () => clock.at, monotonic: () => clock.at },
    readStanding: standing,
  })
  return { clock, measures }
}

function callAt(at: number, change: Partial<SettledCall> = {}): SettledCall {
  return {
    channelId: CHANNEL,
    id: 1,
    lane: 'availability',
    requestId: 'r',
    claimedAt: at - 50,
    settledAt: at,
    ranges: 2,
    cells: 10,
    acknowledged: 2,
    refused: 0,
    notApplied: 0,
    uncertain: 0,
    attempt: 1,
    errorCode: null,
    outcomes: [],
    changedAt: at - 400,
    sent: null,
    ...change,
  }
}

const waiting = (at: number | null, cells: number): Standing => ({
  channels: [
    {
      channelId: CHANNEL,
      enabled: true,
      lanes: [
        {
          lane: 'availability',
          pendingCells: cells,
          parkedCells: 1,
          oldestPendingAt: at,
          lastAcknowledgedAt: 7,
        },
      ],
      inboxWaiting: 2,
      inboxOldestAt: START - 9_000,
    },
  ],
  openCases: 3,
})

test('a percentile is at most a step above the real one and never above the worst, however durations are put together', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 10_000_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 200 }),
      (values, percent, split) => {
        const [first, second] = [new Durations(), new Durations()]
        for (const [at, value] of values.entries()) (at < split ? first : second).add(value)
        first.addAll(second)
        const sorted = [...values].sort((a, b) => a - b)
        const real = sorted[Math.max(0, Math.ceil((percent / 100) * values.length) - 1)]!
        const told = first.percentileMs(percent / 100)!
        expect(first.count).toBe(values.length)
        expect(first.worstMs).toBe(sorted.at(-1))
        expect(told).toBeGreaterThanOrEqual(Math.min(real, sorted.at(-1)!) * 0.999_999)
        expect(told).toBeLessThanOrEqual(sorted.at(-1)!)
        expect(told).toBeLessThanOrEqual(Math.max(0.1, real * 1.200_001))
      },
    ),
  )
  expect(new Durations().percentileMs(0.5)).toBeNull()
})

test('a scraper’s counts grow from bound to bound, and what exceeds all of them is in the whole count', () => {
  const took = new BoundedDurations([1, 10, 100])
  for (const ms of [0.5, 1, 5, 500]) took.add(ms)
  expect([took.upToEach(), took.count, took.sumMs]).toEqual([[2, 3, 3], 4, 506.5])
})

test('calls, errors, retries, cells and lag stand in the minute in which they were settled', () => {
  const { clock, measures } = measured()
  measures.call(callAt(clock.at))
  clock.at += MINUTE
  measures.call(callAt(clock.at, { attempt: 3, errorCode: 'Timeout', acknowledged: 0 }))
  measures.call(callAt(clock.at, { changedAt: clock.at - 6_000 }))
  measures.command('reservations.create', null, 4)
  const { points, since } = measures.answer({ range: 'hour' })
  expect(since).toBe(START)
  expect(points).toHaveLength(2)
  expect(points[0]).toMatchObject({
    calls: 1,
    errors: 0,
    retries: 0,
    cells: 10,
    lagWorstMs: 400,
    commands: 0,
  })
  expect(points[0]).toMatchObject({ pendingCells: null, commandP99Ms: null })
  expect(points[1]).toMatchObject({
    calls: 2,
    errors: 1,
    retries: 1,
    cells: 20,
    lagWorstMs: 6_000,
    commands: 1,
  })
})

test('a channel’s sums hold its own calls alone, and count what was within the target of 5 s', () => {
  const { clock, measures } = measured(() => waiting(START - 2_000, 4))
  measures.call(callAt(clock.at))
  measures.call(callAt(clock.at, { changedAt: clock.at - 5_001 }))
  measures.call(callAt(clock.at, { changedAt: null }))
  measures.call(callAt(clock.at, { channelId: OTHER }))
  const { channels, openCases, points } = measures.answer({ range: 'hour', channelId: CHANNEL })
  expect(openCases).toBe(3)
  expect(points.at(-1)).toMatchObject({ calls: 3, pendingCells: 4, parkedCells: 1, oldestPendingMs: 2_000 })
  expect(points.at(-1)!.inboxOldestMs).toBe(9_000)
  expect(channels).toHaveLength(1)
  expect(channels[0]).toMatchObject({
    calls: 3,
    measured: 2,
    withinTarget: 1,
    pendingCells: 4,
    oldestPendingAt: START - 2_000,
    lastAcknowledgedAt: 7,
    inboxWaiting: 2,
  })
})

test('a day is kept and no more, in steps of five minutes', () => {
  const { clock, measures } = measured()
  for (let minute = 0; minute < KEPT_MINUTES + 90; minute++) {
    measures.call(callAt(clock.at))
    clock.at += MINUTE
  }
  const { points, stepMs } = measures.answer({ range: 'day' })
  expect([points.length, stepMs]).toEqual([288, 5 * MINUTE])
  expect(Math.max(...points.map(({ calls }) => calls))).toBe(5)
  expect(measures.answer({ range: 'sixHours' }).points).toHaveLength(360)
})

test('no more than a day of minutes is held in memory', () => {
  let at = START
  const history = createHistory(() => at)
  for (let minute = 0; minute < KEPT_MINUTES + 3; minute++) {
    history.command(1)
    at += MINUTE
  }
  expect(history.minutes(0)).toHaveLength(KEPT_MINUTES)
})

test('a clock that is set back loses nothing and makes no second minute of the same', () => {
  const { clock, measures } = measured()
  measures.call(callAt(clock.at))
  clock.at -= 30 * MINUTE
  measures.call(callAt(clock.at))
  clock.at += 30 * MINUTE
  expect(measures.answer({ range: 'hour' }).points.map(({ calls }) => calls)).toContain(2)
})

test('what waits is derived once for all who ask within two seconds', () => {
  let reads = 0
  const { clock, measures } = measured(() => {
    reads++
    return waiting(null, 0)
  })
  for (let asked = 0; asked < 5; asked++) measures.answer({ range: 'hour' })
  expect(reads).toBe(1)
  clock.at += 2_000
  measures.sample()
  expect(reads).toBe(2)
})

test('a trace is read from W3C’s header; what is no trace is none', () => {
  const id = 'a'.repeat(32)
  const span = 'b'.repeat(16)
  const parent = `00-${id}-${span}-01`
  expect(traceOf({ traceparent: parent })).toEqual({ traceId: id, spanId: span, clickedAt: null })
  expect(traceOf({ traceparent: parent, 'keyrack-clicked-at': '123' })?.clickedAt).toBe(123)
  expect(traceOf({ traceparent: parent, 'keyrack-clicked-at': 'soon' })?.clickedAt).toBeNull()
  const nothing = `00-${'0'.repeat(32)}-${span}-01`
  for (const traceparent of [undefined, '', 'x', nothing, `${parent}\nx`, [parent]])
    expect(traceOf({ traceparent }), String(traceparent)).toBeNull()
})

test('a request’s traces are those of the commands it carries, until it is settled, and old ones are forgotten', () => {
  const traces = new KnownTraces()
  for (let seq = 1; seq <= 2_001; seq++) traces.committed(seq, { traceId: `t${seq}`, spanId: `s${seq}` })
  expect(traces.claimed('r1', [1, 2, 2_001]).map(({ traceId }) => traceId)).toEqual(['t2', 't2001'])
  expect(traces.ofRequest('r1')).toHaveLength(2)
  expect(traces.settled('r1')).toHaveLength(2)
  expect(traces.settled('r1')).toEqual([])
})

const spanOf = (name: string): Span => ({
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentId: null,
  name,
  kind: 'client',
  startAt: 1_795_000_000_000.25,
  endAt: 1_795_000_000_001,
  attributes: { lane: 'price', cells: 3, share: 0.5 },
  errorCode: 'Timeout',
})

test('spans are posted as OTLP in JSON, at most 2,000 wait, and a collector that is away is complained of once', async () => {
  const bodies: string[] = []
  let isAway = true
  const complaints: number[] = []
  const ticks: (() => void)[] = []
  const spans = exportSpans({
    post: async (body) => {
      if (isAway) throw new Error('away')
      bodies.push(body)
    },
    clock: {
      every: (_ms, run) => {
        ticks.push(run)
        return () => undefined
      },
    },
    version: '1',
    complain: (_error, lost) => complaints.push(lost),
  })
  for (let at = 0; at < 2_600; at++) spans.add(spanOf(`s${at}`))
  ticks[0]!()
  await new Promise(setImmediate)
  ticks[0]!()
  await new Promise(setImmediate)
  expect(complaints).toEqual([500])
  isAway = false
  await spans.close()
  const sent = bodies.flatMap(
    (body) =>
      (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Record<string, unknown>[] }[] }[] })
        .resourceSpans[0]!.scopeSpans[0]!.spans,
  )
  expect(sent.map(({ name }) => name).slice(0, 1)).toEqual(['s1600'])
  expect(sent).toHaveLength(1_000)
  expect(sent[0]).toMatchObject({
    kind: 3,
    startTimeUnixNano: '1795000000000250000',
    endTimeUnixNano: '1795000000001000000',
    status: { code: 2, message: 'Timeout' },
    attributes: [
      { key: 'lane', value: { stringValue: 'price' } },
      { key: 'cells', value: { intValue: '3' } },
      { key: 'share', value: { doubleValue: 0.5 } },
    ],
  })
})
