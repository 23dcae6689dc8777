/** The day's lists are read by indexes of their own: years of stays lie behind them in the same table. */
import { expect, test } from 'vitest'
import { createStayLists } from '../../main/ledger/views/stay-lists.ts'
import { openTestHotel, TODAY } from './ledger-fixture.ts'

test('none of the lists walks through all stays', async () => {
  const hotel = await openTestHotel()
  const plan = createStayLists(hotel.ledger.store).explain(TODAY)
  expect(plan.filter((step) => /SEARCH stay USING COVERING INDEX stay_by_arrival/.test(step))).toHaveLength(1)
  expect(plan.filter((step) => /stay_by_check_out/.test(step))).toHaveLength(1)
  // The index of those in house holds them alone.
  expect(
    plan.filter((step) => /SCAN stay\b(?! USING (COVERING )?INDEX stay_in_house)|AUTOMATIC/.test(step)),
  ).toEqual([])
  await hotel.close()
})
