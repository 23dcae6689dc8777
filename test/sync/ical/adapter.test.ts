/** What a calendar's server may answer, and what the desk is handed. */
import { expect, test } from 'vitest'
import { settingsOfKind } from '../../../shared/channel-settings.ts'
import { isoDate } from '../../../shared/dates.ts'
import { icalAdapter } from '../../../sync/channels/ical/adapter.ts'
import { ChannelFailure, type HttpAnswer, HttpFailure, type HttpRequest } from '../../../sync/engine/ports.ts'
import { feedOf } from '../../shared/ical/samples.ts'

const ADDRESS = 'https://calendars.example/feed.ics?s=secret'
const FEED = feedOf({ uid: 'a', from: isoDate('2026-12-24'), to: isoDate('2026-12-26') })
const answer = (status: number, body = '', headers: Record<string, string> = {}): HttpAnswer => ({
  status,
  body,
  headers,
})

/** Fetches with an answer for each request, in order. */
async function fetched(...answers: (HttpAnswer | HttpFailure)[]) {
  const requests: HttpRequest[] = []
  const context = {
    connection: {
      channelId: 'c',
      kind: 'ical' as const,
      name: 'Airbnb',
      currency: 'EUR',
      settings: settingsOfKind('ical', { hotelCode: 'unit' }),
      credentials: { username: '', password: ADDRESS },
      lanes: [],
    },
    http: {
      async request(request: HttpRequest) {
        requests.push(request)
        const next = answers.shift()!
        if (next instanceof HttpFailure) throw next
        return next
      },
    },
    clock: { now: () => 0, monotonic: () => 0, sleep: async () => undefined },
    signal: new AbortController().signal,
  }
  const outcome = await icalAdapter.fetch('calendar', context).catch((error: unknown) => error)
  return { requests: requests.map(({ method, url }) => `${method} ${url}`), outcome }
}

test('a whole calendar is handed over as it came', async () => {
  const { requests, outcome } = await fetched(answer(200, FEED))
  expect(requests).toEqual([`GET ${ADDRESS}`])
  expect(outcome).toMatchObject([{ message: { snapshot: null, unreadable: null, rawMasked: FEED } }])
})

test.each([
  [answer(200, '<html>Sign in</html>'), 'NotACalendar'],
  [answer(200, ''), 'NotACalendar'],
  [answer(200, FEED.slice(0, 100)), 'NotACalendar'],
  [answer(204), 'CalendarAway'],
  [answer(401), 'CalendarGone'],
  [answer(404, FEED), 'CalendarGone'],
  [answer(410), 'CalendarGone'],
  [answer(429, '', { 'retry-after': '120' }), 'CalendarAway'],
  [answer(500, FEED), 'CalendarAway'],
  [answer(304), 'CalendarAway'],
  [new HttpFailure('ConnectionLost', 'cut', 'maybe'), 'ConnectionLost'],
])('nothing else is one: %#', async (given, code) => {
  const { outcome } = await fetched(given)
  expect(outcome).toBeInstanceOf(ChannelFailure)
  expect(outcome).toMatchObject({ code, stop: false })
  // Whoever has the address reads when guests come.
  expect(String(outcome)).not.toContain('secret')
})

test('a pause that the server asks for is kept', async () => {
  expect((await fetched(answer(429, '', { 'retry-after': '120' }))).outcome).toMatchObject({
    retryAfterMs: 120_000,
  })
})

test('it goes where it is sent on to, three times at the most', async () => {
  const on = (location: string) => answer(302, '', { location })
  const { requests } = await fetched(on('/other.ics'), on('https://b.example/c.ics'), answer(200, FEED))
  expect(requests.slice(1)).toEqual([
    'GET https://calendars.example/other.ics',
    'GET https://b.example/c.ics',
  ])
  const again = await fetched(...Array.from({ length: 9 }, () => on('/again')))
  expect(again.requests).toHaveLength(4)
  expect(again.outcome).toMatchObject({ code: 'CalendarAway' })
})

test.each(['http://calendars.example/x', 'http://127.0.0.1/x', 'file:///etc/passwd', 'http://[', ''])(
  'it is not sent on to %s',
  async (location) => {
    const { requests, outcome } = await fetched(answer(302, '', { location }))
    expect(requests).toHaveLength(1)
    expect(outcome).toMatchObject({ code: 'CalendarAway' })
  },
)
