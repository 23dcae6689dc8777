/** Recommended prices and the back-test over a real hotel with two years of stays. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { createInventory } from '../../main/ledger/inventory.ts'
import { type OpenedLedger, openLedger } from '../../main/ledger/open-ledger.ts'
import { createPastNights } from '../../main/ledger/pricing/past-nights.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { addDays, dayNumber, type IsoDate, weekday } from '../../shared/dates.ts'
import { derivationSchema, planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { day, EVERYTHING, key, NOON, TODAY } from './ledger-fixture.ts'

type Stay = Commands['reservations.import']['input']['stays'][number]

const DAYS_BACK = 800
const ROOMS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
let dir: string
let ledger: OpenedLedger

const hotel = () => ledger.queries.hotel()!
const type = (code: string) => hotel().roomTypes.find((each) => each.code === code)!.id
const plan = (code: string) => hotel().ratePlans.find((each) => each.code === code)!.id

const noonOf = (date: IsoDate) => dayNumber(date) * 86_400_000 + 11 * 3_600_000

/** One night of a double at 150.00, at 200.00 on Saturdays, booked so many days before. */
function stay(date: IsoDate, daysOut: number, change: Partial<Stay> = {}): Stay {
  const departure = addDays(date, 1)
  return {
    guest: { surname: 'Novak', firstName: 'Petra', email: '', phone: '' },
    roomTypeId: type('DBL'),
    ratePlanId: plan('FLEX'),
    roomId: null,
    arrival: date,
    departure,
    status: departure > TODAY ? 'reserved' : 'departed',
    source: 'direct',
    adults: 2,
    childrenAges: [],
    nightlyAmounts: [weekday(date) === 6 ? 20_000 : 15_000],
    note: '',
    bookedAt: noonOf(addDays(date, -daysOut)),
    checkedInAt: null,
    checkedOutAt: null,
    ...change,
  }
}

async function bring(stays: Stay[]) {
  for (let from = 0; from < stays.length; from += 500)
    await ledger.submit('reservations.import', EVERYTHING, {
      idempotencyKey: key(),
      stays: stays.slice(from, from + 500),
    })
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'keyrack-recommend-'))
  ledger = await openLedger({
    dir,
    clock: { now: () => NOON, monotonic: () => 1 },
    random: { bytes: (count) => randomBytes(count) },
  })
  await ledger.submit('property.setUp', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Pension Past',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [
      { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, rooms: ROOMS },
      { code: 'NEW', name: 'New wing', baseOccupancy: 2, maxOccupancy: 2, rooms: ['20'] },
    ],
    ratePlans: [
      { code: 'FLEX', name: 'Flexible' },
      { code: 'CHEAP', name: 'Cheap' },
    ],
    prices: [
      { roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [14_000, 15_000] },
      { roomTypeCode: 'NEW', ratePlanCode: 'FLEX', prices: [9_000, 9_000] },
    ],
    inventoryFrom: day(-DAYS_BACK),
  })
  const stays: Stay[] = []
  for (let offset = -DAYS_BACK + 20; offset < 0; offset++) {
    const date = day(offset)
    stays.push(stay(date, 40), stay(date, 20), stay(date, 5))
    // Neither of them paid the price of the plan for two.
    stays.push(stay(date, 50, { ratePlanId: plan('CHEAP'), nightlyAmounts: [9_000] }))
    stays.push(stay(date, 50, { adults: 1, nightlyAmounts: [8_000] }))
    // It was there from 60 to 11 days before.
    stays.push(stay(date, 60, { status: 'cancelled', checkedInAt: noonOf(addDays(date, -10)) }))
  }
  // A Saturday that sells early, and a Tuesday as usual.
  for (let room = 0; room < 8; room++) stays.push(stay(day(13), 30))
  await bring(stays)
}, 120_000)

afterAll(async () => {
  expect(verifyLedger(ledger.store.sqlite)).toEqual([])
  await ledger.close()
  rmSync(dir, { recursive: true, force: true })
})

const SETTINGS = { maxStepPercent: 10 }
const recommended = (from: IsoDate, to: IsoDate, more: { maxStepPercent?: number } = {}) =>
  ledger.queries.recommendations({ from, to, ...SETTINGS, ...more })

