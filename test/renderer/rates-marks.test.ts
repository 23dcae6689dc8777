/** The marks of a restricted night: what they say, and which of them find room. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restrictionWords } from '../../renderer/rates/cell-name.ts'
import {
  fittingMarks,
  isAdvanceBound,
  maxStayOf,
  type RestrictionMark,
  restrictionMarks,
} from '../../renderer/rates/restriction-marks.ts'
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'

const marked = (some: Partial<RestrictionsValue>) =>
  restrictionMarks({ ...NO_RESTRICTIONS, ...some }).map((mark) => ('text' in mark ? mark.text : mark.kind))

test('each restriction has its mark; of stays both ends, whichever way of counting is stricter', () => {
  expect(marked({})).toEqual([])
  expect(marked({ minLosArrival: 2, minLosThrough: 3 })).toEqual(['3'])
  expect(marked({ maxLosArrival: 7 })).toEqual(['≤7'])
  expect(marked({ maxLosArrival: 7, maxLosThrough: 5 })).toEqual(['≤5'])
  expect(marked({ minLosArrival: 3, maxLosThrough: 7 })).toEqual(['3–7'])
  expect(marked({ closedToArrival: true, closedToDeparture: true, minLosArrival: 2 })).toEqual([
    'arrival',
    'departure',
    '2',
  ])
  expect(marked({ closed: true, closedToArrival: true, minLosArrival: 2 }), 'nothing else matters').toEqual([
    'closed',
  ])
  expect(maxStayOf(NO_RESTRICTIONS)).toBeNull()
})

test('days in advance are told by the cell’s corner, of an open night only', () => {
  const bound = (some: Partial<RestrictionsValue>) => isAdvanceBound({ ...NO_RESTRICTIONS, ...some })
  expect(bound({})).toBe(false)
  expect(bound({ minAdvanceDays: 2 })).toBe(true)
  expect(bound({ maxAdvanceDays: 0 })).toBe(true)
  expect(bound({ maxAdvanceDays: 0, closed: true })).toBe(false)
})

test('what finds no room is counted, and nothing is lost', () => {
  const mark: fc.Arbitrary<RestrictionMark> = fc.oneof(
    fc.record({ kind: fc.constantFrom('closed' as const, 'arrival', 'departure') }),
    fc.record({ kind: fc.constant('stay' as const), text: fc.constantFrom('3', '≤7', '3–7', '10–28') }),
  )
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 4 }), fc.integer({ min: 1, max: 9 }), (marks, figures) => {
      const shown = fittingMarks(marks, figures)
      const last = shown.at(-1)
      const counted = last?.kind === 'more' ? Number(last.text) : 0
      const whole = last?.kind === 'more' ? shown.slice(0, -1) : shown
      expect(whole).toEqual(marks.slice(0, whole.length))
      expect(whole.length + counted).toBe(marks.length)
      if (marks.length > 0) expect(shown.length).toBeGreaterThan(0)
    }),
  )
  const two: RestrictionMark[] = [{ kind: 'arrival' }, { kind: 'stay', text: '3' }]
  expect(fittingMarks(two, 3)).toEqual(two)
  expect(fittingMarks(two, 5)).toEqual([{ kind: 'more', text: '+2' }])
  const wide: RestrictionMark[] = [{ kind: 'arrival' }, { kind: 'stay', text: '3–7' }]
  expect(fittingMarks(wide, 3)).toEqual([{ kind: 'arrival' }, { kind: 'more', text: '+1' }])
})

test('a cell’s name says all that restricts it', () => {
  expect(restrictionWords(null)).toBe('')
  expect(
    restrictionWords({
      ...NO_RESTRICTIONS,
      closedToArrival: true,
      minLosArrival: 3,
      maxLosArrival: 7,
      minAdvanceDays: 1,
      maxAdvanceDays: 60,
    }),
  ).toBe(
    'closed to arrival, at least 3 nights, at most 7 nights, booked at least 1 day before, booked at most 60 days before',
  )
  expect(restrictionWords({ ...NO_RESTRICTIONS, maxAdvanceDays: 0 })).toBe('booked on the day itself only')
})
