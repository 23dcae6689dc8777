/** Which parts of a text begin like the words that were typed; folded as the host folds, so that both agree. Pure. */
import { foldedWords, foldText } from '../../shared/words.ts'

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** How many letters of the text, from its start, fold to something that begins with `word`; 0 when none do. */
function lettersOf(text: string, word: string): number {
  let folded = ''
  let at = 0
  for (const letter of text) {
    if (folded.length >= word.length) break
    folded += foldText(letter)
    at += letter.length
  }
  return folded.startsWith(word) ? at : 0
}

export interface Piece {
  readonly text: string
  readonly isMatch: boolean
}

/** The text in pieces: those that begin a word as one of the words typed does, and the rest. */
export function matchPieces(text: string, typed: string): Piece[] {
  const words = foldedWords(typed)
  const pieces: Piece[] = []
  let from = 0
  for (const found of text.matchAll(WORD)) {
    const length = Math.max(0, ...words.map((word) => lettersOf(found[0], word)))
    if (length === 0) continue
    if (found.index > from) pieces.push({ text: text.slice(from, found.index), isMatch: false })
    pieces.push({ text: text.slice(found.index, found.index + length), isMatch: true })
    from = found.index + length
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isMatch: false })
  return pieces
}

/** Whether every word typed begins some word of the text. */
export function isMatch(text: string, typed: string): boolean {
  const words = foldedWords(typed)
  const own = foldedWords(text)
  return words.every((word) => own.some((each) => each.startsWith(word)))
}
