/** What the hotel of limits has of layers, plans and promotions, and inputs that make more of them. */
import { day } from '../../ledger/ledger-fixture.ts'

type Call = (
  command: string,
  input: Record<string, unknown>,
) => Promise<Record<string, unknown> & { seq: number }>

/**
 * A plan that follows, one out of sale, one whose first code is another's now, a season that was changed, a promotion, bounds of OLD, and a change of a night that was changed again. Lists of layers, plans
 * and promotions are full in a hotel of their own: test/ledger/full-lists.test.ts.
 */
export async function furnishRates(desk: Call, plan: string, type: (code: string) => string) {
  const follower = await desk('plans.save', planInput({ code: 'NRF', parent: follow(plan) }))
  const elsewhere = await desk('plans.save', planInput({ code: 'OTA', soldAtDesk: false }))
  const notSold = await desk('plans.save', planInput({ code: 'WAS' }))
  const followsNotSold = await desk(
    'plans.save',
    planInput({ code: 'WASX', parent: follow(String(notSold.ratePlanId)) }),
  )
  for (const { ratePlanId } of [followsNotSold, notSold])
    await desk('plans.setActive', { ratePlanId, active: false })
  const renamed = await desk('plans.save', planInput({ code: 'GIVEN' }))
  const givenUp = await desk('plans.save', planInput({ ratePlanId: renamed.ratePlanId, code: 'KEPT' }))
  await desk('plans.save', planInput({ code: 'GIVEN', name: 'Taken' }))
  const added = await desk('seasons.apply', { change: seasonInput(plan, type('OLD')) })
  const seasonId = added.id
  await desk('seasons.apply', {
    change: seasonInput(plan, type('OLD'), { id: seasonId, name: 'Advent, new' }),
  })
  const { promotionId } = await desk(
    'promotions.save',
    promotionInput({
      code: 'SPRING',
      kind: 'code',
      terms: { conditions: { ratePlanIds: [plan] }, benefit: { kind: 'percent', percent: 5 } },
    }),
  )
  await desk('pricing.saveSettings', {
    bounds: [{ roomTypeId: type('OLD'), floorMinor: 5_000, ceilingMinor: 60_000, extraBeds: 0 }],
  })
  const { ruleId } = await desk('yieldRules.save', { rule: yieldRuleInput({}) })
  await desk('yieldRules.save', { ruleId, rule: yieldRuleInput({ name: 'Full, new' }) })
  const blocks = [{ ratePlanId: plan, roomTypeId: type('OLD'), from: day(90), to: day(92) }]
  const price = { kind: 'add', amountMinor: 100 }
  const first = await desk('rates.change', { blocks, price })
  await desk('rates.change', { blocks, price })
  return {
    layers: {
      elsewhereId: String(elsewhere.ratePlanId),
      followerId: String(follower.ratePlanId),
      notSoldId: String(notSold.ratePlanId),
      followsNotSoldId: String(followsNotSold.ratePlanId),
      codeGivenUpSeq: givenUp.seq,
      seasonId: String(seasonId),
      seasonAddedSeq: added.seq,
      promotionId: String(promotionId),
      yieldRuleId: String(ruleId),
      changedSinceSeq: first.seq,
    },
  }
}

export const follow = (ratePlanId: string) => ({
  ratePlanId,
  derivation: { percent: -10, roundToMinor: 100, rounding: 'nearest' },
})

export const planInput = (change: object) => ({
  code: 'NEW',
  name: 'New',
  parent: null,
  terms: {},
  cancellationPolicyId: null,
  ...change,
})

export const seasonInput = (ratePlanId: string, roomTypeId: string, change: object = {}) => ({
  kind: 'season',
  name: 'Advent',
  precedence: 20,
  from: day(100),
  to: day(110),
  prices: [{ ratePlanId, roomTypeId, price: { kind: 'fixed', prices: [20_000] } }],
  ...change,
})

export const promotionInput = (change: object) => ({
  name: 'Spring',
  kind: 'early_bird',
  code: null,
  terms: { conditions: {}, benefit: { kind: 'percent', percent: 5 } },
  ...change,
})

/** It never holds in this hotel: no night is that full. */
export function yieldRuleInput(change: object): Record<string, unknown> {
  return {
    name: 'Full',
    active: true,
    conditions: { occupancyFrom: 150 },
    roomTypeIds: null,
    move: { kind: 'percent', percent: 10 },
    restrictions: null,
    ...change,
  }
}
