/** Every documented answer, and those that nobody documents, as what becomes of the ranges. */
import { describe, expect, test } from 'vitest'
import { siteminderAdapter } from '../../../sync/channels/siteminder/adapter.ts'
import { type HttpAnswer, HttpFailure } from '../../../sync/engine/ports.ts'
import {
  answerOf,
  availability,
  envelope,
  error,
  errors,
  fault,
  NOW,
  prices,
  restricted,
  rooms,
  SUITE,
  scripted,
} from './scripted.ts'

type Given = Partial<HttpAnswer> | string | HttpFailure
interface Outcome {
  readonly statuses: string
  readonly code?: string
  readonly stop?: boolean
  readonly unattributed?: boolean
  readonly retryAfterMs?: number
}

async function sent(
  given: Given,
  lane = 'availability',
  ranges = [rooms(3), rooms(1, SUITE)],
): Promise<Outcome> {
  const { context } = scripted(given)
  const result = await siteminderAdapter.send(lane, ranges, context)
  return {
    statuses: [...new Set(result.outcomes.map(({ status }) => status))].join(' '),
    ...(result.error === null ? {} : { code: result.error.code }),
    ...(result.stop ? { stop: true } : {}),
    ...(result.unattributed ? { unattributed: true } : {}),
    ...(result.retryAfterMs === null ? {} : { retryAfterMs: result.retryAfterMs }),
  }
}

const refused = (code: string): Outcome => ({ statuses: 'not_applied', code, unattributed: true })
const stopped: Outcome = { statuses: 'not_applied', code: 'CredentialsRefused', stop: true }
const unsure = (code: string): Outcome => ({ statuses: 'uncertain', code })

const CASES: [string, Given, Outcome][] = [
  ['Success', availability('<Success/>'), { statuses: 'acknowledged' }],
  [
    'Success with a warning',
    availability('<Success/><Warnings><Warning Type="3">late</Warning></Warnings>'),
    { statuses: 'acknowledged' },
  ],
  [
    'a missing element (type 10)',
    availability(errors(error('10', '', 'One of "AvailStatusMessage" is expected'))),
    refused('SiteMinder10'),
  ],
  [
    'a business rule (3/450)',
    availability(errors(error('3', '450', 'The HotelCode length must be equal to or greater than 1'))),
    refused('SiteMinder450'),
  ],
  ['an unknown error (type 1)', availability(errors(error('1', '', 'Unknown'))), refused('SiteMinder1')],
  [
    'an unknown hotel (6/392)',
    availability(errors(error('6', '392', 'Hotel not found for HotelCode=X'))),
    stopped,
  ],
  [
    'wrong credentials (6/497)',
    availability(errors(error('6', '497', 'Invalid Username and/or Password'))),
    stopped,
  ],
  [
    'wrong credentials (type 4), beside another error',
    availability(
      errors(error('3', '450', 'x'), error('4', '', 'Authentication failed - PMS does not exist')),
    ),
    stopped,
  ],
  ['a processing exception (type 12)', availability(errors(error('12', '', 'oops'))), unsure('SiteMinder12')],
  [
    'a system that is not available (187)',
    availability(errors(error('12', '187', 'later'))),
    unsure('SiteMinder187'),
  ],
  [
    'success that errors contradict',
    availability(`<Success/>${errors(error('3', '402', 'x'))}`),
    refused('SiteMinder402'),
  ],
  ['success beside an empty list of errors', availability('<Success/><Errors/>'), unsure('MalformedAnswer')],
  ['neither success nor errors', availability(''), unsure('MalformedAnswer')],
  [
    'an answer to another message',
    answerOf('OTA_HotelRateAmountNotifRS', '<Success/>'),
    unsure('MalformedAnswer'),
  ],
  [
    "an answer with another request's token",
    availability('<Success/>').replace('Version=', 'EchoToken="other" Version='),
    unsure('MalformedAnswer'),
  ],
  [
    'a server fault',
    { status: 500, body: envelope(fault('SOAP-ENV:Server', 'Internal')) },
    unsure('SiteMinderSOAPENVServer'),
  ],
  [
    'a fault of WS-Security',
    {
      status: 500,
      body: envelope(fault('wsse:FailedAuthentication', 'The security token could not be authenticated')),
    },
    stopped,
  ],
  [
    'a fault for the credentials in words',
    { status: 500, body: envelope(fault('SOAP-ENV:Client', 'Authentication failed')) },
    stopped,
  ],
  [
    'a fault for more than 2 MB',
    { status: 500, body: envelope(fault('SOAP-ENV:Client', 'The message is larger than 2MB')) },
    refused('MessageTooLarge'),
  ],
  ['HTTP 401', { status: 401 }, stopped],
  ['HTTP 403', { status: 403 }, stopped],
  ['HTTP 408', { status: 408 }, unsure('RequestTimeout')],
  ['HTTP 413', { status: 413 }, refused('MessageTooLarge')],
  ['HTTP 404', { status: 404 }, { statuses: 'not_applied', code: 'UnexpectedStatus' }],
  ['HTTP 415', { status: 415 }, { statuses: 'not_applied', code: 'UnexpectedStatus' }],
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
  [
    'HTTP 500 around success',
    { status: 500, body: envelope(availability('<Success/>')) },
    unsure('ServerError'),
  ],
  ['no XML', { body: 'Service temporarily %$#!' }, unsure('MalformedAnswer')],
  ['the message without its envelope', { body: availability('<Success/>') }, unsure('MalformedAnswer')],
  ['an empty body', { body: envelope('') }, unsure('MalformedAnswer')],
  ['two messages', { body: envelope(availability('<Success/>').repeat(2)) }, unsure('MalformedAnswer')],
  [
    'a doctype',
    { body: `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>${envelope(availability('<Success/>'))}` },
    unsure('MalformedAnswer'),
  ],
  [
    'no connection',
    new HttpFailure('ECONNREFUSED', 'refused', 'no'),
    { statuses: 'not_applied', code: 'ECONNREFUSED' },
  ],
  ['no answer', new HttpFailure('Timeout', 'late', 'maybe'), unsure('Timeout')],
]

