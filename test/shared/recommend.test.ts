/** Recommended prices: what they add up from, what limits them, and what moves them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type IsoDate, weekday } from '../../shared/dates.ts'
import { comparableNights } from '../../shared/rates/recommend/comparable.ts'
import { elasticityOf, priceOptions } from '../../shared/rates/recommend/elasticity.ts'
import { type PastNight, pastNight } from '../../shared/rates/recommend/past-night.ts'
import {
  type EventOnNight,
  mainStepOf,
  type OpenNight,
  type Recommendation,
  type RecommendationInput,
  recommend,
} from '../../shared/rates/recommend/recommend.ts'
import { median, quantile, slopeOf } from '../../shared/rates/recommend/statistics.ts'
import { booking, day, madeUpHistory, ROOMS, RULES, rulesOf, seeds, TODAY } from './recommend-fixture.ts'

const histories = seeds.map((seed) => madeUpHistory(seed, day(-760), TODAY))

const nights = fc
  .record({ daysOut: fc.integer({ min: 0, max: 120 }), sold: fc.integer({ min: 0, max: ROOMS }) })
  .chain(({ daysOut, sold }) =>
    fc.record({
      currentMinor: fc.integer({ min: 0, max: 30_000 }),
      date: fc.constant(day(daysOut)),
      daysOut: fc.constant(daysOut),
      rooms: fc.constant(ROOMS),
      sold: fc.constant(sold),
      roomsLeft: fc.integer({ min: 0, max: ROOMS - sold }),
    }),
  )

const events = fc.array(
  fc
    .record({
      from: fc.integer({ min: -400, max: 120 }),
      length: fc.integer({ min: 1, max: 10 }),
      change: fc.option(
        fc.oneof(
          fc.record({ kind: fc.constant('percent' as const), percent: fc.integer({ min: -30, max: 60 }) }),
          fc.record({
            kind: fc.constant('amount' as const),
            amountMinor: fc.integer({ min: -3_000, max: 6_000 }),
          }),
        ),
      ),
    })
    .map(
      ({ from, length, change }): EventOnNight => ({
        name: 'Fair',
        change,
        isOn: (date) => date >= day(from) && date < day(from + length),
      }),
    ),
  { maxLength: 3 },
)

const inputs = fc.record({
  night: nights,
  history: histories,
  knownBefore: fc.constant(TODAY),
  events,
  rules: rulesOf,
})

const RUNS = { numRuns: 60 }

function priced(input: RecommendationInput): Extract<Recommendation, { kind: 'price' }> {
  const found = recommend(input)
  if (found.kind !== 'price') throw new Error('too little history')
  return found
}

const sumOf = ({ steps }: Extract<Recommendation, { kind: 'price' }>) =>
  steps.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)

describe('any recommendation', () => {
  test('is exactly what its steps add up to', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const found = recommend(input)
        if (found.kind !== 'price') return
        expect(sumOf(found)).toBe(found.recommendedMinor)
        expect(Number.isSafeInteger(found.recommendedMinor)).toBe(true)
      }),
      RUNS,
    )
  })

  test('lies within floor and ceiling, and within the step from a price that is within them itself', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const found = recommend(input)
        if (found.kind !== 'price') return
        const { floorMinor, ceilingMinor, maxStepPercent } = input.rules
        const { currentMinor } = input.night
        const price = found.recommendedMinor
        expect(price).toBeGreaterThanOrEqual(floorMinor ?? 0)
        expect(price).toBeLessThanOrEqual(ceilingMinor ?? Number.POSITIVE_INFINITY)
        if (currentMinor < (floorMinor ?? 0) || currentMinor > (ceilingMinor ?? Infinity)) return
        expect(Math.abs(price - currentMinor) * 100).toBeLessThanOrEqual(currentMinor * maxStepPercent)
      }),
      RUNS,
    )
  })

  test('is a multiple of the rounding wherever one lies within its limits', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const found = recommend(input)
        if (found.kind !== 'price') return
        const { floorMinor, ceilingMinor, maxStepPercent, roundToMinor } = input.rules
        const { currentMinor } = input.night
        const floor = floorMinor ?? 0
        const ceiling = ceilingMinor ?? Infinity
        const within = (value: number) => Math.min(Math.max(value, floor), ceiling)
        const low = within(Math.ceil((currentMinor * (100 - maxStepPercent)) / 100))
        const high = within(Math.floor((currentMinor * (100 + maxStepPercent)) / 100))
        const first = Math.ceil(low / roundToMinor) * roundToMinor
        if (first <= high) expect(found.recommendedMinor % roundToMinor).toBe(0)
      }),
      RUNS,
    )
  })

  test('never falls because more is sold, all else equal', () => {
    fc.assert(
      fc.property(inputs, ({ night, ...input }) => {
        const at = (sold: number, roomsLeft: number) =>
          recommend({ ...input, night: { ...night, sold, roomsLeft } })
        const prices = Array.from({ length: night.roomsLeft + 1 }, (_, more) =>
          at(night.sold + more, night.roomsLeft - more),
        ).map((found) => (found.kind === 'price' ? found.recommendedMinor : 0))
        expect(prices).toEqual(prices.toSorted((one, other) => one - other))
      }),
      RUNS,
    )
  })

  test('looks at no night from the day on that is not over', () => {
    fc.assert(
      fc.property(inputs, seeds, ({ history, ...input }, other) => {
        const changed = new Map([...history, ...madeUpHistory(other, TODAY, day(130))])
        expect(recommend({ ...input, history: changed })).toEqual(recommend({ ...input, history }))
      }),
      RUNS,
    )
  })
})

/** Every night of two years alike, but for what `change` says. */
function evenHistory(change: (date: IsoDate) => PastNight | undefined = () => undefined) {
  const history = new Map<IsoDate, PastNight>()
  for (let offset = -760; offset < 0; offset++) {
    const date = day(offset)
    const night =
      change(date) ?? pastNight(date, ROOMS, [booking({ rooms: 4 }), booking({ rooms: 2, bookedDaysOut: 5 })])
    history.set(date, night)
  }
  return history
}

