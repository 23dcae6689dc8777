/** Every documented answer, and those that nobody documents, as what becomes of the ranges. */
import { describe, expect, test } from 'vitest'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import { HttpFailure, type SendResult } from '../../../sync/engine/ports.ts'
import {
  answerOf,
  error,
  errors,
  freeRooms,
  NOW,
  prices,
  range,
  restricted,
  rooms,
  type Script,
  SUITE,
  scripted,
  warned,
} from './scripted.ts'

interface Outcome {
  readonly statuses: string
  readonly code?: string
  readonly stop?: boolean
  readonly unattributed?: boolean
  readonly retryAfterMs?: number
  readonly resync?: string
}

function told(result: SendResult): Outcome {
  return {
    statuses: [...new Set(result.outcomes.map(({ status }) => status))].join(' '),
    ...(result.error === null ? {} : { code: result.error.code }),
    ...(result.stop ? { stop: true } : {}),
    ...(result.unattributed ? { unattributed: true } : {}),
    ...(result.retryAfterMs === null ? {} : { retryAfterMs: result.retryAfterMs }),
    ...(result.resync === undefined ? {} : { resync: result.resync.join(' ') }),
  }
}

const sent = async (given: Script, lane = 'free_rooms', ranges = [rooms(3), rooms(1, SUITE)]) =>
  told(await alpinebitsAdapter.send(lane, ranges, scripted(given).context))

const refused = (code: string): Outcome => ({ statuses: 'not_applied', code, unattributed: true })
const stopped: Outcome = { statuses: 'not_applied', code: 'CredentialsRefused', stop: true }
const unsure = (code: string): Outcome => ({ statuses: 'uncertain', code })
const asking = (status: string) => ` Status="ALPINEBITS_SEND_${status}"`

const CASES: [string, Script, Outcome][] = [
  ['Success', freeRooms('<Success/>'), { statuses: 'acknowledged' }],
  [
    'an advisory (type 11)',
    freeRooms(warned('11', 'The last full set is older than 48 hours')),
    { statuses: 'acknowledged' },
  ],
  [
    'an advisory that asks for free rooms',
    freeRooms(warned('11', 'please resend', asking('FREEROOMS'))),
    { statuses: 'acknowledged', resync: 'availability' },
  ],
  [
    'an advisory that asks for rate plans',
    freeRooms(warned('11', 'please resend', asking('RATEPLANS'))),
    { statuses: 'acknowledged', resync: 'price restrictions' },
  ],
  [
    'an advisory that asks for a handshake',
    freeRooms(warned('11', 'hello?', asking('HANDSHAKE'))),
    { statuses: 'acknowledged' },
  ],
  [
    'an advisory that asks for the inventory, which we never send',
    freeRooms(warned('11', 'please resend', asking('INVENTORY'))),
    { statuses: 'acknowledged' },
  ],
  [
    'a warning that something was not taken (type 3)',
    freeRooms(warned('3', 'Room category SUITE is not known')),
    { ...unsure('AlpineBits3'), unattributed: true },
  ],
  [
    'dates that are not right (13/404)',
    freeRooms(errors(error('404', 'Invalid start/end date combination'))),
    refused('AlpineBits404'),
  ],
  ['an unknown room (13/402)', freeRooms(errors(error('402', 'x'))), refused('AlpineBits402')],
  ['an error without a code', freeRooms(errors(error('', 'x'))), refused('AlpineBits13')],
  ['an unknown hotel (13/392)', freeRooms(errors(error('392', 'no such hotel'))), stopped],
  [
    'no authorization (13/497), beside another error',
    freeRooms(errors(error('404', 'x'), error('497', 'y'))),
    stopped,
  ],
  [
    'a system that is not available (13/187)',
    freeRooms(errors(error('187', 'later'))),
    unsure('AlpineBits187'),
  ],
  ['a system error (13/448)', freeRooms(errors(error('448', 'oops'))), unsure('AlpineBits448')],
  [
    'an error that asks for everything first (11)',
    freeRooms('<Errors><Error Type="11" Status="ALPINEBITS_SEND_RATEPLANS">resend</Error></Errors>'),
    { statuses: 'not_applied', code: 'AlpineBitsSEND_RATEPLANS', resync: 'price restrictions' },
  ],
  [
    'success that errors contradict',
    freeRooms(`<Success/>${errors(error('402', 'x'))}`),
    refused('AlpineBits402'),
  ],
  ['success beside an empty list of errors', freeRooms('<Success/><Errors/>'), unsure('MalformedAnswer')],
  ['neither success nor errors', freeRooms(''), unsure('MalformedAnswer')],
  [
    'an answer to another message',
    answerOf('OTA_HotelRatePlanNotifRS', '<Success/>'),
    unsure('MalformedAnswer'),
  ],
  ['a page of another kind', '<html><body>Welcome</body></html>', unsure('MalformedAnswer')],
  ['half an answer', freeRooms('<Success/>').slice(0, 70), unsure('MalformedAnswer')],
  ['a doctype', `<!DOCTYPE x [<!ENTITY e "e">]>${freeRooms('<Success/>')}`, unsure('MalformedAnswer')],
  ['garbage', '%$#!', unsure('MalformedAnswer')],
  ['nothing', '', unsure('MalformedAnswer')],
  [
    'a request that is no valid message (HTTP 400)',
    { status: 400, body: 'ERROR: XML validation error' },
    refused('RequestRefused'),
  ],
  [
    'an action that was not agreed on (HTTP 400)',
    { status: 400, body: 'ERROR: unknown or missing action' },
    { statuses: 'not_applied', code: 'RequestRefused' },
  ],
  [
    'the same with HTTP 200',
    'ERROR:unknown or missing action',
    { statuses: 'not_applied', code: 'RequestRefused' },
  ],
  ['HTTP 400 without a reason', { status: 400 }, refused('RequestRefused')],
  ['HTTP 401', { status: 401, body: 'ERROR:who are you' }, stopped],
  ['HTTP 403', { status: 403 }, stopped],
  ['HTTP 404', { status: 404 }, { statuses: 'not_applied', code: 'UnexpectedStatus' }],
  ['HTTP 302', { status: 302 }, { statuses: 'not_applied', code: 'UnexpectedStatus' }],
  ['HTTP 408', { status: 408 }, unsure('ServerError')],
  ['HTTP 413', { status: 413 }, refused('MessageTooLarge')],
  [
    'HTTP 429 with a time',
    { status: 429, headers: { 'retry-after': '30' } },
    { statuses: 'not_applied', code: 'RateLimited', retryAfterMs: 30_000 },
  ],
  [
    'HTTP 503 with a date',
    { status: 503, headers: { 'retry-after': new Date(NOW + 5_000).toUTCString() } },
    { ...unsure('ServerError'), retryAfterMs: 5_000 },
  ],
  ['HTTP 500 around success', { status: 500, body: freeRooms('<Success/>') }, unsure('ServerError')],
  ['no answer', new HttpFailure('Timeout', 'x', 'maybe'), unsure('Timeout')],
  [
    'no connection',
    new HttpFailure('ECONNREFUSED', 'x', 'no'),
    { statuses: 'not_applied', code: 'ECONNREFUSED' },
  ],
]

