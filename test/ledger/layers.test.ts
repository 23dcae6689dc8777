/**
 * Rates are what their layers make of them: after any changes of layers, nights set by hand, plans and undos, every night of `rate` is
 * what the pure rule says of the layers as they are stored, and an undo leaves no trace.
 */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { addDays } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { type Derivation, planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const DERIVATION: Derivation = {
  percent: -10,
  amountMinor: 0,
  per: 'room',
  roundToMinor: 100,
  rounding: 'nearest',
  followsRestrictions: true,
}

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 0, plans: ['FLEX', 'NRF'] })
})
afterEach(() => hotel.close())

type Change = Commands['seasons.apply']['input']['change']

const apply = (change: Change, more: { overHand?: boolean; confirmBounds?: boolean } = {}) =>
  hotel.ledger.submit('seasons.apply', EVERYTHING, {
    idempotencyKey: key(),
    change,
    overHand: false,
    confirmBounds: false,
    ...more,
  })
const undo = (changeSeq: number) =>
  hotel.ledger.submit('rates.undo', EVERYTHING, { idempotencyKey: key(), changeSeq })
const product = () => ({ ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL') })
const fixed = (...prices: number[]) => ({ kind: 'fixed' as const, prices, children: [], extraBedMinor: null })
const base = (...prices: number[]): Change => ({
  kind: 'basePrices',
  prices: [{ ...product(), price: { prices, children: [], extraBedMinor: null } }],
})
const season = (
  from: number,
  to: number,
  more: Partial<Extract<Change, { kind: 'season' }>> = {},
): Change => ({
  kind: 'season',
  name: `Season ${from}`,
  precedence: 20,
  colour: 0,
  from: day(from),
  to: day(to),
  repeats: 'never',
  weekdays: EVERY_DAY,
  prices: [{ ...product(), price: fixed(20_000, 22_000) }],
  restrictions: [],
  ...more,
})
const weekend = (percent: number): Change => ({
  kind: 'adjustment',
  type: 'weekday',
  name: 'Weekend',
  change: { kind: 'percent', percent },
  from: null,
  to: null,
  repeats: 'never',
  weekdays: [5, 6],
})
const change = (from: number, to: number, price: Commands['rates.change']['input']['price']) =>
  hotel.ledger.submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: [{ ...product(), from: day(from), to: day(to) }],
    price,
  })
const days = (from: number, to: number, plan = 'FLEX') =>
  hotel.ledger.queries.rates({
    ratePlanId: hotel.ratePlan(plan),
    roomTypeId: hotel.roomType('DBL'),
    from: day(from),
    to: day(to),
  }).days
const prices = (from: number, to: number, plan = 'FLEX') =>
  days(from, to, plan).map((night) => night.prices[0])
const derive = (change_: Partial<Derivation> = {}) => {
  const nrf = hotel.ledger.queries.hotel()!.ratePlans.find(({ code }) => code === 'NRF')!
  return hotel.ledger.submit('plans.save', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: nrf.id,
    code: 'NRF',
    name: nrf.name,
    parent: { ratePlanId: hotel.ratePlan('FLEX'), derivation: { ...DERIVATION, ...change_ } },
    terms: planTermsSchema.parse({}),
    cancellationPolicyId: null,
    soldAtDesk: true,
    notOnChannelIds: [],
  })
}
/** Every stored night, numbers of commands aside. */
const stored = () =>
  hotel.ledger.store.sqlite
    .prepare(
      `SELECT rate_plan_id, room_type_id, date, prices, supplements, price_origin, origin_id, min_los_arrival, closed,
              closed_to_arrival, max_los_through FROM rate WHERE prices <> '[]' OR closed OR min_los_arrival > 1 ORDER BY 1, 2, 3`,
    )
    .raw()
    .all()

