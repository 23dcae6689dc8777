/** What is refused of prices, their layers, plans and promotions. */
import { day, TODAY } from '../../ledger/ledger-fixture.ts'
import { type House, type Limits, limit, UNKNOWN } from './house.ts'
import { follow, planInput, promotionInput, seasonInput, yieldRuleInput } from './rate-house.ts'

const MOST = 100_000_000_000

export function limitsOfRates({ type, plan, layers }: House): Limits {
  const range = { ratePlanId: plan, roomTypeId: type('DBL'), from: TODAY, to: day(1) }
  const add = { kind: 'add', amountMinor: 1 }
  const changed = (change: object, other: object = {}) => ({
    blocks: [{ ...range, ...change }],
    price: add,
    ...other,
  })
  const cell = (change: object, other: object = {}) => ({
    cells: [{ ...range, prices: [1], ...change }],
    ...other,
  })
  const whole = { ratePlanId: plan, roomTypeIds: [type('DBL')], from: TODAY, to: day(1), prices: [1] }
  const outside: [string, object][] = [
    ['RangeTooLong', { to: day(801) }],
    ['DateBeyondHorizon', { from: day(799), to: day(801) }],
  ]
  return {
    'rates.change': [
      [
        'PriceBeyondBounds',
        changed({ roomTypeId: type('OLD') }, { price: { kind: 'add', amountMinor: 900_000 } }),
      ],
      ['UnknownRatePlan', changed({ ratePlanId: UNKNOWN })],
      ['UnknownRoomType', changed({ roomTypeId: UNKNOWN })],
      ...outside.map(([code, change]) => limit(code, changed(change))),
      ['PriceOutOfRange', changed({}, { price: { kind: 'add', amountMinor: -MOST } })],
      ['PriceOutOfRange', changed({}, { price: { kind: 'add', amountMinor: MOST } })],
      ['RatesChangedMeanwhile', changed({}, { seenSeq: 1 })],
    ],
    'rates.setCells': [
      ['PriceBeyondBounds', cell({ roomTypeId: type('OLD'), prices: [1, 1] }, { origin: 'imported' })],
      ['UnknownRatePlan', cell({ ratePlanId: UNKNOWN })],
      ['UnknownRoomType', cell({ roomTypeId: UNKNOWN })],
      ...outside.map(([code, change]) => limit(code, cell(change))),
      ['TooManyPrices', cell({ prices: [1, 2, 3, 4] })],
      ['RatesChangedMeanwhile', cell({}, { seenSeq: 1 })],
    ],
    'rates.setRange': [
      ['UnknownRatePlan', { ...whole, ratePlanId: UNKNOWN }],
      ['UnknownRoomType', { ...whole, roomTypeIds: [UNKNOWN] }],
      ...outside.map(([code, change]) => limit(code, { ...whole, ...change })),
      ['TooManyPrices', { ...whole, prices: [1, 2, 3, 4] }],
    ],
    'rates.undo': [
      ['NothingToUndo', { changeSeq: 1 }],
      ['RatesChangedMeanwhile', { changeSeq: layers.changedSinceSeq }],
      ['LayerChangedMeanwhile', { changeSeq: layers.seasonAddedSeq }],
      ['UndoConflicts', { changeSeq: layers.codeGivenUpSeq }],
    ],
  }
}

