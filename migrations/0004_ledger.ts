/** The ledger in full: holds, allotments, the waitlist, folios, what a room is like, and how everything was at any past commit. */

const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`

export const sql = `
ALTER TABLE property ADD COLUMN max_stay_nights INTEGER NOT NULL DEFAULT 365 CHECK (max_stay_nights >= 1);
-- What it costs to send a guest to another house, and whether a channel's booking that does not fit is upgraded by itself.
ALTER TABLE property ADD COLUMN walk_cost_minor INTEGER NOT NULL DEFAULT 0 CHECK (walk_cost_minor >= 0);
ALTER TABLE property ADD COLUMN auto_upgrade INTEGER NOT NULL DEFAULT 0 CHECK (auto_upgrade IN (0, 1));

ALTER TABLE room ADD COLUMN floor TEXT NOT NULL DEFAULT '';
ALTER TABLE room ADD COLUMN accessible INTEGER NOT NULL DEFAULT 0 CHECK (accessible IN (0, 1));
-- JSON array of words such as "balcony".
ALTER TABLE room ADD COLUMN features TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(features));
ALTER TABLE room ADD COLUMN housekeeping TEXT NOT NULL DEFAULT 'clean'
  CHECK (housekeeping IN ('clean', 'dirty', 'inspected'));

-- out_of_order takes the room out of what can be sold; out_of_service keeps it counted and only unassigned.
ALTER TABLE room_block ADD COLUMN kind TEXT NOT NULL DEFAULT 'out_of_order'
  CHECK (kind IN ('out_of_order', 'out_of_service'));

CREATE TABLE cancellation_policy (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  -- Cancelling is free until so many days before the arrival; 0: until the arrival's business date begins.
  free_until_days INTEGER NOT NULL CHECK (free_until_days BETWEEN 0 AND 365),
  -- Part of the price of the first nights that is charged afterwards, and for a no-show.
  late_percent INTEGER NOT NULL CHECK (late_percent BETWEEN 0 AND 100),
  late_nights INTEGER CHECK (late_nights >= 1),
  no_show_percent INTEGER NOT NULL CHECK (no_show_percent BETWEEN 0 AND 100),
  no_show_nights INTEGER CHECK (no_show_nights >= 1)
) STRICT;
ALTER TABLE rate_plan ADD COLUMN cancellation_policy_id INTEGER REFERENCES cancellation_policy (id);

CREATE TABLE hold (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('quote', 'option', 'channel', 'waitlist')),
  status TEXT NOT NULL CHECK (status IN ('active', 'converted', 'released', 'expired')),
  -- For people: an agent, a quote's number. A guest is referred to.
  label TEXT NOT NULL,
  guest_id INTEGER REFERENCES guest (id),
  reservation_id INTEGER REFERENCES reservation (id),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  CHECK ((status = 'active') = (ended_at IS NULL))
) STRICT;
CREATE INDEX hold_expiry ON hold (expires_at) WHERE status = 'active';
CREATE INDEX hold_by_end ON hold (ended_at) WHERE ended_at IS NOT NULL;

-- Nights stay on record after a hold ends; only an active hold's are counted in inventory.held.
CREATE TABLE hold_night (
  hold_id INTEGER NOT NULL REFERENCES hold (id),
  room_type_id INTEGER NOT NULL,
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  rooms INTEGER NOT NULL CHECK (rooms >= 1),
  PRIMARY KEY (hold_id, room_type_id, date),
  FOREIGN KEY (room_type_id, date) REFERENCES inventory (room_type_id, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_night_by_date ON hold_night (date, room_type_id);

-- An allotment: rooms set apart for a group. Its rooms are stays of its master reservation.
CREATE TABLE group_block (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'released', 'cancelled')),
  reservation_id INTEGER NOT NULL UNIQUE REFERENCES reservation (id),
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  arrival TEXT NOT NULL CHECK (${isoDate('arrival')}),
  departure TEXT NOT NULL CHECK (${isoDate('departure')}),
  -- What is not picked up goes back to sale when this business date begins.
  release_date TEXT NOT NULL CHECK (${isoDate('release_date')}),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  CHECK (arrival < departure)
) STRICT;
CREATE INDEX group_block_release ON group_block (release_date) WHERE status = 'open';

