/** The form of a yield rule: what was stored comes back unchanged, what is wrong is named, and a rule is said in words. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { entryOf, newRule, type RuleTerms, readRule } from '../../renderer/yield/yield-entry.ts'
import { yieldText } from '../../renderer/yield/yield-words.ts'
import { type IsoDate, isoDate } from '../../shared/dates.ts'

const TYPES = ['double', 'twin']
const names = { roomType: (id: string) => (id === 'double' ? 'Double, courtyard' : 'Twin') }

const anything: RuleTerms['conditions'] = {
  dates: null,
  weekdays: null,
  occupancyOf: 'room_type',
  occupancyFrom: null,
  occupancyTo: null,
  daysFrom: null,
  daysTo: null,
  pickUpDays: 7,
  pickUpFrom: null,
  pickUpTo: null,
}
const rule: RuleTerms = {
  name: 'Busy',
  active: true,
  conditions: { ...anything, occupancyFrom: 85, daysFrom: 0, daysTo: 14 },
  roomTypeIds: ['double'],
  move: { kind: 'percent', percent: 10 },
  restrictions: null,
}

describe('a yield rule in words', () => {
  const says = (changes: Partial<RuleTerms>) => yieldText({ ...rule, ...changes }, names, 'EUR')
  const when = (conditions: Partial<RuleTerms['conditions']>) =>
    says({ conditions: { ...anything, ...conditions } })

  test('says for which types, when, and what', () => {
    expect(says({})).toBe('Double, courtyard: from 85 % occupancy, 0–14 days before: +10 %')
    expect(says({ roomTypeIds: null, move: { kind: 'amount', amountMinor: -550 } })).toBe(
      'All room types: from 85 % occupancy, 0–14 days before: −5.50 EUR',
    )
    expect(says({ conditions: anything, move: null, restrictions: { closed: true, minLosThrough: 3 } })).toBe(
      'Double, courtyard: always: closed, at least 3 nights',
    )
  })

  test('each condition has its words, open at either end', () => {
    const does = (words: string) => `Double, courtyard: ${words}: +10 %`
    expect(when({ occupancyOf: 'house', occupancyTo: 40 })).toBe(does('up to 40 % occupancy of the house'))
    expect(when({ occupancyFrom: 40, occupancyTo: 60 })).toBe(does('40–60 % occupancy'))
    expect(when({ daysFrom: 30 })).toBe(does('30 days before or earlier'))
    expect(when({ daysTo: 3 })).toBe(does('3 days before or later'))
    expect(when({ pickUpFrom: 4 })).toBe(does('4 rooms or more sold in 7 days'))
    expect(when({ pickUpTo: 0, pickUpDays: 1 })).toBe(does('0 rooms or fewer sold in 1 day'))
    expect(when({ weekdays: [5, 6] })).toBe(does('on Fri and Sat'))
    expect(when({ dates: { from: isoDate('2026-12-01'), to: isoDate('2026-12-25') } })).toBe(
      does('Tue 1 Dec 2026 – Thu 24 Dec 2026'),
    )
  })
})

describe('the form of a yield rule', () => {
  const pair = (least: number, most: number) =>
    fc
      .tuple(
        fc.option(fc.integer({ min: least, max: most })),
        fc.option(fc.integer({ min: least, max: most })),
      )
      .map(([one, other]): [number | null, number | null] =>
        one !== null && other !== null && one > other ? [other, one] : [one, other],
      )
  const nights = fc.option(fc.integer({ min: 2, max: 20 }), { nil: undefined })
  const day = fc.integer({ min: 0, max: 400 })
  const isoDay = (days: number): IsoDate =>
    isoDate(new Date(Date.UTC(2026, 0, 1 + days)).toISOString().slice(0, 10))
  const rules: fc.Arbitrary<RuleTerms> = fc
    .record({
      occupancy: pair(0, 200),
      days: pair(0, 800),
      pickUp: pair(-50, 50),
      pickUpDays: fc.integer({ min: 1, max: 30 }),
      occupancyOf: fc.constantFrom('room_type' as const, 'house' as const),
      weekdays: fc.option(fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1, maxLength: 6 })),
      dates: fc.option(fc.tuple(day, fc.integer({ min: 1, max: 60 }))),
      roomTypeIds: fc.option(fc.constantFrom('double', 'twin').map((id) => [id])),
      move: fc.oneof(
        fc.constant(null),
        fc.record({
          kind: fc.constant('percent' as const),
          percent: fc.integer({ min: -9_000, max: 50_000 }).map((hundredths) => hundredths / 100),
        }),
        fc.record({
          kind: fc.constant('amount' as const),
          amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
        }),
      ),
      minLosThrough: nights,
      minLosArrival: nights,
      maxLosThrough: fc.option(fc.integer({ min: 20, max: 365 }), { nil: undefined }),
      minAdvanceDays: fc.option(fc.integer({ min: 0, max: 800 }), { nil: undefined }),
      closings: fc.subarray(['closed', 'closedToArrival', 'closedToDeparture'] as const),
      active: fc.boolean(),
    })
    .map((given) => {
      const { minLosThrough, minLosArrival, maxLosThrough, minAdvanceDays, closings } = given
      const restrictions = {
        ...(minAdvanceDays === undefined ? {} : { minAdvanceDays }),
        ...(minLosArrival === undefined ? {} : { minLosArrival }),
        ...(minLosThrough === undefined ? {} : { minLosThrough }),
        ...(maxLosThrough === undefined ? {} : { maxLosThrough }),
        ...Object.fromEntries(closings.map((field) => [field, true])),
      }
      return {
        name: 'Rule',
        active: given.active,
        conditions: {
          dates:
            given.dates === null
              ? null
              : { from: isoDay(given.dates[0]), to: isoDay(given.dates[0] + given.dates[1]) },
          weekdays: given.weekdays,
          occupancyOf: given.occupancyOf,
          occupancyFrom: given.occupancy[0],
          occupancyTo: given.occupancy[1],
          daysFrom: given.days[0],
          daysTo: given.days[1],
          pickUpDays: given.pickUpDays,
          pickUpFrom: given.pickUp[0],
          pickUpTo: given.pickUp[1],
        },
        roomTypeIds: given.roomTypeIds,
        move: given.move,
        restrictions: Object.keys(restrictions).length === 0 ? null : restrictions,
      }
    })
    .filter(({ move, restrictions }) => move !== null || restrictions !== null)

  test('brings back what was stored, also what it does not show', () => {
    fc.assert(
      fc.property(rules, (stored) => {
        const entry = entryOf(stored, TYPES, 'EUR')
        expect(readRule(entry, { currency: 'EUR', allTypes: TYPES, stored })).toEqual({
          rule: stored,
          issues: [],
        })
      }),
    )
  })

  test('a new rule only wants a name', () => {
    const terms = { currency: 'EUR', allTypes: TYPES, stored: null }
    expect(readRule(newRule(TYPES), terms).issues).toEqual(['name'])
    expect(readRule({ ...newRule(TYPES), name: 'Busy' }, terms).rule).toEqual({ ...rule, roomTypeIds: null })
  })

  test('what is wrong is named', () => {
    const issues = (changes: object) =>
      readRule(
        { ...newRule(TYPES), name: 'Busy', ...changes },
        { currency: 'EUR', allTypes: TYPES, stored: null },
      ).issues
    expect(issues({ roomTypeIds: [] })).toEqual(['types'])
    expect(issues({ weekdays: [] })).toEqual(['weekdays'])
    expect(issues({ occupancyTo: '20' })).toEqual(['occupancy'])
    expect(issues({ occupancyFrom: '8 5' })).toEqual(['occupancy'])
    expect(issues({ daysTo: '801' })).toEqual(['days'])
    expect(issues({ pickUpDays: '0' })).toEqual(['pickUp'])
    expect(issues({ datesFrom: '2026-12-01' })).toEqual(['dates'])
    expect(issues({ datesFrom: '2026-12-02', datesLast: '2026-12-01' })).toEqual(['dates'])
    expect(issues({ move: '10' })).toEqual(['move'])
    expect(issues({ minLosThrough: '5', maxLosThrough: '4' })).toEqual(['restrictions'])
    expect(issues({ move: '' })).toEqual(['nothing'])
    expect(issues({ move: '', closed: true })).toEqual([])
  })
})
