/** What each answer of Agoda proves about the ranges that were sent (SetARI V2 - Response; Error Codes). */
import { describe, expect, test } from 'vitest'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { agodaAdapter } from '../../../sync/channels/agoda/adapter.ts'
import { HttpFailure } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import {
  connectionTo,
  DOUBLE,
  day,
  error,
  FLEXIBLE,
  failed,
  inRange,
  KEY,
  partial,
  prices,
  restricted,
  result,
  rooms,
  SAVER,
  SUCCESS,
  SUITE,
  scripted,
} from './scripted.ts'

const TWO = [rooms(1), rooms(1, SUITE)]
const ALL_FACETS = [rooms(2), prices([9_000]), restricted('3,1,,0,0,0')]
const rate = (inner: string, plan = FLEXIBLE) =>
  `<rate><update room_id="${DOUBLE}" rateplan_id="${plan}">${inRange(inner)}</update></rate>`
const inventory = (inner: string, room = DOUBLE) =>
  `<inventory><update room_id="${room}">${inner}</update></inventory>`

async function sendTo(
  answer: Parameters<typeof scripted>[0],
  ranges: SendRange[] = TWO,
  settings: object = {},
) {
  const { context, requests } = scripted(answer, settings)
  const sent = await agodaAdapter.send('ari', ranges, context)
  return { ...sent, requests, statuses: sent.outcomes.map(({ status }) => status).join(' ') }
}

test('a result without errors means all of it', async () => {
  expect(await sendTo(SUCCESS)).toMatchObject({ statuses: 'acknowledged acknowledged', error: null })
})

describe('total failure', () => {
  test.each([1201, 1301, 1503, 1601])('%i needs someone: it stops', async (code) => {
    for (const status of [200, 207, 400, 401]) {
      expect(await sendTo({ status, body: failed(error(code, 'no')) })).toMatchObject({
        statuses: 'not_applied not_applied',
        stop: true,
        unattributed: false,
        error: { code: 'CredentialsRefused' },
      })
    }
  })

  test.each([
    [400, 1101],
    [400, 1511],
    [400, 2101],
    [400, 2201],
    [400, 2219],
    [400, 22210],
    [400, 9999],
    [401, 2201],
    [401, 22210],
  ])('HTTP %i with %i says that nothing was taken, not why: it is looked for', async (status, code) => {
    expect(await sendTo({ status, body: failed(error(code, 'no')) })).toMatchObject({
      statuses: 'not_applied not_applied',
      stop: false,
      unattributed: true,
      error: { code: `Agoda${code}`, message: `Agoda ${code}: no` },
    })
  })
})

describe('partial success', () => {
  const send = (content: string, ranges: SendRange[] = ALL_FACETS) =>
    sendTo({ status: 207, body: partial(content) }, ranges)

  test('what an error names is refused, the rest was taken', async () => {
    const told = await send(inventory(inRange(error(2219, 'Date can not be greater than 730 days'))))
    expect(told).toMatchObject({
      statuses: 'refused acknowledged acknowledged',
      unattributed: false,
      error: { code: 'Agoda2219' },
    })
  })

  test.each([
    [2201, 'acknowledged refused not_applied'],
    [2101, 'acknowledged refused not_applied'],
    [22210, 'acknowledged not_applied refused'],
    [2219, 'acknowledged refused refused'],
  ])(
    'of what shares an update with a refused value (%i) the rest is sent again: %s',
    async (code, statuses) => {
      expect((await send(rate(error(code, 'no')))).statuses).toBe(statuses)
    },
  )

  test('both sections, each by its own', async () => {
    const ranges = [rooms(1), rooms(1, SUITE), prices([1]), prices([2], SAVER)]
    const content = inventory(inRange(error(2219, 'x')), SUITE) + rate(error(2201, 'y'), SAVER)
    expect((await send(content, ranges)).statuses).toBe('acknowledged refused acknowledged refused')
  })

  test('the nights tell two updates of one room apart', async () => {
    const later = { from: day('2027-07-01'), to: day('2027-07-03') }
    const ranges = [rooms(1), { ...rooms(2), ...later }]
    const named = inventory(inRange(error(2219, 'x'), '2027-07-02', '2027-07-02'))
    expect((await send(named, ranges)).statuses).toBe('acknowledged refused')
    const first = inventory(inRange(error(2219, 'x'), '2027-06-14', '2027-06-30'))
    expect((await send(first, ranges)).statuses).toBe('refused acknowledged')
  })

  test.each([
    ['2027-06-12', '2027-06-27', 'acknowledged refused acknowledged refused acknowledged refused'],
    ['2027-06-07', '2027-06-25', 'refused acknowledged refused acknowledged refused acknowledged'],
    ['2027-06-16', '2027-06-16', 'refused acknowledged refused acknowledged refused acknowledged'],
    ['2027-06-19', '2027-06-20', 'acknowledged refused acknowledged refused acknowledged refused'],
  ])('weekends and working days are told apart by their nights: %s to %s', async (from, to, statuses) => {
    const span = (count: number, first: string, end: string) => ({
      ...rooms(count),
      from: day(first),
      to: day(end),
    })
    const ranges = [
      span(2, '2027-06-07', '2027-06-12'),
      span(1, '2027-06-12', '2027-06-14'),
      span(2, '2027-06-14', '2027-06-19'),
      span(1, '2027-06-19', '2027-06-21'),
      span(2, '2027-06-21', '2027-06-26'),
      span(1, '2027-06-26', '2027-06-28'),
    ]
    const told = await send(inventory(inRange(error(2219, 'x'), from, to)), ranges)
    expect(told.statuses).toBe(statuses)
  })

  test.each([
    ['a room that was not sent', inventory(inRange(error(2219, 'x')), '1')],
    ['nights that were not sent', inventory(inRange(error(2219, 'x'), '2030-01-01', '2030-01-02'))],
    ['nobody', error(2219, 'x')],
  ])('%s leaves all in doubt, to be found by smaller batches', async (_, content) => {
    expect(await send(content)).toMatchObject({
      statuses: 'uncertain uncertain uncertain',
      unattributed: true,
    })
  })

  test('an account without partial answers: the form of a total failure, and a part was taken all the same', async () => {
    const body = failed(error(2219, 'x'))
    expect(await sendTo({ status: 207, body })).toMatchObject({
      statuses: 'uncertain uncertain',
      unattributed: true,
    })
    expect(await sendTo({ status: 207, body }, [rooms(1)])).toMatchObject({ statuses: 'refused' })
  })

  test('an update that is alone is meant, whether it is named or not', async () => {
    const told = await send(error(2201, 'x'), [prices([1]), restricted('1,1,,0,0,0')])
    expect(told.statuses).toBe('refused not_applied')
  })
})

