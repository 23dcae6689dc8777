/** Scenarios of what prices come from: plans, seasons, promotions and settings. */
import { planTermsSchema } from '../../shared/rates/plan-terms.ts'
import { promotionTermsSchema } from '../../shared/rates/promotion.ts'
import { yieldConditionsSchema } from '../../shared/rates/yield.ts'
import type { Of, Stage } from './fault-stage.ts'
import { day } from './ledger-fixture.ts'

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** @returns the id of a plan with no price yet */
async function newPlan(stage: Stage, letter: string): Promise<string> {
  const { ratePlanId } = await stage.do('plans.save', {
    code: `${letter}${stage.hotel.ledger.queries.headSeq()}`,
    name: `Plan ${letter}`,
    parent: null,
    terms: planTermsSchema.parse({}),
    cancellationPolicyId: null,
    soldAtDesk: true,
    notOnChannelIds: [],
  })
  return ratePlanId
}

/** What prices come from, and what is given off them. */
export const LAYERS: Of<'plans' | 'seasons' | 'promotions' | 'pricing' | 'yieldRules'> = {
  // Each night that is written is a statement to strike at: the plan that is followed has prices of a few only.
  'plans.save': async (stage) => {
    const ratePlanId = await newPlan(stage, 'B')
    await stage.do('rates.setRange', {
      ratePlanId,
      roomTypeIds: [stage.dbl],
      from: day(3),
      to: day(6),
      prices: [10_000, 12_000],
    })
    return {
      code: 'BB',
      name: 'With breakfast',
      parent: {
        ratePlanId,
        derivation: {
          percent: 0,
          amountMinor: 1_800,
          per: 'person',
          roundToMinor: 100,
          rounding: 'nearest',
          followsRestrictions: true,
        },
      },
      terms: planTermsSchema.parse({ mealPlan: 'breakfast' }),
      cancellationPolicyId: null,
      soldAtDesk: true,
      notOnChannelIds: [await stage.channel()],
    }
  },
  'plans.setActive': async (stage) => ({ ratePlanId: await newPlan(stage, 'X'), active: false }),
  'seasons.apply': async ({ flex, dbl }) => ({
    change: {
      kind: 'season',
      name: 'Advent',
      precedence: 20,
      colour: 1,
      from: day(3),
      to: day(6),
      repeats: 'same_dates',
      weekdays: EVERY_DAY,
      prices: [
        {
          ratePlanId: flex,
          roomTypeId: dbl,
          price: { kind: 'fixed', prices: [12_300, 14_500], children: [], extraBedMinor: null },
        },
      ],
      restrictions: [{ restrictions: { minLosArrival: 2 }, weekdays: EVERY_DAY }],
    },
    overHand: true,
    confirmBounds: false,
  }),
  'promotions.save': async () => ({
    name: 'Early bird',
    kind: 'early_bird',
    code: null,
    active: true,
    terms: promotionTermsSchema.parse({
      conditions: { minAdvanceDays: 30 },
      benefit: { kind: 'amount_a_night', amountMinor: 1_000 },
    }),
  }),
  'pricing.saveSettings': async ({ dbl }) => ({
    roundToMinor: 500,
    childBands: [{ name: 'Child', fromAge: 3, toAge: 11 }],
    bounds: [{ roomTypeId: dbl, floorMinor: 5_000, ceilingMinor: 50_000, extraBeds: 0 }],
  }),
  'pricing.decide': async ({ flex, dbl }) => ({
    ratePlanId: flex,
    decisions: [
      { roomTypeId: dbl, date: day(3), recommendedMinor: 13_000, priceMinor: 13_000 },
      { roomTypeId: dbl, date: day(4), recommendedMinor: 13_000, priceMinor: 13_500 },
      { roomTypeId: dbl, date: day(6), recommendedMinor: 13_000, priceMinor: null },
    ],
    confirmBounds: true,
  }),
  'yieldRules.save': async ({ dbl }) => ({
    rule: {
      name: 'Nearly empty',
      active: true,
      conditions: yieldConditionsSchema.parse({ daysFrom: 3, daysTo: 5, occupancyTo: 60, pickUpTo: 5 }),
      roomTypeIds: [dbl],
      move: { kind: 'percent', percent: -10 },
      restrictions: { maxLosArrival: 7 },
    },
  }),
  'pricing.importExchangeRates': async () => ({
    text: 'Date,USD,JPY,\n2026-11-20,1.0834,171.2,\n2026-11-19,1.0801,N/A,\n',
  }),
}