describe('what a night costs', () => {
  test('the season of the highest precedence wins, and what lies below comes back when it goes', async () => {
    await apply(base(10_000, 12_000))
    await apply(season(2, 10))
    const { id } = await apply(
      season(4, 6, { precedence: 40, prices: [{ ...product(), price: fixed(30_000) }] }),
    )
    expect(prices(0, 12)).toEqual([
      10_000, 10_000, 20_000, 20_000, 30_000, 30_000, 20_000, 20_000, 20_000, 20_000, 10_000, 10_000,
    ])
    await apply({ kind: 'remove', layer: 'season', id: id! })
    expect(prices(3, 7)).toEqual([20_000, 20_000, 20_000, 20_000])
    expect(hotel.differences()).toEqual([])
  })

  test('events and weekdays add up on top of the season, and are rounded; a price set by hand is left alone', async () => {
    await apply(base(10_050, 12_000))
    await apply(weekend(12))
    await apply({
      kind: 'adjustment',
      type: 'event',
      name: 'Fair',
      change: { kind: 'amount', amountMinor: 1_000 },
      from: day(0),
      to: day(14),
      repeats: 'never',
      weekdays: EVERY_DAY,
    })
    await change(0, 7, { kind: 'set', amountMinor: 7_777, adults: 1 })
    const weekendNights = days(7, 14).filter(({ date }) =>
      [5, 6].includes(new Date(`${date}T12:00Z`).getUTCDay()),
    )
    expect(weekendNights.map((night) => night.prices[0])).toEqual([12_300, 12_300])
    expect(prices(0, 7)).toEqual(Array.from({ length: 7 }, () => 7_777))
    await change(0, 7, { kind: 'asLayers' })
    expect(prices(0, 14).filter((price) => price === 12_300)).toHaveLength(4)
  })

  test('an empty price by hand takes the base price away; a season still holds', async () => {
    const key_ = [hotel.ledger.queries.headSeq()]
    hotel.ledger.store.sqlite.exec(
      `INSERT INTO rate_by_hand SELECT 1, (SELECT id FROM room_type WHERE code = 'DBL'), '${day(1)}',
         '{"prices":[],"children":[],"extraBedMinor":null}', NULL, 'typed', ${key_[0]}`,
    )
    await apply(base(10_000))
    expect(days(0, 3).map((night) => night.prices)).toEqual([[10_000], [], [10_000]])
    await apply(season(1, 2))
    expect(prices(0, 3)).toEqual([10_000, 20_000, 10_000])
  })

  test('a plan that follows costs what the rule makes of its parent, on every night', async () => {
    await apply(base(10_050, 12_050))
    await derive()
    await apply(season(3, 6))
    for (const [index, night] of days(0, 9, 'NRF').entries()) {
      const parent = days(0, 9)[index]!
      expect(night.prices).toEqual(parent.prices.map((price) => Math.floor((price * 0.9) / 100 + 0.5) * 100))
    }
    await derive({ percent: 0, amountMinor: 1_800, per: 'person' })
    expect(days(0, 1, 'NRF')[0]!.prices).toEqual([11_900, 15_700])
  })

  test('restrictions of a season bind it and the plans that follow; by hand one field is loosened', async () => {
    await apply(base(10_000))
    await derive()
    await apply(
      season(2, 5, {
        restrictions: [{ restrictions: { minLosArrival: 3, closedToArrival: true }, weekdays: EVERY_DAY }],
      }),
    )
    await hotel.ledger.submit('rates.change', EVERYTHING, {
      idempotencyKey: key(),
      blocks: [{ ...product(), from: day(3), to: day(4) }],
      restrictions: { minLosArrival: 1 },
    })
    const restricted = (plan: string) =>
      days(2, 5, plan).map(({ restrictions: { minLosArrival, closedToArrival } }) => [
        minLosArrival,
        closedToArrival,
      ])
    expect(restricted('FLEX')).toEqual([
      [3, true],
      [1, true],
      [3, true],
    ])
    expect(restricted('NRF')).toEqual(restricted('FLEX'))
  })

  test('a copy takes the price of the night so many days before', async () => {
    await apply(base(10_000))
    await change(0, 1, { kind: 'set', amountMinor: 15_500, adults: 1 })
    await change(7, 9, { kind: 'copy', daysBack: 7 })
    expect(prices(6, 10)).toEqual([10_000, 15_500, 10_000, 10_000])
  })
})

describe('what is refused', () => {
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof DomainError ? { code: error.code, data: error.data } : error),
    )

  test('two seasons of one precedence may not share a night, weekdays and years considered', async () => {
    await apply(season(10, 20, { repeats: 'same_dates' }))
    expect(await refusal(apply(season(15, 25)))).toMatchObject({
      code: 'SeasonsOverlap',
      data: { otherName: 'Season 10', precedence: 20, from: day(15), to: day(20) },
    })
    await apply(season(20, 25))
    await apply(season(12, 14, { precedence: 21 }))
    const nextYear = addDays(day(10), 365)
    expect(
      await refusal(
        apply({ ...(season(0, 1) as object), from: nextYear, to: addDays(nextYear, 1) } as Change),
      ),
    ).toMatchObject({ code: 'SeasonsOverlap' })
  })

  test('a price beyond floor or ceiling has to be confirmed or capped; nothing is changed before', async () => {
    await apply(base(10_000, 12_000))
    await hotel.ledger.submit('pricing.saveSettings', EVERYTHING, {
      idempotencyKey: key(),
      bounds: [{ roomTypeId: hotel.roomType('DBL'), floorMinor: 8_000, ceilingMinor: 13_000, extraBeds: 0 }],
    })
    const before = stored()
    expect(await refusal(change(1, 3, { kind: 'add', amountMinor: 2_000 }))).toMatchObject({
      code: 'PriceBeyondBounds',
      data: { date: day(1), amountMinor: 14_000, ceilingMinor: 13_000, nights: 2 },
    })
    expect(stored()).toEqual(before)
    await hotel.ledger.submit('rates.change', EVERYTHING, {
      idempotencyKey: key(),
      blocks: [{ ...product(), from: day(1), to: day(3) }],
      price: { kind: 'add', amountMinor: 2_000 },
      cap: [{ ...product(), date: day(1) }],
      confirmBounds: true,
    })
    expect(days(1, 3).map((night) => night.prices)).toEqual([
      [11_000, 13_000],
      [12_000, 14_000],
    ])
  })

  test('a plan never follows itself, through others neither, and says the way', async () => {
    await derive()
    const flex = hotel.ledger.queries.hotel()!.ratePlans.find(({ code }) => code === 'FLEX')!
    const followed = hotel.ledger.submit('plans.save', EVERYTHING, {
      idempotencyKey: key(),
      ratePlanId: flex.id,
      code: 'FLEX',
      name: flex.name,
      parent: { ratePlanId: hotel.ratePlan('NRF'), derivation: DERIVATION },
      terms: planTermsSchema.parse({}),
      cancellationPolicyId: null,
      soldAtDesk: true,
      notOnChannelIds: [],
    })
    expect(await refusal(followed)).toMatchObject({
      code: 'RatePlanCycle',
      data: { ratePlanIds: [flex.id, hotel.ratePlan('NRF'), flex.id] },
    })
  })
})

