/**
 * What a night of a plan and room type costs, and what restricts it, worked out from its layers. The ledger materialises
 * this per night; the page shows the same before anything is committed. Pure.
 *
 * From the top: a price set by hand; for a plan that follows another one, that plan's price derived; else the season of the
 * highest precedence that prices the product, or the base price, moved by the events and weekday patterns of the day, then by
 * the yield rules that hold, and rounded. An empty price set by hand takes the base price of that night away; a season still holds.
 */
import { CLOSED, type RestrictionsValue } from '../cells.ts'
import { type DateRange, type IsoDate, nightsOf, weekday } from '../dates.ts'
import { derivedPrice, movedPrices } from './moves.ts'
import type { Derivation } from './plan-terms.ts'
import { keptWithin, type PriceBounds } from './price-bounds.ts'
import { NO_PRICE, type PriceMove, type PriceSet, type Rounding, type SeasonPrice } from './price-set.ts'
import { daysHeld, type When } from './recurrence.ts'
import { overriddenBy, type PartialRestrictions, stricter, strictest } from './restrictions.ts'
import type { YieldEffect } from './yield.ts'

/** `Id` is a row number in the ledger, a public id on the page. */
export interface PlanLayer<Id> {
  readonly id: Id
  readonly parent: { readonly id: Id; readonly derivation: Derivation } | null
  /** False: no longer sold, so every night is closed. */
  readonly isActive: boolean
}

export interface SeasonLayer<Id> extends When {
  readonly id: Id
  readonly name: string
  readonly precedence: number
  readonly priceOf: (ratePlanId: Id, roomTypeId: Id) => SeasonPrice | undefined
  readonly restrictions: readonly {
    readonly restrictions: PartialRestrictions
    readonly weekdays: readonly number[]
  }[]
}

export interface AdjustmentLayer<Id> extends When {
  readonly id: Id
  readonly type: 'event' | 'weekday'
  readonly name: string
  readonly change: PriceMove | null
}

export interface RuleLayer<Id> extends When {
  readonly id: Id
  readonly name: string
  /** Null: all. */
  readonly ratePlanIds: readonly Id[] | null
  readonly roomTypeIds: readonly Id[] | null
  readonly restrictions: PartialRestrictions
}

export interface HandLayer {
  /** Null: the price is not set by hand. */
  readonly price: PriceSet | null
  readonly restrictions: PartialRestrictions | null
  readonly origin: 'typed' | 'imported' | 'recommended' | 'autopilot'
}

export interface Layers<Id> {
  readonly plan: (ratePlanId: Id) => PlanLayer<Id>
  readonly basePrice: (ratePlanId: Id, roomTypeId: Id) => PriceSet | undefined
  readonly seasons: readonly SeasonLayer<Id>[]
  readonly adjustments: readonly AdjustmentLayer<Id>[]
  readonly rules: readonly RuleLayer<Id>[]
  /** Of prices that a percent or an amount has moved. */
  readonly rounding: Rounding
  /** Yield rules move no price beyond them; left out, there are none. */
  readonly boundsOf?: (roomTypeId: Id) => PriceBounds
}

/** What was set for single nights. */
export interface NightSources<Id> {
  readonly hand: (ratePlanId: Id, roomTypeId: Id, date: IsoDate) => HandLayer | undefined
  /** Yield rules that hold; left out, there are none. */
  readonly yielded?: (roomTypeId: Id, date: IsoDate) => readonly YieldEffect[]
  /** What is worked out already of a plan that others follow; left out, it is worked out each time. */
  readonly known?: (ratePlanId: Id, roomTypeId: Id, date: IsoDate) => KnownNight | undefined
}

export interface KnownNight {
  readonly price: PriceSet
  readonly restrictions: RestrictionsValue
}

/** The layers that hold on one day, for every product of it. */
export interface LayeredDay<Id> {
  readonly date: IsoDate
  /** Highest precedence first. */
  readonly seasons: readonly SeasonLayer<Id>[]
  readonly adjustments: readonly AdjustmentLayer<Id>[]
  readonly rules: readonly RuleLayer<Id>[]
}

export function layeredDays<Id>(layers: Layers<Id>, within: DateRange): LayeredDay<Id>[] {
  const held = <T extends When>(items: readonly T[]) =>
    items.map((item) => ({ item, days: daysHeld(item, within) }))
  const seasons = held(layers.seasons.toSorted((one, other) => other.precedence - one.precedence))
  const adjustments = held(layers.adjustments)
  const rules = held(layers.rules)
  const on = <T>(items: readonly { item: T; days: boolean[] }[], index: number) =>
    items.flatMap(({ item, days }) => (days[index] === true ? [item] : []))
  return nightsOf(within).map((date, index) => ({
    date,
    seasons: on(seasons, index),
    adjustments: on(adjustments, index),
    rules: on(rules, index),
  }))
}

