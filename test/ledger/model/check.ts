/** What is in the file against what the naive hotel has, and the invariants that any file must keep. */
import type Database from 'better-sqlite3'
import { expect } from 'vitest'
import { addDays, nightsOf } from '../../../shared/dates.ts'
import { TYPES } from './house.ts'
import { WINDOW, type World } from './world.ts'

/** Stays reach so far beyond the window's first day. */
const REACH = WINDOW + 6

/** Telling two long lists apart in words takes long: only where they differ. */
function same(stored: unknown, naive: unknown): void {
  if (JSON.stringify(stored) !== JSON.stringify(naive)) expect(stored).toEqual(naive)
}

export function checkWorld(world: World): void {
  const { house, hotel } = world
  const { sqlite } = hotel.ledger.store
  same(storedStays(sqlite), naiveStays(world))
  same(storedCounts(sqlite, world), naiveCounts(world))
  expect(sqlite.prepare('SELECT public_id, status FROM reservation ORDER BY id').raw().all()).toEqual(
    [...house.state.reservations.values()].map(({ id, status }) => [id, status]),
  )
  const holds = sqlite.prepare('SELECT public_id, status FROM hold ORDER BY id').raw().all() as [
    string,
    string,
  ][]
  expect(holds.sort()).toEqual([...house.state.holds.values()].map(({ id, status }) => [id, status]).sort())
  const groups = sqlite.prepare('SELECT public_id, status FROM group_block ORDER BY id').raw().all()
  expect(groups).toEqual([...house.state.groups.values()].map(({ id, status }) => [id, status]))
}

interface StoredNight {
  stay: string
  date: string
  type: string
  counted: number
  amount: number
  room: string | null
  grp: string | null
}

function storedStays(sqlite: Database.Database): unknown[] {
  const nights = sqlite
    .prepare(
      `SELECT s.public_id AS stay, n.date, t.code AS type, n.counted, n.amount_minor AS amount, r.name AS room,
              g.public_id AS grp
         FROM stay_night AS n JOIN stay AS s ON s.id = n.stay_id JOIN room_type AS t ON t.id = n.room_type_id
         LEFT JOIN room_night AS h ON h.stay_id = n.stay_id AND h.date = n.date
         LEFT JOIN room AS r ON r.id = h.room_id LEFT JOIN group_block AS g ON g.id = n.group_id
        ORDER BY n.stay_id, n.date`,
    )
    .all() as StoredNight[]
  const byStay = new Map<string, unknown[]>()
  for (const { stay, date, type, counted, amount, room, grp } of nights) {
    const list = byStay.get(stay) ?? []
    list.push([date, type, counted === 1, amount, room, grp])
    byStay.set(stay, list)
  }
  const stays = sqlite
    .prepare(
      `SELECT s.public_id, s.status, s.arrival, s.departure, t.code, s.pinned,
              CASE WHEN s.status = 'in_house' THEN r.name END AS room
         FROM stay AS s JOIN room_type AS t ON t.id = s.room_type_id LEFT JOIN room AS r ON r.id = s.room_id
        ORDER BY s.id`,
    )
    .raw()
    .all() as [string, ...unknown[]][]
  return stays.map((row) => [...row, byStay.get(row[0]) ?? []])
}

function naiveStays({ house }: World): unknown[] {
  return house.state.stays.map((stay) => [
    stay.id,
    stay.status,
    stay.arrival,
    stay.departure,
    stay.sold,
    stay.pinned ? 1 : 0,
    stay.status === 'in_house' ? stay.room : null,
    [...stay.nights].map(([date, night]) => [
      date,
      night.type,
      night.counted,
      night.amount,
      night.room,
      night.group,
    ]),
  ])
}

const range = ({ house }: World) => ({
  from: house.state.today,
  to: addDays(house.state.today, REACH),
})

/** I2, I3: `type date`, what is used of it, how far it may be used, and what exceeds that. */
function storedCounts(sqlite: Database.Database, world: World): unknown[] {
  const { from, to } = range(world)
  return sqlite
    .prepare(
      `SELECT t.code, i.date, i.booked + i.held + i.blocked, i.total + i.overbooking_allowance, i.oversold
         FROM inventory AS i JOIN room_type AS t ON t.id = i.room_type_id
        WHERE i.date >= ? AND i.date < ? ORDER BY t.position, i.date`,
    )
    .raw()
    .all(from, to)
}

function naiveCounts(world: World): unknown[] {
  const { house } = world
  return TYPES.flatMap((type) =>
    nightsOf(range(world)).map((date) => {
      const [used, limit] = [house.used(type, date), house.limit(type, date)]
      return [type, date, used, limit, Math.max(0, used - limit)]
    }),
  )
}
