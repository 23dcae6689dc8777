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
import { createChannelAlerts } from './channel-alerts.ts'
import {
  type ChannelReservation,
  followGuest,
  keepPayment,
  paymentAfter,
  upsertReservation,
} from './channel-reservation.ts'
import { isSamePayment } from './channel-terms.ts'
import { createVerdicts, type Verdict } from './channel-verdict.ts'
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

const OUTDATED: Verdict = { outcome: 'ignored', reason: 'a later revision of this booking came before it' }

/** Nights of a sold type whose stock at the channel the channel itself has changed. */
interface Disturbance {
  readonly roomTypeId: number
  readonly range: DateRange
}

export function createIngestion(store: Store, parts: Parts, rows: ChannelRows, keeper: LaneKeeper) {
  const inbox = createInbox(store)
  const { judge, mapRooms } = createVerdicts(rows)
  const { alertBegun, raiseAlert } = createChannelAlerts(parts.alerts)

  /** The answer to a message that changes nothing, or null when it has to be applied. */
  function known(channel: Channel, message: InboundMessage): IngestAnswer | null {
    const fingerprint = fingerprintOf(message)
    const { channelRef } = message
    const reservation = parts.stays.reservationByRef(channel.id, channelRef)
    if (isAsApplied(channel, message.snapshot, reservation) && hasTerms(message.snapshot, reservation)) {
      return { outcome: 'duplicate', code: reservation?.code ?? null }
    }
    const last = inbox.latest(channel.id, channelRef)
    const isRepeat = last?.kind === message.kind && last.fingerprint.equals(fingerprint)
    // What an older revision said in vain may be true again.
    const isIgnored = last?.outcome === 'ignored' && !parts.channelTerms.isNewer(channel.id, message)
    if (isRepeat && (isIgnored || last.outcome === 'quarantined' || last.outcome === 'unreadable')) {
      return {
        outcome: last.outcome === 'unreadable' ? 'unreadable' : 'duplicate',
        code: reservation?.code ?? null,
      }
    }
    return null
  }

  /**
   * Whether the booking is what is applied. Where another one waits for a mapping, it has gone back to that: the one that waits
   * must not come after it.
   */
  function isAsApplied(
    channel: Channel,
    snapshot: ReservationSnapshot | null,
    existing: ReservationRow | undefined,
  ): boolean {
    if (snapshot === null || !existing?.snapshot_fingerprint?.equals(snapshotFingerprint(snapshot)))
      return false
    return !inbox.isWaiting(channel.id, snapshot.channelRef)
  }

  /** Whether what the snapshot says of the money is what is known of it. */
  function hasTerms(snapshot: ReservationSnapshot | null, existing: ReservationRow | undefined): boolean {
    if (snapshot === null || existing === undefined) return false
    const payment = parts.channelTerms.of(existing.id)
    return isSamePayment(payment, paymentAfter(parts, existing, snapshot))
  }

  function ingest(context: CommandContext, channel: Channel, message: InboundMessage): Outcome<IngestAnswer> {
    const existing = parts.stays.reservationByRef(channel.id, message.channelRef)
    const verdict = parts.channelTerms.isOutdated(channel.id, message)
      ? OUTDATED
      : judge(channel, message, existing)
    const applied = verdict.outcome === 'applied' ? apply(context, channel, verdict.snapshot, existing) : null
    const { channelRef } = message
    // It says how the booking stands now: what waited for a mapping is out of date.
    if (verdict.outcome === 'applied' || verdict.outcome === 'quarantined') {
      inbox.supersede({ channelId: channel.id, channelRef })
      parts.channelTerms.keepRevision(channel.id, message)
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
    raiseAlert(context.at, channel, channelRef, verdict.outcome, verdict.reason)
    return {
      answer: { outcome: verdict.outcome, code: applied?.code ?? existing?.code ?? null },
      payload: {
        channel: channel.publicId,
        channelRef,
        kind: message.kind,
        outcome: verdict.outcome,
        reservation: applied?.publicId ?? existing?.public_id ?? null,
        ...(applied?.isPaymentOnly === true ? { paymentOnly: true } : {}),
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
    raiseAlert(context.at, channel, row.channelRef, 'applied', '')
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
  ): {
    id: number
    publicId: string
    code: string
    /** Nothing but what is said of the money was another. */
    isPaymentOnly: boolean
    upgraded: readonly string[]
  } {
    if (existing !== undefined && isAsApplied(channel, snapshot, existing)) {
      return { ...applyTerms(existing, snapshot), isPaymentOnly: true, upgraded: [] }
    }
    const before = existing === undefined ? [] : parts.stays.staysOf(existing.id)
    const old = before.filter((stay) => stay.status !== 'cancelled').map(disturbanceOf)
    const reservation = upsertReservation(parts, context, channel, snapshot, existing)
    let sold: Disturbance[] = []
    if (snapshot.status === 'cancelled') cancel(context, channel, reservation.row, before)
    else {
      const rooms = mapRooms(channel, snapshot)
      sold = rooms.map(({ roomTypeId, range }) => ({ roomTypeId, range }))
      applyRooms(
        context,
        channel,
        { ...reservation, bookerBefore: existing?.booker_id ?? null },
        before,
        rooms,
      )
    }
    for (const { roomTypeId, range } of [...old, ...sold]) {
      keeper.disturb(channel.id, roomTypeId, nightsOf(range), context.seq)
    }
    const mayUpgrade = context.property.rules.autoUpgrade && snapshot.status === 'booked'
    return {
      ...reservation,
      isPaymentOnly: false,
      upgraded: mayUpgrade ? upgradeByPolicy(parts, context, reservation.id) : [],
    }
  }

  /** What was said of the money alone: the stays are left as they are, with what the desk has made of them since. */
  function applyTerms(existing: ReservationRow, snapshot: ReservationSnapshot) {
    keepPayment(parts, existing, snapshot)
    return { id: existing.id, publicId: existing.public_id, code: existing.code }
  }

  const disturbanceOf = (stay: StayRow): Disturbance => ({
    roomTypeId: stay.room_type_id,
    range: { from: stay.arrival, to: stay.departure },
  })

  function applyRooms(
    context: CommandContext,
    channel: Channel,
    reservation: ChannelReservation & { readonly bookerBefore: number | null },
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
        alertBegun(context.at, channel, reservation.code, 'channelChangedBegunStay')
      else {
        followGuest(parts, context, reservation, stay, room)
        reshapeStay(parts, context, stay, room)
      }
    }
    if (gone.some((stay) => stay.status === 'in_house')) {
      alertBegun(context.at, channel, reservation.code, 'channelCancelledInHouse')
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
      alertBegun(context.at, channel, reservation.code, 'channelCancelledInHouse')
    }
  }

  return {
    known,
    ingest,
    replay,
    replayable,
    inbox,
    /** Nothing changes by it, and older revisions are out of date from now on. */
    noteRevision: (channel: Channel, message: InboundMessage): void =>
      parts.channelTerms.keepRevision(channel.id, message),
  }
}
/** A guest who left, or who did not come and would not come any more: nothing is counted anew. */
function isOver({ property }: CommandContext, stay: StayRow | undefined, { range }: MappedRoom): boolean {
  if (stay?.status === 'departed') return true
  return stay?.status === 'no_show' && range.to <= property.businessDate
}

export type Ingestion = ReturnType<typeof createIngestion>