export type Origin = 'none' | 'base' | 'season' | 'derived' | HandLayer['origin']

export interface NightPrice<Id> {
  readonly price: PriceSet
  readonly origin: Origin
  /** Of the season, or of the parent plan. */
  readonly originId: Id | null
}

/** One layer's part in a price, in the order in which they are looked at; `counts` is false where a higher one won. */
export interface PriceStep {
  readonly what:
    | 'base'
    | 'season'
    | 'weekday'
    | 'event'
    | 'yield'
    | 'bounds'
    | 'parent'
    | 'derivation'
    | 'rounding'
    | 'hand'
  readonly name: string
  readonly precedence: number | null
  readonly move: PriceMove | null
  readonly counts: boolean
  /** After this step, where it counts; else what the layer alone would say. */
  readonly prices: readonly number[]
}

const UNROUNDED: Rounding = { roundToMinor: 1, rounding: 'nearest' }

/** @param onStep told each layer that has something to say, lowest first. */
export function nightPrice<Id>(
  layers: Layers<Id>,
  sources: NightSources<Id>,
  day: LayeredDay<Id>,
  ratePlanId: Id,
  roomTypeId: Id,
  onStep?: (step: PriceStep) => void,
): NightPrice<Id> {
  const plan = layers.plan(ratePlanId)
  const hand = sources.hand(ratePlanId, roomTypeId, day.date)
  const byHand = hand?.price ?? null
  const isSetByHand = byHand !== null && byHand.prices.length > 0
  if (isSetByHand && onStep === undefined)
    return { price: byHand, origin: hand?.origin ?? 'typed', originId: null }
  const below =
    plan.parent === null
      ? ownPrice(
          layers,
          sources,
          day,
          plan,
          roomTypeId,
          byHand !== null,
          isSetByHand ? muted(onStep) : onStep,
        )
      : followedPrice(
          layers,
          sources,
          day,
          plan.parent,
          roomTypeId,
          byHand !== null,
          isSetByHand ? muted(onStep) : onStep,
        )
  if (!isSetByHand) return below
  onStep?.({ what: 'hand', name: '', precedence: null, move: null, counts: true, prices: byHand.prices })
  return { price: byHand, origin: hand?.origin ?? 'typed', originId: null }
}

function muted(onStep: ((step: PriceStep) => void) | undefined) {
  return onStep && ((step: PriceStep) => onStep({ ...step, counts: false }))
}

function followedPrice<Id>(
  layers: Layers<Id>,
  sources: NightSources<Id>,
  day: LayeredDay<Id>,
  parent: NonNullable<PlanLayer<Id>['parent']>,
  roomTypeId: Id,
  isTakenAway: boolean,
  onStep: ((step: PriceStep) => void) | undefined,
): NightPrice<Id> {
  const from =
    sources.known?.(parent.id, roomTypeId, day.date) ??
    nightPrice(layers, sources, day, parent.id, roomTypeId)
  if (from.price.prices.length === 0 || isTakenAway)
    return { price: NO_PRICE, origin: 'none', originId: null }
  const price = derivedPrice(from.price, parent.derivation)
  const step = { name: '', precedence: null, move: null, counts: true }
  onStep?.({ ...step, what: 'parent', prices: from.price.prices })
  onStep?.({ ...step, what: 'derivation', prices: price.prices })
  return { price, origin: 'derived', originId: parent.id }
}

function ownPrice<Id>(
  layers: Layers<Id>,
  sources: NightSources<Id>,
  day: LayeredDay<Id>,
  plan: PlanLayer<Id>,
  roomTypeId: Id,
  isBaseTakenAway: boolean,
  onStep: ((step: PriceStep) => void) | undefined,
): NightPrice<Id> {
  const base = isBaseTakenAway ? undefined : layers.basePrice(plan.id, roomTypeId)
  const offers = day.seasons.flatMap((season) => {
    const price = season.priceOf(plan.id, roomTypeId)
    return price === undefined ? [] : [{ season, price, is: seasonPriceSet(price, base) }]
  })
  const lead = offers.find(({ is }) => is !== undefined)
  const start = lead?.is ?? base
  if (onStep !== undefined) {
    if (base !== undefined)
      onStep({
        what: 'base',
        name: '',
        precedence: null,
        move: null,
        counts: start === base,
        prices: base.prices,
      })
    for (const { season, price, is } of offers.toReversed())
      onStep({
        what: 'season',
        name: season.name,
        precedence: season.precedence,
        move: price.kind === 'fixed' ? null : price,
        counts: season === lead?.season,
        prices: is?.prices ?? [],
      })
  }
  if (start === undefined || start.prices.length === 0)
    return { price: NO_PRICE, origin: 'none', originId: null }
  const yielded = sources.yielded?.(roomTypeId, day.date) ?? []
  const prices = adjusted(layers, day, start.prices, lead, { yielded, roomTypeId }, onStep)
  return {
    price: { ...start, prices },
    origin: lead === undefined ? 'base' : 'season',
    originId: lead === undefined ? null : lead.season.id,
  }
}

