/** The spine: one hotel, its inventory ledger, reservations, rates, journal, and what each channel shows. */

const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`

export const sql = `
CREATE TABLE property (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  time_zone TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  business_date TEXT NOT NULL CHECK (${isoDate('business_date')}),
  -- The property's calendar day at the last look; channels are filled from it on.
  calendar_date TEXT NOT NULL CHECK (${isoDate('calendar_date')}),
  -- Day after the last night with inventory.
  horizon TEXT NOT NULL CHECK (${isoDate('horizon')}),
  ledger_epoch INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE room_type (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  base_occupancy INTEGER NOT NULL CHECK (base_occupancy >= 1),
  max_occupancy INTEGER NOT NULL CHECK (max_occupancy >= base_occupancy),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE room (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  name TEXT NOT NULL UNIQUE,
  in_service INTEGER NOT NULL DEFAULT 1 CHECK (in_service IN (0, 1)),
  position INTEGER NOT NULL,
  UNIQUE (id, room_type_id)
) STRICT;

CREATE TABLE rate_plan (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

-- I2. oversold is exactly what exceeds, so a take without its guard cannot be stored.
CREATE TABLE inventory (
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  total INTEGER NOT NULL CHECK (total >= 0),
  blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked >= 0),
  held INTEGER NOT NULL DEFAULT 0 CHECK (held >= 0),
  booked INTEGER NOT NULL DEFAULT 0 CHECK (booked >= 0),
  overbooking_allowance INTEGER NOT NULL DEFAULT 0 CHECK (overbooking_allowance >= 0),
  oversold INTEGER NOT NULL DEFAULT 0
    CHECK (oversold = max(0, booked + held + blocked - total - overbooking_allowance)),
  -- Journal number of the command that last changed it.
  seq INTEGER NOT NULL,
  PRIMARY KEY (room_type_id, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX inventory_by_seq ON inventory (seq);

-- Prices and restrictions of a night are two facets: each has its own seq.
CREATE TABLE rate (
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  -- JSON array of minor units by number of adults, index 0 is one; '[]' before a price is set.
  prices TEXT NOT NULL CHECK (json_valid(prices) AND json_type(prices) = 'array'),
  min_los_arrival INTEGER NOT NULL DEFAULT 1 CHECK (min_los_arrival >= 1),
  min_los_through INTEGER NOT NULL DEFAULT 1 CHECK (min_los_through >= 1),
  max_los_through INTEGER CHECK (max_los_through >= 1),
  closed_to_arrival INTEGER NOT NULL DEFAULT 0 CHECK (closed_to_arrival IN (0, 1)),
  closed_to_departure INTEGER NOT NULL DEFAULT 0 CHECK (closed_to_departure IN (0, 1)),
  closed INTEGER NOT NULL DEFAULT 0 CHECK (closed IN (0, 1)),
  price_seq INTEGER NOT NULL,
  restrictions_seq INTEGER NOT NULL,
  PRIMARY KEY (rate_plan_id, room_type_id, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX rate_by_price_seq ON rate (price_seq);
CREATE INDEX rate_by_restrictions_seq ON rate (restrictions_seq);

CREATE TABLE guest (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  surname TEXT NOT NULL,
  first_name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL
) STRICT;
CREATE INDEX guest_by_surname ON guest (surname COLLATE NOCASE);

CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  credentials_sealed BLOB NOT NULL,
  buffer INTEGER NOT NULL CHECK (buffer >= 0),
  cap INTEGER CHECK (cap >= 0),
  horizon_days INTEGER NOT NULL CHECK (horizon_days >= 1),
  last_pull_at INTEGER,
  last_pull_error TEXT CHECK (last_pull_error IS NULL OR json_valid(last_pull_error))
) STRICT;

CREATE TABLE reservation (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
  source TEXT NOT NULL CHECK (source IN ('direct', 'walk_in', 'channel')),
  booker_id INTEGER REFERENCES guest (id),
  channel_id INTEGER REFERENCES channel (id),
  channel_ref TEXT,
  -- SHA-256 of the latest applied snapshot: only an equal one is a duplicate (I7).
  snapshot_fingerprint BLOB,
  -- A cancellation that came before its booking: it has no booker and no stays.
  is_tombstone INTEGER NOT NULL DEFAULT 0 CHECK (is_tombstone IN (0, 1)),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  CHECK ((source = 'channel') = (channel_id IS NOT NULL)),
  CHECK ((channel_id IS NULL) = (channel_ref IS NULL)),
  CHECK (is_tombstone = 1 OR booker_id IS NOT NULL),
  UNIQUE (channel_id, channel_ref)
) STRICT;
CREATE INDEX reservation_by_booker ON reservation (booker_id);

CREATE TABLE stay (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  reservation_id INTEGER NOT NULL REFERENCES reservation (id),
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  -- The type that was sold.
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  -- Null for a channel's rate that is not mapped.
  rate_plan_id INTEGER REFERENCES rate_plan (id),
  channel_room_ref TEXT,
  arrival TEXT NOT NULL CHECK (${isoDate('arrival')}),
  departure TEXT NOT NULL CHECK (${isoDate('departure')}),
  adults INTEGER NOT NULL CHECK (adults >= 1),
  children_ages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(children_ages)),
  status TEXT NOT NULL CHECK (status IN ('reserved', 'in_house', 'departed', 'cancelled', 'no_show')),
  -- The room it is in house in, or was last.
  room_id INTEGER REFERENCES room (id),
  checked_in_at INTEGER,
  checked_out_at INTEGER,
  CHECK (arrival < departure),
  CHECK (status <> 'in_house' OR room_id IS NOT NULL),
  UNIQUE (reservation_id, channel_room_ref)
) STRICT;
CREATE INDEX stay_by_arrival ON stay (arrival) WHERE status = 'reserved';
CREATE INDEX stay_by_guest ON stay (guest_id);
-- I1: at no moment are two stays in house in one room.
CREATE UNIQUE INDEX stay_in_house ON stay (room_id) WHERE status = 'in_house';

-- One row per night that was sold; room_type_id is the type that is counted. Freed nights stay, uncounted.
CREATE TABLE stay_night (
  stay_id INTEGER NOT NULL REFERENCES stay (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  room_type_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  counted INTEGER NOT NULL DEFAULT 1 CHECK (counted IN (0, 1)),
  PRIMARY KEY (stay_id, date),
  UNIQUE (stay_id, date, room_type_id),
  FOREIGN KEY (room_type_id, date) REFERENCES inventory (room_type_id, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX stay_night_by_date ON stay_night (date, room_type_id) WHERE counted = 1;

CREATE TABLE room_block (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  reason TEXT NOT NULL
) STRICT;

-- The hook: I1 by its key. The foreign keys tie the room to its type and the night to a night that was sold.
CREATE TABLE room_night (
  room_id INTEGER NOT NULL,
  date TEXT NOT NULL,
  room_type_id INTEGER NOT NULL,
  stay_id INTEGER,
  block_id INTEGER REFERENCES room_block (id),
  PRIMARY KEY (room_id, date),
  CHECK ((stay_id IS NULL) <> (block_id IS NULL)),
  FOREIGN KEY (room_id, room_type_id) REFERENCES room (id, room_type_id),
  FOREIGN KEY (stay_id, date, room_type_id) REFERENCES stay_night (stay_id, date, room_type_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX room_night_by_stay ON room_night (stay_id, date) WHERE stay_id IS NOT NULL;

CREATE TABLE channel_room_mapping (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  room_code TEXT NOT NULL,
  -- 0: no longer mapped; what is shown of it is closed.
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  PRIMARY KEY (channel_id, room_type_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX channel_room_code ON channel_room_mapping (channel_id, room_code) WHERE active = 1;

CREATE TABLE channel_rate_mapping (
  channel_id INTEGER NOT NULL,
  room_type_id INTEGER NOT NULL,
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  rate_code TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  PRIMARY KEY (channel_id, room_type_id, rate_plan_id),
  FOREIGN KEY (channel_id, room_type_id) REFERENCES channel_room_mapping (channel_id, room_type_id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX channel_rate_code
  ON channel_rate_mapping (channel_id, room_type_id, rate_code) WHERE active = 1;

CREATE TABLE channel_lane (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  lane TEXT NOT NULL,
  facets TEXT NOT NULL CHECK (json_valid(facets)),
  position INTEGER NOT NULL,
  -- Every cell with seq <= cursor is settled.
  cursor INTEGER NOT NULL DEFAULT 0,
  -- Counted before each attempt; 0 after an acknowledgement.
  attempts INTEGER NOT NULL DEFAULT 0,
  stopped INTEGER NOT NULL DEFAULT 0 CHECK (stopped IN (0, 1)),
  next_attempt_at INTEGER,
  last_acknowledged_at INTEGER,
  last_error TEXT CHECK (last_error IS NULL OR json_valid(last_error)),
  PRIMARY KEY (channel_id, lane)
) STRICT, WITHOUT ROWID;

-- What the channel last acknowledged, a JSON object by day of month; rate_plan_id 0 is none. See main/ledger/shown.ts.
CREATE TABLE channel_shown (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  facet TEXT NOT NULL CHECK (facet IN ('availability', 'price', 'restrictions')),
  rate_plan_id INTEGER NOT NULL,
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  month TEXT NOT NULL,
  days TEXT NOT NULL CHECK (json_valid(days)),
  -- 1: some day is unknown or waits for its confirmation.
  unsettled INTEGER NOT NULL CHECK (unsettled IN (0, 1)),
  PRIMARY KEY (channel_id, facet, rate_plan_id, room_type_id, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_shown_unsettled ON channel_shown (channel_id, facet) WHERE unsettled = 1;

CREATE TABLE parked_cell (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  facet TEXT NOT NULL,
  rate_plan_id INTEGER NOT NULL,
  room_type_id INTEGER NOT NULL,
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  value TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel_id, facet, rate_plan_id, room_type_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  received_at INTEGER NOT NULL,
  queue TEXT NOT NULL,
  kind TEXT NOT NULL,
  channel_ref TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  -- Masked: no card number ever gets here.
  raw TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'duplicate', 'ignored', 'quarantined', 'unreadable')),
  reason TEXT NOT NULL,
  reservation_id INTEGER REFERENCES reservation (id),
  seq INTEGER NOT NULL
) STRICT;
CREATE INDEX inbox_by_ref ON inbox (channel_id, channel_ref, id);

CREATE TABLE overbooking_case (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  stay_id INTEGER NOT NULL REFERENCES stay (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  -- JSON array of the nights that did not fit.
  nights TEXT NOT NULL CHECK (json_valid(nights)),
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_because TEXT
) STRICT;
CREATE UNIQUE INDEX overbooking_case_open ON overbooking_case (stay_id, room_type_id) WHERE status = 'open';

CREATE TABLE alert (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  -- What it is about; with the kind it is open at most once.
  subject_key TEXT NOT NULL,
  severity TEXT NOT NULL CHECK (severity IN ('warning', 'danger')),
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX alert_open ON alert (kind, subject_key) WHERE closed_at IS NULL;

CREATE TABLE command_answer (
  actor TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  answer TEXT NOT NULL CHECK (json_valid(answer)),
  at INTEGER NOT NULL,
  PRIMARY KEY (actor, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX command_answer_by_age ON command_answer (at);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  command TEXT NOT NULL,
  -- Refers to guests by id, never by name.
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

-- REST tokens and browser sessions; only hashes are kept.
CREATE TABLE api_token (
  id INTEGER PRIMARY KEY,
  token_hash BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  permissions TEXT NOT NULL CHECK (json_valid(permissions)),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  cookie_hash BLOB NOT NULL UNIQUE,
  page_token_hash BLOB NOT NULL,
  actor TEXT NOT NULL,
  permissions TEXT NOT NULL CHECK (json_valid(permissions)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
`
