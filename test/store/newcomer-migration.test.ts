/** A file of the spine, with guests and a journal, becomes one of the newcomer's view: words and timelines are filled in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MIGRATIONS, migrate } from '../../main/store/migrate.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyrack-migration-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('guests are found by their words, and reservations have the rows of the journal that touched them', async () => {
  const db = new Database(join(dir, 'ledger.db'))
  await migrate(db, dir, 'now', MIGRATIONS.slice(0, 1))
  const hash = Buffer.alloc(32)
  const journal = db.prepare(
    `INSERT INTO journal (seq, at, actor, command, payload, previous_hash, hash) VALUES (?, 0, 'desk', ?, ?, ?, ?)`,
  )
  db.exec(`
    INSERT INTO room_type VALUES (1, 't', 'DBL', 'Double', 2, 2, 0);
    INSERT INTO guest VALUES (1, 'g', 'Müller', 'Żaneta', '', ''), (2, 'h', 'Rossi', '', '', '');
    INSERT INTO reservation (id, public_id, code, status, source, booker_id, currency, created_at)
      VALUES (1, 'r1', 'A', 'confirmed', 'direct', 1, 'EUR', 0), (2, 'r2', 'B', 'confirmed', 'direct', 2, 'EUR', 0);
    INSERT INTO stay (id, public_id, reservation_id, guest_id, room_type_id, arrival, departure, adults, status)
      VALUES (1, 's1', 1, 1, 1, '2026-11-22', '2026-11-23', 2, 'reserved')`)
  journal.run(1, 'property.setUp', '{"hotel":"x"}', hash, hash)
  journal.run(2, 'reservations.create', '{"reservation":"r1","stay":"s1"}', hash, hash)
  journal.run(3, 'reservations.create', '{"reservation":"r2"}', hash, hash)
  journal.run(4, 'stays.checkIn', '{"stay":"s1"}', hash, hash)
  await migrate(db, dir, 'now')
  const all = (sql: string) => db.prepare(sql).raw().all()
  expect(all('SELECT word, guest_id FROM guest_word ORDER BY 1')).toEqual([
    ['muller', 1],
    ['rossi', 2],
    ['zaneta', 1],
  ])
  expect(all('SELECT reservation_id, seq FROM journal_reservation ORDER BY 1, 2')).toEqual([
    [1, 2],
    [1, 4],
    [2, 3],
  ])
  db.close()
})