-- inventory.blocked counts rooms - picked_up - released.
CREATE TABLE group_night (
  group_id INTEGER NOT NULL REFERENCES group_block (id),
  room_type_id INTEGER NOT NULL,
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  rooms INTEGER NOT NULL CHECK (rooms >= 0),
  picked_up INTEGER NOT NULL DEFAULT 0 CHECK (picked_up >= 0),
  released INTEGER NOT NULL DEFAULT 0 CHECK (released >= 0),
  -- Of one room, whoever sleeps in it.
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  CHECK (picked_up + released <= rooms),
  PRIMARY KEY (group_id, room_type_id, date),
  FOREIGN KEY (room_type_id, date) REFERENCES inventory (room_type_id, date)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_night_by_date ON group_night (date, room_type_id);

ALTER TABLE stay ADD COLUMN group_id INTEGER REFERENCES group_block (id);
-- Its room is not changed by a repack.
ALTER TABLE stay ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1));
-- Local time of day that the guest announced, HH:MM.
ALTER TABLE stay ADD COLUMN expected_at TEXT CHECK (expected_at GLOB '[0-2][0-9]:[0-5][0-9]');
ALTER TABLE stay ADD COLUMN arrival_note TEXT NOT NULL DEFAULT '';
-- What the guest wishes of a room: {"features":[],"floor":"","accessible":false,"near":[]}.
ALTER TABLE stay ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(wishes));
-- When it was cancelled, or marked as a no-show.
ALTER TABLE stay ADD COLUMN ended_at INTEGER;
CREATE INDEX stay_by_group ON stay (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX reservation_by_age ON reservation (created_at, id);
-- So few that a list of them would else be looked for among all.
CREATE INDEX stay_no_show ON stay (reservation_id) WHERE status = 'no_show';
-- The allotment that the night was picked up from.
ALTER TABLE stay_night ADD COLUMN group_id INTEGER REFERENCES group_block (id);
CREATE INDEX stay_night_by_group ON stay_night (group_id) WHERE group_id IS NOT NULL;

CREATE TABLE waitlist_entry (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('waiting', 'offered', 'booked', 'lapsed', 'withdrawn')),
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  -- JSON array of room type ids, the most wished for first.
  room_types TEXT NOT NULL CHECK (json_valid(room_types)),
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  arrival TEXT NOT NULL CHECK (${isoDate('arrival')}),
  departure TEXT NOT NULL CHECK (${isoDate('departure')}),
  -- Days that the stay may begin earlier or later.
  flexible_days INTEGER NOT NULL CHECK (flexible_days BETWEEN 0 AND 14),
  adults INTEGER NOT NULL CHECK (adults >= 1),
  children_ages TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(children_ages)),
  -- 1 comes first.
  priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 9),
  offer_hours INTEGER NOT NULL CHECK (offer_hours BETWEEN 1 AND 720),
  note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  hold_id INTEGER REFERENCES hold (id),
  reservation_id INTEGER REFERENCES reservation (id),
  -- When it was booked, lapsed or withdrawn.
  ended_at INTEGER,
  CHECK (arrival < departure),
  CHECK ((status IN ('waiting', 'offered')) = (ended_at IS NULL)),
  CHECK (status <> 'offered' OR hold_id IS NOT NULL)
) STRICT;
CREATE INDEX waitlist_live ON waitlist_entry (priority, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX waitlist_by_end ON waitlist_entry (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX waitlist_by_hold ON waitlist_entry (hold_id) WHERE hold_id IS NOT NULL;

CREATE TABLE article (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- Null: the amount is typed.
  amount_minor INTEGER CHECK (amount_minor >= 0),
  -- Kept for the step that computes taxes.
  tax_code TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
) STRICT;

CREATE TABLE folio (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  reservation_id INTEGER NOT NULL REFERENCES reservation (id),
  -- Null: the bill of the whole reservation.
  stay_id INTEGER REFERENCES stay (id),
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- The sum of its postings, kept so that a closed folio that is not zero cannot be stored (I9).
  balance_minor INTEGER NOT NULL DEFAULT 0,
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  CHECK (status = 'open' OR balance_minor = 0),
  CHECK ((status = 'closed') = (closed_at IS NOT NULL))
) STRICT;
CREATE INDEX folio_by_reservation ON folio (reservation_id, id);
CREATE INDEX folio_by_stay ON folio (stay_id) WHERE stay_id IS NOT NULL;

-- I9: never updated or deleted. Charges are positive, payments negative; the balance is what the guest owes.
CREATE TABLE posting (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  folio_id INTEGER NOT NULL REFERENCES folio (id),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  business_date TEXT NOT NULL CHECK (${isoDate('business_date')}),
  kind TEXT NOT NULL CHECK (kind IN ('charge', 'room', 'fee', 'payment', 'deposit', 'refund')),
  article_id INTEGER REFERENCES article (id),
  text TEXT NOT NULL,
  quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  method TEXT CHECK (method IN ('cash', 'card', 'bank', 'voucher')),
  reference TEXT NOT NULL DEFAULT '',
  -- The stay that it is charged for; null for money.
  stay_id INTEGER REFERENCES stay (id),
  -- Of a room charge.
  night TEXT CHECK (${isoDate('night')}),
  -- Takes that posting back; at most one may.
  reverses_id INTEGER UNIQUE REFERENCES posting (id),
  -- Names the postings of one transfer or split: their amounts sum to zero.
  transfer_id TEXT,
  CHECK ((kind IN ('payment', 'deposit', 'refund')) = (method IS NOT NULL))
) STRICT;
CREATE INDEX posting_by_folio ON posting (folio_id, id);
CREATE INDEX posting_by_night ON posting (stay_id, night) WHERE stay_id IS NOT NULL;
CREATE INDEX posting_by_transfer ON posting (transfer_id) WHERE transfer_id IS NOT NULL;
CREATE TRIGGER posting_is_append_only_update BEFORE UPDATE ON posting
  BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
CREATE TRIGGER posting_is_append_only_delete BEFORE DELETE ON posting
  BEGIN SELECT RAISE(ABORT, 'postings are append-only'); END;
CREATE TRIGGER posting_into_closed_folio BEFORE INSERT ON posting
  WHEN (SELECT status FROM folio WHERE id = NEW.folio_id) <> 'open'
  BEGIN SELECT RAISE(ABORT, 'the folio is closed'); END;
CREATE TRIGGER posting_moves_balance AFTER INSERT ON posting
  BEGIN UPDATE folio SET balance_minor = balance_minor + NEW.amount_minor WHERE id = NEW.folio_id; END;

-- Charges of a stay that go to another folio than the stay's own; article_id 0 is the room.
CREATE TABLE folio_routing (
  stay_id INTEGER NOT NULL REFERENCES stay (id),
  article_id INTEGER NOT NULL,
  folio_id INTEGER NOT NULL REFERENCES folio (id),
  PRIMARY KEY (stay_id, article_id)
) STRICT, WITHOUT ROWID;

-- JSON: the way that was chosen, its cost, by whom, and what it was chosen from.
ALTER TABLE overbooking_case ADD COLUMN resolution TEXT CHECK (resolution IS NULL OR json_valid(resolution));
-- What a quarantined message says, read already: it is applied when its room is mapped.
ALTER TABLE inbox ADD COLUMN snapshot TEXT CHECK (snapshot IS NULL OR json_valid(snapshot));
CREATE INDEX inbox_quarantined ON inbox (channel_id, id) WHERE outcome = 'quarantined';

-- How a stay, a block, a hold or an allotment stood after the command seq changed it; see main/ledger/history.ts.
CREATE TABLE history (
  kind TEXT NOT NULL CHECK (kind IN ('stay', 'block', 'hold', 'group')),
  key INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  first_night TEXT NOT NULL,
  -- Exclusive.
  last_night_end TEXT NOT NULL,
  state TEXT NOT NULL CHECK (json_valid(state)),
  PRIMARY KEY (kind, key, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_by_night ON history (kind, first_night, last_night_end, key, seq);
-- The few long ones, so that a look at a window need not search the years before it; see main/ledger/history/past.ts.
CREATE INDEX history_long ON history (kind, first_night)
  WHERE julianday(last_night_end) - julianday(first_night) > 31;
-- The journal number that the history begins with: 0 in a file that always had one.
ALTER TABLE property ADD COLUMN history_since INTEGER NOT NULL DEFAULT 0;
UPDATE property SET history_since = (SELECT coalesce(max(seq), 0) FROM journal);
CREATE INDEX journal_by_at ON journal (at);
`
