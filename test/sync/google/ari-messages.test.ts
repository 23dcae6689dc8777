/** The messages that are written: valid by OpenTravel's own schema (2010B), and in Google's dialect of it. */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { encodeCellValue } from '../../../shared/cells.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays } from '../../../shared/dates.ts'
import { googleAdapter } from '../../../sync/channels/google/adapter.ts'
import { writeAriMessage } from '../../../sync/channels/google/ari-message.ts'
import { disposeSchemas, hasSchemas, validateMessage } from '../bookingcom/opentravel-schema.ts'
import {
  answerTo,
  connectionTo,
  DOUBLE,
  day,
  NOW,
  prices,
  range,
  restricted,
  rooms,
  SUITE,
  scripted,
} from './scripted.ts'

const CONNECTION = { ...connectionTo('https://google.example'), channelId: 'ch/1' }
const written = (lane: string, ranges: SendRange[], currency = 'EUR') =>
  writeAriMessage(lane, ranges, { ...CONNECTION, currency }, NOW).body.replace(/^<\?xml.*\n/, '')
const head = (name: string, token: string, more = '') =>
  `<${name} xmlns="http://www.opentravel.org/OTA/2003/05" EchoToken="${token}-ch_1-${NOW}" TimeStamp="2027-03-01T08:15:00.000Z" Version="3.0"${more}>` +
  '<POS><Source><RequestorID ID="lago_partner&amp;7"/></Source></POS>'
const DATES = 'Start="2027-06-10" End="2027-06-14"'

describe('what is written', () => {
  test('rooms: definite availability by room type', () => {
    expect(written('availability', [rooms(4), rooms(0, SUITE)])).toBe(
      `${head('OTA_HotelInvCountNotifRQ', 'inv')}<Inventories HotelCode="LAGO7">` +
        `<Inventory><StatusApplicationControl ${DATES} InvTypeCode="DBLSEA"/><InvCounts><InvCount Count="4" CountType="2"/></InvCounts></Inventory>` +
        `<Inventory><StatusApplicationControl ${DATES} InvTypeCode="SUITE"/><InvCounts><InvCount Count="0" CountType="2"/></InvCounts></Inventory>` +
        '</Inventories></OTA_HotelInvCountNotifRQ>',
    )
  })

  test('I9: prices by number of guests, in the decimals of their currency', () => {
    expect(written('prices', [prices([9_000, 11_050])])).toBe(
      `${head('OTA_HotelRateAmountNotifRQ', 'rate', ' NotifType="Overlay" NotifScopeType="ProductRate"')}<RateAmountMessages HotelCode="LAGO7">` +
        `<RateAmountMessage><StatusApplicationControl ${DATES} InvTypeCode="DBLSEA" RatePlanCode="FLEX"/><Rates><Rate><BaseByGuestAmts>` +
        '<BaseByGuestAmt AmountAfterTax="90.00" CurrencyCode="EUR" NumberOfGuests="1"/><BaseByGuestAmt AmountAfterTax="110.50" CurrencyCode="EUR" NumberOfGuests="2"/>' +
        '</BaseByGuestAmts></Rate></Rates></RateAmountMessage></RateAmountMessages></OTA_HotelRateAmountNotifRQ>',
    )
    expect(written('prices', [prices([9_000])], 'JPY')).toContain('AmountAfterTax="9000"')
  })

  test('restrictions: each of the seven is said every time, as none takes another away', () => {
    const control = `<StatusApplicationControl ${DATES} InvTypeCode="DBLSEA" RatePlanCode="FLEX"/>`
    const stay = (type: string, time: number) =>
      `<LengthOfStay Time="${time}" TimeUnit="Day" MinMaxMessageType="${type}"/>`
    const status = (restriction: string, is: string) =>
      `<RestrictionStatus Status="${is}" Restriction="${restriction}"/>`
    const message = (lengths: number[], [master, arrival, departure]: string[]) =>
      `<AvailStatusMessages HotelCode="LAGO7"><AvailStatusMessage>${control}<LengthsOfStay>` +
      ['SetMinLOS', 'SetMaxLOS', 'SetForwardMinStay', 'SetForwardMaxStay']
        .map((type, index) => stay(type, lengths[index]!))
        .join('') +
      `</LengthsOfStay>${status('Master', master!)}</AvailStatusMessage>` +
      `<AvailStatusMessage>${control}${status('Arrival', arrival!)}</AvailStatusMessage>` +
      `<AvailStatusMessage>${control}${status('Departure', departure!)}</AvailStatusMessage></AvailStatusMessages>`
    expect(written('restrictions', [restricted('3,2,14,1,0,1,7,,')])).toContain(
      message([3, 7, 2, 14], ['Close', 'Close', 'Open']),
    )
    expect(written('restrictions', [restricted('1,1,,0,0,0')])).toContain(
      message([1, 99, 1, 99], ['Open', 'Open', 'Open']),
    )
    expect(written('restrictions', [restricted('1,1,200,0,1,0')])).toContain(
      message([1, 99, 1, 99], ['Open', 'Open', 'Close']),
    )
  })

  test('what comes back every week is one update, by weekdays as Google spells them', () => {
    const nights = (from: string, to: string) => ({ ...rooms(2), from: day(from), to: day(to) })
    const message = written('availability', [
      nights('2027-06-09', '2027-06-11'),
      nights('2027-06-16', '2027-06-18'),
      nights('2027-06-23', '2027-06-25'),
    ])
    expect(message).toContain(
      'Start="2027-06-09" End="2027-06-24" Mon="false" Tue="false" Weds="true" Thur="true" Fri="false" Sat="false" Sun="false" InvTypeCode="DBLSEA"',
    )
    expect(message.match(/<Inventory>/g)).toHaveLength(1)
  })

  test('codes and the key stay values', () => {
    const odd = written('availability', [range({ roomCode: '"/><POS x="' })])
    expect(odd.match(/<POS/g)).toHaveLength(1)
  })
})

