/** What else of a stay is typed into its change: the type and plan that are sold, the party, agreed prices. Pure. */
import { type IsoDate, laterOf, nightsOf } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import { readAmount } from '../../shared/typed-amount.ts'

export interface ChangeTerms {
  readonly roomTypeId: string
  readonly ratePlanId: string | null
  readonly adults: string
  /** As typed: `4, 9`. */
  readonly ages: string
}

interface SoldTerms {
  readonly roomTypeId: string
  readonly ratePlanId: string | null
  readonly adults: number
  readonly childrenAges: readonly number[]
}

export function termsOf(stay: SoldTerms): ChangeTerms {
  return {
    roomTypeId: stay.roomTypeId,
    ratePlanId: stay.ratePlanId,
    adults: String(stay.adults),
    ages: stay.childrenAges.join(', '),
  }
}

const MOST_ADULTS = 30
const MOST_CHILDREN = 20
const OLDEST_CHILD = 17

export function readAdults(text: string): number | undefined {
  const adults = /^\d{1,2}$/.test(text.trim()) ? Number(text) : 0
  return adults >= 1 && adults <= MOST_ADULTS ? adults : undefined
}

/** `4, 9`, `4 9` or nothing; undefined for what is no list of ages from 0 to 17. */
export function readAges(text: string): number[] | undefined {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '')
  const ages = parts.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : OLDEST_CHILD + 1))
  return ages.length <= MOST_CHILDREN && ages.every((age) => age <= OLDEST_CHILD) ? ages : undefined
}

export interface TermsChange {
  readonly roomTypeId?: string
  readonly ratePlanId?: string
  readonly adults?: number
  readonly childrenAges?: number[]
}

/** The fields that differ from what is sold; undefined while one of them is not valid. */
export function changedTerms(terms: ChangeTerms, sold: SoldTerms): TermsChange | undefined {
  const [adults, childrenAges] = [readAdults(terms.adults), readAges(terms.ages)]
  if (adults === undefined || childrenAges === undefined) return undefined
  const isSameAges = childrenAges.join() === sold.childrenAges.join()
  return {
    ...(terms.roomTypeId === sold.roomTypeId ? {} : { roomTypeId: terms.roomTypeId }),
    ...(terms.ratePlanId === null || terms.ratePlanId === sold.ratePlanId
      ? {}
      : { ratePlanId: terms.ratePlanId }),
    ...(adults === sold.adults ? {} : { adults }),
    ...(isSameAges ? {} : { childrenAges }),
  }
}

interface NightPrice {
  readonly date: IsoDate
  readonly amountMinor: number
}

export interface AgreedNight {
  readonly date: IsoDate
  /** As typed, or the price that it has so far. */
  readonly text: string
  /** Undefined while what is typed is no amount. */
  readonly amountMinor: number | undefined
}

/** A line for every night still to come, with what was typed for it or else the price that it would have. */
export function agreedNights(
  stay: { readonly arrival: IsoDate; readonly departure: IsoDate },
  businessDate: IsoDate,
  prices: readonly NightPrice[],
  typed: ReadonlyMap<IsoDate, string>,
  currency: string,
): AgreedNight[] {
  const known = new Map(prices.map(({ date, amountMinor }) => [date, amountMinor]))
  return nightsOf({ from: laterOf(stay.arrival, businessDate), to: stay.departure }).map((date) => {
    const minor = known.get(date)
    const text = typed.get(date) ?? (minor === undefined ? '' : toDecimal(minor, currency))
    return { date, text, amountMinor: text === '' ? undefined : readAmount(text, currency) }
  })
}

/** With the nights that have been slept; undefined while an amount is missing. */
export function agreedTotal(
  nights: readonly AgreedNight[],
  before: readonly NightPrice[],
  businessDate: IsoDate,
): number | undefined {
  let total = before
    .filter(({ date }) => date < businessDate)
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  for (const { amountMinor } of nights) {
    if (amountMinor === undefined) return undefined
    total += amountMinor
  }
  return total
}
