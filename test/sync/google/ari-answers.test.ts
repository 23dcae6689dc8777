/** What each answer of Google proves about the ranges that were sent. */
import { describe, expect, test } from 'vitest'
import { googleAdapter } from '../../../sync/channels/google/adapter.ts'
import { ChannelFailure, HttpFailure } from '../../../sync/engine/ports.ts'
import { readsDamaged } from '../suite/damage.ts'
import { answerTo, KEY, rooms, SUITE, scripted } from './scripted.ts'

const TWO = [rooms(1), rooms(1, SUITE)]
type Answer = Parameters<typeof scripted>[0]

async function sendTo(answer: Answer, ranges = TWO) {
  const { context, requests } = scripted(answer)
  const sent = await googleAdapter.send('availability', ranges, context)
  return { ...sent, requests, statuses: sent.outcomes.map(({ status }) => status).join(' ') }
}
const answered = (content: string, attributes?: string) => (body: string) =>
  answerTo(body, content, attributes)
const failed = (text: string, type = '3', code = '450') =>
  answered(`<Errors><Error Type="${type}" Code="${code}">${text}</Error></Errors>`)

test('Success means all of it', async () => {
  expect(await sendTo(answered('<Success/>'))).toMatchObject({
    statuses: 'acknowledged acknowledged',
    error: null,
  })
})

test('Success with a warning was taken, and the warning is shown', async () => {
  const warned = answered(
    '<Success/><Warnings><Warning Type="3" Code="5012">rate is unusual</Warning></Warnings>',
  )
  expect(await sendTo(warned)).toMatchObject({
    statuses: 'acknowledged acknowledged',
    stop: false,
    unattributed: false,
    error: { code: 'Google5012', message: 'Google 5012: rate is unusual' },
  })
})

describe('errors', () => {
  test.each([
    ['x', '4', '0'],
    ['x', '6', '0'],
    ['x', '3', '375'],
    ['x', '3', '392'],
    ['x', '3', '497'],
    ['unknown property', '12', '1001'],
    ['Unrecognized partner', '3', '1002'],
    ['Property LAGO7 was not found', '3', '1003'],
    ['not authorized', '3', '1004'],
  ])('%s (%s, %s) needs someone: it stops', async (...error) => {
    expect(await sendTo(failed(...error))).toMatchObject({
      statuses: 'not_applied not_applied',
      stop: true,
      unattributed: false,
      error: { code: 'CredentialsRefused' },
    })
  })

  test.each([
    ['x', '12', '187'],
    ['x', '12', '188'],
    ['x', '12', '448'],
    ['Internal error', '1', '9'],
    ['please try again later', '1', '9'],
  ])('%s (%s, %s) may have come late: sent again', async (...error) => {
    expect(await sendTo(failed(...error))).toMatchObject({
      statuses: 'uncertain uncertain',
      stop: false,
      unattributed: false,
    })
  })

  test.each([
    ['room X is not defined', '3', '402'],
    ['dates', '3', '404'],
    ['', '3', ''],
  ])('%s (%s, %s) is looked for by smaller messages', async (...error) => {
    expect(await sendTo(failed(...error))).toMatchObject({
      statuses: 'not_applied not_applied',
      stop: false,
      unattributed: true,
    })
  })

  test('of several the one that someone must act upon counts; errors beside Success are errors', async () => {
    const both = answered(
      '<Success/><Errors><Error Type="3" Code="402">a</Error><Error Type="4" Code="0">b</Error></Errors>',
    )
    expect(await sendTo(both)).toMatchObject({ stop: true, statuses: 'not_applied not_applied' })
  })

  test('the key is left out of what Google says', async () => {
    const told = await sendTo(failed(`partner ${KEY.replace('&', '&amp;')} not found`))
    expect(told.error?.message).toBe('Google 450: partner **** not found')
  })
})

describe('answers that prove nothing', () => {
  test.each([
    ['a page', '<html/>'],
    ['nothing', ''],
    ['success of another kind', (body: string) => answerTo(body.replace('InvCount', 'Avail'), '<Success/>')],
    ['an answer to another message', answered('<Success/>', 'EchoToken="inv-other-1"')],
    ['neither', answered('')],
    ['errors without one', answered('<Success/><Errors/>')],
    ['half of one', (body: string) => answerTo(body, '<Success/>').slice(0, -10)],
    ['a doctype', (body: string) => `<!DOCTYPE r>${answerTo(body, '<Success/>')}`],
  ])('%s is not taken for a success', async (_, answer) => {
    expect(await sendTo(answer as Answer)).toMatchObject({
      statuses: 'uncertain uncertain',
      error: { code: 'MalformedAnswer' },
      unattributed: false,
    })
  })

  test('an answer without a token is taken for that of the message', async () => {
    expect((await sendTo(answered('<Success/>', 'xmlns:x="y"'))).statuses).toBe('acknowledged acknowledged')
  })

  test.each([
    [401, 'not_applied', 'CredentialsRefused', true],
    [403, 'not_applied', 'CredentialsRefused', true],
    [400, 'not_applied', 'UnexpectedStatus', false],
    [404, 'not_applied', 'UnexpectedStatus', false],
    [413, 'not_applied', 'MessageTooLarge', false],
    [429, 'not_applied', 'RateLimited', false],
    [500, 'uncertain', 'ServerError', false],
  ])('HTTP %i leaves the ranges %s (%s)', async (status, outcome, code, stop) => {
    const told = await sendTo({ status, body: 'x', headers: { 'retry-after': '7' } })
    expect(told).toMatchObject({
      statuses: `${outcome} ${outcome}`,
      stop,
      retryAfterMs: 7_000,
      error: { code },
    })
  })

  test.each([
    ['no', 'not_applied'],
    ['maybe', 'uncertain'],
  ] as const)('a request cut with its bytes sent: %s', async (sent, status) => {
    expect((await sendTo(new HttpFailure('ECONNRESET', 'cut', sent))).statuses).toBe(`${status} ${status}`)
  })
})

test('a key that is none is not sent', async () => {
  const { context, requests } = scripted('')
  const connection = { ...context.connection, credentials: { username: '', password: 'abc' } }
  const told = await googleAdapter.send('availability', TWO, { ...context, connection })
  expect(told).toMatchObject({ stop: true, error: { code: 'SettingsNotValid' } })
  expect(requests).toEqual([])
})

test('nothing is fetched and nothing posted', async () => {
  const { context, requests } = scripted('')
  expect(googleAdapter.queues).toEqual([])
  expect(await googleAdapter.fetch('any', context)).toEqual([])
  await googleAdapter.acknowledge('any', [], context)
  expect(requests).toEqual([])
  expect(() => googleAdapter.readPosted('x', '', { hotelCode: 'x', currency: 'EUR' })).toThrow(ChannelFailure)
})

test('damaged answers are judged, and never end the lane', async () => {
  const whole = answerTo(
    '<OTA_HotelInvCountNotifRQ EchoToken="t"',
    '<Success/><Warnings><Warning Type="3" Code="1">a &amp; b</Warning></Warnings>',
    'Target="x"',
  )
  const { context } = scripted('')
  const counts = await readsDamaged(
    [whole],
    async (body) => {
      const http = { request: () => Promise.resolve({ status: 200, headers: {}, body }) }
      const told = await googleAdapter.send('availability', [rooms(1)], { ...context, http })
      return told.outcomes[0]!.status
    },
    () => false,
  )
  expect(counts.acknowledged ?? 0).toBeGreaterThan(50)
  expect(counts.uncertain ?? 0).toBeGreaterThan(50)
})
