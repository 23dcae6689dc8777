/** A yield rule as it is typed, and the rule that comes of it. Pure. */
import { addDays, isIsoDate } from '../../shared/dates.ts'
import type { PriceMove } from '../../shared/rates/price-set.ts'
import { MOST_PICK_UP_DAYS, PICK_UP_DAYS, type YieldConditions } from '../../shared/rates/yield.ts'
import type { Answers } from '../connection/desk-client.ts'
import { readEntry } from '../rates/rate-entry.ts'
import { moveText } from '../seasons/price-row.ts'

export type StoredRule = Answers['yieldRules']['list']['rules'][number]
export type RuleTerms = Pick<
  StoredRule,
  'name' | 'active' | 'conditions' | 'roomTypeIds' | 'move' | 'restrictions'
>

export const NUMBER_FIELDS = [
  'occupancyFrom',
  'occupancyTo',
  'daysFrom',
  'daysTo',
  'pickUpDays',
  'pickUpFrom',
  'pickUpTo',
  'minLosArrival',
  'minLosThrough',
  'maxLosThrough',
] as const
export type NumberField = (typeof NUMBER_FIELDS)[number]
export const CLOSINGS = ['closed', 'closedToArrival', 'closedToDeparture'] as const
export type Closing = (typeof CLOSINGS)[number]

export type YieldEntry = Readonly<Record<NumberField, string>> &
  Readonly<Record<Closing, boolean>> & {
    readonly name: string
    readonly active: boolean
    readonly roomTypeIds: readonly string[]
    readonly weekdays: readonly number[]
    readonly occupancyOf: YieldConditions['occupancyOf']
    readonly datesFrom: string
    /** The last night, as people say it. */
    readonly datesLast: string
    /** `+10%`, `-5`; empty moves none. */
    readonly move: string
  }

export const YIELD_ISSUES = [
  'name',
  'types',
  'weekdays',
  'occupancy',
  'days',
  'pickUp',
  'dates',
  'move',
  'restrictions',
  'nothing',
] as const
export type YieldIssue = (typeof YIELD_ISSUES)[number]

const EVERY_DAY: readonly number[] = [1, 2, 3, 4, 5, 6, 7]
const text = (value: number | null | undefined) =>
  value === null || value === undefined ? '' : String(value)

export function newRule(roomTypeIds: readonly string[]): YieldEntry {
  return {
    name: '',
    active: true,
    roomTypeIds,
    weekdays: EVERY_DAY,
    occupancyOf: 'room_type',
    occupancyFrom: '85',
    occupancyTo: '',
    daysFrom: '0',
    daysTo: '14',
    pickUpDays: String(PICK_UP_DAYS),
    pickUpFrom: '',
    pickUpTo: '',
    datesFrom: '',
    datesLast: '',
    move: '+10%',
    minLosArrival: '',
    minLosThrough: '',
    maxLosThrough: '',
    closed: false,
    closedToArrival: false,
    closedToDeparture: false,
  }
}

/** @param allTypes of the hotel: a rule for all has every one of them ticked */
export function entryOf(rule: RuleTerms, allTypes: readonly string[], currency: string): YieldEntry {
  const { conditions: when, restrictions } = rule
  return {
    name: rule.name,
    active: rule.active,
    roomTypeIds: rule.roomTypeIds ?? allTypes,
    weekdays: when.weekdays ?? EVERY_DAY,
    occupancyOf: when.occupancyOf,
    occupancyFrom: text(when.occupancyFrom),
    occupancyTo: text(when.occupancyTo),
    daysFrom: text(when.daysFrom),
    daysTo: text(when.daysTo),
    pickUpDays: text(when.pickUpDays),
    pickUpFrom: text(when.pickUpFrom),
    pickUpTo: text(when.pickUpTo),
    datesFrom: when.dates?.from ?? '',
    datesLast: when.dates === null ? '' : addDays(when.dates.to, -1),
    move: moveText(rule.move, currency),
    minLosArrival: text(restrictions?.minLosArrival),
    minLosThrough: text(restrictions?.minLosThrough),
    maxLosThrough: text(restrictions?.maxLosThrough),
    closed: restrictions?.closed === true,
    closedToArrival: restrictions?.closedToArrival === true,
    closedToDeparture: restrictions?.closedToDeparture === true,
  }
}

interface Terms {
  readonly currency: string
  readonly allTypes: readonly string[]
  /** What it was read from: what the form does not show stays as it is there. */
  readonly stored: RuleTerms | null
}

