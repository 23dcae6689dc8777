/** Recounts the ledger from its rows and compares (I1, I2, I3, I9), and walks the journal's chain (I10). Reads only. */
import type Database from 'better-sqlite3'
import { FOLIO_CHECKS } from './folio/folio-checks.ts'
import { GENESIS_HASH, journalHash } from './journal.ts'
import { rateDifferences } from './rates/rate-checks.ts'
import { STOCK_CHECKS } from './stock-checks.ts'

export interface Difference {
  readonly invariant: 'I1' | 'I2' | 'I3' | 'I7' | 'I9' | 'I10' | 'file'
  readonly what: string
}

/** Differences are cut off there: a broken file has more than anyone reads. */
const MOST_REPORTED = 1_000

interface Check {
  readonly invariant: Difference['invariant']
  /** Each row is a difference, told by its one column. */
  readonly sql: string
}

const CHECKS: readonly Check[] = [
  {
    invariant: 'I3',
    sql: `
      WITH counted AS (
        SELECT room_type_id, date, count(*) AS booked FROM stay_night WHERE counted = 1 GROUP BY 1, 2
      )
      SELECT 'type ' || i.room_type_id || ' on ' || i.date || ': booked is ' || i.booked || ', counted '
             || coalesce(c.booked, 0)
        FROM inventory AS i LEFT JOIN counted AS c USING (room_type_id, date)
       WHERE i.booked <> coalesce(c.booked, 0)`,
  },
  ...STOCK_CHECKS,
  {
    invariant: 'I3',
    sql: `
      SELECT 'type ' || i.room_type_id || ' on ' || i.date || ': total is ' || i.total || ', rooms in service '
             || (SELECT count(*) FROM room AS r WHERE r.room_type_id = i.room_type_id AND r.in_service = 1)
        FROM inventory AS i, property AS p
       WHERE i.date >= p.business_date
         AND i.total <> (SELECT count(*) FROM room AS r WHERE r.room_type_id = i.room_type_id AND r.in_service = 1)`,
  },
  {
    invariant: 'I2',
    sql: `
      SELECT 'type ' || room_type_id || ' on ' || date || ': oversold is ' || oversold
        FROM inventory
       WHERE oversold <> max(0, booked + held + blocked - total - overbooking_allowance)`,
  },
  {
    invariant: 'I2',
    sql: `
      WITH covered AS (
        SELECT c.room_type_id, s.date, count(DISTINCT c.stay_id) AS cases
          FROM overbooking_case AS c, json_each(c.nights) AS n, property AS p
          JOIN stay_night AS s ON s.stay_id = c.stay_id AND s.date = n.value
         WHERE c.status = 'open' AND s.room_type_id = c.room_type_id AND s.counted = 1 AND s.date >= p.business_date
         GROUP BY 1, 2
      )
      SELECT 'type ' || i.room_type_id || ' on ' || i.date || ': oversold by ' || i.oversold || ', open cases '
             || coalesce(c.cases, 0)
        FROM inventory AS i JOIN property AS p LEFT JOIN covered AS c USING (room_type_id, date)
       WHERE i.date >= p.business_date AND i.oversold <> coalesce(c.cases, 0)`,
  },
  {
    invariant: 'I1',
    sql: `
      SELECT 'room ' || room_id || ' on ' || date || ' is given to several' FROM room_night
       GROUP BY room_id, date HAVING count(*) > 1`,
  },
  {
    invariant: 'I1',
    sql: `
      SELECT 'room ' || room_id || ' has several stays in house' FROM stay
       WHERE status = 'in_house' GROUP BY room_id HAVING count(*) > 1`,
  },
  {
    invariant: 'I1',
    sql: `
      SELECT 'room ' || h.room_id || ' on ' || h.date || ' is held by a night that is not counted'
        FROM room_night AS h LEFT JOIN stay_night AS n ON n.stay_id = h.stay_id AND n.date = h.date
       WHERE h.stay_id IS NOT NULL AND coalesce(n.counted, 0) = 0`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'stay ' || s.id || ' has ' || count(n.date) || ' nights for ' || s.arrival || ' to ' || s.departure
        FROM stay AS s LEFT JOIN stay_night AS n ON n.stay_id = s.id
       GROUP BY s.id HAVING count(n.date) <> julianday(s.departure) - julianday(s.arrival)`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'stay ' || s.id || ' is ' || s.status || ' and still counts from the business date on'
        FROM stay AS s, property AS p
       WHERE s.status IN ('cancelled', 'departed', 'no_show') AND EXISTS (
         SELECT 1 FROM stay_night AS n
          WHERE n.stay_id = s.id AND n.counted = 1 AND n.date >= p.business_date)`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'stay ' || s.id || ' is ' || s.status || ' and does not count on ' || n.date
        FROM property AS p
        JOIN stay AS s ON s.status IN ('reserved', 'in_house') AND s.departure > p.business_date
        JOIN stay_night AS n ON n.stay_id = s.id AND n.counted = 0 AND n.date >= p.business_date`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'reservation ' || r.id || ' is cancelled and its stay ' || s.id || ' is ' || s.status
        FROM stay AS s JOIN reservation AS r ON r.id = s.reservation_id
       WHERE r.status = 'cancelled' AND s.status <> 'cancelled'`,
  },
  {
    invariant: 'I7',
    sql: `
      SELECT 'channel ' || channel_id || ' reservation ' || channel_ref || ' is there several times'
        FROM reservation WHERE channel_id IS NOT NULL GROUP BY channel_id, channel_ref HAVING count(*) > 1`,
  },
  ...FOLIO_CHECKS,
]

