/** What a channel should show: the ledger's cells through the channel's mapping, buffer and cap. */
import { type RawBuilder, sql as raw } from 'kysely'
import { CLOSED, encodeCellValue, type Facet, toldRestrictions } from '../../../shared/cells.ts'
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import { inSql, type Store } from '../../store/store.ts'
import { restrictionsOf } from '../rate-rows.ts'
import type { ProductKey } from './shown.ts'

export interface DesiredCell extends ProductKey {
  readonly date: IsoDate
  /** Text of the value; null when nothing is to be shown. */
  readonly desired: string | null
  readonly seq: number
}

/** What of the inventory a channel is shown, and over which nights. */
export interface Exposure extends DateRange {
  readonly channelId: number
  /** Rooms of each type kept from it, those for a stale channel included. */
  readonly bufferOf: (roomTypeId: number) => number
  readonly cap: number | null
}

interface Row {
  readonly roomTypeId: number
  readonly ratePlanId: number
  readonly date: IsoDate
  readonly seq: number
  readonly left?: number
  readonly prices?: string
  readonly min_los_arrival: number
  readonly min_los_through: number
  readonly max_los_through: number | null
  readonly max_los_arrival: number | null
  readonly min_advance_days: number | null
  readonly max_advance_days: number | null
  readonly closed_to_arrival: 0 | 1
  readonly closed_to_departure: 0 | 1
  readonly closed: 0 | 1
}

interface FacetSource {
  readonly columns: RawBuilder<unknown>
  readonly table: RawBuilder<unknown>
  readonly index: RawBuilder<unknown>
  readonly seq: RawBuilder<unknown>
  readonly mapping: RawBuilder<unknown>
}

const RATE_MAPPING = raw`channel_rate_mapping AS m
  JOIN channel_room_mapping AS o ON o.channel_id = m.channel_id AND o.room_type_id = m.room_type_id AND o.active = 1`

const SOURCES: Readonly<Record<Facet, FacetSource>> = {
  availability: {
    columns: raw`0 AS ratePlanId, c.total + c.overbooking_allowance - c.blocked - c.held - c.booked AS left`,
    table: raw`inventory AS c`,
    index: raw`inventory_by_seq`,
    seq: raw`c.seq`,
    mapping: raw`channel_room_mapping AS m`,
  },
  price: {
    columns: raw`c.rate_plan_id AS ratePlanId, c.prices`,
    table: raw`rate AS c`,
    index: raw`rate_by_price_seq`,
    seq: raw`c.price_seq`,
    mapping: RATE_MAPPING,
  },
  restrictions: {
    columns: raw`c.rate_plan_id AS ratePlanId, c.prices, c.min_los_arrival, c.min_los_through, c.max_los_through,
      c.max_los_arrival, c.min_advance_days, c.max_advance_days, c.closed_to_arrival, c.closed_to_departure, c.closed`,
    table: raw`rate AS c`,
    index: raw`rate_by_restrictions_seq`,
    seq: raw`c.restrictions_seq`,
    mapping: RATE_MAPPING,
  },
}

type Window = DateRange & { readonly channelId: number }
type Point = { channelId: number; ratePlanId: number; roomTypeId: number; date: IsoDate }

