/** The quote as properties: what holds of every offer, whatever the rates, restrictions and promotions. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NO_RESTRICTIONS, type RestrictionsValue } from '../../shared/cells.ts'
import { addDays, isoDate, nightsOf } from '../../shared/dates.ts'
import { derivedPrice } from '../../shared/rates/moves.ts'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { bestPromotions, type Promotion } from '../../shared/rates/promotion-rules.ts'
import { type QuotedNight, quote } from '../../shared/rates/quote.ts'

const ARRIVAL = isoDate('2027-03-10')
const BOOKED = isoDate('2027-02-01')
const BANDS = [
  { name: 'Infant', fromAge: 0, toAge: 2 },
  { name: 'Child', fromAge: 3, toAge: 11 },
]

const restrictions: fc.Arbitrary<RestrictionsValue> = fc.record({
  minLosArrival: fc.integer({ min: 1, max: 4 }),
  minLosThrough: fc.integer({ min: 1, max: 4 }),
  maxLosThrough: fc.option(fc.integer({ min: 1, max: 8 })),
  maxLosArrival: fc.option(fc.integer({ min: 1, max: 8 })),
  minAdvanceDays: fc.option(fc.integer({ min: 0, max: 60 })),
  maxAdvanceDays: fc.option(fc.integer({ min: 0, max: 60 })),
  closedToArrival: fc.boolean(),
  closedToDeparture: fc.boolean(),
  closed: fc.boolean(),
})
const someRestrictions = fc.oneof({ weight: 3, arbitrary: fc.constant(NO_RESTRICTIONS) }, restrictions)
const priced = fc.record({
  prices: fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 4 }),
  restrictions: someRestrictions,
  children: fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 2 }),
  extraBedMinor: fc.option(fc.integer({ min: 0, max: 4_000 })),
})
const benefit = fc.oneof(
  fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: 0, max: 100 }) }),
  fc.record({
    kind: fc.constant('amount_a_night' as const),
    amountMinor: fc.integer({ min: 0, max: 50_000 }),
  }),
  fc.record({
    kind: fc.constant('amount_a_stay' as const),
    amountMinor: fc.integer({ min: 0, max: 200_000 }),
  }),
  fc.record({ kind: fc.constant('free_night' as const), everyNights: fc.integer({ min: 2, max: 5 }) }),
)
const promotion: fc.Arbitrary<Promotion> = fc
  .record({
    benefit,
    combines: fc.boolean(),
    minNights: fc.option(fc.integer({ min: 1, max: 6 })),
    minAdvanceDays: fc.option(fc.integer({ min: 0, max: 60 })),
    code: fc.constantFrom(null, null, 'SPRING'),
  })
  .map(({ benefit: given, combines, minNights, minAdvanceDays, code }) => ({
    id: '',
    name: 'P',
    kind: 'code',
    code,
    terms: promotionTermsSchema.parse({
      conditions: { minNights, minAdvanceDays },
      benefit: given,
      combines,
    }),
  }))
const promotions = fc
  .array(promotion, { maxLength: 5 })
  .map((all) => all.map((each, index) => ({ ...each, id: `p${index}` })))

const stay = fc.record({
  nights: fc.array(priced, { minLength: 1, maxLength: 8 }),
  departure: fc.option(someRestrictions, { nil: undefined }),
  adults: fc.integer({ min: 1, max: 3 }),
  childrenAges: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 2 }),
  promotions,
  code: fc.constantFrom<string | undefined>(undefined, 'spring', 'OTHER', 'acme-7'),
  accessCode: fc.constantFrom(null, null, 'ACME-7', 'Other'),
  losSteps: fc.array(
    fc.record({ fromNights: fc.integer({ min: 2, max: 7 }), percent: fc.integer({ min: -50, max: 20 }) }),
    {
      maxLength: 2,
    },
  ),
})

type Stay = typeof stay extends fc.Arbitrary<infer T> ? T : never

function offerOf({ nights, departure, adults, childrenAges, promotions: given, code, ...terms }: Stay) {
  const dates = nightsOf({ from: ARRIVAL, to: addDays(ARRIVAL, nights.length) })
  const rows: QuotedNight[] = nights.map((night, index) => ({ ...night, date: dates[index]! }))
  return quote(
    {
      arrival: ARRIVAL,
      departure: addDays(ARRIVAL, nights.length),
      adults,
      childrenAges,
      bookedOn: BOOKED,
      code,
    },
    { childBands: BANDS, promotions: given },
    {
      type: { id: 'dbl', maxOccupancy: 4, extraBeds: 1 },
      plan: { id: 'flex', terms: planTermsSchema.parse(terms), isSold: true },
      nights: rows,
      departure:
        departure === undefined
          ? undefined
          : { date: addDays(ARRIVAL, nights.length), prices: [], restrictions: departure },
      soldOutOn: undefined,
    },
  )
}

describe('a quote', () => {
  test('of a plan that asks for a code is never offered without it, and says so first', () => {
    fc.assert(
      fc.property(stay, fc.constantFrom('ACME-7', 'Other'), (asked, accessCode) => {
        const { refusal, codeHolds } = offerOf({ ...asked, accessCode })
        const isNamed = asked.code?.toLowerCase() === accessCode.toLowerCase()
        expect(refusal?.reason === 'accessCode').toBe(!isNamed)
        if (isNamed) expect(codeHolds).toBe(true)
      }),
    )
  })

  test('is not lost, and costs the same, where its plan asks for a code no more', () => {
    fc.assert(
      fc.property(stay, (asked) => {
        const coded = offerOf(asked)
        const open = offerOf({ ...asked, accessCode: null })
        expect(open.nights).toEqual(coded.nights)
        if (coded.refusal?.reason !== 'accessCode') expect(open.refusal).toEqual(coded.refusal)
      }),
    )
  })

  test('adds up: parts make the night, nights make the total, and nothing is below zero', () => {
    fc.assert(
      fc.property(stay, (asked) => {
        const offer = offerOf(asked)
        for (const { amountMinor, parts } of offer.nights) {
          expect(parts.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(amountMinor)
          expect(Number.isSafeInteger(amountMinor) && amountMinor >= 0).toBe(true)
        }
        expect(offer.nights.reduce((sum, night) => sum + night.amountMinor, 0)).toBe(offer.totalMinor)
        const off = offer.nights.flatMap(({ parts }) => parts).filter(({ what }) => what === 'promotion')
        expect(off.reduce((sum, part) => sum + part.amountMinor, 0)).toBe(
          offer.promotions.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        )
      }),
    )
  })

  test('never offers a closed night, a closed arrival or departure', () => {
    fc.assert(
      fc.property(stay, (asked) => {
        const isClosed =
          asked.nights.some((night) => night.restrictions.closed) ||
          asked.nights[0]!.restrictions.closedToArrival ||
          asked.departure?.closedToDeparture === true
        if (isClosed) expect(offerOf(asked).refusal?.reason).toMatch(/restriction|tooManyGuests|accessCode/)
      }),
    )
  })

  test('removing a restriction never removes an offer', () => {
    const fields = Object.keys(NO_RESTRICTIONS) as (keyof RestrictionsValue)[]
    fc.assert(
      fc.property(stay, fc.nat(7), fc.constantFrom(...fields), (asked, at, field) => {
        const index = at % asked.nights.length
        const looser = asked.nights.map((night, each) =>
          each === index
            ? { ...night, restrictions: { ...night.restrictions, [field]: NO_RESTRICTIONS[field] } }
            : night,
        )
        if (offerOf(asked).refusal === null) expect(offerOf({ ...asked, nights: looser }).refusal).toBeNull()
      }),
      { numRuns: 500 },
    )
  })

  test('a promotion never makes it dearer, in whatever order they are listed; a code makes none dearer either', () => {
    fc.assert(
      fc.property(stay, (asked) => {
        const plain = offerOf({ ...asked, promotions: [] }).totalMinor
        const offer = offerOf(asked)
        expect(offer.totalMinor).toBeLessThanOrEqual(plain)
        expect(offerOf({ ...asked, promotions: asked.promotions.toReversed() })).toEqual(offer)
        expect(offerOf({ ...asked, code: 'spring' }).totalMinor).toBeLessThanOrEqual(
          offerOf({ ...asked, code: undefined }).totalMinor,
        )
      }),
    )
  })

  test('a package adds what is in it, for each stay, night and person, and is never left out for something cheaper', () => {
    const spa: Promotion = {
      id: 'spa',
      name: 'Spa days',
      kind: 'package',
      code: 'SPA',
      terms: promotionTermsSchema.parse({
        conditions: {},
        benefit: { kind: 'none' },
        extras: [
          { name: 'Spa', amountMinor: 1_000, per: 'person' },
          { name: 'Dinner', amountMinor: 300, per: 'person_night' },
          { name: 'Fruit', amountMinor: 50, per: 'night' },
          { name: 'Wine', amountMinor: 700, per: 'stay' },
        ],
      }),
    }
    const early: Promotion = {
      ...spa,
      id: 'early',
      code: null,
      terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent: 50 } }),
    }
    const night = {
      prices: [9_000, 10_000],
      restrictions: NO_RESTRICTIONS,
      children: [],
      extraBedMinor: null,
    }
    const asked = {
      departure: undefined,
      adults: 2,
      childrenAges: [],
      losSteps: [],
      accessCode: null,
      nights: [night, night],
    }
    const offer = offerOf({ ...asked, promotions: [early, spa], code: 'spa' })
    expect(offer.totalMinor).toBe(20_000 + 2_000 + 4 * 300 + 2 * 50 + 700)
    expect(offer.inclusions).toEqual(['Spa', 'Dinner', 'Fruit', 'Wine'])
    expect(offerOf({ ...asked, promotions: [early, spa], code: undefined }).totalMinor).toBe(10_000)
  })

  test('children pay by their age band, and beds beyond those of the room are asked for', () => {
    const night = {
      prices: [10_000],
      restrictions: NO_RESTRICTIONS,
      children: [0, 2_500],
      extraBedMinor: 3_000,
    }
    const asked = {
      departure: undefined,
      promotions: [],
      code: undefined,
      losSteps: [],
      accessCode: null,
      nights: [night],
    }
    const total = (adults: number, childrenAges: number[]) =>
      offerOf({ ...asked, adults, childrenAges }).totalMinor
    expect([total(2, []), total(2, [1]), total(2, [5]), total(2, [5, 14]), total(2, [5, 5])]).toEqual([
      10_000, 10_000, 12_500, 15_500, 18_000,
    ])
  })

  test('the deposit is a part of the price, and due no earlier than the booking', () => {
    const terms = (deposit: unknown) => planTermsSchema.parse({ deposit })
    const night = (date: string): QuotedNight => ({
      date: isoDate(date),
      prices: [10_000],
      restrictions: NO_RESTRICTIONS,
      children: [],
      extraBedMinor: null,
    })
    const deposit = (given: unknown, bookedOn = BOOKED) =>
      quote(
        { arrival: ARRIVAL, departure: addDays(ARRIVAL, 2), adults: 1, childrenAges: [], bookedOn },
        { childBands: [], promotions: [] },
        {
          type: { id: 'dbl', maxOccupancy: 2, extraBeds: 0 },
          plan: { id: 'flex', terms: terms(given), isSold: true },
          nights: [night('2027-03-10'), night('2027-03-11')],
          departure: undefined,
          soldOutOn: undefined,
        },
      ).deposit
    expect(deposit({ kind: 'percent', value: 30, dueDaysBefore: 14 })).toEqual({
      amountMinor: 6_000,
      dueOn: '2027-02-24',
    })
    expect(deposit({ kind: 'nights', value: 1, dueDaysBefore: null })).toEqual({
      amountMinor: 10_000,
      dueOn: BOOKED,
    })
    expect(deposit({ kind: 'amount', value: 99_000, dueDaysBefore: 60 })).toEqual({
      amountMinor: 20_000,
      dueOn: BOOKED,
    })
  })

  test('derived = rule(parent), for every occupancy', () => {
    const derivation = fc.record({
      percent: fc.integer({ min: -60, max: 100 }),
      amountMinor: fc.integer({ min: -5_000, max: 5_000 }),
      per: fc.constantFrom('room' as const, 'person' as const),
      roundToMinor: fc.constantFrom(1, 50, 100, 500),
      rounding: fc.constantFrom('nearest' as const, 'up' as const, 'down' as const),
      followsRestrictions: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 5 }),
        derivation,
        (prices, rule) => {
          const { prices: derived } = derivedPrice({ prices, children: [], extraBedMinor: null }, rule)
          for (const [index, price] of prices.entries()) {
            const exact =
              (price * (100 + rule.percent)) / 100 +
              rule.amountMinor * (rule.per === 'person' ? index + 1 : 1)
            const got = derived[index]!
            if (exact <= 0)
              expect(got).toBeLessThanOrEqual(rule.rounding === 'down' ? 0 : rule.roundToMinor / 2)
            else {
              expect(got % rule.roundToMinor).toBe(0)
              const least = rule.rounding === 'nearest' ? rule.roundToMinor / 2 : rule.roundToMinor
              expect(Math.abs(got - exact)).toBeLessThanOrEqual(least + 1e-3)
              if (rule.rounding === 'up') expect(got).toBeGreaterThanOrEqual(exact - 1e-3)
              if (rule.rounding === 'down') expect(got).toBeLessThanOrEqual(exact + 1e-3)
            }
          }
        },
      ),
    )
  })

  test('of promotions that do not combine the best one is given alone', () => {
    const off = (id: string, percent: number, combines: boolean): Promotion => ({
      id,
      name: id,
      kind: 'early_bird',
      code: null,
      terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent }, combines }),
    })
    const given = (...all: Promotion[]) => bestPromotions([10_000], all).map(({ promotion }) => promotion.id)
    expect(given(off('a', 10, false), off('b', 15, false))).toEqual(['b'])
    expect(given(off('a', 10, true), off('b', 15, false), off('c', 10, true))).toEqual(['a', 'c'])
    expect(given(off('a', 5, true), off('b', 15, false), off('c', 5, true))).toEqual(['b'])
  })
})
