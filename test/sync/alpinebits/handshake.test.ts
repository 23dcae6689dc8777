/** The handshake: once a connection, and what follows from what it says. */
import { describe, expect, test } from 'vitest'
import { alpinebitsAdapter } from '../../../sync/channels/alpinebits/adapter.ts'
import type { ChannelContext } from '../../../sync/engine/ports.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import {
  agreement,
  answerOf,
  error,
  errors,
  freeRooms,
  restricted,
  rooms,
  type Script,
  scripted,
  warned,
  without,
} from './scripted.ts'

const GOOD = freeRooms('<Success/>')
const NONE = answerOf('OTA_ResRetrieveRS', '<Success/><ReservationsList/>')
const send = (context: ChannelContext) => alpinebitsAdapter.send('free_rooms', [rooms(3)], context)
const fetch = (context: ChannelContext) => alpinebitsAdapter.fetch('guest_requests', context)

describe('a handshake', () => {
  test('is made before the first request of a connection alone, whatever that is for', async () => {
    const { context, requests, handshakes } = scripted([GOOD, NONE, GOOD])
    await send(context)
    await fetch(context)
    await send(context)
    expect(requests).toHaveLength(4)
    expect(handshakes()).toBe(1)
  })

  test('is shared by requests that begin together', async () => {
    const { context, handshakes } = scripted(GOOD)
    await Promise.all([send(context), send(context), send(context)])
    expect(handshakes()).toBe(1)
  })

  test('says what we are and can', async () => {
    const { context, requests } = scripted(GOOD)
    await send(context)
    const { method, url, headers, body } = requests[0]!
    expect([method, url]).toEqual(['POST', 'https://portal.example/alpinebits'])
    expect(headers).toMatchObject({
      authorization: `Basic ${Buffer.from('keyrack:pa&<ss>: wörd').toString('base64')}`,
      'x-alpinebits-clientprotocolversion': '2024-10',
      'x-alpinebits-clientid': 'Keyrack',
    })
    const boundary = /^multipart\/form-data; boundary=(keyrack-[0-9a-f]{40})$/.exec(
      headers['content-type']!,
    )![1]!
    const parts = body!.split(`--${boundary}`)
    expect(parts).toHaveLength(4)
    expect(parts[1]).toBe('\r\nContent-Disposition: form-data; name="action"\r\n\r\nOTA_Ping:Handshaking\r\n')
    expect(parts[2]).toContain('name="request"\r\n\r\n<?xml version="1.0" encoding="UTF-8"?>\n<OTA_PingRQ ')
    expect(parts[3]).toBe('--\r\n')
    expect(body).toContain('OTA_HotelInvCountNotif_accept_deltas')
  })

  test('is made again with other credentials, and after a day', async () => {
    const { context, handshakes, time } = scripted(GOOD)
    await send(context)
    const { connection } = context
    const credentials = { ...connection.credentials, password: 'new' }
    await send({ ...context, connection: { ...connection, credentials } })
    expect(handshakes()).toBe(2)
    await send({ ...context, connection: { ...connection, credentials } })
    expect(handshakes()).toBe(2)
    time.ms += 24 * 3_600_000
    await send({ ...context, connection: { ...connection, credentials } })
    expect(handshakes()).toBe(3)
  })

  test.each([
    ['an advisory of free rooms', freeRooms(warned('11', 'x', ' Status="ALPINEBITS_SEND_HANDSHAKE"'))],
    ['an error', freeRooms('<Errors><Error Type="11" Status="ALPINEBITS_SEND_HANDSHAKE">x</Error></Errors>')],
    ['a request that it does not know', { status: 400, body: 'ERROR: unknown or missing action' }],
  ])('is made again after %s', async (_, first) => {
    const { context, handshakes } = scripted([first, GOOD])
    await send(context)
    expect((await send(context)).error).toBeNull()
    expect(handshakes()).toBe(2)
  })

  test('that is asked for where reservations are read is made before the next one', async () => {
    const asking = '<Success/><Warnings><Warning Type="11" Status="ALPINEBITS_SEND_HANDSHAKE"/></Warnings>'
    const { context, handshakes } = scripted([
      answerOf('OTA_ResRetrieveRS', `${asking}<ReservationsList/>`),
      GOOD,
    ])
    await fetch(context)
    await send(context)
    expect(handshakes()).toBe(2)
  })
})

