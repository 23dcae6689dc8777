/** A promotion as it is typed, and its sentence. Pure. */
import type { StoredPromotion } from '../../shared/contract/promotions.ts'
import { addDays, type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { toDecimal } from '../../shared/money.ts'
import type { PROMOTION_KINDS, PromotionTerms } from '../../shared/rates/promotion.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { listText } from '../formats.ts'
import { t } from '../text/text.ts'

export type PromotionKind = (typeof PROMOTION_KINDS)[number]

export interface PromotionEntry {
  readonly name: string
  readonly kind: PromotionKind
  readonly code: string
  readonly active: boolean
  /** `10%` or `20` a night; empty takes nothing off. */
  readonly benefit: string
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

export const NEW_EXTRA: ExtraEntry = { name: '', amount: '', per: 'stay', articleId: null }

export const NEW_PROMOTION: PromotionEntry = {
  name: '',
  kind: 'early_bird',
  code: '',
  active: true,
  benefit: '10%',
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
    benefit:
      benefit.kind === 'percent'
        ? `${benefit.percent}%`
        : benefit.kind === 'amount_a_night'
          ? toDecimal(benefit.amountMinor, currency)
          : '',
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
  const benefit = readBenefit(entry.benefit, before, currency)
  if (benefit === undefined) issues.push('benefit')
  const number = (typed: string): number | null => {
    if (typed.trim() === '') return null
    const value = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : -1
    if (value < 0 || value > 800) issues.push('days')
    return value
  }
  const [from, last] = [entry.stayFrom, entry.stayLast]
  const dates = from === '' && last === '' ? { stayFrom: null, stayTo: null } : readDates(from, last)
  if (dates === undefined) issues.push('dates')
  const extras = entry.kind === 'package' ? entry.extras : []
  const read = extras.map(({ name, amount, per, articleId }) => {
    const amountMinor = readAmount(amount, currency)
    if (name.trim() === '' || amountMinor === undefined) issues.push('extras')
    return { name: name.trim(), articleId, amountMinor: amountMinor ?? 0, per }
  })
  if (entry.kind === 'package' && read.length === 0) issues.push('extras')
  const minNights = number(entry.minNights)
  const conditions = {
    bookedFrom: null,
    bookedTo: null,
    arrivalWeekdays: null,
    ratePlanIds: null,
    roomTypeIds: null,
    // What this form does not show stays as it was.
    ...before?.conditions,
    minNights: minNights === 0 ? null : minNights,
    minAdvanceDays: number(entry.minAdvance),
    maxAdvanceDays: number(entry.maxAdvance),
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

function readDates(from: string, last: string): { stayFrom: IsoDate; stayTo: IsoDate } | undefined {
  return isIsoDate(from) && isIsoDate(last) && from <= last
    ? { stayFrom: from, stayTo: addDays(last, 1) }
    : undefined
}

function readBenefit(
  typed: string,
  before: PromotionTerms | null,
  currency: string,
): PromotionTerms['benefit'] | undefined {
  const value = typed.trim()
  if (value === '') {
    const kept = before?.benefit
    return kept?.kind === 'free_night' || kept?.kind === 'amount_a_stay' ? kept : { kind: 'none' }
  }
  const percent = /^(\d{1,3}(?:[.,]\d{1,2})?)\s*%$/.exec(value)?.[1]
  if (percent !== undefined) {
    const size = Number(percent.replace(',', '.'))
    return size <= 100 ? { kind: 'percent', percent: size } : undefined
  }
  const amountMinor = readAmount(value, currency)
  return amountMinor === undefined ? undefined : { kind: 'amount_a_night', amountMinor }
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
