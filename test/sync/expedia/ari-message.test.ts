/** The messages that are written: every one valid by Expedia's own schema, and saying what the ranges say. */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { encodeCellValue, type RestrictionsValue } from '../../../shared/cells.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { expediaAdapter } from '../../../sync/channels/expedia/adapter.ts'
import {
  countUpdates,
  MOST_UPDATES,
  partsOf,
  writeAriMessage,
} from '../../../sync/channels/expedia/ari-message.ts'
import { schemaJudge } from '../schema-judge.ts'
import {
  connectionTo,
  DOUBLE,
  day,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUITE,
  SUITE_RATE,
} from './scripted.ts'

const { hasSchemas, validateMessage, disposeSchemas } = schemaJudge('expedia')
afterAll(disposeSchemas)

const CONNECTION = connectionTo('https://expedia.example')
const written = (ranges: SendRange[], connection: ChannelConnection = CONNECTION) =>
  writeAriMessage(ranges, connection)
    .replace(/^<\?xml.*\n/, '')
    .replace(/^<AvailRateUpdateRQ .*?<Hotel [^>]*>/, '')

describe('what is written', () => {
  test('ranges of the same nights share an update, a room type and a rate plan', () => {
    const later = { from: day('2027-07-01'), to: day('2027-07-02') }
    const ranges = [
      rooms(4),
      prices([9_000, 11_050]),
      restricted('3,1,,0,1,0'),
      { ...rooms(2), ...later },
      prices([20_000], SUITE_RATE, SUITE),
      prices([8_000], SAVER),
    ]
    expect(written(ranges)).toBe(
      '<AvailRateUpdate><DateRange from="2027-06-10" to="2027-06-14"/>' +
        '<RoomType id="220118" closed="false"><Inventory totalInventoryAvailable="4"/>' +
        '<RatePlan id="910276A" closed="false">' +
        '<Rate currency="EUR"><PerOccupancy rate="90.00" occupancy="1"/><PerOccupancy rate="110.50" occupancy="2"/></Rate>' +
        '<Restrictions minLOS="3" maxLOS="28" closedToArrival="false" closedToDeparture="true"/></RatePlan>' +
        '<RatePlan id="910277A"><Rate currency="EUR"><PerOccupancy rate="80.00" occupancy="1"/></Rate></RatePlan></RoomType>' +
        '<RoomType id="220119"><RatePlan id="910300A"><Rate currency="EUR"><PerOccupancy rate="200.00" occupancy="1"/></Rate></RatePlan></RoomType>' +
        '</AvailRateUpdate><AvailRateUpdate><DateRange from="2027-07-01" to="2027-07-01"/>' +
        '<RoomType id="220118" closed="false"><Inventory totalInventoryAvailable="2"/></RoomType></AvailRateUpdate></AvailRateUpdateRQ>',
    )
  })

  test('no room left closes the room type, as a cancellation at Expedia would open it again', () => {
    expect(written([rooms(0)])).toContain('closed="true"><Inventory totalInventoryAvailable="0"/>')
    expect(written([rooms(6_000)])).toContain('totalInventoryAvailable="4999"')
  })

  test.each([
    ['1,1,,0,0,0', 'closed="false"', 'minLOS="1" maxLOS="28"'],
    ['2,4,14,0,0,0', 'closed="false"', 'minLOS="4" maxLOS="14"'],
    ['1,1,40,0,0,0', 'closed="false"', 'minLOS="1" maxLOS="28"'],
    ['1,1,20,0,0,0,7,,', 'closed="false"', 'minLOS="1" maxLOS="7"'],
    ['1,1,,1,1,1', 'closed="true"', 'closedToArrival="true" closedToDeparture="true"'],
    // What no stay of at most 28 nights can meet is closed, and never sold for less.
    ['30,1,,0,0,0', 'closed="true"', 'minLOS="1" maxLOS="28"'],
    ['5,1,3,0,0,0', 'closed="true"', 'minLOS="1" maxLOS="28"'],
  ])('restrictions %s are told as %s %s', (value, closed, lengths) => {
    const message = written([restricted(value)])
    expect(message).toContain(`<RatePlan id="910276A" ${closed}>`)
    expect(message).toContain(lengths)
  })

  test('I9: amounts have the decimals of their currency, and at most 20 occupancies', () => {
    const yen = { ...CONNECTION, currency: 'JPY' }
    expect(written([prices([9_000])], yen)).toContain(
      '<Rate currency="JPY"><PerOccupancy rate="9000" occupancy="1"/>',
    )
    const dinars = { ...CONNECTION, currency: 'KWD' }
    expect(written([prices([9_005])], dinars)).toContain('rate="9.005"')
    const many = written([prices(Array.from({ length: 30 }, () => 100))])
    expect(many.match(/PerOccupancy/g)).toHaveLength(20)
  })

  test('credentials and codes stay values, whatever is in them', () => {
    const message = writeAriMessage([range({ roomCode: '"/><Hotel id="1"/>&\n' })], CONNECTION)
    expect(message).toContain('password="se&quot;cret&lt;77&gt;"')
    expect(message.match(/<Hotel/g)).toHaveLength(1)
  })
})

