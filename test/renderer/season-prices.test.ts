/** The table of a season's prices without a page: what each field means, what empty ones follow, how one goes through it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  followedTexts,
  type PriceRow,
  type RowTerms,
  readRow,
  rowOf,
} from '../../renderer/seasons/price-row.ts'
import { cellAfter, pastedRows } from '../../renderer/seasons/price-table-keys.ts'
import { amountFor } from '../../shared/pricing.ts'
import type { PriceSet } from '../../shared/rates/price-set.ts'

const terms: RowTerms = {
  currency: 'EUR',
  baseOccupancy: 2,
  maxOccupancy: 4,
  bands: 2,
  base: { prices: [10_000, 12_000, 15_000], children: [0, 2_500], extraBedMinor: 3_000 },
}
const read = (row: PriceRow, given: RowTerms = terms) => readRow(row, given)
const fixed = (prices: number[], children: number[], extraBedMinor: number | null) => ({
  kind: 'priced',
  price: { kind: 'fixed', prices, children, extraBedMinor },
})

describe('a row of prices', () => {
  test('empty fields keep the base price’s distance to base occupancy; children and bed cost what they cost there', () => {
    expect(read({ 'adults.2': '198' })).toEqual(fixed([17_800, 19_800, 22_800], [0, 2_500], 3_000))
    expect(followedTexts({ 'adults.2': '198' }, terms)).toEqual({
      'adults.1': '178',
      'adults.3': '228',
      'adults.4': '228',
      'child.0': '0.00',
      'child.1': '25',
      extraBed: '30',
    })
    expect(followedTexts({}, terms)).toEqual({})
  })

  test('each occupancy, age band and the bed has a price of its own, also as a difference to base occupancy', () => {
    expect(
      read({
        'adults.1': '-10%',
        'adults.2': '200',
        'adults.3': '+35',
        'adults.4': '290.50',
        'child.0': '5',
        extraBed: '0',
      }),
    ).toEqual(fixed([18_000, 20_000, 23_500, 29_050], [500, 2_500], 0))
    // Beyond what the base price says the last one that is typed holds.
    expect(read({ 'adults.2': '200', 'adults.3': '260' })).toEqual(
      fixed([18_000, 20_000, 26_000], [0, 2_500], 3_000),
    )
  })

  test('without a base price empty occupancies cost as the base one, children and bed nothing', () => {
    const alone = { ...terms, base: undefined }
    expect(read({ 'adults.2': '200' }, alone)).toEqual(fixed([20_000], [], null))
    expect(read({ 'adults.2': '200', 'adults.3': '+30' }, alone)).toEqual(
      fixed([20_000, 20_000, 23_000], [], null),
    )
    expect(read({ 'adults.2': '200', 'child.1': '8' }, alone)).toEqual(fixed([20_000], [0, 800], null))
  })

  test('a change moves the whole base price and stands alone; what cannot be meant is named by its field', () => {
    const wrong = (row: PriceRow) => {
      const result = read(row)
      return result.kind === 'issues' ? result.columns : result
    }
    expect(read({ 'adults.2': '+10%' })).toEqual({ kind: 'priced', price: { kind: 'percent', percent: 10 } })
    expect(read({ 'adults.2': ' ' })).toEqual({ kind: 'empty' })
    expect(wrong({ 'adults.2': '+10%', 'adults.3': '250', extraBed: '3' })).toEqual(['adults.3', 'extraBed'])
    expect(wrong({ 'adults.3': '250' })).toEqual(['adults.2'])
    expect(wrong({ 'adults.2': '0', 'adults.3': '250' })).toEqual(['adults.2'])
    expect(wrong({ 'adults.2': '198', 'adults.1': 'much', 'child.0': '-5' })).toEqual(['adults.1', 'child.0'])
    expect(wrong({ 'adults.2': '198', 'adults.1': '-200' })).toEqual(['adults.1'])
    // The base price's distance is larger than the price: single use would cost less than nothing.
    expect(wrong({ 'adults.2': '10' })).toEqual(['adults.2'])
  })

  test('any price that is shown and read again asks the same of every guest', () => {
    const amount = fc.integer({ min: 0, max: 100_000 })
    const set: fc.Arbitrary<PriceSet> = fc.record({
      prices: fc.array(amount, { minLength: 1, maxLength: 4 }),
      children: fc.array(amount, { maxLength: 3 }),
      extraBedMinor: fc.option(amount),
    })
    fc.assert(
      fc.property(
        set,
        fc.option(set, { nil: undefined }),
        fc.integer({ min: 1, max: 4 }),
        (price, base, occupancy) => {
          const given = { ...terms, base, baseOccupancy: occupancy }
          const result = read(rowOf({ kind: 'fixed', ...price }, given), given)
          if (result.kind !== 'priced' || result.price.kind !== 'fixed')
            throw new Error(JSON.stringify(result))
          for (let adults = 1; adults <= 4; adults++)
            expect(amountFor(result.price.prices, adults)).toBe(amountFor(price.prices, adults))
          for (let band = 0; band < 3; band++)
            expect(result.price.children[band] ?? 0).toBe(price.children[band] ?? 0)
          expect(result.price.extraBedMinor ?? 0).toBe(price.extraBedMinor ?? 0)
        },
      ),
    )
  })
})

describe('going through the table', () => {
  // The first row sleeps one: its second and third place have no field.
  const shape = {
    rows: 3,
    columns: 4,
    hasField: (row: number, column: number) => row > 0 || column === 0 || column === 3,
  }
  const whole = { atStart: true, atEnd: true }

  test('arrows lead to the next field, over places without one, and stay at the edges', () => {
    expect(cellAfter({ row: 0, column: 0 }, 'ArrowRight', whole, shape)).toEqual({ row: 0, column: 3 })
    expect(cellAfter({ row: 2, column: 1 }, 'ArrowUp', whole, shape)).toEqual({ row: 1, column: 1 })
    expect(cellAfter({ row: 1, column: 1 }, 'ArrowUp', whole, shape)).toBeUndefined()
    expect(cellAfter({ row: 2, column: 3 }, 'ArrowDown', whole, shape)).toBeUndefined()
    expect(cellAfter({ row: 1, column: 1 }, 'Enter', whole, shape)).toBeUndefined()
  })

  test('inside of a text the arrows move its caret', () => {
    const inside = { atStart: false, atEnd: false }
    expect(cellAfter({ row: 1, column: 1 }, 'ArrowRight', inside, shape)).toBeUndefined()
    expect(
      cellAfter({ row: 1, column: 1 }, 'ArrowLeft', { atStart: false, atEnd: true }, shape),
    ).toBeUndefined()
    expect(cellAfter({ row: 1, column: 1 }, 'ArrowDown', inside, shape)).toEqual({ row: 2, column: 1 })
  })

  test('a block of a spreadsheet is lines and tabs; a single value is left to the field', () => {
    expect(pastedRows('128\t198\r\n 130\t\r\n')).toEqual([
      ['128', '198'],
      ['130', ''],
    ])
    expect(pastedRows('198')).toBeNull()
    expect(pastedRows('198\n')).toBeNull()
  })
})
