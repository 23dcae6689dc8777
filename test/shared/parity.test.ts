/** Parity: a place differs exactly when a guest would see something else there, and runs lose and invent no night. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type IsoDate, isoDate, nightsOf } from '../../shared/dates.ts'
import {
  type ChannelNight,
  channelDifference,
  type DatedDifference,
  deskDifference,
  PARITY_REASONS,
  runsOf,
  showingOf,
} from '../../shared/rates/parity.ts'

const trouble = fc.constantFrom('parked', 'stopped', 'backing_off', 'waiting')
const amount = fc.integer({ min: 1, max: 3 })
const channelNight: fc.Arbitrary<ChannelNight> = fc
  .record({
    asksMinor: fc.option(amount),
    standing: fc.constantFrom('sold', 'not_on_channel', 'not_mapped', 'beyond_horizon'),
    isKeptBack: fc.boolean(),
    shownMinor: fc.oneof(amount, fc.constantFrom(null, undefined)),
    isShownClosed: fc.constantFrom(true, false, null, undefined),
    priceTrouble: trouble,
    restrictionsTrouble: trouble,
  })
  .map((night) => night as ChannelNight)

const SOLD: ChannelNight = {
  asksMinor: 9_000,
  standing: 'sold',
  isKeptBack: false,
  shownMinor: 9_000,
  isShownClosed: false,
  priceTrouble: 'waiting',
  restrictionsTrouble: 'stopped',
}

test('a channel that sells a night differs exactly when a guest would see another price, or cannot be sure of it', () => {
  fc.assert(
    fc.property(channelNight, (night) => {
      fc.pre(night.standing === 'sold' && night.asksMinor !== null)
      const shows = showingOf(night)
      const isSame = shows.kind === 'price' && shows.amountMinor === night.asksMinor && !night.isKeptBack
      expect(channelDifference(night) === null).toBe(isSame)
    }),
    { numRuns: 500 },
  )
})

test('nobody is told of a night that nobody sells and no channel is known to show', () => {
  fc.assert(
    fc.property(channelNight, (night) => {
      fc.pre(night.asksMinor === null)
      const kind = showingOf(night).kind
      if (kind === 'closed' || kind === 'nothing') expect(channelDifference(night)).toBeNull()
    }),
    { numRuns: 500 },
  )
})

test.each<[string, Partial<ChannelNight>, string | null]>([
  ['shows what is asked', {}, null],
  ['shows an older price', { shownMinor: 8_000 }, 'waiting'],
  ['refused the price', { shownMinor: 8_000, priceTrouble: 'parked' }, 'parked'],
  ['was never told', { shownMinor: undefined, isShownClosed: undefined }, 'waiting'],
  ['still shows it closed', { isShownClosed: true }, 'stopped'],
  ['has no room by its buffer', { isKeptBack: true }, 'kept_back'],
  [
    'does not sell the plan, and it is closed there',
    { standing: 'not_on_channel', isShownClosed: true },
    'not_on_channel',
  ],
  ['does not sell the plan, and still shows it', { standing: 'not_on_channel' }, 'stopped'],
  [
    'does not know the product',
    { standing: 'not_mapped', shownMinor: undefined, isShownClosed: undefined },
    'not_mapped',
  ],
  ['is not told of nights that far ahead', { standing: 'beyond_horizon' }, 'beyond_horizon'],
  ['shows a night that is closed or has no price by now', { asksMinor: null }, 'stopped'],
])('a channel that %s', (_, change, reason) => {
  expect(channelDifference({ ...SOLD, ...change })?.reason ?? null).toBe(reason)
})

test('the desk differs by what it takes off without a code, or where it does not sell the plan', () => {
  const reduced = { reason: 'promotion' as const, amountMinor: 8_100, nights: 1, names: ['Early bird'] }
  expect(deskDifference({ asksMinor: 9_000, isSoldAtDesk: true, reduced: null })).toBeNull()
  expect(deskDifference({ asksMinor: null, isSoldAtDesk: false, reduced })).toBeNull()
  expect(deskDifference({ asksMinor: 9_000, isSoldAtDesk: true, reduced })).toEqual({
    reason: 'promotion',
    shows: { kind: 'price', amountMinor: 8_100 },
    nights: 1,
    names: ['Early bird'],
  })
  expect(deskDifference({ asksMinor: 9_000, isSoldAtDesk: false, reduced })?.reason).toBe('not_at_desk')
})

const START = isoDate('2027-03-01')
const dated: fc.Arbitrary<DatedDifference[]> = fc
  .uniqueArray(
    fc.record({
      offset: fc.integer({ min: 0, max: 40 }),
      asks: fc.option(amount),
      reason: fc.constantFrom(...PARITY_REASONS.slice(0, 3)),
      shows: fc.oneof(
        amount.map((amountMinor) => ({ kind: 'price' as const, amountMinor })),
        fc.constant({ kind: 'closed' as const }),
      ),
    }),
    { selector: ({ offset }) => offset, maxLength: 41 },
  )
  .map((nights) =>
    nights
      .toSorted((one, other) => one.offset - other.offset)
      .map(({ offset, asks, reason, shows }) => ({
        date: addDays(START, offset),
        asksMinor: asks,
        difference: { reason, shows, nights: null, names: [] },
      })),
  )

test('runs cover exactly the nights that differ, each with its reason and within its prices', () => {
  fc.assert(
    fc.property(dated, (nights) => {
      const byNight = new Map<IsoDate, ReturnType<typeof runsOf>[number]>()
      for (const run of runsOf(nights)) for (const date of nightsOf(run)) byNight.set(date, run)
      expect([...byNight.keys()]).toEqual(nights.map(({ date }) => date))
      for (const { date, asksMinor, difference } of nights) {
        const run = byNight.get(date)!
        expect([run.reason, run.shows.kind]).toEqual([difference.reason, difference.shows.kind])
        expect(run.asks === null).toBe(asksMinor === null)
        if (run.asks !== null && asksMinor !== null) {
          expect(run.asks.leastMinor).toBeLessThanOrEqual(asksMinor)
          expect(run.asks.mostMinor).toBeGreaterThanOrEqual(asksMinor)
        }
      }
    }),
  )
})

test('two runs that touch differ in something', () => {
  fc.assert(
    fc.property(dated, (nights) => {
      const runs = runsOf(nights)
      for (const [index, run] of runs.entries()) {
        const next = runs[index + 1]
        if (next === undefined || next.from !== run.to) continue
        expect([run.reason, run.shows.kind, run.asks === null]).not.toEqual([
          next.reason,
          next.shows.kind,
          next.asks === null,
        ])
      }
    }),
  )
})
