/** The past replayed with recommended prices: nothing is known earlier than it was, and nothing is sold twice. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayNumber, fromDayNumber, type IsoDate, weekday } from '../../shared/dates.ts'
import { backTestTotals, replayedPrices, replayNight } from '../../shared/rates/recommend/back-test.ts'
import { type PastBooking, type PastNight, pastNight } from '../../shared/rates/recommend/past-night.ts'
import {
  booking,
  day,
  madeUpHistory,
  madeUpNight,
  ROOMS,
  RULES,
  rulesOf,
  seeds,
} from './recommend-fixture.ts'

const NIGHT = day(-60)
const RUNS = { numRuns: 40 }
const LOOKS = [30, 14, 7, 3]

const monday = (date: IsoDate) => addDays(date, 1 - weekday(date))

describe('any replay', () => {
  test('sets each price from what was known that day: later bookings and cancellations change nothing', () => {
    fc.assert(
      fc.property(seeds, seeds, rulesOf, fc.constantFrom(...LOOKS), (seed, other, rules, look) => {
        const known = addDays(NIGHT, -look)
        const history = madeUpHistory(seed, day(-900), day(0))
        const night = madeUpNight(seed, NIGHT)
        const after = madeUpNight(other, NIGHT)
        // The night itself as it stood that day, with other bookings and cancellations since then.
        const changed = pastNight(NIGHT, ROOMS, [
          ...night.bookings
            .filter(({ bookedDaysOut }) => bookedDaysOut >= look)
            .map(
              (each): PastBooking =>
                each.endedDaysOut === null
                  ? { ...each, endedDaysOut: look - 1 }
                  : each.endedDaysOut < look
                    ? { ...each, endedDaysOut: null }
                    : each,
            ),
          ...after.bookings.filter(({ bookedDaysOut }) => bookedDaysOut < look),
        ])
        const future = new Map([...history, ...madeUpHistory(other, known, day(0))])
        const until = (prices: ReturnType<typeof replayedPrices>) =>
          prices.filter(({ daysOut }) => daysOut >= look)
        expect(until(replayedPrices({ history: future, events: [], rules }, changed))).toEqual(
          until(replayedPrices({ history, events: [], rules }, night)),
        )
      }),
      RUNS,
    )
  })

  test('answers a range around its middle, within twice and half of what was charged and the rooms there were', () => {
    fc.assert(
      fc.property(seeds, rulesOf, (seed, rules) => {
        const history = madeUpHistory(seed, day(-900), NIGHT)
        const { chargedMinor, replayed, prices } = replayNight(
          { history, events: [], rules },
          madeUpNight(seed, NIGHT),
        )
        expect(prices.map(({ daysOut }) => daysOut)).toEqual(LOOKS)
        expect(replayed.low).toBeLessThanOrEqual(replayed.mid)
        expect(replayed.mid).toBeLessThanOrEqual(replayed.high)
        // The dearest room of the fixture costs 141.00.
        expect(replayed.high).toBeLessThanOrEqual(2 * ROOMS * 2 * 14_100)
        if (chargedMinor === 0) expect(replayed).toEqual({ low: 0, mid: 0, high: 0 })
      }),
      RUNS,
    )
  })

  test('with nothing before it is the past as it was', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const night = madeUpNight(seed, NIGHT)
        const { chargedMinor, replayed, prices } = replayNight(
          { history: new Map(), events: [], rules: RULES },
          night,
        )
        expect(prices).toEqual([])
        expect(replayed).toEqual({ low: chargedMinor, mid: chargedMinor, high: chargedMinor })
      }),
      RUNS,
    )
  })
})

/** All nights before cost 150.00; this one was sold at 100.00. */
function replayed(bookings: readonly PastBooking[], maxStepPercent = 100) {
  const history = new Map<IsoDate, PastNight>()
  for (let offset = -900; offset < -60; offset++)
    history.set(
      day(offset),
      pastNight(day(offset), ROOMS, [
        booking({ rooms: 4, bookedDaysOut: 40, chargedMinor: 60_000, listMinor: 60_000 }),
      ]),
    )
  return replayNight(
    { history, events: [], rules: { ...RULES, maxStepPercent } },
    pastNight(NIGHT, ROOMS, bookings),
  )
}

describe('a replayed night', () => {
  const early = booking({ rooms: 4, bookedDaysOut: 40 })

  test('leaves what was booked before the first look as it was', () => {
    expect(replayed([early])).toMatchObject({
      chargedMinor: 40_000,
      replayed: { low: 40_000, mid: 40_000, high: 40_000 },
    })
  })

  test('charges the recommended price for what was booked after it, and loses rooms to it', () => {
    const found = replayed([early, booking({ rooms: 2, bookedDaysOut: 10 })])
    expect(found.prices[0]).toMatchObject({ daysOut: 30, recommendedMinor: 15_000 })
    // At 14 days out 150.00 as well: 2 rooms at one and a half times the price, 1.5 ** -0.5 of them.
    expect(found.prices[1]).toMatchObject({ daysOut: 14, recommendedMinor: 15_000 })
    expect(found.replayed.mid).toBe(40_000 + Math.round(30_000 * 1.5 ** -0.5))
    expect(found.replayed).toMatchObject({
      low: 40_000 + 20_000,
      high: 40_000 + Math.round(30_000 * 1.5 ** -0.2),
    })
  })

  test('moves as far as steps of the days between two looks allow', () => {
    const found = replayed([early, booking({ rooms: 2, bookedDaysOut: 10 })], 1)
    expect(found.prices.map(({ recommendedMinor }) => recommendedMinor)).toEqual([
      11_600, 13_400, 14_300, 14_800,
    ])
  })

  test('sells at a lower price no more rooms than were empty', () => {
    const dear = (rooms: number) =>
      booking({ rooms, bookedDaysOut: 10, chargedMinor: rooms * 60_000, listMinor: rooms * 60_000 })
    // Half of 600.00 at most, and 4 rooms times 2 ** 0.5 would be 5.66 rooms, where there are 10.
    expect(replayed([dear(4)]).replayed.mid).toBe(Math.round(4 * 2 ** 0.5 * 30_000))
    expect(replayed([dear(10)]).replayed.mid).toBe(300_000)
  })
})

test('the totals add up nights by week', () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const history = madeUpHistory(seed, day(-900), day(0))
      const nights = Array.from({ length: 20 }, (_, index) =>
        replayNight({ history, events: [], rules: RULES }, madeUpNight(seed, addDays(NIGHT, index))),
      )
      const totals = backTestTotals(nights, monday)
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
      expect(totals.chargedMinor).toBe(sum(nights.map(({ chargedMinor }) => chargedMinor)))
      expect(totals.replayed.mid).toBe(sum(totals.weeks.map(({ replayedMinor }) => replayedMinor)))
      expect(totals.chargedMinor).toBe(sum(totals.weeks.map(({ chargedMinor }) => chargedMinor)))
      expect(totals.weeks.map(({ from }) => from)).toEqual(
        [0, 7, 14, 21]
          .map((days) => fromDayNumber(dayNumber(monday(NIGHT)) + days))
          .slice(0, totals.weeks.length),
      )
    }),
    { numRuns: 10 },
  )
})