/** All differences, the first 1,000 of them; none means that the ledger is clean. */
export function verifyLedger(sqlite: Database.Database): Difference[] {
  const differences: Difference[] = []
  const integrity = sqlite.pragma('integrity_check(20)', { simple: false }) as { integrity_check: string }[]
  for (const { integrity_check: line } of integrity) {
    if (line !== 'ok') differences.push({ invariant: 'file', what: line })
  }
  const orphans = sqlite.pragma('foreign_key_check') as { table: string; rowid: number | null }[]
  for (const { table } of orphans.slice(0, MOST_REPORTED)) {
    differences.push({ invariant: 'file', what: `a row of ${table} refers to a missing one` })
  }
  for (const check of CHECKS) {
    for (const what of sqlite.prepare(check.sql).pluck().iterate() as Iterable<string>) {
      differences.push({ invariant: check.invariant, what })
      if (differences.length >= MOST_REPORTED) return differences
    }
  }
  for (const what of rateDifferences(sqlite, MOST_REPORTED - differences.length))
    differences.push({ invariant: 'I3', what })
  const chain = verifyChain(sqlite)
  if (chain !== null) differences.push(chain)
  return differences
}

/** The first break of the journal's chain. A tail that was cut off shows only against an anchor outside the file. */
function verifyChain(sqlite: Database.Database): Difference | null {
  const rows = sqlite
    .prepare(
      'SELECT seq, at, actor, command, payload, previous_hash AS previousHash, hash FROM journal ORDER BY seq',
    )
    .iterate() as Iterable<{
    seq: number
    at: number
    actor: string
    command: string
    payload: string
    previousHash: Buffer
    hash: Buffer
  }>
  let expected = 1
  let previous = GENESIS_HASH
  for (const row of rows) {
    const at = `journal row ${row.seq}`
    if (row.seq !== expected) return { invariant: 'I10', what: `journal row ${expected} is missing` }
    if (!row.previousHash.equals(previous))
      return { invariant: 'I10', what: `${at} does not follow its predecessor` }
    if (!journalHash(previous, row).equals(row.hash)) return { invariant: 'I10', what: `${at} was edited` }
    previous = row.hash
    expected++
  }
  return null
}
