/** A file made by any earlier version opens with all its data and the schema of a fresh one; one of a newer version is not touched. */
import { createHash, randomBytes } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { LedgerTooNew, MIGRATIONS, migrate } from '../../main/store/migrate.ts'
import { LEDGER_FILE } from '../../main/store/open.ts'
import { day, EVERYTHING, key, NOON } from '../ledger/ledger-fixture.ts'
import { ENDED_AT, ID, LAST_SEQ, makeEarlierFile } from './earlier-files.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'keyrack-schema-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const open = (folder = dir) =>
  openLedger({
    dir: folder,
    clock: { now: () => NOON, monotonic: () => 0 },
    random: { bytes: (count) => randomBytes(count) },
  })

/** Every table, index and trigger with its text, however it is spaced. */
function schemaOf(sqlite: Database.Database): Record<string, string> {
  const rows = sqlite
    .prepare('SELECT type, name, coalesce(sql, tbl_name) AS text FROM sqlite_schema ORDER BY type, name')
    .all() as { type: string; name: string; text: string }[]
  return Object.fromEntries(
    rows.map(({ type, name, text }) => [`${type} ${name}`, text.replace(/\s+/g, ' ')]),
  )
}

/** The rows of every table in the columns that it has now. */
function rowsOf(sqlite: Database.Database): { table: string; columns: string[]; rows: unknown[] }[] {
  const tables = sqlite
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
    .pluck()
    .all() as string[]
  return tables.map((table) => {
    const columns = sqlite.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[]
    return { table, columns, rows: sqlite.prepare(`SELECT ${columns} FROM ${table}`).raw().all() }
  })
}

describe.each(MIGRATIONS.slice(0, -1).map(({ name }, index) => [name, index + 1] as const))(
  'a file that ends with %s',
  (_name, count) => {
    test('keeps its data, gets the schema of a fresh one, and works', async () => {
      await makeEarlierFile(dir, count)
      const before = new Database(join(dir, LEDGER_FILE))
      const kept = rowsOf(before)
      before.close()
      const ledger = await open()
      const { sqlite } = ledger.store
      for (const { table, columns, rows } of kept) {
        // What a later migration fills in by itself may have come in addition.
        const now = sqlite.prepare(`SELECT ${columns} FROM ${table}`).raw().all()
        if (rows.length > 0) expect(now, table).toEqual(rows)
      }
      expect(verifyLedger(sqlite)).toEqual([])
      expect(sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
      expect(readdirSync(join(dir, 'backups'))).toHaveLength(1)
      const fresh = new Database(':memory:')
      await migrate(fresh, dir, 'x')
      expect(schemaOf(sqlite)).toEqual(schemaOf(fresh))
      fresh.close()

      expect(ledger.queries.search({ text: 'lukasz', limit: 5 }).hits).toMatchObject([{ stayId: ID.stay }])
      await ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey: key(), stayId: ID.stay })
      expect(verifyLedger(sqlite)).toEqual([])
      await ledger.close()
    })

    test('can be looked back at from the moment of its upgrade on', async () => {
      await makeEarlierFile(dir, count)
      const ledger = await open()
      const { queries } = ledger
      const window = { from: day(-3), to: day(14) }
      const asItStood = queries.tapeChart(window)
      const reservations = [ID.booked, ID.cancelled, ID.sold].map((reservationId) =>
        queries.reservation({ reservationId }),
      )
      expect(asItStood.bars.map(({ stayId }) => stayId)).toEqual([ID.stay, ID.soldStay, ID.soldStay])
      expect(asItStood.blocks).toMatchObject([{ blockId: ID.block, from: day(10), to: day(12) }])
      await ledger.submit('stays.checkOut', EVERYTHING, { idempotencyKey: key(), stayId: ID.stay })
      await ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId: ID.block })
      expect(queries.tapeChart({ ...window, asOf: ENDED_AT })).toEqual({
        ...asItStood,
        businessDate: '2026-11-20',
      })
      for (const reservation of reservations) {
        expect(queries.reservation({ reservationId: reservation.id, asOf: ENDED_AT })).toEqual(reservation)
      }
      expect(() => queries.tapeChart({ ...window, asOf: ENDED_AT - 1 })).toThrow(
        expect.objectContaining({ code: 'NoHistoryThen', data: { asOf: ENDED_AT - 1, since: ENDED_AT } }),
      )
      // The upgrade itself changed nothing; the check-out did.
      const { rows } = queries.timeline({ reservationId: ID.booked })
      expect(rows.map(({ command, changes }) => [command, changes.length])).toEqual([
        ['stays.checkOut', 1],
        ['stays.checkIn', 0],
        ['reservations.create', 0],
      ])
      expect(rows[0]!.seq).toBe(LAST_SEQ + 1)
      await ledger.close()
    })
  },
)

describe('a file of a newer version', () => {
  const hashes = (folder: string) =>
    [LEDGER_FILE, `${LEDGER_FILE}-wal`].map((name) => {
      const path = join(folder, name)
      return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null
    })

  test('is refused, and not a byte of it or of its log is touched', async () => {
    await (await open()).close()
    const db = new Database(join(dir, LEDGER_FILE))
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    db.close()
    const before = hashes(dir)
    await expect(open()).rejects.toThrow(LedgerTooNew)
    expect(hashes(dir)).toEqual(before)
    expect(readdirSync(join(dir, 'backups'))).toEqual([])
    // It is not held either: the newer version can open it.
    await expect(open()).rejects.toThrow(LedgerTooNew)
  })

  test('is known by its log alone, as a crash leaves it', async () => {
    await (await open()).close()
    const db = new Database(join(dir, LEDGER_FILE))
    db.pragma('wal_autocheckpoint = 0')
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    const crashed = mkdtempSync(join(tmpdir(), 'keyrack-schema-'))
    for (const name of [LEDGER_FILE, `${LEDGER_FILE}-wal`]) copyFileSync(join(dir, name), join(crashed, name))
    db.close()
    const before = hashes(crashed)
    expect(before[1]).not.toBeNull()
    await expect(open(crashed)).rejects.toThrow(LedgerTooNew)
    expect(hashes(crashed)).toEqual(before)
    rmSync(crashed, { recursive: true, force: true })
  })
})
