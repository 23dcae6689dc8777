/** Excel's files as the text of a CSV file, and the other way: what reads and writes rates knows one format only. */
import Papa from 'papaparse'

type Value = string | number | boolean | Date | null

/** By its first bytes, as a ZIP archive begins; not by its name. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** Of the first sheet. @throws what the library says of a file that is none of Excel's */
export async function csvOfWorkbook(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { readSheet } = await import('read-excel-file/universal')
  const rows = (await readSheet(new Blob([bytes]))) as unknown as Value[][]
  return Papa.unparse(rows.map((row) => row.map(textOf)))
}

function textOf(value: Value): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return String(value)
}

const NUMBER = /^\d+(\.\d+)?$/

/** One sheet; what is a number in the CSV is one there, so that it can be added up. */
export async function workbookOfCsv(csv: string): Promise<Blob> {
  const { default: write } = await import('write-excel-file/universal')
  const { data } = Papa.parse<string[]>(csv.trimEnd())
  const [head, ...rows] = data
  const sheet = [
    (head ?? []).map((value) => ({ value, fontWeight: 'bold' as const })),
    // A code that looks like a number stays the text that it is.
    ...rows.map((row) =>
      row.map((value, at) => (at >= 4 && NUMBER.test(value) ? Number(value) : value || null)),
    ),
  ]
  return write(sheet, { sheet: 'Rates', stickyRowsCount: 1 }).toBlob()
}