function queriesOf(store: Store, facet: Facet) {
  const { columns, table, index, seq, mapping } = SOURCES[facet]
  const samePlan = facet === 'availability' ? raw`TRUE` : raw`m.rate_plan_id = c.rate_plan_id`
  const selected = raw`SELECT c.room_type_id AS roomTypeId, c.date, ${seq} AS seq, ${columns}`
  // A plan that is not sold on the channel is to it like one that is no longer mapped.
  const isSoldThere =
    facet === 'availability'
      ? raw`TRUE`
      : raw`NOT EXISTS (SELECT 1 FROM rate_plan_not_on AS x
          WHERE x.rate_plan_id = c.rate_plan_id AND x.channel_id = m.channel_id)`
  const isMapped = raw`m.active = 1 AND m.room_type_id = c.room_type_id AND ${samePlan} AND ${isSoldThere}`
  return {
    // The planner would rather scan the mapping; INDEXED BY and CROSS JOIN make a look for new work an index search.
    changed: store.prepare<Window & { cursor: number }, Row>((sql, p) =>
      inSql(
        sql,
        raw<Row>`${selected} FROM ${table} INDEXED BY ${index} CROSS JOIN ${mapping}
          WHERE ${seq} > ${p.cursor} AND c.date >= ${p.from} AND c.date < ${p.to}
            AND m.channel_id = ${p.channelId} AND ${isMapped}`,
      ),
    ),
    mapped: store.prepare<Window, Row>((sql, p) =>
      inSql(
        sql,
        raw<Row>`${selected} FROM ${mapping} CROSS JOIN ${table}
          WHERE m.channel_id = ${p.channelId} AND ${isMapped} AND c.date >= ${p.from} AND c.date < ${p.to}
          ORDER BY c.room_type_id, ratePlanId, c.date`,
      ),
    ),
    point: store.prepare<Point, Row>((sql, p) =>
      inSql(
        sql,
        facet === 'availability'
          ? raw<Row>`${selected} FROM ${mapping} CROSS JOIN ${table}
              WHERE m.channel_id = ${p.channelId} AND ${isMapped}
                AND c.room_type_id = ${p.roomTypeId} AND c.date = ${p.date}`
          : raw<Row>`${selected} FROM ${mapping} CROSS JOIN ${table}
              WHERE m.channel_id = ${p.channelId} AND ${isMapped} AND c.rate_plan_id = ${p.ratePlanId}
                AND c.room_type_id = ${p.roomTypeId} AND c.date = ${p.date}`,
      ),
    ),
  }
}

const CLOSED_TEXT = encodeCellValue('restrictions', CLOSED)

/** Rule 8: what is no longer mapped is closed, not deleted; a price of it does not matter any more. */
export function closing(facet: Facet): string | null {
  if (facet === 'availability') return '0'
  return facet === 'restrictions' ? CLOSED_TEXT : null
}

export function createDesired(store: Store) {
  const queries = {
    availability: queriesOf(store, 'availability'),
    price: queriesOf(store, 'price'),
    restrictions: queriesOf(store, 'restrictions'),
  }

  function textOf(facet: Facet, row: Row, exposure: Exposure): string | null {
    if (facet === 'availability') {
      const rooms = (row.left ?? 0) - exposure.bufferOf(row.roomTypeId)
      return String(Math.max(0, exposure.cap === null ? rooms : Math.min(rooms, exposure.cap)))
    }
    if (facet === 'price') return row.prices === undefined || row.prices === '[]' ? null : row.prices
    return encodeCellValue('restrictions', toldRestrictions(row.prices !== '[]', restrictionsOf(row)))
  }
  const cellOf = (facet: Facet, row: Row, exposure: Exposure): DesiredCell => ({
    facet,
    roomTypeId: row.roomTypeId,
    ratePlanId: row.ratePlanId,
    date: row.date,
    desired: textOf(facet, row, exposure),
    seq: row.seq,
  })
  const window = ({ channelId, from, to }: Exposure): Window => ({ channelId, from, to })

  return {
    /** Mapped cells that changed after `cursor`. */
    changed: (facet: Facet, exposure: Exposure, cursor: number): DesiredCell[] =>
      queries[facet].changed.all({ ...window(exposure), cursor }).map((row) => cellOf(facet, row, exposure)),
    /** Every mapped cell. */
    mapped: (facet: Facet, exposure: Exposure): DesiredCell[] =>
      queries[facet].mapped.all(window(exposure)).map((row) => cellOf(facet, row, exposure)),
    /** One cell, mapped or not; undefined when it is not mapped. */
    point: (key: ProductKey, date: IsoDate, exposure: Exposure): DesiredCell | undefined => {
      const { ratePlanId, roomTypeId } = key
      const row = queries[key.facet].point.first({
        channelId: exposure.channelId,
        ratePlanId,
        roomTypeId,
        date,
      })
      return row && cellOf(key.facet, row, exposure)
    },
    /** For the test of the plan. */
    queries,
  }
}
export type Desired = ReturnType<typeof createDesired>
