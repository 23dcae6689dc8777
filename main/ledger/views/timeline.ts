/** What was done to a reservation, newest first: the journal's rows that touched it, with each stay before and after. */
import type { StayChangeRecord } from '../../../shared/contract/reservations.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Past, StayVersion } from '../history/past.ts'
import type { Journal } from '../journal.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import type { Reading } from './reading.ts'

const MOST_ROWS = 200

function stateOf(
  { catalog }: Reading,
  { arrival, departure, state }: StayVersion,
): StayChangeRecord['after'] {
  return {
    status: state.status,
    roomTypeId: catalog.roomTypes.get(state.type).publicId,
    ratePlanId: state.plan === null ? null : catalog.ratePlans.get(state.plan).publicId,
    arrival,
    departure,
    adults: state.adults,
    children: state.children.length,
    runs: state.runs.map(([from, to, roomTypeId, roomId, amountMinor, counted]) => ({
      from,
      to,
      roomTypeId: catalog.roomTypes.get(roomTypeId).publicId,
      roomId: roomId === null ? null : catalog.rooms.get(roomId).publicId,
      amountMinor,
      counted: counted === 1,
    })),
  }
}

const isSame = (a: StayVersion, b: StayVersion) =>
  a.arrival === b.arrival &&
  a.departure === b.departure &&
  JSON.stringify(a.state) === JSON.stringify(b.state)

export function createTimeline(parts: Parts, journal: Journal, past: Past) {
  /** What each command did to the stays of a reservation, by its journal number. */
  function changesOf(reading: Reading, reservationId: number): Map<number, StayChangeRecord[]> {
    const publicIds = new Map(parts.stays.staysOf(reservationId).map((stay) => [stay.id, stay.public_id]))
    const begins = past.since()
    const changes = new Map<number, StayChangeRecord[]>()
    let before: StayVersion | undefined
    for (const after of past.versionsOf(reservationId)) {
      const earlier = before?.id === after.id ? before : undefined
      before = after
      // Where the history begins later than the journal, its first versions were made by nobody.
      const isBeginning = earlier === undefined && after.seq === begins
      if (isBeginning || (earlier !== undefined && isSame(earlier, after))) continue
      const record = {
        stayId: publicIds.get(after.id) ?? '',
        before: earlier === undefined ? null : stateOf(reading, earlier),
        after: stateOf(reading, after),
      }
      changes.set(after.seq, [...(changes.get(after.seq) ?? []), record])
    }
    return changes
  }

  return {
    /** @throws DomainError UnknownReservation */
    of(
      reading: Reading,
      { reservationId }: Parameters<LedgerQueries['timeline']>[0],
    ): ReturnType<LedgerQueries['timeline']> {
      const reservation = parts.stays.reservation(reservationId)
      if (reservation === undefined) throw new DomainError('UnknownReservation', { reservationId })
      const changes = changesOf(reading, reservation.id)
      return {
        rows: journal.touched(reservation.id, MOST_ROWS).map((row) => ({
          ...row,
          payload: JSON.parse(row.payload) as Record<string, unknown>,
          changes: changes.get(row.seq) ?? [],
        })),
      }
    },
  }
}
