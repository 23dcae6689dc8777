/** Plans, layers and promotions are bounded: one more than the most is refused, and nothing is changed. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { yieldConditionsSchema } from '../../shared/rates/yield.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 0 })
})
afterEach(() => hotel.close())

async function fill(most: number, add: (index: number) => Promise<unknown>, code: string): Promise<void> {
  for (let index = 0; index < most; index++) await add(index)
  const before = hotel.ledger.queries.headSeq()
  await expect(add(most)).rejects.toMatchObject({ code, data: { most: expect.any(Number) } })
  expect(hotel.ledger.queries.headSeq()).toBe(before)
}

test('50 rate plans', async () => {
  const add = (index: number) =>
    hotel.ledger.submit('plans.save', EVERYTHING, {
      idempotencyKey: key(),
      code: `P${index}`,
      name: `Plan ${index}`,
      parent: null,
      terms: planTermsSchema.parse({}),
      cancellationPolicyId: null,
      soldAtDesk: true,
      notOnChannelIds: [],
    })
  await fill(49, add, 'TooManyRatePlans')
})

test('200 layers of a kind', async () => {
  const add = (index: number) =>
    hotel.ledger.submit('seasons.apply', EVERYTHING, {
      idempotencyKey: key(),
      change: {
        kind: 'adjustment',
        type: 'event',
        name: `Event ${index}`,
        change: null,
        from: day(index),
        to: day(index + 1),
        repeats: 'never',
        weekdays: [1, 2, 3, 4, 5, 6, 7],
      },
      overHand: false,
      confirmBounds: false,
    })
  await fill(200, add, 'TooManyLayers')
})

test('50 yield rules', async () => {
  const add = (index: number) =>
    hotel.ledger.submit('yieldRules.save', EVERYTHING, {
      idempotencyKey: key(),
      rule: {
        name: `Rule ${index}`,
        active: false,
        conditions: yieldConditionsSchema.parse({ daysTo: index }),
        roomTypeIds: null,
        move: { kind: 'percent', percent: 1 },
        restrictions: null,
      },
    })
  await fill(50, add, 'TooManyLayers')
})

test('200 promotions', async () => {
  const add = (index: number) =>
    hotel.ledger.submit('promotions.save', EVERYTHING, {
      idempotencyKey: key(),
      name: `Promotion ${index}`,
      kind: 'early_bird',
      code: null,
      active: false,
      terms: promotionTermsSchema.parse({ conditions: {}, benefit: { kind: 'none' } }),
    })
  await fill(200, add, 'TooManyLayers')
})