describe('recommendations', () => {
  test('follow what was paid for the plan on that weekday, and name the reason', () => {
    const saturday = day(13)
    const found = recommended(saturday, day(14), { maxStepPercent: 100 })
    expect(found).toMatchObject({ currency: 'EUR', ratePlanId: plan('FLEX'), tooLittleHistory: 1 })
    // 200.00 of a Saturday; 8 of 10 sold where 5 are usual 13 days before: 12 percent more.
    expect(found.rows).toEqual([
      {
        roomTypeId: type('DBL'),
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
    await bring(Array.from({ length: 2 }, () => stay(day(13), 20)))
    expect(recommended(day(13), day(14))).toMatchObject({ rows: [], unchanged: 0 })
    expect(recommended(day(-5), TODAY)).toMatchObject({ rows: [], unchanged: 0, tooLittleHistory: 0 })
  })

  test('keep to floor and ceiling of the room type', async () => {
    const bounds = (floorMinor: number | null, ceilingMinor: number | null) =>
      ledger.submit('pricing.saveSettings', EVERYTHING, {
        idempotencyKey: key(),
        bounds: [{ roomTypeId: type('DBL'), floorMinor, ceilingMinor, extraBeds: 0 }],
      })
    await bounds(null, 14_500)
    const found = recommended(TODAY, day(60), { maxStepPercent: 100 })
    expect(Math.max(...found.rows.map((row) => row.recommendedMinor))).toBe(14_500)
    await bounds(null, null)
  })

  test('add what an event has done to prices, by its own dates', async () => {
    const { id } = await ledger.submit('seasons.apply', EVERYTHING, {
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
    await ledger.submit('seasons.apply', EVERYTHING, {
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
    await bring([stay(day(12 - 364), 30)])
    // One more on one of 16 nights.
    expect(expectedFor(12)).toBe(5.06)
  })

  test.each([
    ['more than 120 days', () => recommended(TODAY, day(121)), 'RangeTooLong'],
    ['an empty range', () => recommended(TODAY, TODAY), 'InvalidInput'],
    [
      'an unknown plan',
      () =>
        ledger.queries.recommendations({
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
  ledger.queries.backTest({ from, to, ...SETTINGS, ...more })

const explained = (offset: number, more: { roomTypeId?: string; maxStepPercent?: number } = {}) =>
  ledger.queries.explainRecommendation({ roomTypeId: type('DBL'), date: day(offset), ...SETTINGS, ...more })

describe('one night explained', () => {
  test('is the one of the list, as the sum of its steps', () => {
    for (const row of recommended(TODAY, day(40)).rows) {
      const found = explained(dayNumber(row.date) - dayNumber(TODAY))
      expect(found).toMatchObject({
        recommendedMinor: row.recommendedMinor,
        currentMinor: row.currentMinor,
        roomsLeft: row.roomsLeft,
        daysOut: row.daysOut,
      })
      expect(found.steps.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)).toBe(row.recommendedMinor)
      expect(found.steps).toContainEqual(row.mainStep)
    }
  })

  test('has the booking curve of the night until today, and of the nights compared until the end', async () => {
    await bring([stay(day(20), 50), stay(day(20), 50), stay(day(20), 25)])
    const { curve } = explained(20)
    const at = (daysOut: number) => curve.find((point) => point.daysOut === daysOut)
    expect(curve.map(({ daysOut }) => daysOut)).toEqual(Array.from({ length: 91 }, (_, index) => 90 - index))
    expect([90, 50, 26, 25, 20].map((daysOut) => at(daysOut)?.sold)).toEqual([0, 2, 2, 3, 3])
    expect(at(19)?.sold).toBeNull()
    // Two of 50 days, one that is cancelled after; one more each of 40, 20 and 5 days.
    expect([41, 40, 20, 11, 10].map((daysOut) => at(daysOut)?.usual.mid)).toEqual([3, 4, 5, 5, 4])
    expect(at(0)?.usual).toEqual({ low: 5, mid: 5, high: 5 })
  })

  test('offers five prices around the recommended one, and sells no more than is left', () => {
    const { options, recommendedMinor, currentMinor, roomsLeft } = explained(20)
    expect(options).toHaveLength(5)
    const prices = options.map(({ priceMinor }) => priceMinor)
    expect(prices).toEqual(expect.arrayContaining([recommendedMinor, currentMinor]))
    expect(prices).toEqual(prices.toSorted((one, other) => one - other))
    expect(options.every(({ sells }) => sells <= roomsLeft)).toBe(true)
    const sells = options.map((option) => option.sells)
    expect(sells).toEqual(sells.toSorted((one, other) => other - one))
  })

  test('of a type with too little behind it has no steps', () => {
    expect(explained(20, { roomTypeId: type('NEW') })).toMatchObject({
      recommendedMinor: null,
      steps: [],
      curve: [],
      currentMinor: 9_000,
    })
  })

  test.each([
    ['a night that is over', () => explained(-1), 'InvalidInput'],
    ['a night beyond the horizon', () => explained(2_000), 'DateBeyondHorizon'],
    [
      'an unknown room type',
      () => explained(1, { roomTypeId: '00000000-0000-4000-8000-000000000000' }),
      'UnknownRoomType',
    ],
  ])('refuses %s', (_what, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }))
  })
})

test('a plan that follows another one has no price of its own to recommend', async () => {
  const { ratePlanId } = await ledger.submit('plans.save', EVERYTHING, {
    idempotencyKey: key(),
    code: 'NRF',
    name: 'Not refundable',
    parent: {
      ratePlanId: plan('FLEX'),
      derivation: derivationSchema.parse({ percent: -10, roundToMinor: 100, rounding: 'nearest' }),
    },
    terms: planTermsSchema.parse({}),
    cancellationPolicyId: null,
    soldAtDesk: true,
    notOnChannelIds: [],
  })
  const range = { from: day(-5), to: TODAY, ...SETTINGS, ratePlanId }
  for (const ask of [ledger.queries.recommendations, ledger.queries.backTest])
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
    const dear = (date: IsoDate) => stay(date, 25, { nightlyAmounts: [90_000] })
    await bring(Array.from({ length: 116 }, (_, index) => dear(day(-29 + Math.floor(index / 4)))))
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
  const past = createPastNights(ledger.store, createInventory(ledger.store))
  const steps = past.explain({ from: day(-760), to: TODAY })
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