describe('answers that prove nothing', () => {
  test.each([
    ['a page', '<html/>', false],
    ['nothing', '', false],
    ['half of one', SUCCESS.slice(0, 30), false],
    ['a doctype', `<!DOCTYPE r [<!ENTITY a "b">]>${SUCCESS}`, false],
    ['errors without any', result('<errors/>'), true],
    ['an error without a code', result('<errors><error description="x"/></errors>'), true],
    ['a part without saying which', result('', ' status="PartialSuccess"'), true],
  ])('%s is not taken for a success', async (_, body, unattributed) => {
    expect(await sendTo(body)).toMatchObject({
      statuses: 'uncertain uncertain',
      error: { code: 'MalformedAnswer' },
      unattributed,
    })
  })

  test('207 with an empty result neither', async () => {
    expect(await sendTo({ status: 207, body: SUCCESS })).toMatchObject({ unattributed: true })
  })

  test.each([
    [401, 'not_applied', 'CredentialsRefused', true],
    [403, 'not_applied', 'CredentialsRefused', true],
    [400, 'not_applied', 'UnexpectedStatus', false],
    [404, 'not_applied', 'UnexpectedStatus', false],
    [302, 'not_applied', 'UnexpectedStatus', false],
    [408, 'uncertain', 'RequestTimeout', false],
    [413, 'not_applied', 'MessageTooLarge', false],
    [429, 'not_applied', 'RateLimited', false],
    [500, 'uncertain', 'ServerError', false],
    [503, 'uncertain', 'ServerError', false],
  ])('HTTP %i leaves the ranges %s (%s)', async (status, outcome, code, stop) => {
    const told = await sendTo({ status, body: 'x', headers: { 'retry-after': '7' } })
    expect(told).toMatchObject({
      statuses: `${outcome} ${outcome}`,
      stop,
      retryAfterMs: 7_000,
      error: { code },
    })
    expect(told.unattributed).toBe(status === 413)
  })

  test('an inner fault with errors in it is still one', async () => {
    expect(await sendTo({ status: 500, body: failed(error(1201, 'x')) })).toMatchObject({
      statuses: 'uncertain uncertain',
      stop: false,
    })
  })

  test.each([
    ['no', 'not_applied'],
    ['maybe', 'uncertain'],
  ] as const)('a request cut with its bytes sent: %s', async (sent, status) => {
    expect(await sendTo(new HttpFailure('ECONNRESET', 'cut', sent))).toMatchObject({
      statuses: `${status} ${status}`,
      error: { code: 'ECONNRESET' },
    })
  })
})

describe('the key', () => {
  test('is left out of everything that Agoda says, in either spelling', async () => {
    const text = `key ${KEY.replace('&', '&amp;')} ${encodeURIComponent(KEY)} is not authorised`
    for (const body of [failed(error(1201, text)), failed(error(2201, text))]) {
      const told = await sendTo({ status: 400, body })
      expect(told.error?.message).toContain('key **** **** is not')
      expect(JSON.stringify([told.outcomes, told.error])).not.toContain('f00d')
    }
  })

  test('is in no failure of the network', async () => {
    const http = new ChannelHttp()
    const { context } = scripted('')
    for (const url of ['http://127.0.0.1:1', 'http://127.0.0.1:99999']) {
      const told = await agodaAdapter.send('ari', TWO, { ...context, http, connection: connectionTo(url) })
      expect(told.outcomes[0]?.status).toBe('not_applied')
      expect(JSON.stringify(told)).not.toContain('f00d')
    }
    await http.close()
  })

  test.each([
    ['short', {}],
    ['with a space in', {}],
    [KEY, { hotelCode: '12x' }],
  ])('%s, or a property that is none, is not sent', async (password, settings) => {
    const { context, requests } = scripted(SUCCESS, settings)
    const connection = { ...context.connection, credentials: { username: '', password } }
    expect(await agodaAdapter.send('ari', TWO, { ...context, connection })).toMatchObject({
      stop: true,
      error: { code: 'SettingsNotValid' },
    })
    expect(requests).toEqual([])
  })
})
