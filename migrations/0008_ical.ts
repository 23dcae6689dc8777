/** Calendars: feeds of a room or of one unit of a type, read and exported. Each is a channel of the kind `ical`. */
const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`
const isList = (column: string) => `json_valid(${column}) AND json_type(${column}) = 'array'`

export const sql = `
CREATE TABLE calendar (
  channel_id INTEGER PRIMARY KEY REFERENCES channel (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  -- Null: one unit of the type, whichever.
  room_id INTEGER REFERENCES room (id),
  -- Host name of the feed's address, for people; null: its files are brought by hand. The address is sealed, in channel.
  feed_host TEXT,
  -- What is missing in so many whole feeds in a row is cancelled.
  confirmations INTEGER NOT NULL CHECK (confirmations BETWEEN 1 AND 20),
  made_at INTEGER NOT NULL,
  ended_at INTEGER,
  -- Of the latest feed: events whose nights could not be told.
  unreadable INTEGER NOT NULL DEFAULT 0,
  -- The secret part of the address under which the relay serves the export; null: it does not.
  token_sealed BLOB
) STRICT;

-- What a feed says, as it was taken; a row goes when its event is over or cancelled.
CREATE TABLE calendar_event (
  channel_id INTEGER NOT NULL REFERENCES calendar (channel_id),
  uid TEXT NOT NULL,
  channel_ref TEXT NOT NULL,
  first_night TEXT NOT NULL CHECK (${isoDate('first_night')}),
  departure TEXT NOT NULL CHECK (${isoDate('departure')}),
  -- booked: a reservation. blocked: a hold or a block of the room. echo: our own export come back, counted nowhere.
  state TEXT NOT NULL CHECK (state IN ('booked', 'blocked', 'echo')),
  -- JSON array of the nights that it was taken for.
  nights TEXT NOT NULL CHECK (${isList('nights')}),
  hold_id INTEGER REFERENCES hold (id),
  block_id INTEGER REFERENCES room_block (id),
  -- Whole feeds in a row without it, and with nights of an echo that the export no longer explains.
  absences INTEGER NOT NULL DEFAULT 0,
  unexplained INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (channel_id, uid),
  UNIQUE (channel_id, channel_ref)
) STRICT, WITHOUT ROWID;

-- Texts that were handed out lately, and which of them was fetched last: a feed may only echo what it was told.
CREATE TABLE calendar_export (
  channel_id INTEGER NOT NULL REFERENCES calendar (channel_id),
  tag TEXT NOT NULL,
  -- JSON array of [first night, day after the last].
  busy TEXT NOT NULL CHECK (${isList('busy')}),
  made_at INTEGER NOT NULL,
  served_at INTEGER,
  PRIMARY KEY (channel_id, tag)
) STRICT, WITHOUT ROWID;
`