describe('an answer', () => {
  test.each(CASES)('%s', async (_, given, expected) => {
    expect(await sent(given)).toEqual(expected)
  })

  test('names one error for people, without its layout', async () => {
    const { context } = scripted(
      freeRooms(
        errors(
          error(
            '404',
            ` Invalid
      start `,
          ),
        ),
      ),
    )
    const { error: shown } = await alpinebitsAdapter.send('free_rooms', [rooms(1)], context)
    expect(shown).toEqual({ code: 'AlpineBits404', message: 'The AlpineBits server: Invalid start' })
  })

  test('of rate plans is expected where these were sent', async () => {
    const ranges = [prices([9_000]), restricted('1,1,,0,0,0')]
    const answer = answerOf('OTA_HotelRatePlanNotifRS', '<Success/>')
    expect(await sent(answer, 'rate_plans', ranges)).toEqual({ statuses: 'acknowledged' })
    expect(await sent(freeRooms('<Success/>'), 'rate_plans', ranges)).toEqual(unsure('MalformedAnswer'))
  })
})

describe('what the format cannot carry', () => {
  const good = answerOf('OTA_HotelRatePlanNotifRS', '<Success/>')

  test('is refused by itself, and the rest is sent', async () => {
    const { context, requests } = scripted(good)
    const ranges = [
      prices([0, 9_000]),
      prices([9_000]),
      prices([1], FLEXIBLE_TOO_LONG),
      prices([1], 'A', 'NINECHARS'),
    ]
    const { outcomes, error: shown } = await alpinebitsAdapter.send('rate_plans', ranges, context)
    expect(outcomes.map(({ status, code }) => [status, code])).toEqual([
      ['refused', 'PriceNotAboveZero'],
      ['acknowledged', ''],
      ['refused', 'CodeTooLong'],
      ['refused', 'CodeTooLong'],
    ])
    expect(shown?.code).toBe('PriceNotAboveZero')
    expect(requests.at(-1)!.body!.match(/<Rate /g)).toHaveLength(1)
  })

  test('is not sent where it is alone', async () => {
    const { context, requests, handshakes } = scripted(good)
    const result = await alpinebitsAdapter.send('free_rooms', [range({ roomCode: 'NINECHARS' })], context)
    expect(told(result)).toEqual({ statuses: 'refused', code: 'CodeTooLong' })
    expect(requests).toHaveLength(handshakes())
  })

  test('waits while a refusal of another one is looked for', async () => {
    const { context } = scripted(answerOf('OTA_HotelRatePlanNotifRS', errors(error('249', 'x'))))
    const result = await alpinebitsAdapter.send('rate_plans', [prices([0]), prices([1])], context)
    expect(told(result)).toEqual(refused('AlpineBits249'))
  })
})

const FLEXIBLE_TOO_LONG = 'x'.repeat(65)
