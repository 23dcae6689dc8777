/** A cell in words, for whoever does not see it: type, plan, day, price and what restricts it. */
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { fromDayNumber } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import { amountText, dayText, wholeText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { PlanRow } from './grid-layout.ts'
import type { HeatNight } from './heat.ts'
import type { GridDay } from './rate-draft.ts'
import { maxStayOf, minStayOf } from './restriction-marks.ts'

/** @param night what the inventory says of it, where it is fetched */
export function cellName(
  { roomType, ratePlan }: PlanRow,
  day: number,
  content: GridDay | undefined,
  { adults, currency }: { adults: number; currency: string },
  night?: HeatNight,
): string {
  const cell = { roomType: roomType.name, ratePlan: ratePlan.name, day: dayText(fromDayNumber(day)) }
  if (content === undefined) return t('rates.cell.loading', cell)
  const amount = amountFor(content.prices, adults)
  const restrictions = restrictionWords(content.restrictions)
  const price = amount === undefined ? '' : amountText(amount, currency)
  const hasPrice = amount === undefined ? 'no' : 'yes'
  const name = t('rates.cell.name', {
    ...cell,
    price,
    hasPrice,
    origin: t(`rates.origin.${content.origin}`),
    restrictions,
    count: restrictions.length,
  })
  const { left, total, pickUp } = night ?? {}
  if (left === undefined || left === null || total === undefined) return name
  return t('rates.cell.withStock', { name, left, total, pickUp: signedWhole(pickUp ?? 0) })
}

/** `+3`, `−1`, `0`: rooms gained. */
export function signedWhole(rooms: number): string {
  return rooms > 0 ? `+${wholeText(rooms)}` : wholeText(rooms)
}

/** `closed to arrival, at least 3 nights`; empty where nothing restricts. */
export function restrictionWords(restrictions: GridDay['restrictions']): string {
  const all = restrictions ?? NO_RESTRICTIONS
  const { closed, closedToArrival, closedToDeparture, minAdvanceDays, maxAdvanceDays } = all
  const minStay = minStayOf(all)
  const maxStay = maxStayOf(all)
  const words: string[] = []
  if (closed) words.push(t('rates.words.closed'))
  if (closedToArrival) words.push(t('rates.words.closedToArrival'))
  if (closedToDeparture) words.push(t('rates.words.closedToDeparture'))
  if (minStay > 1) words.push(t('rates.words.minStay', { nights: minStay }))
  if (maxStay !== null) words.push(t('rates.words.maxStay', { nights: maxStay }))
  if (minAdvanceDays !== null) words.push(t('rates.words.minAdvance', { days: minAdvanceDays }))
  if (maxAdvanceDays !== null) words.push(t('rates.words.maxAdvance', { days: maxAdvanceDays }))
  return words.join(', ')
}
