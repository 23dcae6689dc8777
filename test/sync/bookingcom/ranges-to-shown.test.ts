/** Whatever cells are sent as ranges, what the channel then shows is those cells: a naive model is the judge. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  compressRanges,
  type DatedValue,
  encodeCellValue,
  type Facet,
  type RestrictionsValue,
} from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DOUBLE, day, type Fixture, FLEXIBLE, range, SAVER, SUITE, startFixture } from './fixture.ts'

const FIRST = day('2027-10-25')
const DAYS = 12

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(() => fixture.close())

interface Product {
  roomCode: string
  rateCode: string | null
}

const ROOMS: Product[] = [DOUBLE, SUITE].map((roomCode) => ({ roomCode, rateCode: null }))
const PLANS: Product[] = [
  { roomCode: DOUBLE, rateCode: FLEXIBLE },
  { roomCode: DOUBLE, rateCode: SAVER },
  { roomCode: SUITE, rateCode: FLEXIBLE },
]

/** Per product and day a value, or none: then the cell keeps what it had. */
function edits<Value>(products: Product[], value: fc.Arbitrary<Value>) {
  const days = fc.array(fc.option(value, { nil: undefined }), { minLength: DAYS, maxLength: DAYS })
  const edit = fc.tuple(...products.map(() => days))
  return fc.array(edit, { minLength: 1, maxLength: 4 })
}

function rangesOf(facet: Facet, product: Product, values: readonly (string | undefined)[]): SendRange[] {
  const cells = values.flatMap((value, index): DatedValue[] =>
    value === undefined ? [] : [{ date: addDays(FIRST, index), value }],
  )
  return compressRanges(cells).map((run) => range({ facet, ...product, ...run }))
}

/** Sends every edit in turn, and tells the model of each. */
async function play<Value>(
  lane: string,
  facet: Facet,
  products: Product[],
  sequence: (Value | undefined)[][][],
  encode: (value: Value) => string,
): Promise<Map<string, Value>> {
  const model = new Map<string, Value>()
  for (const edit of sequence) {
    const ranges = products.flatMap((product, index) =>
      rangesOf(
        facet,
        product,
        (edit[index] ?? []).map((value) => (value === undefined ? undefined : encode(value))),
      ),
    )
    if (ranges.length === 0) continue
    const result = await fixture.send(lane, ranges)
    expect(result.error).toBeNull()
    products.forEach((product, index) => {
      for (const [offset, value] of (edit[index] ?? []).entries()) {
        if (value !== undefined) model.set(keyOf(product, addDays(FIRST, offset)), value)
      }
    })
  }
  return model
}

const keyOf = (product: { roomCode: string; rateCode?: string | null }, date: string | IsoDate) =>
  `${product.roomCode}|${product.rateCode ?? ''}|${date}`

/** Forgets what earlier runs sent: the shown state is compared where the model has a value. */
async function expectShown<Value, Row extends { roomCode: string; date: string }>(
  model: Map<string, Value>,
  rows: Row[],
  shownValue: (row: Row) => unknown,
): Promise<void> {
  const shown = new Map(rows.map((row) => [keyOf(row, row.date), shownValue(row)]))
  expect(Object.fromEntries([...model.keys()].map((key) => [key, shown.get(key)]))).toEqual(
    Object.fromEntries(model),
  )
}

const settings = { numRuns: 25 }

test('I5: availability cells are shown as sent', () =>
  fc.assert(
    fc.asyncProperty(edits(ROOMS, fc.integer({ min: 0, max: 4 })), async (sequence) => {
      const model = await play('availability', 'availability', ROOMS, sequence, String)
      await expectShown(model, (await fixture.shown()).stock, (row) => row.roomsToSell)
    }),
    settings,
  ))

test('I5: price cells are shown as sent, by number of adults', () => {
  const amounts = fc.constantFrom([9_000], [9_000, 11_000], [9_000, 11_050, 13_001], [1, 99_999_999])
  return fc.assert(
    fc.asyncProperty(edits(PLANS, amounts), async (sequence) => {
      const model = await play('prices', 'price', PLANS, sequence, (value) => encodeCellValue('price', value))
      await expectShown(model, (await fixture.shown()).prices, (row) => row.amounts)
    }),
    settings,
  )
})

test('I5: restriction cells are shown as sent, with the larger minimum and the smaller maximum', () => {
  const value: fc.Arbitrary<RestrictionsValue> = fc.record({
    minLosArrival: fc.integer({ min: 1, max: 3 }),
    minLosThrough: fc.integer({ min: 1, max: 3 }),
    maxLosThrough: fc.constantFrom(null, 7, 14),
    maxLosArrival: fc.constantFrom(null, 10),
    minAdvanceDays: fc.constantFrom(null, 2),
    maxAdvanceDays: fc.constant(null),
    closedToArrival: fc.boolean(),
    closedToDeparture: fc.boolean(),
    closed: fc.boolean(),
  })
  return fc.assert(
    fc.asyncProperty(edits(PLANS, value), async (sequence) => {
      const encode = (each: RestrictionsValue) => encodeCellValue('restrictions', each)
      const model = await play('restrictions', 'restrictions', PLANS, sequence, encode)
      const expected = new Map(
        [...model].map(([key, value]) => {
          const { closedToArrival, closedToDeparture, closed } = value
          const maxima = [value.maxLosThrough, value.maxLosArrival].filter((most) => most !== null)
          return [
            key,
            {
              minLos: Math.max(value.minLosArrival, value.minLosThrough),
              maxLos: maxima.length === 0 ? null : Math.min(...maxima),
              closedToArrival,
              closedToDeparture,
              closed,
            },
          ]
        }),
      )
      const { restrictions } = await fixture.shown()
      await expectShown(expected, restrictions, ({ roomCode: _, rateCode: __, date: ___, ...rest }) => rest)
    }),
    settings,
  )
})
