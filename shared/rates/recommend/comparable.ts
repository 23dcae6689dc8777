/**
 * Which nights of the past a night is compared with: the same weekday, three weeks around the same time of each year; with
 * too few of them any weekday, then six weeks. Nights of an event are left out, so that the event can be added. Pure.
 */
import { addDays, type IsoDate } from '../../dates.ts'
import type { PastNight, PastNights } from './past-night.ts'
import { clamp, median } from './statistics.ts'

export const FEWEST_NIGHTS = 8
/** Years that are looked back, each a year of whole weeks so that weekdays stay. */
const YEARS_BACK = 2
const YEAR_OF_WEEKS = 364
const NEAR_DAYS = 21
const WIDE_DAYS = 42
/** The farthest night back from a night that may be compared with it. */
export const MOST_DAYS_BACK = YEARS_BACK * YEAR_OF_WEEKS + WIDE_DAYS
/** An index of fewer nights says nothing. */
const FEWEST_FOR_INDEX = 4

export interface Comparable {
  readonly sample: 'same_weekday' | 'any_weekday' | 'wider_season'
  /** On which the reference plan was paid. */
  readonly paid: readonly PastNight[]
  /** These and those on which nobody paid it: how rooms sold. */
  readonly all: readonly PastNight[]
  readonly medianMinor: number
  /** 1 where the sample is not widened. */
  readonly weekday: Index
  readonly season: Index
  /** False where there are too few nights without an event: then those with one are among them. */
  readonly isWithoutEvents: boolean
}
export interface Index {
  readonly index: number
  readonly nights: number
}

export interface ComparableQuery {
  readonly history: PastNights
  readonly date: IsoDate
  /** Only nights before this day are known. */
  readonly knownBefore: IsoDate
  readonly isEventNight: (date: IsoDate) => boolean
}

/** Undefined: too little history. */
export function comparableNights(query: ComparableQuery): Comparable | undefined {
  return comparable(query, true) ?? comparable(query, false)
}

function comparable(query: ComparableQuery, isWithoutEvents: boolean): Comparable | undefined {
  const around = (reach: number, step: number) =>
    nightsAround(query, reach, step).filter(({ date }) => !isWithoutEvents || !query.isEventNight(date))
  const none = { index: 1, nights: 0 }
  const same = sampleOf(around(NEAR_DAYS, 7))
  if (same.paid.length >= FEWEST_NIGHTS)
    return { sample: 'same_weekday', ...same, weekday: none, season: none, isWithoutEvents }
  const near = sampleOf(around(NEAR_DAYS, 1))
  const wide = sampleOf(around(WIDE_DAYS, 1))
  const weekday = indexOf(sampleOf(around(WIDE_DAYS, 7)), wide)
  if (near.paid.length >= FEWEST_NIGHTS)
    return { sample: 'any_weekday', ...near, weekday, season: none, isWithoutEvents }
  if (wide.paid.length < FEWEST_NIGHTS) return undefined
  return { sample: 'wider_season', ...wide, weekday, season: indexOf(near, wide), isWithoutEvents }
}

type Sample = Pick<Comparable, 'paid' | 'all' | 'medianMinor'>

function sampleOf(all: readonly PastNight[]): Sample {
  const paid = all.filter(({ paidMinor }) => paidMinor !== null)
  return { all, paid, medianMinor: median(paid.map(({ paidMinor }) => paidMinor ?? 0)) }
}

function indexOf(part: Sample, whole: Sample): Index {
  const nights = part.paid.length
  if (nights < FEWEST_FOR_INDEX || whole.medianMinor <= 0) return { index: 1, nights }
  return { index: clamp(part.medianMinor / whole.medianMinor, 0.6, 1.6), nights }
}

/** Known nights at the same time of this year and of the years before, `step` days apart. */
export function nightsAround(
  { history, date, knownBefore }: Omit<ComparableQuery, 'isEventNight'>,
  reach: number,
  step: number,
): PastNight[] {
  const found: PastNight[] = []
  for (let year = 0; year <= YEARS_BACK; year++) {
    for (let offset = -reach; offset <= reach; offset += step) {
      const at = addDays(date, offset - year * YEAR_OF_WEEKS)
      const night = at < knownBefore ? history.get(at) : undefined
      if (night !== undefined) found.push(night)
    }
  }
  return found
}
