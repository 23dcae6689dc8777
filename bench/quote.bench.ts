/**
 * Quotes of ten room types by four plans for 14 nights, with restrictions and ten promotions: by the pure function over rates in
 * memory, and by the ledger's query, which reads them.
 */
import { NO_RESTRICTIONS } from '../shared/cells.ts'
import { addDays, nightsOf } from '../shared/dates.ts'
import { planTermsSchema } from '../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../shared/rates/promotion.ts'
import { quote } from '../shared/rates/quote.ts'
import type { Figure } from './figure.ts'
import { openBenchHotel } from './hotel.ts'

export const names = ['quote', 'quote-query']

const NIGHTS = 14
const PLANS = 4
const FOR_MS = 3_000

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(20)
  try {
    const { ledger, businessDate, roomTypeIds } = hotel
    const arrival = addDays(businessDate, 30)
    const departure = addDays(arrival, NIGHTS)
    const terms = planTermsSchema.parse({ losSteps: [{ fromNights: 7, percent: -5 }] })
    const promotions = Array.from({ length: 10 }, (_, index) => ({
      id: `p${index}`,
      name: `Promotion ${index}`,
      kind: 'early_bird',
      code: null,
      terms: promotionTermsSchema.parse({
        conditions: { minAdvanceDays: index * 7 },
        benefit: { kind: 'percent', percent: index },
        combines: index % 2 === 0,
      }),
    }))
    const nights = nightsOf({ from: arrival, to: departure }).map((date) => ({
      date,
      prices: [10_000, 12_000, 14_000],
      restrictions: { ...NO_RESTRICTIONS, minLosArrival: 2 },
      children: [0, 2_500],
      extraBedMinor: 3_000,
    }))
    const request = { arrival, departure, adults: 2, childrenAges: [5], bookedOn: businessDate }
    const childBands = [
      { name: 'Infant', fromAge: 0, toAge: 2 },
      { name: 'Child', fromAge: 3, toAge: 11 },
    ]
    const pure = rate(() => {
      for (const id of roomTypeIds) {
        const type = { id, maxOccupancy: 4, extraBeds: 1 }
        for (let plan = 0; plan < PLANS; plan++)
          quote(
            request,
            { childBands, promotions },
            {
              type,
              plan: { id: String(plan), terms, isSold: true },
              nights,
              departure: undefined,
              soldOutOn: undefined,
            },
          )
      }
    })
    report({ name: 'quote', value: pure, unit: 'requests/s', limit: 1_000 })
    const query = rate(() =>
      ledger.queries.offers({ arrival, departure, adults: 2, children: 1, childrenAges: [5] }),
    )
    report({ name: 'quote-query', value: query, unit: 'requests/s' })
  } finally {
    await hotel.close()
  }
}

/** How often a second it was done. */
function rate(work: () => unknown): number {
  for (let warm = 0; warm < 50; warm++) work()
  const begun = performance.now()
  let times = 0
  while (performance.now() - begun < FOR_MS) {
    work()
    times++
  }
  return (times / (performance.now() - begun)) * 1_000
}
