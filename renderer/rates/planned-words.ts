/** A planned change in words, `+10 % on Flexible · Double`; and as the contract takes it. */
import type { RestrictionsValue } from '../../shared/cells.ts'
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { amountText, dayText, wholeText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import { restrictionWords } from './cell-name.ts'
import type { DraftChange } from './rate-draft.ts'
import type { PlannedChange, PlannedDraft } from './rates-state.ts'

const MOST_NAMED = 3

export function plannedInput({ blocks, weekdays, change }: PlannedDraft) {
  return {
    blocks: [...blocks],
    ...(weekdays.length === 7 ? {} : { weekdays: [...weekdays] }),
    ...(change.price === null ? {} : { price: change.price }),
    ...(change.restrictions === null ? {} : { restrictions: change.restrictions }),
  }
}

export function plannedWords(planned: PlannedChange, names: HotelNames, currency: string): string {
  return planned.kind === 'cells'
    ? scopedWords(t('rates.plan.pasted'), planned.runs, names)
    : scopedWords(changeWords(planned.change, currency), planned.blocks, names)
}

/** `+10 %, restrictions` */
export function changeWords({ price, restrictions }: DraftChange, currency: string): string {
  const words: string[] = []
  if (price?.kind === 'set')
    words.push(t('rates.plan.set', { amount: amountText(price.amountMinor, currency) }))
  if (price?.kind === 'add') words.push(signed(price.amountMinor, amountText(price.amountMinor, currency)))
  if (price?.kind === 'percent')
    words.push(t('rates.plan.percent', { percent: signed(price.percent, percentWords(price.percent)) }))
  if (price?.kind === 'asLayers') words.push(t('rates.plan.asLayers'))
  if (price?.kind === 'copy')
    words.push(
      t('rates.plan.copy', { days: Math.abs(price.daysBack), isLater: price.daysBack < 0 ? 'yes' : 'no' }),
    )
  if (restrictions !== null) words.push(t('rates.plan.restrictions'))
  return words.join(', ')
}

/** What is done, and to which plans of which types on which nights. */
export function scopedWords(
  change: string,
  blocks: readonly { ratePlanId: string; roomTypeId: string; from: IsoDate; to: IsoDate }[],
  names: HotelNames,
): string {
  const first = blocks.reduce<IsoDate | null>((a, { from }) => (a === null || from < a ? from : a), null)
  const last = blocks.reduce<IsoDate | null>((a, { to }) => (a === null || to > a ? to : a), null)
  if (first === null || last === null) return change
  return t('rates.plan.words', {
    change,
    plans: some(blocks.map(({ ratePlanId }) => names.ratePlan(ratePlanId))),
    types: some(blocks.map(({ roomTypeId }) => names.roomType(roomTypeId))),
    first: dayText(first),
    last: dayText(addDays(last, -1)),
    isOneNight: addDays(first, 1) === last ? 'yes' : 'no',
  })
}

function some(all: readonly string[]): string {
  const names = [...new Set(all)]
  const named = names.slice(0, MOST_NAMED).join(', ')
  return names.length <= MOST_NAMED ? named : t('rates.andMore', { named, more: names.length - MOST_NAMED })
}

/** Up to two decimals, as they are typed. */
function percentWords(percent: number): string {
  return Number.isInteger(percent) ? wholeText(percent) : String(percent).replace('-', '−')
}

function signed(value: number, text: string): string {
  return value > 0 ? `+${text}` : text
}

/** What restricts a night, or that nothing does. */
export function restrictionsText(restrictions: RestrictionsValue | null): string {
  return restrictionWords(restrictions ?? NO_RESTRICTIONS) || t('rates.plan.unrestricted')
}
