/** The messages that are written: there is no schema of them to be had, so that their form is held here. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { agodaAdapter } from '../../../sync/channels/agoda/adapter.ts'
import { writeAriMessage } from '../../../sync/channels/agoda/ari-message.ts'
import { parseXml } from '../../../sync/channels/xml/xml-tree.ts'
import {
  connectionTo,
  day,
  KEY,
  NOW,
  PROPERTY,
  prices,
  range,
  restricted,
  rooms,
  SAVER,
  SUCCESS,
  SUITE,
  scripted,
} from './scripted.ts'

const CONNECTION = connectionTo('https://agoda.example')
const written = (ranges: SendRange[], currency = 'EUR') =>
  writeAriMessage(ranges, { ...CONNECTION, currency }, NOW).body

test('everything of a batch is one request; a price and a restriction of the same nights share an update', () => {
  const later = { from: day('2027-07-01'), to: day('2027-07-02') }
  const message = written([
    rooms(4),
    prices([9_000, 11_050]),
    restricted('3,2,14,0,1,0'),
    { ...rooms(0, SUITE), ...later },
    restricted('1,1,,0,0,1', SAVER),
  ])
  expect(message).toBe(
    `<?xml version="1.0" encoding="UTF-8"?>\n<request timestamp="${NOW}" type="10"><criteria property_id="5566120">` +
      '<inventory><update room_id="881020"><date_range from="2027-06-10" to="2027-06-14"/><allotment>4</allotment>' +
      '<restrictions><closed>false</closed><ctd>false</ctd><cta>false</cta></restrictions></update>' +
      '<update room_id="881021"><date_range from="2027-07-01" to="2027-07-01"/><allotment>0</allotment>' +
      '<restrictions><closed>true</closed><ctd>false</ctd><cta>false</cta></restrictions></update></inventory>' +
      '<rate><update room_id="881020" rateplan_id="3392615"><date_range from="2027-06-10" to="2027-06-14"/>' +
      '<prices currency="EUR"><normal><occupancy person="1" price="90.00"/><occupancy person="2" price="110.50"/></normal></prices>' +
      '<restrictions><closed>false</closed><ctd>true</ctd><cta>false</cta><los><min>3</min><max>14</max></los>' +
      '<staythrough><min>2</min></staythrough></restrictions></update>' +
      '<update room_id="881020" rateplan_id="3392616"><date_range from="2027-06-10" to="2027-06-14"/>' +
      '<restrictions><closed>true</closed><ctd>false</ctd><cta>false</cta><los><min>1</min><max>0</max></los>' +
      '<staythrough><min>1</min></staythrough></restrictions></update></rate></criteria></request>',
  )
})

test.each([
  ['1,1,,0,0,0', '<closed>false', '<los><min>1</min><max>0</max></los><staythrough><min>1<'],
  ['1,1,20,0,0,0,7,,', '<closed>false', '<los><min>1</min><max>7</max></los>'],
  // Agoda refuses a longest stay below the shortest: what no stay can meet is closed.
  ['5,1,3,0,0,0', '<closed>true', '<los><min>1</min><max>0</max></los><staythrough><min>1<'],
  ['1,5,3,0,0,0', '<closed>true', '<los><min>1</min><max>0</max></los><staythrough><min>1<'],
])('restrictions %s are told as %s %s', (value, closed, lengths) => {
  const message = written([restricted(value)])
  expect(message).toContain(closed)
  expect(message).toContain(lengths)
})

test('I9: amounts have the decimals of their currency; an allotment has three digits at most', () => {
  expect(written([prices([9_000])], 'JPY')).toContain('price="9000"')
  expect(written([prices([9_005])], 'KWD')).toContain('price="9.005"')
  expect(written([rooms(1_200)])).toContain('<allotment>999<')
})

test('what comes back every week is one update of those days', () => {
  const weekend = (from: string, to: string) => ({ ...prices([12_000]), from: day(from), to: day(to) })
  const weekends = [
    weekend('2027-06-11', '2027-06-13'),
    weekend('2027-06-18', '2027-06-20'),
    weekend('2027-06-25', '2027-06-27'),
  ]
  const { body, updates } = writeAriMessage(weekends, CONNECTION, NOW)
  expect(body).toContain(
    '<date_range from="2027-06-11" to="2027-06-26"><dow>5</dow><dow>6</dow></date_range>',
  )
  expect(updates).toMatchObject([{ ranges: [0, 1, 2], weekdays: [5, 6] }])
})

test('a later value of the same nights comes after the earlier one', () => {
  const message = written([prices([1]), prices([2])])
  expect(message.match(/<update /g)).toHaveLength(2)
  expect(message.indexOf('0.01')).toBeLessThan(message.indexOf('0.02'))
})

test('codes stay values, and the key stands in the query alone, encoded', async () => {
  const { context, requests } = scripted(SUCCESS)
  await agodaAdapter.send('ari', [range({ roomCode: '"/><x a="' })], context)
  const [request] = requests
  expect(request?.url).toBe(`https://agoda.example/api?apiKey=${encodeURIComponent(KEY)}`)
  expect(JSON.stringify({ ...request, url: '' })).not.toContain(KEY)
  expect(request?.body).toContain(`<criteria property_id="${PROPERTY}">`)
  expect(request?.body).not.toContain('<x')
})

describe('properties', () => {
  const anyRange: fc.Arbitrary<SendRange> = fc
    .tuple(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.nat(400),
      fc.integer({ min: 1, max: 300 }),
      fc.constantFrom(
        ['availability', '3'] as const,
        ['price', '[9000,12000]'] as const,
        ['restrictions', '2,1,7,0,1,0'] as const,
      ),
    )
    .map(([code, start, nights, [facet, value]]) => {
      const from = addDays(day('2027-03-01'), start)
      const rateCode = facet === 'availability' ? null : code
      const rest = { rateCode, ratePlanId: rateCode, from, to: addDays(from, nights) }
      return range({ facet, value, roomCode: code, ...rest })
    })

  test('every range is in exactly one update, and its bytes are what is measured', () => {
    fc.assert(
      fc.property(fc.array(anyRange, { minLength: 1, maxLength: 10 }), (ranges) => {
        const { body, updates } = writeAriMessage(ranges, CONNECTION, NOW)
        expect(parseXml(body).name).toBe('request')
        expect(updates.flatMap((update) => update.ranges).toSorted((a, b) => a - b)).toEqual(
          ranges.map((_, i) => i),
        )
        expect(agodaAdapter.measure('ari', ranges, CONNECTION)).toBe(Buffer.byteLength(body))
      }),
      { numRuns: 100 },
    )
  })
})
