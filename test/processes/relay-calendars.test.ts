/** Calendars at the relay: who may fetch them, what they are answered, and that a revoked address is like one that never was. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { RELAY_PATHS } from '../../shared/relay-protocol.ts'
import {
  type PairedHotel,
  pairHotel,
  postJson,
  type RunningRelay,
  relayFolder,
  startRelay,
} from '../relay/relay-process.ts'

const TOKEN = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const OTHER = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'
const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
const tagOf = (text: string) => createHash('md5').update(text).digest('hex')
const calendarOf = (token: string, text: string, withText = true) => ({
  tokenHash: hashOf(token),
  tag: tagOf(text),
  text: withText ? text : null,
})

async function pairedRelay() {
  const data = relayFolder()
  const relay = await startRelay(data)
  const hotel = await pairHotel(relay, data)
  const serve = (calendars: object[], by: PairedHotel = hotel) =>
    postJson(relay.url + RELAY_PATHS.calendars, { calendars }, { authorization: `Bearer ${by.token}` })
  return { data, relay, hotel, serve }
}

async function fetched(relay: RunningRelay, token: string, init: RequestInit = {}) {
  const answer = await fetch(`${relay.url}/ical/${token}.ics`, init)
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const constant = ({ status, headers, text }: Awaited<ReturnType<typeof fetched>>) => {
  const said = [...headers].filter(([name]) => name !== 'date')
  return { status, said, text }
}

describe('calendars', () => {
  test('a text is served to whoever knows its address, with what a cache needs', async () => {
    const { relay, serve } = await pairedRelay()
    expect(await serve([calendarOf(TOKEN, 'one')])).toEqual({
      status: 200,
      body: { missing: [], served: [] },
    })
    const first = await fetched(relay, TOKEN)
    expect([first.status, first.text]).toEqual([200, 'one'])
    expect(Object.fromEntries(first.headers)).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      etag: `"${tagOf('one')}"`,
      'x-robots-tag': 'noindex',
    })
    const etag = first.headers.get('etag')!
    const modified = first.headers.get('last-modified')!
    const again = await fetched(relay, TOKEN, { headers: { 'if-none-match': etag } })
    expect([again.status, again.text]).toEqual([304, ''])
    expect((await fetched(relay, TOKEN, { headers: { 'if-modified-since': modified } })).status).toBe(304)
    await serve([calendarOf(TOKEN, 'two')])
    const changed = await fetched(relay, TOKEN, { headers: { 'if-none-match': etag } })
    expect([changed.status, changed.text]).toEqual([200, 'two'])
    expect((await fetched(relay, TOKEN, { method: 'HEAD' })).text).toBe('')
  })

  test('the desk learns which text was fetched last', async () => {
    const { relay, serve } = await pairedRelay()
    await serve([calendarOf(TOKEN, 'one')])
    expect((await serve([calendarOf(TOKEN, 'one', false)])).body).toEqual({ missing: [], served: [] })
    await fetched(relay, TOKEN)
    const { body } = await serve([calendarOf(TOKEN, 'two')])
    expect(body.served).toMatchObject([{ tokenHash: hashOf(TOKEN), tag: tagOf('one') }])
    await fetched(relay, TOKEN, { headers: { 'if-none-match': `"${tagOf('two')}"` } })
    expect((await serve([calendarOf(TOKEN, 'two', false)])).body.served).toMatchObject([
      { tag: tagOf('two') },
    ])
  })

  test('what the desk does not name is revoked, and answered like an address that never was', async () => {
    const { relay, serve } = await pairedRelay()
    const never = constant(await fetched(relay, OTHER))
    expect(never.status).toBe(404)
    await serve([calendarOf(TOKEN, 'one'), calendarOf(OTHER, 'other')])
    await serve([calendarOf(OTHER, 'other', false)])
    expect(constant(await fetched(relay, TOKEN))).toEqual(never)
    expect(constant(await fetched(relay, TOKEN, { method: 'POST' }))).toEqual(never)
    expect((await fetched(relay, OTHER)).text).toBe('other')
    for (const path of ['', 'a', `${TOKEN}/..`, `${'a'.repeat(70)}`, '%00']) {
      expect((await fetched(relay, path)).status).toBe(404)
    }
    for (const path of ['/ical', '/ical/', '/v1/calendars/']) {
      expect((await fetch(relay.url + path)).status).toBe(404)
    }
  })

  test('a text that the relay lacks is asked for, also after it was restarted', async () => {
    const { data, relay, hotel, serve } = await pairedRelay()
    expect((await serve([calendarOf(TOKEN, 'one', false)])).body.missing).toEqual([hashOf(TOKEN)])
    await serve([calendarOf(TOKEN, 'one')])
    await relay.kill()
    const next = await startRelay(data)
    expect((await fetched(next, TOKEN)).text).toBe('one')
    const { body } = await postJson(
      next.url + RELAY_PATHS.calendars,
      { calendars: [calendarOf(TOKEN, 'one', false)] },
      { authorization: `Bearer ${hotel.token}` },
    )
    expect(body.missing).toEqual([])
  })

  test('one hotel can neither change nor remove what another one has served, and an ended pairing serves nothing', async () => {
    const { data, relay, hotel, serve } = await pairedRelay()
    await serve([calendarOf(TOKEN, 'one')])
    const other = await pairHotel(relay, data)
    expect((await serve([calendarOf(TOKEN, 'forged')], other)).body.missing).toEqual([hashOf(TOKEN)])
    await serve([], other)
    expect((await fetched(relay, TOKEN)).text).toBe('one')
    await postJson(relay.url + RELAY_PATHS.pairing, {}, { authorization: `Bearer ${hotel.token}` }, 'DELETE')
    expect((await fetched(relay, TOKEN)).status).toBe(404)
  })

  test('without the desk’s token, or with nonsense, nothing is stored', async () => {
    const { relay, serve } = await pairedRelay()
    const url = relay.url + RELAY_PATHS.calendars
    expect((await postJson(url, { calendars: [] })).status).toBe(401)
    expect((await postJson(url, {}, { authorization: 'Bearer wrong' })).status).toBe(401)
    const nonsense = [
      { tokenHash: 'x' },
      { ...calendarOf(TOKEN, 'a'), tag: '"\r\nX: y' },
      { ...calendarOf(TOKEN, 'a'), text: 'x'.repeat(150_001) },
    ]
    for (const calendar of nonsense) expect((await serve([calendar])).status).toBe(400)
    const many = Array.from({ length: 61 }, (_, index) => calendarOf(`${TOKEN}${index}`, 'a'))
    expect((await serve(many)).status).toBe(400)
  })

  test('one address is fetched some thirty times in a row, then it is told to wait; others are not', async () => {
    const { relay, serve } = await pairedRelay()
    await serve([calendarOf(TOKEN, 'one'), calendarOf(OTHER, 'other')])
    const statuses: number[] = []
    for (let time = 0; time < 40; time++) statuses.push((await fetched(relay, TOKEN)).status)
    expect(statuses.indexOf(429)).toBeGreaterThanOrEqual(30)
    expect((await fetched(relay, OTHER)).status).toBe(200)
  })
})
