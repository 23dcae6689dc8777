/** Times typed in the hotel's zone: the instant they name, also around the nights on which the clock is moved. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, wallTime } from '../../renderer/hotel-time.ts'

const VIENNA = 'Europe/Vienna'

describe('times of the hotel', () => {
  test('a typed time is an instant by the offset of its own day', () => {
    expect(instantOf('2026-01-15T12:00', VIENNA)).toBe(Date.UTC(2026, 0, 15, 11))
    expect(instantOf('2026-07-15T12:00:30', VIENNA)).toBe(Date.UTC(2026, 6, 15, 10, 0, 30))
    expect(instantOf('2026-03-29T01:59', VIENNA)).toBe(Date.UTC(2026, 2, 29, 0, 59))
    expect(instantOf('2026-03-29T03:00', VIENNA)).toBe(Date.UTC(2026, 2, 29, 1))
    expect(instantOf('2026-10-25T04:00', VIENNA)).toBe(Date.UTC(2026, 9, 25, 3))
  })

  test.each(['', '2026-01-15', '2026-13-01T10:00', 'yesterday'])('%o is no time', (text) => {
    expect(instantOf(text, VIENNA)).toBeNull()
  })

  test('an instant shown and typed again is the same, but for the hour that comes twice', () => {
    const zone = fc.constantFrom(VIENNA, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC')
    const second = fc.integer({ min: Date.UTC(2020, 0, 1) / 1_000, max: Date.UTC(2030, 0, 1) / 1_000 })
    fc.assert(
      fc.property(zone, second, (timeZone, seconds) => {
        const at = seconds * 1_000
        const back = instantOf(wallTime(at, timeZone), timeZone) ?? Number.NaN
        expect(wallTime(back, timeZone)).toBe(wallTime(at, timeZone))
        expect([0, 3_600_000]).toContain(Math.abs(back - at))
      }),
    )
  })
})
