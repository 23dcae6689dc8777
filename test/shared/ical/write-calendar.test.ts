/** What we export is what others can read, and what RFC 5545 asks for. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, fromDayNumber, isoDate } from '../../../shared/dates.ts'
import { readCalendar } from '../../../shared/ical/read-calendar.ts'
import { writeCalendar } from '../../../shared/ical/write-calendar.ts'

const FIRST = isoDate('2026-12-24')
const MADE_AT = Date.parse('2026-10-05T08:09:10Z')
const utc = (epochMs: number) => fromDayNumber(Math.floor(epochMs / 86_400_000))

test('a feed has busy nights and nothing else', () => {
  const text = writeCalendar({
    id: 'c1',
    name: 'Room 101',
    madeAt: MADE_AT,
    busy: [{ from: FIRST, to: addDays(FIRST, 3) }],
  })
  expect(text.split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Keyrack//Front desk//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:Room 101',
    'BEGIN:VEVENT',
    'UID:20261224.c1@keyrack',
    'DTSTAMP:20261005T080910Z',
    'DTSTART;VALUE=DATE:20261224',
    'DTEND;VALUE=DATE:20261227',
    'SUMMARY:Not available',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('any name and any nights come back as they were, in lines of at most 75 octets', () => {
  const spans = fc.array(
    fc.record({ gap: fc.integer({ min: 1, max: 40 }), length: fc.integer({ min: 1, max: 40 }) }),
    { maxLength: 30 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), spans, (name, found) => {
      let at = FIRST
      const busy = found.map(({ gap, length }) => {
        const from = addDays(at, gap)
        at = addDays(from, length)
        return { from, to: at }
      })
      const text = writeCalendar({ id: 'c1', name, madeAt: MADE_AT, busy })
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      const { events, unreadable } = readCalendar(text, utc)
      expect(unreadable).toBe(0)
      expect(events.map(({ from, to }) => ({ from, to }))).toEqual(busy)
    }),
  )
})

test('a longer interval is the same event still', () => {
  const uidOf = (nights: number) =>
    readCalendar(
      writeCalendar({
        id: 'c1',
        name: '',
        madeAt: MADE_AT,
        busy: [{ from: FIRST, to: addDays(FIRST, nights) }],
      }),
      utc,
    ).events[0]!.uid
  expect(uidOf(1)).toBe(uidOf(9))
})
