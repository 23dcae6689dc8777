/** What a channel says of the money of a booking, and which of its revisions was taken last. */
const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`

export const sql = `
-- Of a reservation that a channel sold; amounts in its currency. Null: the channel does not say. Never a card's number or code.
CREATE TABLE channel_terms (
  reservation_id INTEGER PRIMARY KEY REFERENCES reservation (id),
  -- Who takes the guest's money.
  collect TEXT CHECK (collect IN ('hotel', 'channel')),
  -- What the channel keeps of the nights' amounts; 0: they are net already.
  commission_minor INTEGER CHECK (commission_minor >= 0),
  -- 1: the channel pays with a virtual card, which can be charged from and until these days.
  virtual_card INTEGER NOT NULL CHECK (virtual_card IN (0, 1)),
  card_from TEXT CHECK (${isoDate('card_from')}),
  card_until TEXT CHECK (${isoDate('card_until')}),
  card_minor INTEGER CHECK (card_minor >= 0)
) STRICT;

-- The newest revision of a booking that was taken, where its channel numbers or dates them. There may be no reservation yet.
CREATE TABLE channel_revision (
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  channel_ref TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  PRIMARY KEY (channel_id, channel_ref)
) STRICT, WITHOUT ROWID;

-- Who else has a guest's row, before a channel changes it.
CREATE INDEX hold_by_guest ON hold (guest_id) WHERE guest_id IS NOT NULL;
CREATE INDEX waitlist_entry_by_guest ON waitlist_entry (guest_id);
`
