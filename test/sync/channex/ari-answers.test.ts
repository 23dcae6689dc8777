/** What each answer of Channex proves about the ranges that were sent (docs/CHANNELS.md). */
import { describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { channexAdapter } from '../../../sync/channels/channex/adapter.ts'
import { type HttpAnswer, HttpFailure } from '../../../sync/engine/ports.ts'
import {
  connectionTo,
  DOUBLE,
  DOUBLE_FLEX,
  DOUBLE_SAVER,
  KEY,
  PROPERTY,
  prices,
  restricted,
  rooms,
  SUITE,
  scripted,
} from './samples.ts'

async function sendTo(
  answer: Partial<HttpAnswer> | HttpFailure,
  ranges: SendRange[] = [rooms(1), rooms(1, SUITE)],
  lane = 'availability',
) {
  const { context, requests } = scripted(() => answer)
  const result = await channexAdapter.send(lane, ranges, context)
  return { ...result, requests, statuses: result.outcomes.map((each) => each.status).join(' ') }
}

const TASK = [{ id: 'eb31d631-4fcc-478a-80c3-bf7a2acf0699', type: 'task' }]
const success = (warnings?: unknown, data: unknown = TASK) =>
  JSON.stringify({ data, meta: { message: 'Success', ...(warnings === undefined ? {} : { warnings }) } })
const refusedRooms = (roomCode: string, rest: object = {}) => ({
  property_id: PROPERTY,
  room_type_id: roomCode,
  date: null,
  date_from: '2027-06-10',
  date_to: '2027-06-19',
  availability: 1,
  warning: { availability: ['must be greater than or equal to 0'] },
  ...rest,
})
const refusedPlan = (rateCode: string, warning: object) => {
  const { room_type_id: _, availability: __, ...rest } = refusedRooms('')
  return { ...rest, rate_plan_id: rateCode, warning }
}

describe('status codes', () => {
  test.each([
    [401, 'not_applied not_applied', 'CredentialsRefused', true],
    [403, 'not_applied not_applied', 'CredentialsRefused', true],
    [404, 'not_applied not_applied', 'UnexpectedStatus', false],
    [301, 'not_applied not_applied', 'UnexpectedStatus', false],
    [400, 'not_applied not_applied', 'ValueRefused', false],
    [422, 'not_applied not_applied', 'ValueRefused', false],
    [408, 'uncertain uncertain', 'RequestTimeout', false],
    [413, 'not_applied not_applied', 'MessageTooLarge', false],
    [429, 'not_applied not_applied', 'RateLimited', false],
    [500, 'uncertain uncertain', 'ServerError', false],
    [503, 'uncertain uncertain', 'ServerError', false],
  ])('HTTP %i leaves the ranges %s (%s)', async (status, statuses, code, stop) => {
    const result = await sendTo({ status, body: 'whatever' })
    expect(result).toMatchObject({ statuses, stop, error: { code } })
    expect(result.error?.message).not.toContain(KEY)
  })

  test.each([400, 422, 413])('HTTP %i names no range: smaller messages have to find it', async (status) => {
    expect(await sendTo({ status })).toMatchObject({ unattributed: true })
  })

  test('a 429 without a time is the documented minute, one with a time is kept', async () => {
    const body = '{"errors":{"code":"http_too_many_requests","title":"Too Many Requests"}}'
    expect(await sendTo({ status: 429, body })).toMatchObject({ retryAfterMs: 60_000 })
    expect(await sendTo({ status: 429, body, headers: { 'retry-after': '7' } })).toMatchObject({
      retryAfterMs: 7_000,
    })
  })

  test('the reason of a refused message is told', async () => {
    const body = JSON.stringify({
      errors: {
        code: 'validation_error',
        title: 'Validation Error',
        details: { values: ["can't be blank"] },
      },
    })
    const { error } = await sendTo({ status: 422, body })
    expect(error?.message).toBe("Channex refused the message (Validation Error: values:can't be blank).")
  })

  test.each([
    [new HttpFailure('ECONNREFUSED', 'no', 'no'), 'not_applied not_applied'],
    [new HttpFailure('Timeout', 'late', 'maybe'), 'uncertain uncertain'],
  ])('%s: %s', async (failure, statuses) => {
    expect(await sendTo(failure)).toMatchObject({ statuses, stop: false, error: { code: failure.code } })
  })
})

describe('200', () => {
  test.each([
    ['with a task', success()],
    ['with an empty list of warnings', success([])],
    ['with a message alone, as for availability', '{"meta":{"message":"Success"}}'],
  ])('%s is taken whole', async (_, body) => {
    expect(await sendTo({ body })).toMatchObject({
      statuses: 'acknowledged acknowledged',
      error: null,
      unattributed: false,
    })
  })

  test.each([
    ['nothing', ''],
    ['a page', '<html>Service temporarily</html>'],
    ['half of it', success().slice(0, 40)],
    ['a list', '[]'],
    ['neither success nor errors', '{"data":[]}'],
    ['errors beside success', '{"meta":{"message":"Success"},"errors":{"code":"x","title":"y"}}'],
    ['no task and no reason', success(undefined, [])],
    ['warnings that are no list', success({ a: 1 })],
  ])('%s proves nothing', async (_, body) => {
    expect(await sendTo({ body })).toMatchObject({
      statuses: 'uncertain uncertain',
      error: { code: 'MalformedAnswer' },
      stop: false,
      unattributed: false,
    })
  })

  test('"Success" with a warning: the named range is refused, its neighbour is taken', async () => {
    const result = await sendTo({ body: success([refusedRooms(SUITE)]) })
    expect(result).toMatchObject({ statuses: 'acknowledged refused', unattributed: false })
    expect(result.outcomes[1]).toEqual({
      status: 'refused',
      code: 'ValueRefused',
      message: 'availability must be greater than or equal to 0',
    })
    expect(result.error?.message).toContain('Channex: availability must')
  })

  test('of an answer without a task, what has no warning is not taken for shown', async () => {
    expect(await sendTo({ body: success([refusedRooms(SUITE)], []) })).toMatchObject({
      statuses: 'uncertain refused',
    })
    const both = success([refusedRooms(DOUBLE), refusedRooms(SUITE)], [])
    expect(await sendTo({ body: both })).toMatchObject({ statuses: 'refused refused' })
  })

  test.each([
    ['another room', refusedRooms('f00')],
    ['other nights', refusedRooms(SUITE, { date_to: '2027-06-18' })],
    ['nothing', { warning: { availability: ['no'] } }],
    ['no object', 'no'],
  ])('a warning about %s is isolated by smaller messages', async (_, warning) => {
    expect(await sendTo({ body: success([warning]) })).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
    expect(await sendTo({ body: success([warning]) }, [rooms(1)])).toMatchObject({
      statuses: 'refused',
      unattributed: false,
    })
  })

  const together = [prices([0, 8_000]), restricted('1,1,,0,0,1'), prices([9_000], DOUBLE_SAVER)]

  test('a refused price takes the restriction of its change along, which is sent again without it', async () => {
    const warnings = [refusedPlan(DOUBLE_FLEX, { rates: [{ rate: ['must be greater than 0'] }, {}] })]
    const result = await sendTo({ body: success(warnings) }, together, 'rates')
    expect(result).toMatchObject({ statuses: 'refused not_applied acknowledged' })
    expect(result.outcomes[0]?.message).toBe('rates must be greater than 0')
  })

  test('a refused restriction leaves the price to be sent again', async () => {
    const warning = { max_stay: ['must be greater than or equal to 0'] }
    const result = await sendTo({ body: success([refusedPlan(DOUBLE_FLEX, warning)]) }, together, 'rates')
    expect(result.statuses).toBe('not_applied refused acknowledged')
  })

  test.each([
    ['the plan itself', { rate_plan_id: ['does not exist'] }],
    ['both', { rate: ['is invalid'], max_stay: ['is invalid'] }],
    ['no field', {}],
  ])('a warning about %s refuses all that the change carried', async (_, warning) => {
    const result = await sendTo({ body: success([refusedPlan(DOUBLE_FLEX, warning)]) }, together, 'rates')
    expect(result.statuses).toBe('refused refused acknowledged')
  })

  test('a warning that fits two changes is isolated by smaller messages', async () => {
    const twice = [prices([1]), prices([2])]
    const warnings = [refusedPlan(DOUBLE_FLEX, { rate: ['is invalid'] })]
    expect(await sendTo({ body: success(warnings) }, twice, 'rates')).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
  })

  test('a reason as long as a book is cut, not read', async () => {
    const reasons = Array(400_000).fill('no')
    const result = await sendTo({
      body: success([refusedRooms(SUITE, { warning: { availability: [reasons] } })]),
    })
    expect(result.outcomes[1]?.message).toBe('availability no, no, no, no, no')
  })

  test('a million levels: nobody knows, nothing is parked', async () => {
    const deep = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`
    const bodies = [
      `{"meta":{"warnings":[{"warning":{"rate":${deep}}}]}}`,
      `{"meta":{"warnings":${deep}}}`,
      `{"errors":{"title":"x","details":${deep}}}`,
    ]
    for (const body of bodies) {
      const { statuses } = await sendTo({ body })
      expect(statuses).toBe('uncertain uncertain')
    }
    expect(await sendTo({ status: 422, body: bodies[2]! })).toMatchObject({ unattributed: true })
  })
})

describe('what is sent', () => {
  test('goes to its endpoint with the key, of any base address', async () => {
    const { context, requests } = scripted(
      () => ({ body: success() }),
      connectionTo('https://staging.example/'),
    )
    await channexAdapter.send('availability', [rooms(1)], context)
    await channexAdapter.send('rates', [prices([1])], context)
    expect(requests.map(({ url }) => url)).toEqual([
      'https://staging.example/api/v1/availability',
      'https://staging.example/api/v1/restrictions',
    ])
    expect(requests[0]).toMatchObject({
      method: 'POST',
      headers: { 'user-api-key': KEY, 'content-type': 'application/json' },
    })
  })

  test.each(['a key', 'key\r\nx-other: 1', 'schlüssel'])(
    'a key that no header can carry is not sent: %j',
    async (key) => {
      const { context, requests } = scripted(
        () => ({ body: success() }),
        connectionTo('https://channex.example', {}, key),
      )
      const result = await channexAdapter.send('availability', [rooms(1)], context)
      expect(result).toMatchObject({ stop: true, error: { code: 'CredentialsRefused' } })
      expect(result.outcomes[0]?.status).toBe('not_applied')
      await expect(channexAdapter.fetch('revisions', context)).rejects.toMatchObject({ stop: true })
      expect(requests).toEqual([])
    },
  )
})
