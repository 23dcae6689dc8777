/**
 * Reads a feed (RFC 5545) as what it says of nights. A text that is not a whole calendar is refused: whoever takes an error page or
 * half a file for an empty calendar cancels every booking.
 */
import type { DateRange } from '../dates.ts'
import { type ContentLine, contentLines, plainText } from './content-lines.ts'
import { type CalendarMeaning, senseOf } from './event-meaning.ts'
import { type DayAt, nightsOfEvent } from './event-nights.ts'

/** The largest feed; one of a room has some ten kilobytes. */
export const LARGEST_CALENDAR_CHARACTERS = 1_000_000
export const MOST_EVENTS = 5_000
const MOST_DEPTH = 8
const MOST_UID = 300
const MOST_NOTE = 500
const MOST_RAW = 4_000

export interface CalendarEvent extends DateRange {
  /** Never empty, and no two of one calendar are the same. */
  readonly uid: string
  readonly meaning: CalendarMeaning
  readonly label: string
  /** What else it says, for people. */
  readonly note: string
  /** The channel says itself that it is cancelled. */
  readonly isCancelled: boolean
  /** As it came, unfolded and cut where it is very long. */
  readonly raw: string
}

export interface Calendar {
  readonly events: readonly CalendarEvent[]
  /** Events whose nights cannot be told: what is missing beside them is not known to be gone. */
  readonly unreadable: number
}

export const CALENDAR_FAULTS = ['empty', 'not_a_calendar', 'cut_off', 'damaged', 'too_large'] as const
export type CalendarFault = (typeof CALENDAR_FAULTS)[number]

export class CalendarUnreadable extends Error {
  override readonly name = 'CalendarUnreadable'
  readonly fault: CalendarFault

  constructor(fault: CalendarFault) {
    super(FAULT_WORDS[fault])
    this.fault = fault
  }
}

const FAULT_WORDS: Readonly<Record<CalendarFault, string>> = {
  empty: 'It is empty: not even a calendar without events.',
  not_a_calendar: 'It is no calendar but something else, a page to sign in perhaps.',
  cut_off: 'It ends before the calendar does.',
  damaged: 'Its parts do not fit together.',
  too_large: 'It is larger than a calendar of one room can be.',
}

/** @throws CalendarUnreadable */
export function readCalendar(text: string, dayAt: DayAt): Calendar {
  if (text.length > LARGEST_CALENDAR_CHARACTERS) throw new CalendarUnreadable('too_large')
  if (text.replace(/^\uFEFF/, '').trim() === '') throw new CalendarUnreadable('empty')
  const { producer, components } = componentsOf(contentLines(text))
  const events: CalendarEvent[] = []
  let unreadable = 0
  for (const properties of components) {
    if (properties.get('TRANSP')?.value.toUpperCase() === 'TRANSPARENT') continue
    const event = eventOf(properties, producer, dayAt)
    if (event === null) unreadable += 1
    else events.push(event)
  }
  return { events: withOwnUids(events), unreadable }
}

type Properties = ReadonlyMap<string, ContentLine>

/** Of each event its own properties, without those of what is nested in it (an alarm has a DURATION, too). */
function componentsOf(lines: readonly ContentLine[]): { producer: string; components: Properties[] } {
  const [first] = lines
  if (first?.name !== 'BEGIN' || first.value.toUpperCase() !== 'VCALENDAR')
    throw new CalendarUnreadable('not_a_calendar')
  const open: { kind: string; properties: Map<string, ContentLine> }[] = []
  const components: Properties[] = []
  let producer = ''
  for (const line of lines) {
    const inner = open.at(-1)
    if (line.name === 'BEGIN') {
      const kind = line.value.toUpperCase()
      // Calendars may follow each other, and are not inside each other.
      if (open.length >= MOST_DEPTH || (inner === undefined) !== (kind === 'VCALENDAR'))
        throw new CalendarUnreadable('damaged')
      open.push({ kind, properties: new Map() })
    } else if (inner === undefined) throw new CalendarUnreadable('damaged')
    else if (line.name === 'END') {
      if (inner.kind !== line.value.toUpperCase()) throw new CalendarUnreadable('damaged')
      open.pop()
      if (inner.kind === 'VEVENT') components.push(inner.properties)
      if (components.length > MOST_EVENTS) throw new CalendarUnreadable('too_large')
    } else {
      if (inner.kind === 'VCALENDAR' && line.name === 'PRODID') producer = line.value
      if (!inner.properties.has(line.name)) inner.properties.set(line.name, line)
    }
  }
  if (open.length > 0) throw new CalendarUnreadable('cut_off')
  return { producer, components }
}

function eventOf(properties: Properties, producer: string, dayAt: DayAt): CalendarEvent | null {
  const text = (name: string) => plainText(properties.get(name)?.value ?? '').trim()
  const start = properties.get('DTSTART')
  const nights = nightsOfEvent(start, properties.get('DTEND'), properties.get('DURATION'), dayAt)
  // One that repeats says more nights than its first ones.
  if (nights === null || properties.has('RRULE') || properties.has('RDATE')) return null
  const [uid, summary, description] = [text('UID').slice(0, MOST_UID), text('SUMMARY'), text('DESCRIPTION')]
  return {
    ...nights,
    uid: uid === '' ? `${nights.from}/${nights.to}` : uid,
    ...senseOf({ uid, summary, description, producer }),
    note: [summary, description]
      .filter((part) => part !== '')
      .join('\n')
      .slice(0, MOST_NOTE),
    isCancelled: text('STATUS').toUpperCase() === 'CANCELLED',
    raw: [...properties.values()]
      .map((line) => line.text)
      .join('\n')
      .slice(0, MOST_RAW),
  }
}

/** Two events of one UID are told apart by their first nights, and after that by their order. */
function withOwnUids(events: readonly CalendarEvent[]): CalendarEvent[] {
  const taken = new Set<string>()
  return events.map((event) => {
    let uid = event.uid
    for (let copy = 1; taken.has(uid); copy++)
      uid = `${event.uid}#${event.from}${copy === 1 ? '' : `#${copy}`}`
    taken.add(uid)
    return { ...event, uid }
  })
}
