/**
 * What can be offered for a stay: every plan of every room type with its price by night, or the reason why it is not offered. One
 * pure function for the desk's offers and for the sale itself, so that what is offered is what is sold. Taxes of a later
 * step are lines after a night's parts; its amount is what the guest pays for it.
 */
import { addDays, daysBetween, type IsoDate, nightsOf } from '../dates.ts'
import { amountFor, firstBreach, type RateNight, type RestrictionBreach } from '../pricing.ts'
import { isAccessCode, type PlanTerms } from './plan-terms.ts'
import type { ChildBand, PriceSet } from './price-set.ts'
import { bestPromotions, extraAmount, type Given, holdsFor, type Promotion } from './promotion-rules.ts'

export interface QuoteRequest {
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  readonly childrenAges: readonly number[]
  /** The property's calendar day on which it is booked: days in advance count from it. */
  readonly bookedOn: IsoDate
  /** A code that the guest names, of a promotion or of a plan that asks for one; compared without case. */
  readonly code?: string | undefined
}

export interface QuotedType {
  readonly id: string
  readonly maxOccupancy: number
  /** Of those beds so many are set up only when they are needed. */
  readonly extraBeds: number
}

export interface QuotedPlan {
  readonly id: string
  readonly terms: Pick<PlanTerms, 'inclusions' | 'deposit' | 'losSteps' | 'accessCode'>
  /** False: no longer sold, or not here. */
  readonly isSold: boolean
}

/** A night of a product with everything that it may cost. */
export interface QuotedNight extends RateNight, Pick<PriceSet, 'children' | 'extraBedMinor'> {}

export interface QuoteHotel {
  readonly childBands: readonly ChildBand[]
  readonly promotions: readonly Promotion[]
}

export interface QuoteProduct {
  readonly type: QuotedType
  readonly plan: QuotedPlan
  /** Of the stay, in order; those without a row are left out. */
  readonly nights: readonly QuotedNight[]
  /** The plan's entry for the departure day, when there is one. */
  readonly departure: RateNight | undefined
  /** The first night on which the type has no room left; undefined: there is one on every night. */
  readonly soldOutOn: IsoDate | undefined
}

export interface QuotePart {
  readonly what: 'room' | 'children' | 'extraBeds' | 'lengthOfStay' | 'promotion' | 'extra'
  readonly amountMinor: number
  readonly name: string
}

export type QuoteRefusal =
  | { readonly reason: 'soldOut' | 'noRate'; readonly date: IsoDate }
  | { readonly reason: 'tooManyGuests'; readonly maxOccupancy: number }
  | ({ readonly reason: 'restriction' } & RestrictionBreach)
  | { readonly reason: 'notSold' }
  /** The plan asks for a code, and another one or none was named. */
  | { readonly reason: 'accessCode' }

export interface Offer {
  readonly roomTypeId: string
  readonly ratePlanId: string
  readonly nights: readonly {
    readonly date: IsoDate
    readonly amountMinor: number
    readonly parts: readonly QuotePart[]
  }[]
  readonly totalMinor: number
  readonly promotions: readonly {
    readonly promotionId: string
    readonly name: string
    readonly amountMinor: number
    /** What it takes off (negative) or adds, night by night. */
    readonly byNight: readonly number[]
  }[]
  /** The code that the guest named is the plan's own, or of a promotion that holds for this product, though another may give more. */
  readonly codeHolds: boolean
  readonly inclusions: readonly string[]
  readonly deposit: { readonly amountMinor: number; readonly dueOn: IsoDate } | null
  readonly refusal: QuoteRefusal | null
}

/** The offer of one product. Amounts are minor units of the property's currency. */
export function quote(request: QuoteRequest, hotel: QuoteHotel, product: QuoteProduct): Offer {
  const { type, plan } = product
  const party = partyOf(request, hotel, type)
  const parts: NightParts[] = []
  for (const night of product.nights) {
    const own = nightParts(party, night)
    if (own !== undefined) parts.push({ date: night.date, parts: own })
  }
  lengthOfStay(request, plan, parts)
  const holding = holdingFor(request, hotel, product)
  const given = promote(request, holding, parts)
  const nights = parts.map((night) => ({
    date: night.date,
    amountMinor: amountOf(night),
    parts: night.parts,
  }))
  const totalMinor = nights.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return {
    roomTypeId: type.id,
    ratePlanId: plan.id,
    nights,
    totalMinor,
    promotions: given.map(({ promotion, off }) => {
      const byNight = nights.map((_, index) => extrasOn(request, promotion, index) - (off[index] ?? 0))
      return {
        promotionId: promotion.id,
        name: promotion.name,
        amountMinor: byNight.reduce((sum, each) => sum + each, 0),
        byNight,
      }
    }),
    codeHolds: isAccessCode(plan.terms, request.code) || holding.some(({ code }) => code !== null),
    inclusions: [
      ...plan.terms.inclusions,
      ...given.flatMap(({ promotion }) => promotion.terms.extras.map(({ name }) => name)),
    ],
    deposit: depositOf(request, plan, nights, totalMinor),
    refusal: refusalOf(request, product),
  }
}

type NightParts = { readonly date: IsoDate; readonly parts: QuotePart[] }

/** Who pays what, the same on every night: counted once. */
interface Party {
  readonly adults: number
  /** Bands that somebody belongs to, by their place among all. */
  readonly children: readonly { readonly band: number; readonly name: string; readonly count: number }[]
  readonly extraBeds: number
}

