/** A cell in words, for whoever does not see it: type, plan, day, price and what restricts it. */
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { fromDayNumber } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import { amountText, dayText } from '../formats.ts'
import { t } from '../text/text.ts'
import type { PlanRow } from './grid-layout.ts'
import { type GridDay, minStayOf } from './rate-draft.ts'

export function cellName(
  { roomType, ratePlan }: PlanRow,
  day: number,
  content: GridDay | undefined,
  { adults, currency }: { adults: number; currency: string },
): string {
  const cell = { roomType: roomType.name, ratePlan: ratePlan.name, day: dayText(fromDayNumber(day)) }
  if (content === undefined) return t('rates.cell.loading', cell)
  const amount = amountFor(content.prices, adults)
  const restrictions = restrictionWords(content.restrictions)
  const price = amount === undefined ? '' : amountText(amount, currency)
  const hasPrice = amount === undefined ? 'no' : 'yes'
  return t('rates.cell.name', { ...cell, price, hasPrice, restrictions, count: restrictions.length })
}

/** `closed to arrival, stay of 3 nights or more`; empty where nothing restricts. */
export function restrictionWords(restrictions: GridDay['restrictions']): string {
  const { closed, closedToArrival, closedToDeparture, ...nights } = restrictions ?? NO_RESTRICTIONS
  const minStay = minStayOf({ ...NO_RESTRICTIONS, ...nights })
  const words: string[] = []
  if (closed) words.push(t('rates.words.closed'))
  if (closedToArrival) words.push(t('rates.words.closedToArrival'))
  if (closedToDeparture) words.push(t('rates.words.closedToDeparture'))
  if (minStay > 1) words.push(t('rates.words.minStay', { nights: minStay }))
  if (nights.maxLosThrough !== null) words.push(t('rates.words.maxStay', { nights: nights.maxLosThrough }))
  return words.join(', ')
}
