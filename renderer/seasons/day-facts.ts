/** All that there is to say of one night of the picture: its season and those that it beats, events, rules, how full, and its price. Pure. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import {
  type Layers,
  layeredDays,
  nightPrice,
  nightRestrictions,
  type RestrictionSource,
} from '../../shared/rates/layers.ts'
import type { PriceMove } from '../../shared/rates/price-set.ts'
import { NO_SINGLE_NIGHTS, type Product } from './year-picture.ts'

interface DaySeason {
  readonly name: string
  readonly precedence: number
  /** Whether it sets the price of the product. */
  readonly wins: boolean
}

export interface DayFacts {
  readonly date: IsoDate
  /** For base occupancy; null without a price. */
  readonly minor: number | null
  /** The highest precedence first. */
  readonly seasons: readonly DaySeason[]
  readonly adjustments: readonly { readonly name: string; readonly change: PriceMove | null }[]
  readonly restrictedBy: readonly RestrictionSource[]
}

export function dayFacts(layers: Layers<string>, date: IsoDate, product: Product): DayFacts {
  const { ratePlanId, roomTypeId } = product
  const [day] = layeredDays(layers, { from: date, to: addDays(date, 1) })
  if (day === undefined) return { date, minor: null, seasons: [], adjustments: [], restrictedBy: [] }
  const { price, origin, originId } = nightPrice(layers, NO_SINGLE_NIGHTS, day, ratePlanId, roomTypeId)
  const restrictedBy: RestrictionSource[] = []
  nightRestrictions(layers, NO_SINGLE_NIGHTS, day, ratePlanId, roomTypeId, (source) =>
    restrictedBy.push(source),
  )
  return {
    date,
    minor: amountFor(price.prices, product.baseOccupancy) ?? null,
    seasons: day.seasons.map(({ id, name, precedence }) => ({
      name,
      precedence,
      wins: origin === 'season' && id === originId,
    })),
    adjustments: day.adjustments.map(({ name, change }) => ({ name, change })),
    restrictedBy,
  }
}

/** Booked rooms of those that can be sold, in percent, by date; over all types of the house. */
export function occupancyByDate(
  roomTypes: readonly {
    readonly days: readonly {
      readonly date: IsoDate
      readonly total: number
      readonly blocked: number
      readonly booked: number
    }[]
  }[],
): ReadonlyMap<IsoDate, number> {
  const sums = new Map<IsoDate, { sellable: number; booked: number }>()
  for (const { days } of roomTypes)
    for (const { date, total, blocked, booked } of days) {
      const sum = sums.get(date) ?? { sellable: 0, booked: 0 }
      sums.set(date, { sellable: sum.sellable + total - blocked, booked: sum.booked + booked })
    }
  return new Map(
    [...sums].flatMap(([date, { sellable, booked }]) =>
      sellable > 0 ? [[date, Math.round((booked / sellable) * 100)] as const] : [],
    ),
  )
}
