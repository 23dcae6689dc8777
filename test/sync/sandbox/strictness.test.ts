/** What the sandbox does not take: wrong forms, wrong senders, and pages that try to drive it. */

import { request as rawRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOUBLE, type Fixture, FLEXIBLE, rooms, startFixture } from '../bookingcom/fixture.ts'

const NS = 'xmlns="http://www.opentravel.org/OTA/2003/05"'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture()
})
afterAll(async () => {
  expect(fixture.bugs).toEqual([])
  await fixture.close()
})

const HEADERS = {
  authorization: `Basic ${Buffer.from('machine:pa:ss wörd').toString('base64')}`,
  'accept-version': '1.1',
  'content-type': 'application/xml',
}

async function post(action: string, body: string, headers: Record<string, string> = HEADERS) {
  const answer = await fetch(`${fixture.url}/hotels/ota/${action}`, { method: 'POST', headers, body })
  return { status: answer.status, text: await answer.text() }
}

const avail = (...messages: string[]) =>
  `<OTA_HotelAvailNotifRQ ${NS} Version="1"><AvailStatusMessages>${messages.join('')}</AvailStatusMessages></OTA_HotelAvailNotifRQ>`
const update = (attributes: string, application: string, content = '') =>
  `<AvailStatusMessage ${attributes}><StatusApplicationControl ${application}/>${content}</AvailStatusMessage>`
const WHEN = 'Start="2027-06-10" End="2027-06-10"'
const ROOM = `${WHEN} InvTypeCode="${DOUBLE}"`
const RATE = `${ROOM} RatePlanCode="${FLEXIBLE}"`

