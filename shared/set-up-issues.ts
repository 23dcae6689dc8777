/** What can be wrong with a line of a CSV file that sets up a hotel, and where; rows read by the names of their columns. */
import { type CsvRow, readCsv } from './csv-table.ts'

export const IMPORT_ISSUES = [
  'fileTooLarge',
  'fileEmpty',
  'columnMissing',
  'columnTwice',
  'quoteBroken',
  'tooManyFields',
  'valueMissing',
  'tooLong',
  'notAName',
  'notANumber',
  'outOfRange',
  'roomTwice',
  'differs',
  'tooManyRooms',
  'tooManyTypes',
  'tooManyPlans',
  'tooManyLines',
  'unknownType',
  'notADate',
  'nightMissing',
  'nightsBackwards',
  'notAnAmount',
  'priceMissing',
  'tooManyPrices',
  'typeWithoutPrice',
  'noSuchType',
  'noSuchPlan',
  'nightPast',
  'beyondHorizon',
  'nightTwice',
  'notYesOrNo',
  'nothingToSet',
] as const
export type ImportIssueCode = (typeof IMPORT_ISSUES)[number]

export interface ImportIssue {
  readonly file: string
  /** From 1; 0 where the whole file is meant. */
  readonly line: number
  readonly column: string | null
  readonly code: ImportIssueCode
  /** What stands there, shortened. */
  readonly value: string
  /** What it is measured by: a limit, or the value of an earlier line. */
  readonly against: string
}

export interface SetUpFile {
  readonly name: string
  readonly text: string
}

export const MOST_FILE_CHARACTERS = 2_000_000
const SHOWN_OF_A_VALUE = 60

/** One row by column; what the file lacks is empty. */
export interface ImportRow {
  readonly line: number
  value(column: string): string
}

/** Reads the rows of one file and collects what is wrong with it. */
export class FileReader {
  readonly issues: ImportIssue[] = []
  readonly ignored: string[] = []
  readonly #name: string

  constructor(name: string) {
    this.#name = name
  }

  report(
    line: number,
    column: string | null,
    code: ImportIssueCode,
    value = '',
    against: unknown = '',
  ): void {
    const plain = value.replace(/[\s\p{Cc}]+/gu, ' ').trim()
    const shown = plain.length > SHOWN_OF_A_VALUE ? `${plain.slice(0, SHOWN_OF_A_VALUE)}…` : plain
    this.issues.push({ file: this.#name, line, column, code, value: shown, against: String(against) })
  }

  /** The rows that can be read; the others are reported. `mayHave` are the columns known beside the needed ones. */
  rows(
    text: string,
    needed: readonly string[],
    mayHave: (column: string) => boolean,
    mostRows: number,
  ): { columns: readonly string[]; rows: ImportRow[] } {
    const nothing = { columns: [], rows: [] }
    if (text.length > MOST_FILE_CHARACTERS) {
      this.report(0, null, 'fileTooLarge', '', MOST_FILE_CHARACTERS)
      return nothing
    }
    const table = readCsv(text)
    if (table === null || table.rows.length === 0) {
      this.report(0, null, 'fileEmpty')
      return nothing
    }
    const { columns } = table
    const known = (column: string) => needed.includes(column) || mayHave(column)
    for (const column of needed) if (!columns.includes(column)) this.report(1, column, 'columnMissing')
    for (const [index, column] of columns.entries()) {
      if (known(column) && columns.indexOf(column) !== index) this.report(1, column, 'columnTwice')
      if (!known(column) && column !== '') this.ignored.push(column)
    }
    if (table.rows.length > mostRows)
      this.report(0, null, 'tooManyLines', String(table.rows.length), mostRows)
    if (this.issues.length > 0) return nothing
    return { columns, rows: table.rows.filter((row) => this.#isWhole(row, columns)).map(byColumn(columns)) }
  }

  #isWhole({ line, fields, isBroken }: CsvRow, columns: readonly string[]): boolean {
    if (isBroken) this.report(line, null, 'quoteBroken', fields.join(' '))
    else if (fields.slice(columns.length).some((field) => field !== ''))
      this.report(line, null, 'tooManyFields', fields.slice(columns.length).join(' '), columns.length)
    else return true
    return false
  }
}

function byColumn(columns: readonly string[]): (row: CsvRow) => ImportRow {
  const places = new Map(columns.map((column, index) => [column, index]))
  return ({ line, fields }) => ({
    line,
    value: (column) => fields[places.get(column) ?? -1] ?? '',
  })
}

/** Text of 1 to `most` characters without control characters; undefined, and reported, otherwise. */
export function textOf(file: FileReader, row: ImportRow, column: string, most: number): string | undefined {
  const text = row.value(column)
  if (text === '') file.report(row.line, column, 'valueMissing')
  else if (text.length > most) file.report(row.line, column, 'tooLong', text, most)
  else if (/\p{Cc}/u.test(text)) file.report(row.line, column, 'notAName', text)
  else return text
  return undefined
}
