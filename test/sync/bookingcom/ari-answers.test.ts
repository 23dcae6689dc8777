/** What each answer of Booking.com proves about the ranges that were sent (docs/CHANNELS.md). */
import { describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { bookingcomAdapter } from '../../../sync/channels/bookingcom/adapter.ts'
import { type HttpAnswer, HttpFailure } from '../../../sync/engine/ports.ts'
import { connectionTo, day, NOW, range, restricted, rooms, SUITE } from './fixture.ts'

const RUID = '<!-- RUID: [UmFuZG9t] -->'
const rs = (content: string, root = 'OTA_HotelAvailNotifRS') =>
  `<${root} xmlns="http://www.opentravel.org/OTA/2003/05" Version="1.005">${content}</${root}>\n${RUID}`
const errors = (...each: string[]) => rs(`<Errors>${each.join('')}</Errors>`)
const ERROR_OF_2 = '<Error Type="3" Code="437" ShortText="PRICE_TOO_LOW" RecordID="2"/>'
const UNKNOWN_SUITE = `<Error Type="3" Code="402" ShortText="Room ID '${SUITE}' is not valid"/>`
const BUSY = '<Error Type="3" Code="187" ShortText="System currently unavailable"/>'
const VAGUE = '<Error Type="3" Code="450" ShortText="Unable to process"/>'

async function sendTo(
  answer: Partial<HttpAnswer> | HttpFailure,
  ranges: SendRange[] = [rooms(1), rooms(1, SUITE)],
  lane = 'availability',
) {
  const context = {
    connection: connectionTo('https://supply.example'),
    http: {
      request: () =>
        answer instanceof HttpFailure
          ? Promise.reject(answer)
          : Promise.resolve({ status: 200, headers: {}, body: '', ...answer }),
    },
    clock: { now: () => NOW, monotonic: () => 0, sleep: () => Promise.resolve() },
    signal: new AbortController().signal,
  }
  const result = await bookingcomAdapter.send(lane, ranges, context)
  return { ...result, statuses: result.outcomes.map((each) => each.status).join(' ') }
}

describe('status codes', () => {
  test.each([
    [401, 'not_applied not_applied', 'CredentialsRefused', true],
    [403, 'not_applied not_applied', 'CredentialsRefused', true],
    [404, 'not_applied not_applied', 'UnexpectedStatus', false],
    [301, 'not_applied not_applied', 'UnexpectedStatus', false],
    [408, 'uncertain uncertain', 'RequestTimeout', false],
    [413, 'not_applied not_applied', 'MessageTooLarge', false],
    [429, 'not_applied not_applied', 'RateLimited', false],
    [500, 'uncertain uncertain', 'ServerError', false],
    [503, 'uncertain uncertain', 'ServerError', false],
  ])('HTTP %i leaves the ranges %s (%s)', async (status, statuses, code, stop) => {
    const result = await sendTo({ status, body: 'whatever' })
    expect(result).toMatchObject({ statuses, stop, error: { code } })
  })

  test.each([
    ['3', 3_000],
    ['Mon, 01 Mar 2027 08:15:10 GMT', 10_000],
    ['Mon, 01 Mar 2027 08:00:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    ['999999999', 3_600_000],
  ])('Retry-After: %s is a pause of %s ms', async (header, pause) => {
    const result = await sendTo({ status: 429, headers: { 'retry-after': header } })
    expect(result.retryAfterMs).toBe(pause)
  })

  test('a message that is too large is to be split, unless it is one range', async () => {
    expect((await sendTo({ status: 413 })).unattributed).toBe(true)
    expect((await sendTo({ status: 413 }, [rooms(1)])).unattributed).toBe(false)
  })

  test('a request of which no byte left was not applied; of any other nobody knows', async () => {
    const unsent = await sendTo(new HttpFailure('ECONNREFUSED', 'no', 'no'))
    expect(unsent).toMatchObject({ statuses: 'not_applied not_applied', error: { code: 'ECONNREFUSED' } })
    const cut = await sendTo(new HttpFailure('Timeout', 'cut', 'maybe'))
    expect(cut).toMatchObject({ statuses: 'uncertain uncertain', error: { code: 'Timeout' } })
  })
})

describe('answers that are no answers', () => {
  const BOMB = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>${rs('<Success/>')}`
  test.each([
    ['nothing', ''],
    ['a page', '<html><body>Bad gateway</body></html>'],
    ['text', 'Success'],
    ['half a document', rs('<Success/>').slice(0, 90)],
    ['another root', rs('<Success/>', 'OTA_HotelResNotifRS')],
    ['neither success nor errors', rs('')],
    ['a doctype with entities', BOMB],
    ['a doctype that names a file', `<!DOCTYPE r SYSTEM "file:///etc/passwd">${rs('<Success/>')}`],
    ['an unknown entity', errors('<Error Type="3" ShortText="&xxe;" RecordID="1"/>')],
    ['two roots', rs('<Success/>') + rs('<Success/>')],
    ['a million levels', '<a>'.repeat(100_000)],
  ])('%s: nobody knows, nothing is parked', async (_, body) => {
    for (const status of [200, 400]) {
      const result = await sendTo({ status, body })
      expect(result).toMatchObject({ statuses: 'uncertain uncertain', unattributed: false })
      expect(result.error?.code).toBe('MalformedAnswer')
    }
  })

  test('a success under HTTP 400 is not believed', async () => {
    expect((await sendTo({ status: 400, body: rs('<Success/>') })).statuses).toBe('uncertain uncertain')
  })
})

describe('200 with errors is a partial success', () => {
  test('Success means all of it', async () => {
    expect(await sendTo({ body: rs('<Success/>') })).toMatchObject({
      statuses: 'acknowledged acknowledged',
      error: null,
    })
  })

  test('Success with a warning that is only advice is a success', async () => {
    const body = rs('<Success/><Warnings><Warning Type="3" ShortText="Price is low">x</Warning></Warnings>')
    expect(await sendTo({ body })).toMatchObject({ statuses: 'acknowledged acknowledged', error: null })
  })

  test.each([
    ['WARN_UNPROCESSED_ADDITIONAL_GUEST', 'acknowledged uncertain'],
    ['WARN_DUPLICATE_DATES', 'acknowledged uncertain'],
  ])('Success with %s is no success of the range that it names', async (word, statuses) => {
    const body = rs(`<Success/><Warnings><Warning Type="3" RecordID="2">${word}</Warning></Warnings>`)
    expect(await sendTo({ body })).toMatchObject({ statuses, error: { code: word } })
  })

  test('only the range that RecordID names is refused, and the support number is kept', async () => {
    const result = await sendTo({ body: errors(ERROR_OF_2) })
    expect(result.statuses).toBe('acknowledged refused')
    expect(result.outcomes[1]).toMatchObject({ code: 'PRICE_TOO_LOW' })
    expect(result.error?.message).toContain('RUID: [UmFuZG9t]')
  })

  test('a room that is named in the text is refused for all its ranges', async () => {
    const ranges = [
      rooms(1),
      rooms(1, SUITE),
      range({ roomCode: SUITE, from: day('2027-07-01'), to: day('2027-07-02') }),
    ]
    expect((await sendTo({ body: errors(UNKNOWN_SUITE) }, ranges)).statuses).toBe(
      'acknowledged refused refused',
    )
  })

  test('a room that is named with a day means the range of that day', async () => {
    const ranges = [
      rooms(1, SUITE),
      range({ roomCode: SUITE, from: day('2027-07-01'), to: day('2027-07-02') }),
    ]
    const body = errors(`<Error Type="3" Code="404" ShortText="Room ${SUITE}, 2027-07-01: date is closed"/>`)
    expect((await sendTo({ body }, ranges)).statuses).toBe('acknowledged refused')
  })

  test('a room that is named for another reason, without a day, does not say which range', async () => {
    const ranges = [
      rooms(1, SUITE),
      range({ roomCode: SUITE, from: day('2027-07-01'), to: day('2027-07-02') }),
    ]
    const body = errors(`<Error Type="3" Code="450" ShortText="Room ${SUITE}: unable to process"/>`)
    expect(await sendTo({ body }, ranges)).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
  })

  test('a number that merely contains a room code names nobody', async () => {
    const body = errors(`<Error Type="3" Code="402" ShortText="Room ID '1${SUITE}' is not valid"/>`)
    expect((await sendTo({ body })).unattributed).toBe(true)
  })

  test('the second and third update of a restrictions range are its own', async () => {
    const ranges = [restricted('1,1,,0,0,0'), restricted('1,1,,1,1,1', '3320519')]
    const body = errors('<Error Type="3" ShortText="no" RecordID="6"/>')
    expect((await sendTo({ body }, ranges, 'restrictions')).statuses).toBe('acknowledged refused')
  })

  test('an error that names nobody leaves all in doubt, to be found by smaller batches', async () => {
    expect(await sendTo({ body: errors(VAGUE) })).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
    expect(await sendTo({ body: errors(VAGUE, ERROR_OF_2) })).toMatchObject({ unattributed: true })
  })

  test('an error that names nobody means the only range there is', async () => {
    expect(await sendTo({ body: errors(VAGUE) }, [rooms(1)])).toMatchObject({
      statuses: 'refused',
      unattributed: false,
    })
  })

  test('what may work later is never parked, named or not', async () => {
    expect(await sendTo({ body: errors(BUSY) }, [rooms(1)])).toMatchObject({ statuses: 'uncertain' })
    expect(await sendTo({ body: errors(BUSY, ERROR_OF_2) })).toMatchObject({
      statuses: 'uncertain refused',
      unattributed: false,
    })
    const later = '<Error Type="3" ShortText="CURRENCY_SWITCH_IN_PROGRESS" RecordID="1"/>'
    expect((await sendTo({ body: errors(later) })).statuses).toBe('uncertain acknowledged')
  })
})

describe('400: nothing was applied', () => {
  const answer = (...each: string[]) => ({ status: 400, body: errors(...each) })

  test('named ranges are refused, the others were just not applied', async () => {
    expect((await sendTo(answer(ERROR_OF_2))).statuses).toBe('not_applied refused')
  })

  test('a form that is refused as a whole is looked for by smaller batches', async () => {
    expect(await sendTo(answer(VAGUE))).toMatchObject({
      statuses: 'not_applied not_applied',
      unattributed: true,
    })
    expect((await sendTo(answer(VAGUE), [rooms(1)])).statuses).toBe('refused')
  })

  test('a currency switch is waited for', async () => {
    const later = '<Error Type="3" ShortText="CURRENCY_SWITCH_IN_PROGRESS"/>'
    const result = await sendTo(answer(later), [rooms(1)])
    expect(result).toMatchObject({ statuses: 'not_applied', unattributed: false, stop: false })
  })

  test('an error of authentication stops the lane instead of parking values', async () => {
    const foreign = '<Error Type="4" ShortText="Not authorised for this property"/>'
    expect(await sendTo(answer(foreign))).toMatchObject({ statuses: 'not_applied not_applied', stop: true })
    expect(await sendTo(answer(foreign), [rooms(1)])).toMatchObject({ statuses: 'not_applied', stop: true })
  })
})
