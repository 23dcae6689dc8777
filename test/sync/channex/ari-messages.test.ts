/** Every message has the documented form, and says what the ranges say (docs.channex.io, Availability and Rates). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { encodeCellValue } from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, isIsoDate } from '../../../shared/dates.ts'
import { fromDecimal } from '../../../shared/money.ts'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import { writeAriMessage } from '../../../sync/channels/channex/ari-message.ts'
import {
  connectionTo,
  DOUBLE,
  DOUBLE_FLEX,
  DOUBLE_SAVER,
  day,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
  SUITE_FLEX,
} from './samples.ts'

const connection = connectionTo('https://channex.example')
const valuesOf = (lane: string, ranges: SendRange[], currency = 'EUR') =>
  (JSON.parse(writeAriMessage(lane, ranges, { ...connection, currency }).body) as { values: unknown[] })
    .values

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const date = z.string().refine(isIsoDate)
const nights = { property_id: uuid, date_from: date, date_to: date }
/** "Positive Integer value" and the others, word by word from the page; strict, so that no other field is sent. */
const messageSchema = z.union([
  z.strictObject({
    values: z
      .array(z.strictObject({ ...nights, room_type_id: uuid, availability: z.number().int().min(0) }))
      .min(1),
  }),
  z.strictObject({
    values: z
      .array(
        z.strictObject({
          ...nights,
          rate_plan_id: uuid,
          rates: z
            .array(
              z.strictObject({
                occupancy: z.number().int().min(1),
                rate: z.string().regex(/^\d+(\.\d+)?$/),
              }),
            )
            .min(1)
            .optional(),
          min_stay_arrival: z.number().int().min(1).optional(),
          min_stay_through: z.number().int().min(1).optional(),
          max_stay: z.number().int().min(0).optional(),
          closed_to_arrival: z.boolean().optional(),
          closed_to_departure: z.boolean().optional(),
          stop_sell: z.boolean().optional(),
        }),
      )
      .min(1),
  }),
])

const span = fc
  .tuple(fc.integer({ min: 0, max: 499 }), fc.integer({ min: 1, max: 60 }))
  .map(([first, count]) => {
    const from = addDays(day('2027-03-01'), first)
    return { from, to: addDays(from, count) }
  })
const product = fc.constantFrom([DOUBLE, DOUBLE_FLEX], [DOUBLE, DOUBLE_SAVER], [SUITE, SUITE_FLEX])
const amount = fc.integer({ min: 1, max: 99_999_999 })
const restriction = fc
  .record({
    minLosArrival: fc.integer({ min: 1, max: 30 }),
    minLosThrough: fc.integer({ min: 1, max: 30 }),
    maxLosThrough: fc.option(fc.integer({ min: 1, max: 90 })),
    maxLosArrival: fc.option(fc.integer({ min: 1, max: 90 })),
    minAdvanceDays: fc.option(fc.integer({ min: 0, max: 90 })),
    maxAdvanceDays: fc.constant(null),
    closedToArrival: fc.boolean(),
    closedToDeparture: fc.boolean(),
    closed: fc.boolean(),
  })
  .map((value) => encodeCellValue('restrictions', value))
const rateRange: fc.Arbitrary<SendRange> = fc
  .tuple(
    product,
    span,
    fc.oneof(
      fc
        .array(amount, { minLength: 1, maxLength: 6 })
        .map((value) => ({ facet: 'price' as const, value: JSON.stringify(value) })),
      restriction.map((value) => ({ facet: 'restrictions' as const, value })),
    ),
  )
  .map(([[roomCode, rateCode], nightsOf, value]) =>
    range({ roomCode: roomCode!, rateCode: rateCode!, ratePlanId: 'p', ...nightsOf, ...value }),
  )
const roomRange: fc.Arbitrary<SendRange> = fc
  .tuple(product, span, fc.integer({ min: 0, max: 400 }))
  .map(([[roomCode], nightsOf, count]) => range({ roomCode: roomCode!, ...nightsOf, value: String(count) }))

const batch = fc.oneof(
  fc.record({
    lane: fc.constant('availability'),
    ranges: fc.array(roomRange, { minLength: 1, maxLength: 40 }),
  }),
  fc.record({ lane: fc.constant('rates'), ranges: fc.array(rateRange, { minLength: 1, maxLength: 40 }) }),
)

