/** HotelReservation elements as messages in our words, each with what is needed to report it. */
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
import type { Delivery } from './confirmation.ts'
import { currencyOf, readRooms } from './reservation-room.ts'

const LONGEST_RAW = 1_000_000
const LONGEST_NOTE = 2_000
const UNKNOWN = 'unknown'
const NAMELESS = 'SiteMinder guest'

/** "Commit, Modify, Cancel"; older samples say Book. */
const KINDS = { Book: 'new', Commit: 'new', Modify: 'modified', Cancel: 'cancelled' } as const

interface Known {
  readonly queue: string
  readonly hotelCode: string
  readonly currency: string
  /** Of the document, for reservations that do not say their own. */
  readonly status?: string
}

export interface ReadReservation {
  readonly message: InboundMessage
  /** Null where the message has no number to report. */
  readonly delivery: Delivery | null
  /** Epoch milliseconds; null where it is not told. */
  readonly at: number | null
}

/** In the document's order; reservations of other hotels are left to those. */
export function messagesOf(reservations: readonly XmlElement[], known: Known): ReadReservation[] {
  return reservations
    .filter((each) => hotelCodesOf(each).every((code) => code === known.hotelCode))
    .map((each) => readReservation(each, known))
}

/**
 * Oldest first, and of each reservation the newest readable message alone: every one is the whole reservation, and an
 * older one that is delivered again after a lost report would undo the newer one. Its receipt names the older ones too, first.
 */
export function pulledMessages(read: readonly ReadReservation[]): PulledMessage[] {
  const ordered = inOrder(read)
  const newest = new Map<string, number>()
  ordered.forEach(({ message }, index) => {
    if (message.snapshot !== null) newest.set(message.channelRef, index)
  })
  const before = new Map<string, Delivery[]>()
  return ordered.flatMap(({ message, delivery }, index): PulledMessage[] => {
    const { channelRef } = message
    const deliveries = [...(before.get(channelRef) ?? []), ...(delivery === null ? [] : [delivery])]
    const isFollowed = index < (newest.get(channelRef) ?? -1)
    before.set(channelRef, isFollowed ? deliveries : [])
    return isFollowed ? [] : [{ message, receipt: JSON.stringify(deliveries) }]
  })
}

/** The list's own order is not documented: by their times where all have one, else as they came. */
function inOrder(read: readonly ReadReservation[]): readonly ReadReservation[] {
  if (read.some(({ at }) => at === null)) return read
  return read.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
}

function hotelCodesOf(reservation: XmlElement): string[] {
  const places = [
    ...descendants(reservation, 'RoomStays', 'RoomStay', 'BasicPropertyInfo'),
    ...descendants(reservation, 'ResGlobalInfo', 'BasicPropertyInfo'),
  ]
  return places.flatMap((place) => attribute(place, 'HotelCode') ?? [])
}

function readReservation(reservation: XmlElement, known: Known): ReadReservation {
  const status = attribute(reservation, 'ResStatus') ?? known.status ?? ''
  const kind = Object.hasOwn(KINDS, status) ? KINDS[status as keyof typeof KINDS] : null
  const channelRef = numberOf(reservation, '14')
  const id = numberOf(reservation, '16')
  const told =
    kind === 'new' || kind === null
      ? attribute(reservation, 'CreateDateTime')
      : attribute(reservation, 'LastModifyDateTime')
  const at = told === undefined ? null : instantOf(told)
  const base = {
    queue: known.queue,
    kind: kind ?? 'modified',
    channelRef: channelRef ?? UNKNOWN,
    rawMasked: writeElement(maskCards(reservation)).xml.slice(0, LONGEST_RAW),
    ...revisionPart(at?.ms ?? null),
  } as const
  const content =
    channelRef === undefined
      ? { snapshot: null, unreadable: 'the reservation has no number' }
      : kind === null
        ? { snapshot: null, unreadable: 'the reservation is of no known status' }
        : snapshotOf(reservation, channelRef, kind === 'cancelled', known.currency)
  const delivery = id === undefined ? null : { id, status, at: at?.text ?? null, channelRef: base.channelRef }
  return { message: { ...base, ...content }, delivery, at: at?.ms ?? null }
}

/** A UniqueID of OpenTravel's table UIT: 14 a reservation, 16 a reference, here the message's own. */
function numberOf(reservation: XmlElement, type: string): string | undefined {
  const found = descendants(reservation, 'UniqueID').find((each) => attribute(each, 'Type') === type)
  const value = attribute(found, 'ID')
  return value !== undefined && value.length <= 60 ? value : undefined
}

/** SiteMinder writes offsets without a colon, which XML Schema refuses. */
function instantOf(text: string): { ms: number; text: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,9})?(?:Z|([+-]\d\d):?(\d\d))?$/.exec(text)
  if (match === null) return null
  const [, local = '', hours = '+00', minutes = '00'] = match
  const whole = `${local}${hours}:${minutes}`
  const ms = Date.parse(whole)
  return Number.isNaN(ms) ? null : { ms, text: whole }
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
    const rooms = isCancelled ? [] : readRooms(reservation, currency, guests)
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
    return { snapshot: null, unreadable: error.message.slice(0, 500) }
  }
}

/** Who sold it, which the desk needs to know, and the remarks; guests write card numbers into them, which are masked. */
function noteOf(reservation: XmlElement): string {
  const seller = descendant(reservation, 'POS', 'Source', 'BookingChannel', 'CompanyName')?.text.trim() ?? ''
  const roots = [
    descendant(reservation, 'ResGlobalInfo'),
    ...descendants(reservation, 'RoomStays', 'RoomStay'),
  ]
  const places = roots.flatMap((root) => [
    ...descendants(root, 'Comments', 'Comment'),
    ...descendants(root, 'SpecialRequests', 'SpecialRequest'),
  ])
  const remarks = places.map((place) =>
    [place.text, ...descendants(place, 'Text').map(({ text }) => text)].join(' ').trim().replace(/\s+/g, ' '),
  )
  const lines = [seller, ...remarks].filter((line) => line !== '')
  return maskCardNumbers([...new Set(lines)].join('\n')).slice(0, LONGEST_NOTE)
}
