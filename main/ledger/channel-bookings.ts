/**
 * What a channel sold, changed or cancelled: applied exactly once (I7), accepted even when it does not fit. Messages
 * apply in order of arrival; only one that equals the latest applied snapshot is a duplicate (Booking.com numbers no
 * revisions).
 */
import { type DateRange, daysBetween, nightsOf } from '../../shared/dates.ts'
import type { InboundMessage, IngestOutcome, ReservationSnapshot } from '../../shared/snapshot.ts'
import type { Store } from '../store/store.ts'
import { cancelStays, closeWhenEmpty } from './cancellation.ts'
import type { CommandContext, Outcome } from './command.ts'
import { createInbox, fingerprintOf, snapshotFingerprint } from './inbox.ts'
import type { Channel, ChannelRows } from './lanes/channel-rows.ts'
import type { LaneKeeper } from './lanes/lane-keeper.ts'
import type { Parts } from './parts.ts'
import { addChannelStay, type MappedRoom, reshapeStay } from './stay-changes.ts'
import type { ReservationRow, StayRow } from './stay-rows.ts'

export interface IngestAnswer {
  readonly outcome: IngestOutcome
  /** Our reservation code, for the acknowledgement. */
  readonly code: string | null
}

/** Nights of a sold type whose stock at the channel the channel itself has changed. */
interface Disturbance {
  readonly roomTypeId: number
  readonly range: DateRange
}