const FAILURES: [string, Script, { code: string; stop: boolean; retryAfterMs: number | null }][] = [
  ['HTTP 401', { status: 401 }, { code: 'CredentialsRefused', stop: true, retryAfterMs: null }],
  [
    'an error of access',
    answerOf('OTA_PingRS', errors(error('497', 'x'))),
    { code: 'CredentialsRefused', stop: true, retryAfterMs: null },
  ],
  ['HTTP 404', { status: 404 }, { code: 'UnexpectedStatus', stop: false, retryAfterMs: null }],
  [
    'HTTP 429',
    { status: 429, headers: { 'retry-after': '9' } },
    { code: 'RateLimited', stop: false, retryAfterMs: 9_000 },
  ],
  ['HTTP 500', { status: 500 }, { code: 'ServerError', stop: false, retryAfterMs: null }],
  [
    'a version that is not known',
    { status: 400, body: 'ERROR: version' },
    { code: 'RequestRefused', stop: false, retryAfterMs: null },
  ],
  ['garbage', '%$#!', { code: 'MalformedAnswer', stop: false, retryAfterMs: null }],
  [
    'an agreement that is no JSON',
    answerOf(
      'OTA_PingRS',
      '<Success/><Warnings><Warning Type="11" Status="ALPINEBITS_HANDSHAKE">{</Warning></Warnings>',
    ),
    { code: 'MalformedAnswer', stop: false, retryAfterMs: null },
  ],
  [
    'no answer',
    new HttpFailure('Timeout', 'x', 'maybe'),
    { code: 'Timeout', stop: false, retryAfterMs: null },
  ],
  [
    'another version',
    agreement(undefined, '2022-10'),
    { code: 'NotSupported', stop: true, retryAfterMs: null },
  ],
  [
    'nothing in common',
    answerOf('OTA_PingRS', '<Success/><EchoData>{}</EchoData>'),
    { code: 'NotSupported', stop: true, retryAfterMs: null },
  ],
  [
    'no changes',
    agreement(without('accept_deltas')),
    { code: 'NotSupported', stop: true, retryAfterMs: null },
  ],
  [
    'no categories',
    agreement(without('accept_categories')),
    { code: 'NotSupported', stop: true, retryAfterMs: null },
  ],
]

describe('a handshake that fails', () => {
  test.each(FAILURES)('with %s: nothing is sent', async (_, handshake, expected) => {
    const { context, requests, handshakes } = scripted(GOOD, { handshake })
    const { outcomes, error: shown, stop, retryAfterMs } = await send(context)
    expect(outcomes.map(({ status }) => status)).toEqual(['not_applied'])
    expect({ code: shown?.code, stop, retryAfterMs }).toEqual(expected)
    expect(requests).toHaveLength(1)
    // The next attempt asks again: the portal may have changed its mind.
    await send(context)
    expect(handshakes()).toBe(2)
  })

  test.each([
    ['overlay', 'rate_plans'],
    ['RoomType_BookingRule', 'rate_plans'],
    ['action_OTA_HotelRatePlanNotif_RatePlans', 'rate_plans'],
  ])('to agree to %s stops the lane of rate plans alone', async (lacking, lane) => {
    const { context } = scripted(GOOD, { handshake: agreement(without(lacking)) })
    const result = await alpinebitsAdapter.send(lane, [restricted('1,1,,0,0,0')], context)
    expect(result).toMatchObject({ stop: true, error: { code: 'NotSupported' } })
    expect(result.error!.message).toContain(lacking)
    expect((await send(context)).error).toBeNull()
  })

  test('to agree to guest requests stops the fetch', async () => {
    const { context } = scripted(NONE, { handshake: agreement(without('action_OTA_Read')) })
    await expect(fetch(context)).rejects.toMatchObject({ code: 'NotSupported', stop: true })
  })

  test('leaves out the days that are not agreed on', async () => {
    const { context, requests } = scripted(answerOf('OTA_HotelRatePlanNotifRS', '<Success/>'), {
      handshake: agreement(without('ArrivalDOW')),
    })
    await alpinebitsAdapter.send('rate_plans', [restricted('1,1,,1,1,0')], context)
    expect(requests.at(-1)!.body).not.toContain('ArrivalDaysOfWeek')
    expect(requests.at(-1)!.body).toContain('<DepartureDaysOfWeek Mon="0"')
  })
})

describe('settings that cannot be right', () => {
  test.each([
    ['the address that leads nowhere', { ariBaseUrl: 'https://alpinebits.invalid/' }, {}],
    ['a hotel code that is too long', { hotelCode: 'seventeen-letters' }, {}],
    ['no user name', {}, { username: '' }],
    ['a colon in the user name', {}, { username: 'a:b' }],
  ])('%s: nothing is asked', async (_, settings, credentials) => {
    const { context, requests } = scripted(GOOD, { settings })
    const { connection } = context
    const given = { ...connection, credentials: { ...connection.credentials, ...credentials } }
    const result = await send({ ...context, connection: given })
    expect(result).toMatchObject({ stop: true, error: { code: 'SettingsNotValid' } })
    expect(requests).toEqual([])
  })
})

test('a request is not begun where the handshake has used up its time', async () => {
  const { context, requests, time } = scripted(GOOD, { settings: { requestDeadlineMs: 6_000 } })
  const { http } = context
  const slow = {
    ...context,
    http: {
      request: (each: Parameters<typeof http.request>[0]) => {
        time.ms += 1_500
        return http.request(each)
      },
    },
  }
  expect(await send(slow)).toMatchObject({ error: { code: 'ChannelBusy' } })
  expect(requests).toHaveLength(1)
  expect((await send(slow)).error).toBeNull()
})

test('what is asked for where reservations are read goes with the next answer, once', async () => {
  const asking = '<Success/><Warnings><Warning Type="11" Status="ALPINEBITS_SEND_FREEROOMS"/></Warnings>'
  const { context } = scripted([answerOf('OTA_ResRetrieveRS', `${asking}<ReservationsList/>`), GOOD, GOOD])
  await fetch(context)
  expect((await send(context)).resync).toEqual(['availability'])
  expect((await send(context)).resync).toBeUndefined()
})
