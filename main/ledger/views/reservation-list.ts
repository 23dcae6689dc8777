/**
 * A page of reservations, the newest first. Read along the index of their age; what is so rare that it would be looked
 * for among all (no-shows, who is in house, some weeks of nights) leads by an index of its own instead.
 */
import { type RawBuilder, sql as raw } from 'kysely'
import { addDays, daysBetween, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Schema } from '../../store/schema.ts'
import { inSql, type Store } from '../../store/store.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import { fullName, type Reading } from './reading.ts'

type List = ReturnType<LedgerQueries['reservations']>
type Input = Parameters<LedgerQueries['reservations']>[0]
type StayStatus = Schema['stay']['status']

const FIRST_DAY = '2000-01-01' as IsoDate
const LAST_DAY = '2199-12-31' as IsoDate
/** A window of more nights is filled by so many stays that the newest ones are found along the index of age. */
const MOST_LEADING_NIGHTS = 62
/** Longer stays stand in the index `history_long`. */
const SHORT_NIGHTS = 31

/** '' where something is not asked for. */
interface Filter {
  readonly status: StayStatus | ''
  readonly source: Schema['reservation']['source'] | ''
  readonly from: IsoDate
  readonly to: IsoDate
  /** 1 when nights are asked for. */
  readonly hasWindow: 0 | 1
  readonly shortFrom: IsoDate
  /** The last row of the page before, by its age and id. */
  readonly beforeAt: number
  readonly beforeId: number
  readonly limit: number
}

interface PageRow {
  readonly id: number
  readonly publicId: string
  readonly code: string
  readonly status: 'confirmed' | 'cancelled'
  readonly source: Schema['reservation']['source']
  readonly channelName: string | null
  readonly surname: string | null
  readonly firstName: string | null
  readonly currency: string
  readonly createdAt: number
  readonly hasNote: 0 | 1
}

type Lead = (p: Filter) => RawBuilder<unknown>

const LEADS = {
  age: () => raw`reservation AS r INDEXED BY reservation_by_age`,
  inHouse:
    () => raw`(SELECT DISTINCT reservation_id FROM stay INDEXED BY stay_in_house WHERE status = 'in_house') AS lead
    CROSS JOIN reservation AS r ON r.id = lead.reservation_id`,
  noShow:
    () => raw`(SELECT DISTINCT reservation_id FROM stay INDEXED BY stay_no_show WHERE status = 'no_show') AS lead
    CROSS JOIN reservation AS r ON r.id = lead.reservation_id`,
  /** Every stay that ever touched the nights has a version in the history that did. */
  nights: (p) => raw`(
      SELECT DISTINCT stay.reservation_id FROM (
        SELECT key FROM history INDEXED BY history_by_night
         WHERE kind = 'stay' AND first_night >= ${p.shortFrom} AND first_night < ${p.to} AND last_night_end > ${p.from}
        UNION
        SELECT key FROM history INDEXED BY history_long
         WHERE julianday(last_night_end) - julianday(first_night) > 31
           AND kind = 'stay' AND first_night < ${p.to} AND last_night_end > ${p.from}
      ) AS met CROSS JOIN stay ON stay.id = met.key
    ) AS lead CROSS JOIN reservation AS r ON r.id = lead.reservation_id`,
} as const satisfies Record<string, Lead>

function pageQuery(store: Store, lead: Lead) {
  return store.prepare((sql, p: Filter) =>
    inSql(
      sql,
      raw<PageRow>`
        SELECT r.id, r.public_id AS publicId, r.code, r.status, r.source, c.name AS channelName,
               g.surname, g.first_name AS firstName, r.currency, r.created_at AS createdAt, (r.note <> '') AS hasNote
          FROM ${lead(p)}
          LEFT JOIN guest AS g ON g.id = r.booker_id
          LEFT JOIN channel AS c ON c.id = r.channel_id
         WHERE r.is_tombstone = 0
           AND (r.created_at, r.id) < (${p.beforeAt}, ${p.beforeId})
           AND (${p.source} = '' OR r.source = ${p.source})
           AND ((${p.status} = '' AND ${p.hasWindow} = 0) OR EXISTS (
             SELECT 1 FROM stay AS s
              WHERE s.reservation_id = r.id AND (${p.status} = '' OR s.status = ${p.status})
                AND (${p.hasWindow} = 0 OR (s.arrival < ${p.to} AND s.departure > ${p.from}))))
         ORDER BY r.created_at DESC, r.id DESC
         LIMIT ${p.limit}`,
    ),
  )
}

interface PageStay {
  readonly reservationId: number
  readonly status: StayStatus
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly totalMinor: number
  readonly hasCase: 0 | 1
}

