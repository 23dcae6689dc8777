/** What feeds do to the ledger: bookings and blocks, what moves, what vanishes, and what is our own export come back. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate } from '../../shared/dates.ts'
import { bookingcomFeed, calendarOf, eventOf, feedOf } from '../shared/ical/samples.ts'
import { connectCalendar, type TestCalendar } from './calendar-fixture.ts'
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
const booked = (uid: string, from: IsoDate, to: IsoDate) => ({
  uid,
  from,
  to,
  summary: 'Reserved - Ada Berg',
})
const blocked = (uid: string, from: IsoDate, to: IsoDate) => ({ uid, from, to, summary: 'Blocked' })
const left = (date: IsoDate, code = 'DBL') => hotel.left(code, date)
const reservations = () =>
  hotel.ledger.store.sqlite
    .prepare(
      `SELECT r.channel_ref AS ref, r.status, s.arrival, s.departure, s.status AS stay FROM reservation AS r
         JOIN stay AS s ON s.reservation_id = r.id WHERE r.source = 'channel' ORDER BY s.id`,
    )
    .all()
const roomOf = (date: IsoDate) =>
  hotel.ledger.store.sqlite
    .prepare(
      'SELECT r.name FROM room_night AS n JOIN room AS r ON r.id = n.room_id WHERE n.date = ? AND n.stay_id IS NOT NULL',
    )
    .pluck()
    .all(date)
const alerts = () => hotel.ledger.queries.alerts().alerts.map(({ kind }) => kind)
const headSeq = () => hotel.ledger.queries.headSeq()

async function repeated(calendar: TestCalendar, text: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await calendar.feed(text)
}

test('a booking takes its nights and the calendar’s room, and the same feed again changes nothing', async () => {
  const calendar = await ofRoom('102')
  const feed = feedOf(booked('a', day(3), day(5)))
  await calendar.feed(feed)
  expect([left(day(2)), left(day(3)), left(day(4)), left(day(5))]).toEqual([2, 1, 1, 2])
  expect([roomOf(day(3)), roomOf(day(4))]).toEqual([['102'], ['102']])
  expect(calendar.state()).toMatchObject({ bookings: 1, blocks: 0, echoes: 0 })
  const seq = headSeq()
  await repeated(calendar, feed, 5)
  expect(headSeq()).toBe(seq)
})

test('I7: a booking that does not fit is taken all the same, with a case', async () => {
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(4) })
  const calendar = await ofType('SGL')
  await calendar.feed(feedOf(booked('a', day(2), day(4))))
  expect(hotel.ledger.queries.cases().cases.filter(({ status }) => status === 'open')).toMatchObject([
    { nights: [day(3)] },
  ])
})

test('a stay whose room somebody else has waits for a room of its type', async () => {
  await hotel.ledger.submit('rooms.block', EVERYTHING, {
    idempotencyKey: key(),
    roomId: hotel.room('101'),
    from: day(3),
    to: day(4),
    reason: 'paint',
    kind: 'out_of_service',
    force: false,
  })
  await (await ofRoom('101')).feed(feedOf(booked('a', day(2), day(4))))
  expect(reservations()).toMatchObject([{ arrival: day(2), stay: 'reserved' }])
  expect(roomOf(day(2))).toEqual([])
})

test('what vanishes is cancelled after three whole feeds without it, and not before', async () => {
  const calendar = await ofRoom()
  const other = booked('b', day(20), day(21))
  await calendar.feed(feedOf(booked('a', day(3), day(5)), other))
  await repeated(calendar, feedOf(other), 2)
  expect(left(day(3))).toBe(1)
  await calendar.feed(feedOf(booked('a', day(3), day(5)), other))
  await repeated(calendar, feedOf(other), 2)
  expect(left(day(3))).toBe(1)
  await calendar.feed(feedOf(other))
  expect([left(day(3)), left(day(20))]).toEqual([2, 1])
  expect(reservations()).toMatchObject([
    { ref: 'a', status: 'cancelled' },
    { ref: 'b', status: 'confirmed' },
  ])
})

test('a cancelled booking that comes back is booked again', async () => {
  const calendar = await ofRoom()
  const other = booked('b', day(20), day(21))
  await calendar.feed(feedOf(booked('a', day(3), day(5)), other))
  await repeated(calendar, feedOf(other), 3)
  await calendar.feed(feedOf(booked('a', day(3), day(5)), other))
  expect(left(day(3))).toBe(1)
})

test('the number of feeds that it takes is a setting', async () => {
  const calendar = await ofRoom()
  await hotel.ledger.submit('calendars.configure', EVERYTHING, {
    idempotencyKey: key(),
    calendarId: calendar.id,
    confirmations: 1,
  })
  await calendar.feed(feedOf(booked('a', day(3), day(5)), booked('b', day(9), day(10))))
  await calendar.feed(feedOf(booked('b', day(9), day(10))))
  expect(left(day(3))).toBe(2)
})

test('what a feed says to be cancelled is cancelled at once', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  const cancelled = eventOf('UID:a', 'DTSTART:20261125', 'DTEND:20261127', 'STATUS:CANCELLED')
  await calendar.feed(calendarOf(cancelled))
  expect(left(day(3))).toBe(2)
})

test('nothing is cancelled by a feed that is empty all of a sudden: somebody is told', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  await repeated(calendar, calendarOf(), 10)
  expect(left(day(3))).toBe(1)
  expect(alerts()).toEqual(['calendarInDoubt'])
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  expect(alerts()).toEqual([])
})

test('nothing is cancelled while a feed has an event that nobody can read', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  const broken = calendarOf(eventOf('UID:x', 'DTSTART:soon'))
  await repeated(calendar, broken, 5)
  expect(left(day(3))).toBe(1)
  expect([alerts(), calendar.state().unreadable]).toEqual([['calendarInDoubt'], 1])
})

test.each([
  ['nothing', ''],
  ['an error page', '<html>502</html>'],
  ['half a calendar', feedOf(booked('b', day(20), day(21))).slice(0, 150)],
])('%s is no feed: unreadable, and nothing changes', async (_name, text) => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  const seq = headSeq()
  for (let time = 0; time < 5; time++)
    expect(await calendar.feed(text)).toMatchObject({ outcome: 'unreadable' })
  expect([headSeq(), left(day(3))]).toEqual([seq, 1])
})

test('a stay that has begun is not cancelled, and neither is one of today', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', TODAY, day(2)), booked('b', day(20), day(21))))
  await repeated(calendar, feedOf(booked('b', day(20), day(21))), 5)
  expect(left(TODAY)).toBe(1)
})

test('of a booking that began in the past only the nights to come are taken, and what is over is not', async () => {
  const calendar = await ofRoom()
  await calendar.feed(
    feedOf(booked('a', day(-3), day(2)), booked('b', day(-9), day(-7)), booked('c', day(-5), TODAY)),
  )
  expect(reservations()).toMatchObject([{ ref: 'a', arrival: TODAY, departure: day(2) }])
})

test('nights beyond the horizon are taken when it has come so far', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(798), day(805)), booked('b', day(900), day(901))))
  expect(reservations()).toMatchObject([{ ref: 'a', departure: day(800) }])
})

test('the same event with other dates moves the booking', async () => {
  const calendar = await ofRoom()
  await calendar.feed(feedOf(booked('a', day(3), day(5))))
  await calendar.feed(feedOf(booked('a', day(10), day(12))))
  expect([left(day(3)), left(day(10)), left(day(11))]).toEqual([2, 1, 1])
  expect(reservations()).toMatchObject([{ ref: 'a', arrival: day(10), departure: day(12) }])
})

test('an event that vanishes while one with another UID takes its nights is the same booking: no case, one reservation', async () => {
  const calendar = await ofType('SGL')
  await calendar.feed(feedOf(booked('old', day(3), day(6))))
  await calendar.feed(feedOf(booked('new', day(4), day(7))))
  expect(reservations()).toMatchObject([{ ref: 'old', arrival: day(4), departure: day(7) }])
  expect(hotel.ledger.queries.cases().cases).toEqual([])
  // The old UID again, for other nights: a booking of its own.
  await calendar.feed(feedOf(booked('new', day(4), day(7)), booked('old', day(30), day(31))))
  expect(reservations()).toHaveLength(2)
})

test('a UID of any length is known again', async () => {
  const calendar = await ofRoom()
  const uid = 'u'.repeat(200)
  await calendar.feed(feedOf(booked(uid, day(3), day(5))))
  await calendar.feed(feedOf(booked(uid, day(3), day(6))))
  expect(reservations()).toMatchObject([{ departure: day(6) }])
})

test('a block takes the room under guard and gives it back when it is gone', async () => {
  const calendar = await ofRoom('101')
  const other = booked('b', day(20), day(21))
  await calendar.feed(feedOf(blocked('x', day(3), day(5)), other))
  expect([left(day(3)), reservations().length]).toEqual([1, 1])
  expect(await refusal(blockByHand('101', day(4)))).toMatchObject({ code: 'RoomNotFree' })
  await calendar.feed(feedOf(blocked('x', day(4), day(6)), other))
  expect([left(day(3)), left(day(4)), left(day(5))]).toEqual([2, 1, 1])
  await repeated(calendar, feedOf(other), 3)
  expect([left(day(4)), left(day(5))]).toEqual([2, 2])
})

const blockByHand = (name: string, from: IsoDate) =>
  hotel.ledger.submit('rooms.block', EVERYTHING, {
    idempotencyKey: key(),
    roomId: hotel.room(name),
    from,
    to: day(5),
    reason: 'paint',
    kind: 'out_of_order',
    force: false,
  })

test('a block of a unit holds what is left of it, and the rest when it is free', async () => {
  const sold = await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(4) })
  const calendar = await ofType('SGL')
  const feed = feedOf(blocked('x', day(2), day(5)))
  await calendar.feed(feed)
  expect([left(day(2), 'SGL'), left(day(3), 'SGL'), left(day(4), 'SGL')]).toEqual([0, 0, 0])
  const seq = headSeq()
  await calendar.feed(feed)
  expect(headSeq()).toBe(seq)
  await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId: sold.reservationId,
    agreedWithChannel: false,
    reason: '',
  } as never)
  expect(left(day(3), 'SGL')).toBe(1)
  await calendar.feed(feed)
  expect(left(day(3), 'SGL')).toBe(0)
})

test('a hold of a block that the desk released is not placed again', async () => {
  const calendar = await ofType('SGL')
  const feed = feedOf(blocked('x', day(2), day(5)))
  await calendar.feed(feed)
  const [hold] = hotel.ledger.queries.holds({ ended: false }).holds
  await hotel.ledger.submit('holds.release', EVERYTHING, { idempotencyKey: key(), holdId: hold!.id })
  await calendar.feed(feed)
  expect(left(day(3), 'SGL')).toBe(1)
})

test('an event that nobody can tell is an echo where the export that was fetched last showed it busy', async () => {
  const calendar = await ofType('SGL')
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  await calendar.exported()
  await calendar.feed(
    bookingcomFeed({ uid: 'echo', from: day(3), to: day(5) }, { uid: 'real', from: day(8), to: day(9) }),
  )
  expect(reservations()).toMatchObject([{ ref: 'real@booking.com' }])
  expect(hotel.ledger.queries.cases().cases).toEqual([])
  expect(calendar.state()).toMatchObject({ bookings: 1, echoes: 1 })
})

test('the same event counts where no export was fetched, and where it is certainly a booking', async () => {
  const calendar = await ofType('SGL')
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  await calendar.feed(bookingcomFeed({ uid: 'race', from: day(3), to: day(5) }))
  expect(hotel.ledger.queries.cases().cases).toHaveLength(1)
  await calendar.exported()
  await calendar.feed(feedOf(booked('sure', day(3), day(4)), booked('race@booking.com', day(3), day(5))))
  expect(hotel.ledger.queries.cases().cases).toHaveLength(2)
})

test('of an event that is partly an echo the other nights count', async () => {
  const calendar = await ofType('SGL')
  await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  await calendar.exported()
  await calendar.feed(bookingcomFeed({ uid: 'x', from: day(2), to: day(6) }))
  expect(reservations()).toMatchObject([
    { arrival: day(2), departure: day(3) },
    { arrival: day(5), departure: day(6) },
  ])
})

test('a booking that was counted stays so although a later export shows its nights busy', async () => {
  const calendar = await ofType('SGL')
  const feed = bookingcomFeed({ uid: 'x', from: day(3), to: day(5) })
  await calendar.feed(feed)
  await connectCalendar(hotel, { kind: 'type', roomTypeId: hotel.roomType('SGL') }).then((other) =>
    other.feed(feedOf(booked('y', day(3), day(5)))),
  )
  await calendar.exported()
  await calendar.feed(feed)
  expect(reservations()).toHaveLength(2)
})

test('an echo that outlives the export which explained it is a booking after three feeds', async () => {
  const calendar = await ofType('SGL')
  const sold = await hotel.sell({ type: 'SGL', arrival: day(3), departure: day(5) })
  await calendar.exported()
  const feed = bookingcomFeed({ uid: 'x', from: day(3), to: day(5) })
  await calendar.feed(feed)
  await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId: sold.reservationId,
    agreedWithChannel: false,
    reason: '',
  } as never)
  hotel.clock.at += 3_600_000
  await calendar.exported()
  await repeated(calendar, feed, 2)
  expect(reservations()).toEqual([])
  await calendar.feed(feed)
  expect(reservations()).toMatchObject([{ arrival: day(3), departure: day(5) }])
})

test('a crash between feeds loses no count', async () => {
  const calendar = await ofRoom()
  const other = booked('b', day(20), day(21))
  await calendar.feed(feedOf(booked('a', day(3), day(5)), other))
  await repeated(calendar, feedOf(other), 2)
  hotel = await hotel.reopen()
  const message = {
    queue: 'calendar',
    kind: 'modified',
    channelRef: 'calendar',
    snapshot: null,
    unreadable: null,
  } as const
  await hotel.ledger.lanes.ingest(calendar.id, { ...message, rawMasked: feedOf(other) })
  expect(left(day(3))).toBe(2)
})
