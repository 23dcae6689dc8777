/** Journal rows in words, and those of them that a filter lets through. Pure. */
import { foldText } from '../../shared/words.ts'
import { actorText, type JournalRow, journalWords, type Naming } from './journal-words.ts'

export interface WordedRow extends JournalRow {
  readonly seq: number
  readonly at: number
  readonly hash: string
  readonly words: string
  readonly actorWords: string
  readonly reservationId: string | null
  readonly payloadJson: string
  /** Everything that a filter looks at, in small letters without accents. */
  readonly searched: string
}

type Listed = JournalRow & {
  readonly seq: number
  readonly at: number
  readonly hash: string
  readonly reservationId: string | null
}

export function wordedRow(row: Listed, naming: Naming): WordedRow {
  const words = journalWords(row, naming)
  const actorWords = actorText(row.actor)
  const code = typeof row.payload.code === 'string' ? row.payload.code : ''
  return {
    ...row,
    words,
    actorWords,
    payloadJson: JSON.stringify(row.payload, null, 1),
    searched: foldText(`#${row.seq} ${words} ${actorWords} ${row.command} ${code}`),
  }
}

/** Rows in which every typed word occurs, and that `actor` gave; an empty `actor` is everybody. */
export function filteredRows(rows: readonly WordedRow[], text: string, actor: string): readonly WordedRow[] {
  const wanted = foldText(text)
    .split(/\s+/)
    .filter((word) => word !== '')
  if (wanted.length === 0 && actor === '') return rows
  return rows.filter(
    (row) =>
      (actor === '' || row.actorWords === actor) && wanted.every((word) => row.searched.includes(word)),
  )
}