/** What the row of a reservation says of its stays: of those that take place, or of all when none does. */
function summaryOf(stays: readonly PageStay[]) {
  const placed = stays.filter(({ status }) => status !== 'cancelled' && status !== 'no_show')
  const told = placed.length > 0 ? placed : stays
  const arrivals = told.map(({ arrival }) => arrival).sort()
  const departures = told.map(({ departure }) => departure).sort()
  return {
    rooms: told.length,
    arrival: arrivals[0] ?? null,
    departure: departures.at(-1) ?? null,
    stayStatuses: stays.map(({ status }) => status),
    totalMinor: stays.reduce((sum, stay) => sum + stay.totalMinor, 0),
    hasCase: stays.some(({ hasCase }) => hasCase === 1),
  }
}

export function createReservationList({ store, parts }: Pick<QueryPorts, 'store' | 'parts'>) {
  const pages = {
    age: pageQuery(store, LEADS.age),
    inHouse: pageQuery(store, LEADS.inHouse),
    noShow: pageQuery(store, LEADS.noShow),
    nights: pageQuery(store, LEADS.nights),
  }
  const staysOf = store.prepare((sql, p: { ids: string }) =>
    inSql(
      sql,
      raw<PageStay>`
        SELECT s.reservation_id AS reservationId, s.status, s.arrival, s.departure,
               coalesce((SELECT sum(amount_minor) FROM stay_night
                          WHERE stay_id = s.id AND counted = 1), 0) AS totalMinor,
               EXISTS (SELECT 1 FROM overbooking_case AS c WHERE c.stay_id = s.id AND c.status = 'open') AS hasCase
          FROM json_each(${p.ids}) AS wanted CROSS JOIN stay AS s ON s.reservation_id = wanted.value
         ORDER BY s.reservation_id, s.id`,
    ),
  )

  /** @throws DomainError InvalidInput for a cursor of no row, and for nights that end before they begin. */
  function filterOf(input: Input): Filter {
    const { status = '', source = '', from = FIRST_DAY, to = LAST_DAY } = input
    if (from >= to) throw invalid('to', 'must be after "from": it is the day after the last night')
    const last = input.before === undefined ? undefined : parts.stays.findReservation(input.before)
    if (input.before !== undefined && last === undefined) {
      throw invalid('before', 'is not the "next" of an earlier page')
    }
    return {
      status,
      source,
      from,
      to,
      hasWindow: input.from === undefined && input.to === undefined ? 0 : 1,
      shortFrom: from === FIRST_DAY ? from : addDays(from, -SHORT_NIGHTS),
      beforeAt: last?.created_at ?? Number.MAX_SAFE_INTEGER,
      beforeId: last?.id ?? 0,
      limit: input.limit + 1,
    }
  }

  function leadOf({ status, hasWindow, from, to }: Filter): keyof typeof LEADS {
    if (status === 'in_house') return 'inHouse'
    if (status === 'no_show') return 'noShow'
    return hasWindow === 1 && daysBetween(from, to) <= MOST_LEADING_NIGHTS ? 'nights' : 'age'
  }

  return {
    reservations(_reading: Reading, input: Input): List {
      const filter = filterOf(input)
      const found = pages[leadOf(filter)].all(filter)
      const page = found.slice(0, input.limit)
      const stays = Map.groupBy(
        staysOf.all({ ids: JSON.stringify(page.map(({ id }) => id)) }),
        ({ reservationId }) => reservationId,
      )
      return {
        rows: page.map((row) => ({
          reservationId: row.publicId,
          code: row.code,
          status: row.status,
          source: row.source,
          channelName: row.channelName,
          bookerName:
            row.surname === null ? '' : fullName({ surname: row.surname, firstName: row.firstName ?? '' }),
          currency: row.currency,
          createdAt: row.createdAt,
          hasNote: row.hasNote === 1,
          ...summaryOf(stays.get(row.id) ?? []),
        })),
        next: found.length > input.limit ? (page.at(-1)?.id ?? null) : null,
      }
    },

    /** SQLite's plans, which must not walk through the years; by what leads. */
    explain(): Record<keyof typeof LEADS, string[]> {
      const filter = filterOf({ limit: 1 })
      return {
        age: [...pages.age.explain(filter), ...staysOf.explain({ ids: '[]' })],
        inHouse: pages.inHouse.explain(filter),
        noShow: pages.noShow.explain(filter),
        nights: pages.nights.explain(filter),
      }
    },
  }
}

function invalid(path: string, message: string): DomainError {
  return new DomainError('InvalidInput', { issues: [{ path, message }] })
}
