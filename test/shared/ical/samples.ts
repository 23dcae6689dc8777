/** Feeds as the channels write them, with their quirks; the bookings are invented. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'

export const basic = (date: IsoDate): string => date.replaceAll('-', '')

/** A calendar around some lines. */
export const calendarOf = (...lines: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...lines, 'END:VCALENDAR', ''].join('\r\n')

export const eventOf = (...lines: string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')

/** A whole feed of events of the given UIDs and nights. */
export const feedOf = (...events: { uid: string; from: IsoDate; to: IsoDate; summary?: string }[]): string =>
  calendarOf(
    ...events.map(({ uid, from, to, summary = 'Reserved - Ada Berg' }) =>
      eventOf(
        `UID:${uid}`,
        `DTSTART;VALUE=DATE:${basic(from)}`,
        `DTEND;VALUE=DATE:${basic(to)}`,
        `SUMMARY:${summary}`,
      ),
    ),
  )

/** Airbnb: the second line is malformed, the end stands before the start, lines are folded, a block ends the calendar. */
export const airbnbFeed = (from: IsoDate): string =>
  [
    'BEGIN:VCALENDAR',
    'PRODID;X-RICAL-TZSOURCE=TZINFO:-//Airbnb Inc//Hosting Calendar 1.0//EN',
    'CALSCALE:GREGORIAN',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    `DTEND;VALUE=DATE:${basic(addDays(from, 3))}`,
    `DTSTART;VALUE=DATE:${basic(from)}`,
    'UID:1418fb94e984-2f1c5b3f7f0bd2a6f3b9b7d2f8a01234@airbnb.com',
    'DESCRIPTION:Reservation URL: https://www.airbnb.com/hosting/reservations/de',
    ' tails/HMABCD1234\\nPhone Number (Last 4 Digits): 4242',
    'SUMMARY:Reserved',
    'END:VEVENT',
    'BEGIN:VEVENT',
    `DTEND;VALUE=DATE:${basic(addDays(from, 300))}`,
    `DTSTART;VALUE=DATE:${basic(addDays(from, 200))}`,
    'UID:6fec1092d3fa-0c2fd2a6f3b9b7d2f8a0123499998888@airbnb.com',
    'SUMMARY:Airbnb (Not available)',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')

/** Booking.com: bare line feeds, everything is called the same. */
export const bookingcomFeed = (...nights: { uid: string; from: IsoDate; to: IsoDate }[]): string =>
  [
    'BEGIN:VCALENDAR',
    'PRODID:-//Booking.com//Calendar export//EN',
    'VERSION:2.0',
    ...nights.flatMap(({ uid, from, to }) => [
      'BEGIN:VEVENT',
      `DTSTART;VALUE=DATE:${basic(from)}`,
      `DTEND;VALUE=DATE:${basic(to)}`,
      `UID:${uid}@booking.com`,
      'SUMMARY:CLOSED - Not available',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\n')

/** Vrbo: in the language of the owner's account; a block's id is made of its dates. */
export const vrboFeed = (from: IsoDate): string =>
  [
    'BEGIN:VCALENDAR',
    'PRODID:-//HomeAway.com, Inc.//EN',
    'VERSION:2.0',
    'BEGIN:VEVENT',
    'UID:0a1b2c3d-1111-4222-8333-444455556666',
    'DTSTAMP:20261001T101500Z',
    `DTSTART;VALUE=DATE:${basic(from)}`,
    `DTEND;VALUE=DATE:${basic(addDays(from, 7))}`,
    'SUMMARY:Réservée - Zoé Müller',
    'END:VEVENT',
    'BEGIN:VEVENT',
    `UID:${basic(addDays(from, 20))}-${basic(addDays(from, 22))}`,
    'DTSTAMP:20261001T101500Z',
    `DTSTART;VALUE=DATE:${basic(addDays(from, 20))}`,
    `DTEND;VALUE=DATE:${basic(addDays(from, 22))}`,
    'SUMMARY:Indisponible',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:0a1b2c3d-1111-4222-8333-444455557777',
    `DTSTART;VALUE=DATE:${basic(addDays(from, 30))}`,
    `DTEND;VALUE=DATE:${basic(addDays(from, 33))}`,
    'SUMMARY:Provisoire - Jan Novák',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n')
