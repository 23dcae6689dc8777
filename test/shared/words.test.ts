/** Words are found whatever accents, capitals and separators they were typed with. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldedWords, foldText } from '../../shared/words.ts'

test.each([
  ['Müller', 'muller'],
  ['Østergård', 'ostergard'],
  ['Łukasz', 'lukasz'],
  ['GROSS-Straße', 'gross-strasse'],
  ['İpek', 'ipek'],
  ['Æther', 'aether'],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('words are split at everything but letters and digits, each kept once', () => {
  expect(foldedWords("O'Brien-Smith", 'Mary Ann  Mary')).toEqual(['o', 'brien', 'smith', 'mary', 'ann'])
  expect(foldedWords('–', '')).toEqual([])
  expect(foldedWords('王 小明')).toEqual(['王', '小明'])
})

test('folding twice changes nothing, and there are never more than twelve words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text))
      const words = foldedWords(text)
      expect(words.length).toBeLessThanOrEqual(12)
      expect(new Set(words).size).toBe(words.length)
    }),
  )
})
