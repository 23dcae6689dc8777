/** What the rates of an older file become as layers: its usual price is the base price, what differs was set by hand. */
import type Database from 'better-sqlite3'

/**
 * Nothing that is sold changes: of the nights from the business date on, the price that most of them have becomes the base price of
 * each plan and type, and every night that differs from it, or is restricted, keeps that by hand. A night that had no price keeps
 * having none (an empty price by hand), so that a house closed for a season does not begin to sell it. Cancellation policies get
 * their tiers: `freeUntilDays` days counted from 04:00, which is eleven hours before a check-in at 15:00.
 */
export function fillLayers(sqlite: Database.Database): void {
  sqlite.exec(`
    UPDATE cancellation_policy SET terms = json_object(
      'tiers', json_array(json_object('hoursBefore', free_until_days * 24 + 11,
        'fee', json_object('kind', 'percent', 'percent', late_percent, 'ofNights', late_nights))),
      'noShow', json_object('kind', 'percent', 'percent', no_show_percent, 'ofNights', no_show_nights));

    CREATE TEMP TABLE usual AS
      SELECT rate_plan_id, room_type_id, prices, max(price_seq) AS seq,
             row_number() OVER (PARTITION BY rate_plan_id, room_type_id ORDER BY count(*) DESC, prices) AS place
        FROM rate WHERE prices <> '[]' AND date >= (SELECT business_date FROM property)
       GROUP BY rate_plan_id, room_type_id, prices;
    INSERT INTO base_price (rate_plan_id, room_type_id, price, seq)
      SELECT rate_plan_id, room_type_id,
             json_object('prices', json(prices), 'children', json('[]'), 'extraBedMinor', NULL), seq
        FROM usual WHERE place = 1;
    INSERT INTO rate_by_hand (rate_plan_id, room_type_id, date, price, restrictions, origin, seq)
      SELECT r.rate_plan_id, r.room_type_id, r.date,
             CASE WHEN r.prices IS u.prices THEN NULL
                  ELSE json_object('prices', json(r.prices), 'children', json('[]'), 'extraBedMinor', NULL) END,
             CASE WHEN r.min_los_arrival = 1 AND r.min_los_through = 1 AND r.max_los_through IS NULL
                       AND r.closed_to_arrival = 0 AND r.closed_to_departure = 0 AND r.closed = 0 THEN NULL
                  ELSE json_object('minLosArrival', r.min_los_arrival, 'minLosThrough', r.min_los_through,
                    'maxLosThrough', r.max_los_through,
                    'closedToArrival', json(iif(r.closed_to_arrival, 'true', 'false')),
                    'closedToDeparture', json(iif(r.closed_to_departure, 'true', 'false')),
                    'closed', json(iif(r.closed, 'true', 'false'))) END,
             'typed', max(r.price_seq, r.restrictions_seq)
        FROM rate AS r LEFT JOIN usual AS u
          ON u.rate_plan_id = r.rate_plan_id AND u.room_type_id = r.room_type_id AND u.place = 1
       WHERE r.date >= (SELECT business_date FROM property)
         AND (r.prices IS NOT u.prices OR r.min_los_arrival > 1 OR r.min_los_through > 1 OR r.max_los_through IS NOT NULL
              OR r.closed_to_arrival OR r.closed_to_departure OR r.closed);
    INSERT INTO rate_by_hand (rate_plan_id, room_type_id, date, price, restrictions, origin, seq)
      SELECT b.rate_plan_id, b.room_type_id, i.date,
             json_object('prices', json('[]'), 'children', json('[]'), 'extraBedMinor', NULL), NULL, 'typed', b.seq
        FROM base_price AS b JOIN inventory AS i ON i.room_type_id = b.room_type_id
       WHERE i.date >= (SELECT business_date FROM property)
         AND NOT EXISTS (SELECT 1 FROM rate AS r WHERE r.rate_plan_id = b.rate_plan_id
               AND r.room_type_id = b.room_type_id AND r.date = i.date);
    UPDATE rate SET price_origin = iif(prices = '[]', 'none', iif(date < (SELECT business_date FROM property) OR EXISTS (SELECT 1 FROM rate_by_hand AS h
        WHERE h.rate_plan_id = rate.rate_plan_id AND h.room_type_id = rate.room_type_id AND h.date = rate.date
          AND h.price IS NOT NULL), 'typed', 'base'));
    DROP TABLE usual;
  `)
}
