/** What a year looks like: a lane for each precedence, events, and what each night costs by the rule of the ledger. Pure. */
import type { Hotel } from '../../shared/contract/property.ts'
import type { StoredLayers } from '../../shared/contract/seasons.ts'
import { addDays, type DateRange, daysBetween, type IsoDate, isoDate } from '../../shared/dates.ts'
import { amountFor } from '../../shared/pricing.ts'
import {
  type Layers,
  layeredDays,
  type NightSources,
  nightPrice,
  type PriceStep,
} from '../../shared/rates/layers.ts'
import type { Rounding } from '../../shared/rates/price-set.ts'
import { occurrencesOf } from '../../shared/rates/recurrence.ts'

export interface Product {
  readonly ratePlanId: string
  readonly roomTypeId: string
  readonly baseOccupancy: number
}

/** The stored layers as the rule takes them. */
export function pageLayers(
  stored: StoredLayers,
  ratePlans: Hotel['ratePlans'],
  rounding: Rounding,
): Layers<string> {
  const plans = new Map(
    ratePlans.map((plan) => [
      plan.id,
      {
        id: plan.id,
        parent: plan.parent && { id: plan.parent.ratePlanId, derivation: plan.parent.derivation },
        isActive: plan.active,
      },
    ]),
  )
  const base = new Map(stored.basePrices.map((row) => [`${row.ratePlanId} ${row.roomTypeId}`, row.price]))
  return {
    plan: (id) => plans.get(id) ?? { id, parent: null, isActive: true },
    basePrice: (ratePlanId, roomTypeId) => base.get(`${ratePlanId} ${roomTypeId}`),
    seasons: stored.seasons.map((season) => {
      const prices = new Map(season.prices.map((row) => [`${row.ratePlanId} ${row.roomTypeId}`, row.price]))
      return { ...season, priceOf: (ratePlanId, roomTypeId) => prices.get(`${ratePlanId} ${roomTypeId}`) }
    }),
    adjustments: stored.adjustments,
    rules: stored.rules,
    rounding,
  }
}

/** What was set for single nights is not part of the picture: it is about the layers. */
export const NO_SINGLE_NIGHTS: NightSources<string> = { hand: () => undefined }

export interface PictureDay {
  readonly date: IsoDate
  /** For base occupancy; null without a price. */
  readonly minor: number | null
  /** Of the season that set it; null for the base price. */
  readonly colour: number | null
  /** Two seasons of one precedence claim it. */
  readonly isDisputed: boolean
}

export interface PictureBar {
  readonly id: string
  readonly name: string
  readonly colour: number
  /** Days from the beginning of the year, and how many. */
  readonly first: number
  readonly days: number
  /** Nights of it on which another season sets the price, in runs. */
  readonly beaten: readonly { readonly first: number; readonly days: number }[]
}

export interface YearPicture {
  readonly year: DateRange
  readonly lanes: readonly { readonly precedence: number; readonly bars: readonly PictureBar[] }[]
  readonly events: readonly PictureBar[]
  readonly days: readonly PictureDay[]
  readonly mostMinor: number
}

export function yearRange(year: number): DateRange {
  return { from: isoDate(`${year}-01-01`), to: isoDate(`${year + 1}-01-01`) }
}

export function yearPicture(
  year: number,
  stored: StoredLayers,
  layers: Layers<string>,
  product: Product,
): YearPicture {
  const range = yearRange(year)
  const bars = (
    item: {
      id: string
      name: string
      from: IsoDate | null
      to: IsoDate | null
      repeats: 'never' | 'same_dates' | 'same_weekdays'
    },
    colour: number,
  ): PictureBar[] =>
    occurrencesOf(item, range).map(({ from, to }) => ({
      id: item.id,
      name: item.name,
      colour,
      first: daysBetween(range.from, from),
      days: daysBetween(from, to),
      beaten: [],
    }))
  const precedences = [...new Set(stored.seasons.map(({ precedence }) => precedence))].sort((a, b) => b - a)
  const colours = new Map(stored.seasons.map(({ id, colour }) => [id, colour]))
  /** The season of each night that sets its price, or the highest where none does. */
  const leaders: (string | undefined)[] = []
  const days = layeredDays(layers, range).map((day): PictureDay => {
    const { price, origin, originId } = nightPrice(
      layers,
      NO_SINGLE_NIGHTS,
      day,
      product.ratePlanId,
      product.roomTypeId,
    )
    const [first, second] = day.seasons
    leaders.push(origin === 'season' && originId !== null ? originId : first?.id)
    return {
      date: day.date,
      minor: amountFor(price.prices, product.baseOccupancy) ?? null,
      colour: origin === 'season' && originId !== null ? (colours.get(originId) ?? null) : null,
      isDisputed: first !== undefined && first.precedence === second?.precedence,
    }
  })
  return {
    year: range,
    lanes: precedences.map((precedence) => ({
      precedence,
      bars: stored.seasons
        .filter((season) => season.precedence === precedence)
        .flatMap((season) => bars(season, season.colour))
        .map((bar) => ({ ...bar, beaten: beatenRuns(bar, leaders) })),
    })),
    events: stored.adjustments.filter(({ type }) => type === 'event').flatMap((event) => bars(event, 0)),
    days,
    mostMinor: Math.max(1, ...days.map(({ minor }) => minor ?? 0)),
  }
}

/** Nights that no season holds are nobody's: only those that another one sets are beaten. */
function beatenRuns(
  { id, first, days }: PictureBar,
  leaders: readonly (string | undefined)[],
): { first: number; days: number }[] {
  const runs: { first: number; days: number }[] = []
  for (let at = first; at < first + days; at++) {
    const leader = leaders[at]
    if (leader === undefined || leader === id) continue
    const run = runs.at(-1)
    if (run !== undefined && run.first + run.days === at) run.days += 1
    else runs.push({ first: at, days: 1 })
  }
  return runs
}

/** How one night's price comes about, lowest layer first. */
export function stepsOf(layers: Layers<string>, date: IsoDate, product: Product): PriceStep[] {
  const [day] = layeredDays(layers, { from: date, to: addDays(date, 1) })
  const steps: PriceStep[] = []
  if (day !== undefined)
    nightPrice(layers, NO_SINGLE_NIGHTS, day, product.ratePlanId, product.roomTypeId, (step) =>
      steps.push(step),
    )
  return steps
}
