/** Years of stays that have ended, written in a few statements: what a ledger's file holds beside the days ahead. */
import type Database from 'better-sqlite3'
import { addDays } from '../shared/dates.ts'
import type { BenchHotel } from './hotel.ts'

/** Three nights, and the room stands empty on the fourth. */
const NIGHTS = 3
const DAYS_PER_STAY = NIGHTS + 1

/**
 * `count` departed stays of three nights with guests, reservations, rooms and counted nights, room after room, back
 * from the business date; 500 rooms reach back four and a half years for 200,000. Tests of the ledger's rules check
 * its commands; this only fills the file as they would have.
 */
export function addPastStays({ ledger, businessDate }: BenchHotel, count: number): void {
  const { sqlite } = ledger.store
  const rooms = sqlite.prepare('SELECT count(*) FROM room').pluck().get() as number
  const slots = Math.ceil(count / rooms)
  const firstDay = addDays(businessDate, -slots * DAYS_PER_STAY)
  sqlite.transaction(() => {
    addInventory(sqlite, firstDay, slots * DAYS_PER_STAY)
    sqlite.exec(`CREATE TEMP TABLE past (id INTEGER PRIMARY KEY, room_id, room_type_id, arrival, departure);
      CREATE TEMP TABLE night (offset INTEGER PRIMARY KEY);`)
    const night = sqlite.prepare('INSERT INTO night VALUES (?)')
    for (let offset = 0; offset < NIGHTS; offset++) night.run(offset)
    // Whole numbers stand in the text: bound ones would be floats, and their division too.
    sqlite.exec(`WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${count})
      INSERT INTO past SELECT i + 1, r.id, r.room_type_id,
        date('${firstDay}', (i / ${rooms} * ${DAYS_PER_STAY}) || ' days'),
        date('${firstDay}', (i / ${rooms} * ${DAYS_PER_STAY} + ${NIGHTS}) || ' days')
      FROM n JOIN room AS r ON r.position = i % ${rooms} ORDER BY i`)
    sqlite.exec(PAST_ROWS)
    sqlite.exec('DROP TABLE past; DROP TABLE night')
  })()
  sqlite.pragma('wal_checkpoint(TRUNCATE)')
}

function addInventory(sqlite: Database.Database, firstDay: string, days: number): void {
  sqlite.exec(`WITH RECURSIVE d(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM d WHERE i + 1 < ${days})
    INSERT INTO inventory (room_type_id, date, total, booked, seq)
    SELECT t.id, date('${firstDay}', i || ' days'), n.rooms, iif(i % ${DAYS_PER_STAY} < ${NIGHTS}, n.rooms, 0), 1
    FROM room_type AS t JOIN (SELECT room_type_id, count(*) AS rooms FROM room GROUP BY room_type_id) AS n
      ON n.room_type_id = t.id JOIN d ORDER BY t.id, i`)
}

const uuid = (table: number) => `printf('0190%04x-0000-7000-8%03x-%012x', id >> 16 & 65535, ${table}, id)`

const PAST_ROWS = `
  INSERT INTO guest SELECT id, ${uuid(1)}, 'Guest ' || id, 'Anna', 'anna@example.com', '+43 1 0000' FROM past;
  INSERT INTO guest_word SELECT word, id FROM past JOIN (SELECT 'anna' AS word UNION ALL SELECT 'guest')
    UNION ALL SELECT CAST(id AS TEXT), id FROM past;
  INSERT INTO reservation (id, public_id, code, status, source, booker_id, currency, created_at)
    SELECT id, ${uuid(2)}, printf('P%06d', id), 'confirmed', 'direct', id, 'EUR', 1600000000000 FROM past;
  INSERT INTO stay (id, public_id, reservation_id, guest_id, room_type_id, rate_plan_id, arrival, departure, adults,
      status, room_id, checked_in_at, checked_out_at)
    SELECT id, ${uuid(3)}, id, id, room_type_id, 1, arrival, departure, 2, 'departed', room_id, 1, 2 FROM past;
  INSERT INTO stay_night (stay_id, date, room_type_id, amount_minor)
    SELECT id, date(arrival, offset || ' days'), room_type_id, 12900 FROM past JOIN night;
  INSERT INTO room_night (room_id, date, room_type_id, stay_id)
    SELECT room_id, date(arrival, offset || ' days'), room_type_id, id FROM past JOIN night;`