/** Undefined where it moves a base price that is not there. */
function seasonPriceSet(price: SeasonPrice, base: PriceSet | undefined): PriceSet | undefined {
  if (price.kind === 'fixed') return price
  return base && { ...base, prices: movedPrices(base.prices, [price], UNROUNDED) }
}

function adjusted<Id>(
  layers: Layers<Id>,
  day: LayeredDay<Id>,
  start: readonly number[],
  lead: { readonly price: SeasonPrice } | undefined,
  { yielded, roomTypeId }: { readonly yielded: readonly YieldEffect[]; readonly roomTypeId: Id },
  onStep: ((step: PriceStep) => void) | undefined,
): number[] {
  const step = { name: '', precedence: null, move: null, counts: true }
  const movedBy = (from: readonly number[]) => {
    const moves: PriceMove[] = []
    const add = (what: 'weekday' | 'event' | 'yield', name: string, move: PriceMove) => {
      moves.push(move)
      onStep?.({ ...step, what, name, move, prices: movedPrices(from, moves, UNROUNDED) })
    }
    return { add, moves }
  }
  const { add, moves } = movedBy(start)
  for (const { type, name, change } of day.adjustments) if (change !== null) add(type, name, change)
  const calm = movedPrices(start, moves, UNROUNDED)
  const selling = movedBy(calm)
  for (const { name, move } of yielded) if (move !== null) selling.add('yield', name, move)
  // A price that nothing has moved is what somebody entered: it is not rounded.
  const isEntered = moves.length === 0 && (lead === undefined || lead.price.kind === 'fixed')
  const stood = isEntered ? [...start] : movedPrices(start, moves, layers.rounding)
  if (selling.moves.length === 0) {
    if (!isEntered) onStep?.({ ...step, what: 'rounding', prices: stood })
    return stood
  }
  const prices = movedPrices(calm, selling.moves, layers.rounding)
  onStep?.({ ...step, what: 'rounding', prices })
  const bounds = layers.boundsOf?.(roomTypeId)
  if (bounds === undefined) return prices
  const kept = keptWithin(prices, stood, bounds)
  if (kept.some((price, index) => price !== prices[index]))
    onStep?.({ ...step, what: 'bounds', prices: kept })
  return kept
}

export interface RestrictionSource {
  readonly what: 'season' | 'rule' | 'yield' | 'parent' | 'hand'
  readonly name: string
  readonly restrictions: PartialRestrictions
}

/** @param onSource told everything that restricts the night. */
export function nightRestrictions<Id>(
  layers: Layers<Id>,
  sources: NightSources<Id>,
  day: LayeredDay<Id>,
  ratePlanId: Id,
  roomTypeId: Id,
  onSource?: (source: RestrictionSource) => void,
): RestrictionsValue {
  const plan = layers.plan(ratePlanId)
  if (!plan.isActive) return CLOSED
  const found: RestrictionSource[] = []
  // A plan that follows has what holds for all plans from its parent, where it may have been loosened by hand.
  const isFollower = plan.parent?.derivation.followsRestrictions === true
  const season = isFollower ? undefined : day.seasons[0]
  for (const { restrictions, weekdays } of season?.restrictions ?? [])
    if (weekdays.includes(weekday(day.date)))
      found.push({ what: 'season', name: season?.name ?? '', restrictions })
  for (const rule of day.rules)
    if (
      (rule.ratePlanIds === null ? !isFollower : rule.ratePlanIds.includes(ratePlanId)) &&
      (rule.roomTypeIds === null || rule.roomTypeIds.includes(roomTypeId))
    )
      found.push({ what: 'rule', name: rule.name, restrictions: rule.restrictions })
  if (!isFollower)
    for (const { name, restrictions } of sources.yielded?.(roomTypeId, day.date) ?? [])
      if (restrictions !== null) found.push({ what: 'yield', name, restrictions })
  let value = strictest(found.map(({ restrictions }) => restrictions))
  if (isFollower && plan.parent !== null) {
    const restrictions =
      sources.known?.(plan.parent.id, roomTypeId, day.date)?.restrictions ??
      nightRestrictions(layers, sources, day, plan.parent.id, roomTypeId)
    found.push({ what: 'parent', name: '', restrictions })
    value = stricter(value, restrictions)
  }
  const hand = sources.hand(ratePlanId, roomTypeId, day.date)?.restrictions ?? null
  if (hand !== null) found.push({ what: 'hand', name: '', restrictions: hand })
  if (onSource !== undefined) for (const source of found) onSource(source)
  return overriddenBy(value, hand)
}
