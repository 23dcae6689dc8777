import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compressRanges, type DatedValue } from '../../shared/cells.ts'
import type { SendRange } from '../../shared/contract/sync-link.ts'
import { addDays, type IsoDate, nightsOf, weekday } from '../../shared/dates.ts'
import { weeklyRuns } from '../../sync/channels/weekly-runs.ts'

const FIRST = '2027-11-01' as IsoDate

/** Ranges of one product whose night `n` has `values[n]`; undefined: not sent. */
function rangesOf(values: readonly (string | undefined)[], roomCode = 'DBL'): SendRange[] {
  const cells = values.flatMap((value, index): DatedValue[] =>
    value === undefined ? [] : [{ date: addDays(FIRST, index), value }],
  )
  const product = { facet: 'price', roomTypeId: '1', roomCode, ratePlanId: '1', rateCode: 'FLEX' } as const
  return compressRanges(cells).map((run) => ({ ...product, ...run }))
}

const nightsOfRun = ({ range, weekdays }: ReturnType<typeof weeklyRuns>[number]) =>
  nightsOf(range).filter((night) => weekdays === null || weekdays.includes(weekday(night)))

describe('runs', () => {
  test('a year with dearer weekends is two runs', () => {
    const year = Array.from({ length: 365 }, (_, index) => (weekday(addDays(FIRST, index)) >= 6 ? '2' : '1'))
    const ranges = rangesOf(year)
    expect(ranges.length).toBeGreaterThan(100)
    const runs = weeklyRuns(ranges)
    expect(runs.map(({ weekdays }) => weekdays)).toEqual([
      [1, 2, 3, 4, 5],
      [6, 7],
    ])
    expect(runs.flatMap(({ members }) => members).toSorted((a, b) => a - b)).toEqual([...ranges.keys()])
  })

  test('one exception in the pattern leaves that value as it is, and the other one joined', () => {
    const weeks: string[] = Array.from({ length: 70 }, (_, index) =>
      weekday(addDays(FIRST, index)) >= 6 ? '2' : '1',
    )
    weeks[30] = '3'
    const runs = weeklyRuns(rangesOf(weeks))
    expect(runs.filter(({ weekdays }) => weekdays !== null).map(({ range }) => range.value)).toEqual(['2'])
  })

  test('two ranges, and nights far apart, are no pattern', () => {
    expect(weeklyRuns(rangesOf(['1', undefined, '1'])).map(({ weekdays }) => weekdays)).toEqual([null, null])
    const far = rangesOf(['1', ...Array.from({ length: 700 }, () => undefined), '1', undefined, '1'])
    expect(weeklyRuns(far).every(({ weekdays }) => weekdays === null)).toBe(true)
  })

  test('whatever the ranges, every night of every product is said once, with its value', () => {
    const values = fc.array(fc.option(fc.constantFrom('1', '2'), { nil: undefined, freq: 3 }), {
      maxLength: 60,
    })
    const weekly = fc
      .tuple(fc.array(fc.constantFrom('1', '2', undefined), { minLength: 7, maxLength: 7 }), fc.nat(8))
      .map(([week, weeks]) => Array.from({ length: weeks * 7 }, (_, index) => week[index % 7]))
    fc.assert(
      fc.property(fc.oneof(values, weekly), fc.oneof(values, weekly), (one, other) => {
        const ranges = [...rangesOf(one, 'DBL'), ...rangesOf(other, 'STE')]
        const said = weeklyRuns(ranges).flatMap((run) =>
          nightsOfRun(run).map((night) => `${run.range.roomCode} ${night} ${run.range.value}`),
        )
        const wanted = ranges.flatMap((range) =>
          nightsOf(range).map((night) => `${range.roomCode} ${night} ${range.value}`),
        )
        expect(said.toSorted()).toEqual(wanted.toSorted())
      }),
    )
  })
})
