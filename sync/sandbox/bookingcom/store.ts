/** The file in which the sandbox keeps what it was told and what it sold, so that a restart forgets nothing. */
import Database from 'better-sqlite3'

export type Store = Database.Database

/** `file` may be `:memory:`. */
export function openStore(file: string): Store {
  const store = new Database(file)
  store.pragma('journal_mode = WAL')
  store.pragma('synchronous = NORMAL')
  store.pragma('foreign_keys = ON')
  store.exec(SCHEMA)
  return store
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS product (
  room_code TEXT PRIMARY KEY, name TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS product_rate (
  room_code TEXT NOT NULL REFERENCES product ON DELETE CASCADE, rate_code TEXT NOT NULL,
  PRIMARY KEY (room_code, rate_code)
) STRICT;
CREATE TABLE IF NOT EXISTS stock (
  room_code TEXT NOT NULL, date TEXT NOT NULL, rooms_to_sell INTEGER NOT NULL CHECK (rooms_to_sell >= 0),
  PRIMARY KEY (room_code, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS price (
  room_code TEXT NOT NULL, rate_code TEXT NOT NULL, date TEXT NOT NULL, amounts TEXT NOT NULL,
  PRIMARY KEY (room_code, rate_code, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS restriction (
  room_code TEXT NOT NULL, rate_code TEXT NOT NULL, date TEXT NOT NULL,
  min_los INTEGER NOT NULL DEFAULT 1, max_los INTEGER,
  closed INTEGER NOT NULL DEFAULT 0, closed_to_arrival INTEGER NOT NULL DEFAULT 0,
  closed_to_departure INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (room_code, rate_code, date)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS booking (
  number INTEGER PRIMARY KEY AUTOINCREMENT, channel_ref TEXT UNIQUE, status TEXT NOT NULL, content TEXT NOT NULL,
  revision INTEGER NOT NULL, queue TEXT, message_seq INTEGER NOT NULL, property_code TEXT, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS booking_queue ON booking (queue, message_seq) WHERE queue IS NOT NULL;
`
