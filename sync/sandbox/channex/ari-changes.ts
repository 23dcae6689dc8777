/** Reads one change object and checks it as the documentation says: what is wrong is told by field. */
import { addDays, type IsoDate, isIsoDate, laterOf } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import type { ChannexStock, PlanTerms } from './stock.ts'

type Source = Readonly<Record<string, unknown>>
/** Texts by field; empty where all is well. */
export type Problems = Record<string, unknown>

export interface Place {
  readonly stock: ChannexStock
  readonly propertyId: string
  readonly currency: string
  /** Days before it are not taken. */
  readonly today: IsoDate
}

const KNOWN_DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']
/** Of the inventory table: `state_length` is at most 730 days. */
const MOST_DAYS = 730

/** The nights of a change, or null with its problems told. */
export function nightsOfChange(source: Source, place: Place, problems: Problems) {
  if (source.property_id !== place.propertyId) problems.property_id = ['does not exist']
  const single = source.date ?? undefined
  const from = single ?? source.date_from
  const last = single ?? source.date_to
  if (single !== undefined && (source.date_from ?? source.date_to ?? undefined) !== undefined)
    problems.date = ['must not be sent with date_from and date_to']
  if (typeof from !== 'string' || !isIsoDate(from)) problems.date_from = ['is invalid']
  if (typeof last !== 'string' || !isIsoDate(last)) problems.date_to = ['is invalid']
  const { days } = source
  if (days !== undefined && !(Array.isArray(days) && days.every((day) => KNOWN_DAYS.includes(day as string))))
    problems.days = ['is invalid']
  if (Object.keys(problems).length > 0) return null
  const [first, end] = [from as IsoDate, last as IsoDate]
  if (end < first) problems.date_to = ['must be greater than or equal to date_from']
  else if (end < place.today) problems.date_to = ['must be in the future']
  else if (end > addDays(place.today, MOST_DAYS)) problems.date_to = [`must be within ${MOST_DAYS} days`]
  // "A range that starts in the past is clamped to today rather than refused."
  return { from: laterOf(first, place.today), last: end }
}

export function roomsOfChange(source: Source, place: Place, problems: Problems): number {
  const known = place.stock.products().some(({ roomCode }) => roomCode === source.room_type_id)
  if (!known) problems.room_type_id = ['does not exist']
  const { availability } = source
  if (!Number.isInteger(availability)) problems.availability = ['is invalid']
  else if ((availability as number) < 0) problems.availability = ['must be greater than or equal to 0']
  return availability as number
}

export interface PlanChange {
  /** Minor units by number of guests. */
  readonly amounts: ReadonlyMap<number, number>
  readonly terms: Partial<PlanTerms>
}

export function planOfChange(source: Source, place: Place, problems: Problems): PlanChange {
  const isKnown =
    typeof source.rate_plan_id === 'string' && place.stock.roomOfPlan(source.rate_plan_id) !== undefined
  if (!isKnown) problems.rate_plan_id = ['does not exist']
  const amounts = amountsOf(source, place.currency, problems)
  const terms: { -readonly [Name in keyof PlanTerms]?: PlanTerms[Name] } = {}
  const count = (name: string, least: number) => {
    const value = source[name]
    if (value === undefined) return undefined
    if (value === null) problems[name] = ['Should be a non null value or not existed field']
    else if (!Number.isInteger(value)) problems[name] = ['is invalid']
    else if ((value as number) < least) problems[name] = [`must be greater than or equal to ${least}`]
    return value as number
  }
  const flag = (name: string) => {
    const value = source[name]
    if (value === undefined) return undefined
    if (![true, false, 0, 1].includes(value as boolean)) problems[name] = ['is invalid']
    return Boolean(value)
  }
  if (source.min_stay !== undefined)
    problems.min_stay = [
      "property doesn't support `min_stay` restriction, please use `min_stay_through` or `min_stay_arrival`",
    ]
  const told = {
    minLosArrival: count('min_stay_arrival', 1),
    minLos: count('min_stay_through', 1),
    closedToArrival: flag('closed_to_arrival'),
    closedToDeparture: flag('closed_to_departure'),
    closed: flag('stop_sell'),
  }
  Object.assign(terms, Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)))
  const most = count('max_stay', 0)
  if (most !== undefined) terms.maxLos = most === 0 ? null : most
  if (amounts.size === 0 && Object.keys(terms).length === 0 && Object.keys(problems).length === 0)
    problems.rate = ['at least one restriction should be present']
  return { amounts, terms }
}

function amountsOf(source: Source, currency: string, problems: Problems): Map<number, number> {
  const amounts = new Map<number, number>()
  if (source.rate !== undefined) {
    const minor = minorOf(source.rate, currency)
    if (minor === undefined) problems.rate = ['is invalid']
    else if (minor <= 0) problems.rate = ['must be greater than 0']
    // `rate` is that of the primary occupancy; the sandbox's plans have two guests as theirs.
    else amounts.set(2, minor)
  }
  if (source.rates === undefined) return amounts
  if (!Array.isArray(source.rates)) {
    problems.rates = ['is invalid']
    return amounts
  }
  const reasons = source.rates.map((each: unknown) => {
    const { occupancy, rate } = (each ?? {}) as Source
    const minor = minorOf(rate, currency)
    if (!Number.isInteger(occupancy) || (occupancy as number) < 1) return { occupancy: ['is invalid'] }
    if (minor === undefined) return { rate: ['is invalid'] }
    if (minor <= 0) return { rate: ['must be greater than 0'] }
    amounts.set(occupancy as number, minor)
    return {}
  })
  if (reasons.some((each) => Object.keys(each).length > 0)) problems.rates = reasons
  return amounts
}

/** "200.00", or 20000 in the currency's smallest unit. */
function minorOf(rate: unknown, currency: string): number | undefined {
  if (Number.isInteger(rate)) return rate as number
  return typeof rate === 'string' ? fromDecimal(rate, currency) : undefined
}
