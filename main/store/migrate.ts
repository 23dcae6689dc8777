/** Brings a file to the newest schema: a backup first, then each migration in its own transaction. */
import { closeSync, existsSync, openSync, readdirSync, readSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql as spine } from '../../migrations/0001_spine.ts'
import { sql as newcomer } from '../../migrations/0002_newcomer.ts'
import { sql as relay } from '../../migrations/0003_relay.ts'
import { sql as ledger } from '../../migrations/0004_ledger.ts'
import { sql as rates } from '../../migrations/0005_rates.ts'
import { sql as yieldRules } from '../../migrations/0006_yield.ts'
import { sql as channels } from '../../migrations/0007_channels.ts'
import { sql as ical } from '../../migrations/0008_ical.ts'
import { sql as ingestion } from '../../migrations/0009_ingestion.ts'
import { foldedWords } from '../../shared/words.ts'
import { fillLayers } from './rate-layers-fill.ts'
import { type StateNight, type StateRow, stayState } from './stay-state.ts'

export interface Migration {
  readonly name: string
  readonly sql: string
  /** What SQL cannot say, in the same transaction. */
  readonly fill?: (sqlite: Database.Database) => void
}

/** In order; the file's `user_version` is the number of those it has. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001_spine', sql: spine },
  { name: '0002_newcomer', sql: newcomer, fill: fillGuestWords },
  { name: '0003_relay', sql: relay },
  { name: '0004_ledger', sql: ledger, fill: fillHistory },
  { name: '0005_rates', sql: rates, fill: fillLayers },
  { name: '0006_yield', sql: yieldRules },
  { name: '0007_channels', sql: channels },
  { name: '0008_ical', sql: ical },
  { name: '0009_ingestion', sql: ingestion },
]

function fillGuestWords(sqlite: Database.Database): void {
  const insert = sqlite.prepare('INSERT INTO guest_word (word, guest_id) VALUES (?, ?)')
  const guests = sqlite.prepare('SELECT id, surname, first_name AS firstName FROM guest').all() as {
    id: number
    surname: string
    firstName: string
  }[]
  for (const { id, surname, firstName } of guests) {
    for (const word of foldedWords(surname, firstName)) insert.run(word, id)
  }
}

/** The history begins here: every stay and block as it stands. */
function fillHistory(sqlite: Database.Database): void {
  const { seq } = sqlite.prepare('SELECT coalesce(max(seq), 0) AS seq FROM journal').get() as { seq: number }
  const nightsOf = sqlite.prepare(`
    SELECT n.date, n.room_type_id AS roomTypeId, h.room_id AS roomId, n.amount_minor AS amountMinor, n.counted
      FROM stay_night AS n LEFT JOIN room_night AS h ON h.stay_id = n.stay_id AND h.date = n.date
     WHERE n.stay_id = ? ORDER BY n.date`)
  const insert = sqlite.prepare("INSERT INTO history VALUES ('stay', ?, ?, ?, ?, ?)")
  const stays = sqlite.prepare(`
    SELECT id, arrival, departure, status, room_type_id AS roomTypeId, rate_plan_id AS ratePlanId, adults,
           children_ages AS childrenAges, pinned, checked_in_at AS checkedInAt, checked_out_at AS checkedOutAt,
           ended_at AS endedAt FROM stay`)
  for (const stay of stays.all() as (StateRow & { id: number; arrival: string; departure: string })[]) {
    const state = stayState(stay, nightsOf.all(stay.id) as StateNight[])
    insert.run(stay.id, seq, stay.arrival, stay.departure, JSON.stringify(state))
  }
  sqlite
    .prepare(`
      INSERT INTO history
      SELECT 'block', block_id, ?, min(date), date(max(date), '+1 day'),
             json_object('kind', 'out_of_order', 'nights', json_group_array(json_array(room_id, date)))
        FROM (SELECT block_id, room_id, date FROM room_night WHERE block_id IS NOT NULL ORDER BY block_id, date)
       GROUP BY block_id`)
    .run(seq)
}

export class LedgerTooNew extends Error {
  override readonly name = 'LedgerTooNew'

  constructor(found: number, known: number) {
    super(
      `The ledger was written by a newer Keyrack (schema ${found}, this one knows ${known}). Install that version or a later one.`,
    )
  }
}

/** Where a database file has its `user_version`, a big-endian number. */
const VERSION_OFFSET = 60

/** Without a log the file's head says it, and SQLite, which would lay an empty log beside it, is not asked. */
function versionOf(path: string): number {
  if (existsSync(`${path}-wal`)) {
    const sqlite = new Database(path, { readonly: true })
    const version = sqlite.pragma('user_version', { simple: true }) as number
    sqlite.close()
    return version
  }
  const head = Buffer.alloc(VERSION_OFFSET + 4)
  const file = openSync(path, 'r')
  readSync(file, head, 0, head.length, 0)
  closeSync(file)
  return head.readUInt32BE(VERSION_OFFSET)
}

/**
 * Looks at a file without touching it, before anything else does: opening it to write may already fold its log into it.
 * @throws LedgerTooNew
 */
export function refuseNewer(path: string): void {
  const version = existsSync(path) ? versionOf(path) : 0
  if (version > MIGRATIONS.length) throw new LedgerTooNew(version, MIGRATIONS.length)
}

const BACKUPS_KEPT = 10

/**
 * @param stamp goes into the backup's name, such as `20261122T031500Z`.
 * @returns the path of the backup that was made, or null when nothing had to change or the file is new.
 */
export async function migrate(
  sqlite: Database.Database,
  backupDir: string,
  stamp: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string | null> {
  const version = sqlite.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) throw new LedgerTooNew(version, migrations.length)
  if (version === migrations.length) return null
  const backup = version === 0 ? null : join(backupDir, `before-${migrations[version]?.name}-${stamp}.db`)
  if (backup !== null) await backUp(sqlite, backup)
  for (const [index, migration] of migrations.entries()) {
    if (index < version) continue
    sqlite.transaction(() => {
      sqlite.exec(migration.sql)
      migration.fill?.(sqlite)
      sqlite.pragma(`user_version = ${index + 1}`)
    })()
  }
  pruneBackups(backupDir)
  return backup
}

/** Uses SQLite's own backup; the copy appears under its name only when it is whole and sound. */
async function backUp(sqlite: Database.Database, path: string): Promise<void> {
  const unfinished = `${path}.unfinished`
  await sqlite.backup(unfinished)
  const copy = new Database(unfinished, { readonly: true })
  const health = copy.pragma('quick_check', { simple: true })
  copy.close()
  // Looking at the copy has laid an empty log beside it.
  for (const suffix of ['-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true })
  if (health !== 'ok') throw new Error(`the backup before the migration is damaged: ${String(health)}`)
  renameSync(unfinished, path)
}

function pruneBackups(dir: string): void {
  const backups = readdirSync(dir).filter((name) => name.startsWith('before-') && name.endsWith('.db'))
  for (const name of backups.sort().slice(0, -BACKUPS_KEPT)) rmSync(join(dir, name))
}
