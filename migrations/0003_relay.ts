/** The relay: the pairing with its keys, where its mailbox was read to, and what could not be read. */

export const sql = `
CREATE TABLE relay_pairing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT NOT NULL,
  hotel_id TEXT NOT NULL,
  -- Sealed with the folder's key file.
  private_key_sealed BLOB NOT NULL,
  token_sealed BLOB NOT NULL,
  -- Everything of this epoch through this number is applied (I7): committed with the message itself.
  epoch TEXT NOT NULL,
  cursor INTEGER NOT NULL CHECK (cursor >= 0),
  paired_at INTEGER NOT NULL
) STRICT;

-- A pairing whose answer has not come: asked again with the same key and token, it is the same request.
CREATE TABLE relay_attempt (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT NOT NULL,
  private_key_sealed BLOB NOT NULL,
  token_sealed BLOB NOT NULL
) STRICT;

CREATE TABLE relay_source (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id),
  username TEXT NOT NULL,
  connected_at INTEGER NOT NULL,
  last_message_at INTEGER
) STRICT;

-- Tells a message again when the relay was restored from a copy and counts anew.
CREATE TABLE relay_applied (
  source TEXT NOT NULL,
  message_key TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (source, message_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX relay_applied_by_age ON relay_applied (at);

-- As it came, sealed: it can be opened with the hotel's key for the hotel and source beside it (sealing/sealed-box.ts).
CREATE TABLE relay_unreadable (
  id INTEGER PRIMARY KEY,
  hotel_id TEXT NOT NULL,
  source TEXT NOT NULL,
  epoch TEXT NOT NULL,
  message_seq INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
`
