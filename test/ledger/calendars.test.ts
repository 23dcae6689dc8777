/** Commands of calendars, and what their exports show. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { addDays, fromDayNumber, type IsoDate, isoDate } from '../../shared/dates.ts'
import { readCalendar } from '../../shared/ical/read-calendar.ts'
import { feedOf } from '../shared/ical/samples.ts'
import { connectCalendar } from './calendar-fixture.ts'
import { day, EVERYTHING, key, openTestHotel, refusal, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SGL: 1 } })
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const ofRoom = (name = '101') => connectCalendar(hotel, { kind: 'room', roomId: hotel.room(name) })
const ofType = (code = 'DBL') => connectCalendar(hotel, { kind: 'type', roomTypeId: hotel.roomType(code) })
const utc = (epochMs: number) => fromDayNumber(Math.floor(epochMs / 86_400_000))
const busyOf = ({ text }: { text: string }) =>
  readCalendar(text, utc).events.map(({ from, to }) => [from, to])
const command = (calendarId: string) => ({ idempotencyKey: key(), calendarId })
const booked = (uid: string, from: IsoDate, to: IsoDate) => ({ uid, from, to })

/** Pairs without a relay: only where it would be is needed. */
function pair(): void {
  hotel.ledger.store.sqlite.exec(
    "INSERT INTO relay_pairing VALUES (1, 'https://relay.example/', 'h', x'00', x'00', 'e', 0, 0)",
  )
}

test('a calendar is listed with its room and the host of its feed, and never with its address', async () => {
  const calendar = await ofRoom()
  const list = hotel.ledger.queries.calendars()
  expect(list).toMatchObject({
    isPaired: false,
    calendars: [
      {
        id: calendar.id,
        name: 'Airbnb',
        roomTypeId: hotel.roomType('DBL'),
        roomId: hotel.room('101'),
        feedHost: 'calendars.example',
        readEveryMinutes: 15,
        lastReadAt: null,
        exportAddress: null,
      },
    ],
  })
  expect(JSON.stringify(list)).not.toContain('secret')
  expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 10 }))).not.toContain('secret')
  expect(hotel.ledger.queries.channels()).toEqual([])
  expect(hotel.ledger.lanes.connections()).toMatchObject([
    { kind: 'ical', lanes: [], credentials: { password: 'https://calendars.example/feed.ics?s=secret' } },
  ])
})

test('commands of channels know no calendars, and calendars no channels', async () => {
  const calendar = await ofRoom()
  expect(
    await refusal(
      hotel.ledger.submit('channels.resync', EVERYTHING, { idempotencyKey: key(), channelId: calendar.id }),
    ),
  ).toMatchObject({ code: 'UnknownChannel' })
  const connect = hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'ical',
    name: 'x',
    settings: settingsOfKind('ical', { hotelCode: 'x' }),
    exposure: { buffer: 0, cap: null, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: '', password: 'x' },
    mapping: [],
  })
  expect(await refusal(connect)).toMatchObject({ code: 'InvalidInput' })
})

test('a calendar without an address is not fetched; its file does what a feed does', async () => {
  const unit = { kind: 'type', roomTypeId: hotel.roomType('DBL') } as const
  const { calendarId } = await hotel.ledger.submit('calendars.connect', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Vrbo',
    unit,
    confirmations: 1,
    readEveryMinutes: 15,
  })
  expect(hotel.ledger.lanes.connections()).toEqual([])
  const bring = (text: string) =>
    hotel.ledger.submit('calendars.importFile', EVERYTHING, { ...command(calendarId), text })
  const both = feedOf(booked('a', day(3), day(5)), booked('b', day(9), day(10)))
  expect(await bring(both)).toMatchObject({ events: 2, unreadable: 0 })
  expect(hotel.left('DBL', day(3))).toBe(1)
  expect(hotel.ledger.queries.calendars().calendars[0]).toMatchObject({
    bookings: 2,
    lastReadAt: hotel.clock.at,
  })
  expect(await refusal(bring('<html>'))).toEqual({ code: 'CalendarNotReadable', fault: 'not_a_calendar' })
  await bring(feedOf(booked('b', day(9), day(10))))
  expect(hotel.left('DBL', day(3))).toBe(2)
})

test('a calendar that is disconnected keeps its bookings, gives back its blocks, and is gone', async () => {
  const calendar = await ofType('SGL')
  const blocked = { uid: 'x', from: day(8), to: day(10), summary: 'Blocked' }
  await calendar.feed(feedOf(booked('a', day(3), day(5)), blocked))
  expect(hotel.left('SGL', day(8))).toBe(0)
  await hotel.ledger.submit('calendars.disconnect', EVERYTHING, command(calendar.id))
  expect([hotel.left('SGL', day(3)), hotel.left('SGL', day(8))]).toEqual([0, 1])
  expect([hotel.ledger.queries.calendars().calendars, hotel.ledger.lanes.connections()]).toEqual([[], []])
  expect(
    await refusal(hotel.ledger.submit('calendars.revoke', EVERYTHING, command(calendar.id))),
  ).toMatchObject({
    code: 'UnknownCalendar',
  })
})

