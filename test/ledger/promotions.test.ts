/** What is offered with promotions is what is sold, and a stay keeps what it was sold with. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { day, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'
import { stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel()
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const dates = { arrival: day(1), departure: day(4) }
const NIGHTS_MINOR = 36_000

function promotion(name: string, percent: number, change: Partial<Given<'promotions.save'>> = {}) {
  return desk.submit('promotions.save', {
    name,
    kind: 'early_bird',
    code: null,
    active: true,
    terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent } }),
    ...change,
  })
}
const coded = (name: string, code: string, percent: number) =>
  promotion(name, percent, { kind: 'code', code })

function offered(code?: string) {
  const answer = hotel.ledger.queries.offers({ ...dates, adults: 2, children: 0, code })
  const type = answer.roomTypes.find(({ roomTypeId }) => roomTypeId === hotel.roomType('DBL'))!
  return { codeRefusal: answer.codeRefusal, ...type.offers[0]! }
}
const sale = (
  change: Partial<Given<'reservations.create'>['rooms'][number]> = {},
): Given<'reservations.create'> => stockSteps(hotel).sale([{ ...dates, ...change }])

describe('a sale', () => {
  test('costs what was offered, given to everybody or by a code', async () => {
    await promotion('Early bird', 10)
    await coded('Spring', 'SPRING', 20)
    for (const code of [undefined, 'spring']) {
      const { totalMinor, promotions } = offered(code)
      expect(totalMinor).toBe(code === undefined ? NIGHTS_MINOR * 0.9 : NIGHTS_MINOR * 0.8)
      expect(promotions.map(({ name }) => name)).toEqual([code === undefined ? 'Early bird' : 'Spring'])
      const sold = await desk.submit('reservations.create', sale({ promotionCode: code }))
      expect(sold.totalMinor).toBe(totalMinor)
    }
  })

  test('is not refused for a code that holds though something else gives more', async () => {
    await promotion('Early bird', 30)
    await coded('Spring', 'SPRING', 5)
    const offer = offered('SPRING')
    expect(offer).toMatchObject({ codeRefusal: null, codeHolds: true, promotions: [{ name: 'Early bird' }] })
    const sold = await desk.submit('reservations.create', sale({ promotionCode: 'SPRING' }))
    expect(sold.totalMinor).toBe(offer.totalMinor)
  })

  test('is refused for a code that is not known or does not hold, at agreed prices, too', async () => {
    await promotion('Early bird', 30)
    await promotion('Long stay', 50, {
      kind: 'code',
      code: 'LONG',
      terms: promotionTermsSchema.parse({
        conditions: { minNights: 20 },
        benefit: { kind: 'percent', percent: 50 },
      }),
    })
    for (const nightlyAmounts of [undefined, [1, 2, 3]])
      for (const [promotionCode, reason] of [
        ['WHAT', 'unknown'],
        ['LONG', 'not_for_this_stay'],
      ] as const) {
        expect(offered(promotionCode)).toMatchObject({ codeRefusal: reason, codeHolds: false })
        expect(await desk.refusal('reservations.create', sale({ promotionCode, nightlyAmounts }))).toEqual({
          code: 'PromotionNotValid',
          data: { code: promotionCode, reason },
        })
      }
  })
})

test('a stay that is priced anew keeps the promotion that it was sold with, though nobody else is given it any more', async () => {
  const { promotionId } = await promotion('Early bird', 10)
  const { stayIds } = await desk.submit('reservations.create', sale())
  await promotion('Early bird', 10, { promotionId, active: false })
  expect(offered().totalMinor).toBe(NIGHTS_MINOR)
  const change = { stayId: stayIds[0]!, ...dates, departure: day(5), roomId: null, price: 'plan' as const }
  expect(await desk.submit('stays.change', change)).toMatchObject({ totalMinor: 4 * 12_000 * 0.9 })
})

test('a stay sold without a promotion is not given one when it is priced anew', async () => {
  const { stayIds } = await desk.submit('reservations.create', sale())
  await promotion('Early bird', 10)
  const change = { stayId: stayIds[0]!, ...dates, departure: day(5), roomId: null, price: 'plan' as const }
  expect(await desk.submit('stays.change', change)).toMatchObject({ totalMinor: 4 * 12_000 })
})
