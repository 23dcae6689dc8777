/** Recommendations that are accepted, edited, ignored, undone, and taken by autopilot. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { DomainError } from '../../shared/errors.ts'
import { type HotelWithNights, openHotelWithNights } from './hotel-with-nights.ts'
import { day, EVERYTHING, key, NOON } from './ledger-fixture.ts'

const DAY_MS = 86_400_000

let past: HotelWithNights
beforeAll(async () => {
  past = await openHotelWithNights()
}, 120_000)
afterAll(() => past.close())
// Each test has nights of its own, and leaves its prices there.
let first = 14
beforeEach(() => {
  first += 7
})

const recommended = (from: number, days = 1) =>
  past.ledger.queries.recommendations({ from: day(from), to: day(from + days) }).rows
type Decided = Commands['pricing.decide']['input']['decisions'][number]
const decide = (decisions: Decided[], change: Partial<Commands['pricing.decide']['input']> = {}) =>
  past.ledger.submit('pricing.decide', EVERYTHING, {
    idempotencyKey: key(),
    decisions,
    confirmBounds: false,
    ...change,
  })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof DomainError)) throw error
      return error.code
    },
  )
const settings = (change: Partial<Commands['pricing.saveSettings']['input']>) =>
  past.ledger.submit('pricing.saveSettings', EVERYTHING, { idempotencyKey: key(), ...change })
const night = (offset: number, type = 'DBL') => {
  const { days } = past.ledger.queries.rates({
    ratePlanId: past.plan('FLEX'),
    roomTypeId: past.type(type),
    from: day(offset),
    to: day(offset + 1),
  })
  return days[0]!.prices
}
const origin = (offset: number) =>
  past.ledger.queries.whyRate({
    ratePlanId: past.plan('FLEX'),
    roomTypeId: past.type('DBL'),
    date: day(offset),
  }).origin
const accepted = (row: ReturnType<typeof recommended>[number]): Decided => ({
  roomTypeId: row.roomTypeId,
  date: row.date,
  recommendedMinor: row.recommendedMinor,
  priceMinor: row.recommendedMinor,
})

describe('a decision', () => {
  test('that accepts sets the price by hand, the other occupancies keep their distance, and its undo takes all back', async () => {
    const rows = recommended(first, 7)
    expect(rows.length).toBe(7)
    const { seq, changedCells } = await decide(rows.map(accepted))
    expect(changedCells).toBe(7)
    expect(night(first)).toEqual([rows[0]!.recommendedMinor - 1_000, rows[0]!.recommendedMinor])
    expect(origin(first)).toBe('recommended')
    expect(recommended(first, 7), 'the largest step of the day is taken').toEqual([])
    await past.ledger.submit('rates.undo', EVERYTHING, { idempotencyKey: key(), changeSeq: seq })
    expect(night(first)).toEqual([14_000, 15_000])
    expect(recommended(first, 7)).toEqual(rows)
  })

  test('that accepts leaves no other step for the same business date', async () => {
    const [row] = recommended(first)
    await decide([accepted(row!)])
    const step = Math.abs(row!.recommendedMinor - 15_000)
    expect(step).toBeLessThanOrEqual(1_500)
    const { steps, decision } = past.ledger.queries.explainRecommendation({
      roomTypeId: past.type('DBL'),
      date: day(first),
    })
    expect(steps.find(({ what }) => what === 'step')?.evidence).toMatchObject({ currentMinor: 15_000 })
    expect(decision).toMatchObject({
      decision: 'accepted',
      decidedMinor: row!.recommendedMinor,
      actor: 'test',
    })
  })

  test('that edits keeps what was recommended beside what was decided', async () => {
    const [row] = recommended(first)
    await decide([{ ...accepted(row!), priceMinor: 15_700 }])
    expect(night(first)[1]).toBe(15_700)
    const { decision } = past.ledger.queries.explainRecommendation({
      roomTypeId: past.type('DBL'),
      date: day(first),
    })
    expect(decision).toMatchObject({
      decision: 'edited',
      recommendedMinor: row!.recommendedMinor,
      decidedMinor: 15_700,
    })
  })

  test('that ignores changes no price and stays while the recommendation is about the same', async () => {
    // 200.00 were paid on Saturdays, so that the step keeps the recommendation far below.
    const saturday = first + 6
    const [row] = recommended(saturday)
    const { changedCells, seq } = await decide([{ ...accepted(row!), priceMinor: null }])
    expect([changedCells, night(saturday)[1]]).toEqual([0, 15_000])
    expect(recommended(saturday)).toMatchObject([{ state: 'ignored', decision: { decision: 'ignored' } }])
    // Far from it, it is another recommendation.
    const wide = past.ledger.queries.recommendations({
      from: day(saturday),
      to: day(saturday + 1),
      maxStepPercent: 100,
    }).rows
    expect(Math.abs(wide[0]!.recommendedMinor - row!.recommendedMinor)).toBeGreaterThan(750)
    expect(wide).toMatchObject([{ state: 'open' }])
    await past.ledger.submit('rates.undo', EVERYTHING, { idempotencyKey: key(), changeSeq: seq })
    expect(recommended(saturday)).toMatchObject([{ state: 'open', decision: null }])
  })

  test('beyond floor or ceiling is asked about, one that nobody may have seen is refused, and nothing is changed', async () => {
    await settings({
      bounds: [{ roomTypeId: past.type('DBL'), floorMinor: 10_000, ceilingMinor: 40_000, extraBeds: 0 }],
    })
    const wish: Decided = {
      roomTypeId: past.type('DBL'),
      date: day(first),
      recommendedMinor: 15_000,
      priceMinor: 50_000,
    }
    const { seq } = past.ledger.queries.recommendations({ from: day(first), to: day(first + 1) })
    expect(await refusal(decide([wish]))).toBe('PriceBeyondBounds')
    expect(await refusal(decide([wish, wish]))).toBe('InvalidInput')
    expect(night(first)[1]).toBe(15_000)
    await decide([wish], { confirmBounds: true })
    expect(night(first)[1]).toBe(50_000)
    expect(await refusal(decide([{ ...wish, priceMinor: 16_000 }], { seenSeq: seq }))).toBe(
      'RatesChangedMeanwhile',
    )
    await settings({
      bounds: [{ roomTypeId: past.type('DBL'), floorMinor: null, ceilingMinor: null, extraBeds: 0 }],
    })
  })
})

describe('autopilot', () => {
  const tick = async (days: number) => {
    past.clock.at = NOON + days * DAY_MS
    await past.ledger.tick()
  }
  const runs = () =>
    past.ledger.queries.journal({ limit: 50 }).rows.filter(({ command }) => command === 'pricing.autopilot')
      .length

  test('leaves types without floor and ceiling alone, takes what lies within its percent, once a business date', async () => {
    await settings({ autopilot: 'within_percent', autopilotPercent: 4, autopilotDays: 200 })
    await tick(0)
    expect([runs(), night(first)[1]]).toEqual([1, 15_000])
    await settings({
      bounds: [{ roomTypeId: past.type('DBL'), floorMinor: 10_000, ceilingMinor: 30_000, extraBeds: 0 }],
    })
    await tick(0)
    expect(runs(), 'not again on that day').toBe(1)
    await tick(1)
    const near = past.ledger.queries.recommendations({ from: day(1), to: day(121) }).rows
    expect(runs()).toBe(2)
    expect(
      near.every((row) => Math.abs(row.recommendedMinor - row.currentMinor) > 0.04 * row.currentMinor),
    ).toBe(true)
    expect(near.length).toBeGreaterThan(0)
  })

  test('within bounds takes every one as far ahead as it is set, never beyond floor, ceiling and step', async () => {
    await settings({
      autopilot: 'within_bounds',
      autopilotDays: 30,
      bounds: [{ roomTypeId: past.type('DBL'), floorMinor: 14_900, ceilingMinor: 15_600, extraBeds: 0 }],
    })
    const further = night(40)
    await tick(2)
    const left = past.ledger.queries.recommendations({ from: day(2), to: day(32) }).rows
    expect(left).toEqual([])
    const taken = Array.from({ length: 30 }, (_, index) => 2 + index).filter(
      (offset) => origin(offset) === 'autopilot',
    )
    expect(taken.length).toBeGreaterThan(0)
    for (const offset of taken) expect(night(offset)[1]).toBeGreaterThanOrEqual(14_900)
    for (const offset of taken) expect(night(offset)[1]).toBeLessThanOrEqual(15_600)
    expect(night(40), 'further ahead than it looks').toEqual(further)
    await settings({ autopilot: 'off' })
    await tick(3)
    expect(runs()).toBe(3)
  })
})