export function createIngestion(store: Store, parts: Parts, rows: ChannelRows, keeper: LaneKeeper) {
  const inbox = createInbox(store)

  /** The answer to a message that changes nothing, or null when it has to be applied. */
  function known(channel: Channel, message: InboundMessage): IngestAnswer | null {
    const fingerprint = fingerprintOf(message)
    const { channelRef } = message
    const reservation = parts.stays.reservationByRef(channel.id, channelRef)
    if (message.snapshot !== null && reservation?.snapshot_fingerprint?.equals(fingerprint)) {
      return { outcome: 'duplicate', code: reservation.code }
    }
    const last = inbox.latest(channel.id, channelRef)
    const isRepeat = last?.kind === message.kind && last.fingerprint.equals(fingerprint)
    if (
      isRepeat &&
      (last.outcome === 'quarantined' || last.outcome === 'unreadable' || last.outcome === 'ignored')
    ) {
      return {
        outcome: last.outcome === 'unreadable' ? 'unreadable' : 'duplicate',
        code: reservation?.code ?? null,
      }
    }
    return null
  }

  function ingest(context: CommandContext, channel: Channel, message: InboundMessage): Outcome<IngestAnswer> {
    const existing = parts.stays.reservationByRef(channel.id, message.channelRef)
    const verdict = judge(channel, message, existing)
    const applied = verdict.outcome === 'applied' ? apply(context, channel, verdict.snapshot, existing) : null
    inbox.record({
      channelId: channel.id,
      at: context.at,
      queue: message.queue,
      kind: message.kind,
      channelRef: message.channelRef,
      fingerprint: fingerprintOf(message),
      raw: message.rawMasked,
      outcome: verdict.outcome,
      reason: verdict.reason,
      reservationId: applied?.id ?? existing?.id ?? null,
      seq: context.seq,
    })
    raiseAlert(context, channel, message, verdict.outcome, verdict.reason)
    return {
      answer: { outcome: verdict.outcome, code: applied?.code ?? existing?.code ?? null },
      payload: {
        channel: channel.publicId,
        channelRef: message.channelRef,
        kind: message.kind,
        outcome: verdict.outcome,
        reservation: applied?.publicId ?? existing?.public_id ?? null,
      },
      topics: ['inventory', 'reservations', 'cases', 'channels'],
      facets: ['availability'],
      reservations: applied === null ? [] : [applied.id],
    }
  }

  type Verdict =
    | { outcome: 'applied'; reason: string; snapshot: ReservationSnapshot }
    | { outcome: 'ignored' | 'quarantined' | 'unreadable'; reason: string }

  function judge(channel: Channel, message: InboundMessage, existing: ReservationRow | undefined): Verdict {
    const { snapshot } = message
    if (snapshot === null) return { outcome: 'unreadable', reason: message.unreadable ?? 'no content' }
    if (snapshot.status === 'cancelled') return { outcome: 'applied', reason: '', snapshot }
    if (existing?.is_tombstone === 1 && message.kind === 'new') {
      return { outcome: 'ignored', reason: 'it was cancelled before it arrived' }
    }
    const broken = snapshot.rooms.find(
      (room) =>
        room.departure <= room.arrival ||
        room.nightlyAmounts.length !== daysBetween(room.arrival, room.departure),
    )
    if (broken !== undefined || snapshot.rooms.length === 0) {
      return { outcome: 'unreadable', reason: 'a room has no nights, or not one amount for each' }
    }
    const mapped = new Set(activeRooms(channel).map((row) => row.room_code))
    const unmapped = snapshot.rooms.find((room) => !mapped.has(room.roomCode))
    if (unmapped !== undefined) {
      return { outcome: 'quarantined', reason: `room code ${unmapped.roomCode} is not mapped to a room type` }
    }
    return { outcome: 'applied', reason: '', snapshot }
  }

  const activeRooms = (channel: Channel) => rows.roomMappings(channel.id).filter((row) => row.active === 1)

  function mapRooms(channel: Channel, snapshot: ReservationSnapshot): MappedRoom[] {
    const types = new Map(activeRooms(channel).map((row) => [row.room_code, row.room_type_id]))
    const rates = rows.rateMappings(channel.id).filter((row) => row.active === 1)
    return snapshot.rooms.map((room) => {
      const roomTypeId = types.get(room.roomCode)
      if (roomTypeId === undefined) throw new Error('a room was judged mapped and is not')
      const rate = rates.find((row) => row.room_type_id === roomTypeId && row.rate_code === room.rateCode)
      // A rate that is not mapped takes its inventory all the same, at the channel's price.
      const ratePlanId = rate?.rate_plan_id ?? null
      return {
        ref: room.ref,
        roomTypeId,
        ratePlanId,
        range: { from: room.arrival, to: room.departure },
        room,
      }
    })
  }

  function apply(
    context: CommandContext,
    channel: Channel,
    snapshot: ReservationSnapshot,
    existing: ReservationRow | undefined,
  ): { id: number; publicId: string; code: string } {
    const fingerprint = snapshotFingerprint(snapshot)
    const before = existing === undefined ? [] : parts.stays.staysOf(existing.id)
    const old = before.filter((stay) => stay.status !== 'cancelled').map(disturbanceOf)
    const reservation = upsertReservation(context, channel, snapshot, existing, fingerprint)
    let sold: Disturbance[] = []
    if (snapshot.status === 'cancelled') cancel(context, channel, reservation.row, before)
    else {
      const rooms = mapRooms(channel, snapshot)
      sold = rooms.map(({ roomTypeId, range }) => ({ roomTypeId, range }))
      applyRooms(context, channel, reservation, before, rooms)
    }
    for (const { roomTypeId, range } of [...old, ...sold]) {
      keeper.disturb(channel.id, roomTypeId, nightsOf(range), context.seq)
    }
    return reservation
  }

  const disturbanceOf = (stay: StayRow): Disturbance => ({
    roomTypeId: stay.room_type_id,
    range: { from: stay.arrival, to: stay.departure },
  })

  function upsertReservation(
    context: CommandContext,
    channel: Channel,
    snapshot: ReservationSnapshot,
    existing: ReservationRow | undefined,
    fingerprint: Buffer,
  ) {
    const isCancelled = snapshot.status === 'cancelled'
    if (existing === undefined) {
      const isTombstone = isCancelled ? 1 : 0
      const bookerId = isCancelled ? null : parts.guests.add(context.ids.publicId(), snapshot.booker)
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
          isTombstone,
          currency: snapshot.currency,
          note: snapshot.note,
          at: context.at,
        },
        context.ids.reservationCode,
      )
      return { id, publicId, code, bookerId: bookerId ?? 0, row: requireRow(publicId) }
    }
    let bookerId = existing.booker_id
    if (!isCancelled) {
      if (bookerId === null) bookerId = parts.guests.add(context.ids.publicId(), snapshot.booker)
      else parts.guests.change(bookerId, snapshot.booker)
    }
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
    return { id, publicId, code, bookerId: bookerId ?? 0, row: requireRow(publicId) }
  }

  function requireRow(publicId: string): ReservationRow {
    const row = parts.stays.reservation(publicId)
    if (row === undefined) throw new Error('the reservation was not stored')
    return row
  }

  function applyRooms(
    context: CommandContext,
    channel: Channel,
    reservation: { id: number; bookerId: number; code: string; row: ReservationRow },
    before: readonly StayRow[],
    rooms: readonly MappedRoom[],
  ): void {
    const byRef = new Map(before.map((stay) => [stay.channel_room_ref, stay]))
    const refs = new Set(rooms.map((room) => room.ref))
    const gone = before.filter((stay) => !refs.has(stay.channel_room_ref ?? ''))
    // What is given back first makes room for what is taken: a move within one type needs no overbooking.
    cancelStays(parts, context, gone)
    for (const room of rooms) {
      const stay = byRef.get(room.ref)
      if (stay === undefined) addChannelStay(parts, context, reservation, room)
      else if (stay.status === 'departed' || stay.status === 'no_show')
        alertBegun(context, channel, reservation.code, 'channelChangedBegunStay')
      else reshapeStay(parts, context, stay, room)
    }
    if (gone.some((stay) => stay.status === 'in_house')) {
      alertBegun(context, channel, reservation.code, 'channelCancelledInHouse')
    }
    parts.cases.review(context)
  }

  function cancel(
    context: CommandContext,
    channel: Channel,
    reservation: ReservationRow,
    before: readonly StayRow[],
  ): void {
    cancelStays(parts, context, before)
    closeWhenEmpty(parts, reservation.id)
    if (before.some((stay) => stay.status === 'in_house')) {
      alertBegun(context, channel, reservation.code, 'channelCancelledInHouse')
    }
  }

  function alertBegun(
    context: CommandContext,
    channel: Channel,
    code: string,
    kind: 'channelCancelledInHouse' | 'channelChangedBegunStay',
  ): void {
    const detail =
      kind === 'channelCancelledInHouse'
        ? `${channel.name} cancelled a stay whose guest is in house. Speak with the guest and with the channel.`
        : `${channel.name} changed a stay that has ended. Compare it with the channel.`
    parts.alerts.open({ kind, key: code, severity: 'danger', subject: code, detail }, context.at)
  }

  function raiseAlert(
    context: CommandContext,
    channel: Channel,
    message: InboundMessage,
    outcome: IngestOutcome,
    reason: string,
  ): void {
    const key = `${channel.publicId}|${message.channelRef}`
    const subject = `${channel.name} ${message.channelRef}`
    if (outcome === 'quarantined') {
      const detail = `${reason}. The booking is kept; map the room to a type.`
      parts.alerts.open({ kind: 'unmappedBooking', key, severity: 'danger', subject, detail }, context.at)
    } else if (outcome === 'unreadable') {
      const detail = `The message could not be read: ${reason}. Look the booking up at the channel.`
      parts.alerts.open({ kind: 'unreadableMessage', key, severity: 'danger', subject, detail }, context.at)
    } else if (outcome === 'applied') {
      parts.alerts.close('unmappedBooking', key, context.at)
      parts.alerts.close('unreadableMessage', key, context.at)
    }
  }

  return { known, ingest }
}
export type Ingestion = ReturnType<typeof createIngestion>
