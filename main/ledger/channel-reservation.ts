/** A channel's reservation itself: its head, its guests and its money, made and followed. Its rooms are in stay-changes.ts. */
import type { ChannelPayment, ReservationSnapshot } from '../../shared/snapshot.ts'
import { guestOf, laterBooker, laterGuest } from './channel-guests.ts'
import { laterPayment } from './channel-terms.ts'
import type { CommandContext } from './command.ts'
import { snapshotFingerprint } from './inbox.ts'
import type { Channel } from './lanes/channel-rows.ts'
import type { Parts } from './parts.ts'
import type { MappedRoom } from './stay-changes.ts'
import type { ReservationRow, StayRow } from './stay-rows.ts'

export interface ChannelReservation {
  readonly id: number
  readonly publicId: string
  readonly code: string
  /** 0 for a tombstone. */
  readonly bookerId: number
  readonly row: ReservationRow
}

export function upsertReservation(
  parts: Parts,
  context: CommandContext,
  channel: Channel,
  snapshot: ReservationSnapshot,
  existing: ReservationRow | undefined,
): ChannelReservation {
  const isCancelled = snapshot.status === 'cancelled'
  const fingerprint = snapshotFingerprint(snapshot)
  if (existing === undefined) {
    const bookerId = isCancelled ? null : guestOf(parts, context, snapshot.booker)
    const publicId = context.ids.publicId()
    const { id, code } = parts.stays.addReservation(
      {
        publicId,
        source: 'channel',
        bookerId,
        channelId: channel.id,
        channelRef: snapshot.channelRef,
        fingerprint,
        status: isCancelled ? 'cancelled' : 'confirmed',
        isTombstone: isCancelled ? 1 : 0,
        currency: snapshot.currency,
        note: snapshot.note,
        at: context.at,
      },
      context.ids.reservationCode,
    )
    const row = requireRow(parts, publicId)
    keepPayment(parts, row, snapshot)
    return { id, publicId, code, bookerId: bookerId ?? 0, row }
  }
  const bookerId = isCancelled ? existing.booker_id : bookerOf(parts, context, existing, snapshot)
  keepPayment(parts, existing, snapshot)
  parts.stays.setReservation({
    id: existing.id,
    status: isCancelled ? existing.status : 'confirmed',
    bookerId,
    fingerprint,
    isTombstone: isCancelled ? existing.is_tombstone : 0,
    currency: isCancelled ? existing.currency : snapshot.currency,
    note: isCancelled ? existing.note : snapshot.note,
  })
  const { id, public_id: publicId, code } = existing
  return { id, publicId, code, bookerId: bookerId ?? 0, row: requireRow(parts, publicId) }
}

function bookerOf(
  parts: Parts,
  context: CommandContext,
  existing: ReservationRow,
  { booker }: ReservationSnapshot,
): number {
  const { id: reservationId, booker_id: id } = existing
  if (id === null) return guestOf(parts, context, booker)
  return laterBooker(parts, context, { id, reservationId }, booker)
}

function requireRow(parts: Parts, publicId: string): ReservationRow {
  const row = parts.stays.reservation(publicId)
  if (row === undefined) throw new Error('the reservation was not stored')
  return row
}

/** A stay's guest after a later message; where no guest of its own is told, it is the booker's as long as it was. */
export function followGuest(
  parts: Parts,
  context: CommandContext,
  reservation: ChannelReservation & { readonly bookerBefore: number | null },
  stay: StayRow,
  { room }: MappedRoom,
): void {
  const of = { id: stay.guest_id, reservationId: reservation.id, stayId: stay.id }
  const isBookers = stay.guest_id === reservation.bookerBefore
  const guestId =
    room.guest !== null
      ? laterGuest(parts, context, of, room.guest)
      : isBookers
        ? reservation.bookerId
        : stay.guest_id
  if (guestId !== stay.guest_id) parts.stays.setGuest({ stayId: stay.id, guestId })
}

/** What is known of the money once the snapshot is applied; undefined where nothing is. */
export function paymentAfter(
  parts: Parts,
  { id, currency }: ReservationRow,
  snapshot: ReservationSnapshot,
): ChannelPayment | undefined {
  const payment = parts.channelTerms.of(id)
  const known = payment === undefined ? undefined : { payment, currency }
  // A cancellation changes no currency of ours, and names no amount in another one.
  const told = snapshot.status === 'cancelled' ? currency : snapshot.currency
  return laterPayment(known, snapshot.payment, told)
}

export function keepPayment(parts: Parts, row: ReservationRow, snapshot: ReservationSnapshot): void {
  const payment = paymentAfter(parts, row, snapshot)
  if (payment !== undefined) parts.channelTerms.put(row.id, payment)
}
