/**
 * Prices and restrictions as a file: one line for nights in a row of a type and plan, with a price for one adult, for two, and so on,
 * and the restrictions. What is empty stays as it is. What is exported can be imported again and changes nothing.
 */
import Papa from 'papaparse'
import type { RestrictionsValue } from '../cells.ts'
import { addDays, daysBetween, type IsoDate } from '../dates.ts'
import { toDecimal } from '../money.ts'
import { isPriceColumn, nightOf, priceColumnsOf, pricesOf } from '../price-columns.ts'
import { FileReader, type ImportIssue, type ImportRow, type SetUpFile, textOf } from '../set-up-issues.ts'
import type { PartialRestrictions } from './restrictions.ts'

/** Nights of a type and plan; `to` is exclusive. */
export interface FileCells {
  readonly ratePlanId: string
  readonly roomTypeId: string
  readonly from: IsoDate
  readonly to: IsoDate
  /** Minor units by number of adults. */
  readonly prices?: number[]
  readonly restrictions?: PartialRestrictions
}

export interface RateFile {
  readonly cells: FileCells[]
  readonly issues: ImportIssue[]
  /** Columns of another name. */
  readonly ignored: readonly string[]
  /** Lines that are not in `cells` because something is wrong with them. */
  readonly badLines: number
}

/** What codes and nights of a file are measured by. */
export interface RateFileHotel {
  readonly currency: string
  readonly roomTypes: readonly { readonly id: string; readonly code: string; readonly maxOccupancy: number }[]
  readonly ratePlans: readonly { readonly id: string; readonly code: string }[]
  readonly businessDate: IsoDate
  /** The first night that is not sold yet. */
  readonly horizon: IsoDate
}

const NEEDED = ['type_code', 'plan_code', 'first_night', 'last_night']
const MOST_LINES = 5_000
const LONGEST_CODE = 20
/** As many nights as one line may have. */
const MOST_NIGHTS = 800

/** Columns of restrictions: whole numbers of their range, `none` for those that may be missing, and yes or no. */
const NUMBERS = {
  min_nights: { name: 'minLosArrival', least: 1, most: 365, mayBeNone: false },
  min_nights_through: { name: 'minLosThrough', least: 1, most: 365, mayBeNone: false },
  max_nights: { name: 'maxLosArrival', least: 1, most: 365, mayBeNone: true },
  max_nights_through: { name: 'maxLosThrough', least: 1, most: 365, mayBeNone: true },
  min_days_ahead: { name: 'minAdvanceDays', least: 0, most: 800, mayBeNone: true },
  max_days_ahead: { name: 'maxAdvanceDays', least: 0, most: 800, mayBeNone: true },
} as const
const SWITCHES = {
  no_arrival: 'closedToArrival',
  no_departure: 'closedToDeparture',
  closed: 'closed',
} as const
const RESTRICTION_COLUMNS = [...Object.keys(NUMBERS), ...Object.keys(SWITCHES)]
const NONE = 'none'

/** Columns of a file for a hotel whose rooms take so many adults. */
export const rateFileColumns = (mostAdults: number): string[] => [
  ...NEEDED,
  ...Array.from({ length: mostAdults }, (_, index) => `price_${index + 1}`),
  ...RESTRICTION_COLUMNS,
]

/** Nothing is half read: a line is in `cells` whole, or its fields are among the issues. Nights that are over are left out. */
export function readRateFile({ name, text }: SetUpFile, hotel: RateFileHotel): RateFile {
  const file = new FileReader(name)
  const mayHave = (column: string) => RESTRICTION_COLUMNS.includes(column) || isPriceColumn(column)
  const { columns, rows } = file.rows(text, NEEDED, mayHave, MOST_LINES)
  const priceColumns = priceColumnsOf(columns)
  const read: (FileCells & { readonly line: number })[] = []
  for (const row of rows) {
    const cells = cellsOf(file, row, priceColumns, hotel)
    if (cells !== undefined) read.push({ ...cells, line: row.line })
  }
  const twice = linesTwice(file, read)
  const bad = new Set(file.issues.map(({ line }) => line).filter((line) => line > 1))
  const cells = read.filter(({ line }) => !twice.has(line)).map(({ line: _, ...each }) => each)
  return { cells, issues: file.issues, ignored: file.ignored, badLines: bad.size }
}

function cellsOf(
  file: FileReader,
  row: ImportRow,
  priceColumns: readonly string[],
  hotel: RateFileHotel,
): FileCells | undefined {
  const before = file.issues.length
  const type = codeOf(file, row, 'type_code', 'noSuchType', hotel.roomTypes)
  const plan = codeOf(file, row, 'plan_code', 'noSuchPlan', hotel.ratePlans)
  const nights = nightsOf(file, row, hotel)
  const prices = pricesOf(file, row, priceColumns, type?.maxOccupancy, hotel.currency)
  const restrictions = restrictionsOf(file, row)
  if (prices === undefined && restrictions === undefined && file.issues.length === before)
    file.report(row.line, null, 'nothingToSet')
  if (file.issues.length > before || type === undefined || plan === undefined || nights === undefined)
    return undefined
  return {
    ratePlanId: plan.id,
    roomTypeId: type.id,
    ...nights,
    ...(prices === undefined ? {} : { prices }),
    ...(restrictions === undefined ? {} : { restrictions }),
  }
}

