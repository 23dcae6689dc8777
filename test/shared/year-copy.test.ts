/** A copy of a year: what comes again on which dates, what needs no copy, and that a second copy adds nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, type IsoDate, isoDate, weekday } from '../../shared/dates.ts'
import type { When } from '../../shared/rates/recurrence.ts'
import { type CopyKeeps, yearCopy } from '../../shared/rates/year-copy.ts'

type Layer = When & { name: string }
const layer = (
  name: string,
  from: string | null,
  to: string | null,
  repeats: When['repeats'] = 'never',
): Layer => ({
  name,
  from: from as IsoDate | null,
  to: to as IsoDate | null,
  repeats,
  weekdays: [1, 2, 3, 4, 5, 6, 7],
})
const names = (layers: readonly Layer[]) => layers.map(({ name }) => name)
const copied = (layers: Layer[], keeps: CopyKeeps, year = 2027) =>
  yearCopy(layers, year, keeps).copies.map((each) => [each.layer.name, each.to.from, each.to.to])

test('keeps day and month, or the weekdays, also over New Year and from a leap year', () => {
  const layers = [
    layer('Fair', '2027-05-04', '2027-05-08'),
    layer('Christmas', '2027-12-20', '2028-01-07'),
    layer('Earlier', '2026-12-20', '2027-01-07'),
    layer('Later', '2028-05-04', '2028-05-08'),
  ]
  expect(copied(layers, 'dates')).toEqual([
    ['Fair', '2028-05-04', '2028-05-08'],
    ['Christmas', '2028-12-20', '2029-01-07'],
  ])
  expect(copied(layers, 'weekdays')).toEqual([
    ['Fair', '2028-05-02', '2028-05-06'],
    ['Christmas', '2028-12-18', '2029-01-05'],
  ])
  expect(copied([layer('Winter', '2028-02-01', '2028-03-01')], 'dates', 2028)).toEqual([
    ['Winter', '2029-02-01', '2029-03-01'],
  ])
})

test('leaves out what comes back by itself, what is there already, and what the next year has no date for', () => {
  const found = yearCopy(
    [
      layer('Summer', '2026-07-01', '2026-09-01', 'same_dates'),
      layer('From 2029 on', '2029-07-01', '2029-09-01', 'same_dates'),
      layer('Every day', null, null),
      layer('Fair', '2028-05-04', '2028-05-08'),
      layer('Fair', '2029-05-06', '2029-05-10'),
      layer('Leap day', '2028-02-29', '2028-03-01'),
      layer('Concert', '2028-06-01', '2028-06-02'),
      // Of the same name, and of no year.
      layer('Concert', null, null),
    ],
    2028,
    'dates',
  )
  expect(names(found.comingBack)).toEqual(['Summer'])
  expect(names(found.alreadyThere)).toEqual(['Fair'])
  expect(names(found.withoutDates)).toEqual(['Leap day'])
  expect(found.copies.map((each) => each.layer.name)).toEqual(['Concert'])
})

test('a copy has as many nights and, where it keeps them, the same weekdays; a second copy of the year adds nothing', () => {
  const someLayer = fc
    .record({ start: fc.integer({ min: 0, max: 365 }), nights: fc.integer({ min: 1, max: 120 }) })
    .map(({ start, nights }) => ({ from: addDays(isoDate('2027-01-01'), start), nights }))
  fc.assert(
    fc.property(
      fc.array(someLayer, { maxLength: 6 }),
      fc.constantFrom<CopyKeeps>('dates', 'weekdays'),
      (given, keeps) => {
        const layers = given.map(({ from, nights }, index) =>
          layer(`Layer ${index}`, from, addDays(from, nights)),
        )
        const { copies } = yearCopy(layers, 2027, keeps)
        for (const { layer: of, to } of copies) {
          if (keeps === 'dates') expect(to.from.slice(4)).toBe(of.from!.slice(4))
          else {
            expect(weekday(to.from)).toBe(weekday(of.from!))
            expect(daysBetween(to.from, to.to)).toBe(daysBetween(of.from!, of.to!))
          }
        }
        const after = [...layers, ...copies.map(({ layer: of, to }) => ({ ...of, ...to }))]
        expect(yearCopy(after, 2027, keeps).copies).toEqual([])
      },
    ),
  )
})
