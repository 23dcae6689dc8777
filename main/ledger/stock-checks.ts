/** I3 for what is kept back: blocks, holds, allotments and the offers of the waitlist, recounted from their rows. */

/** Each row is a difference, told by its one column. */
export const STOCK_CHECKS = [
  {
    // Rooms out of order, and what allotments have that nobody picked up.
    invariant: 'I3',
    sql: `
      WITH counted AS (
        SELECT room_type_id, date, sum(rooms) AS blocked FROM (
          SELECT hook.room_type_id, hook.date, 1 AS rooms
            FROM room_night AS hook JOIN room_block AS block ON block.id = hook.block_id
           WHERE block.kind = 'out_of_order'
          UNION ALL
          SELECT room_type_id, date, rooms - picked_up - released FROM group_night
        ) GROUP BY 1, 2
      )
      SELECT 'type ' || i.room_type_id || ' on ' || i.date || ': blocked is ' || i.blocked || ', counted '
             || coalesce(c.blocked, 0)
        FROM inventory AS i LEFT JOIN counted AS c USING (room_type_id, date)
       WHERE i.blocked <> coalesce(c.blocked, 0)`,
  },
  {
    // One that has expired counts until it is ended, before the next command.
    invariant: 'I3',
    sql: `
      WITH counted AS (
        SELECT n.room_type_id, n.date, sum(n.rooms) AS held
          FROM hold_night AS n JOIN hold AS h ON h.id = n.hold_id WHERE h.status = 'active' GROUP BY 1, 2
      )
      SELECT 'type ' || i.room_type_id || ' on ' || i.date || ': held is ' || i.held || ', counted '
             || coalesce(c.held, 0)
        FROM inventory AS i LEFT JOIN counted AS c USING (room_type_id, date)
       WHERE i.held <> coalesce(c.held, 0)`,
  },
  {
    invariant: 'I3',
    sql: `
      WITH counted AS (
        SELECT group_id, room_type_id, date, count(*) AS picked_up
          FROM stay_night WHERE group_id IS NOT NULL AND counted = 1 GROUP BY 1, 2, 3
      )
      SELECT 'group ' || coalesce(g.group_id, c.group_id) || ' type ' || coalesce(g.room_type_id, c.room_type_id)
             || ' on ' || coalesce(g.date, c.date) || ': picked up is ' || coalesce(g.picked_up, 0) || ', counted '
             || coalesce(c.picked_up, 0)
        FROM group_night AS g FULL JOIN counted AS c
          ON c.group_id = g.group_id AND c.room_type_id = g.room_type_id AND c.date = g.date
       WHERE coalesce(g.picked_up, 0) <> coalesce(c.picked_up, 0)`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'group ' || g.id || ' is ' || g.status || ' and keeps rooms on ' || n.date
        FROM group_block AS g JOIN group_night AS n ON n.group_id = g.id, property AS p
       WHERE g.status <> 'open' AND n.date >= p.business_date AND n.rooms > n.picked_up + n.released`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'waitlist entry ' || w.id || ' is offered and hold ' || h.id || ' is ' || h.status
        FROM waitlist_entry AS w JOIN hold AS h ON h.id = w.hold_id
       WHERE w.status = 'offered' AND h.status <> 'active'`,
  },
  {
    invariant: 'I3',
    sql: `
      SELECT 'hold ' || h.id || ' is kept for nobody on the waitlist' FROM hold AS h
       WHERE h.kind = 'waitlist' AND h.status = 'active' AND NOT EXISTS (
         SELECT 1 FROM waitlist_entry AS w WHERE w.hold_id = h.id AND w.status = 'offered')`,
  },
] as const
