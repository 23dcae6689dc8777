/** What feeds say of nights, quirk by quirk, and which texts are no calendar. */
import { expect, test } from 'vitest'
import { addDays, fromDayNumber, isoDate } from '../../../shared/dates.ts'
import { CalendarUnreadable, readCalendar } from '../../../shared/ical/read-calendar.ts'
import { readsDamaged } from '../../sync/suite/damage.ts'
import { airbnbFeed, bookingcomFeed, calendarOf, eventOf, feedOf, vrboFeed } from './samples.ts'

/** A house in Vienna: one hour ahead of UTC in December. */
const inVienna = (epochMs: number) => fromDayNumber(Math.floor((epochMs + 3_600_000) / 86_400_000))
const read = (text: string) => readCalendar(text, inVienna)
const FIRST = isoDate('2026-12-24')

test('Airbnb: a malformed second line, the end before the start, folded lines and a block at the far end', () => {
  expect(read(airbnbFeed(FIRST))).toMatchObject({
    unreadable: 0,
    events: [
      {
        uid: '1418fb94e984-2f1c5b3f7f0bd2a6f3b9b7d2f8a01234@airbnb.com',
        from: '2026-12-24',
        to: '2026-12-27',
        meaning: 'booking',
        label: 'HMABCD1234',
        note: 'Reserved\nReservation URL: https://www.airbnb.com/hosting/reservations/details/HMABCD1234\nPhone Number (Last 4 Digits): 4242',
        isCancelled: false,
      },
      {
        uid: '6fec1092d3fa-0c2fd2a6f3b9b7d2f8a0123499998888@airbnb.com',
        from: addDays(FIRST, 200),
        to: addDays(FIRST, 300),
        meaning: 'block',
        label: 'Airbnb (Not available)',
        note: 'Airbnb (Not available)',
        isCancelled: false,
      },
    ],
  })
})

test('Booking.com: bare line feeds, and nothing tells a booking from a block', () => {
  const { events } = read(bookingcomFeed({ uid: 'a', from: FIRST, to: addDays(FIRST, 2) }))
  expect(events).toMatchObject([
    { uid: 'a@booking.com', from: FIRST, to: addDays(FIRST, 2), meaning: 'unclear', label: '' },
  ])
})

test('Vrbo: bookings with names in the owner’s language, blocks, and what is only provisional', () => {
  const { events } = read(vrboFeed(FIRST))
  expect(events.map(({ meaning, label }) => [meaning, label])).toEqual([
    ['booking', 'Zoé Müller'],
    ['block', 'Indisponible'],
    ['block', 'Provisoire - Jan Novák'],
  ])
})

test.each([
  ['Reserved - Ada Berg', 'booking', 'Ada Berg'],
  ['Réservé - Ada Berg', 'booking', 'Ada Berg'],
  ['Reserviert', 'booking', ''],
  ['Blocked', 'block', 'Blocked'],
  ['Not available', 'block', 'Not available'],
  ['CLOSED - Not available', 'unclear', ''],
  ['Anniversary of Ada', 'unclear', 'Anniversary of Ada'],
  ['Blockedness', 'unclear', 'Blockedness'],
])('an event called %j is a %s', (summary, meaning, label) => {
  const { events } = read(feedOf({ uid: 'x', from: FIRST, to: addDays(FIRST, 1), summary }))
  expect(events).toMatchObject([{ meaning, label }])
})

