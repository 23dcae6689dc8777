import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  LEAST_SCORE,
  matchRates,
  matchRooms,
  nameLikeness,
  readProductList,
} from '../../shared/product-match.ts'

const type = (code: string, name: string) => ({ id: `id-${code}`, code, name })
const TYPES = [
  type('DBL', 'Double'),
  type('SUP', 'Superior Double'),
  type('DLX', 'Deluxe Double'),
  type('FAM', 'Family'),
  type('STE', 'Suite'),
  type('SGL', 'Single'),
]
const PLANS = [
  type('FLEX', 'Flexible'),
  type('NRF', 'Non-refundable'),
  type('BB', 'Breakfast'),
  type('CORP', 'Corporate'),
]
const product = (code: string, name: string, ...rates: [string, string][]) => ({
  code,
  name,
  rates: rates.map(([rateCode, rateName]) => ({ code: rateCode, name: rateName })),
})
const none = new Map<string, string>()

describe('names', () => {
  test.each([
    ['Double', 'Double Room', 1],
    ['Double', 'DBL', 1],
    ['Double', 'Doppelzimmer', 1],
    ['Flexible', 'Standard Rate', 1],
    ['Non-refundable', 'Non refundable rate', 1],
    ['Breakfast', 'Frühstück', 1],
  ])('%s is %s', (ours, theirs, likeness) => {
    expect(nameLikeness(ours, theirs)).toBeCloseTo(likeness)
  })

  test.each([
    ['Double', 'Studio Annexe'],
    ['Flexible', 'Genius weekly'],
    ['Single', 'Double Room'],
    ['Suite', ''],
  ])('%s is not %s', (ours, theirs) => {
    expect(nameLikeness(ours, theirs)).toBeLessThan(LEAST_SCORE)
  })

  test('likeness is the same from both sides, from 0 to 1, and 1 for the same name', () => {
    const name = fc.stringMatching(/^[A-Za-zäöü]{2,9}( [A-Za-z]{2,9}){0,3}$/)
    fc.assert(
      fc.property(name, name, (a, b) => {
        const likeness = nameLikeness(a, b)
        expect(likeness).toBeCloseTo(nameLikeness(b, a))
        expect(likeness).toBeGreaterThanOrEqual(0)
        expect(likeness).toBeLessThanOrEqual(1)
        if (nameLikeness(a, a) > 0) expect(nameLikeness(a, a)).toBe(1)
      }),
    )
  })
})

describe('rooms', () => {
  const products = [
    product('1', 'Double Room'),
    product('2', 'Superior Double Room'),
    product('3', 'Deluxe Double Room with Balcony'),
    product('4', 'Family Room'),
    product('5', 'Studio Annexe'),
  ]

  test('each of the channel’s rooms gets the most alike type, once, and what is like none gets none', () => {
    const found = matchRooms(TYPES, products, none)
    expect(found.map(({ roomCode, roomTypeId }) => [roomCode, roomTypeId]).sort()).toEqual([
      ['1', 'id-DBL'],
      ['2', 'id-SUP'],
      ['3', 'id-DLX'],
      ['4', 'id-FAM'],
    ])
    expect(found.find(({ roomCode }) => roomCode === '3')!.score).toBeLessThan(1)
  })

  test('what somebody has mapped is left alone, on both sides', () => {
    const found = matchRooms(TYPES, products, new Map([['5', 'id-DBL']]))
    expect(found.map(({ roomCode }) => roomCode)).not.toContain('5')
    expect(found.map(({ roomTypeId }) => roomTypeId)).not.toContain('id-DBL')
  })

  test('our own code is certain', () => {
    expect(matchRooms(TYPES, [product('ste', 'Penthouse')], none)).toEqual([
      { roomCode: 'ste', roomTypeId: 'id-STE', score: 1, reason: 'code' },
    ])
  })

  test('the last one on both sides is suggested with little weight, whatever it is called', () => {
    expect(matchRooms([type('X', 'Loft')], [product('9', 'Penthouse')], none)).toMatchObject([
      { reason: 'only', score: 0.7 },
    ])
    expect(matchRooms([type('X', 'Loft'), type('Y', 'Barn')], [product('9', 'Penthouse')], none)).toEqual([])
  })

  test('no type and no code is suggested twice, whatever the names', () => {
    const words = fc.constantFrom('Double', 'Double Room', 'Twin', 'Suite', 'Superior Double', 'Loft', '')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), fc.array(words, { maxLength: 6 }), (ours, theirs) => {
        const found = matchRooms(
          ours.map((name, index) => type(`T${index}`, name)),
          theirs.map((name, index) => product(`C${index}`, name)),
          none,
        )
        expect(new Set(found.map(({ roomCode }) => roomCode)).size).toBe(found.length)
        expect(new Set(found.map(({ roomTypeId }) => roomTypeId)).size).toBe(found.length)
        for (const { score } of found) expect(score).toBeGreaterThanOrEqual(LEAST_SCORE)
      }),
    )
  })
})

test('rates are matched without the words of their room', () => {
  const double = product(
    '1',
    'Double Room',
    ['11', 'Double Room, standard rate'],
    ['12', 'Double Room - Non refundable'],
    ['13', 'Genius weekly'],
  )
  expect(
    matchRates(PLANS, double, none)
      .map(({ rateCode, ratePlanId }) => [rateCode, ratePlanId])
      .sort(),
  ).toEqual([
    ['11', 'id-FLEX'],
    ['12', 'id-NRF'],
  ])
  expect(matchRates(PLANS, double, new Map([['11', 'id-NRF']]))).toEqual([])
})

test('a pasted list is read by its marks, and a line without a code is named', () => {
  const tabbed = '1\tDouble Room\t11\tStandard\n1\tDouble Room\t12\tSaver, small\n\n2\tSuite'
  expect(readProductList(tabbed)).toEqual({
    products: [
      product('1', 'Double Room', ['11', 'Standard'], ['12', 'Saver, small']),
      product('2', 'Suite'),
    ],
    issues: [],
  })
  expect(readProductList('1;Double;11;A;\r\n1;Double;11;again').products).toEqual([
    product('1', 'Double', ['11', 'A']),
  ])
  expect(readProductList(`3, Suite\n, nothing\n${'9'.repeat(61)}, long`).issues).toEqual([
    { line: 2 },
    { line: 3 },
  ])
})
