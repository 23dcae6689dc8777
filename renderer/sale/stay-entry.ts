/**
 * What was typed into the stay's fields: either it becomes the stay, or it stays in the field with a sentence of what
 * is wrong, and nothing is sold meanwhile. Pure.
 */
import { addDays, daysBetween, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { dayText } from '../formats.ts'
import { t } from '../text/text.ts'

export const STAY_FIELDS = ['arrival', 'nights', 'departure', 'adults', 'children'] as const
export type StayField = (typeof STAY_FIELDS)[number]

export interface SaleStay {
  /** Opened as a walk-in: the business date as arrival means "now", also when it rolls while the dialog is open. */
  readonly isWalkIn: boolean
  /** Null: now. */
  readonly arrival: IsoDate | null
  readonly nights: number
  readonly adults: number
  readonly children: number
  /** As typed, one a child; the contract wants an age for each, and nobody but the guest knows it. */
  readonly ages: readonly string[]
  /** By field, what was typed there and is not valid; the values above are the last valid ones. */
  readonly drafts: Readonly<Partial<Record<StayField, string>>>
}

/** The days between which the hotel sells: from the business date to before the horizon. */
export interface SaleDays {
  readonly businessDate: IsoDate
  readonly horizon: IsoDate
}

/** The most nights are those that the host offers at once. */
const COUNTS = {
  nights: { least: 1, most: 90 },
  adults: { least: 1, most: 30 },
  children: { least: 0, most: 20 },
} as const
const OLDEST_CHILD = 17
const MOST_NAME_LETTERS = 120

/** The first day of the stay. */
export function startOf(stay: SaleStay, businessDate: IsoDate): IsoDate {
  return stay.arrival ?? businessDate
}

export function endOf(stay: SaleStay, businessDate: IsoDate): IsoDate {
  return addDays(startOf(stay, businessDate), stay.nights)
}

export function agesOf(stay: SaleStay): number[] {
  return stay.ages.map(Number)
}

/** What is wrong with a child's age, or null; one that is missing is said once somebody has tried to sell. */
export function ageIssue(text: string, isNeeded: boolean): string | null {
  if (text.trim() === '') return isNeeded ? t('sale.age.needed') : null
  return isCount(text, 0, OLDEST_CHILD) ? null : t('sale.between', { least: 0, most: OLDEST_CHILD })
}

/** A sentence about what is wrong with `text` in this field, or null. */
export function stayIssue(stay: SaleStay, field: StayField, text: string, days: SaleDays): string | null {
  if (field === 'arrival') return arrivalIssue(text, days)
  if (field === 'departure') return departureIssue(text, startOf(stay, days.businessDate))
  const { least, most } = COUNTS[field]
  return isCount(text, least, most) ? null : t('sale.between', { least, most })
}

function arrivalIssue(text: string, { businessDate, horizon }: SaleDays): string | null {
  if (!isIsoDate(text)) return t('sale.giveDay')
  if (text < businessDate) return t('sale.orLater', { day: dayText(businessDate) })
  return text < horizon ? null : t('sale.onSaleUpTo', { day: dayText(addDays(horizon, -1)) })
}

function departureIssue(text: string, arrival: IsoDate): string | null {
  if (!isIsoDate(text)) return t('sale.giveDay')
  const nights = daysBetween(arrival, text)
  if (nights < 1) return t('sale.afterArrival', { day: dayText(arrival) })
  return nights > COUNTS.nights.most ? t('sale.mostNights', { count: COUNTS.nights.most }) : null
}

function isCount(text: string, least: number, most: number): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most
}

/** The stay after `text` stands in the field. A valid departure takes back a wrong number of nights, and vice versa. */
export function enterStay(stay: SaleStay, field: StayField, text: string, days: SaleDays): SaleStay {
  if (stayIssue(stay, field, text, days) !== null)
    return { ...stay, drafts: { ...stay.drafts, [field]: text } }
  switch (field) {
    case 'arrival': {
      const isNow = stay.isWalkIn && text === days.businessDate
      return { ...stay, arrival: isNow ? null : (text as IsoDate), drafts: without(stay.drafts, 'arrival') }
    }
    case 'nights':
      return { ...stay, nights: Number(text), drafts: without(stay.drafts, 'nights', 'departure') }
    case 'departure': {
      const nights = daysBetween(startOf(stay, days.businessDate), text as IsoDate)
      return { ...stay, nights, drafts: without(stay.drafts, 'nights', 'departure') }
    }
    case 'adults':
      return { ...stay, adults: Number(text), drafts: without(stay.drafts, 'adults') }
    case 'children': {
      const children = Number(text)
      const ages = Array.from({ length: children }, (_, index) => stay.ages[index] ?? '')
      return { ...stay, children, ages, drafts: without(stay.drafts, 'children') }
    }
  }
}

export function enterAge(stay: SaleStay, child: number, text: string): SaleStay {
  return { ...stay, ages: stay.ages.map((age, index) => (index === child ? text : age)) }
}

function without(drafts: SaleStay['drafts'], ...fields: StayField[]): SaleStay['drafts'] {
  return Object.fromEntries(Object.entries(drafts).filter(([field]) => !fields.includes(field as StayField)))
}

/** Whether a field of what is asked for holds something that is not valid. */
export function hasIssue(stay: SaleStay): boolean {
  return STAY_FIELDS.some((field) => stay.drafts[field] !== undefined)
}

/** Whether each child has an age. */
export function hasAges(stay: SaleStay): boolean {
  return stay.ages.every((age) => ageIssue(age, true) === null)
}

/** What is wrong with a name, or null; longer ones are refused, never cut. */
export function nameIssue(text: string, isNeeded: boolean): string | null {
  const letters = text.trim().length
  if (letters > MOST_NAME_LETTERS) return lengthText(letters, MOST_NAME_LETTERS)
  return isNeeded && letters === 0 ? t('sale.surname.needed') : null
}

/** What is wrong with the length of any other text, or null. */
export function lengthIssue(text: string, most: number): string | null {
  const letters = text.trim().length
  return letters > most ? lengthText(letters, most) : null
}

function lengthText(letters: number, most: number): string {
  return t('sale.tooLong', { most, letters })
}
