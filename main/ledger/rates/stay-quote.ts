/** The ledger's side of a quote: a product's nights as they are stored, and the offer that comes of them. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { isAccessCode } from '../../../shared/rates/plan-terms.ts'
import type { Promotion } from '../../../shared/rates/promotion-rules.ts'
import { type Offer, type QuoteRequest, quote } from '../../../shared/rates/quote.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { Property } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { QuotedRow } from '../rate-rows.ts'

export interface Quoting {
  readonly property: Pick<Property, 'childBands'>
  readonly roomType: RoomType
  readonly ratePlan: RatePlan
  readonly promotions: readonly Promotion[]
  readonly soldOutOn?: IsoDate | undefined
}

/** @param quoting whose `promotions` are those that may be given */
export const quoteStay = (parts: Parts, request: QuoteRequest, quoting: Quoting): Offer =>
  quoteWithRows(parts, request, quoting).offer

/** With the nights that the offer was made of. */
export function quoteWithRows(
  parts: Parts,
  request: QuoteRequest,
  quoting: Quoting,
): { offer: Offer; rows: readonly QuotedRow[] } {
  const { property, roomType, ratePlan, promotions, soldOutOn } = quoting
  const key = { ratePlanId: ratePlan.id, roomTypeId: roomType.id }
  const nights = parts.rates.quotedNights(key, { from: request.arrival, to: addDays(request.departure, 1) })
  const departure = nights.at(-1)?.date === request.departure ? nights.pop() : undefined
  const offer = quote(
    request,
    { childBands: property.childBands, promotions },
    {
      type: { id: roomType.publicId, maxOccupancy: roomType.maxOccupancy, extraBeds: roomType.extraBeds },
      plan: {
        id: ratePlan.publicId,
        terms: ratePlan.terms,
        isSold: ratePlan.isActive && ratePlan.isSoldAtDesk,
      },
      nights,
      departure,
      soldOutOn,
    },
  )
  return { offer, rows: nights }
}

/** Everything whose code a guest may name. */
interface Codes {
  readonly promotions: readonly Promotion[]
  readonly ratePlans: readonly RatePlan[]
}

/** Why a code that a guest names is not taken; null when it holds for some offer. */
export function codeRefusal(
  { promotions, ratePlans }: Codes,
  code: string | undefined,
  offers: Iterable<Pick<Offer, 'codeHolds'>>,
): 'unknown' | 'not_for_this_stay' | null {
  if (code === undefined || code === '') return null
  const isKnown =
    promotions.some((promotion) => promotion.code === code.toUpperCase()) ||
    ratePlans.some(({ isActive, terms }) => isActive && isAccessCode(terms, code))
  if (!isKnown) return 'unknown'
  for (const { codeHolds } of offers) if (codeHolds) return null
  return 'not_for_this_stay'
}

/** @throws DomainError PromotionNotValid where the guest named a code that does not hold for this offer. */
export function checkCode(codes: Codes, code: string | undefined, offer: Offer): void {
  const reason = codeRefusal(codes, code, [offer])
  if (reason !== null && code !== undefined) throw new DomainError('PromotionNotValid', { code, reason })
}
