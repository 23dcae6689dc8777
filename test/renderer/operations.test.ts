/** The charts of the operations page: scales, gaps in lines, ticks of time, and words of durations. */
import { describe, expect, test } from 'vitest'
import { traceHeaders, traceOfCall } from '../../renderer/connection/trace.ts'
import { linearScale, linePath, logScale, timeTicks } from '../../renderer/operations/chart-scale.ts'
import { lagTone, shareText, tookText } from '../../renderer/operations/operations-words.ts'

const BOX = { width: 300, height: 120, left: 40, right: 10, top: 10, bottom: 10 }

describe('scales', () => {
  test('ticks are round numbers that hold every value', () => {
    expect(linearScale([3, 17], BOX).ticks).toEqual([0, 5, 10, 15, 20])
    expect(linearScale([0.5], BOX).ticks).toEqual([0, 0.5, 1])
    expect(linearScale([], BOX).ticks).toEqual([0, 0.5, 1])
    const { y } = linearScale([20], BOX)
    expect([y(0), y(20), y(10)]).toEqual([110, 10, 60])
  })

  test('a scale by powers of ten shows a tenth of a second and minutes, and what is less at its foot', () => {
    const { ticks, y } = logScale([0.3, 118], 0.1, BOX)
    expect(ticks.map((tick) => Math.round(tick * 10) / 10)).toEqual([0.1, 1, 10, 100, 1_000])
    expect([y(0), y(0.1), y(10), y(1_000)]).toEqual([110, 110, 60, 10])
  })
})

test('a line has gaps where nothing was measured, and one point alone is a dot', () => {
  const points = [1, 2, null, 4, null, 5].map((value, x) => ({ x, value }))
  expect(linePath(points, (value) => value * 10)).toBe('M0 10L1 20M3 40h0M5 50h0')
  expect(linePath([], (value) => value)).toBe('')
})

test('twenty minutes have ticks of five, an hour has its quarters, six hours their hours, a day every fourth', () => {
  const at = Date.UTC(2026, 10, 22, 14, 10)
  const hour = 3_600_000
  expect(timeTicks(at - hour / 3, at)).toHaveLength(5)
  expect(timeTicks(at - hour, at)).toHaveLength(4)
  expect(timeTicks(at - 6 * hour, at)).toHaveLength(6)
  expect(timeTicks(at - 24 * hour, at)).toHaveLength(6)
})

test('durations are told in the unit that fits, and a share is never rounded up to all', () => {
  expect([null, 4.64, 940, 12_000, 472_000].map(tookText)).toEqual([
    '–',
    '4.6 ms',
    '940 ms',
    '12 s',
    '7 min 52 s',
  ])
  expect([shareText(0, 0), shareText(9_999, 10_000), shareText(3, 3)]).toEqual(['–', '99.9%', '100%'])
})

test('within 5 s is good, beyond 30 s somebody is told', () => {
  expect([null, 5_000, 5_001, 30_000, 30_001].map(lagTone)).toEqual([
    'unknown',
    'ok',
    'warning',
    'warning',
    'danger',
  ])
})

test('a command begins a trace with the click; a query begins none', () => {
  let drawn = 0
  const ports = { random: () => (drawn++ % 16) / 16, now: () => 1_234.6 }
  expect(traceOfCall({ from: 1 }, ports)).toBeNull()
  expect(traceOfCall(undefined, ports)).toBeNull()
  const trace = traceOfCall({ idempotencyKey: 'k' }, ports)!
  expect(traceHeaders(trace)).toEqual({
    traceparent: '00-0123456789abcdef0123456789abcdef-0123456789abcdef-01',
    'keyrack-clicked-at': '1235',
  })
  expect(traceHeaders(undefined)).toEqual({})
})
