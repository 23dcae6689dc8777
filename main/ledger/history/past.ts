/**
 * How everything stood after any past command, read from the history: of each key that was ever in a window, the latest
 * version up to that command. The scan is bounded by an index of the nights, which holds for short ranges, and by one of
 * the few long ones.
 */
import { sql as raw } from 'kysely'
import { addDays, type DateRange, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { StayState } from '../../store/stay-state.ts'
import { inSql, type Store } from '../../store/store.ts'
import type { TouchedKind } from '../touched.ts'
import type { BlockState, StockState } from './history.ts'

/** Ranges of more nights are in the index `history_long`. */
const SHORT_NIGHTS = 31

interface Version {
  readonly key: number
  readonly from: IsoDate
  /** Exclusive. */
  readonly to: IsoDate
  readonly state: string
}

export interface PastStay {
  readonly id: number
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly state: StayState
}

export interface StayVersion extends PastStay {
  readonly seq: number
}

export function createPast(store: Store) {
  const newestAt = store.prepare((sql, p: { at: number }) =>
    sql
      .selectFrom('journal')
      .select('seq')
      .where('at', '<=', p.at)
      .orderBy('at', 'desc')
      .orderBy('seq', 'desc')
      .limit(1),
  )
  const beginning = store.prepare((sql, _p: Record<string, never>) =>
    sql
      .selectFrom('journal')
      .select(['seq', 'at'])
      .where('seq', '>=', raw<number>`(SELECT history_since FROM property)`)
      .orderBy('seq')
      .limit(1),
  )
  const inWindow = store.prepare(
    (sql, p: { kind: TouchedKind; seq: number; shortFrom: IsoDate; from: IsoDate; to: IsoDate }) =>
      inSql(
        sql,
        raw<Version>`
          WITH met AS (
            SELECT key FROM history INDEXED BY history_by_night
             WHERE kind = ${p.kind} AND first_night >= ${p.shortFrom} AND first_night < ${p.to}
               AND last_night_end > ${p.from} AND seq <= ${p.seq}
            UNION
            SELECT key FROM history INDEXED BY history_long
             WHERE julianday(last_night_end) - julianday(first_night) > 31
               AND kind = ${p.kind} AND first_night < ${p.to} AND last_night_end > ${p.from} AND seq <= ${p.seq}
          )
          SELECT h.key, h.first_night AS "from", h.last_night_end AS "to", h.state
            FROM met CROSS JOIN history AS h
           WHERE h.kind = ${p.kind} AND h.key = met.key
             AND h.seq = (SELECT max(seq) FROM history WHERE kind = ${p.kind} AND key = met.key AND seq <= ${p.seq})
           ORDER BY h.key`,
      ),
  )
  const versionsOf = store.prepare((sql, p: { reservationId: number }) =>
    inSql(
      sql,
      raw<Version & { seq: number }>`
        SELECT h.key, h.seq, h.first_night AS "from", h.last_night_end AS "to", h.state
          FROM stay CROSS JOIN history AS h
         WHERE stay.reservation_id = ${p.reservationId} AND h.kind = 'stay' AND h.key = stay.id
         ORDER BY h.key, h.seq`,
    ),
  )

  const firstTouch = store.prepare((sql, p: { reservationId: number }) =>
    sql
      .selectFrom('journal_reservation')
      .select('seq')
      .where('reservation_id', '=', p.reservationId)
      .orderBy('seq')
      .limit(1),
  )

  /** What met the window then; earlier and later versions may have done so elsewhere. */
  function met(kind: TouchedKind, range: DateRange, seq: number): Version[] {
    const shortFrom = addDays(range.from, -SHORT_NIGHTS)
    return inWindow
      .all({ kind, seq, shortFrom, from: range.from, to: range.to })
      .filter(({ from, to }) => from < range.to && to > range.from)
  }

  return {
    /**
     * The last command at or before an instant. Where the machine's clock was set back, the one with the latest time.
     * @param asOf epoch milliseconds.
     * @throws DomainError NoHistoryThen before the history begins.
     */
    seqAt(asOf: number): number {
      const first = beginning.first({})
      const seq = newestAt.first({ at: asOf })?.seq
      if (first === undefined || seq === undefined || seq < first.seq) {
        throw new DomainError('NoHistoryThen', { asOf, since: first?.at ?? 0 })
      }
      return seq
    },

    /** The journal number that the history begins with; rows of that number say how things stood, not what it changed. */
    since: (): number => beginning.first({})?.seq ?? 0,

    /** Stays whose dates met the range, in the order of their ids. */
    stays: (range: DateRange, seq: number): PastStay[] =>
      met('stay', range, seq).map(({ key, from, to, state }) => ({
        id: key,
        arrival: from,
        departure: to,
        state: JSON.parse(state) as StayState,
      })),

    blocks: (range: DateRange, seq: number): { id: number; state: BlockState }[] =>
      met('block', range, seq).map(({ key, state }) => ({ id: key, state: JSON.parse(state) as BlockState })),

    /** Rooms held, or set apart and not picked up, by type and night. */
    stock: (kind: 'hold' | 'group', range: DateRange, seq: number): StockState[] =>
      met(kind, range, seq).map(({ state }) => JSON.parse(state) as StockState),

    /** Whether a reservation was made by the command `seq` or an earlier one, also one without stays. */
    wasThere: (reservationId: number, seq: number): boolean =>
      (firstTouch.first({ reservationId })?.seq ?? Number.POSITIVE_INFINITY) <= seq,

    /** Every version of every stay of a reservation, by stay and then in order. */
    versionsOf: (reservationId: number): StayVersion[] =>
      versionsOf.all({ reservationId }).map(({ key, seq, from, to, state }) => ({
        id: key,
        seq,
        arrival: from,
        departure: to,
        state: JSON.parse(state) as StayState,
      })),

    /** SQLite's plans, which must not walk through the years. */
    explain(range: DateRange): string[] {
      const { from, to } = range
      return [
        ...newestAt.explain({ at: 0 }),
        ...inWindow.explain({ kind: 'stay', seq: 1, shortFrom: from, from, to }),
        ...versionsOf.explain({ reservationId: 1 }),
      ]
    },
  }
}
export type Past = ReturnType<typeof createPast>
