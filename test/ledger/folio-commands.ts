/** Random commands on the folios of a reservation of two stays: folios and postings by their place among those there are. */
import fc from 'fast-check'

/** Of each stay. */
export const NIGHTS = 3

const pick = fc.nat(40)
const stay = fc.nat(1)
const amount = fc.integer({ min: 1, max: 9_999 })
const article = fc.constantFrom('BREAKFAST', 'PARKING', 'BAR')
export const folioCommands = fc.oneof(
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), stay: fc.option(stay) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('charge' as const),
      stay,
      article,
      amount: fc.option(amount, { nil: undefined }),
      quantity: fc.integer({ min: 1, max: 3 }),
      folio: fc.option(pick),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('nights' as const), stay, through: fc.nat(NIGHTS) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('reprice' as const),
      stay,
      amounts: fc.array(fc.nat(9_999), { minLength: NIGHTS, maxLength: NIGHTS }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), stay }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('pay' as const, 'refund' as const), folio: pick, amount }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), posting: pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('split' as const),
      posting: pick,
      part: fc.oneof(
        fc.record({ amountMinor: amount }),
        fc.record({ percent: fc.integer({ min: 1, max: 99 }) }),
      ),
      folio: fc.option(pick),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('transfer' as const),
      postings: fc.array(pick, { minLength: 1, maxLength: 3 }),
      folio: pick,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('route' as const),
      stay,
      article: fc.option(article),
      folio: fc.option(pick),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), folio: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('close' as const, 'reopen' as const), folio: pick }),
  },
)
export type FolioCommand = typeof folioCommands extends fc.Arbitrary<infer C> ? C : never