const OPEN: OpenNight = {
  date: day(10),
  daysOut: 10,
  rooms: ROOMS,
  sold: 4,
  roomsLeft: 6,
  currentMinor: 10_000,
}
const ask = (change: Partial<RecommendationInput> = {}, night: Partial<OpenNight> = {}) =>
  priced({
    night: { ...OPEN, ...night },
    history: evenHistory(),
    knownBefore: TODAY,
    events: [],
    rules: { ...RULES, maxStepPercent: 100 },
    ...change,
  })
const stepOf = (found: ReturnType<typeof priced>, what: string) =>
  found.steps.find((step) => step.what === what)

describe('the steps', () => {
  test('start from the median that was paid on the same weekday at the same time of the years before', () => {
    const dear = (date: IsoDate) =>
      weekday(date) === weekday(OPEN.date)
        ? pastNight(date, ROOMS, [
            booking({ rooms: 4, chargedMinor: 60_000, listMinor: 60_000 }),
            booking({ rooms: 2, bookedDaysOut: 5, chargedMinor: 30_000, listMinor: 30_000 }),
          ])
        : undefined
    const found = ask({ history: evenHistory(dear) })
    expect(found.recommendedMinor).toBe(15_000)
    expect(stepOf(found, 'median')).toMatchObject({
      deltaMinor: 15_000,
      evidence: { sample: 'same_weekday', nights: 16, rooms: 96 },
    })
    expect(stepOf(found, 'weekday')).toBeUndefined()
  })

  test('say what is sold against the booking curve: 4 of 10 at 10 days is usual, 7 is 3 rooms ahead', () => {
    expect(stepOf(ask(), 'pace')).toMatchObject({ deltaMinor: 0, evidence: { sold: 4, expected: 4 } })
    // 3 of 10 rooms ahead, times 0.4: 12 percent.
    expect(stepOf(ask({}, { sold: 7, roomsLeft: 3 }), 'pace')).toMatchObject({
      deltaMinor: 1_200,
      evidence: { sold: 7, expected: 4, low: 4, high: 4, daysOut: 10 },
    })
    expect(stepOf(ask({}, { sold: 0, roomsLeft: 10 }), 'pace')).toMatchObject({ deltaMinor: -1_500 })
  })

  test('count a room that was cancelled as sold until then', () => {
    const cancelled = (date: IsoDate) =>
      pastNight(date, ROOMS, [booking({ rooms: 4 }), booking({ bookedDaysOut: 30, endedDaysOut: 8 })])
    const history = evenHistory(cancelled)
    expect(stepOf(ask({ history }), 'pace')).toMatchObject({ evidence: { expected: 5 } })
    const later = { date: day(8), daysOut: 8 }
    expect(stepOf(ask({ history }, later), 'pace')).toMatchObject({ evidence: { expected: 4 } })
  })

  test('raise the price when fewer rooms are left than are usually sold from then on', () => {
    // 2 are usually sold in the last ten days.
    expect(stepOf(ask({}, { roomsLeft: 2 }), 'capacity')).toMatchObject({
      deltaMinor: 0,
      evidence: { roomsLeft: 2, usualLeft: 6, usualFromHere: 2 },
    })
    expect(stepOf(ask({}, { roomsLeft: 0 }), 'capacity')).toMatchObject({ deltaMinor: 600 })
  })

  test('add what an event did before, else the change that was entered for it', () => {
    const isOn = (date: IsoDate) => [day(10), day(11), day(-354), day(-353), day(-352)].includes(date)
    const fair: EventOnNight = { name: 'Fair', change: { kind: 'percent', percent: 10 }, isOn }
    expect(stepOf(ask({ events: [fair] }), 'event')).toMatchObject({
      deltaMinor: 0,
      evidence: { name: 'Fair', percent: 0, pastNights: 3 },
    })
    const dear = (date: IsoDate) =>
      isOn(date) ? pastNight(date, ROOMS, [booking({ chargedMinor: 13_000, listMinor: 13_000 })]) : undefined
    const seen = ask({ events: [fair], history: evenHistory(dear) })
    expect(stepOf(seen, 'event')).toMatchObject({ deltaMinor: 3_000, evidence: { percent: 30 } })
    const first: EventOnNight = { ...fair, isOn: (date) => date === day(10) }
    expect(stepOf(ask({ events: [first] }), 'event')).toMatchObject({
      deltaMinor: 1_000,
      evidence: { percent: 10, pastNights: 0 },
    })
  })

  test('end with the largest step of a day, the bounds, and the rounding: 168 may become 184 at most', () => {
    const dear = () => pastNight(TODAY, ROOMS, [booking({ chargedMinor: 19_200, listMinor: 19_200 })])
    const found = ask(
      {
        history: evenHistory((date) => ({ ...dear(), date })),
        rules: { ...RULES, floorMinor: 9_500, ceilingMinor: 25_000 },
      },
      { sold: 1, currentMinor: 16_800 },
    )
    expect(found.recommendedMinor).toBe(18_400)
    expect(found.steps.slice(-3).map(({ what, deltaMinor }) => [what, deltaMinor])).toEqual([
      ['step', -720],
      ['bounds', 0],
      ['rounding', -80],
    ])
  })

  test('name the one that moves the price most', () => {
    const found = ask({}, { sold: 7, roomsLeft: 3 })
    expect(mainStepOf(found.steps)?.what).toBe('pace')
    expect(mainStepOf(ask().steps)).toBeNull()
  })
})