describe('time and token', () => {
  test('every message is later than the one before and has a token of its own, whatever the clock does', async () => {
    const { context, requests, time } = scripted((body) => answerTo(body, '<Success/>'))
    for (const lane of ['availability', 'availability', 'prices', 'restrictions', 'availability']) {
      const one = { availability: rooms(1), prices: prices([1]), restrictions: restricted('1,1,,0,0,0') }[
        lane
      ]!
      await googleAdapter.send(lane, [one], context)
      time.at -= 500
    }
    const stamps = requests.map(({ body }) => /TimeStamp="([^"]+)"/.exec(body!)![1]!)
    const tokens = requests.map(({ body }) => /EchoToken="([^"]+)"/.exec(body!)![1]!)
    expect(new Set(stamps).size).toBe(5)
    expect(stamps).toEqual(stamps.toSorted())
    expect(new Set(tokens).size).toBe(5)
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: 'https://google.example/travel/hotels/uploads/ota/hotel_inv_count_notif',
      headers: { 'content-type': 'application/xml; charset=utf-8' },
    })
    expect(requests.map(({ url }) => url.split('/').at(-1))).toContain('hotel_rate_amount_notif')
    expect(requests.map(({ url }) => url.split('/').at(-1))).toContain('hotel_avail_notif')
  })
})

const code = fc.stringMatching(/^[A-Za-z0-9 &<>"'é-]{1,12}$/).filter((text) => text.trim() !== '')
const stay = fc.option(fc.integer({ min: 1, max: 400 }), { nil: null })
const VALUES = {
  availability: fc.nat(9_999).map((count) => encodeCellValue('availability', count)),
  restrictions: fc
    .record({
      minLosArrival: fc.integer({ min: 1, max: 99 }),
      minLosThrough: fc.integer({ min: 1, max: 99 }),
      maxLosThrough: stay,
      maxLosArrival: stay,
      minAdvanceDays: stay,
      maxAdvanceDays: stay,
      closedToArrival: fc.boolean(),
      closedToDeparture: fc.boolean(),
      closed: fc.boolean(),
    })
    .map((value) => encodeCellValue('restrictions', value)),
  prices: fc
    .array(fc.nat(10_000_000), { minLength: 1, maxLength: 9 })
    .map((value) => encodeCellValue('price', value)),
}
const batch = fc
  .constantFrom('availability' as const, 'restrictions' as const, 'prices' as const)
  .chain((lane) =>
    fc
      .array(fc.tuple(code, code, fc.nat(700), fc.integer({ min: 1, max: 30 }), VALUES[lane]), {
        minLength: 1,
        maxLength: 4,
      })
      .map((list) => ({
        lane,
        ranges: list.map(([roomCode, rateCode, at, count, value]) => {
          const from = addDays(day('2027-03-01'), at)
          const facet = lane === 'prices' ? 'price' : lane
          return range({ facet, roomCode, rateCode, value, from, to: addDays(from, count) })
        }),
      })),
  )

/** In Google's dialect a RequestorID has no type, which OTA asks for, and a message of rates says how it is meant. */
const judge = (body: string) =>
  validateMessage(
    body
      .replace('<RequestorID ', '<RequestorID Type="10" ')
      .replace(' NotifType="Overlay" NotifScopeType="ProductRate"', ''),
  )
const whereSchemas = hasSchemas ? describe : describe.skip

whereSchemas('conformance', () => {
  afterAll(disposeSchemas)

  test('the judge knows a wrong message', () => {
    const { body } = writeAriMessage('restrictions', [restricted('1,1,,0,0,0')], CONNECTION, NOW)
    expect(() => judge(body)).not.toThrow()
    expect(() => judge(body.replace('SetMinLOS', 'SetLeastLOS'))).toThrow(/SetLeastLOS/)
    expect(() => judge(body.replace('Status="Open"', 'Status="Opened"'))).toThrow(/Opened/)
  })

  test('whatever is sent is valid by the official schema, and measured by its bytes', () => {
    fc.assert(
      fc.property(batch, fc.constantFrom('EUR', 'JPY', 'KWD'), ({ lane, ranges }, currency) => {
        const connection = { ...CONNECTION, currency }
        const { body } = writeAriMessage(lane, ranges, connection, NOW)
        expect(() => judge(body), body).not.toThrow()
        expect(googleAdapter.measure(lane, ranges, connection)).toBe(Buffer.byteLength(body))
      }),
      { numRuns: 150 },
    )
  })

  test('what Google is said to answer is valid too', () => {
    const { body } = writeAriMessage('availability', [rooms(1, DOUBLE)], CONNECTION, NOW)
    const errors = '<Errors><Error Type="12" Code="392">unknown property</Error></Errors>'
    for (const content of ['<Success/>', errors]) validateMessage(answerTo(body, content))
  })
})
