/** Which promotions hold for a stay, and what they make of its nights. Pure. */
import { daysBetween, type IsoDate, weekday } from '../dates.ts'
import type { Extra, PromotionBreach, PromotionTerms } from './promotion.ts'

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

/** The first condition that a stay does not meet, with what it asks for; null: the promotion holds. */
export function breachOf(
  { code, terms: { conditions } }: Pick<Promotion, 'code' | 'terms'>,
  stay: PromotedStay,
): PromotionBreach | null {
  const { bookedFrom, bookedTo, stayFrom, stayTo, arrivalWeekdays } = conditions
  const { minNights, minAdvanceDays, maxAdvanceDays, ratePlanIds, roomTypeIds } = conditions
  if (code !== null && code !== stay.code) return { condition: 'code' }
  if (!isIn(stay.bookedOn, bookedFrom, bookedTo)) {
    return { condition: 'booked', from: bookedFrom, to: bookedTo }
  }
  if ((stayFrom !== null && stay.arrival < stayFrom) || (stayTo !== null && stay.departure > stayTo)) {
    return { condition: 'stay', from: stayFrom, to: stayTo }
  }
  if (arrivalWeekdays !== null && !arrivalWeekdays.includes(weekday(stay.arrival))) {
    return { condition: 'arrivalWeekday', weekdays: arrivalWeekdays }
  }
  if (minNights !== null && daysBetween(stay.arrival, stay.departure) < minNights) {
    return { condition: 'minNights', nights: minNights }
  }
  // Counting days takes longer than all the rest: most promotions ask for none.
  if (minAdvanceDays !== null || maxAdvanceDays !== null) {
    const advance = daysBetween(stay.bookedOn, stay.arrival)
    if (minAdvanceDays !== null && advance < minAdvanceDays) {
      return { condition: 'minAdvance', days: minAdvanceDays }
    }
    if (maxAdvanceDays !== null && advance > maxAdvanceDays) {
      return { condition: 'maxAdvance', days: maxAdvanceDays }
    }
  }
  if (ratePlanIds !== null && !ratePlanIds.includes(stay.ratePlanId)) return { condition: 'ratePlan' }
  if (roomTypeIds !== null && !roomTypeIds.includes(stay.roomTypeId)) return { condition: 'roomType' }
  return null
}

/** Whether every condition that is given is met. */
export const holdsFor = (promotion: Promotion, stay: PromotedStay): boolean =>
  breachOf(promotion, stay) === null

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
