/** A year's seasons, events and rules once more for the year after it: which ones, and on which dates. Pure. */
import { addDays, type DateRange, type IsoDate } from '../dates.ts'
import { occurrence, occurrencesOf, type When } from './recurrence.ts'

/** Whether the copies keep day and month, or the weekdays (364 days later). */
export const COPY_KEEPS = ['dates', 'weekdays'] as const
export type CopyKeeps = (typeof COPY_KEEPS)[number]

interface Named extends When {
  readonly name: string
}

export interface YearCopy<L> {
  readonly copies: readonly { readonly layer: L; readonly to: DateRange }[]
  /** Repeats, so that the next year has it by itself. */
  readonly comingBack: readonly L[]
  /** The next year has one of that name on some of these nights: a second one would count twice. */
  readonly alreadyThere: readonly L[]
  /** 29 February alone, in a year without one. */
  readonly withoutDates: readonly L[]
}

/**
 * What a copy of `year` to the next one would make of layers of one kind. A layer belongs to the year of its first night, also
 * where it runs over New Year; one without dates holds in every year and is left out.
 */
export function yearCopy<L extends Named>(layers: readonly L[], year: number, keeps: CopyKeeps): YearCopy<L> {
  const copies: { layer: L; to: DateRange }[] = []
  const comingBack: L[] = []
  const alreadyThere: L[] = []
  const withoutDates: L[] = []
  for (const layer of layers) {
    const own = datesOf(layer)
    if (own === undefined) continue
    if (layer.repeats !== 'never') {
      if (own.from < `${year + 1}-01-01`) comingBack.push(layer)
      continue
    }
    if (!own.from.startsWith(`${year}-`) || isCopy(layer, layers, year)) continue
    const to = later(own, keeps)
    if (to === undefined) withoutDates.push(layer)
    else if (isThere(layer, layers, to)) alreadyThere.push(layer)
    else copies.push({ layer, to })
  }
  return { copies, comingBack, alreadyThere, withoutDates }
}

function datesOf({ from, to }: When): DateRange | undefined {
  return from === null || to === null ? undefined : { from, to }
}

function later(range: DateRange, keeps: CopyKeeps): DateRange | undefined {
  return occurrence(range, keeps === 'dates' ? 'same_dates' : 'same_weekdays', 1)
}

function isThere<L extends Named>(layer: L, layers: readonly L[], to: DateRange): boolean {
  return layers.some(
    (other) =>
      other !== layer &&
      other.name === layer.name &&
      // One without dates is of no year.
      other.from !== null &&
      occurrencesOf(other, to).length > 0,
  )
}

/** A copy by weekdays of 1 January lies on the last days of its own year: it is not copied once more. */
function isCopy<L extends Named>(layer: L, layers: readonly L[], year: number): boolean {
  return layers.some(({ name, from }) => {
    const isEarlier = name === layer.name && from !== null && from.startsWith(`${year}-`)
    return isEarlier && addDays(from as IsoDate, 364) === layer.from
  })
}
