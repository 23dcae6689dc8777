/** Writes a feed of busy nights (RFC 5545): nothing about guests, and the same text for the same nights. */
import type { DateRange, IsoDate } from '../dates.ts'

export interface BusyCalendar {
  /** Of the feed, for the ids of its events. */
  readonly id: string
  /** What it is about, for people: a room's or a type's name. */
  readonly name: string
  /** Epoch ms of when it was made: the same on every event, so that the text changes with the nights only. */
  readonly madeAt: number
  /** In order and apart from each other. */
  readonly busy: readonly DateRange[]
}

const PRODUCT = '-//Keyrack//Front desk//EN'
const SUMMARY = 'Not available'
const LONGEST_LINE_BYTES = 75

/** An interval's id is that of its first night: when it gets longer or shorter it is the same event still. */
export function writeCalendar({ id, name, madeAt, busy }: BusyCalendar): string {
  const stamp = new Date(madeAt).toISOString().replace(/[-:]|\.\d{3}/g, '')
  const events = busy.flatMap(({ from, to }) => [
    'BEGIN:VEVENT',
    `UID:${basic(from)}.${id}@keyrack`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${basic(from)}`,
    `DTEND;VALUE=DATE:${basic(to)}`,
    `SUMMARY:${SUMMARY}`,
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ])
  const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:${PRODUCT}`, 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH']
  return [...head, `X-WR-CALNAME:${escaped(name)}`, ...events, 'END:VCALENDAR', ''].map(folded).join('\r\n')
}

const basic = (date: IsoDate): string => date.replaceAll('-', '')

function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, (found) => `\\${found}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** At most 75 octets a line, and no character cut in two. */
function folded(line: string): string {
  const lines: string[] = []
  let [current, bytes] = ['', 0]
  for (const character of line) {
    const more = bytesOf(character)
    if (bytes + more > LONGEST_LINE_BYTES) {
      lines.push(current)
      // The blank that says that the line goes on counts, too.
      current = ' '
      bytes = 1
    }
    current += character
    bytes += more
  }
  return [...lines, current].join('\r\n')
}

/** In UTF-8; `shared` has no encoder of its own. */
function bytesOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
