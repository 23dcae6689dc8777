/**
 * prices.csv: one line for a type, a plan and, where it does not hold for all nights, the first and the last night of
 * its season; then a price for one adult, for two, and so on. A later line wins over an earlier one.
 */
import { addDays, daysBetween, type IsoDate } from './dates.ts'
import { isPriceColumn, nightOf, priceColumnsOf, pricesOf } from './price-columns.ts'
import type { ImportedType } from './room-file.ts'
import { FileReader, type ImportIssue, type ImportRow, type SetUpFile, textOf } from './set-up-issues.ts'

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
  const mayHave = (column: string) => MAY_HAVE.includes(column) || isPriceColumn(column)
  const { columns, rows } = file.rows(text, NEEDED, mayHave, MOST_LINES)
  const priceColumns = priceColumnsOf(columns)
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
    if (priceColumns.every((column) => row.value(column) === ''))
      file.report(row.line, 'price_1', 'priceMissing')
    const amounts = pricesOf(file, row, priceColumns, type?.maxOccupancy, currency)
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
  const from = nightOf(file, row, 'first_night')
  const until = nightOf(file, row, 'last_night')
  if (from === undefined || until === undefined) return undefined
  if (daysBetween(from, until) < 0) {
    file.report(row.line, 'last_night', 'nightsBackwards', until, from)
    return undefined
  }
  return { from, to: addDays(until, 1) }
}
