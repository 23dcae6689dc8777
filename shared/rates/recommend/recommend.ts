/**
 * What a night of a room type should cost, from what guests paid and when they booked on nights like it. It is a chain of
 * small steps, each with its evidence; what they add makes the recommendation, to the minor unit. Pure.
 */
import type { IsoDate } from '../../dates.ts'
import { rounded } from '../moves.ts'
import type { PriceMove, Rounding } from '../price-set.ts'
import { type Comparable, comparableNights } from './comparable.ts'
import { eventPercent } from './event-past.ts'
import type { PastNights } from './past-night.ts'
import { soldAt } from './past-night.ts'
import { clamp, hundredths, mean, median, quantile } from './statistics.ts'
import type { RecommendationStep } from './step.ts'

export interface OpenNight {
  readonly date: IsoDate
  /** Days from the day of the recommendation to the night. */
  readonly daysOut: number
  /** That can be sold at all. */
  readonly rooms: number
  readonly sold: number
  /** Not sold, and not kept for anybody. */
  readonly roomsLeft: number
  /** Null: no price yet, so that no step limits it. */
  readonly currentMinor: number | null
  /** What the step is counted from, where that is not the current price: what stood when the day began. */
  readonly stepFromMinor?: number | null
}

export interface EventOnNight {
  readonly name: string
  readonly change: PriceMove | null
  readonly isOn: (date: IsoDate) => boolean
}

export interface RecommendationRules extends Rounding {
  /** Of the current price, up or down. */
  readonly maxStepPercent: number
  readonly floorMinor: number | null
  readonly ceilingMinor: number | null
}

export interface RecommendationInput {
  readonly night: OpenNight
  readonly history: PastNights
  /** Only nights before this day are looked at. */
  readonly knownBefore: IsoDate
  /** Every event; those that are on that night are added. */
  readonly events: readonly EventOnNight[]
  readonly rules: RecommendationRules
}

export type Recommendation =
  | {
      readonly kind: 'price'
      readonly recommendedMinor: number
      readonly steps: readonly RecommendationStep[]
      readonly comparable: Comparable
    }
  | { readonly kind: 'too_little_history' }

/** Of the price, for all rooms sold ahead of the usual; at most so much either way. */
const PACE_WEIGHT = 0.4
const MOST_PACE = 0.15
/** Of the price, for all rooms that are asked for beyond those left. It only raises: pace lowers. */
const CAPACITY_WEIGHT = 0.3
const MOST_CAPACITY = 0.1

export function recommend(input: RecommendationInput): Recommendation {
  const { night, history, knownBefore, events, rules } = input
  const isEventNight = (date: IsoDate) => events.some((event) => event.isOn(date))
  const found = comparableNights({ history, date: night.date, knownBefore, isEventNight })
  if (found === undefined) return { kind: 'too_little_history' }
  const chain = createChain()
  chain.add(medianStep(found), found.medianMinor)
  for (const what of ['season', 'weekday'] as const)
    if (found[what].nights > 0)
      chain.add(
        { what, evidence: { index: hundredths(found[what].index), nights: found[what].nights } },
        chain.price() * found[what].index,
      )
  addPace(chain, night, found)
  if (found.isWithoutEvents) addEvents(chain, input, events)
  addCapacity(chain, night, found)
  addLimits(chain, night.stepFromMinor ?? night.currentMinor, rules)
  return { kind: 'price', recommendedMinor: chain.price(), steps: chain.steps, comparable: found }
}

/** The step that moves the price most, after the one that it starts from and before it is limited and rounded. */
export function mainStepOf(steps: readonly RecommendationStep[]): RecommendationStep | null {
  return steps
    .filter(({ what }) => !['median', 'step', 'bounds', 'rounding'].includes(what))
    .reduce<RecommendationStep | null>(
      (most, step) => (Math.abs(step.deltaMinor) > Math.abs(most?.deltaMinor ?? 0) ? step : most),
      null,
    )
}

type WithoutDelta<S> = S extends RecommendationStep ? Omit<S, 'deltaMinor'> : never
type Chain = ReturnType<typeof createChain>

function createChain() {
  const steps: RecommendationStep[] = []
  let price = 0
  return {
    steps,
    price: () => price,
    /** Prices are whole minor units after every step, so that the steps add up exactly. */
    add(step: WithoutDelta<RecommendationStep>, next: number): void {
      const whole = Math.max(0, Math.round(next))
      steps.push({ ...step, deltaMinor: whole - price } as RecommendationStep)
      price = whole
    },
  }
}

function medianStep({ paid, sample }: Comparable): WithoutDelta<RecommendationStep> {
  const years = Map.groupBy(paid, ({ date }) => Number(date.slice(0, 4)))
  return {
    what: 'median',
    evidence: {
      nights: paid.length,
      rooms: paid.reduce((sum, { paidRooms }) => sum + paidRooms, 0),
      years: [...years]
        .map(([year, nights]) => ({
          year,
          medianMinor: Math.round(median(nights.map(({ paidMinor }) => paidMinor ?? 0))),
          nights: nights.length,
        }))
        .sort((one, other) => one.year - other.year),
      sample,
    },
  }
}

