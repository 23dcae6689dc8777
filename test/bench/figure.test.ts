/** What counts as a missed bound. */
import { describe, expect, test } from 'vitest'
import { missOf, rounded } from '../../bench/figure.ts'

describe('a bound', () => {
  test('of a ratio is a floor', () => {
    const figure = { name: 'booking-single', value: 3_000, unit: 'bookings/s', limit: 0.7 }
    expect(missOf({ ...figure, ratio: 0.7 })).toBeNull()
    expect(missOf({ ...figure, ratio: 0.69 })).toContain('at least 0.7')
  })

  test('of a time is a ceiling of its 99th percentile', () => {
    const figure = { name: 'availability', value: 0.2, unit: 'ms', limit: 1 }
    expect(missOf({ ...figure, p99: 1 })).toBeNull()
    expect(missOf({ ...figure, p99: 1.1 })).toContain('at most 1')
  })

  test('of a count is a ceiling', () => {
    const figure = { name: 'season-calls', unit: 'calls', limit: 4 }
    expect(missOf({ ...figure, value: 4 })).toBeNull()
    expect(missOf({ ...figure, value: 5 })).not.toBeNull()
  })

  test('that is absent is never missed', () => {
    expect(missOf({ name: 'x', value: 1e9, unit: 'ms' })).toBeNull()
  })
})

test('figures are printed with four significant digits', () => {
  expect(rounded({ name: 'x', value: 3_712.345_6, unit: 'ms', p99: 0.123_456 })).toEqual({
    name: 'x',
    value: 3_712,
    unit: 'ms',
    p99: 0.1235,
  })
})