test('the same layer again changes nothing that a channel sees', async () => {
  await apply(base(10_000, 12_000))
  const { id } = await apply(season(5, 30))
  const before = stored()
  expect((await apply({ ...season(5, 30), id: id! } as Change)).changedCells).toBe(0)
  expect(stored()).toEqual(before)
})

test('undos go back step by step, can be undone themselves, and refuse what was changed since', async () => {
  await apply(base(10_000, 12_000))
  await derive()
  const states = [stored()]
  const seqs: number[] = []
  const step = async (work: Promise<{ seq: number }>) => {
    seqs.push((await work).seq)
    states.push(stored())
  }
  await step(apply(season(5, 30)))
  await step(change(7, 12, { kind: 'percent', percent: 10, roundToMinor: 100 }))
  await step(apply(weekend(15)))
  await step(derive({ percent: -20 }))
  for (let index = seqs.length - 1; index >= 0; index--) {
    const { seq } = await undo(seqs[index]!)
    expect(stored()).toEqual(states[index])
    await undo(seq)
    expect(stored()).toEqual(states[index + 1])
    const again = hotel.ledger.queries.rateChanges().rows[0]!.seq
    await undo(again)
    expect(stored()).toEqual(states[index])
  }
  await expect(undo(seqs[0]!)).rejects.toMatchObject({ code: 'NothingToUndo' })
  const { seq } = await change(3, 5, { kind: 'add', amountMinor: 500 })
  await change(4, 5, { kind: 'add', amountMinor: 500 })
  await expect(undo(seq)).rejects.toMatchObject({ code: 'RatesChangedMeanwhile', data: { date: day(4) } })
})

test('any changes of layers leave the nights that the rule makes of them, and undoing all of them leaves what was there', async () => {
  const window = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }))
  const step = fc.oneof(
    fc.record({ kind: fc.constant('base' as const), price: fc.integer({ min: 50, max: 300 }) }),
    fc.record({
      kind: fc.constant('season' as const),
      window,
      precedence: fc.integer({ min: 1, max: 99 }),
      percent: fc.integer({ min: -50, max: 80 }),
    }),
    fc.record({ kind: fc.constant('weekend' as const), percent: fc.integer({ min: -20, max: 30 }) }),
    fc.record({
      kind: fc.constant('hand' as const),
      window,
      amount: fc.integer({ min: -2_000, max: 9_000 }),
    }),
    fc.record({ kind: fc.constant('asLayers' as const), window }),
    fc.record({ kind: fc.constant('derive' as const), percent: fc.integer({ min: -30, max: 30 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const before = stored()
      const done: number[] = []
      for (const each of steps) {
        const work = () => {
          switch (each.kind) {
            case 'base':
              return apply(base(each.price * 100, each.price * 110))
            case 'season': {
              const [from, length] = each.window
              return apply(
                season(from, from + length, {
                  precedence: each.precedence,
                  prices: [{ ...product(), price: { kind: 'percent', percent: each.percent } }],
                }),
              )
            }
            case 'weekend':
              return apply(weekend(each.percent))
            case 'hand':
              return change(each.window[0], each.window[0] + each.window[1], {
                kind: 'add',
                amountMinor: each.amount,
              })
            case 'asLayers':
              return change(each.window[0], each.window[0] + each.window[1], { kind: 'asLayers' })
            case 'derive':
              return derive({ percent: each.percent })
          }
        }
        try {
          done.push((await work()).seq)
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
        }
        expect(hotel.differences()).toEqual([])
      }
      const remembered = new Set(hotel.ledger.queries.rateChanges().rows.map(({ seq }) => seq))
      for (const seq of done.toReversed()) if (remembered.has(seq)) await undo(seq)
      expect(stored()).toEqual(before)
    }),
    { numRuns: 25 },
  )
})
