/** What a price is made of, what cancelling costs and why a promotion does not hold, as the desk words it. */
import { describe, expect, test } from 'vitest'
import { breachText, effectText } from '../../renderer/promotions/breach-words.ts'
import type { Offer } from '../../renderer/sale/offer-choice.ts'
import { breakdownLines } from '../../renderer/sale/price-breakdown.ts'
import { cancellationLines } from '../../renderer/stays/cancellation-words.ts'
import { addDays, isoDate } from '../../shared/dates.ts'
import type { CancellationTerms } from '../../shared/rates/plan-terms.ts'
import type { PromotionBreach } from '../../shared/rates/promotion.ts'

const first = isoDate('2026-11-23')
type Night = Offer['nights'][number]

function offer(...nights: Partial<Night>[]): Offer {
  const all = nights.map((night, index): Night => {
    const parts = night.parts ?? []
    const amountMinor = parts.reduce((sum, part) => sum + part.amountMinor, 0)
    return { date: addDays(first, index), amountMinor, origin: 'base', originName: '', ...night, parts }
  })
  return {
    roomTypeId: 'double',
    ratePlanId: 'flex',
    nights: all,
    totalMinor: all.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    promotions: [],
    codeHolds: false,
    inclusions: [],
    deposit: null,
    refusal: null,
  }
}
const part = (what: Night['parts'][number]['what'], amountMinor: number, name = '') => ({
  what,
  amountMinor,
  name,
})

describe('what a price is made of', () => {
  test('a line for each origin of the room, then what comes on top; the lines sum to the total', () => {
    const made = offer(
      { parts: [part('room', 100), part('promotion', -10, 'Early bird'), part('extra', 30, 'Dinner')] },
      {
        parts: [part('room', 150), part('children', 20, 'Child')],
        origin: 'season',
        originName: 'Advent',
      },
      {
        parts: [part('room', 110), part('promotion', -11, 'Early bird')],
        origin: 'derived',
        originName: 'Flexible',
      },
      { parts: [part('room', 90), part('lengthOfStay', -9), part('extraBeds', 5)], origin: 'typed' },
      { parts: [part('room', 80)], origin: 'imported' },
    )
    const lines = breakdownLines(made)
    expect(lines.map(({ words, byNight }) => [words, ...byNight])).toEqual([
      ['Room, the plan’s own price', 100, null, null, null, null],
      ['Room, season Advent', null, 150, null, null, null],
      ['Room, from Flexible', null, null, 110, null, null],
      ['Room, price set by hand', null, null, null, 90, null],
      ['Room, price from a file', null, null, null, null, 80],
      ['Children, Child', null, 20, null, null, null],
      ['Extra beds', null, null, null, 5, null],
      ['For the length of stay', null, null, null, -9, null],
      ['Promotion Early bird', -10, null, -11, null, null],
      ['Extra, Dinner', 30, null, null, null, null],
    ])
    expect(lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)).toBe(made.totalMinor)
  })
})

describe('what cancelling costs', () => {
  const clock = { dayAndTime: (at: number) => `hour ${at / 3_600_000}` }
  const HOUR_MS = 3_600_000
  const terms: CancellationTerms = {
    tiers: [
      { hoursBefore: 48, fee: { kind: 'nights', nights: 1 } },
      { hoursBefore: 24, fee: { kind: 'percent', percent: 100, ofNights: null } },
    ],
    noShow: { kind: 'percent', percent: 100, ofNights: null },
  }
  const stay = { amounts: [10_000, 12_000], arrivalAt: 100 * HOUR_MS, currency: 'EUR' }
  const at = (hour: number, change: Partial<CancellationTerms> = {}) =>
    cancellationLines({ ...terms, ...change }, stay, hour * HOUR_MS, clock).map(
      ({ when, cost }) => `${when}: ${cost}`,
    )

  test('is told from now on, until when and how much; what is behind is not told', () => {
    expect(at(10)).toEqual([
      'until hour 52: free',
      'until hour 76: EUR 100.00',
      'after that: EUR 220.00',
      'no-show: EUR 220.00',
    ])
    expect(at(60)).toEqual(['until hour 76: EUR 100.00', 'after that: EUR 220.00', 'no-show: EUR 220.00'])
    // At the very hour it is late.
    expect(at(76)).toEqual(['from now on: EUR 220.00', 'no-show: EUR 220.00'])
  })

  test('a policy without tiers is free, one from the booking on never is', () => {
    expect(at(10, { tiers: [], noShow: null })).toEqual(['from now on: free', 'no-show: free'])
    const whole = { kind: 'percent' as const, percent: 100, ofNights: null }
    expect(at(10, { tiers: [{ hoursBefore: null, fee: whole }] })[0]).toBe('from now on: EUR 220.00')
  })
})

describe('why a promotion does not hold', () => {
  test('is said for each of its conditions', () => {
    const [from, to] = [first, addDays(first, 8)]
    const breaches: PromotionBreach[] = [
      { condition: 'booked', from, to },
      { condition: 'booked', from: null, to },
      { condition: 'stay', from, to: null },
      { condition: 'arrivalWeekday', weekdays: [1, 7] },
      { condition: 'minNights', nights: 3 },
      { condition: 'minAdvance', days: 1 },
      { condition: 'maxAdvance', days: 7 },
      { condition: 'ratePlan' },
      { condition: 'roomType' },
      { condition: 'code' },
      { condition: 'another' },
    ]
    expect(breaches.map(breachText)).toEqual([
      'it is for bookings made from Mon 23 Nov to Mon 30 Nov',
      'it is for bookings made up to Mon 30 Nov',
      'it is for nights from Mon 23 Nov on',
      'it is for arrivals on Mon and Sun',
      'it needs 3 nights or more',
      'it is for bookings 1 day before the arrival or earlier',
      'it is for bookings at most 7 days before the arrival',
      'it is not for this plan',
      'it is not for this room type',
      'its code was not named',
      'another one gives more and does not go with it',
    ])
  })

  test('means something else for each way of pricing', () => {
    const gone = { name: 'Long stay', breach: { condition: 'minNights' as const, nights: 3 } }
    expect(effectText(gone, 'plan')).toBe('Long stay falls away: it needs 3 nights or more')
    expect(effectText(gone, 'keep')).toMatch(/^Long stay stays in the price that is kept, but .* 3 nights/)
    expect(effectText(gone, 'agreed')).toBe('Long stay is no part of a price that is agreed on')
    expect(effectText({ name: 'Long stay', breach: null }, 'plan')).toBe('Long stay holds')
  })
})
