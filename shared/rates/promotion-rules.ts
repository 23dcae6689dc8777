/** Which promotions hold for a stay, and what they make of its nights. Pure. */
import { type DateRange, daysBetween, type IsoDate, weekday } from '../dates.ts'
import type { Extra, PromotionTerms } from './promotion.ts'

export interface Promotion {
  readonly id: string
  readonly name: string
  readonly kind: string
  /** Upper case; null: given to everybody. */
  readonly code: string | null
  readonly terms: PromotionTerms
}

export interface PromotedStay {
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly bookedOn: IsoDate
  readonly ratePlanId: string
  readonly roomTypeId: string
  /** What the guest named, in upper case. */
  readonly code: string | null
}

const isIn = (date: IsoDate, from: IsoDate | null, to: IsoDate | null): boolean =>
  (from === null || date >= from) && (to === null || date < to)

/** Whether every condition that is given is met. */
export function holdsFor({ code, terms: { conditions } }: Promotion, stay: PromotedStay): boolean {
  if (code !== null && code !== stay.code) return false
  const nights = daysBetween(stay.arrival, stay.departure)
  const advance = daysBetween(stay.bookedOn, stay.arrival)
  const range: DateRange = { from: stay.arrival, to: stay.departure }
  return (
    isIn(stay.bookedOn, conditions.bookedFrom, conditions.bookedTo) &&
    (conditions.stayFrom === null || range.from >= conditions.stayFrom) &&
    (conditions.stayTo === null || range.to <= conditions.stayTo) &&
    (conditions.arrivalWeekdays?.includes(weekday(stay.arrival)) ?? true) &&
    nights >= (conditions.minNights ?? 0) &&
    advance >= (conditions.minAdvanceDays ?? 0) &&
    advance <= (conditions.maxAdvanceDays ?? Number.POSITIVE_INFINITY) &&
    (conditions.ratePlanIds?.includes(stay.ratePlanId) ?? true) &&
    (conditions.roomTypeIds?.includes(stay.roomTypeId) ?? true)
  )
}

/** What one promotion takes off each night, minor units, 0 or more; never more than the night costs. */
export function takenOff(amounts: readonly number[], { terms: { benefit } }: Promotion): number[] {
  switch (benefit.kind) {
    case 'percent':
      return amounts.map((amount) => Math.floor((amount * benefit.percent) / 100 + 0.5))
    case 'amount_a_night':
      return amounts.map((amount) => Math.min(amount, benefit.amountMinor))
    case 'amount_a_stay':
      return spread(amounts, benefit.amountMinor)
    case 'free_night':
      return freeNights(amounts, benefit.everyNights)
    case 'none':
      return amounts.map(() => 0)
  }
}

/** An amount taken off night after night, from the first one on, until it is used up. */
function spread(amounts: readonly number[], amountMinor: number): number[] {
  let left = amountMinor
  return amounts.map((amount) => {
    const off = Math.min(left, amount)
    left -= off
    return off
  })
}

/** The cheapest of each group of so many nights costs nothing; of two alike the later one. */
function freeNights(amounts: readonly number[], every: number): number[] {
  const off = amounts.map(() => 0)
  for (let first = 0; first + every <= amounts.length; first += every) {
    const group = amounts.slice(first, first + every)
    const cheapest = Math.min(...group)
    off[first + group.lastIndexOf(cheapest)] = cheapest
  }
  return off
}

export interface Given {
  readonly promotion: Promotion
  /** By night, minor units, 0 or more. */
  readonly off: readonly number[]
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/**
 * What the guest is given of all that hold: everything that combines, one after the other in the order of their ids, each on what
 * the ones before left; or the one that takes off most alone, whichever is cheaper. A package that was named is never left out
 * for something cheaper: it is more than a price.
 */
export function bestPromotions(amounts: readonly number[], holding: readonly Promotion[]): Given[] {
  const ordered = holding.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const chosen = ordered.find(({ terms }) => terms.extras.length > 0)
  if (chosen !== undefined && !chosen.terms.combines) return apply(amounts, [chosen])
  const together = apply(
    amounts,
    ordered.filter(({ terms }) => terms.combines),
  )
  if (chosen !== undefined) return together
  const [best] = ordered
    .filter(({ terms }) => !terms.combines)
    .map((promotion) => apply(amounts, [promotion]))
    .toSorted((one, other) => totalOff(other) - totalOff(one))
  return best !== undefined && totalOff(best) > totalOff(together) ? best : together
}

function apply(amounts: readonly number[], promotions: readonly Promotion[]): Given[] {
  let left = [...amounts]
  return promotions.map((promotion) => {
    const off = takenOff(left, promotion)
    left = left.map((amount, index) => amount - (off[index] ?? 0))
    return { promotion, off }
  })
}

const totalOff = (given: readonly Given[]): number => given.reduce((total, { off }) => total + sum(off), 0)

/** What an extra adds to each night: once for the stay and for each person on the first one. Minor units. */
export function extraAmount(extra: Extra, nightIndex: number, guests: number): number {
  switch (extra.per) {
    case 'stay':
      return nightIndex === 0 ? extra.amountMinor : 0
    case 'night':
      return extra.amountMinor
    case 'person':
      return nightIndex === 0 ? extra.amountMinor * guests : 0
    case 'person_night':
      return extra.amountMinor * guests
  }
}
