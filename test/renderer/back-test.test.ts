/** The past replayed on the page: more or less and how surely, its dates, and its picture. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BackTest, backTestSums, replayedRange } from '../../renderer/recommend/back-test-sums.ts'
import { weekBars } from '../../renderer/recommend/week-bars.ts'
import { isoDate } from '../../shared/dates.ts'

describe('the past replayed', () => {
  const week = (from: string, chargedMinor: number, replayedMinor: number) => ({
    from: isoDate(from),
    chargedMinor,
    replayedMinor,
  })
  const backTest = (changes: Partial<BackTest>): BackTest => ({
    currency: 'EUR',
    ratePlanId: 'flex',
    historyNights: 400,
    historyFrom: isoDate('2025-01-01'),
    chargedMinor: 300_000,
    replayed: { low: 295_000, mid: 310_000, high: 320_000 },
    weeks: [week('2026-08-31', 100_000, 115_000), week('2026-09-07', 200_000, 195_000)],
    nights: 50,
    tooLittleHistory: 10,
    nightsAtFloor: 0,
    nightsAtCeiling: 0,
    ...changes,
  })

  test('says more, less or the same, how surely, and adds the weeks up', () => {
    expect(backTestSums(backTest({}))).toMatchObject({
      verdict: 'more',
      differenceMinor: 10_000,
      isUnsure: true,
      saysLittle: false,
      weeksBetter: 1,
      worst: { differenceMinor: -5_000 },
      weeks: [{ sumMinor: 15_000 }, { sumMinor: 10_000 }],
    })
    const less = backTestSums(backTest({ replayed: { low: 280_000, mid: 290_000, high: 299_000 } }))
    expect(less).toMatchObject({ verdict: 'less', differenceMinor: -10_000, isUnsure: false })
    const same = { low: 300_000, mid: 300_000, high: 300_000 }
    expect(backTestSums(backTest({ replayed: same })).verdict).toBe('same')
  })

  test('too little history is no result, and mostly too little is said', () => {
    expect(backTestSums(backTest({ nights: 0 })).verdict).toBe('too_little')
    expect(backTestSums(backTest({ nights: 0, tooLittleHistory: 0 })).verdict).toBe('no_nights')
    expect(backTestSums(backTest({ nights: 9 })).saysLittle).toBe(true)
  })

  test('only nights that are over are asked for, at most a year, and at least one', () => {
    const today = isoDate('2026-11-26')
    const date = fc.option(
      fc
        .integer({ min: -900, max: 90 })
        .map((days) => isoDate(new Date(Date.UTC(2026, 10, 26 + days)).toISOString().slice(0, 10))),
    )
    fc.assert(
      fc.property(date, date, (from, last) => {
        const range = replayedRange('dates', { from, last }, today)
        expect(range.to <= today).toBe(true)
        expect(range.from < range.to).toBe(true)
        const nights = (Date.parse(range.to) - Date.parse(range.from)) / 86_400_000
        expect(nights).toBeLessThanOrEqual(366)
      }),
    )
    expect(replayedRange('quarter', { from: null, last: null }, today)).toEqual({
      from: '2026-08-28',
      to: today,
    })
  })

  test('its bars and its line share their nothing and stay within the picture', () => {
    const box = { width: 400, height: 200, left: 40, right: 40, top: 10, bottom: 20 }
    const change = fc.integer({ min: -300_000, max: 300_000 })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 53 }), (changes) => {
        const weeks = changes.map((each, at) =>
          week(`2026-01-${String((at % 28) + 1).padStart(2, '0')}`, 500_000, 500_000 + each),
        )
        const sums = backTestSums(backTest({ weeks }))
        const drawn = weekBars(sums.weeks, 100, box)
        for (const { y, height, isLess, week: of } of drawn.bars) {
          expect(y).toBeGreaterThanOrEqual(box.top - 1)
          expect(y + height).toBeLessThanOrEqual(box.height - box.bottom + 1)
          expect(isLess).toBe(of.differenceMinor < 0)
        }
        for (const ticks of [drawn.ticks, drawn.sumTicks])
          expect(ticks.find(({ minor }) => minor === 0)?.y).toBeCloseTo(drawn.zeroY, 0)
        for (const { y } of [...drawn.sumTicks, drawn.last!]) {
          expect(y).toBeGreaterThanOrEqual(box.top - 1)
          expect(y).toBeLessThanOrEqual(box.height - box.bottom + 1)
        }
        const lastSum = sums.weeks.at(-1)!.sumMinor
        // A sum of next to nothing may be drawn on the line itself.
        expect((drawn.zeroY - drawn.last!.y) * Math.sign(lastSum)).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
