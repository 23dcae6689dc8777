/** A yield rule in words: `Double, courtyard: from 85 % occupancy, 0–14 days before: +10 %`. Pure. */
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { addDays, fromDayNumber } from '../../shared/dates.ts'
import type { PriceMove } from '../../shared/rates/price-set.ts'
import type { YieldConditions } from '../../shared/rates/yield.ts'
import { listText, longDayText, shortSignedText, weekdayText, wholeText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { restrictionWords } from '../rates/cell-name.ts'
import { t } from '../text/text.ts'
import type { RuleTerms } from './yield-entry.ts'

/** Of day numbers: a Monday. */
const MONDAY = 4

/** `Fri`, of 1 for Monday to 7. */
export const weekdayName = (weekday: number): string => weekdayText(fromDayNumber(MONDAY + weekday - 1))

export function yieldText(
  { conditions, roomTypeIds, move, restrictions }: RuleTerms,
  names: Pick<HotelNames, 'roomType'>,
  currency: string,
): string {
  const does = [
    ...(move === null ? [] : [moveWords(move, currency)]),
    ...(restrictions === null ? [] : [restrictionWords(fullRestrictions(restrictions))]),
  ].filter((words) => words !== '')
  return t('yield.says', {
    types: roomTypeIds === null ? t('yield.allTypes') : listText(roomTypeIds.map((id) => names.roomType(id))),
    when: whenWords(conditions).join(', ') || t('yield.always'),
    what: does.join(', ') || t('yield.does.nothing'),
  })
}

function fullRestrictions(given: NonNullable<RuleTerms['restrictions']>) {
  const defined = Object.entries(given).filter(([, value]) => value !== undefined)
  return { ...NO_RESTRICTIONS, ...Object.fromEntries(defined) }
}

function moveWords(move: PriceMove, currency: string): string {
  if (move.kind === 'amount')
    return t('yield.does.amount', { amount: shortSignedText(move.amountMinor, currency), currency })
  const size = Number.isInteger(move.percent)
    ? wholeText(move.percent)
    : String(move.percent).replace('-', '−')
  return t('yield.does.percent', { percent: move.percent > 0 ? `+${size}` : size })
}

function whenWords(when: YieldConditions): string[] {
  const words: string[] = []
  const occupancy = between(when.occupancyFrom, when.occupancyTo)
  if (occupancy !== null) words.push(t('yield.when.occupancy', { ...occupancy, of: when.occupancyOf }))
  const days = between(when.daysFrom, when.daysTo)
  if (days !== null) words.push(t('yield.when.days', days))
  const pickUp = between(when.pickUpFrom, when.pickUpTo)
  if (pickUp !== null) words.push(t('yield.when.pickUp', { ...pickUp, days: when.pickUpDays }))
  if (when.weekdays !== null)
    words.push(t('yield.when.weekdays', { weekdays: listText(when.weekdays.map(weekdayName)) }))
  if (when.dates !== null)
    words.push(
      t('yield.when.dates', {
        first: longDayText(when.dates.from),
        last: longDayText(addDays(when.dates.to, -1)),
      }),
    )
  return words
}

function between(from: number | null, to: number | null): { way: string; from: string; to: string } | null {
  if (from === null && to === null) return null
  return {
    way: from !== null && to !== null ? 'between' : from !== null ? 'from' : 'to',
    from: wholeText(from ?? 0),
    to: wholeText(to ?? 0),
  }
}
