/**
 * Rules that move prices by how a night sells, and what was decided about recommended prices. Both are origins of a price that the
 * tables of 0005 do not know of, so that these are made anew.
 */

const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`
const isJson = (column: string, type: 'object' | 'array') =>
  `json_valid(${column}) AND json_type(${column}) = '${type}'`

export const sql = `
-- Their effects on a night add up; see shared/rates/yield.ts.
CREATE TABLE yield_rule (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  conditions TEXT NOT NULL CHECK (${isJson('conditions', 'object')}),
  -- JSON array of row ids; null: all.
  room_types TEXT CHECK (json_valid(room_types)),
  -- {"kind":"percent","percent"} or {"kind":"amount","amountMinor"}; null moves no price.
  move TEXT CHECK (json_valid(move)),
  -- Only the fields that it restricts; null: none.
  restrictions TEXT CHECK (json_valid(restrictions)),
  seq INTEGER NOT NULL,
  CHECK (move IS NOT NULL OR restrictions IS NOT NULL)
) STRICT;

-- Rules that held when a night was looked at last; no row: none.
CREATE TABLE yield_night (
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  -- JSON array of {"name","move","restrictions"}.
  effects TEXT NOT NULL CHECK (${isJson('effects', 'array')}),
  PRIMARY KEY (room_type_id, date)
) STRICT, WITHOUT ROWID;

CREATE TABLE recommendation_decision (
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  decision TEXT NOT NULL CHECK (decision IN ('accepted', 'edited', 'ignored', 'autopilot')),
  -- For base occupancy: what was recommended, what stood at the beginning of that business date, what was decided.
  recommended_minor INTEGER NOT NULL CHECK (recommended_minor >= 0),
  stood_minor INTEGER CHECK (stood_minor >= 0),
  decided_minor INTEGER CHECK (decided_minor >= 0),
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  business_date TEXT NOT NULL CHECK (${isoDate('business_date')}),
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (room_type_id, date)
) STRICT, WITHOUT ROWID;

-- The business date on which autopilot looked last; null: never.
ALTER TABLE property ADD COLUMN autopilot_date TEXT CHECK (${isoDate('autopilot_date')});

CREATE TABLE rate_by_hand_new (
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  -- {"prices","children","extraBedMinor"}; null: the price is not set by hand.
  price TEXT CHECK (json_valid(price)),
  -- Only the fields that are set by hand; null: none.
  restrictions TEXT CHECK (json_valid(restrictions)),
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported', 'recommended', 'autopilot')),
  seq INTEGER NOT NULL,
  PRIMARY KEY (rate_plan_id, room_type_id, date),
  CHECK (price IS NOT NULL OR restrictions IS NOT NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO rate_by_hand_new SELECT * FROM rate_by_hand;
DROP TABLE rate_by_hand;
ALTER TABLE rate_by_hand_new RENAME TO rate_by_hand;

CREATE TABLE rate_new (
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
  max_los_arrival INTEGER CHECK (max_los_arrival >= 1),
  min_advance_days INTEGER CHECK (min_advance_days >= 0),
  max_advance_days INTEGER CHECK (max_advance_days >= 0),
  -- {"children":[minor units by age band],"extraBedMinor":n or null}
  supplements TEXT NOT NULL DEFAULT '{}' CHECK (${isJson('supplements', 'object')}),
  -- Which layer set the price; origin_id names the season or the parent plan.
  price_origin TEXT NOT NULL DEFAULT 'none'
    CHECK (price_origin IN ('none', 'base', 'season', 'derived', 'typed', 'imported', 'recommended', 'autopilot')),
  origin_id INTEGER,
  PRIMARY KEY (rate_plan_id, room_type_id, date)
) STRICT, WITHOUT ROWID;
INSERT INTO rate_new SELECT * FROM rate;
DROP TABLE rate;
ALTER TABLE rate_new RENAME TO rate;
CREATE INDEX rate_by_price_seq ON rate (price_seq);
CREATE INDEX rate_by_restrictions_seq ON rate (restrictions_seq);
`
