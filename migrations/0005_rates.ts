/**
 * Rates and seasons. `rate` stays what channels and offers read; from here on each night of it is what the layers below
 * make of it: what was set by hand, season, events and weekdays, base price, derivation from a parent plan.
 */

const isoDate = (column: string) => `${column} GLOB '2[01][0-9][0-9]-[01][0-9]-[0-3][0-9]'`
const isJson = (column: string, type: 'object' | 'array') =>
  `json_valid(${column}) AND json_type(${column}) = '${type}'`
/** A named time of the year: null dates mean every day; repeats follows shared/rates/recurrence.ts. */
const when = `
  from_date TEXT CHECK (${isoDate('from_date')}),
  -- Exclusive.
  to_date TEXT CHECK (${isoDate('to_date')}),
  repeats TEXT NOT NULL DEFAULT 'never' CHECK (repeats IN ('never', 'same_dates', 'same_weekdays')),
  -- Digits of the weekdays on which it holds, 1 = Monday.
  weekdays TEXT NOT NULL DEFAULT '1234567' CHECK (length(weekdays) BETWEEN 1 AND 7),
  CHECK ((from_date IS NULL) = (to_date IS NULL)),
  CHECK (from_date < to_date)`

export const sql = `
-- Hours before the arrival count from this local time of day.
ALTER TABLE property ADD COLUMN check_in_time TEXT NOT NULL DEFAULT '15:00'
  CHECK (check_in_time GLOB '[0-2][0-9]:[0-5][0-9]');
-- JSON array of {"name","fromAge","toAge"}, ages inclusive, in order; children outside pay nothing.
ALTER TABLE property ADD COLUMN child_bands TEXT NOT NULL DEFAULT '[]' CHECK (${isJson('child_bands', 'array')});
-- How moved prices are rounded; see shared/contract/pricing.ts.
ALTER TABLE property ADD COLUMN pricing TEXT NOT NULL DEFAULT '{}' CHECK (${isJson('pricing', 'object')});

-- Beds that are set up when more guests come than the room has beds; max_occupancy includes them.
ALTER TABLE room_type ADD COLUMN extra_beds INTEGER NOT NULL DEFAULT 0 CHECK (extra_beds >= 0);
-- Bounds of the price for base occupancy on plans without a parent; beyond them is asked again.
ALTER TABLE room_type ADD COLUMN price_floor_minor INTEGER CHECK (price_floor_minor >= 0);
ALTER TABLE room_type ADD COLUMN price_ceiling_minor INTEGER CHECK (price_ceiling_minor >= 0);

ALTER TABLE rate_plan ADD COLUMN parent_id INTEGER REFERENCES rate_plan (id);
-- {"percent","amountMinor","per","roundToMinor","rounding","followsRestrictions"}; null without a parent.
ALTER TABLE rate_plan ADD COLUMN derivation TEXT CHECK (json_valid(derivation));
-- Meal plan, inclusions, guarantee, deposit, prices by length of stay; see shared/rates/plan-terms.ts.
ALTER TABLE rate_plan ADD COLUMN terms TEXT NOT NULL DEFAULT '{}' CHECK (${isJson('terms', 'object')});
-- 0: no longer sold; its stays keep it.
ALTER TABLE rate_plan ADD COLUMN active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1));
ALTER TABLE rate_plan ADD COLUMN sold_at_desk INTEGER NOT NULL DEFAULT 1 CHECK (sold_at_desk IN (0, 1));
ALTER TABLE rate_plan ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;

-- Channels on which a plan is not sold, though it is mapped there.
CREATE TABLE rate_plan_not_on (
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  channel_id INTEGER NOT NULL REFERENCES channel (id),
  PRIMARY KEY (rate_plan_id, channel_id)
) STRICT, WITHOUT ROWID;

-- {"tiers":[{"hoursBefore","fee"}],"noShow":fee}, see shared/rates/cancellation.ts. The columns of before are not read any more.
ALTER TABLE cancellation_policy ADD COLUMN terms TEXT NOT NULL DEFAULT '{"tiers":[],"noShow":null}'
  CHECK (${isJson('terms', 'object')});

CREATE TABLE base_price (
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  -- {"prices","children","extraBedMinor"}
  price TEXT NOT NULL CHECK (${isJson('price', 'object')}),
  seq INTEGER NOT NULL,
  PRIMARY KEY (rate_plan_id, room_type_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE season (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The highest that covers a night sets its price.
  precedence INTEGER NOT NULL CHECK (precedence BETWEEN 1 AND 99),
  -- 0 to 11: which of the page's colours.
  colour INTEGER NOT NULL DEFAULT 0 CHECK (colour BETWEEN 0 AND 11),
  -- JSON array of {"restrictions","weekdays"} while it is the season of a night.
  restrictions TEXT NOT NULL DEFAULT '[]' CHECK (${isJson('restrictions', 'array')}),
  seq INTEGER NOT NULL,${when}
) STRICT;

-- {"kind":"fixed","prices","children","extraBedMinor"} | {"kind":"percent","percent"} | {"kind":"amount","amountMinor"} of the base price.
CREATE TABLE season_price (
  season_id INTEGER NOT NULL REFERENCES season (id),
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  price TEXT NOT NULL CHECK (${isJson('price', 'object')}),
  PRIMARY KEY (season_id, rate_plan_id, room_type_id)
) STRICT, WITHOUT ROWID;

-- Events and weekday patterns: they add up, on top of the season or the base price.
CREATE TABLE price_adjustment (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('event', 'weekday')),
  name TEXT NOT NULL,
  -- {"percent"} or {"amountMinor"}; null is only to be seen.
  change TEXT CHECK (json_valid(change)),
  seq INTEGER NOT NULL,${when}
) STRICT;

-- The strictest of all that hold for a night, and of its season, is what restricts it.
CREATE TABLE restriction_rule (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- JSON arrays of row ids; null: all.
  rate_plans TEXT CHECK (json_valid(rate_plans)),
  room_types TEXT CHECK (json_valid(room_types)),
  restrictions TEXT NOT NULL CHECK (${isJson('restrictions', 'object')}),
  seq INTEGER NOT NULL,${when}
) STRICT;

-- What somebody set for one night; it wins over every other layer until it is taken away.
CREATE TABLE rate_by_hand (
  rate_plan_id INTEGER NOT NULL REFERENCES rate_plan (id),
  room_type_id INTEGER NOT NULL REFERENCES room_type (id),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  -- {"prices","children","extraBedMinor"}; null: the price is not set by hand.
  price TEXT CHECK (json_valid(price)),
  -- Only the fields that are set by hand; null: none.
  restrictions TEXT CHECK (json_valid(restrictions)),
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported')),
  seq INTEGER NOT NULL,
  PRIMARY KEY (rate_plan_id, room_type_id, date),
  CHECK (price IS NOT NULL OR restrictions IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE promotion (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('early_bird', 'last_minute', 'long_stay', 'code', 'package')),
  -- Upper case; null unless the guest has to name it.
  code TEXT UNIQUE,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- Conditions, benefit and stacking, see shared/rates/promotion.ts.
  terms TEXT NOT NULL CHECK (${isJson('terms', 'object')}),
  seq INTEGER NOT NULL
) STRICT;

-- Units of the currency for one euro, as the European Central Bank writes them.
CREATE TABLE exchange_rate (
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  date TEXT NOT NULL CHECK (${isoDate('date')}),
  units_per_euro REAL NOT NULL CHECK (units_per_euro > 0),
  PRIMARY KEY (currency, date)
) STRICT, WITHOUT ROWID;

-- What a command found of the layers that it changed, so that rates.undo can put it back.
CREATE TABLE rate_undo (
  seq INTEGER PRIMARY KEY,
  before TEXT NOT NULL CHECK (${isJson('before', 'object')}),
  undone_by INTEGER
) STRICT;

ALTER TABLE rate ADD COLUMN max_los_arrival INTEGER CHECK (max_los_arrival >= 1);
ALTER TABLE rate ADD COLUMN min_advance_days INTEGER CHECK (min_advance_days >= 0);
ALTER TABLE rate ADD COLUMN max_advance_days INTEGER CHECK (max_advance_days >= 0);
-- {"children":[minor units by age band],"extraBedMinor":n or null}
ALTER TABLE rate ADD COLUMN supplements TEXT NOT NULL DEFAULT '{}' CHECK (${isJson('supplements', 'object')});
-- Which layer set the price; origin_id names the season or the parent plan.
ALTER TABLE rate ADD COLUMN price_origin TEXT NOT NULL DEFAULT 'none'
  CHECK (price_origin IN ('none', 'base', 'season', 'derived', 'typed', 'imported'));
ALTER TABLE rate ADD COLUMN origin_id INTEGER;

-- JSON arrays: public ids of the promotions that a stay was sold with, and what is included in its price.
ALTER TABLE stay ADD COLUMN promotions TEXT NOT NULL DEFAULT '[]' CHECK (${isJson('promotions', 'array')});
-- What was cancelled in the last days.
CREATE INDEX stay_by_end ON stay (ended_at) WHERE ended_at IS NOT NULL;
ALTER TABLE stay ADD COLUMN inclusions TEXT NOT NULL DEFAULT '[]' CHECK (${isJson('inclusions', 'array')});
`