test('every message that is written has the documented form, and every range is in exactly one change', () => {
  fc.assert(
    fc.property(batch, fc.constantFrom('EUR', 'JPY', 'KWD'), ({ lane, ranges }, currency) => {
      const message = writeAriMessage(lane, ranges, { ...connection, currency })
      const checked = messageSchema.safeParse(JSON.parse(message.body))
      expect(checked.error?.issues).toBeUndefined()
      expect(message.changes).toHaveLength(checked.data!.values.length)
      const carried = message.changes.flatMap((change) => change.ranges)
      expect(carried.toSorted((a, b) => a - b)).toEqual([...ranges.keys()])
    }),
    { numRuns: 300 },
  )
})

test('the judge knows a wrong message', () => {
  const { body } = writeAriMessage('availability', [rooms(0)], connection)
  expect(messageSchema.safeParse(JSON.parse(body)).success).toBe(true)
  const wrong = body.replace('"availability":0', '"availability":-1')
  expect(messageSchema.safeParse(JSON.parse(wrong)).success).toBe(false)
})

test('the measured length never shrinks with more ranges, and is that of the body', () => {
  fc.assert(
    fc.property(batch, ({ lane, ranges }) => {
      const lengths = ranges.map((_, index) =>
        channexAdapter.measure(lane, ranges.slice(0, index + 1), connection),
      )
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
      const { body } = writeAriMessage(lane, ranges, connection)
      expect(lengths.at(-1)).toBe(Buffer.byteLength(body))
    }),
    { numRuns: 50 },
  )
})

test('the last night is named itself, and a price and a restriction of the same nights are one change', () => {
  expect(valuesOf('rates', [prices([8_000, 10_050]), restricted('3,2,14,1,0,0')])).toEqual([
    {
      property_id: connection.settings.hotelCode,
      rate_plan_id: DOUBLE_FLEX,
      date_from: '2027-06-10',
      date_to: '2027-06-19',
      rates: [
        { occupancy: 1, rate: '80.00' },
        { occupancy: 2, rate: '100.50' },
      ],
      min_stay_arrival: 3,
      min_stay_through: 2,
      max_stay: 14,
      closed_to_arrival: true,
      closed_to_departure: false,
      stop_sell: false,
    },
  ])
})

test('other nights and other plans are changes of their own; a later value of a facet comes after the earlier one', () => {
  const ranges = [
    prices([8_000]),
    restricted('1,1,,0,0,1', DOUBLE_SAVER),
    { ...restricted('1,1,,0,0,0'), to: day('2027-06-19') },
    prices([9_000]),
  ]
  const values = valuesOf('rates', ranges)
  expect(values).toHaveLength(4)
  expect(values.at(-1)).toMatchObject({ rates: [{ occupancy: 1, rate: '90.00' }] })
})

test('no maximum is said as 0, and of two the smaller is sent', () => {
  const maximum = (value: string) =>
    (valuesOf('rates', [restricted(value)])[0] as { max_stay: number }).max_stay
  expect(maximum('1,1,,0,0,0')).toBe(0)
  expect(maximum('1,1,14,0,0,0,7,,')).toBe(7)
  expect(maximum('1,1,5,0,0,0,7,,')).toBe(5)
})

test('I9: amounts are written in the decimals of their currency, exactly', () => {
  const written = (minor: number, currency: string) => {
    const [value] = valuesOf('rates', [prices([minor])], currency) as { rates: { rate: string }[] }[]
    return value!.rates[0]!.rate
  }
  expect([written(18_405, 'EUR'), written(9_000, 'JPY'), written(12_345, 'KWD')]).toEqual([
    '184.05',
    '9000',
    '12.345',
  ])
  fc.assert(
    fc.property(amount, fc.constantFrom('EUR', 'JPY', 'KWD'), (minor, currency) => {
      expect(fromDecimal(written(minor, currency), currency)).toBe(minor)
    }),
  )
})

test('codes are data: marks in them leave the form of the message as it is', () => {
  const code = '"},{"availability":99'
  expect(valuesOf('availability', [rooms(1, code)])).toMatchObject([{ room_type_id: code, availability: 1 }])
})
