/** How many rooms are sold at another price, as far as the hotel's own nights can say. Pure. */
import type { Comparable } from './comparable.ts'
import { soldAt } from './past-night.ts'
import { clamp, hundredths, mean, quantile, slopeOf } from './statistics.ts'
import type { Range } from './step.ts'

/** Fewer prices than this make any line. */
const FEWEST_PRICES = 12
/** What is taken where the nights cannot say: half a percent fewer rooms for one percent more. */
export const ASSUMED_ELASTICITY: Range = { low: -1, mid: -0.5, high: -0.2 }
/** Dear nights are busy nights, so that the line may well point upwards; nobody books because it is dear. */
const MOST = -0.1
const LEAST = -3

/** Percent of the rooms sold from then on for a percent of price: a straight line in logarithms. Null: too little to say. */
export function elasticityOf({ paid }: Comparable, daysOut: number): Range | null {
  const points = paid.flatMap((night) => {
    const fromHere = night.sold - soldAt(night, daysOut)
    const { paidMinor } = night
    return fromHere > 0 && paidMinor !== null && paidMinor > 0
      ? [{ x: Math.log(paidMinor), y: Math.log(fromHere) }]
      : []
  })
  if (new Set(points.map(({ x }) => x)).size < FEWEST_PRICES) return null
  return slopeOf(points) ?? null
}

/** What is reckoned with: the hotel's own, within what can be; else what is assumed. */
export function usableElasticity(own: Range | null): Range {
  if (own === null) return ASSUMED_ELASTICITY
  const within = (value: number) => clamp(value, LEAST, MOST)
  return { low: within(own.low), mid: within(own.mid), high: within(own.high) }
}

export interface PriceOption {
  readonly priceMinor: number
  /** Of the rooms left. */
  readonly sells: number
  readonly revenue: Range
}

/** What would still be sold, and earned, at each price, had it gone as on each of the nights compared. */
export function priceOptions(
  found: Comparable,
  night: { daysOut: number; rooms: number; roomsLeft: number; currentMinor: number },
  prices: readonly number[],
): PriceOption[] {
  const { daysOut, rooms, roomsLeft, currentMinor } = night
  const elasticity = usableElasticity(elasticityOf(found, daysOut))
  const demand = found.all
    .filter((past) => past.rooms > 0)
    .map((past) => (Math.max(0, past.sold - soldAt(past, daysOut)) / past.rooms) * rooms)
  return prices.map((priceMinor) => {
    const change = currentMinor === 0 || priceMinor === 0 ? 1 : (priceMinor / currentMinor) ** elasticity.mid
    // Night by night: many asked for on one night do not make up for few on another.
    const sells = demand.map((asked) => Math.min(roomsLeft, asked * change))
    return {
      priceMinor,
      sells: hundredths(mean(sells)),
      revenue: {
        low: Math.round(quantile(sells, 0.1) * priceMinor),
        mid: Math.round(mean(sells) * priceMinor),
        high: Math.round(quantile(sells, 0.9) * priceMinor),
      },
    }
  })
}
