/** Ten room types and four plans whose prices come from layers, and a season over all of it: what the benches of seasons apply. */
import { addDays } from '../shared/dates.ts'
import { ACTOR, type BenchHotel, newKey } from './hotel.ts'

export const SEASON_NIGHTS = 365
/** Percent by which each of the plans that follow differs. */
export const FOLLOWERS = [-5, -10, 8]

/** Base prices and plans that follow, three by default, nothing set by hand. @returns all plans, the one that leads first. */
export async function layered(
  { ledger, ratePlanId, roomTypeIds, businessDate, horizon }: BenchHotel,
  followers: readonly number[] = FOLLOWERS,
): Promise<string[]> {
  const blocks = roomTypeIds.map((roomTypeId) => ({
    ratePlanId,
    roomTypeId,
    from: businessDate,
    to: horizon,
  }))
  await ledger.submit('seasons.apply', ACTOR, {
    idempotencyKey: newKey(),
    change: {
      kind: 'basePrices',
      prices: roomTypeIds.map((roomTypeId) => ({
        ratePlanId,
        roomTypeId,
        price: { prices: [10_000, 12_000], children: [], extraBedMinor: null },
      })),
    },
    overHand: false,
    confirmBounds: false,
  })
  await ledger.submit('rates.change', ACTOR, {
    idempotencyKey: newKey(),
    blocks,
    price: { kind: 'asLayers' },
  })
  const plans = [ratePlanId]
  for (const percent of followers) {
    const { ratePlanId: id } = await ledger.submit('plans.save', ACTOR, {
      idempotencyKey: newKey(),
      code: `F${percent}`,
      name: `Follows ${percent}`,
      parent: {
        ratePlanId,
        derivation: {
          percent,
          amountMinor: 0,
          per: 'room',
          roundToMinor: 100,
          rounding: 'nearest',
          followsRestrictions: true,
        },
      },
      terms: {
        mealPlan: 'room_only',
        inclusions: [],
        guarantee: 'none',
        deposit: null,
        losSteps: [],
        accessCode: null,
      },
      cancellationPolicyId: null,
      soldAtDesk: true,
      notOnChannelIds: [],
    })
    plans.push(id)
  }
  return plans
}

/** Fridays and Saturdays cost more, so that a year of one price has about 104 ranges. */
export async function dearerWeekends({ ledger }: BenchHotel): Promise<void> {
  await ledger.submit('seasons.apply', ACTOR, {
    idempotencyKey: newKey(),
    change: {
      kind: 'adjustment',
      type: 'weekday',
      name: 'Weekend',
      change: { kind: 'percent', percent: 12 },
      from: null,
      to: null,
      repeats: 'never',
      weekdays: [5, 6],
    },
    overHand: false,
    confirmBounds: false,
  })
}

/** The season over all types and nights; another `round`, another price. `id` null makes it. */
export function wholeYear(
  { ledger, ratePlanId, roomTypeIds, businessDate }: BenchHotel,
  id: string | null,
  round: number,
) {
  return ledger.submit('seasons.apply', ACTOR, {
    idempotencyKey: newKey(),
    change: {
      kind: 'season',
      ...(id === null ? {} : { id }),
      name: 'The whole year',
      precedence: 20,
      colour: 0,
      from: businessDate,
      to: addDays(businessDate, SEASON_NIGHTS),
      repeats: 'never',
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      prices: roomTypeIds.map((roomTypeId) => ({
        ratePlanId,
        roomTypeId,
        price: {
          kind: 'fixed',
          prices: [15_000 + round * 1_000, 18_000 + round * 1_000],
          children: [],
          extraBedMinor: null,
        },
      })),
      restrictions: [],
    },
    overHand: false,
    confirmBounds: false,
  })
}
