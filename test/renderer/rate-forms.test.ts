/** The forms of policies, plans and promotions: what was stored comes back unchanged when nothing is typed. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accessCodeOf, notSoldOn } from '../../renderer/plans/plan-words.ts'
import { entryOf, promotionText, readPromotion } from '../../renderer/promotions/promotion-entry.ts'
import { feeEntry, feeText, policyText, readFee, readTiers } from '../../renderer/settings/policy-entry.ts'
import type { Fee } from '../../shared/rates/plan-terms.ts'
import { type PromotionTerms, promotionTermsSchema } from '../../shared/rates/promotion.ts'

const count = fc.integer({ min: 1, max: 365 })
const fee: fc.Arbitrary<Fee> = fc.oneof(
  fc.record({
    kind: fc.constant('percent' as const),
    percent: fc.integer({ min: 0, max: 100 }),
    ofNights: fc.option(count),
  }),
  fc.record({ kind: fc.constant('nights' as const), nights: count }),
  fc.record({ kind: fc.constant('amount' as const), amountMinor: fc.integer({ min: 0, max: 9_999_999 }) }),
)

describe('a cancellation policy', () => {
  test('every fee comes back as it was', () => {
    fc.assert(
      fc.property(fee, (given) => {
        expect(readFee(feeEntry(given, 'EUR'), 'EUR')).toEqual(given)
      }),
    )
  })

  test('an empty number of hours means from the booking on; what is no number is not read', () => {
    const entry = { kind: 'percent' as const, text: '100', ofNights: null }
    expect(readTiers([{ hours: '', fee: entry }], 'EUR')).toEqual([
      { hoursBefore: null, fee: { kind: 'percent', percent: 100, ofNights: null } },
    ])
    expect(readTiers([{ hours: 'two', fee: entry }], 'EUR')).toBeUndefined()
    expect(readTiers([{ hours: '24', fee: { ...entry, text: '101' } }], 'EUR')).toBeUndefined()
  })

  test('is said in a sentence', () => {
    const nights: Fee = { kind: 'nights', nights: 1 }
    expect(
      policyText(
        { id: 'p', name: 'Flexible', tiers: [{ hoursBefore: 24, fee: nights }], noShow: nights },
        'EUR',
      ),
    ).toBe('1 night from 24 hours before arrival; no-show: 1 night')
    expect(feeText({ kind: 'percent', percent: 80, ofNights: 1 }, 'EUR')).toBe('80 % of the first night')
  })
})

describe('a promotion', () => {
  const stored = {
    id: 'p',
    seq: 3,
    name: 'Spa days',
    kind: 'package' as const,
    code: 'SPA',
    active: true,
    terms: promotionTermsSchema.parse({
      conditions: {
        bookedFrom: '2027-01-01',
        bookedTo: '2027-03-01',
        stayFrom: '2027-03-01',
        stayTo: '2027-04-01',
        arrivalWeekdays: [1, 2],
        minNights: 2,
        minAdvanceDays: 7,
      },
      benefit: { kind: 'free_night', everyNights: 4 },
      extras: [
        { name: 'Spa', articleId: '01900000-0000-7000-8000-000000000001', amountMinor: 4_000, per: 'person' },
      ],
      combines: true,
    }),
  }

  test('comes back as it was, also what the form does not show', () => {
    expect(readPromotion(entryOf(stored, 'EUR'), stored.terms, 'EUR')).toEqual({
      terms: stored.terms,
      issues: [],
    })
  })

  test('what is wrong is named', () => {
    const issues = (changes: object) =>
      readPromotion({ ...entryOf(stored, 'EUR'), ...changes }, null, 'EUR').issues
    expect(issues({ name: '' })).toEqual(['name'])
    expect(issues({ code: '' })).toEqual(['code'])
    expect(issues({ benefit: 'percent', size: '120' })).toEqual(['benefit'])
    expect(issues({ size: '1' })).toEqual(['benefit'])
    expect(issues({ benefit: 'amount_a_night', size: '' })).toEqual(['benefit'])
    expect(issues({ minNights: '366' })).toEqual(['days'])
    expect(issues({ minAdvance: '30', maxAdvance: '7' })).toEqual(['days'])
    expect(issues({ minAdvance: 'soon' })).toEqual(['days'])
    expect(issues({ stayLast: '2027-02-01' })).toEqual(['dates'])
    expect(issues({ extras: [] })).toEqual(['extras'])
  })

  test('every benefit, and stays that are open on one side, come back as they were', () => {
    const amountMinor = fc.integer({ min: 0, max: 9_999_999 })
    const benefit: fc.Arbitrary<PromotionTerms['benefit']> = fc.oneof(
      fc.record({
        kind: fc.constant('percent' as const),
        percent: fc.integer({ min: 0, max: 80_000 }).map((n) => n / 800),
      }),
      fc.record({ kind: fc.constantFrom('amount_a_night' as const, 'amount_a_stay' as const), amountMinor }),
      fc.record({ kind: fc.constant('free_night' as const), everyNights: fc.integer({ min: 2, max: 30 }) }),
      fc.constant({ kind: 'none' as const }),
    )
    const sides = fc.constantFrom({}, { stayTo: null }, { stayFrom: null }, { stayFrom: null, stayTo: null })
    fc.assert(
      fc.property(benefit, sides, (given, open) => {
        const terms = { ...stored.terms, benefit: given, conditions: { ...stored.terms.conditions, ...open } }
        expect(readPromotion(entryOf({ ...stored, terms }, 'EUR'), terms, 'EUR')).toEqual({
          terms,
          issues: [],
        })
      }),
    )
  })

  test('is said in a sentence', () => {
    expect(promotionText(stored, 'EUR')).toBe(
      'the cheapest of 4 nights free, with Spa, with the code SPA, from 2 nights, booked 7 days before or earlier',
    )
  })
})

test('a plan stays off the channels that its form does not list', () => {
  expect(notSoldOn(['gone', 'booking'], ['booking', 'expedia'], ['booking'])).toEqual(['gone', 'expedia'])
  expect(notSoldOn(['gone'], [], [])).toEqual(['gone'])
})

test('an access code is letters, digits and hyphens; none is a plan for everybody', () => {
  expect([accessCodeOf(' '), accessCodeOf(' Acme-7 '), accessCodeOf('A'.repeat(20))]).toEqual([
    null,
    'Acme-7',
    'A'.repeat(20),
  ])
  for (const text of ['Acme 7', 'Ä', 'A_B', 'A'.repeat(21)]) expect(accessCodeOf(text)).toBeUndefined()
})
