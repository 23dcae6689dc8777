/** Recommended prices and the back-test over a real hotel with two years of stays. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInventory } from '../../main/ledger/inventory.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { createPastNights } from '../../main/ledger/pricing/past-nights.ts'
import type { IsoDate } from '../../shared/dates.ts'
import { derivationSchema, planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { type HotelWithNights, openHotelWithNights } from './hotel-with-nights.ts'
import { day, EVERYTHING, key, NOON, TODAY } from './ledger-fixture.ts'

let past: HotelWithNights
beforeAll(async () => {
  past = await openHotelWithNights()
}, 120_000)
afterAll(() => past.close())

const SETTINGS = { maxStepPercent: 10 }
const recommended = (from: IsoDate, to: IsoDate, more: { maxStepPercent?: number } = {}) =>
  past.ledger.queries.recommendations({ from, to, ...SETTINGS, ...more })

describe('recommendations', () => {
  test('follow what was paid for the plan on that weekday, and name the reason', () => {
    const saturday = day(13)
    const found = recommended(saturday, day(14), { maxStepPercent: 100 })
    expect(found).toMatchObject({ currency: 'EUR', ratePlanId: past.plan('FLEX'), tooLittleHistory: 1 })
    // 200.00 of a Saturday; 8 of 10 sold where 5 are usual 13 days before: 12 percent more.
    expect(found.rows).toEqual([
      {
        roomTypeId: past.type('DBL'),
        date: saturday,
        daysOut: 13,
        roomsLeft: 2,
        currentMinor: 15_000,
        recommendedMinor: 22_400,
        mainStep: {
          what: 'pace',
          deltaMinor: 2_400,
          evidence: expect.objectContaining({ daysOut: 13, sold: 8, expected: 5, nights: 16 }),
        },
        state: 'open',
        decision: null,
      },
    ])
  })

  test('count a cancelled booking until it was cancelled, and bookings of every plan', () => {
    const expectedAt = (offset: number) => {
      const { rows } = recommended(day(offset), day(offset + 1), { maxStepPercent: 100 })
      const step = rows[0]?.mainStep
      return step?.what === 'pace' ? step.evidence.expected : step
    }
    // 40 days before: one of 40, two of 50, and one that is cancelled later. 12 days before one more; 4 days before another, less that one.
    expect([expectedAt(40), expectedAt(12), expectedAt(4)]).toEqual([4, 5, 5])
    expect(expectedAt(10)).toBe(4)
  })

  test('leave a price where it is while it differs by less than the rounding, and count those nights', () => {
    const found = recommended(TODAY, day(120))
    const open = found.rows.length + found.unchanged
    expect(open).toBe(120)
    expect(found.tooLittleHistory).toBe(120)
    expect(found.rows.every((row) => row.currentMinor !== row.recommendedMinor)).toBe(true)
    expect(found.rows.every((row) => Math.abs(row.recommendedMinor - 15_000) <= 1_500)).toBe(true)
    expect(found.rows.map(({ date }) => date)).toEqual(found.rows.map(({ date }) => date).toSorted())
  })

  test('look at nights of the last two years that are over, and say since when', () => {
    const { historyFrom, historyNights } = recommended(TODAY, day(1))
    expect(historyFrom).toBe(day(-770))
    expect(historyNights).toBe(770)
  })

  test('leave out nights that are sold out, and nights that are over', async () => {
    await past.bring(Array.from({ length: 2 }, () => past.stay(day(13), 20)))
    expect(recommended(day(13), day(14))).toMatchObject({ rows: [], unchanged: 0 })
    expect(recommended(day(-5), TODAY)).toMatchObject({ rows: [], unchanged: 0, tooLittleHistory: 0 })
  })

  test('keep to floor and ceiling of the room type', async () => {
    const bounds = (floorMinor: number | null, ceilingMinor: number | null) =>
      past.ledger.submit('pricing.saveSettings', EVERYTHING, {
        idempotencyKey: key(),
        bounds: [{ roomTypeId: past.type('DBL'), floorMinor, ceilingMinor, extraBeds: 0 }],
      })
    await bounds(null, 14_500)
    const found = recommended(TODAY, day(60), { maxStepPercent: 100 })
    expect(Math.max(...found.rows.map((row) => row.recommendedMinor))).toBe(14_500)
    await bounds(null, null)
  })

  test('add what an event has done to prices, by its own dates', async () => {
    const { id } = await past.ledger.submit('seasons.apply', EVERYTHING, {
      idempotencyKey: key(),
      change: {
        kind: 'adjustment',
        type: 'event',
        name: 'Fair',
        change: null,
        from: day(32),
        to: day(35),
        repeats: 'never',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
      },
      overHand: false,
      confirmBounds: false,
    })
    expect(id).not.toBeNull()
    const before = recommended(day(32), day(35), { maxStepPercent: 100 })
    await past.ledger.submit('seasons.apply', EVERYTHING, {
      idempotencyKey: key(),
      change: {
        kind: 'adjustment',
        id: id!,
        type: 'event',
        name: 'Fair',
        change: { kind: 'amount', amountMinor: 4_000 },
        from: day(32),
        to: day(35),
        repeats: 'never',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
      },
      overHand: false,
      confirmBounds: false,
    })
    const after = recommended(day(32), day(35), { maxStepPercent: 100 })
    expect(before.rows.map(({ mainStep }) => mainStep?.what)).not.toContain('event')
    expect(after.rows[0]?.mainStep).toEqual({
      what: 'event',
      deltaMinor: 4_000,
      evidence: expect.objectContaining({ name: 'Fair', pastNights: 0 }),
    })
  })

  test('count a stay of the past that is taken over later at once', async () => {
    const expectedFor = (offset: number) => {
      const step = recommended(day(offset), day(offset + 1)).rows[0]?.mainStep
      return step?.what === 'pace' ? step.evidence.expected : step
    }
    expect(expectedFor(12)).toBe(5)
    await past.bring([past.stay(day(12 - 364), 30)])
    // One more on one of 16 nights.
    expect(expectedFor(12)).toBe(5.06)
  })

  test.each([
    ['more than 120 days', () => recommended(TODAY, day(121)), 'RangeTooLong'],
    ['an empty range', () => recommended(TODAY, TODAY), 'InvalidInput'],
    [
      'an unknown plan',
      () =>
        past.ledger.queries.recommendations({
          from: TODAY,
          to: day(1),
          ...SETTINGS,
          ratePlanId: '00000000-0000-4000-8000-000000000000',
        }),
      'UnknownRatePlan',
    ],
  ])('refuse %s', (_what, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }))
  })
})

const replayed = (from: IsoDate, to: IsoDate, more: { maxStepPercent?: number } = {}) =>
  past.ledger.queries.backTest({ from, to, ...SETTINGS, ...more })

test('a plan that follows another one has no price of its own to recommend', async () => {
  const { ratePlanId } = await past.ledger.submit('plans.save', EVERYTHING, {
    idempotencyKey: key(),
    code: 'NRF',
    name: 'Not refundable',
    parent: {
      ratePlanId: past.plan('FLEX'),
      derivation: derivationSchema.parse({ percent: -10, roundToMinor: 100, rounding: 'nearest' }),
    },
    terms: planTermsSchema.parse({}),
    cancellationPolicyId: null,
    soldAtDesk: true,
    notOnChannelIds: [],
  })
  const range = { from: day(-5), to: TODAY, ...SETTINGS, ratePlanId }
  for (const ask of [past.ledger.queries.recommendations, past.ledger.queries.backTest])
    expect(() => ask(range)).toThrow(expect.objectContaining({ code: 'PlanFollowsParent' }))
})

describe('the back-test', () => {
  test('adds up what was charged, by weeks, and what would have been', () => {
    const found = replayed(day(-28), TODAY)
    // A night: three at the price of the plan, 90.00 and 80.00; four of the 28 nights are Saturdays.
    expect(found.chargedMinor).toBe(28 * (3 * 15_000 + 9_000 + 8_000) + 4 * 3 * 5_000)
    expect(found.weeks.map(({ from }) => from)).toEqual([day(-28), day(-27), day(-20), day(-13), day(-6)])
    expect(found.weeks.reduce((sum, week) => sum + week.chargedMinor, 0)).toBe(found.chargedMinor)
    expect(found.weeks.reduce((sum, week) => sum + week.replayedMinor, 0)).toBe(found.replayed.mid)
    expect(found).toMatchObject({ nights: 28, tooLittleHistory: 28, nightsAtFloor: 0, nightsAtCeiling: 0 })
    expect(found.replayed.low).toBeLessThanOrEqual(found.replayed.mid)
    expect(found.replayed.high).toBeGreaterThanOrEqual(found.replayed.mid)
  })

  test('knows nothing of later nights: whatever they are sold for changes nothing', async () => {
    const earlier = () => replayed(day(-90), TODAY).weeks.filter(({ from }) => from < day(-36))
    const before = earlier()
    const dear = (date: IsoDate) => past.stay(date, 25, { nightlyAmounts: [90_000] })
    await past.bring(Array.from({ length: 116 }, (_, index) => dear(day(-29 + Math.floor(index / 4)))))
    expect(before).toHaveLength(8)
    expect(earlier()).toEqual(before)
  })

  test('has too little history for the first nights of a hotel: they count as they were', () => {
    const found = replayed(day(-780), day(-775))
    expect(found).toMatchObject({ nights: 0, tooLittleHistory: 10 })
    expect(found.replayed).toEqual({
      low: found.chargedMinor,
      mid: found.chargedMinor,
      high: found.chargedMinor,
    })
  })

  test.each([
    ['more than 366 days', () => replayed(day(-400), day(-33)), 'RangeTooLong'],
    ['a night that is not over', () => replayed(day(-5), day(1)), 'InvalidInput'],
  ])('refuses %s', (_what, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }))
  })
})

test('both are read by indexes: no table of stays is read from end to end', () => {
  const { store } = past.ledger
  const steps = createPastNights(store, createInventory(store)).explain({ from: day(-760), to: TODAY })
  expect(steps.some((step) => step.includes('stay_night_by_date'))).toBe(true)
  expect(steps.some((step) => step.includes('stay_by_end'))).toBe(true)
  expect(steps.filter((step) => /^SCAN (stay|night|reservation)/.test(step))).toEqual([])
})

test('a hotel with nothing behind it has nothing to recommend, and says so', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'keyrack-fresh-'))
  const opened = await openLedger({
    dir: fresh,
    clock: { now: () => NOON, monotonic: () => 1 },
    random: { bytes: (count) => randomBytes(count) },
  })
  await opened.submit('property.setUp', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Fresh',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [{ code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, rooms: ['1'] }],
    ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
    prices: [{ roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [9_000, 9_000] }],
  })
  expect(opened.queries.recommendations({ from: TODAY, to: day(10), ...SETTINGS })).toMatchObject({
    rows: [],
    historyNights: 0,
    historyFrom: null,
    tooLittleHistory: 10,
  })
  expect(opened.queries.backTest({ from: day(-10), to: TODAY, ...SETTINGS })).toMatchObject({
    chargedMinor: 0,
    nights: 0,
    weeks: [],
  })
  await opened.close()
  rmSync(fresh, { recursive: true, force: true })
})
