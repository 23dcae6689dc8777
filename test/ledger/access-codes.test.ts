/** A rate plan that asks for a code is offered and sold to those alone who name it, and channels' bookings of it are taken. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { connectChannel, messageOf } from './channel-fixture.ts'
import { day, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { planSaved } from './plan-input.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'
import { stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 5 } })
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const dates = { arrival: day(1), departure: day(4) }
const ask = (accessCode: string | null) =>
  desk.submit('plans.save', planSaved(hotel, 'FLEX', { terms: planTermsSchema.parse({ accessCode }) }))
function offered(code?: string) {
  const { codeRefusal, roomTypes } = hotel.ledger.queries.offers({ ...dates, adults: 2, children: 0, code })
  const type = roomTypes.find(({ roomTypeId }) => roomTypeId === hotel.roomType('DBL'))!
  const { refusal, codeHolds } = type.offers[0]!
  return { refusal, codeHolds, codeRefusal }
}
const sale = (
  change: Partial<Given<'reservations.create'>['rooms'][number]> = {},
  ignoreRestrictions = false,
): Given<'reservations.create'> => ({
  ...stockSteps(hotel).sale([{ ...dates, ...change }]),
  ignoreRestrictions,
})

test('is offered with its code alone, in any case, and the code is no unknown one', async () => {
  await ask('Acme-7')
  expect(offered()).toEqual({ refusal: { reason: 'accessCode' }, codeHolds: false, codeRefusal: null })
  expect(offered('ACME')).toEqual({
    refusal: { reason: 'accessCode' },
    codeHolds: false,
    codeRefusal: 'unknown',
  })
  expect(offered('aCME-7')).toEqual({ refusal: null, codeHolds: true, codeRefusal: null })
  await ask(null)
  expect(offered(), 'without a code it is for everybody again').toMatchObject({ refusal: null })
})

test('is sold with its code, or by staff who say so; else it is refused, at agreed prices, too', async () => {
  await ask('ACME')
  const needed = { code: 'RatePlanNeedsCode', data: { ratePlanId: hotel.ratePlan('FLEX') } }
  for (const nightlyAmounts of [undefined, [1, 2, 3]]) {
    expect(await desk.refusal('reservations.create', sale({ nightlyAmounts }))).toEqual(needed)
    expect(
      await desk.refusal('reservations.create', sale({ nightlyAmounts, promotionCode: 'ACNE' })),
    ).toEqual(needed)
    const sold = await desk.submit('reservations.create', sale({ nightlyAmounts, promotionCode: 'acme' }))
    expect(sold.totalMinor).toBe(nightlyAmounts === undefined ? 36_000 : 6)
  }
  const { totalMinor } = await desk.submit('reservations.create', sale({}, true))
  expect(totalMinor).toBe(36_000)
})

test('a promotion’s code opens no plan, and a plan’s code holds for no other plan', async () => {
  await ask('ACME')
  await desk.submit('promotions.save', {
    name: 'Spring',
    kind: 'code',
    code: 'SPRING',
    active: true,
    terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'percent', percent: 10 } }),
  })
  expect(offered('SPRING').refusal).toEqual({ reason: 'accessCode' })
  const open = { ...planSaved(hotel, 'FLEX'), code: 'OPEN', name: 'Open' }
  const { ratePlanId: _, ...fresh } = open
  const { ratePlanId } = await desk.submit('plans.save', fresh)
  const refused = await desk.refusal(
    'reservations.create',
    sale({ ratePlanId, promotionCode: 'ACME', nightlyAmounts: [1, 2, 3] }),
  )
  expect(refused).toEqual({
    code: 'PromotionNotValid',
    data: { code: 'ACME', reason: 'not_for_this_stay' },
  })
})

test('a plan out of sale has no code that anybody knows', async () => {
  await ask('ACME')
  await desk.submit('plans.setActive', { ratePlanId: hotel.ratePlan('FLEX'), active: false })
  const { codeRefusal } = hotel.ledger.queries.offers({ ...dates, adults: 2, children: 0, code: 'ACME' })
  expect(codeRefusal).toBe('unknown')
})

test('a channel’s booking of the plan is taken: who books there has named the code there', async () => {
  const channelId = await connectChannel(hotel, 'DBL')
  await ask('ACME')
  const { outcome } = await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'GDS-1'))
  expect(outcome).toBe('applied')
})
