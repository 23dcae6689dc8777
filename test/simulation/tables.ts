/** The auditor's own view of the file: plain reads over a connection of its own, which sees what is committed and nothing else. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { IsoDate } from '../../shared/dates.ts'

export interface InventoryRow {
  readonly type: number
  readonly date: IsoDate
  readonly total: number
  readonly blocked: number
  readonly held: number
  readonly booked: number
  readonly allowance: number
  readonly oversold: number
}

export interface ShownRow {
  readonly channel: number
  readonly facet: 'availability' | 'price' | 'restrictions'
  readonly plan: number
  readonly type: number
  readonly month: string
  readonly days: string
}

export interface ChannelRow {
  readonly id: number
  readonly publicId: string
  readonly name: string
  readonly buffer: number
  readonly cap: number | null
  readonly horizonDays: number
  readonly safetyBuffer: number
  /** 1: it is enabled, and cannot be changed at the moment. */
  readonly isStale: 0 | 1
}

export interface RateRow {
  readonly plan: number
  readonly type: number
  readonly date: IsoDate
  readonly prices: string
  readonly los: number
  readonly through: number
  readonly most: number | null
  readonly cta: number
  readonly ctd: number
  readonly closed: number
}

export type Counted = { type: number; date: IsoDate; rooms: number }

export function openTables(dir: string) {
  const db = new Database(join(dir, 'ledger.db'), { readonly: true })
  const all = <T>(sql: string) => {
    const statement = db.prepare(sql)
    return (...values: unknown[]) => statement.all(...values) as T[]
  }
  const version = db.prepare('PRAGMA data_version').pluck()
  return {
    /** Another number after each commit of somebody else. */
    version: () => version.get() as number,
    property: all<{ businessDate: IsoDate; today: IsoDate }>(
      'SELECT business_date AS businessDate, calendar_date AS today FROM property',
    ),
    types: all<{ id: number; code: string; publicId: string }>(
      'SELECT id, code, public_id AS publicId FROM room_type ORDER BY id',
    ),
    plans: all<{ id: number; code: string; publicId: string }>(
      'SELECT id, code, public_id AS publicId FROM rate_plan ORDER BY id',
    ),
    rooms: all<{ publicId: string; type: number }>(
      'SELECT public_id AS publicId, room_type_id AS type FROM room WHERE in_service = 1 ORDER BY id',
    ),
    inventory: all<InventoryRow>(
      `SELECT room_type_id AS type, date, total, blocked, held, booked, overbooking_allowance AS allowance, oversold
         FROM inventory WHERE date >= ? AND date < ?`,
    ),
    rates: all<RateRow>(
      `SELECT rate_plan_id AS plan, room_type_id AS type, date, prices, min_los_arrival AS los, min_los_through AS through,
              max_los_through AS most, closed_to_arrival AS cta, closed_to_departure AS ctd, closed
         FROM rate WHERE date >= ? AND date < ?`,
    ),
    booked: all<Counted>(
      'SELECT room_type_id AS type, date, count(*) AS rooms FROM stay_night WHERE counted = 1 GROUP BY 1, 2',
    ),
    held: all<Counted>(
      `SELECT n.room_type_id AS type, n.date, sum(n.rooms) AS rooms
         FROM hold_night AS n JOIN hold AS h ON h.id = n.hold_id WHERE h.status = 'active' GROUP BY 1, 2`,
    ),
    blocked: all<Counted>(
      `SELECT n.room_type_id AS type, n.date, count(*) AS rooms
         FROM room_night AS n JOIN room_block AS b ON b.id = n.block_id WHERE b.kind = 'out_of_order' GROUP BY 1, 2`,
    ),
    /** Rooms that somebody has on a night, with everybody who has them. */
    hooks: all<{ room: number; date: IsoDate; takers: number }>(
      'SELECT room_id AS room, date, count(*) AS takers FROM room_night GROUP BY 1, 2',
    ),
    inHouse: all<{ room: number; stays: number }>(
      "SELECT room_id AS room, count(*) AS stays FROM stay WHERE status = 'in_house' GROUP BY 1",
    ),
    cases: all<{ type: number; date: IsoDate; rooms: number }>(
      `SELECT c.room_type_id AS type, n.value AS date, count(DISTINCT c.stay_id) AS rooms
         FROM overbooking_case AS c, json_each(c.nights) AS n
         JOIN stay_night AS s ON s.stay_id = c.stay_id AND s.date = n.value
        WHERE c.status = 'open' AND s.room_type_id = c.room_type_id AND s.counted = 1 GROUP BY 1, 2`,
    ),
    journal: all<{ seq: number; previous: string; hash: string }>(
      'SELECT seq, hex(previous_hash) AS previous, hex(hash) AS hash FROM journal WHERE seq > ? ORDER BY seq',
    ),
    head: all<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM journal'),
    channels: all<ChannelRow>(
      `SELECT id, public_id AS publicId, name, buffer, cap, horizon_days AS horizonDays,
              safety_buffer AS safetyBuffer, stale_since IS NOT NULL AND enabled = 1 AS isStale FROM channel ORDER BY id`,
    ),
    roomMappings: all<{ channel: number; type: number }>(
      'SELECT channel_id AS channel, room_type_id AS type FROM channel_room_mapping WHERE active = 1',
    ),
    rateMappings: all<{ channel: number; type: number; plan: number }>(
      `SELECT r.channel_id AS channel, r.room_type_id AS type, r.rate_plan_id AS plan
         FROM channel_rate_mapping AS r JOIN channel_room_mapping AS m
           ON m.channel_id = r.channel_id AND m.room_type_id = r.room_type_id AND m.active = 1 WHERE r.active = 1`,
    ),
    shown: all<ShownRow>(
      `SELECT channel_id AS channel, facet, rate_plan_id AS plan, room_type_id AS type, month, days FROM channel_shown`,
    ),
    parked: all<{ channel: number; facet: string; plan: number; type: number; date: IsoDate; value: string }>(
      `SELECT channel_id AS channel, facet, rate_plan_id AS plan, room_type_id AS type, date, value FROM parked_cell`,
    ),
    told: all<{ raw: string }>('SELECT raw FROM inbox WHERE channel_id = ? AND channel_ref = ?'),
    applied: all<{ id: number; channel: number; raw: string }>(
      `SELECT id, channel_id AS channel, raw FROM inbox WHERE id > ? AND outcome = 'applied' ORDER BY id`,
    ),
    references: all<{ channel: number; ref: string; times: number }>(
      `SELECT channel_id AS channel, channel_ref AS ref, count(*) AS times
         FROM reservation WHERE channel_id IS NOT NULL GROUP BY 1, 2`,
    ),
    nightsOf: all<{ type: number; date: IsoDate }>(
      `SELECT n.room_type_id AS type, n.date FROM reservation AS r JOIN stay AS s ON s.reservation_id = r.id
         JOIN stay_night AS n ON n.stay_id = s.id
        WHERE r.channel_id = ? AND r.channel_ref = ? AND n.counted = 1 AND n.date >= ? ORDER BY n.date, n.room_type_id`,
    ),
    bookers: all<{ surname: string; times: number }>(
      `SELECT g.surname, count(*) AS times FROM reservation AS r JOIN guest AS g ON g.id = r.booker_id
        WHERE r.channel_id IS NULL GROUP BY 1`,
    ),
    relayCursor: all<{ epoch: string; cursor: number }>('SELECT epoch, cursor FROM relay_pairing'),
    close: () => db.close(),
  }
}
export type Tables = ReturnType<typeof openTables>