test('the export of a unit is busy where nothing is left beside what the channel sold itself', async () => {
  const calendar = await ofType('DBL')
  await hotel.sell({ arrival: day(3), departure: day(6) })
  expect(busyOf(await calendar.exported())).toEqual([])
  await hotel.sell({ arrival: day(4), departure: day(5) })
  expect(busyOf(await calendar.exported())).toEqual([[day(4), day(5)]])
  await calendar.feed(feedOf(booked('own', day(5), day(6))))
  expect(busyOf(await calendar.exported())).toEqual([[day(4), day(5)]])
  const other = await ofType('DBL')
  expect(busyOf(await other.exported())).toEqual([[day(4), day(6)]])
})

test('the export of a room is busy where somebody else has it, or its type is sold out', async () => {
  const calendar = await ofRoom('101')
  const { stayIds } = await hotel.sell({ arrival: day(3), departure: day(5) })
  await hotel.ledger.submit('stays.assignRoom', EVERYTHING, {
    idempotencyKey: key(),
    stayId: stayIds[0]!,
    roomId: hotel.room('101'),
  } as never)
  await hotel.sell({ arrival: day(9), departure: day(10) })
  await hotel.sell({ arrival: day(9), departure: day(10) })
  const blocked = { uid: 'x', from: day(20), to: day(22), summary: 'Blocked' }
  await calendar.feed(feedOf(booked('own', day(12), day(14)), blocked))
  const busy = [
    [day(3), day(5)],
    [day(9), day(10)],
  ]
  expect(busyOf(await calendar.exported())).toEqual(busy)
  expect(busyOf(await (await ofRoom('101')).exported())).toEqual([
    ...busy,
    [day(12), day(14)],
    [day(20), day(22)],
  ])
})

test('an export names nobody, and is the same text for the same nights', async () => {
  const calendar = await ofType('SGL')
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  const { text, fileName } = await calendar.exported()
  hotel.clock.at += 3_600_000
  expect((await calendar.exported()).text).toBe(text)
  expect([fileName, text.includes('Petersen')]).toEqual(['Airbnb.ics', false])
})

test('an export is published under an address of 192 random bits, which ends when it is revoked', async () => {
  const calendar = await ofType('SGL')
  expect(await refusal(hotel.ledger.submit('calendars.publish', EVERYTHING, command(calendar.id)))).toEqual({
    code: 'NotPaired',
  })
  pair()
  await hotel.ledger.submit('calendars.publish', EVERYTHING, command(calendar.id))
  const { exportAddress } = calendar.state()
  expect(exportAddress).toMatch(/^https:\/\/relay\.example\/ical\/[A-Za-z0-9_-]{32}\.ics$/)
  expect(hotel.ledger.calendars.published()).toMatchObject([{ calendarId: calendar.id }])
  await hotel.ledger.submit('calendars.publish', EVERYTHING, command(calendar.id))
  expect(calendar.state().exportAddress).not.toBe(exportAddress)
  await hotel.ledger.submit('calendars.revoke', EVERYTHING, command(calendar.id))
  expect([calendar.state().exportAddress, hotel.ledger.calendars.published()]).toEqual([null, []])
})

test('only what was really fetched at the relay explains an echo', async () => {
  pair()
  const calendar = await ofType('SGL')
  await hotel.ledger.submit('calendars.publish', EVERYTHING, command(calendar.id))
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  const [text] = hotel.ledger.calendars.published()
  await hotel.ledger.calendars.notePushed([text!])
  const unclear = (uid: string) =>
    feedOf({ uid, from: day(3), to: day(5), summary: 'CLOSED - Not available' })
  await calendar.feed(unclear('race'))
  expect(calendar.state()).toMatchObject({ bookings: 1, echoes: 0, exportServedAt: null })
  await hotel.ledger.calendars.noteServed([{ calendarId: calendar.id, tag: text!.tag, at: hotel.clock.at }])
  await calendar.feed(
    unclear('race').replace('END:VCALENDAR', unclear('echo').split('\r\n').slice(3).join('\r\n')),
  )
  expect(calendar.state()).toMatchObject({ bookings: 1, echoes: 1, exportServedAt: hotel.clock.at })
})

test('exports that were served are remembered by the last thirty', async () => {
  const calendar = await ofType('SGL')
  for (let night = 0; night < 35; night++) {
    const arrival = addDays(isoDate(TODAY), 3 + night * 2)
    await hotel.sell({ type: 'SGL', arrival, departure: addDays(arrival, 1) })
    hotel.clock.at += 60_000
    await calendar.exported()
  }
  const count = hotel.ledger.store.sqlite.prepare('SELECT count(*) FROM calendar_export').pluck().get()
  expect([count, calendar.state().exportServedAt]).toEqual([30, hotel.clock.at])
})
