/** Ledger files as earlier versions left them: made by the first migrations alone, with a hotel that has lived in them. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { GENESIS_HASH, journalHash } from '../../main/ledger/journal.ts'
import { MIGRATIONS, migrate } from '../../main/store/migrate.ts'
import { LEDGER_FILE } from '../../main/store/open.ts'
import { day, TODAY } from '../ledger/ledger-fixture.ts'

/** Moments of the journal's rows, a minute apart. */
const BEGAN_AT = Date.parse('2026-11-20T08:00:00Z')
const MINUTE_MS = 60_000

export const ID = {
  hotel: '01900000-0000-7000-8000-000000000001',
  dbl: '01900000-0000-7000-8000-000000000011',
  room1: '01900000-0000-7000-8000-000000000021',
  room2: '01900000-0000-7000-8000-000000000022',
  plan: '01900000-0000-7000-8000-000000000031',
  booked: '01900000-0000-7000-8000-000000000041',
  cancelled: '01900000-0000-7000-8000-000000000042',
  sold: '01900000-0000-7000-8000-000000000043',
  stay: '01900000-0000-7000-8000-000000000051',
  cancelledStay: '01900000-0000-7000-8000-000000000052',
  soldStay: '01900000-0000-7000-8000-000000000053',
  block: '01900000-0000-7000-8000-000000000061',
  channel: '01900000-0000-7000-8000-000000000071',
} as const

/** What the commands had written, in the columns that the spine has. */
const HOTEL = `
  INSERT INTO property VALUES (1, '${ID.hotel}', 'Hotel Alt', 'Europe/Vienna', 'EUR', '${TODAY}', '${TODAY}', '${day(60)}', 1);
  INSERT INTO room_type VALUES (1, '${ID.dbl}', 'DBL', 'Double', 2, 3, 0);
  INSERT INTO room VALUES (1, '${ID.room1}', 1, '101', 1, 0), (2, '${ID.room2}', 1, '102', 1, 1);
  INSERT INTO rate_plan VALUES (1, '${ID.plan}', 'FLEX', 'Flexible', 0);
  WITH RECURSIVE d(date) AS (SELECT '${day(-3)}' UNION ALL SELECT date(date, '+1 day') FROM d WHERE date < '${day(59)}')
    INSERT INTO inventory (room_type_id, date, total, seq) SELECT 1, date, 2, 1 FROM d;
  INSERT INTO rate (rate_plan_id, room_type_id, date, prices, price_seq, restrictions_seq)
    SELECT 1, 1, date, '[9000,11000]', 2, 2 FROM inventory WHERE date >= '${TODAY}';
  INSERT INTO guest VALUES (1, '${ID.hotel}', 'Łukasz', 'Zoë', 'zoe@example.com', '+43 1'), (2, '${ID.dbl}', 'Rossi', '', '', '');
  INSERT INTO channel (id, public_id, kind, name, settings, credentials_sealed, buffer, horizon_days)
    VALUES (1, '${ID.channel}', 'bookingcom', 'Booking.com', '{"hotelCode":"1"}', x'00', 0, 30);
  INSERT INTO channel_room_mapping VALUES (1, 1, 'DBL', 1);
  INSERT INTO channel_lane (channel_id, lane, facets, position, cursor) VALUES (1, 'availability', '["availability"]', 0, 3);
  INSERT INTO channel_shown VALUES (1, 'availability', 0, 1, '2026-11', '{"25":"2"}', 0);
  INSERT INTO reservation (id, public_id, code, status, source, booker_id, currency, note, created_at) VALUES
    (1, '${ID.booked}', 'AAAA-AAA', 'confirmed', 'direct', 1, 'EUR', 'late', ${BEGAN_AT}),
    (2, '${ID.cancelled}', 'BBBB-BBB', 'cancelled', 'direct', 2, 'EUR', '', ${BEGAN_AT + 1});
  INSERT INTO reservation (id, public_id, code, status, source, booker_id, channel_id, channel_ref, currency, created_at)
    VALUES (3, '${ID.sold}', 'CCCC-CCC', 'confirmed', 'channel', 2, 1, 'X1', 'EUR', ${BEGAN_AT + 2});
  INSERT INTO stay (id, public_id, reservation_id, guest_id, room_type_id, rate_plan_id, arrival, departure, adults,
      children_ages, status, room_id, checked_in_at) VALUES
    (1, '${ID.stay}', 1, 1, 1, 1, '${day(-1)}', '${day(2)}', 2, '[7]', 'in_house', 1, ${BEGAN_AT}),
    (2, '${ID.cancelledStay}', 2, 2, 1, 1, '${day(4)}', '${day(6)}', 1, '[]', 'cancelled', NULL, NULL);
  INSERT INTO stay (id, public_id, reservation_id, guest_id, room_type_id, channel_room_ref, arrival, departure, adults, status)
    VALUES (3, '${ID.soldStay}', 3, 2, 1, '1', '${day(3)}', '${day(5)}', 2, 'reserved');
  INSERT INTO stay_night VALUES (1, '${day(-1)}', 1, 11000, 1), (1, '${TODAY}', 1, 11000, 1), (1, '${day(1)}', 1, 12000, 1),
    (2, '${day(4)}', 1, 9000, 0), (2, '${day(5)}', 1, 9000, 0), (3, '${day(3)}', 1, 8000, 1), (3, '${day(4)}', 1, 8000, 1);
  INSERT INTO room_night (room_id, date, room_type_id, stay_id) VALUES (1, '${day(-1)}', 1, 1), (1, '${TODAY}', 1, 1),
    (1, '${day(1)}', 1, 1), (2, '${day(3)}', 1, 3);
  INSERT INTO room_block VALUES (1, '${ID.block}', 'shower');
  INSERT INTO room_night (room_id, date, room_type_id, block_id) VALUES (2, '${day(10)}', 1, 1), (2, '${day(11)}', 1, 1);
  UPDATE inventory SET booked = (SELECT count(*) FROM stay_night AS n WHERE n.date = inventory.date AND counted = 1),
    blocked = (SELECT count(*) FROM room_night AS h WHERE h.date = inventory.date AND block_id IS NOT NULL);
  INSERT INTO inbox (channel_id, received_at, queue, kind, channel_ref, fingerprint, raw, outcome, reason, reservation_id, seq)
    VALUES (1, ${BEGAN_AT}, 'new', 'new', 'X1', x'00', '<x/>', 'applied', '', 3, 5);`

