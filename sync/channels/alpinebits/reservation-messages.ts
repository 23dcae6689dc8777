/** HotelReservation elements as messages in our words, each with what is needed to acknowledge it. */
import {
  type InboundMessage,
  type ReservationSnapshot,
  reservationSnapshotSchema,
} from '../../../shared/snapshot.ts'
import type { PulledMessage } from '../../engine/ports.ts'
import { commissionPart } from '../ota/commission.ts'
import { readBooker, readGuests } from '../ota/guests.ts'
import { UnreadableReservation } from '../ota/unreadable-reservation.ts'
import { revisionPart } from '../revision.ts'
import { maskCardNumbers, maskCards } from '../xml/card-masking.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { writeElement } from '../xml/xml-writer.ts'
import type { Delivery } from './acknowledgement.ts'
import { currencyOf, readRooms } from './reservation-room.ts'

const LONGEST_RAW = 1_000_000
const LONGEST_NOTE = 2_000
const LONGEST_NUMBER = 32
const UNKNOWN = 'unknown'
const NAMELESS = 'AlpineBits guest'
/** Quotes are never acknowledged, so that they stay at the portal: no more than these are looked at, the newest. */
const MOST_QUOTES = 100

const QUOTE = 'Requested'
/** A later one of these is never followed by an earlier one. */
const KINDS = { Requested: 'new', Reserved: 'new', Modify: 'modified', Cancelled: 'cancelled' } as const
const RANKS = ['new', 'modified', 'cancelled'] as const

interface Known {
  readonly queue: string
  readonly hotelCode: string
  readonly currency: string
}

export interface ReadReservation {
  readonly message: InboundMessage
  /** Null where the message has no number to acknowledge. */
  readonly delivery: Delivery | null
  readonly isQuote: boolean
  /** Epoch milliseconds; 0 where it is not told. */
  readonly at: number
}

/** In the document's order; reservations of other hotels are left to those. */
export function messagesOf(reservations: readonly XmlElement[], known: Known): ReadReservation[] {
  return reservations
    .filter((each) => [undefined, known.hotelCode].includes(hotelCodeOf(each)))
    .map((each) => readReservation(each, known))
}

function hotelCodeOf(reservation: XmlElement): string | undefined {
  return attribute(descendant(reservation, 'ResGlobalInfo', 'BasicPropertyInfo'), 'HotelCode')
}

/**
 * Of each reservation the newest readable message alone: every one is the whole reservation, and an older one that is
 * delivered again would undo the newer one. Where one of them cannot be read none is acknowledged, as they share a number.
 */
export function pulledMessages(read: readonly ReadReservation[]): PulledMessage[] {
  const booked = read.filter(({ isQuote }) => !isQuote)
  const groups = new Map<string, ReadReservation[]>()
  for (const each of booked) {
    const { channelRef } = each.message
    const group = groups.get(channelRef)
    if (group === undefined) groups.set(channelRef, [each])
    else group.push(each)
  }
  const pulled = [...groups.values()].flatMap((group) => pulledOfOne(group))
  // A quote that was booked has the number of the reservation.
  const quotes = read.filter(({ isQuote, message }) => isQuote && !groups.has(message.channelRef))
  return [...pulled, ...quotes.slice(-MOST_QUOTES).map(({ message }) => ({ message, receipt: '[]' }))]
}

function pulledOfOne(group: readonly ReadReservation[]): PulledMessage[] {
  const readable = group.filter(({ message }) => message.snapshot !== null)
  const unreadable = group.filter(({ message }) => message.snapshot === null)
  const newest = readable.toSorted(byAge).at(-1)
  const deliveries = unreadable.length > 0 ? [] : group.flatMap(({ delivery }) => delivery ?? [])
  const receipt = JSON.stringify(
    deliveries.filter(
      ({ type, id }, index) =>
        deliveries.findIndex((other) => other.type === type && other.id === id) === index,
    ),
  )
  const first = newest === undefined ? [] : [{ message: newest.message, receipt }]
  return [...first, ...unreadable.map(({ message }) => ({ message, receipt: '[]' }))]
}