export function limitsOfLayers({ type, plan, layers }: House): Limits {
  const old = type('OLD')
  const season = (change: object = {}) => ({ change: seasonInput(plan, old, { precedence: 30, ...change }) })
  const priced = (ratePlanId: string, roomTypeId: string, prices: number[]) =>
    season({ prices: [{ ratePlanId, roomTypeId, price: { kind: 'fixed', prices } }] })
  const conditions = (change: object) =>
    promotionInput({ terms: { conditions: change, benefit: { kind: 'percent', percent: 5 } } })
  const bounds = (change: object) => ({
    bounds: [{ roomTypeId: old, floorMinor: null, ceilingMinor: null, extraBeds: 0, ...change }],
  })
  const decided = (change: object, other: object = {}) => ({
    ratePlanId: plan,
    decisions: [{ roomTypeId: old, date: day(60), recommendedMinor: 20_000, priceMinor: 21_000, ...change }],
    ...other,
  })
  const yielding = (change: object) => ({ rule: yieldRuleInput(change) })
  return {
    'plans.save': [
      ['UnknownRatePlan', planInput({ ratePlanId: UNKNOWN })],
      ['UnknownRatePlan', planInput({ parent: follow(UNKNOWN) })],
      ['UnknownChannel', planInput({ notOnChannelIds: [UNKNOWN] })],
      ['UnknownPolicy', planInput({ cancellationPolicyId: UNKNOWN })],
      ['RatePlanCodeTaken', planInput({ code: 'flex' })],
      ['RatePlanCycle', planInput({ ratePlanId: plan, code: 'FLEX', parent: follow(layers.followerId) })],
      ['RatePlanCycle', planInput({ ratePlanId: plan, code: 'FLEX', parent: follow(plan) })],
      ['RatePlanParentNotSold', planInput({ parent: follow(layers.notSoldId) })],
      ['LayerChangedMeanwhile', planInput({ ratePlanId: layers.followerId, code: 'NRF', seenSeq: 1 })],
    ],
    'plans.setActive': [
      ['RatePlanParentNotSold', { ratePlanId: layers.followsNotSoldId, active: true }],
      ['UnknownRatePlan', { ratePlanId: UNKNOWN, active: false }],
      ['RatePlanHasFollowers', { ratePlanId: plan, active: false }],
    ],
    'seasons.apply': [
      ['UnknownRatePlan', priced(UNKNOWN, old, [1])],
      ['UnknownRoomType', priced(plan, UNKNOWN, [1])],
      ['UnknownLayer', season({ id: UNKNOWN })],
      ['UnknownLayer', { change: { kind: 'remove', layer: 'rule', id: UNKNOWN } }],
      ['SeasonsOverlap', { change: seasonInput(plan, old, { from: day(105), to: day(120) }) }],
      ['TooManyPrices', priced(plan, old, [1, 2, 3, 4])],
      // Where nobody has set a price by hand.
      [
        'PriceBeyondBounds',
        season({
          from: day(500),
          to: day(510),
          prices: [{ ratePlanId: plan, roomTypeId: old, price: { kind: 'fixed', prices: [20_000, 90_000] } }],
        }),
      ],
      ['PlanFollowsParent', priced(layers.followerId, old, [20_000])],
      ['LayerChangedMeanwhile', season({ id: layers.seasonId, seenSeq: 1 })],
    ],
    'promotions.save': [
      ['UnknownPromotion', promotionInput({ promotionId: UNKNOWN })],
      ['UnknownRatePlan', conditions({ ratePlanIds: [UNKNOWN] })],
      ['UnknownRoomType', conditions({ roomTypeIds: [UNKNOWN] })],
      [
        'UnknownArticle',
        promotionInput({
          kind: 'package',
          code: 'SPA',
          terms: {
            conditions: {},
            benefit: { kind: 'none' },
            extras: [{ name: 'Spa', articleId: UNKNOWN, amountMinor: 1, per: 'stay' }],
          },
        }),
      ],
      ['PromotionCodeTaken', promotionInput({ kind: 'code', code: 'spring' })],
      ['LayerChangedMeanwhile', promotionInput({ promotionId: layers.promotionId, seenSeq: 1 })],
      ['InvalidInput', promotionInput({ kind: 'package', code: 'SPA' })],
      ['InvalidInput', conditions({ stayFrom: day(9), stayTo: day(9) })],
    ],
    'pricing.saveSettings': [
      ['UnknownRoomType', bounds({ roomTypeId: UNKNOWN })],
      ['BoundsNotValid', bounds({ floorMinor: 2, ceilingMinor: 1 })],
      ['BoundsNotValid', bounds({ extraBeds: 3 })],
      ['InvalidInput', { childBands: [{ name: 'Child', fromAge: 9, toAge: 3 }] }],
    ],
    'pricing.decide': [
      ['UnknownRoomType', decided({ roomTypeId: UNKNOWN })],
      ['UnknownRatePlan', decided({}, { ratePlanId: UNKNOWN })],
      ['PlanFollowsParent', decided({}, { ratePlanId: layers.followerId })],
      ['DateBeyondHorizon', decided({ date: day(801) })],
      ['InvalidInput', decided({ date: day(-1) })],
      ['PriceOutOfRange', decided({ priceMinor: 0 })],
      ['PriceBeyondBounds', decided({ priceMinor: 99_900 })],
      ['RatesChangedMeanwhile', decided({}, { seenSeq: 1 })],
    ],
    'yieldRules.save': [
      ['UnknownRoomType', yielding({ roomTypeIds: [UNKNOWN] })],
      ['UnknownLayer', { ...yielding({}), ruleId: UNKNOWN }],
      ['LayerChangedMeanwhile', { ...yielding({}), ruleId: layers.yieldRuleId, seenSeq: 1 }],
      ['InvalidInput', yielding({ move: null })],
      ['InvalidInput', yielding({ conditions: { occupancyFrom: 90, occupancyTo: 80 } })],
      ['InvalidInput', { rule: null }],
    ],
    'pricing.importExchangeRates': [
      ['ExchangeRateFileNotReadable', { text: 'Date,USD\n2026-11-20,much' }],
      ['ExchangeRateFileNotReadable', { text: '<!DOCTYPE x><Cube time="2026-11-20"/>' }],
    ],
  }
}