function codeOf<T extends { readonly code: string }>(
  file: FileReader,
  row: ImportRow,
  column: string,
  issue: 'noSuchType' | 'noSuchPlan',
  known: readonly T[],
): T | undefined {
  const code = textOf(file, row, column, LONGEST_CODE)
  if (code === undefined) return undefined
  const found = known.find((each) => each.code.toLowerCase() === code.toLowerCase())
  if (found === undefined) file.report(row.line, column, issue, code)
  return found
}

function nightsOf(
  file: FileReader,
  row: ImportRow,
  { businessDate, horizon }: RateFileHotel,
): { from: IsoDate; to: IsoDate } | undefined {
  const first = nightOf(file, row, 'first_night')
  const last = nightOf(file, row, 'last_night')
  if (first === undefined || last === undefined) return undefined
  const nights = daysBetween(first, last) + 1
  if (nights < 1) file.report(row.line, 'last_night', 'nightsBackwards', last, first)
  else if (nights > MOST_NIGHTS)
    file.report(row.line, 'last_night', 'outOfRange', String(nights), `1 – ${MOST_NIGHTS}`)
  else if (last < businessDate) file.report(row.line, 'last_night', 'nightPast', last, businessDate)
  else if (last >= horizon) file.report(row.line, 'last_night', 'beyondHorizon', last, addDays(horizon, -1))
  else return { from: first < businessDate ? businessDate : first, to: addDays(last, 1) }
  return undefined
}

function restrictionsOf(file: FileReader, row: ImportRow): PartialRestrictions | undefined {
  const found: Partial<Record<keyof RestrictionsValue, number | boolean | null>> = {}
  for (const [column, { name, least, most, mayBeNone }] of Object.entries(NUMBERS)) {
    const text = row.value(column)
    if (text === '') continue
    const number = Number(text)
    if (mayBeNone && text.toLowerCase() === NONE) found[name] = null
    else if (!/^\d+$/.test(text)) file.report(row.line, column, 'notANumber', text)
    else if (number < least || number > most)
      file.report(row.line, column, 'outOfRange', text, `${least} – ${most}`)
    else found[name] = number
  }
  for (const [column, name] of Object.entries(SWITCHES)) {
    const text = row.value(column).toLowerCase()
    if (text === 'yes' || text === '1') found[name] = true
    else if (text === 'no' || text === '0') found[name] = false
    else if (text !== '') file.report(row.line, column, 'notYesOrNo', text)
  }
  return Object.keys(found).length === 0 ? undefined : (found as PartialRestrictions)
}

/** Lines that have a night which an earlier line of the file has, too: which of the two is meant is not guessed. */
function linesTwice(
  file: FileReader,
  read: readonly (FileCells & { readonly line: number })[],
): ReadonlySet<number> {
  const twice = new Set<number>()
  const products = Map.groupBy(read, ({ ratePlanId, roomTypeId }) => `${ratePlanId}|${roomTypeId}`)
  for (const own of products.values()) {
    const sorted = own.toSorted((one, other) =>
      one.from === other.from ? one.line - other.line : one.from < other.from ? -1 : 1,
    )
    let widest = sorted[0]
    for (const each of sorted.slice(1)) {
      if (widest !== undefined && each.from < widest.to) {
        const [earlier, later] = widest.line < each.line ? [widest, each] : [each, widest]
        file.report(later.line, 'first_night', 'nightTwice', each.from, earlier.line)
        twice.add(later.line)
      }
      if (widest === undefined || each.to > widest.to) widest = each
    }
  }
  return twice
}

/** Nights of a type and plan as they are written; `to` is exclusive. */
export interface RateRun {
  readonly typeCode: string
  readonly planCode: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly prices: readonly number[]
  readonly restrictions: RestrictionsValue
}

/** CSV as RFC 4180 has it, with the prices of the currency in decimals. */
export function writeRateFile(runs: readonly RateRun[], currency: string): string {
  const mostAdults = Math.max(1, ...runs.map(({ prices }) => prices.length))
  const data = runs.map(({ typeCode, planCode, from, to, prices, restrictions }) => [
    typeCode,
    planCode,
    from,
    addDays(to, -1),
    ...Array.from({ length: mostAdults }, (_, index) => {
      const minor = prices[index]
      return minor === undefined ? '' : toDecimal(minor, currency)
    }),
    ...Object.values(NUMBERS).map(({ name }) => restrictions[name] ?? NONE),
    ...Object.values(SWITCHES).map((name) => (restrictions[name] ? 'yes' : 'no')),
  ])
  return `${Papa.unparse({ fields: rateFileColumns(mostAdults), data }, { escapeFormulae: true })}\r\n`
}
