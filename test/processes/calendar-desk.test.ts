/** A real desk whose calendars come from a real web server, and go out by a real relay. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { addDays, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import { readCalendar } from '../../shared/ical/read-calendar.ts'
import { pairingCode, relayFolder, startRelay } from '../relay/relay-process.ts'
import { bookingcomFeed, feedOf } from '../shared/ical/samples.ts'
import { deskFolder } from './desk-folder.ts'
import { openPension } from './pension.ts'

const WITHIN = { timeout: 45_000, interval: 100 }
let keys = 0
const key = () => ({ idempotencyKey: `calendar-test-${++keys}` })
const utc = (epochMs: number) => fromDayNumber(Math.floor(epochMs / 86_400_000))

/** What it answers is what the test has put there; `/moved` sends on to it. */
async function startFeeds() {
  const feeds = { status: 200, body: '', fetches: 0 }
  const server = createServer((request, response) => {
    if (request.url === '/moved') return void response.writeHead(302, { location: '/feed.ics' }).end()
    feeds.fetches += 1
    response.writeHead(feeds.status, { 'content-type': 'text/calendar' }).end(feeds.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(feeds, { url })
}

test('bookings come from a feed, an error page changes nothing, and what is sold goes out by the relay and not back in', async () => {
  const relayData = relayFolder()
  const relay = await startRelay(relayData)
  const feeds = await startFeeds()
  const folder = deskFolder(onTestFinished)
  const desk = await folder.start()
  const hotel = await openPension(desk, { types: 1, nights: 60 })
  const today = hotel.businessDate
  const on = (offset: number): IsoDate => addDays(today, offset)
  const type = hotel.roomTypes[0]!
  const rooms = hotel.rooms.filter((room) => room.roomTypeId === type.id)
  const { calendars } = desk.client
  feeds.body = feedOf({ uid: 'a', from: on(3), to: on(5) }, { uid: 'b', from: on(9), to: on(10) })
  const { calendarId } = await calendars.connect({
    ...key(),
    name: 'Airbnb',
    unit: { kind: 'room', roomId: rooms[0]!.id },
    address: `${feeds.url}/moved`,
    confirmations: 1,
  })
  const state = async () => (await calendars.list()).calendars[0]!
  const readNow = async () => {
    const before = feeds.fetches
    await calendars.readNow({ ...key(), calendarId })
    await vi.waitFor(() => expect(feeds.fetches).toBeGreaterThan(before), WITHIN)
  }
  await vi.waitFor(async () => expect(await state()).toMatchObject({ bookings: 2, lastError: null }), WITHIN)

  for (const [status, body, code] of [
    [200, '<html>Sign in</html>', 'NotACalendar'],
    [503, '', 'CalendarAway'],
    [404, '', 'CalendarGone'],
    [200, feeds.body.slice(0, 120), 'NotACalendar'],
  ] as const) {
    Object.assign(feeds, { status, body })
    await readNow()
    await vi.waitFor(async () => expect((await state()).lastError).toMatchObject({ code }), WITHIN)
    expect(await state()).toMatchObject({ bookings: 2 })
  }
  Object.assign(feeds, { status: 200, body: feedOf({ uid: 'b', from: on(9), to: on(10) }) })
  await readNow()
  await vi.waitFor(async () => expect(await state()).toMatchObject({ bookings: 1, lastError: null }), WITHIN)

  await desk.client.relay.pair({ ...key(), url: relay.url, code: pairingCode(relayData) })
  await calendars.publish({ ...key(), calendarId })
  const { exportAddress } = await state()
  const busy = async () => {
    const answer = await fetch(exportAddress!)
    return answer.status === 200
      ? readCalendar(await answer.text(), utc).events.map(({ from, to }) => [from, to])
      : answer.status
  }
  await vi.waitFor(async () => expect(await busy()).toEqual([]), WITHIN)
  const rates = { ratePlanId: hotel.ratePlans[0]!.id, adults: 1 }
  for (const _ of rooms) {
    const room = { roomTypeId: type.id, arrival: on(20), departure: on(22), ...rates }
    await desk.client.reservations.create({ ...key(), booker: { surname: 'Berg' }, rooms: [room] })
  }
  await vi.waitFor(async () => expect(await busy()).toEqual([[on(20), on(22)]]), WITHIN)

  // The channel shows what it fetched from us under a UID of its own.
  const echo = { uid: 'echo', from: on(20), to: on(22) }
  feeds.body = bookingcomFeed(echo).replace(
    'END:VCALENDAR',
    feedOf({ uid: 'b', from: on(9), to: on(10) })
      .split('\r\n')
      .slice(3)
      .join('\n'),
  )
  await calendars.exportFile({ ...key(), calendarId })
  await readNow()
  await vi.waitFor(async () => expect(await state()).toMatchObject({ bookings: 1, echoes: 1 }), WITHIN)
  expect((await desk.client.attention.cases()).cases).toEqual([])

  await calendars.revoke({ ...key(), calendarId })
  await vi.waitFor(async () => expect(await busy()).toBe(404), WITHIN)
}, 120_000)
