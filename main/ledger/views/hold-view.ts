/** Holds as the desk lists them. */
import { sql as raw } from 'kysely'
import type { Hold } from '../../../shared/contract/holds.ts'
import { addDays } from '../../../shared/dates.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import { endedSince, fullName, type Reading } from './reading.ts'

const MOST_HOLDS = 500

export function createHoldView({ store, parts }: QueryPorts) {
  const active = store.prepare((sql, p: { limit: number }) =>
    sql
      .selectFrom('hold')
      .leftJoin('guest', 'guest.id', 'hold.guest_id')
      .leftJoin('reservation', 'reservation.id', 'hold.reservation_id')
      .select(COLUMNS)
      .where('hold.status', '=', 'active')
      .orderBy('hold.expires_at')
      .orderBy('hold.id')
      .limit(p.limit),
  )
  const ended = store.prepare((sql, p: { since: number; limit: number }) =>
    sql
      .selectFrom('hold')
      .leftJoin('guest', 'guest.id', 'hold.guest_id')
      .leftJoin('reservation', 'reservation.id', 'hold.reservation_id')
      .select(COLUMNS)
      .where(raw<boolean>`hold.ended_at >= ${p.since}`)
      .orderBy('hold.ended_at', 'desc')
      .orderBy('hold.id', 'desc')
      .limit(p.limit),
  )
  type Row = ReturnType<typeof active.all>[number]

  /** Consecutive nights of a type with as many rooms are one line. */
  function linesOf({ catalog }: Reading, holdId: number): Hold['lines'] {
    const lines: Hold['lines'] = []
    for (const { roomTypeId, date, rooms } of parts.holds.nights(holdId)) {
      const { publicId } = catalog.roomTypes.get(roomTypeId)
      const last = lines.at(-1)
      if (last?.roomTypeId === publicId && last.to === date && last.rooms === rooms) {
        last.to = addDays(date, 1)
      } else lines.push({ roomTypeId: publicId, from: date, to: addDays(date, 1), rooms })
    }
    return lines
  }

  const toHold = (reading: Reading, row: Row): Hold => ({
    id: row.publicId,
    kind: row.kind,
    status: row.status,
    label: row.label,
    guestName:
      row.surname === null ? null : fullName({ surname: row.surname, firstName: row.firstName ?? '' }),
    lines: linesOf(reading, row.id),
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    endedAt: row.endedAt,
    reservationId: row.reservationId,
  })

  return {
    holds(
      reading: Reading,
      input: Parameters<LedgerQueries['holds']>[0],
    ): ReturnType<LedgerQueries['holds']> {
      const rows = active.all({ limit: MOST_HOLDS })
      if (input.ended) {
        rows.push(...ended.all({ since: endedSince(reading), limit: MOST_HOLDS - rows.length }))
      }
      return { holds: rows.map((row) => toHold(reading, row)) }
    },
  }
}

const COLUMNS = [
  'hold.id',
  'hold.public_id as publicId',
  'hold.kind',
  'hold.status',
  'hold.label',
  'guest.surname',
  'guest.first_name as firstName',
  'hold.created_at as createdAt',
  'hold.expires_at as expiresAt',
  'hold.ended_at as endedAt',
  'reservation.public_id as reservationId',
] as const