describe('updates', () => {
  test.each([
    ['no XML', 'rooms=1'],
    ['a doctype', `<!DOCTYPE a>${avail(update('BookingLimit="1"', ROOM))}`],
    ['another root', `<OTA_HotelInvNotifRQ ${NS} Version="1"/>`],
    ['no namespace', avail(update('BookingLimit="1"', ROOM)).replace(NS, '')],
    ['no version', avail(update('BookingLimit="1"', ROOM)).replace('Version="1"', '')],
    ['no updates', avail()],
    ['something else among the updates', avail('<Rooms/>')],
  ])('%s is refused as a whole', async (_, body) => {
    const answer = await post('OTA_HotelAvailNotif', body)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('SCHEMA_VALIDATION_ERROR')
    expect(answer.text).toMatch(/<!-- RUID: \[[^\]]+\] -->/)
  })

  test.each([
    ['an unknown room', update('BookingLimit="1"', `${WHEN} InvTypeCode="77"`), 'ROOM_ID_INVALID'],
    ['no room', update('BookingLimit="1"', WHEN), 'ROOM_ID_REQUIRED'],
    ['an unknown rate', update('', `${ROOM} RatePlanCode="77"`), 'RATE_ID_INVALID'],
    ['rooms to sell of a rate', update('BookingLimit="1"', RATE), 'ROOMS_TO_SELL_PER_RATE'],
    ['a negative number of rooms', update('BookingLimit="-1"', ROOM), 'BOOKING_LIMIT_INVALID'],
    ['an impossible day', update('BookingLimit="1"', ROOM.replace('06-10', '02-30')), 'NOT_A_VALID_DATE'],
    [
      'an end before the start',
      update('BookingLimit="1"', ROOM.replace('End="2027-06-10"', 'End="2027-06-09"')),
      'FROM_DATE_SHOULD_BE_LESS_THAN_TO_DATE',
    ],
    [
      'a range of ten years',
      update('BookingLimit="1"', ROOM.replace('End="2027', 'End="2037')),
      'DATE_RANGE_TOO_LONG',
    ],
    [
      'restrictions without a rate',
      update('', ROOM, '<RestrictionStatus Status="Open"/>'),
      'RATE_ID_REQUIRED',
    ],
    [
      'a status that is not known',
      update('', RATE, '<RestrictionStatus Status="Maybe"/>'),
      'RESTRICTION_STATUS_INVALID',
    ],
    ['nothing to do', update('', RATE), 'NOTHING_TO_UPDATE'],
  ])('%s is refused by its word, beside a neighbour that is applied', async (_, broken, word) => {
    const alone = await post('OTA_HotelAvailNotif', avail(broken))
    expect(alone.status).toBe(400)
    const good = update('BookingLimit="3" LocatorID="2"', ROOM)
    const both = await post('OTA_HotelAvailNotif', avail(broken, good))
    expect(both.status).toBe(200)
    expect(both.text).toContain(word)
    expect(both.text).toContain('RecordID="1"')
    expect(both.text).not.toContain('<Success')
  })

  test.each([
    ['a price of nothing', 'AmountAfterTax="0"', 'PRICE_INVALID'],
    ['a negative price', 'AmountAfterTax="-1.00"', 'PRICE_INVALID'],
    ['a fraction of a cent', 'AmountAfterTax="1.001"', 'PRICE_INVALID'],
  ])('%s is refused', async (_, amount, word) => {
    const body = `<OTA_HotelRateAmountNotifRQ ${NS} Version="1"><RateAmountMessages><RateAmountMessage LocatorID="1"><StatusApplicationControl ${RATE}/><Rates><Rate CurrencyCode="EUR"><BaseByGuestAmts><BaseByGuestAmt NumberOfGuests="1" ${amount}/></BaseByGuestAmts></Rate></Rates></RateAmountMessage></RateAmountMessages></OTA_HotelRateAmountNotifRQ>`
    const answer = await post('OTA_HotelRateAmountNotif', body)
    expect([answer.status, answer.text.includes(word)]).toEqual([400, true])
    expect((await fixture.shown()).prices).toEqual([])
  })

  test('of a date that occurs twice the first value is applied, with a warning', async () => {
    const body = avail(
      update('BookingLimit="4" LocatorID="1"', ROOM),
      update('BookingLimit="9" LocatorID="2"', ROOM),
    )
    const answer = await post('OTA_HotelAvailNotif', body)
    expect(answer.text).toMatch(/<Success\/>.*WARN_DUPLICATE_DATES/)
    expect((await fixture.shown('2027-06-10', '2027-06-11')).stock[0]?.roomsToSell).toBe(4)
  })

  test('senders without credentials, version or content type are refused', async () => {
    const body = avail(update('BookingLimit="1"', ROOM))
    const without = (name: string) =>
      Object.fromEntries(Object.entries(HEADERS).filter(([key]) => key !== name))
    expect((await post('OTA_HotelAvailNotif', body, without('authorization'))).status).toBe(401)
    expect((await post('OTA_HotelAvailNotif', body, without('accept-version'))).status).toBe(400)
    expect(
      (await post('OTA_HotelAvailNotif', body, { ...HEADERS, 'content-type': 'text/plain' })).status,
    ).toBe(400)
    expect((await post('OTA_Unknown', body)).status).toBe(404)
    const get = await fetch(`${fixture.url}/hotels/ota/OTA_HotelAvailNotif`, { headers: HEADERS })
    expect(get.status).toBe(405)
  })

  test('a body that is too large is refused', async () => {
    expect((await post('OTA_HotelAvailNotif', ' '.repeat(12_000_001))).status).toBe(413)
    expect((await fixture.send('availability', [rooms(2)])).error).toBeNull()
  })
})

describe('the levers', () => {
  const pull = async (headers: Record<string, string>, body = '[]') => {
    const answer = await fetch(`${fixture.url}/control/faults`, { method: 'PUT', headers, body })
    return answer.status
  }
  const json = { 'content-type': 'application/json' }

  test('a page may not pull them', async () => {
    expect(await pull(json)).toBe(200)
    expect(await pull({ ...json, origin: 'http://127.0.0.1:1' })).toBe(403)
    expect(await pull({ 'content-type': 'text/plain' })).toBe(415)
    expect(await pull(json, '[')).toBe(400)
    expect((await fetch(`${fixture.url}/control/nothing`)).status).toBe(404)
  })

  test('a foreign host name is not answered', async () => {
    const { port } = new URL(fixture.url)
    const status = await new Promise((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path: '/control/bookings',
        headers: { host: 'evil.example' },
      }
      rawRequest(options, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
    expect(status).toBe(421)
  })
})
