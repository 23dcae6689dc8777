/** What a channel that cannot be reached keeps from being sold elsewhere, and what a comparison with a channel found. */
export const sql = `
-- Rooms of each mapped type that the other channels are not offered while this one is stale.
ALTER TABLE channel ADD COLUMN safety_buffer INTEGER NOT NULL DEFAULT 0 CHECK (safety_buffer >= 0);
-- Epoch ms since when what it shows can no longer be changed; null: it can.
ALTER TABLE channel ADD COLUMN stale_since INTEGER;
-- The last read-back: epoch ms, and {"cells","differences"}.
ALTER TABLE channel ADD COLUMN compared_at INTEGER;
ALTER TABLE channel ADD COLUMN comparison TEXT CHECK (comparison IS NULL OR json_valid(comparison));
`
