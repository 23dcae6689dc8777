/** A promotion as it is typed, and its sentence. Pure. */
import type { StoredPromotion } from '../../shared/contract/promotions.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import type { PROMOTION_KINDS, PromotionTerms } from '../../shared/rates/promotion.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { listText } from '../formats.ts'
import { t } from '../text/text.ts'

export type PromotionKind = (typeof PROMOTION_KINDS)[number]

export type BenefitKind = PromotionTerms['benefit']['kind']
export const BENEFIT_KINDS = [
  'percent',
  'amount_a_night',
  'amount_a_stay',
  'free_night',
  'none',
] as const satisfies readonly BenefitKind[]

export interface PromotionEntry {
  readonly name: string
  readonly kind: PromotionKind
  readonly code: string
  readonly active: boolean
  readonly benefit: BenefitKind
  /** What is typed of it: percent, an amount, or of how many nights one is free; empty for none. */
  readonly size: string
  readonly minNights: string
  readonly minAdvance: string
  readonly maxAdvance: string
  readonly stayFrom: string
  /** The last night of the stay. */
  readonly stayLast: string
  /** Of a package: `Spa 40 a person`, one a line. */
  readonly extras: readonly ExtraEntry[]
  readonly combines: boolean
}

export interface ExtraEntry {
  readonly name: string
  readonly amount: string
  readonly per: 'stay' | 'night' | 'person' | 'person_night'
  /** Of an article of the hotel; null: in words. */
  readonly articleId: string | null
}

const MOST_NIGHTS = 365
const MOST_DAYS = 800

export const NEW_EXTRA: ExtraEntry = { name: '', amount: '', per: 'stay', articleId: null }

export const NEW_PROMOTION: PromotionEntry = {
  name: '',
  kind: 'early_bird',
  code: '',
  active: true,
  benefit: 'percent',
  size: '10',
  minNights: '',
  minAdvance: '30',
  maxAdvance: '',
  stayFrom: '',
  stayLast: '',
  extras: [],
  combines: false,
}

const text = (value: number | null) => (value === null ? '' : String(value))

export function entryOf(
  { name, kind, code, active, terms }: StoredPromotion,
  currency: string,
): PromotionEntry {
  const { conditions, benefit } = terms
  return {
    name,
    kind,
    code: code ?? '',
    active,
    benefit: benefit.kind,
    size: sizeOf(benefit, currency),
    minNights: text(conditions.minNights),
    minAdvance: text(conditions.minAdvanceDays),
    maxAdvance: text(conditions.maxAdvanceDays),
    stayFrom: conditions.stayFrom ?? '',
    stayLast: conditions.stayTo === null ? '' : addDays(conditions.stayTo, -1),
    extras: terms.extras.map((extra) => ({
      name: extra.name,
      amount: toDecimal(extra.amountMinor, currency),
      per: extra.per,
      articleId: extra.articleId,
    })),
    combines: terms.combines,
  }
}

function sizeOf(benefit: PromotionTerms['benefit'], currency: string): string {
  switch (benefit.kind) {
    case 'percent':
      return String(benefit.percent)
    case 'amount_a_night':
    case 'amount_a_stay':
      return toDecimal(benefit.amountMinor, currency)
    case 'free_night':
      return String(benefit.everyNights)
    case 'none':
      return ''
  }
}

export type PromotionIssue = 'name' | 'code' | 'benefit' | 'days' | 'dates' | 'extras'

