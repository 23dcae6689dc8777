/** Words as they are searched for: small letters without accents, so that `muller` finds Müller and `oster` finds Øster. */

/** Letters that are no accented form of another one, and what people type for them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}
const MOST_WORDS = 12

export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
}

/** The different words of a text, in order, at most 12; everything but letters and digits separates them. */
export function foldedWords(...texts: readonly string[]): string[] {
  const words = foldText(texts.join(' ')).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words)].slice(0, MOST_WORDS)
}
