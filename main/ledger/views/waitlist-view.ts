/** The waitlist in its order, and why it is so. */
import { sql as raw } from 'kysely'
import type { WaitlistEntry } from '../../../shared/contract/waitlist.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { inSql } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import { endedSince, fullName, type Reading } from './reading.ts'

const MOST_ENTRIES = 500

interface Row {
  readonly id: string
  readonly status: WaitlistEntry['status']
  readonly surname: string
  readonly firstName: string
  readonly roomTypes: string
  readonly ratePlanId: number
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly flexibleDays: number
  readonly adults: number
  readonly childrenAges: string
  readonly priority: number
  readonly note: string
  readonly createdAt: number
  readonly reservationId: string | null
  readonly holdId: string | null
  readonly expiresAt: number | null
  readonly offeredTypeId: number | null
  readonly offeredArrival: IsoDate | null
  readonly offeredDeparture: IsoDate | null
}

const ENTRY = raw`
  SELECT w.public_id AS id, w.status, g.surname, g.first_name AS firstName, w.room_types AS roomTypes,
         w.rate_plan_id AS ratePlanId, w.arrival, w.departure, w.flexible_days AS flexibleDays, w.adults,
         w.children_ages AS childrenAges, w.priority, w.note, w.created_at AS createdAt, r.public_id AS reservationId,
         h.public_id AS holdId, h.expires_at AS expiresAt,
         (SELECT room_type_id FROM hold_night WHERE hold_id = h.id LIMIT 1) AS offeredTypeId,
         (SELECT min(date) FROM hold_night WHERE hold_id = h.id) AS offeredArrival,
         (SELECT date(max(date), '+1 day') FROM hold_night WHERE hold_id = h.id) AS offeredDeparture
    FROM waitlist_entry AS w
    JOIN guest AS g ON g.id = w.guest_id
    LEFT JOIN reservation AS r ON r.id = w.reservation_id
    LEFT JOIN hold AS h ON h.id = w.hold_id AND w.status = 'offered'`

export function createWaitlistView({ store }: QueryPorts) {
  const live = store.prepare((sql, p: { limit: number }) =>
    inSql<Row>(
      sql,
      raw`${ENTRY} WHERE w.ended_at IS NULL ORDER BY w.priority, w.created_at, w.id LIMIT ${p.limit}`,
    ),
  )
  const ended = store.prepare((sql, p: { since: number; limit: number }) =>
    inSql<Row>(
      sql,
      raw`${ENTRY} WHERE w.ended_at >= ${p.since} ORDER BY w.ended_at DESC, w.id DESC LIMIT ${p.limit}`,
    ),
  )

  return {
    waitlist(reading: Reading): ReturnType<LedgerQueries['waitlist']> {
      const rows = live.all({ limit: MOST_ENTRIES })
      const waiting = rows.filter((row) => row.status === 'waiting')
      const places = new Map(waiting.map((row, index) => [row.id, placeOf(row, index, waiting[index - 1])]))
      rows.push(...ended.all({ since: endedSince(reading), limit: MOST_ENTRIES - rows.length }))
      const entries = rows.map((row) => ({
        ...entryOf(reading, row),
        ...(places.get(row.id) ?? { rank: null, rankBecause: null }),
      }))
      return { entries }
    },
  }
}

/** @param before the entry that is asked before it. */
function placeOf(
  row: Row,
  index: number,
  before: Row | undefined,
): Pick<WaitlistEntry, 'rank' | 'rankBecause'> {
  if (before === undefined) return { rank: 1, rankBecause: 'first' }
  return { rank: index + 1, rankBecause: row.priority === before.priority ? 'waitedShorter' : 'priority' }
}

function entryOf({ catalog }: Reading, row: Row): Omit<WaitlistEntry, 'rank' | 'rankBecause'> {
  return {
    id: row.id,
    status: row.status,
    guestName: fullName(row),
    roomTypeIds: (JSON.parse(row.roomTypes) as number[]).map((id) => catalog.roomTypes.get(id).publicId),
    ratePlanId: catalog.ratePlans.get(row.ratePlanId).publicId,
    arrival: row.arrival,
    departure: row.departure,
    flexibleDays: row.flexibleDays,
    adults: row.adults,
    children: (JSON.parse(row.childrenAges) as number[]).length,
    priority: row.priority,
    note: row.note,
    createdAt: row.createdAt,
    offer: offerOf(catalog, row),
    reservationId: row.reservationId,
  }
}

function offerOf(catalog: Reading['catalog'], row: Row): WaitlistEntry['offer'] {
  const { holdId, expiresAt, offeredTypeId, offeredArrival: arrival, offeredDeparture: departure } = row
  if (holdId === null || expiresAt === null || offeredTypeId === null) return null
  if (arrival === null || departure === null) return null
  return { holdId, roomTypeId: catalog.roomTypes.get(offeredTypeId).publicId, arrival, departure, expiresAt }
}
