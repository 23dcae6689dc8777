/** The errors and warnings of a Booking.com answer: what they mean, and which of our ranges they speak of. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import { attribute, descendants, type XmlElement } from '../xml/xml-tree.ts'

export interface Notice {
  readonly kind: 'error' | 'warning'
  /** Booking.com's word (`ROOM_ID_INVALID`) where it gives one, else OTA's number. */
  readonly code: string
  /** Short text and content, for people. */
  readonly text: string
  readonly recordId: string | null
  /** refused: never resend unchanged. later: the same may work in a while. credentials: not our right. */
  readonly meaning: 'refused' | 'later' | 'credentials'
  /** It speaks of a room as such, so that a room's code alone says which ranges are meant. */
  readonly isAboutRoom: boolean
}

/** See docs/CHANNELS.md; of duplicate dates only the first was applied, so that the others are to be sent again. */
const LATER_WORDS = new Set([
  'CURRENCY_SWITCH_IN_PROGRESS',
  'WARN_UNPROCESSED_ADDITIONAL_GUEST',
  'WARN_DUPLICATE_DATES',
])
/** OTA ERR: system currently unavailable, system error, system temporarily unavailable (OpenTravel code list ERR). */
const LATER_NUMBERS = new Set(['187', '188', '448'])
/** OTA EWT: authentication, authorization. */
const CREDENTIAL_TYPES = new Set(['4', '6'])
const ROOM_WORDS = new Set(['ROOM_ID_INVALID', '402'])

export function readNotices(root: XmlElement): Notice[] {
  return [
    ...descendants(root, 'Errors', 'Error').map((each) => readNotice(each, 'error')),
    ...descendants(root, 'Warnings', 'Warning').map((each) => readNotice(each, 'warning')),
  ]
}

function readNotice(source: XmlElement, kind: Notice['kind']): Notice {
  const short = attribute(source, 'ShortText') ?? ''
  const long = source.text.trim()
  const text = long.includes(short) ? long : long === '' ? short : `${short}: ${long}`
  const type = attribute(source, 'Type') ?? ''
  const number = attribute(source, 'Code') ?? type
  const word = /\b[A-Z]+(?:_[A-Z]+)+\b/.exec(text)?.[0] ?? number
  const later = LATER_WORDS.has(word) || LATER_NUMBERS.has(number)
  const credentials = !later && CREDENTIAL_TYPES.has(type)
  return {
    kind,
    code: word === '' ? kind : word,
    text,
    recordId: attribute(source, 'RecordID') ?? null,
    meaning: later ? 'later' : credentials ? 'credentials' : 'refused',
    isAboutRoom: ROOM_WORDS.has(word) || ROOM_WORDS.has(number),
  }
}

/**
 * Indexes of the ranges that the notice names: by RecordID or LocatorID, else by the room, rate and day in its text.
 * Null when it does not say, or not exactly enough: a value is parked only when it is surely the one that is meant.
 */
export function rangesNamedBy(
  notice: Notice,
  ranges: readonly SendRange[],
  rangeOfLocator: readonly number[],
): readonly number[] | null {
  const locator = notice.recordId ?? /LocatorID\D{0,3}(\d{1,6})\b/i.exec(notice.text)?.[1] ?? ''
  const located = /^\d{1,6}$/.test(locator) ? rangeOfLocator[Number(locator) - 1] : undefined
  if (located !== undefined) return [located]

  const words = new Set(notice.text.split(/[^A-Za-z0-9_.-]+/).map((word) => word.replace(/[.]+$/, '')))
  const named = [...ranges.keys()].filter((index) => words.has(ranges[index]?.roomCode ?? ''))
  if (named.length === 0) return null
  const ofRate = named.filter((index) => words.has(ranges[index]?.rateCode ?? ''))
  const byProduct = ofRate.length > 0 ? ofRate : named
  const days = [...words].filter((word) => /^\d{4}-\d\d-\d\d$/.test(word))
  const ofDay = byProduct.filter((index) => days.some((day) => covers(ranges[index], day)))
  if (days.length > 0 && ofDay.length > 0) return ofDay
  return notice.isAboutRoom || byProduct.length === 1 ? byProduct : null
}

function covers(range: SendRange | undefined, day: string): boolean {
  return range !== undefined && range.from <= day && day < range.to
}