const COMMANDS: readonly [command: string, payload: Record<string, string>][] = [
  ['property.setUp', { hotel: ID.hotel }],
  ['rates.setRange', {}],
  ['reservations.create', { reservation: ID.booked }],
  ['reservations.create', { reservation: ID.cancelled }],
  ['channels.ingest', { reservation: ID.sold }],
  ['stays.checkIn', { stay: ID.stay }],
  ['rooms.block', { block: ID.block }],
  ['reservations.cancel', { reservation: ID.cancelled }],
]
export const LAST_SEQ = COMMANDS.length
/** Of the last command. */
export const ENDED_AT = BEGAN_AT + LAST_SEQ * MINUTE_MS

/** A file of the first `count` migrations in the folder, with data. */
export async function makeEarlierFile(dir: string, count: number): Promise<void> {
  const db = new Database(join(dir, LEDGER_FILE))
  db.pragma('journal_mode = WAL')
  db.pragma('foreign_keys = ON')
  await migrate(db, dir, 'x', MIGRATIONS.slice(0, 1))
  db.exec(HOTEL)
  let previous = GENESIS_HASH
  const insert = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?)')
  for (const [index, [command, data]] of COMMANDS.entries()) {
    const [seq, payload] = [index + 1, JSON.stringify(data)]
    const entry = { seq, at: BEGAN_AT + seq * MINUTE_MS, actor: 'desk', command, payload }
    const hash = journalHash(previous, entry)
    insert.run(seq, entry.at, entry.actor, command, payload, previous, hash)
    previous = hash
  }
  await migrate(db, dir, 'x', MIGRATIONS.slice(0, count))
  db.close()
}