test.each([
  ['the end is the day of departure', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261226'], 2],
  ['a day without VALUE=DATE', ['DTSTART:20261224', 'DTEND:20261226'], 2],
  ['no end: one night', ['DTSTART;VALUE=DATE:20261224'], 1],
  [
    'the end on the day of the start: one night',
    ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261224'],
    1,
  ],
  ['names in lower case', ['dtstart;value=date:20261224', 'dtend;value=date:20261227'], 3],
  ['hyphens in the dates', ['DTSTART:2026-12-24', 'DTEND:2026-12-26'], 2],
  ['a duration of days', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P3D'], 3],
  ['a duration of a week', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P1W'], 7],
  ['a duration of hours', ['DTSTART:20261224T150000', 'DURATION:PT44H'], 2],
  ['no duration at all', ['DTSTART;VALUE=DATE:20261224', 'DURATION:PT0S'], 1],
  ['floating times', ['DTSTART:20261224T150000', 'DTEND:20261226T110000'], 2],
  ['times of one day', ['DTSTART:20261224T150000', 'DTEND:20261224T200000'], 1],
  [
    'a quoted zone',
    ['DTSTART;TZID="Europe/Vienna":20261224T150000', 'DTEND;TZID="Europe/Vienna":20261226T110000'],
    2,
  ],
  [
    'a zone of Windows',
    [
      'DTSTART;TZID=W. Europe Standard Time:20261224T150000',
      'DTEND;TZID=W. Europe Standard Time:20261226T110000',
    ],
    2,
  ],
  [
    'a zone with a colon in its name',
    ['DTSTART;TZID="(UTC+01:00) Vienna":20261224T150000', 'DTEND:20261225'],
    1,
  ],
  [
    'a zone that nobody knows',
    ['DTSTART;TZID=Moon/Tycho:20261224T150000', 'DTEND;TZID=Moon/Tycho:20261225T110000'],
    1,
  ],
  ['UTC: the day is the hotel’s', ['DTSTART:20261223T230000Z', 'DTEND:20261225T230000Z'], 2],
])('%s', (_name, lines, nights) => {
  const { events, unreadable } = read(calendarOf(eventOf('UID:x', ...lines)))
  expect(unreadable).toBe(0)
  expect(events).toMatchObject([{ from: FIRST, to: addDays(FIRST, nights) }])
})

test.each([
  ['no start', ['DTEND;VALUE=DATE:20261224']],
  ['no day', ['DTSTART;VALUE=DATE:20261324']],
  ['an end before the start', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261220']],
  ['an end that is no date', ['DTSTART;VALUE=DATE:20261224', 'DTEND:tomorrow']],
  ['a duration that is none', ['DTSTART;VALUE=DATE:20261224', 'DURATION:3 nights']],
  ['centuries', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P99999D']],
  ['one that repeats', ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261225', 'RRULE:FREQ=DAILY']],
])('an event whose nights cannot be told is counted: %s', (_name, lines) => {
  expect(read(calendarOf(eventOf('UID:x', ...lines)))).toEqual({ events: [], unreadable: 1 })
})

test('an alarm inside an event does not overwrite what the event says', () => {
  const alarm = ['BEGIN:VALARM', 'UID:other', 'DURATION:PT15M', 'SUMMARY:Blocked', 'END:VALARM'].join('\r\n')
  const { events } = read(
    calendarOf(eventOf(alarm, 'UID:x', 'DTSTART:20261224', 'DTEND:20261226', 'SUMMARY:Reserved')),
  )
  expect(events).toMatchObject([{ uid: 'x', to: '2026-12-26', meaning: 'booking' }])
})

test('what is cancelled says so, what takes no time is left out, other components are passed over', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'BEGIN:STANDARD',
    'DTSTART:19701025T030000',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
  const { events } = read(
    calendarOf(
      zone,
      eventOf('UID:gone', 'DTSTART:20261224', 'STATUS:Cancelled'),
      eventOf('UID:free', 'DTSTART:20261224', 'TRANSP:TRANSPARENT'),
    ),
  )
  expect(events.map(({ uid, isCancelled }) => [uid, isCancelled])).toEqual([['gone', true]])
})

test('an event without a UID is known by its nights, and two of one UID are told apart', () => {
  const { events } = read(
    calendarOf(
      eventOf('DTSTART:20261224'),
      eventOf('UID:x', 'DTSTART:20261224'),
      eventOf('UID:x', 'DTSTART:20261228'),
      eventOf('UID:x', 'DTSTART:20261228'),
    ),
  )
  expect(events.map(({ uid }) => uid)).toEqual([
    '2026-12-24/2026-12-25',
    'x',
    'x#2026-12-28',
    'x#2026-12-28#2',
  ])
})

test('a byte order mark, no version and two calendars in a row are fine', () => {
  const one = feedOf({ uid: 'x', from: FIRST, to: addDays(FIRST, 1) })
  expect(read(`\uFEFF${one}${one.replace('UID:x', 'UID:y')}`).events.map(({ uid }) => uid)).toEqual([
    'x',
    'y',
  ])
})

test('a calendar without events is an empty one', () => {
  expect(read(calendarOf())).toEqual({ events: [], unreadable: 0 })
})

const whole = feedOf({ uid: 'x', from: FIRST, to: addDays(FIRST, 1) })
test.each([
  ['nothing', '', 'empty'],
  ['blanks', '\uFEFF \r\n', 'empty'],
  ['a page to sign in', '<!DOCTYPE html><html><body>Sign in</body></html>', 'not_a_calendar'],
  ['an error in JSON', '{"error":"gone"}', 'not_a_calendar'],
  ['a page around a calendar', `<html>\r\n${whole}`, 'not_a_calendar'],
  ['only the head', whole.slice(0, 60), 'cut_off'],
  ['cut off after an event', whole.replace('END:VCALENDAR', ''), 'cut_off'],
  ['cut off inside an event', whole.slice(0, whole.indexOf('END:VEVENT')), 'cut_off'],
  ['an end that nothing began', whole.replace('BEGIN:VEVENT', 'X-A:1'), 'damaged'],
  ['something after the end', `${whole}X-A:1`, 'damaged'],
  ['too many characters', `${whole}${' '.repeat(1_000_001)}`, 'too_large'],
])('is no calendar: %s', (_name, text, fault) => {
  let found: unknown = 'it was read'
  try {
    read(text)
  } catch (error) {
    found = error instanceof CalendarUnreadable ? error.fault : error
  }
  expect(found).toBe(fault)
})

test('any damage ends with a calendar or a refusal', async () => {
  const wholes = [
    airbnbFeed(FIRST),
    vrboFeed(FIRST),
    bookingcomFeed({ uid: 'a', from: FIRST, to: addDays(FIRST, 2) }),
  ]
  const counts = await readsDamaged(
    wholes,
    (text) => {
      for (const { from, to, uid } of read(text).events) expect(to > from && uid !== '').toBe(true)
      return 'read'
    },
    (error) => error instanceof CalendarUnreadable,
  )
  expect(counts.read).toBeGreaterThan(100)
  expect(counts.refused).toBeGreaterThan(100)
})
