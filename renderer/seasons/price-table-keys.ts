/** How one goes through a table of prices by the arrows, and what a block that is pasted from a spreadsheet says. Pure. */

interface Place {
  readonly row: number
  readonly column: number
}

interface TableShape {
  readonly rows: number
  readonly columns: number
  /** A room type that sleeps fewer has no field for more adults. */
  hasField(row: number, column: number): boolean
}

const STEPS: Readonly<Record<string, Place>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
}

/**
 * The next field in the arrow's direction, over places without one; undefined where the key stays with the field, as inside of
 * its text, or where there is none.
 */
export function cellAfter(
  from: Place,
  key: string,
  caret: { readonly atStart: boolean; readonly atEnd: boolean },
  { rows, columns, hasField }: TableShape,
): Place | undefined {
  const step = STEPS[key]
  if (step === undefined) return undefined
  if ((key === 'ArrowLeft' && !caret.atStart) || (key === 'ArrowRight' && !caret.atEnd)) return undefined
  let { row, column } = from
  for (;;) {
    row += step.row
    column += step.column
    if (row < 0 || row >= rows || column < 0 || column >= columns) return undefined
    if (hasField(row, column)) return { row, column }
  }
}

/** Lines and tabs of a spreadsheet; null for a single value, which the field takes itself. */
export function pastedRows(text: string): string[][] | null {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const rows = lines.map((line) => line.split('\t').map((cell) => cell.trim()))
  return rows.length === 1 && rows[0]?.length === 1 ? null : rows
}
