/**
 * What a channel sold, changed or cancelled: applied exactly once (I7), accepted even when it does not fit. Messages
 * apply in order of arrival; only one that equals the latest applied snapshot is a duplicate (Booking.com numbers no
 * revisions).
 */
import { type DateRange, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { InboundMessage, IngestOutcome, ReservationSnapshot } from '../../shared/snapshot.ts'
import type { Store } from '../store/store.ts'
import { cancelStays, closeWhenEmpty } from './cancellation.ts'
import { createVerdicts } from './channel-verdict.ts'
import type { CommandContext, Outcome } from './command.ts'
import { createInbox, fingerprintOf, readSnapshot, snapshotFingerprint } from './inbox.ts'
import type { Channel, ChannelRows } from './lanes/channel-rows.ts'
import type { LaneKeeper } from './lanes/lane-keeper.ts'
import { upgradeByPolicy } from './overbooking/resolve.ts'
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
  const { judge, mapRooms } = createVerdicts(rows)

  /** The answer to a message that changes nothing, or null when it has to be applied. */
  function known(channel: Channel, message: InboundMessage): IngestAnswer | null {
    const fingerprint = fingerprintOf(message)
    const { channelRef } = message
    const reservation = parts.stays.reservationByRef(channel.id, channelRef)
    const isApplied = message.snapshot !== null && reservation?.snapshot_fingerprint?.equals(fingerprint)
    // Where another one waits for a mapping, the booking has gone back to what is applied: that one must not come after it.
    if (isApplied && !inbox.isWaiting(channel.id, channelRef)) {
      return { outcome: 'duplicate', code: reservation?.code ?? null }
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
    const { channelRef } = message
    // It says how the booking stands now: what waited for a mapping is out of date.
    if (verdict.outcome === 'applied' || verdict.outcome === 'quarantined') {
      inbox.supersede({ channelId: channel.id, channelRef })
    }
    inbox.record({
      channelId: channel.id,
      at: context.at,
      queue: message.queue,
      kind: message.kind,
      channelRef,
      fingerprint: fingerprintOf(message),
      raw: message.rawMasked,
      outcome: verdict.outcome,
      reason: verdict.reason,
      reservationId: applied?.id ?? existing?.id ?? null,
      seq: context.seq,
      snapshot: verdict.outcome === 'quarantined' ? JSON.stringify(verdict.snapshot) : null,
    })
    raiseAlert(context, channel, channelRef, verdict.outcome, verdict.reason)
    return {
      answer: { outcome: verdict.outcome, code: applied?.code ?? existing?.code ?? null },
      payload: {
        channel: channel.publicId,
        channelRef,
        kind: message.kind,
        outcome: verdict.outcome,
        reservation: applied?.publicId ?? existing?.public_id ?? null,
        ...(applied === null || applied.upgraded.length === 0 ? {} : { upgraded: applied.upgraded }),
      },
      topics: ['inventory', 'reservations', 'cases', 'channels', 'folios'],
      facets: ['availability'],
      reservations: applied === null ? [] : [applied.id],
    }
  }

  /**
   * Applies a message that waited for a mapping, as it would have been when it came.
   * @throws DomainError UnknownMessage, NotQuarantined, StillUnmapped
   */
  function replay(
    context: CommandContext,
    channel: Channel,
    messageId: number,
  ): Outcome<{ seq: number; code: string | null }> {
    const row = inbox.find(channel.id, messageId)
    if (row === undefined) throw new DomainError('UnknownMessage', { messageId })
    if (row.outcome !== 'quarantined' || row.snapshot === null) {
      // One that an earlier version kept without reading it is entered by hand.
      const outcome = row.outcome === 'quarantined' ? 'unreadable' : row.outcome
      throw new DomainError('NotQuarantined', { messageId, outcome })
    }
    const message = { kind: row.kind, snapshot: readSnapshot(row.snapshot), unreadable: null }
    const existing = parts.stays.reservationByRef(channel.id, row.channelRef)
    const verdict = judge(channel, message, existing)
    if (verdict.outcome === 'quarantined') {
      throw new DomainError('StillUnmapped', { messageId, roomCode: verdict.roomCode })
    }
    if (verdict.outcome !== 'applied')
      throw new Error(`message ${messageId} was read once: ${verdict.reason}`)
    const applied = apply(context, channel, verdict.snapshot, existing)
    inbox.setApplied({ id: messageId, reservationId: applied.id, seq: context.seq })
    raiseAlert(context, channel, row.channelRef, 'applied', '')
    return {
      answer: { seq: context.seq, code: applied.code },
      payload: {
        channel: channel.publicId,
        channelRef: row.channelRef,
        message: messageId,
        reservation: applied.publicId,
        ...(applied.upgraded.length === 0 ? {} : { upgraded: applied.upgraded }),
      },
      topics: ['inventory', 'reservations', 'cases', 'channels', 'folios'],
      facets: ['availability'],
      reservations: [applied.id],
    }
  }

  /** Messages that wait for a mapping and would be applied now, in order of arrival. */
  function replayable(channel: Channel, most: number): number[] {
    return inbox
      .waiting(channel.id)
      .filter(({ kind, channelRef, snapshot }) => {
        const message = { kind, snapshot: readSnapshot(snapshot), unreadable: null }
        const existing = parts.stays.reservationByRef(channel.id, channelRef)
        return judge(channel, message, existing).outcome === 'applied'
      })
      .slice(0, most)
      .map((row) => row.id)
  }

  function apply(
    context: CommandContext,
    channel: Channel,
    snapshot: ReservationSnapshot,
    existing: ReservationRow | undefined,
  ): { id: number; publicId: string; code: string; upgraded: readonly string[] } {
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
    const mayUpgrade = context.property.rules.autoUpgrade && snapshot.status === 'booked'
    return { ...reservation, upgraded: mayUpgrade ? upgradeByPolicy(parts, context, reservation.id) : [] }
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
    // What the desk split off goes with the channel's own part, unless that one has ended and stays as it was.
    const isSplit = rooms.some((room) => isOver(context, byRef.get(room.ref), room))
    const gone = before.filter(({ channel_room_ref: ref }) => (ref === null ? !isSplit : !refs.has(ref)))
    // What is given back first makes room for what is taken: a move within one type needs no overbooking.
    cancelStays(parts, context, gone)
    for (const room of rooms) {
      const stay = byRef.get(room.ref)
      if (stay === undefined) addChannelStay(parts, context, reservation, room)
      else if (isOver(context, stay, room))
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
    channelRef: string,
    outcome: IngestOutcome,
    reason: string,
  ): void {
    const key = `${channel.publicId}|${channelRef}`
    const subject = `${channel.name} ${channelRef}`
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

  return { known, ingest, replay, replayable, inbox }
}
/** A guest who left, or who did not come and would not come any more: nothing is counted anew. */
function isOver({ property }: CommandContext, stay: StayRow | undefined, { range }: MappedRoom): boolean {
  if (stay?.status === 'departed') return true
  return stay?.status === 'no_show' && range.to <= property.businessDate
}

export type Ingestion = ReturnType<typeof createIngestion>