const restrictionsValue: fc.Arbitrary<RestrictionsValue> = fc.record({
  minLosArrival: fc.integer({ min: 1, max: 60 }),
  minLosThrough: fc.integer({ min: 1, max: 60 }),
  maxLosThrough: fc.option(fc.integer({ min: 1, max: 90 })),
  maxLosArrival: fc.option(fc.integer({ min: 1, max: 90 })),
  minAdvanceDays: fc.option(fc.integer({ min: 0, max: 90 })),
  maxAdvanceDays: fc.option(fc.integer({ min: 0, max: 90 })),
  closedToArrival: fc.boolean(),
  closedToDeparture: fc.boolean(),
  closed: fc.boolean(),
})
const id = fc
  .string({ minLength: 1, maxLength: 50, unit: 'grapheme-ascii' })
  .filter((text) => text.trim() !== '')
const anyRange: fc.Arbitrary<SendRange> = fc
  .tuple(
    id,
    id,
    fc.integer({ min: 0, max: 700 }),
    fc.integer({ min: 1, max: 700 }),
    fc.oneof(
      fc.nat(9_000).map((value) => ['availability', String(value)] as const),
      fc
        .array(fc.nat(100_000_000), { minLength: 1, maxLength: 30 })
        .map((value) => ['price', JSON.stringify(value)] as const),
      restrictionsValue.map((value) => ['restrictions', encodeCellValue('restrictions', value)] as const),
    ),
  )
  .map(([roomCode, rateCode, start, nights, [facet, value]]) => {
    const from = addDays(day('2027-03-01'), start)
    const rate = facet === 'availability' ? null : rateCode
    return range({
      facet,
      value,
      roomCode,
      rateCode: rate,
      ratePlanId: rate,
      from,
      to: addDays(from, nights),
    })
  })
const anyRanges = fc.array(anyRange, { minLength: 1, maxLength: 12 })
const anyConnection = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    username: fc.string({ minLength: 4, maxLength: 30, unit: 'grapheme-ascii' }),
    password: fc.string({ minLength: 6, maxLength: 30, unit: 'grapheme-ascii' }),
    hotel: fc.nat(2_000_000_000),
  })
  .map(({ currency, username, password, hotel }) => ({
    ...connectionTo('https://expedia.example', { hotelCode: String(hotel) }),
    currency,
    credentials: { username, password },
  }))

const whereSchemas = hasSchemas ? test : test.skip

whereSchemas('the judge knows a wrong message', () => {
  const good = writeAriMessage([rooms(4), restricted('1,1,,0,0,0')], CONNECTION)
  expect(() => validateMessage(good)).not.toThrow()
  expect(() => validateMessage(good.replace('minLOS="1"', 'minLOS="29"'))).toThrow(/minLOS/)
  expect(() => validateMessage(good.replace('<Inventory', '<Stock'))).toThrow(/Stock/)
})

whereSchemas('whatever the ranges, the message is valid by the official schema', () => {
  fc.assert(
    fc.property(anyRanges, anyConnection, (ranges, connection) => {
      for (const part of partsOf(ranges)) validateMessage(writeAriMessage(part, connection))
    }),
    { numRuns: 300 },
  )
})

test('what is measured is never less for more ranges, nor below the bytes, and more than the limit for too many updates', () => {
  fc.assert(
    fc.property(anyRanges, (ranges) => {
      let before = 0
      for (let count = 1; count <= ranges.length; count++) {
        const some = ranges.slice(0, count)
        const measured = expediaAdapter.measure('ari', some, CONNECTION)
        expect(measured).toBeGreaterThanOrEqual(before)
        for (const part of partsOf(some))
          expect(measured).toBeGreaterThanOrEqual(Buffer.byteLength(writeAriMessage(part, CONNECTION)))
        if (count > 1 && countUpdates(some) > MOST_UPDATES)
          expect(measured).toBeGreaterThan(CONNECTION.settings.maxRequestBytes)
        before = measured
      }
    }),
  )
})

test('a range in parts is the same nights, in messages that Expedia takes', () => {
  fc.assert(
    fc.property(anyRange, (whole) => {
      const parts = partsOf([whole]).map(([part]) => part!)
      expect(parts[0]?.from).toBe(whole.from)
      expect(parts.at(-1)?.to).toBe(whole.to)
      for (const [index, part] of parts.entries()) {
        expect(part).toEqual({ ...whole, from: part.from, to: part.to })
        expect(part.from < part.to).toBe(true)
        expect(countUpdates([part])).toBeLessThanOrEqual(MOST_UPDATES)
        if (index > 0) expect(part.from).toBe(parts[index - 1]?.to)
      }
    }),
  )
})

test('as Expedia counts updates', () => {
  expect(countUpdates([rooms(1)])).toBe(10)
  expect(countUpdates([prices([1, 2, 3])])).toBe(15)
  expect(countUpdates([restricted('1,1,,0,0,0'), range({ roomCode: DOUBLE })])).toBe(35)
})
