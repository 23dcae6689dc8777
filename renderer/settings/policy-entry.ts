/** A cancellation policy as it is typed, and its sentence. Pure. */
import type { CancellationPolicy } from '../../shared/contract/property.ts'
import { toDecimal } from '../../shared/money.ts'
import type { Fee } from '../../shared/rates/plan-terms.ts'
import { readAmount } from '../../shared/typed-amount.ts'
import { listText } from '../formats.ts'
import { t } from '../text/text.ts'

export const FEE_KINDS = ['percent', 'nights', 'amount'] as const
export type FeeKind = (typeof FEE_KINDS)[number]

export interface FeeEntry {
  readonly kind: FeeKind
  readonly text: string
  /** Of a percent: of the first so many nights; null of all. The form shows it and leaves it as it is. */
  readonly ofNights: number | null
}

export interface TierEntry {
  readonly fee: FeeEntry
  /** Empty: from the booking on. */
  readonly hours: string
}

export const NEW_TIER: TierEntry = { hours: '24', fee: { kind: 'nights', text: '1', ofNights: null } }
const MOST_HOURS = 19_200

export function feeEntry(fee: Fee, currency: string): FeeEntry {
  if (fee.kind === 'percent') return { kind: 'percent', text: String(fee.percent), ofNights: fee.ofNights }
  if (fee.kind === 'nights') return { kind: 'nights', text: String(fee.nights), ofNights: null }
  return { kind: 'amount', text: toDecimal(fee.amountMinor, currency), ofNights: null }
}

/** Undefined where it cannot be read. */
export function readFee({ kind, text, ofNights }: FeeEntry, currency: string): Fee | undefined {
  if (kind === 'amount') {
    const amountMinor = readAmount(text, currency)
    return amountMinor === undefined ? undefined : { kind, amountMinor }
  }
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined
  if (value === undefined) return undefined
  if (kind === 'percent') return value <= 100 ? { kind, percent: value, ofNights } : undefined
  return value >= 1 && value <= 365 ? { kind, nights: value } : undefined
}

export function readTiers(
  entries: readonly TierEntry[],
  currency: string,
): CancellationPolicy['tiers'] | undefined {
  const tiers = entries.map(({ hours, fee }) => {
    const read = readFee(fee, currency)
    const text = hours.trim()
    const hoursBefore = text === '' ? null : /^\d{1,5}$/.test(text) ? Number(text) : undefined
    if (read === undefined || hoursBefore === undefined || (hoursBefore ?? 0) > MOST_HOURS) return undefined
    return { hoursBefore, fee: read }
  })
  return tiers.every((tier) => tier !== undefined) ? tiers : undefined
}

export function feeText(fee: Fee, currency: string): string {
  if (fee.kind === 'amount') return `${toDecimal(fee.amountMinor, currency)} ${currency}`
  if (fee.kind === 'nights') return t('settings.policies.fee.nightsText', { nights: fee.nights })
  return t('settings.policies.fee.percentText', { percent: fee.percent, nights: fee.ofNights ?? 0 })
}

/** `1 night from 24 hours before the arrival on; no-show 100 % of the price` */
export function policyText({ tiers, noShow }: CancellationPolicy, currency: string): string {
  const late = tiers.map(({ hoursBefore, fee }) =>
    hoursBefore === null
      ? t('settings.policies.fromBooking', { fee: feeText(fee, currency) })
      : t('settings.policies.from', { hours: hoursBefore, fee: feeText(fee, currency) }),
  )
  return t('settings.policies.says', {
    tiers: tiers.length === 0 ? t('settings.policies.free') : listText(late),
    noShow: noShow === null ? t('settings.policies.nothing') : feeText(noShow, currency),
  })
}