describe('the nights compared', () => {
  test('are other weekdays too where a hotel is young, and their weekday is reckoned with', () => {
    const history = new Map([...evenHistory()].filter(([date]) => date >= day(-30)))
    for (const [date, night] of history)
      if (weekday(date) === weekday(OPEN.date))
        history.set(
          date,
          pastNight(date, ROOMS, [booking({ rooms: night.sold, chargedMinor: 72_000, listMinor: 72_000 })]),
        )
    const found = ask({ history })
    expect(stepOf(found, 'median')).toMatchObject({ evidence: { sample: 'any_weekday' } })
    expect(stepOf(found, 'weekday')).toMatchObject({ evidence: { index: 1.2 }, deltaMinor: 2_000 })
  })

  test('are too few below eight', () => {
    const of = (count: number) => {
      const history = new Map([...evenHistory()].filter(([date]) => date >= day(-count)))
      return recommend({
        night: { ...OPEN, date: day(1), daysOut: 1 },
        history,
        knownBefore: TODAY,
        events: [],
        rules: RULES,
      }).kind
    }
    expect(of(7)).toBe('too_little_history')
    expect(of(8)).toBe('price')
  })

  test('are none of an event, as long as there are others', () => {
    const isEventNight = (date: IsoDate) => date === addDays(OPEN.date, -364)
    const query = { history: evenHistory(), date: OPEN.date, knownBefore: TODAY }
    const found = comparableNights({ ...query, isEventNight })
    expect(found?.isWithoutEvents).toBe(true)
    expect(found?.paid.map(({ date }) => date)).not.toContain(addDays(OPEN.date, -364))
    expect(comparableNights({ ...query, isEventNight: () => true })?.isWithoutEvents).toBe(false)
  })
})