function partyOf(
  { adults, childrenAges }: QuoteRequest,
  { childBands }: QuoteHotel,
  type: QuotedType,
): Party {
  const children = childBands.map(({ name, fromAge, toAge }, band) => ({
    band,
    name,
    count: childrenAges.filter((age) => fromAge <= age && age <= toAge).length,
  }))
  return {
    adults,
    children: children.filter(({ count }) => count > 0),
    extraBeds: Math.max(0, adults + childrenAges.length - (type.maxOccupancy - type.extraBeds)),
  }
}

/** Undefined without a price. */
function nightParts({ adults, children, extraBeds }: Party, night: QuotedNight): QuotePart[] | undefined {
  const room = amountFor(night.prices, adults)
  if (room === undefined) return undefined
  const parts: QuotePart[] = [{ what: 'room', amountMinor: room, name: '' }]
  for (const { band, name, count } of children) {
    const amountMinor = count * (night.children[band] ?? 0)
    if (amountMinor > 0) parts.push({ what: 'children', amountMinor, name })
  }
  const bedMinor = extraBeds * (night.extraBedMinor ?? 0)
  if (bedMinor > 0) parts.push({ what: 'extraBeds', amountMinor: bedMinor, name: '' })
  return parts
}

function amountOf({ parts }: NightParts): number {
  let sum = 0
  for (const { amountMinor } of parts) sum += amountMinor
  return sum
}

/** The step with the most nights that the stay reaches moves each night by its percent, rounded half up. */
function lengthOfStay(
  { arrival, departure }: QuoteRequest,
  { terms }: QuotedPlan,
  nights: NightParts[],
): void {
  const length = daysBetween(arrival, departure)
  const [step] = terms.losSteps
    .filter(({ fromNights }) => fromNights <= length)
    .toSorted((one, other) => other.fromNights - one.fromNights)
  if (step === undefined || step.percent === 0) return
  for (const night of nights) {
    const amountMinor = Math.floor((amountOf(night) * step.percent) / 100 + 0.5)
    if (amountMinor !== 0) night.parts.push({ what: 'lengthOfStay', amountMinor, name: '' })
  }
}

function holdingFor(request: QuoteRequest, hotel: QuoteHotel, product: QuoteProduct): Promotion[] {
  const stay = {
    arrival: request.arrival,
    departure: request.departure,
    bookedOn: request.bookedOn,
    ratePlanId: product.plan.id,
    roomTypeId: product.type.id,
    code: request.code?.toUpperCase() ?? null,
  }
  return hotel.promotions.filter((promotion) => holdsFor(promotion, stay))
}

function promote(request: QuoteRequest, holding: readonly Promotion[], nights: NightParts[]): Given[] {
  if (holding.length === 0 || nights.length === 0) return []
  const guests = request.adults + request.childrenAges.length
  const given = bestPromotions(nights.map(amountOf), holding)
  for (const { promotion, off } of given) {
    for (const [index, night] of nights.entries()) {
      const less = off[index] ?? 0
      if (less !== 0) night.parts.push({ what: 'promotion', amountMinor: -less, name: promotion.name })
      for (const extra of promotion.terms.extras) {
        const amountMinor = extraAmount(extra, index, guests)
        if (amountMinor !== 0) night.parts.push({ what: 'extra', amountMinor, name: extra.name })
      }
    }
  }
  return given
}

function extrasOn(request: QuoteRequest, { terms }: Promotion, nightIndex: number): number {
  if (terms.extras.length === 0) return 0
  const guests = request.adults + request.childrenAges.length
  return terms.extras.reduce((sum, extra) => sum + extraAmount(extra, nightIndex, guests), 0)
}

function depositOf(
  { arrival, bookedOn }: QuoteRequest,
  { terms: { deposit } }: QuotedPlan,
  nights: readonly { readonly amountMinor: number }[],
  totalMinor: number,
): Offer['deposit'] {
  if (deposit === null) return null
  const { kind, value, dueDaysBefore } = deposit
  const amountMinor =
    kind === 'percent'
      ? Math.floor((totalMinor * value) / 100 + 0.5)
      : kind === 'amount'
        ? Math.min(value, totalMinor)
        : nights.slice(0, value).reduce((sum, night) => sum + night.amountMinor, 0)
  const due = dueDaysBefore === null ? bookedOn : addDays(arrival, -dueDaysBefore)
  return { amountMinor, dueOn: due < bookedOn ? bookedOn : due }
}

function refusalOf(request: QuoteRequest, product: QuoteProduct): QuoteRefusal | null {
  const { type, plan, nights, departure, soldOutOn } = product
  if (!plan.isSold) return { reason: 'notSold' }
  if (plan.terms.accessCode !== null && !isAccessCode(plan.terms, request.code))
    return { reason: 'accessCode' }
  if (request.adults + request.childrenAges.length > type.maxOccupancy)
    return { reason: 'tooManyGuests', maxOccupancy: type.maxOccupancy }
  if (soldOutOn !== undefined) return { reason: 'soldOut', date: soldOutOn }
  const unpriced = unpricedNight(request, nights)
  if (unpriced !== undefined) return { reason: 'noRate', date: unpriced }
  const breach = firstBreach(nights, departure, request.bookedOn)
  return breach === null ? null : { reason: 'restriction', ...breach }
}

/** The first night of the stay without a price, or undefined. */
export function unpricedNight(
  { arrival, departure, adults }: Pick<QuoteRequest, 'arrival' | 'departure' | 'adults'>,
  nights: readonly RateNight[],
): IsoDate | undefined {
  const priced = new Set(
    nights.filter(({ prices }) => amountFor(prices, adults) !== undefined).map(({ date }) => date),
  )
  return nightsOf({ from: arrival, to: departure }).find((date) => !priced.has(date))
}
