/** A row of the parity check in words, and where it is put right. Pure. */
import type { ParityRow } from '../../shared/contract/parity.ts'
import { addDays } from '../../shared/dates.ts'
import type { ParityReason } from '../../shared/rates/parity.ts'
import { amountText, dayText, listText, stayDatesText } from '../formats.ts'
import type { Tone } from '../frame/tone.ts'
import { t } from '../text/text.ts'

export type ParityPlace = 'channel' | 'plans' | 'promotions'

export const REASON_TONES: Readonly<Record<ParityReason, Tone>> = {
  parked: 'parked',
  stopped: 'danger',
  backing_off: 'warning',
  waiting: 'busy',
  promotion: 'info',
  length_of_stay: 'info',
  kept_back: 'warning',
  not_at_desk: 'unknown',
  not_on_channel: 'unknown',
  not_mapped: 'unknown',
  beyond_horizon: 'unknown',
}

const PLACES: Partial<Record<ParityReason, ParityPlace>> = {
  promotion: 'promotions',
  length_of_stay: 'plans',
  not_at_desk: 'plans',
  not_on_channel: 'plans',
}

/** Where one goes to put it right. */
export const placeOf = ({ reason }: Pick<ParityRow, 'reason'>): ParityPlace => PLACES[reason] ?? 'channel'

export const rowName = ({ roomTypeId, ratePlanId, channelId, from }: ParityRow): string =>
  `${roomTypeId} ${ratePlanId} ${channelId} ${from}`

export function nightsText({ from, to }: Pick<ParityRow, 'from' | 'to'>): string {
  const last = addDays(to, -1)
  return last === from ? dayText(from) : stayDatesText(from, last)
}

export function spanText(span: NonNullable<ParityRow['asks']>, currency: string): string {
  const { leastMinor, mostMinor } = span
  const least = amountText(leastMinor, currency)
  return leastMinor === mostMinor ? least : t('parity.span', { least, most: amountText(mostMinor, currency) })
}

export function asksText({ asks }: Pick<ParityRow, 'asks'>, currency: string): string {
  return asks === null ? t('parity.notForSale') : spanText(asks, currency)
}

export function showsText({ shows: { kind, prices } }: Pick<ParityRow, 'shows'>, currency: string): string {
  if (kind === 'price') return prices === null ? '' : spanText(prices, currency)
  return t(`parity.shows.${kind}`)
}

/** @param channel its name; of the desk anything */
export function whyText(
  { reason, nights, names }: Pick<ParityRow, 'reason' | 'nights' | 'names'>,
  channel: string,
) {
  return t(`parity.why.${reason}`, { channel, nights: nights ?? 1, names: listText(names) })
}