describe('an answer', () => {
  test.each(CASES)('%s', async (_, given, outcome) => {
    expect(await sent(given)).toEqual(outcome)
  })

  test('is expected by the root of its own lane', async () => {
    const given = answerOf('OTA_HotelRateAmountNotifRS', '<Success/>')
    expect(await sent(given, 'prices', [prices([9_000])])).toEqual({ statuses: 'acknowledged' })
  })
})

describe('a request', () => {
  test('is SOAP 1.1 as documented: one content type, our code in the address, credentials in the header alone', async () => {
    const { context, requests } = scripted(availability('<Success/>'))
    await siteminderAdapter.send('availability', [rooms(0)], context)
    const [{ url, headers, body, method }] = requests as [(typeof requests)[0]]
    expect([method, url]).toEqual(['POST', 'https://siteminder.example/webservices/KEYRACK'])
    expect(headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(body).toContain('<wsse:Username>keyrack</wsse:Username>')
    expect(body).toContain('#PasswordText">pa&amp;&lt;ss&gt; wörd</wsse:Password>')
    expect(body).toContain('<RequestorID Type="22" ID="KEYRACK"/>')
    expect(body).toContain('<AvailStatusMessages HotelCode="LAGO7">')
    expect(body).toContain(
      '<AvailStatusMessage BookingLimit="0"><StatusApplicationControl Start="2027-06-10" End="2027-06-14" InvTypeCode="DBL"/>',
    )
  })

  test('says every restriction, each closing by itself, and takes a maximum away without a number', async () => {
    const { context, requests } = scripted(availability('<Success/>'))
    await siteminderAdapter.send(
      'restrictions',
      [restricted('3,2,,0,1,1'), restricted('1,4,9,1,0,0,7,,')],
      context,
    )
    const said = requests[0]!.body!.match(/<(LengthOfStay|RestrictionStatus) [^>]*>/g)
    expect(said).toEqual([
      '<LengthOfStay MinMaxMessageType="SetMinLOS" Time="3"/>',
      '<LengthOfStay MinMaxMessageType="SetMaxLOS"/>',
      '<RestrictionStatus Status="Close"/>',
      '<RestrictionStatus Status="Open" Restriction="Arrival"/>',
      '<RestrictionStatus Status="Close" Restriction="Departure"/>',
      '<LengthOfStay MinMaxMessageType="SetMinLOS" Time="4"/>',
      '<LengthOfStay MinMaxMessageType="SetMaxLOS" Time="7"/>',
      '<RestrictionStatus Status="Open"/>',
      '<RestrictionStatus Status="Close" Restriction="Arrival"/>',
      '<RestrictionStatus Status="Open" Restriction="Departure"/>',
    ])
  })

  test('has prices for up to five adults, with the decimals of the currency', async () => {
    const { context, requests } = scripted('<x/>')
    const six = prices([8_000, 10_000, 12_050, 13_000, 14_000, 15_000])
    await siteminderAdapter.send('prices', [six], context)
    const yen = { ...context, connection: { ...context.connection, currency: 'JPY' } }
    await siteminderAdapter.send('prices', [six], yen)
    const amounts = (body: string) =>
      [...body.matchAll(/NumberOfGuests="(\d)" AmountAfterTax="([\d.]+)"/g)].map((each) =>
        each.slice(1).join(' '),
      )
    expect(amounts(requests[0]!.body!)).toEqual(['1 80.00', '2 100.00', '3 120.50', '4 130.00', '5 140.00'])
    expect(amounts(requests[1]!.body!)[2]).toBe('3 12050')
  })

  test('has a token of its own: none comes twice', async () => {
    const { context, requests } = scripted(availability('<Success/>'))
    let at = 0
    const clock = { ...context.clock, monotonic: () => ++at }
    for (let count = 0; count < 3; count += 1)
      await siteminderAdapter.send('availability', [rooms(1)], { ...context, clock })
    const tokens = requests.map(({ body }) => /EchoToken="([0-9a-f-]{36})"/.exec(body!)?.[1])
    expect(new Set(tokens).size).toBe(3)
    expect(tokens).not.toContain(undefined)
  })

  test('measures what it sends, whenever it is sent', async () => {
    const { context, requests } = scripted(availability('<Success/>'))
    for (const [lane, ranges] of [
      ['availability', [rooms(3), rooms(1, SUITE)]],
      ['restrictions', [restricted('1,1,,0,0,0')]],
      ['prices', [prices([9_000, 10_000])]],
    ] as const) {
      await siteminderAdapter.send(lane, ranges, context)
      expect(siteminderAdapter.measure(lane, ranges, context.connection)).toBe(
        Buffer.byteLength(requests.at(-1)!.body!),
      )
    }
  })

  test.each([
    ['our code is left out', { accountCode: '' }],
    ['our code would lead elsewhere', { accountCode: '../x' }],
  ])('is not made where %s', async (_, settings) => {
    const { context, requests } = scripted('<x/>', settings)
    const result = await siteminderAdapter.send('availability', [rooms(3)], context)
    expect([result.stop, result.error?.code, result.outcomes[0]?.status]).toEqual([
      true,
      'SettingsNotValid',
      'not_applied',
    ])
    await expect(siteminderAdapter.fetch('reservations', context)).rejects.toMatchObject({
      code: 'SettingsNotValid',
      stop: true,
    })
    expect(requests).toEqual([])
  })

  test('waits for the answer to the one before it, and is given up when its turn comes too late for T (I6)', async () => {
    const { context, requests } = scripted(availability('<Success/>'), { requestDeadlineMs: 10_000 })
    const { promise, resolve } = Promise.withResolvers<void>()
    let at = 0
    const slow = {
      ...context,
      clock: { ...context.clock, monotonic: () => at },
      http: {
        async request(request: (typeof requests)[0]) {
          const answer = context.http.request(request)
          await promise
          return answer
        },
      },
    }
    const first = siteminderAdapter.send('availability', [rooms(3)], slow)
    const second = siteminderAdapter.send('restrictions', [restricted('1,1,,0,0,0')], slow)
    await Promise.resolve()
    await new Promise((done) => setImmediate(done))
    expect(requests).toHaveLength(1)
    at = 5_001
    resolve()
    expect((await first).error).toBeNull()
    expect(await second).toMatchObject({
      error: { code: 'ChannelBusy' },
      outcomes: [{ status: 'not_applied' }],
    })
    expect(requests).toHaveLength(1)
  })
})
