/**
 * What was typed into the stay's fields: either it becomes the stay, or it stays in the field with a sentence of what
 * is wrong, and nothing is sold meanwhile. Pure.
 */
import { addDays, daysBetween, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { dayText } from '../formats.ts'

export const STAY_FIELDS = ['arrival', 'nights', 'departure', 'adults', 'children'] as const
export type StayField = (typeof STAY_FIELDS)[number]

export interface SaleStay {
  readonly isForLater: boolean
  readonly arrival: IsoDate
  readonly nights: number
  readonly adults: number
  readonly children: number
  /** By field, what was typed there and is not valid; the values above are the last valid ones. */
  readonly drafts: Readonly<Partial<Record<StayField, string>>>
}

/** The days between which the hotel sells: from the business date to before the horizon. */
export interface SaleDays {
  readonly businessDate: IsoDate
  readonly horizon: IsoDate
}

const COUNTS = {
  nights: { least: 1, most: 365 },
  adults: { least: 1, most: 30 },
  children: { least: 0, most: 20 },
} as const
/** The contract wants an age for each child; the desk asks for their number only, and a later screen for the ages. */
const ASSUMED_AGE = 8

const MOST_NAME_LETTERS = 120

/** The first day of the stay: a walk-in follows the business date, even when it rolls while the dialog is open. */
export function startOf(stay: SaleStay, businessDate: IsoDate): IsoDate {
  return stay.isForLater ? stay.arrival : businessDate
}

export function agesOf(stay: SaleStay): number[] {
  return Array.from({ length: stay.children }, () => ASSUMED_AGE)
}

/** A sentence about what is wrong with `text` in this field, or null. */
export function stayIssue(stay: SaleStay, field: StayField, text: string, days: SaleDays): string | null {
  if (field === 'arrival') return arrivalIssue(text, days)
  if (field === 'departure') return departureIssue(text, startOf(stay, days.businessDate))
  return countIssue(text, COUNTS[field])
}

function arrivalIssue(text: string, { businessDate, horizon }: SaleDays): string | null {
  if (!isIsoDate(text)) return 'Give a day'
  if (text < businessDate) return `${dayText(businessDate)} or later`
  return text < horizon ? null : `On sale up to ${dayText(addDays(horizon, -1))}`
}

function departureIssue(text: string, arrival: IsoDate): string | null {
  if (!isIsoDate(text)) return 'Give a day'
  const nights = daysBetween(arrival, text)
  if (nights < 1) return `After the arrival, ${dayText(arrival)}`
  return nights > COUNTS.nights.most ? `At most ${COUNTS.nights.most} nights` : null
}

function countIssue(text: string, { least, most }: { least: number; most: number }): string | null {
  const isCount = /^\d{1,4}$/.test(text.trim())
  return isCount && Number(text) >= least && Number(text) <= most ? null : `${least} to ${most}`
}

/** The stay after `text` stands in the field. A valid departure takes back a wrong number of nights, and vice versa. */
export function enterStay(stay: SaleStay, field: StayField, text: string, days: SaleDays): SaleStay {
  if (stayIssue(stay, field, text, days) !== null)
    return { ...stay, drafts: { ...stay.drafts, [field]: text } }
  switch (field) {
    case 'arrival':
      return { ...stay, arrival: text as IsoDate, drafts: without(stay.drafts, 'arrival') }
    case 'nights':
      return { ...stay, nights: Number(text), drafts: without(stay.drafts, 'nights', 'departure') }
    case 'departure': {
      const nights = daysBetween(startOf(stay, days.businessDate), text as IsoDate)
      return { ...stay, nights, drafts: without(stay.drafts, 'nights', 'departure') }
    }
    case 'adults':
    case 'children':
      return { ...stay, [field]: Number(text), drafts: without(stay.drafts, field) }
  }
}

function without(drafts: SaleStay['drafts'], ...fields: StayField[]): SaleStay['drafts'] {
  return Object.fromEntries(Object.entries(drafts).filter(([field]) => !fields.includes(field as StayField)))
}

/** A walk-in arrives today, whatever stood in the field of the arrival. */
export function chooseLater(stay: SaleStay, isForLater: boolean): SaleStay {
  return { ...stay, isForLater, drafts: without(stay.drafts, 'arrival') }
}

export function hasIssue(stay: SaleStay): boolean {
  return STAY_FIELDS.some((field) => stay.drafts[field] !== undefined)
}

/** What is wrong with a name, or null; longer ones are refused, never cut. */
export function nameIssue(text: string, isNeeded: boolean): string | null {
  const letters = text.trim().length
  if (letters > MOST_NAME_LETTERS) return `At most ${MOST_NAME_LETTERS} characters; this has ${letters}`
  return isNeeded && letters === 0 ? 'The surname is needed' : null
}
