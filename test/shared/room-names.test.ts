/** Typed lists of rooms, and amounts as people and spreadsheets write them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toDecimal } from '../../shared/money.ts'
import { isRoomName, readRoomNames, roomNamesText } from '../../shared/room-names.ts'
import { readAmount } from '../../shared/typed-amount.ts'

test.each([
  ['101-104, 201, 203', ['101', '102', '103', '104', '201', '203']],
  ['101 – 103', ['101', '102', '103']],
  ['101 102 104-105', ['101', '102', '104', '105']],
  ['A1-A3; B07-B09', ['A1', 'A2', 'A3', 'B07', 'B08', 'B09']],
  ['A9-11', ['A9', 'A10', 'A11']],
  ['Villa 1, Garden-House,\n007-009', ['Villa 1', 'Garden-House', '007', '008', '009']],
  ['"1-12", A1-B4', ['1-12', 'A1-B4']],
  ['101-101', ['101']],
  ['', []],
])('%j are the rooms %j', (text, names) => {
  expect(readRoomNames(text)).toEqual({ names, issue: null })
})

test.each([
  ['112-101', { code: 'backwards', text: '112-101' }],
  ['101, 102, 101', { code: 'twice', text: '101' }],
  ['101-103, 102', { code: 'twice', text: '102' }],
  ['1-1001', { code: 'tooMany', text: '1-1001', limit: 1_000 }],
  ['1-999999999', { code: 'tooMany', text: '1-999999999', limit: 1_000 }],
  ['1-600, 1000-1600', { code: 'tooMany', text: '1000-1600', limit: 1_000 }],
  ['the room behind the stairs', { code: 'tooLong', text: 'the room behind the stairs' }],
  ['"101, 102', { code: 'openQuote', text: '"101, 102' }],
  ['10\u00001', { code: 'notAName', text: '10\u00001' }],
  ['""', { code: 'notAName', text: '""' }],
])('%j is refused, and why', (text, issue) => {
  expect(readRoomNames(text)).toEqual({ names: null, issue })
})

test('rooms written as a list read as the same rooms again', () => {
  const anyName = fc
    .oneof(
      fc.integer({ min: 1, max: 60 }).map(String),
      fc.integer({ min: 1, max: 30 }).map((number) => `A${number}`),
      fc.integer({ min: 1, max: 12 }).map((number) => String(number).padStart(3, '0')),
      fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => text.trim()),
    )
    .filter(isRoomName)
  fc.assert(
    fc.property(fc.uniqueArray(anyName, { maxLength: 60 }), (names) => {
      expect(readRoomNames(roomNamesText(names))).toEqual({ names, issue: null })
    }),
    { numRuns: 500 },
  )
  expect(roomNamesText(['101', '102', '103', '105', '1-12'])).toBe('101-103, 105, "1-12"')
})

test('no text makes the reader of rooms fail, or forget a limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { names } = readRoomNames(text)
      for (const name of names ?? []) expect(isRoomName(name)).toBe(true)
      expect(names?.length ?? 0).toBeLessThanOrEqual(1_000)
    }),
    { numRuns: 1_000 },
  )
})

test.each([
  ['89', 'EUR', 8_900],
  ['89.5', 'EUR', 8_950],
  ['89,50', 'EUR', 8_950],
  ['€ 89,50', 'EUR', 8_950],
  ['89.50 EUR', 'EUR', 8_950],
  ['1.234,50', 'EUR', 123_450],
  ['1,234.50', 'EUR', 123_450],
  ['1 234,50', 'EUR', 123_450],
  ['1\u202f234,50', 'EUR', 123_450],
  ['1’234.50', 'CHF', 123_450],
  ['1.234.567', 'EUR', 123_456_700],
  ['12,000', 'JPY', 12_000],
  ['1.234', 'KWD', 1_234],
  ['0', 'EUR', 0],
])('%j in %s is %i', (text, currency, minor) => {
  expect(readAmount(text, currency)).toBe(minor)
})

test.each([
  ['1.500', 'EUR'],
  ['1,234', 'EUR'],
  ['89.999', 'EUR'],
  ['-5', 'EUR'],
  ['89,5,0', 'EUR'],
  ['1,234,50', 'EUR'],
  ['1,234,567,50', 'EUR'],
  ['', 'EUR'],
  ['free', 'EUR'],
  ['1e3', 'EUR'],
  ['12.5', 'JPY'],
  ['99999999999999', 'EUR'],
])('%j in %s could mean anything and is no amount', (text, currency) => {
  expect(readAmount(text, currency)).toBeUndefined()
})

test('an amount written with either decimal sign, grouped or not, is read exactly', () => {
  const currency = fc.constantFrom('EUR', 'JPY', 'KWD')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), currency, fc.boolean(), (minor, code, isComma) => {
      const [whole = '', decimals] = toDecimal(minor, code).split('.')
      const [sign, group] = isComma ? [',', '.'] : ['.', ',']
      const fraction = decimals === undefined ? '' : `${sign}${decimals}`
      expect(readAmount(`${whole}${fraction}`, code)).toBe(minor)
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
      if (fraction !== '') expect(readAmount(`${grouped}${fraction}`, code)).toBe(minor)
    }),
    { numRuns: 500 },
  )
})
