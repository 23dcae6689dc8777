/** A journal row in words, for the journal and every timeline: names of rooms and plans, never ids. Pure. */
import { type IsoDate, isIsoDate } from '../../shared/dates.ts'
import { amountText, longDayText, stayDatesText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import type { MessageId } from '../text/catalogue.ts'
import { t } from '../text/text.ts'
import { payloadText } from './payload-text.ts'

export interface JournalRow {
  readonly actor: string
  readonly command: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface Naming {
  readonly names: HotelNames
  readonly currency: string
  /** Answers undefined for an id that is no room, type or plan. */
  readonly nameOf: (id: string) => string | undefined
}

type Payload = Readonly<Record<string, unknown>>
type Words = (payload: Payload, naming: Naming) => string | undefined

// A journal outlives the program that wrote it: a field that is not what is expected today makes the words plainer,
// never wrong.
function textOf(payload: Payload, field: string): string | undefined {
  const value = payload[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}
function countOf(payload: Payload, field: string): number | undefined {
  const value = payload[field]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
function dayOf(payload: Payload, field: string): IsoDate | undefined {
  const value = payload[field]
  return typeof value === 'string' && isIsoDate(value) ? value : undefined
}
function partsOf(payload: Payload, field: string): Payload[] {
  const value = payload[field]
  return Array.isArray(value) ? value.filter((each): each is Payload => isPayload(each)) : []
}
function isPayload(value: unknown): value is Payload {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function datesOf(payload: Payload, from: string, to: string): string | undefined {
  const [first, last] = [dayOf(payload, from), dayOf(payload, to)]
  return first === undefined || last === undefined ? undefined : stayDatesText(first, last)
}

const fixed =
  (id: MessageId): Words =>
  () =>
    t(id)

const WORDS: Readonly<Record<string, Words>> = {
  'reservations.create': (payload, { names, currency }) => {
    const stays = partsOf(payload, 'stays')
    const [first] = stays
    const totalMinor = countOf(payload, 'totalMinor')
    const arrivals = stays.flatMap((stay) => dayOf(stay, 'arrival') ?? []).sort()
    const departures = stays.flatMap((stay) => dayOf(stay, 'departure') ?? []).sort()
    const [arrival, departure] = [arrivals[0], departures.at(-1)]
    if (first === undefined || totalMinor === undefined || arrival === undefined || departure === undefined)
      return undefined
    const values = {
      checkIn: payload.checkIn === true ? 'yes' : 'no',
      dates: stayDatesText(arrival, departure),
      total: amountText(totalMinor, currency),
    }
    if (stays.length > 1) return t('journal.create.many', { ...values, count: stays.length })
    const room = textOf(first, 'room')
    return t('journal.create.one', {
      ...values,
      type: names.roomType(textOf(first, 'roomType') ?? ''),
      room: room === undefined ? 'none' : names.room(room),
    })
  },
  'reservations.cancel': (payload) =>
    t('journal.cancel', {
      agreed: payload.agreedWithChannel === true ? 'yes' : 'no',
      reason: textOf(payload, 'reason') ?? 'none',
    }),
  'reservations.edit': (payload) => {
    const [booker, note] = [payload.booker === true, payload.note === true]
    if (booker && note) return t('journal.edit.both')
    return t(note ? 'journal.edit.note' : 'journal.edit.booker')
  },
  'reservations.import': (payload) => t('journal.import', { count: countOf(payload, 'stays') ?? 0 }),
  'stays.assignRoom': (payload, { names }) => {
    const [room, before] = [textOf(payload, 'room'), textOf(payload, 'before')]
    if (room === undefined)
      return t('journal.room.taken', { before: before === undefined ? '' : names.room(before) })
    return before === undefined
      ? t('journal.room.given', { room: names.room(room) })
      : t('journal.room.moved', { room: names.room(room), before: names.room(before) })
  },
  'stays.checkIn': (payload, { names }) => {
    const room = textOf(payload, 'room')
    return room === undefined ? undefined : t('journal.checkIn', { room: names.room(room) })
  },
  'stays.checkOut': (payload) => t('journal.checkOut', { count: countOf(payload, 'freedNights') ?? 0 }),
  'stays.change': changeWords,
  'channels.ingest': (payload) => {
    const ref = textOf(payload, 'channelRef') ?? ''
    const outcome = textOf(payload, 'outcome')
    if (outcome !== 'applied') return t('journal.ingest.kept', { ref, outcome: outcome ?? 'ignored' })
    const kind = textOf(payload, 'kind')
    if (kind === 'cancelled') return t('journal.ingest.cancelled', { ref })
    return t(kind === 'modified' ? 'journal.ingest.modified' : 'journal.ingest.new', { ref })
  },
  'rates.setRange': (payload, { names }) => {
    const plan = textOf(payload, 'ratePlan')
    const dates = datesOf(payload, 'from', 'to')
    if (plan === undefined || dates === undefined) return undefined
    return t('journal.rates', {
      plan: names.ratePlan(plan),
      dates,
      count: countOf(payload, 'changedCells') ?? 0,
    })
  },
  'rates.change': (payload) =>
    t('journal.rateChange', {
      blocks: partsOf(payload, 'blocks').length,
      count: countOf(payload, 'changedCells') ?? 0,
    }),
  'rooms.block': (payload, { names }) => {
    const [room, dates] = [textOf(payload, 'room'), datesOf(payload, 'from', 'to')]
    if (room === undefined || dates === undefined) return undefined
    return t('journal.block', { room: names.room(room), dates, reason: textOf(payload, 'reason') ?? '' })
  },
  'rooms.unblock': (payload, { names }) => {
    const room = textOf(payload, 'room')
    if (room === undefined) return undefined
    return t('journal.unblock', { room: names.room(room), count: countOf(payload, 'freedNights') ?? 0 })
  },
  'property.roll': (payload) => {
    const date = dayOf(payload, 'businessDate')
    return date === undefined ? undefined : t('journal.roll', { date: longDayText(date) })
  },
  'property.setUp': fixed('journal.setUp'),
  'property.configure': fixed('journal.configure'),
  'property.addRooms': fixed('journal.addRooms'),
  'property.openDemo': fixed('journal.openDemo'),
  'channels.connect': fixed('journal.connect'),
  'channels.configure': fixed('journal.channelSettings'),
  'channels.resync': fixed('journal.resync'),
  'channels.resume': fixed('journal.resume'),
}

/** Dates, room and price before and after, as far as each differs. */
function changeWords(payload: Payload, { names, currency }: Naming): string | undefined {
  const before = payload.before
  if (!isPayload(before)) return undefined
  const [dates, datesBefore] = [
    datesOf(payload, 'arrival', 'departure'),
    datesOf(before, 'arrival', 'departure'),
  ]
  const [totalMinor, beforeMinor] = [countOf(payload, 'totalMinor'), countOf(before, 'totalMinor')]
  if (
    dates === undefined ||
    datesBefore === undefined ||
    totalMinor === undefined ||
    beforeMinor === undefined
  )
    return undefined
  const [room, roomBefore] = [textOf(payload, 'room'), textOf(before, 'room')]
  const isSameRoom = room === roomBefore
  const values = {
    total: totalMinor === beforeMinor ? 'same' : amountText(totalMinor, currency),
    totalBefore: amountText(beforeMinor, currency),
  }
  if (dates === datesBefore && isSameRoom) return t('journal.change.price', values)
  const change = {
    ...values,
    dates,
    datesBefore,
    room: roomBefore === undefined ? 'given' : room === undefined ? 'taken' : 'moved',
    roomName: room === undefined ? '' : names.room(room),
    roomBefore: roomBefore === undefined ? '' : names.room(roomBefore),
  }
  if (isSameRoom) return t('journal.change.dates', change)
  return t(dates === datesBefore ? 'journal.change.room' : 'journal.change.both', change)
}

export function journalWords(row: JournalRow, naming: Naming): string {
  return (
    WORDS[row.command]?.(row.payload, naming) ??
    t('journal.other', { command: row.command, payload: payloadText(row.payload, naming.nameOf) })
  )
}

/** Who gave a command: the desk, the clock, a channel, or a program with a token. */
export function actorText(actor: string): string {
  if (actor === 'desk') return t('journal.by.desk')
  if (actor === 'demo') return t('journal.by.demo')
  if (actor === 'clock') return t('journal.by.clock')
  if (actor.startsWith('channel:')) return actor.slice('channel:'.length)
  if (actor.startsWith('token:')) return t('journal.by.token', { name: actor.slice('token:'.length) })
  return actor
}
