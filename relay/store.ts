/**
 * The relay's file: one SQLite database per data folder, held by one process at a time. Its queries are plain SQL in
 * the files that use them: they are few, fixed and this engine's own, and another engine would bring its own.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

export const STORE_FILE = 'relay.db'
const LOCK_FILE = 'relay.lock.db'

export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'

  constructor(dir: string) {
    super(`The data folder ${dir} is in use by another relay. Stop that one first.`)
  }
}

export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew'

  constructor(dir: string) {
    super(`The data folder ${dir} was written by a newer relay. Install that version or a later one.`)
  }
}

/** In order; the file's `user_version` is the number of those it has. */
const MIGRATIONS: readonly string[] = [
  `
CREATE TABLE relay (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Another one after a restore: numbers of messages mean nothing across epochs.
  epoch TEXT NOT NULL,
  checked_at INTEGER NOT NULL
) STRICT;

CREATE TABLE hotel (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  public_key BLOB NOT NULL CHECK (length(public_key) = 32),
  token_hash BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  paired_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX hotel_by_key ON hotel (public_key) WHERE ended_at IS NULL;

CREATE TABLE pairing_code (
  code_hash BLOB PRIMARY KEY CHECK (length(code_hash) = 32),
  expires_at INTEGER NOT NULL,
  -- Once used: whose it became.
  hotel INTEGER REFERENCES hotel (number)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  hotel INTEGER NOT NULL REFERENCES hotel (number),
  -- The channel's id at the desk.
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  username TEXT NOT NULL,
  -- SHA-256 of the Authorization header that the channel sends; null once it was disconnected.
  secret_hash BLOB CHECK (secret_hash IS NULL OR length(secret_hash) = 32),
  created_at INTEGER NOT NULL,
  UNIQUE (hotel, id)
) STRICT;

CREATE TABLE mailbox_head (
  hotel INTEGER PRIMARY KEY REFERENCES hotel (number),
  last_seq INTEGER NOT NULL,
  acked_seq INTEGER NOT NULL DEFAULT 0 CHECK (acked_seq <= last_seq),
  -- Bodies through this one are gone.
  emptied_seq INTEGER NOT NULL DEFAULT 0 CHECK (emptied_seq <= acked_seq)
) STRICT;

CREATE TABLE mailbox (
  hotel INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  source INTEGER NOT NULL,
  message_key BLOB NOT NULL CHECK (length(message_key) = 16),
  received_at INTEGER NOT NULL,
  -- Null once emptied: the key alone stays, to recognise a repeat.
  body BLOB,
  PRIMARY KEY (hotel, seq),
  UNIQUE (hotel, source, message_key)
) STRICT;
CREATE INDEX mailbox_emptied ON mailbox (received_at) WHERE body IS NULL;

-- What was acknowledged when, to the hour: bodies go a week later.
CREATE TABLE mailbox_acknowledgement (
  hotel INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  up_to INTEGER NOT NULL,
  PRIMARY KEY (hotel, hour)
) STRICT, WITHOUT ROWID;
CREATE INDEX mailbox_acknowledgement_by_hour ON mailbox_acknowledgement (hour);
`,
  `
-- Busy nights of a room, as its desk wrote them; whoever knows the token may fetch them.
CREATE TABLE calendar (
  token_hash BLOB PRIMARY KEY CHECK (length(token_hash) = 32),
  hotel INTEGER NOT NULL REFERENCES hotel (number),
  tag TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  -- Which text was fetched last.
  served_tag TEXT,
  served_at INTEGER
) STRICT;
CREATE INDEX calendar_by_hotel ON calendar (hotel);
`,
]

export interface RelayStore {
  readonly sqlite: Database.Database
  readonly epoch: string
  close(): void
}

/** Without the lock: for a command beside a running relay. @throws StoreTooNew */
export function openDatabase(dir: string, newEpoch: () => string, now: number): Database.Database {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const sqlite = new Database(join(dir, STORE_FILE))
  try {
    // Each message touches a page of two indexes at random places: with SQLite's usual 4 kB pages it writes 10.7 kB of log,
    // with these 4.6 (2 kB messages, 16 hotels). Takes effect in a new file only.
    sqlite.pragma('page_size = 1024')
    sqlite.pragma('journal_mode = WAL')
    // An answer that left was on the disk; better-sqlite3 would default to NORMAL in WAL mode.
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('fullfsync = ON')
    sqlite.pragma('checkpoint_fullfsync = ON')
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('busy_timeout = 5000')
    sqlite.pragma('cache_size = -65536')
    // 16 MB of log: pages that one message after the other touches go back into the file once.
    sqlite.pragma('wal_autocheckpoint = 16000')
    // Emptied bodies must not be found in free pages.
    sqlite.pragma('secure_delete = ON')
    migrate(sqlite, dir, newEpoch, now)
    return sqlite
  } catch (error) {
    sqlite.close()
    throw error
  }
}

/** @throws FolderInUse, StoreTooNew */
export function openStore(dir: string, newEpoch: () => string, now: number): RelayStore {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const lock = takeLock(dir)
  try {
    const sqlite = openDatabase(dir, newEpoch, now)
    const epoch = sqlite.prepare('SELECT epoch FROM relay').pluck().get() as string
    return {
      sqlite,
      epoch,
      close() {
        sqlite.close()
        lock.close()
      },
    }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** Freed by any kind of death of this process. */
function takeLock(dir: string): Database.Database {
  const lock = new Database(join(dir, LOCK_FILE), { timeout: 200 })
  try {
    lock.pragma('journal_mode = DELETE')
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new FolderInUse(dir)
    throw error
  }
}

function migrate(sqlite: Database.Database, dir: string, newEpoch: () => string, now: number): void {
  sqlite
    .transaction(() => {
      const version = sqlite.pragma('user_version', { simple: true }) as number
      if (version > MIGRATIONS.length) throw new StoreTooNew(dir)
      for (const sql of MIGRATIONS.slice(version)) sqlite.exec(sql)
      sqlite.pragma(`user_version = ${MIGRATIONS.length}`)
      if (version === 0) {
        sqlite.prepare('INSERT INTO relay (id, epoch, checked_at) VALUES (1, ?, ?)').run(newEpoch(), now)
      }
    })
    .immediate()
}