export function readRule(
  entry: YieldEntry,
  { currency, allTypes, stored }: Terms,
): { rule: RuleTerms | null; issues: readonly YieldIssue[] } {
  const issues = new Set<YieldIssue>()
  const number = (field: NumberField, issue: YieldIssue, least: number, most: number): number | null => {
    const typed = entry[field].trim().replace('−', '-')
    if (typed === '') return null
    const value = /^-?\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN
    if (value >= least && value <= most) return value
    issues.add(issue)
    return null
  }
  const pair = (from: NumberField, to: NumberField, issue: YieldIssue, least: number, most: number) => {
    const low = number(from, issue, least, most)
    const high = number(to, issue, least, most)
    if (low !== null && high !== null && low > high) issues.add(issue)
    return [low, high] as const
  }
  const name = entry.name.trim()
  if (name === '') issues.add('name')
  if (entry.roomTypeIds.length === 0) issues.add('types')
  if (entry.weekdays.length === 0) issues.add('weekdays')
  const [occupancyFrom, occupancyTo] = pair('occupancyFrom', 'occupancyTo', 'occupancy', 0, 200)
  const [daysFrom, daysTo] = pair('daysFrom', 'daysTo', 'days', 0, 800)
  const [pickUpFrom, pickUpTo] = pair('pickUpFrom', 'pickUpTo', 'pickUp', -1_000, 1_000)
  const pickUpDays = number('pickUpDays', 'pickUp', 1, MOST_PICK_UP_DAYS) ?? PICK_UP_DAYS
  const dates = readDates(entry)
  if (dates === undefined) issues.add('dates')
  const move = readMove(entry.move, currency)
  if (move === undefined) issues.add('move')
  const restrictions = {
    ...beyondTheForm(stored),
    ...given('minLosArrival', number('minLosArrival', 'restrictions', 1, 365)),
    ...given('minLosThrough', number('minLosThrough', 'restrictions', 1, 365)),
    ...given('maxLosThrough', number('maxLosThrough', 'restrictions', 1, 365)),
    ...Object.fromEntries(CLOSINGS.filter((field) => entry[field]).map((field) => [field, true])),
  }
  const least = Math.max(restrictions.minLosArrival ?? 1, restrictions.minLosThrough ?? 1)
  if (least > (restrictions.maxLosThrough ?? least)) issues.add('restrictions')
  const isRestricting = Object.keys(restrictions).length > 0
  if (move === null && !isRestricting && issues.size === 0) issues.add('nothing')
  const isAll = allTypes.every((id) => entry.roomTypeIds.includes(id))
  const rule: RuleTerms = {
    name,
    active: entry.active,
    conditions: {
      dates: dates ?? null,
      weekdays: entry.weekdays.length === EVERY_DAY.length ? null : [...entry.weekdays],
      occupancyOf: entry.occupancyOf,
      occupancyFrom,
      occupancyTo,
      daysFrom,
      daysTo,
      pickUpDays,
      pickUpFrom,
      pickUpTo,
    },
    roomTypeIds: isAll ? null : [...entry.roomTypeIds],
    move: move ?? null,
    restrictions: isRestricting ? restrictions : null,
  }
  return { rule: issues.size === 0 ? rule : null, issues: [...issues] }
}

type Restrictions = NonNullable<StoredRule['restrictions']>

function given<F extends keyof Restrictions>(field: F, value: number | null): Partial<Record<F, number>> {
  return value === null ? {} : ({ [field]: value } as Partial<Record<F, number>>)
}

/** Restrictions that the form has no field for, as another program may have set them. */
function beyondTheForm(stored: RuleTerms | null): Restrictions {
  const { maxLosArrival, minAdvanceDays, maxAdvanceDays } = stored?.restrictions ?? {}
  return {
    ...(maxLosArrival === undefined ? {} : { maxLosArrival }),
    ...(minAdvanceDays === undefined ? {} : { minAdvanceDays }),
    ...(maxAdvanceDays === undefined ? {} : { maxAdvanceDays }),
  }
}

/** Null: any night; undefined: cannot be read. */
function readDates({ datesFrom: from, datesLast: last }: YieldEntry): YieldConditions['dates'] | undefined {
  if (from === '' && last === '') return null
  if (!isIsoDate(from) || !isIsoDate(last) || from > last) return undefined
  return { from, to: addDays(last, 1) }
}

/** Null: none; undefined: cannot be read. */
function readMove(typed: string, currency: string): PriceMove | null | undefined {
  const entry = readEntry(typed, { currency, adults: 1, roundToMinor: 1 })
  if (entry.kind === 'empty') return null
  if (entry.kind === 'issue') return undefined
  const { change } = entry
  if (change.kind === 'percent') return { kind: 'percent', percent: change.percent }
  return change.kind === 'add' ? { kind: 'amount', amountMinor: change.amountMinor } : undefined
}