/** What it says, as far as it can be read. */
export function readPromotion(
  entry: PromotionEntry,
  before: PromotionTerms | null,
  currency: string,
): { terms: PromotionTerms | null; issues: PromotionIssue[] } {
  const issues: PromotionIssue[] = []
  if (entry.name.trim() === '') issues.push('name')
  const needsCode = entry.kind === 'code' || entry.kind === 'package'
  const code = entry.code.trim()
  if ((needsCode && code === '') || (code !== '' && !/^[\p{L}\p{N}-]{2,30}$/u.test(code))) issues.push('code')
  const benefit = readBenefit(entry, currency)
  if (benefit === undefined) issues.push('benefit')
  const number = (typed: string, most: number): number | null => {
    const value = typed.trim()
    if (value === '') return null
    if (/^\d{1,3}$/.test(value) && Number(value) <= most) return Number(value)
    issues.push('days')
    return null
  }
  const minNights = number(entry.minNights, MOST_NIGHTS)
  const minAdvanceDays = number(entry.minAdvance, MOST_DAYS)
  const maxAdvanceDays = number(entry.maxAdvance, MOST_DAYS)
  if (minAdvanceDays !== null && maxAdvanceDays !== null && maxAdvanceDays < minAdvanceDays)
    issues.push('days')
  const dates = readDates(entry.stayFrom, entry.stayLast)
  if (dates === undefined) issues.push('dates')
  const extras = entry.kind === 'package' ? entry.extras : []
  const read = extras.map(({ name, amount, per, articleId }) => {
    const amountMinor = readAmount(amount, currency)
    if (name.trim() === '' || amountMinor === undefined) issues.push('extras')
    return { name: name.trim(), articleId, amountMinor: amountMinor ?? 0, per }
  })
  if (entry.kind === 'package' && read.length === 0) issues.push('extras')
  const conditions = {
    bookedFrom: null,
    bookedTo: null,
    arrivalWeekdays: null,
    ratePlanIds: null,
    roomTypeIds: null,
    // What this form does not show stays as it was.
    ...before?.conditions,
    minNights: minNights === 0 ? null : minNights,
    minAdvanceDays,
    maxAdvanceDays,
    ...(dates ?? { stayFrom: null, stayTo: null }),
  }
  const terms = {
    conditions,
    benefit: benefit ?? { kind: 'none' as const },
    extras: read,
    combines: entry.combines,
  }
  return { terms: issues.length === 0 ? terms : null, issues: [...new Set(issues)] }
}

/** Either side may be open. */
function readDates(
  from: string,
  last: string,
): { stayFrom: IsoDate | null; stayTo: IsoDate | null } | undefined {
  const stayFrom = from === '' ? null : isIsoDate(from) ? from : undefined
  const stayLast = last === '' ? null : isIsoDate(last) ? last : undefined
  if (stayFrom === undefined || stayLast === undefined) return undefined
  if (stayFrom !== null && stayLast !== null && stayLast < stayFrom) return undefined
  return { stayFrom, stayTo: stayLast === null ? null : addDays(stayLast, 1) }
}

function readBenefit(
  { benefit: kind, size }: PromotionEntry,
  currency: string,
): PromotionTerms['benefit'] | undefined {
  if (kind === 'none') return { kind }
  const typed = size.trim().replace(/\s*%$/, '')
  if (kind === 'percent') {
    const percent = /^\d{1,3}([.,]\d{1,8})?$/.test(typed) ? Number(typed.replace(',', '.')) : 101
    return percent <= 100 ? { kind, percent } : undefined
  }
  if (kind === 'free_night') {
    const everyNights = /^\d{1,2}$/.test(typed) ? Number(typed) : 0
    return everyNights >= 2 && everyNights <= 30 ? { kind, everyNights } : undefined
  }
  const amountMinor = readAmount(typed, currency)
  return amountMinor === undefined ? undefined : { kind, amountMinor }
}

/** `10 % off, booked at least 30 days before, for 3 nights or more` */
export function promotionText(
  { terms, code }: Pick<StoredPromotion, 'terms' | 'code'>,
  currency: string,
): string {
  const { benefit, conditions, extras } = terms
  const words: string[] = []
  if (benefit.kind === 'percent') words.push(t('promotions.says.percent', { percent: benefit.percent }))
  if (benefit.kind === 'amount_a_night')
    words.push(t('promotions.says.night', { amount: toDecimal(benefit.amountMinor, currency) }))
  if (benefit.kind === 'amount_a_stay')
    words.push(t('promotions.says.stay', { amount: toDecimal(benefit.amountMinor, currency) }))
  if (benefit.kind === 'free_night') words.push(t('promotions.says.free', { nights: benefit.everyNights }))
  if (extras.length > 0)
    words.push(t('promotions.says.extras', { names: listText(extras.map(({ name }) => name)) }))
  if (code !== null) words.push(t('promotions.says.code', { code }))
  if (conditions.minNights !== null)
    words.push(t('promotions.says.minNights', { nights: conditions.minNights }))
  if (conditions.minAdvanceDays !== null)
    words.push(t('promotions.says.early', { days: conditions.minAdvanceDays }))
  if (conditions.maxAdvanceDays !== null)
    words.push(t('promotions.says.late', { days: conditions.maxAdvanceDays }))
  return words.length === 0 ? t('promotions.says.nothing') : words.join(', ')
}
