/**
 * What a stay was sold with: its promotions, with what each of them made of each night, and what is included. It is kept with the
 * stay, because a promotion may be changed, or given to nobody any more, after the sale.
 */
import type { StayPromotion } from '../../../shared/contract/reservations.ts'
import { type DateRange, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { breachOf } from '../../../shared/rates/promotion-rules.ts'
import type { Offer } from '../../../shared/rates/quote.ts'
import type { Catalog } from '../catalog.ts'
import type { Property } from '../command.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import type { StayRow } from '../stay-rows.ts'
import { quoteStay } from './stay-quote.ts'

export interface SoldPromotion {
  readonly id: string
  /** Minor units by night, negative where it takes off; null for a stay that was sold before this was kept. */
  readonly byDate: Readonly<Record<string, number>> | null
}

/** @param text of `stay.promotions`: an id alone is one of which nothing more is known. */
export function readPromotions(text: string): SoldPromotion[] {
  if (text === '[]') return []
  const stored = JSON.parse(text) as (string | SoldPromotion)[]
  return stored.map((each) => (typeof each === 'string' ? { id: each, byDate: null } : each))
}

export function promotionsText(promotions: readonly SoldPromotion[]): string {
  return JSON.stringify(promotions.map(({ id, byDate }) => (byDate === null ? id : { id, byDate })))
}

export function promotionsOfOffer({ nights, promotions }: Pick<Offer, 'nights' | 'promotions'>) {
  return promotions.map(({ promotionId, byNight }): SoldPromotion => {
    const byDate = Object.fromEntries(nights.map(({ date }, index) => [date, byNight[index] ?? 0]))
    return { id: promotionId, byDate }
  })
}

/** Those of the nights of a range: a stay that is parted keeps what each of its nights was sold with. */
export function promotionsWithin(promotions: readonly SoldPromotion[], range: DateRange): SoldPromotion[] {
  const dates: ReadonlySet<string> = new Set(nightsOf(range))
  return promotions.map(({ id, byDate }) => ({
    id,
    byDate: byDate && Object.fromEntries(Object.entries(byDate).filter(([date]) => dates.has(date))),
  }))
}

/** What a stay is, or is to be, as far as its price goes by it. */
export interface SoldAs extends DateRange {
  readonly soldTypeId: number
  readonly ratePlanId: number | null
  readonly adults: number
  /** JSON. */
  readonly childrenAges: string
}

export function soldAs(stay: StayRow): SoldAs {
  return {
    from: stay.arrival,
    to: stay.departure,
    soldTypeId: stay.room_type_id,
    ratePlanId: stay.rate_plan_id,
    adults: stay.adults,
    childrenAges: stay.children_ages,
  }
}

interface Hotel {
  readonly catalog: Catalog
  readonly property: Property
}

/**
 * A quote of the whole stay, with the promotions that it was sold with as far as their conditions still hold: one that is given to
 * nobody else any more, too. Null for a stay without a plan.
 */
export function requote(parts: Parts, { catalog, property }: Hotel, stay: StayRow, as: SoldAs) {
  if (as.ratePlanId === null) return null
  const roomType = catalog.roomTypes.get(as.soldTypeId)
  const ratePlan = catalog.ratePlans.get(as.ratePlanId)
  const ids = new Set(readPromotions(stay.promotions).map(({ id }) => id))
  const promotions = parts.promotions.withIds(ids)
  const { created_at } = parts.stays.reservationById(stay.reservation_id)
  const code = promotions.find((each) => each.code !== null)?.code ?? null
  const request = {
    arrival: as.from,
    departure: as.to,
    adults: as.adults,
    childrenAges: JSON.parse(as.childrenAges) as number[],
    bookedOn: localDay(created_at, property.timeZone).calendarDate,
  }
  const quoting = { property, roomType, ratePlan, promotions }
  return {
    offer: quoteStay(parts, { ...request, code: code ?? undefined }, quoting),
    promoted: { ...request, code, ratePlanId: ratePlan.publicId, roomTypeId: roomType.publicId },
  }
}

/** @param counted the nights that count. */
export function stayPromotions(
  parts: Parts,
  hotel: Hotel,
  stay: StayRow,
  counted: readonly IsoDate[],
): StayPromotion[] {
  const sold = readPromotions(stay.promotions)
  if (sold.length === 0) return []
  const quoted = requote(parts, hotel, stay, soldAs(stay))
  const given = new Set(quoted?.offer.promotions.map(({ promotionId }) => promotionId))
  return sold.flatMap(({ id, byDate }) =>
    parts.promotions.withIds(new Set([id])).map((promotion) => ({
      promotionId: id,
      name: promotion.name,
      code: promotion.code,
      amountMinor: byDate && counted.reduce((sum, date) => sum + (byDate[date] ?? 0), 0),
      breach:
        quoted === null
          ? null
          : (breachOf(promotion, quoted.promoted) ?? (given.has(id) ? null : { condition: 'another' })),
    })),
  )
}
