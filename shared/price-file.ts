/**
 * prices.csv: one line for a type, a plan and, where it does not hold for all nights, the first and the last night of
 * its season; then a price for one adult, for two, and so on. A later line wins over an earlier one.
 */
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import type { ImportedType } from './room-file.ts'
import { FileReader, type ImportIssue, type ImportRow, type SetUpFile, textOf } from './set-up-issues.ts'
import { readAmount } from './typed-amount.ts'
import { readDate } from './typed-date.ts'

export interface ImportedPlan {
  code: string
  name: string
}

export interface ImportedPrice {
  roomTypeCode: string
  ratePlanCode: string
  prices: number[]
  from?: IsoDate
  /** Exclusive. */
  to?: IsoDate
}

const NEEDED = ['type_code', 'plan_code', 'price_1']
const MAY_HAVE = ['plan_name', 'first_night', 'last_night']
const PRICE_COLUMN = /^price_([1-9]|[12]\d|30)$/
const MOST_PLANS = 50
const MOST_LINES = 5_000
const LONGEST = { code: 20, name: 80 }

/** @param areTypesKnown false where the rooms could not all be read: a type that is not among them is not wrong then. */
export function readPriceFile(
  { name, text }: SetUpFile,
  types: readonly ImportedType[],
  areTypesKnown: boolean,
  currency: string,
): { ratePlans: ImportedPlan[]; prices: ImportedPrice[]; issues: ImportIssue[]; ignored: string[] } {
  const file = new FileReader(name)
  const mayHave = (column: string) => MAY_HAVE.includes(column) || PRICE_COLUMN.test(column)
  const { columns, rows } = file.rows(text, NEEDED, mayHave, MOST_LINES)
  const priceColumns = columns.filter((column) => PRICE_COLUMN.test(column)).sort(byAdults)
  const plans = new Map<string, ImportedPlan & { line: number }>()
  const typeOf = new Map(types.map((type) => [type.code, type]))
  const priced = new Set<string>()
  const prices: ImportedPrice[] = []
  for (const row of rows) {
    const code = textOf(file, row, 'type_code', LONGEST.code)
    const type = code === undefined ? undefined : typeOf.get(code)
    if (code !== undefined && type === undefined && areTypesKnown)
      file.report(row.line, 'type_code', 'unknownType', code)
    const plan = planOf(file, row, plans)
    const nights = nightsOf(file, row)
    const amounts = amountsOf(file, row, priceColumns, type, currency)
    if (code !== undefined) priced.add(code)
    if (code === undefined || plan === undefined || nights === undefined || amounts === undefined) continue
    prices.push({ roomTypeCode: code, ratePlanCode: plan, prices: amounts, ...nights })
  }
  if (areTypesKnown && rows.length > 0) {
    for (const type of types)
      if (!priced.has(type.code)) file.report(0, 'type_code', 'typeWithoutPrice', type.code)
  }
  const ratePlans = [...plans.values()].map(({ line: _, ...plan }) => plan)
  return { ratePlans, prices, issues: file.issues, ignored: file.ignored }
}

const adultsOf = (column: string) => Number(PRICE_COLUMN.exec(column)?.[1] ?? 0)
const byAdults = (a: string, b: string) => adultsOf(a) - adultsOf(b)

function planOf(
  file: FileReader,
  row: ImportRow,
  plans: Map<string, ImportedPlan & { line: number }>,
): string | undefined {
  const code = textOf(file, row, 'plan_code', LONGEST.code)
  if (code === undefined) return undefined
  const given = row.value('plan_name')
  const name = given === '' ? undefined : textOf(file, row, 'plan_name', LONGEST.name)
  const known = plans.get(code)
  if (known === undefined) {
    plans.set(code, { code, name: name ?? code, line: row.line })
    if (plans.size === MOST_PLANS + 1) file.report(row.line, 'plan_code', 'tooManyPlans', code, MOST_PLANS)
  } else if (name !== undefined && name !== known.name)
    file.report(row.line, 'plan_name', 'differs', name, `${known.name} (${known.line})`)
  return code
}

/** Nothing where the line holds for all nights; undefined, and reported, where its nights are not valid. */
function nightsOf(file: FileReader, row: ImportRow): { from?: IsoDate; to?: IsoDate } | undefined {
  const [first, last] = (['first_night', 'last_night'] as const).map((column) => row.value(column))
  if (first === '' && last === '') return {}
  const from = dateOf(file, row, 'first_night')
  const until = dateOf(file, row, 'last_night')
  if (from === undefined || until === undefined) return undefined
  if (daysBetween(from, until) < 0) {
    file.report(row.line, 'last_night', 'nightsBackwards', until, from)
    return undefined
  }
  return { from, to: addDays(until, 1) }
}

function dateOf(file: FileReader, row: ImportRow, column: string): IsoDate | undefined {
  const text = row.value(column)
  const date = readDate(text)
  if (text === '') file.report(row.line, column, 'nightMissing')
  else if (date === undefined) file.report(row.line, column, 'notADate', text)
  return date
}

/** By adults from one on; the last ones may be left empty, and what is given last holds for more. */
function amountsOf(
  file: FileReader,
  row: ImportRow,
  columns: readonly string[],
  type: ImportedType | undefined,
  currency: string,
): number[] | undefined {
  const given = columns.filter((column) => row.value(column) !== '')
  const last = given.at(-1)
  if (last === undefined) {
    file.report(row.line, 'price_1', 'priceMissing')
    return undefined
  }
  if (type !== undefined && adultsOf(last) > type.maxOccupancy) {
    file.report(row.line, last, 'tooManyPrices', row.value(last), type.maxOccupancy)
    return undefined
  }
  const amounts = Array.from({ length: adultsOf(last) }, (_, index) => {
    const column = `price_${index + 1}`
    const text = row.value(column)
    const amount = readAmount(text, currency)
    if (text === '') file.report(row.line, column, 'priceMissing')
    else if (amount === undefined) file.report(row.line, column, 'notAnAmount', text, currency)
    return amount
  })
  return amounts.every((amount) => amount !== undefined) ? amounts : undefined
}