/** How nights of the past were sold, in rooms of a night that has `rooms` of them. */
function usualShares({ all }: Comparable, daysOut: number, rooms: number) {
  const sellable = all.filter((past) => past.rooms > 0)
  const inRooms = (of: (past: (typeof sellable)[number]) => number) =>
    sellable.map((past) => (of(past) / past.rooms) * rooms)
  return { sold: inRooms((past) => soldAt(past, daysOut)), final: inRooms(({ sold }) => sold) }
}

/** Rooms sold so many days before, on the nights compared: mean and the middle 80 %. */
export function usualSold(found: Comparable, daysOut: number, rooms: number) {
  const { sold } = usualShares(found, daysOut, rooms)
  return { low: quantile(sold, 0.1), mid: mean(sold), high: quantile(sold, 0.9) }
}

function addPace(chain: Chain, { daysOut, sold, rooms }: OpenNight, found: Comparable): void {
  const usual = usualSold(found, daysOut, rooms)
  const ahead = rooms === 0 ? 0 : (sold - usual.mid) / rooms
  chain.add(
    {
      what: 'pace',
      evidence: {
        daysOut,
        sold,
        expected: hundredths(usual.mid),
        low: hundredths(usual.low),
        high: hundredths(usual.high),
        nights: found.all.length,
      },
    },
    chain.price() * (1 + clamp(ahead * PACE_WEIGHT, -MOST_PACE, MOST_PACE)),
  )
}

function addEvents(chain: Chain, input: RecommendationInput, events: readonly EventOnNight[]): void {
  for (const { name, change, isOn } of events) {
    if (!isOn(input.night.date)) continue
    const before = chain.price()
    const seen = eventPercent({ ...input, isOn, events })
    const next =
      seen !== undefined
        ? before * (1 + seen.percent / 100)
        : change === null
          ? before
          : change.kind === 'percent'
            ? before * (1 + change.percent / 100)
            : before + change.amountMinor
    const percent = before === 0 ? 0 : (next / before - 1) * 100
    chain.add(
      {
        what: 'event',
        evidence: { name, percent: hundredths(percent), pastNights: seen?.nights ?? 0 },
      },
      next,
    )
  }
}

function addCapacity(chain: Chain, { daysOut, rooms, roomsLeft }: OpenNight, found: Comparable): void {
  const { sold, final } = usualShares(found, daysOut, rooms)
  const usualFromHere = Math.max(0, mean(final) - mean(sold))
  const short = rooms === 0 ? 0 : (usualFromHere - roomsLeft) / rooms
  chain.add(
    {
      what: 'capacity',
      evidence: {
        roomsLeft,
        usualLeft: hundredths(rooms - mean(sold)),
        usualFromHere: hundredths(usualFromHere),
      },
    },
    chain.price() * (1 + clamp(short * CAPACITY_WEIGHT, 0, MOST_CAPACITY)),
  )
}

/** The bounds are stronger than the step: a price beyond them is brought back at once. */
function addLimits(chain: Chain, currentMinor: number | null, rules: RecommendationRules): void {
  const { floorMinor, ceilingMinor, maxStepPercent, roundToMinor, rounding } = rules
  const floor = floorMinor ?? 0
  const ceiling = ceilingMinor ?? Number.MAX_SAFE_INTEGER
  let low = floor
  let high = ceiling
  if (currentMinor !== null) {
    const lowest = Math.max(0, Math.ceil((currentMinor * (100 - maxStepPercent)) / 100))
    const highest = Math.floor((currentMinor * (100 + maxStepPercent)) / 100)
    const limitMinor = clamp(chain.price(), lowest, highest)
    chain.add({ what: 'step', evidence: { currentMinor, percent: maxStepPercent, limitMinor } }, limitMinor)
    low = clamp(lowest, floor, ceiling)
    high = clamp(highest, floor, ceiling)
  }
  chain.add({ what: 'bounds', evidence: { floorMinor, ceilingMinor } }, clamp(chain.price(), low, high))
  chain.add(
    { what: 'rounding', evidence: { roundToMinor, rounding } },
    roundedWithin(chain.price(), rules, low, high),
  )
}

/** Rounded the other way where it would leave the limits; not at all where no multiple lies within them. */
function roundedWithin(minor: number, rounding: Rounding, low: number, high: number): number {
  const wanted = rounded(minor, rounding)
  const { roundToMinor } = rounding
  const found = [wanted, wanted - roundToMinor, wanted + roundToMinor].find(
    (each) => each >= low && each <= high,
  )
  return found ?? minor
}
