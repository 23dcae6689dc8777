/**
 * A past night replayed: which prices would have been recommended on the days before it, knowing only what was known then,
 * and what the guests who booked after each of them would have paid in all. Pure.
 *
 * What was booked before the first recommendation stays as it was. A later price is worth what it changes of the price that
 * was paid from then on, times the rooms that another price would have sold; rooms are never sold beyond those left empty.
 */
import { addDays, type IsoDate } from '../../dates.ts'
import { elasticityOf, usableElasticity } from './elasticity.ts'
import {
  isThere,
  listPriceOf,
  type PastBooking,
  type PastNight,
  type PastNights,
  soldAt,
} from './past-night.ts'
import { type EventOnNight, type RecommendationRules, recommend } from './recommend.ts'
import { clamp } from './statistics.ts'
import type { Range } from './step.ts'

/** Days before the night on which its price is looked at anew, and days since the time before. */
const LOOKS = [
  { daysOut: 30, since: 16 },
  { daysOut: 14, since: 16 },
  { daysOut: 7, since: 7 },
  { daysOut: 3, since: 4 },
] as const
/** A price is not taken for more than twice, or less than half, of what was charged. */
const MOST_RATIO = 2

export interface BackTestInput {
  /** Of one room type: the night itself, and those that it is compared with. */
  readonly history: PastNights
  readonly events: readonly EventOnNight[]
  readonly rules: RecommendationRules
}

export interface ReplayedPrice {
  readonly daysOut: number
  readonly recommendedMinor: number
  readonly elasticity: Range
}

export interface ReplayedNight {
  readonly date: IsoDate
  readonly chargedMinor: number
  readonly replayed: Range
  readonly prices: readonly ReplayedPrice[]
}

/** The prices of one night; none where there was too little history then. */
export function replayedPrices({ history, events, rules }: BackTestInput, night: PastNight): ReplayedPrice[] {
  const prices: ReplayedPrice[] = []
  let currentMinor: number | null = null
  for (const { daysOut, since } of LOOKS) {
    const known = night.bookings.filter((booking) => isThere(booking, daysOut))
    const charged = listPriceOf(known).minor
    currentMinor ??= charged === null ? null : Math.round(charged)
    const sold = soldAt(night, daysOut)
    const found = recommend({
      night: {
        date: night.date,
        daysOut,
        rooms: night.rooms,
        sold,
        roomsLeft: Math.max(0, night.rooms - sold),
        currentMinor,
      },
      history,
      knownBefore: addDays(night.date, -daysOut),
      events,
      // So many days of steps have gone by.
      rules: { ...rules, maxStepPercent: Math.min(100, rules.maxStepPercent * since) },
    })
    if (found.kind !== 'price') continue
    currentMinor = found.recommendedMinor
    prices.push({
      daysOut,
      recommendedMinor: found.recommendedMinor,
      elasticity: usableElasticity(elasticityOf(found.comparable, daysOut)),
    })
  }
  return prices
}

export function replayNight(input: BackTestInput, night: PastNight): ReplayedNight {
  const prices = replayedPrices(input, night)
  const stayed = night.bookings.filter(({ endedDaysOut }) => endedDaysOut === null)
  const earned = (of: (elasticity: Range) => number) => earnedWith(night, stayed, prices, of)
  const ends = [earned(({ low }) => low), earned(({ high }) => high)]
  const mid = earned(({ mid: middle }) => middle)
  return {
    date: night.date,
    chargedMinor: chargedIn(stayed),
    replayed: { low: Math.min(mid, ...ends), mid, high: Math.max(mid, ...ends) },
    prices,
  }
}

const chargedIn = (bookings: readonly PastBooking[]): number =>
  bookings.reduce((sum, { chargedMinor }) => sum + chargedMinor, 0)

function earnedWith(
  night: PastNight,
  stayed: readonly PastBooking[],
  prices: readonly ReplayedPrice[],
  elasticityOfLook: (elasticity: Range) => number,
): number {
  let empty = Math.max(0, night.rooms - night.sold)
  const first = prices[0]?.daysOut ?? 0
  let earned = chargedIn(stayed.filter(({ bookedDaysOut }) => bookedDaysOut >= first))
  for (const [index, { daysOut, recommendedMinor, elasticity }] of prices.entries()) {
    const until = prices[index + 1]?.daysOut ?? 0
    const booked = stayed.filter(({ bookedDaysOut }) => bookedDaysOut < daysOut && bookedDaysOut >= until)
    const listMinor = listPriceOf(booked).minor ?? listPriceOf(stayed).minor
    const charged = chargedIn(booked)
    if (listMinor === null || listMinor === 0) {
      earned += charged
      continue
    }
    const ratio = clamp(recommendedMinor / listMinor, 1 / MOST_RATIO, MOST_RATIO)
    const rooms = booked.reduce((sum, booking) => sum + booking.rooms, 0)
    const sold = Math.min(rooms * ratio ** elasticityOfLook(elasticity), rooms + empty)
    empty -= Math.max(0, sold - rooms)
    earned += rooms === 0 ? 0 : charged * ratio * (sold / rooms)
  }
  return Math.round(earned)
}

export interface BackTestWeek {
  /** Its Monday, or the first night of the window. */
  readonly from: IsoDate
  readonly chargedMinor: number
  readonly replayedMinor: number
}

/** Nights of every room type added up. Nights that could not be replayed count as they were. */
export function backTestTotals(
  nights: readonly ReplayedNight[],
  weekOf: (date: IsoDate) => IsoDate,
): { chargedMinor: number; replayed: Range; weeks: BackTestWeek[] } {
  const weeks = new Map<IsoDate, { chargedMinor: number; replayedMinor: number }>()
  const replayed = { low: 0, mid: 0, high: 0 }
  let charged = 0
  for (const night of nights) {
    const from = weekOf(night.date)
    const week = weeks.get(from) ?? { chargedMinor: 0, replayedMinor: 0 }
    weeks.set(from, {
      chargedMinor: week.chargedMinor + night.chargedMinor,
      replayedMinor: week.replayedMinor + night.replayed.mid,
    })
    charged += night.chargedMinor
    replayed.low += night.replayed.low
    replayed.mid += night.replayed.mid
    replayed.high += night.replayed.high
  }
  return {
    chargedMinor: charged,
    replayed,
    weeks: [...weeks]
      .map(([from, week]) => ({ from, ...week }))
      .sort((one, other) => (one.from < other.from ? -1 : 1)),
  }
}
