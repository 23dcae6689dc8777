/** A CSV file as a table whose rows know their line: comma, semicolon or tab, quoted fields, any line ends. */
import Papa from 'papaparse'
import { foldText } from './words.ts'

export interface CsvRow {
  /** Of the row's first line in the file, from 1. */
  readonly line: number
  /** Without blanks around them; one per column of the head, and more where the row has more. */
  readonly fields: readonly string[]
  /** A quote that is not closed, or closed too early: what follows cannot be trusted. */
  readonly isBroken: boolean
}

export interface CsvTable {
  /** `Type code` and `type_code` are both `type_code`. */
  readonly columns: readonly string[]
  /** Rows with anything in them. */
  readonly rows: readonly CsvRow[]
}

const DELIMITERS = [';', ',', '\t'] as const

/** The first row with anything in it is the head; null when there is none. */
export function readCsv(text: string): CsvTable | null {
  const withoutMark = text.replace(/^\uFEFF/, '')
  const { data, errors } = Papa.parse<string[]>(withoutMark, { delimiter: delimiterOf(withoutMark) })
  const broken = new Set(errors.map(({ row }) => row))
  let line = 1
  const rows: CsvRow[] = []
  for (const [index, fields] of data.entries()) {
    const trimmed = fields.map((field) => field.trim())
    if (trimmed.some((field) => field !== ''))
      rows.push({ line, fields: trimmed, isBroken: broken.has(index) })
    line += 1 + fields.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
  }
  const [head, ...rest] = rows
  return head === undefined ? null : { columns: head.fields.map(columnName), rows: rest }
}

/** `Typ  Code` -> `typ_code` */
function columnName(text: string): string {
  return foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '')
}

/** The one that parts the head into most columns. */
function delimiterOf(text: string): string {
  const head = text.split(/\r\n|\r|\n/).find((each) => each.trim() !== '') ?? ''
  const unquoted = head.replace(/"[^"]*"/g, '')
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ','
}
