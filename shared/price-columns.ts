/** Columns that several files of prices have: nights, and a price by number of adults. */
import type { IsoDate } from './dates.ts'
import type { FileReader, ImportRow } from './set-up-issues.ts'
import { readAmount } from './typed-amount.ts'
import { readDate } from './typed-date.ts'

const PRICE_COLUMN = /^price_([1-9]|[12]\d|30)$/

export const isPriceColumn = (column: string): boolean => PRICE_COLUMN.test(column)

/** The columns of prices among these, from one adult on. */
export const priceColumnsOf = (columns: readonly string[]): string[] =>
  columns.filter(isPriceColumn).sort((one, other) => adultsOf(one) - adultsOf(other))

const adultsOf = (column: string) => Number(PRICE_COLUMN.exec(column)?.[1] ?? 0)

/**
 * Minor units by adults from one on; the last ones may be left empty, and what is given last holds for more. Undefined where the
 * line has none, or where one of them is reported.
 */
export function pricesOf(
  file: FileReader,
  row: ImportRow,
  columns: readonly string[],
  maxOccupancy: number | undefined,
  currency: string,
): number[] | undefined {
  const last = columns.findLast((column) => row.value(column) !== '')
  if (last === undefined) return undefined
  if (maxOccupancy !== undefined && adultsOf(last) > maxOccupancy) {
    file.report(row.line, last, 'tooManyPrices', row.value(last), maxOccupancy)
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

/** Undefined, and reported, for what is no day. */
export function nightOf(file: FileReader, row: ImportRow, column: string): IsoDate | undefined {
  const text = row.value(column)
  const date = readDate(text)
  if (text === '') file.report(row.line, column, 'nightMissing')
  else if (date === undefined) file.report(row.line, column, 'notADate', text)
  return date
}