/** Stable, so that the document's order decides where the times do not. */
function byAge(one: ReadReservation, other: ReadReservation): number {
  const rank = ({ message }: ReadReservation) => RANKS.indexOf(message.kind)
  return rank(one) - rank(other) || one.at - other.at
}

function readReservation(reservation: XmlElement, known: Known): ReadReservation {
  const status = attribute(reservation, 'ResStatus') ?? ''
  const kind = Object.hasOwn(KINDS, status) ? KINDS[status as keyof typeof KINDS] : null
  const unique = descendant(reservation, 'UniqueID')
  const [type, id] = [attribute(unique, 'Type'), attribute(unique, 'ID')]
  const channelRef = id !== undefined && id.length <= LONGEST_NUMBER ? id : undefined
  const isQuote = status === QUOTE
  const base = {
    queue: known.queue,
    kind: kind ?? 'modified',
    channelRef: channelRef ?? UNKNOWN,
    rawMasked: writeElement(maskCards(reservation)).xml.slice(0, LONGEST_RAW),
    ...revisionPart(revisionOf(reservation, kind)),
  } as const
  const content =
    channelRef === undefined
      ? unreadableBecause('the reservation has no number')
      : isQuote
        ? unreadableBecause('a guest asks for a quote and has booked nothing: answer it at the portal')
        : kind === null
          ? unreadableBecause('the reservation is of no known status')
          : snapshotOf(reservation, channelRef, kind === 'cancelled', known.currency)
  const time = attribute(reservation, 'LastModifyDateTime') ?? attribute(reservation, 'CreateDateTime')
  const delivery = type === undefined || channelRef === undefined ? null : { type, id: channelRef }
  return { message: { ...base, ...content }, delivery, isQuote, at: Date.parse(time ?? '') || 0 }
}

/** A change or a cancellation without a time of its own bears that of the reservation, which tells nothing of their order. */
function revisionOf(reservation: XmlElement, kind: InboundMessage['kind'] | null): number {
  const created = kind === 'new' ? attribute(reservation, 'CreateDateTime') : undefined
  return Date.parse(attribute(reservation, 'LastModifyDateTime') ?? created ?? '')
}

function unreadableBecause(reason: string) {
  return { snapshot: null, unreadable: reason.slice(0, 500) }
}

function snapshotOf(
  reservation: XmlElement,
  channelRef: string,
  isCancelled: boolean,
  propertyCurrency: string,
): { snapshot: ReservationSnapshot | null; unreadable: string | null } {
  try {
    const guests = readGuests(reservation, NAMELESS)
    const currency = currencyOf(reservation) ?? propertyCurrency
    const rooms = isCancelled ? [] : readRooms(reservation, currency)
    const checked = reservationSnapshotSchema.safeParse({
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: readBooker(reservation, guests, NAMELESS),
      currency,
      rooms,
      note: noteOf(reservation),
      ...(isCancelled ? {} : commissionPart(reservation, currency, rooms)),
    })
    if (checked.success) return { snapshot: checked.data, unreadable: null }
    const issue = checked.error.issues[0]
    throw new UnreadableReservation(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  } catch (error) {
    if (!(error instanceof UnreadableReservation)) throw error
    return unreadableBecause(error.message)
  }
}

/** The agency that sold it, what is included, remarks and wishes; guests write card numbers into them, which are masked. */
function noteOf(reservation: XmlElement): string {
  const global = descendant(reservation, 'ResGlobalInfo')
  const profile = descendant(global, 'Profiles', 'ProfileInfo', 'Profile')
  const places = [
    ...descendants(profile, 'CompanyInfo', 'CompanyName'),
    ...descendants(global, 'Comments', 'Comment', 'Text'),
    ...descendants(global, 'Comments', 'Comment', 'ListItem'),
    ...descendants(global, 'SpecialRequests', 'SpecialRequest', 'Text'),
    ...descendants(reservation, 'Services', 'Service', 'ServiceDetails', 'ServiceDescription', 'Text'),
  ]
  const lines = places.map(({ text }) => text.trim().replace(/\s+/g, ' ')).filter((line) => line !== '')
  return maskCardNumbers([...new Set(lines)].join('\n')).slice(0, LONGEST_NOTE)
}