describe('the statistics', () => {
  test('are those of a textbook', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.1)).toBe(2)
    const line = slopeOf([1, 2, 3, 4].map((x) => ({ x, y: 5 - 0.5 * x })))
    expect(line?.mid).toBeCloseTo(-0.5)
    expect(slopeOf([1, 1, 1].map((x, y) => ({ x, y })))).toBeUndefined()
  })

  test('know an elasticity only from twelve prices on, and find the one that the nights follow', () => {
    // One room more is sold from here on for each step down of the price, so that rooms * price stays.
    const nightsOf = (count: number) =>
      Array.from({ length: count }, (_, index) => {
        const rooms = index + 1
        const minor = 60_000
        return pastNight(day(-index - 1), 100, [
          booking({ rooms, bookedDaysOut: 2, listRooms: rooms, listMinor: minor, chargedMinor: minor }),
        ])
      })
    const found = (count: number) => ({
      ...ask().comparable,
      paid: nightsOf(count),
      all: nightsOf(count),
    })
    expect(elasticityOf(found(11), 10)).toBeNull()
    const own = elasticityOf(found(12), 10)
    expect(own?.mid).toBeCloseTo(-1)
    expect(own?.high).toBeCloseTo(-1)
  })

  test('never sell more rooms than are left, and fewer at a higher price', () => {
    const { comparable } = ask()
    const options = priceOptions(
      comparable,
      { daysOut: 10, rooms: ROOMS, roomsLeft: 2, currentMinor: 10_000 },
      [9_000, 10_000, 11_000],
    )
    expect(options.map(({ sells }) => sells)).toEqual([2, 2, 1.91])
    expect(options[1]?.revenue).toEqual({ low: 20_000, mid: 20_000, high: 20_000 })
  })

  test('reckon with quiet and busy nights: none and four asked for, two left, make one', () => {
    const all = Array.from({ length: 10 }, (_, index) =>
      pastNight(day(-index - 1), ROOMS, index % 2 === 0 ? [] : [booking({ rooms: 4, bookedDaysOut: 2 })]),
    )
    const [option] = priceOptions(
      { ...ask().comparable, all },
      { daysOut: 10, rooms: ROOMS, roomsLeft: 2, currentMinor: 10_000 },
      [10_000],
    )
    expect(option).toEqual({ priceMinor: 10_000, sells: 1, revenue: { low: 0, mid: 10_000, high: 20_000 } })
  })
})
