/** When a layer holds and for what, in words: `1 Jul – 31 Aug 2027, each year, Fri and Sat`. */
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { addDays, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import type { When } from '../../shared/rates/recurrence.ts'
import type { PartialRestrictions } from '../../shared/rates/restrictions.ts'
import { dateOfYearText, dateText, listText, weekdayText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { restrictionWords } from '../rates/cell-name.ts'
import { t } from '../text/text.ts'

/** A Monday. */
const MONDAY = 4

export function whenWords({ from, to, repeats, weekdays }: When): string {
  const words: string[] = []
  if (from !== null && to !== null) words.push(rangeWords(from, to))
  if (from !== null && repeats !== 'never') words.push(t(`seasons.repeats.${repeats}`))
  if (weekdays.length < 7)
    words.push(
      t('seasons.onDays', {
        days: listText(weekdays.map((day) => weekdayText(fromDayNumber(MONDAY + day - 1)))),
      }),
    )
  return words.length === 0 ? t('seasons.everyDay') : words.join(', ')
}

/** First and last night, the year once where it is one. */
export function rangeWords(from: IsoDate, to: IsoDate): string {
  const last = addDays(to, -1)
  if (last === from) return dateText(from)
  const isOneYear = from.slice(0, 4) === last.slice(0, 4)
  return t('seasons.range', { from: (isOneYear ? dateOfYearText : dateText)(from), last: dateText(last) })
}

/** What a rule restricts: `Flexible; Double and Twin`; all of the hotel's where nothing is named. */
export function scopeWords(
  rule: { readonly ratePlanIds: readonly string[] | null; readonly roomTypeIds: readonly string[] | null },
  names: HotelNames,
): string {
  const plans =
    rule.ratePlanIds === null
      ? t('seasons.allPlans')
      : listText(rule.ratePlanIds.map((id) => names.ratePlan(id)))
  const types =
    rule.roomTypeIds === null
      ? t('seasons.allTypes')
      : listText(rule.roomTypeIds.map((id) => names.roomType(id)))
  return t('seasons.scope', { plans, types })
}

export function partialWords(restrictions: PartialRestrictions): string {
  const given = Object.fromEntries(Object.entries(restrictions).filter(([, value]) => value !== undefined))
  return restrictionWords({ ...NO_RESTRICTIONS, ...given })
}
