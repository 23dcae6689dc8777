/** Opens the ledger file of a data folder: locked, migrated, with the pragmas that durability rests on. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openDataFolder } from './folder.ts'
import { type HostLock, lockDataFolder } from './lock.ts'
import { migrate, refuseNewer } from './migrate.ts'
import { createStore, type Store } from './store.ts'

export interface OpenedStore {
  readonly store: Store
  readonly lock: HostLock
  readonly dir: string
  /** For people; the folder is usable all the same. */
  readonly warning: string | null
  /** Size of the write-ahead log; a reader that stays open lets it grow. */
  walBytes(): number
}

export const LEDGER_FILE = 'ledger.db'

/**
 * @param now epoch milliseconds, for the name of a backup.
 * @throws DataFolderInUse, DataFolderRefused, LedgerTooNew
 */
export async function openStore(dir: string, now: number): Promise<OpenedStore> {
  const folder = openDataFolder(dir)
  const lock = lockDataFolder(folder.path, process.pid)
  try {
    const backups = join(folder.path, 'backups')
    mkdirSync(backups, { recursive: true, mode: 0o700 })
    const file = join(folder.path, LEDGER_FILE)
    refuseNewer(file)
    const sqlite = new Database(file)
    try {
      setPragmas(sqlite)
      const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '')
      await migrate(sqlite, backups, stamp)
    } catch (error) {
      sqlite.close()
      throw error
    }
    const walFile = join(folder.path, `${LEDGER_FILE}-wal`)
    const walBytes = () => statSync(walFile, { throwIfNoEntry: false })?.size ?? 0
    return { store: createStore(sqlite), lock, dir: folder.path, warning: folder.warning, walBytes }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** FULL: an answer that left was on the disk. better-sqlite3 would default to NORMAL in WAL mode. */
export function setPragmas(sqlite: Database.Database): void {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('fullfsync = ON')
  sqlite.pragma('checkpoint_fullfsync = ON')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('recursive_triggers = ON')
  sqlite.pragma('busy_timeout = 2000')
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('temp_store = MEMORY')
  // 16 MB of log instead of 4: pages that one booking after the other touches go back into the file once.
  sqlite.pragma('wal_autocheckpoint = 4000')
}
