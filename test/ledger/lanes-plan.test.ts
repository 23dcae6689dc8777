/** The look for new work of a lane costs nothing when there is none: SQLite's plan for it is asserted. */
import { expect, test } from 'vitest'
import { createDesired } from '../../main/ledger/lanes/desired.ts'
import { day, openTestHotel, TODAY } from './ledger-fixture.ts'

test('it is a search of the index on seq, not a scan of the mapping', async () => {
  const hotel = await openTestHotel({ types: { DBL: 1 }, rateDays: 5 })
  try {
    const { queries } = createDesired(hotel.ledger.store)
    const window = { channelId: 1, from: TODAY, to: day(5), cursor: 5 }
    expect(queries.availability.changed.explain(window)[0]).toMatch(
      /SEARCH c USING INDEX inventory_by_seq \(seq>\?/,
    )
    expect(queries.price.changed.explain(window)[0]).toMatch(/SEARCH c USING INDEX rate_by_price_seq/)
    expect(queries.restrictions.changed.explain(window)[0]).toMatch(
      /SEARCH c USING INDEX rate_by_restrictions_seq/,
    )
  } finally {
    await hotel.close()
  }
})
