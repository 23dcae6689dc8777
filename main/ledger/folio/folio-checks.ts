/** What `keyrack verify` recounts of folios (I9); each row is a difference, told by its one column. */
export const FOLIO_CHECKS: readonly { readonly invariant: 'I9'; readonly sql: string }[] = [
  {
    invariant: 'I9',
    sql: `
      WITH counted AS (SELECT folio_id, sum(amount_minor) AS balance FROM posting GROUP BY folio_id)
      SELECT 'folio ' || f.id || ': balance is ' || f.balance_minor || ', its postings sum to '
             || coalesce(c.balance, 0)
        FROM folio AS f LEFT JOIN counted AS c ON c.folio_id = f.id
       WHERE f.balance_minor <> coalesce(c.balance, 0)`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'folio ' || f.id || ' is closed and its postings sum to ' || sum(p.amount_minor)
        FROM folio AS f JOIN posting AS p ON p.folio_id = f.id
       WHERE f.status = 'closed' GROUP BY f.id HAVING sum(p.amount_minor) <> 0`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'transfer ' || transfer_id || ' sums to ' || sum(amount_minor)
        FROM posting WHERE transfer_id IS NOT NULL GROUP BY transfer_id HAVING sum(amount_minor) <> 0`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'transfer ' || p.transfer_id || ' goes between reservations or currencies'
        FROM posting AS p JOIN folio AS f ON f.id = p.folio_id
       WHERE p.transfer_id IS NOT NULL GROUP BY p.transfer_id
      HAVING count(DISTINCT f.reservation_id) > 1 OR count(DISTINCT f.currency) > 1`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'posting ' || r.id || ' does not take back posting ' || o.id || ' of its folio exactly'
        FROM posting AS r JOIN posting AS o ON o.id = r.reverses_id
       WHERE r.amount_minor <> -o.amount_minor OR r.folio_id <> o.folio_id OR r.kind <> o.kind`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'posting ' || r.id || ' takes back ' || o.id || ', which takes back another one'
        FROM posting AS r JOIN posting AS o ON o.id = r.reverses_id WHERE o.reverses_id IS NOT NULL`,
  },
  {
    invariant: 'I9',
    sql: `
      SELECT 'posting ' || reverses_id || ' is taken back ' || count(*) || ' times'
        FROM posting WHERE reverses_id IS NOT NULL GROUP BY reverses_id HAVING count(*) > 1`,
  },
]
