/** When a season comes back: on the same dates of each year, also of leap years, or on the same weekdays. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, type IsoDate, weekday } from '../../shared/dates.ts'
import { occurrencesOf } from '../../shared/rates/recurrence.ts'

const YEARS = { from: '2027-01-01' as IsoDate, to: '2037-01-01' as IsoDate }
const occurrences = (from: string, to: string, repeats: 'never' | 'same_dates' | 'same_weekdays') =>
  occurrencesOf({ from: from as IsoDate, to: to as IsoDate, repeats }, YEARS).map(
    (each) => `${each.from} ${each.to}`,
  )

test('the same dates are the same ones across the end of February of a leap year', () => {
  expect(occurrences('2027-02-01', '2027-04-01', 'same_dates').slice(0, 3)).toEqual([
    '2027-02-01 2027-04-01',
    '2028-02-01 2028-04-01',
    '2029-02-01 2029-04-01',
  ])
  expect(occurrences('2028-02-01', '2028-03-01', 'same_dates').slice(0, 2)).toEqual([
    '2028-02-01 2028-03-01',
    '2029-02-01 2029-03-01',
  ])
})

test('29 February alone comes in leap years only; a season that begins on it begins on 1 March in the others', () => {
  expect(occurrences('2028-02-29', '2028-03-01', 'same_dates')).toEqual([
    '2028-02-29 2028-03-01',
    '2032-02-29 2032-03-01',
    '2036-02-29 2036-03-01',
  ])
  expect(occurrences('2028-02-29', '2028-03-11', 'same_dates').slice(0, 2)).toEqual([
    '2028-02-29 2028-03-11',
    '2029-03-01 2029-03-11',
  ])
})

test('a season over New Year stays one', () => {
  expect(occurrences('2027-12-20', '2028-01-07', 'same_dates').slice(0, 2)).toEqual([
    '2027-12-20 2028-01-07',
    '2028-12-20 2029-01-07',
  ])
})

test('on the same weekdays it comes 364 days later each year, as long as it was', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 300 }), (start, nights) => {
      const from = addDays(YEARS.from, start)
      const found = occurrencesOf({ from, to: addDays(from, nights), repeats: 'same_weekdays' }, YEARS)
      for (const [index, range] of found.entries()) {
        expect(weekday(range.from)).toBe(weekday(from))
        expect(daysBetween(from, range.from)).toBe(364 * index)
        // The last one may be cut by the end of what is looked at.
        if (range.to < YEARS.to) expect(daysBetween(range.from, range.to)).toBe(nights)
      }
    }),
  )
})

test('on the same dates every one begins and ends on the month and day of the first', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 1, max: 360 }), (start, nights) => {
      const from = addDays(YEARS.from, start)
      const last = addDays(from, nights - 1)
      fc.pre(!from.endsWith('-02-29') && !last.endsWith('-02-29'))
      for (const range of occurrencesOf({ from, to: addDays(last, 1), repeats: 'same_dates' }, YEARS)) {
        expect(range.from.slice(4)).toBe(from.slice(4))
        if (range.to < YEARS.to) expect(addDays(range.to, -1).slice(4)).toBe(last.slice(4))
      }
    }),
  )
})
