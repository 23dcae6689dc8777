/** What the newcomer's view reads: guests found by any word, a reservation's timeline, rooms out of order, requests sent. */

export const sql = `
-- Words of a guest's names as they are searched for: small letters without accents (shared/words.ts).
CREATE TABLE guest_word (
  word TEXT NOT NULL,
  guest_id INTEGER NOT NULL REFERENCES guest (id),
  PRIMARY KEY (word, guest_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX guest_word_by_guest ON guest_word (guest_id);

-- Which journal rows touched a reservation.
CREATE TABLE journal_reservation (
  reservation_id INTEGER NOT NULL REFERENCES reservation (id),
  seq INTEGER NOT NULL REFERENCES journal (seq),
  PRIMARY KEY (reservation_id, seq)
) STRICT, WITHOUT ROWID;

-- Rows from before this table: their payloads name the reservation, or a stay of it.
INSERT OR IGNORE INTO journal_reservation (reservation_id, seq)
  SELECT r.id, j.seq FROM journal AS j JOIN reservation AS r ON r.public_id = json_extract(j.payload, '$.reservation');
INSERT OR IGNORE INTO journal_reservation (reservation_id, seq)
  SELECT s.reservation_id, j.seq FROM journal AS j JOIN stay AS s ON s.public_id = json_extract(j.payload, '$.stay');

CREATE INDEX room_night_by_block ON room_night (block_id, date) WHERE block_id IS NOT NULL;
CREATE INDEX stay_by_check_out ON stay (checked_out_at) WHERE checked_out_at IS NOT NULL;

-- One row per settled request, the latest 1,000 of a channel. Counts only: what was sent stands in channel_shown.
CREATE TABLE channel_request (
  id INTEGER PRIMARY KEY,
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  lane TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  settled_at INTEGER NOT NULL,
  ranges INTEGER NOT NULL,
  cells INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  not_applied INTEGER NOT NULL,
  uncertain INTEGER NOT NULL,
  error TEXT CHECK (error IS NULL OR json_valid(error))
) STRICT;
CREATE INDEX channel_request_by_channel ON channel_request (channel_id, id);
`
