/** One booking revision as a message in our words: each is a full snapshot of its booking. */
import {
  type InboundMessage,
  type ReservationSnapshot,
  reservationSnapshotSchema,
} from '../../../shared/snapshot.ts'
import { maskJson } from '../json/card-masking.ts'
import { type JsonObject, listAt, objectAt, objectOf, textAt } from '../json/json-tree.ts'
import { revisionPart } from '../revision.ts'
import { maskCardNumbers } from '../xml/card-masking.ts'
import { UnreadableRevision } from './revision-error.ts'
import { readPayment } from './revision-payment.ts'
import { readBooker } from './revision-people.ts'
import { readRooms } from './revision-room.ts'

export const QUEUE = 'revisions'

const KINDS: Readonly<Record<string, InboundMessage['kind']>> = {
  new: 'new',
  modified: 'modified',
  cancelled: 'cancelled',
}
const LONGEST_RAW = 1_000_000
const LONGEST_NOTE = 2_000
const MOST_SERVICES = 20

export interface Revision {
  /** What is acknowledged; null where there is none that can stand in an address. */
  readonly id: string | null
  readonly propertyId: string | null
  /** When Channex received it; empty where it does not say. */
  readonly insertedAt: string
  readonly message: InboundMessage
}

/** Never throws for what a revision holds: what cannot be read comes with the reason and no snapshot. */
export function readRevision(source: unknown, propertyCurrency: string): Revision {
  const item = objectOf(source)
  const booking = objectAt(item, 'attributes')
  const id = textAt(item, 'id') ?? textAt(booking, 'id') ?? ''
  const bookingId = textAt(booking, 'booking_id')
  const channelRef = bookingId !== undefined && bookingId.length <= 60 ? bookingId : undefined
  const status = textAt(booking, 'status') ?? ''
  const kind = Object.hasOwn(KINDS, status) ? KINDS[status] : undefined
  const rawMasked = JSON.stringify(maskJson(source) ?? null).slice(0, LONGEST_RAW)
  const base = {
    queue: QUEUE,
    kind: kind ?? 'modified',
    channelRef: channelRef ?? 'unknown',
    rawMasked,
    ...revisionPart(receivedAt(textAt(booking, 'inserted_at') ?? '')),
  }
  const unreadable = (reason: string): InboundMessage => ({ ...base, snapshot: null, unreadable: reason })
  return {
    id: /^[\w-]{1,64}$/.test(id) ? id : null,
    propertyId: textAt(booking, 'property_id') ?? null,
    insertedAt: textAt(booking, 'inserted_at') ?? '',
    message:
      booking === undefined || channelRef === undefined
        ? unreadable('the booking has no number')
        : kind === undefined
          ? unreadable('the status is not new, modified or cancelled')
          : { ...base, ...snapshotOf(booking, channelRef, kind === 'cancelled', propertyCurrency) },
  }
}

/** "When Booking Revision was received at Channex", in UTC to the microsecond: two changes within a millisecond keep their order. */
function receivedAt(insertedAt: string): number {
  const [, second = '', fraction = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z?$/.exec(insertedAt) ?? []
  return Date.parse(`${second}Z`) * 1_000 + Number(fraction.padEnd(6, '0'))
}

function snapshotOf(
  booking: JsonObject,
  channelRef: string,
  isCancelled: boolean,
  propertyCurrency: string,
): { snapshot: ReservationSnapshot | null; unreadable: string | null } {
  try {
    const currency = textAt(booking, 'currency') ?? propertyCurrency
    if (!/^[A-Z]{3}$/.test(currency)) throw new UnreadableRevision('the currency is not a code')
    const checked = reservationSnapshotSchema.safeParse({
      channelRef,
      status: isCancelled ? 'cancelled' : 'booked',
      booker: readBooker(booking),
      currency,
      rooms: isCancelled ? [] : readRooms(booking, currency),
      note: noteOf(booking, currency),
      ...(isCancelled ? {} : readPayment(booking, currency)),
    })
    if (checked.success) return { snapshot: checked.data, unreadable: null }
    const issue = checked.error.issues[0]
    throw new UnreadableRevision(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`)
  } catch (error) {
    if (!(error instanceof UnreadableRevision)) throw error
    return { snapshot: null, unreadable: error.message.slice(0, 500) }
  }
}

/**
 * Who sold it under which code, for the desk that talks to the guest; who collects the payment; what was bought beside the
 * rooms; and what the guest wrote, in which card numbers are masked.
 */
function noteOf(booking: JsonObject, currency: string): string {
  const seller = maskCardNumbers(textAt(booking, 'ota_name') ?? '').slice(0, 60)
  // As long as a card's number at some sellers: it must stay what it is, as the guest will name it.
  const code = textAt(booking, 'ota_reservation_code')?.slice(0, 60) ?? ''
  const services = listAt(booking, 'services').slice(0, MOST_SERVICES)
  const others = [
    textAt(booking, 'payment_collect') === 'ota' ? `Payment: collected by ${seller}` : '',
    ...services.map((each) => serviceLine(objectOf(each), currency)),
    textAt(booking, 'notes') ?? '',
  ]
  const lines = [`${seller} ${code}`.trim(), ...others.map(maskCardNumbers)]
  return lines
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, LONGEST_NOTE)
}

function serviceLine(service: JsonObject | undefined, currency: string): string {
  const name = textAt(service, 'name') ?? textAt(service, 'type')
  if (name === undefined) return ''
  const price = textAt(service, 'total_price')
  return price === undefined ? name.slice(0, 100) : `${name.slice(0, 100)}: ${price.slice(0, 20)} ${currency}`
}
