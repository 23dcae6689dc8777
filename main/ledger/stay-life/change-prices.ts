/** What the nights of a changed stay cost that do not keep their price. */
import { type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import { quoteStay } from '../rates/stay-quote.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Target } from './change-target.ts'

/**
 * What was agreed, or else what the plan asks for a night of the sold type. A stay without a plan (a channel's rate that is
 * not mapped) extends at what its last night cost, and cannot be priced anew.
 * @throws DomainError NoRateForNight for a night that is asked for and has no price.
 */
export function amountsAfterwards(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  target: Target,
  agreed: readonly number[] | undefined,
): (date: IsoDate) => number {
  const roomType = context.catalog.roomTypes.get(target.soldTypeId)
  const none = (date: IsoDate, ratePlanId: string): never => {
    throw new DomainError('NoRateForNight', { ratePlanId, roomTypeId: roomType.publicId, date })
  }
  if (target.price === 'agreed') {
    const from = laterOf(target.from, context.property.businessDate)
    const amounts = new Map(nightsOf({ from, to: target.to }).map((date, index) => [date, agreed?.[index]]))
    // A night behind the business date that a stay who has not come gets in addition is not asked for: it costs what the last one does.
    const last = parts.stays.nights(stay.id).at(-1)?.amountMinor
    return (date) => {
      const amount = date < from ? last : amounts.get(date)
      if (amount === undefined) throw new Error(`no amount was agreed for ${date}`)
      return amount
    }
  }
  if (target.ratePlanId === null) {
    const last = parts.stays.nights(stay.id).at(-1)
    return (date) => (last === undefined || target.price === 'plan' ? none(date, '') : last.amountMinor)
  }
  const plan = context.catalog.ratePlans.get(target.ratePlanId)
  const prices = pricesOf(parts, context, stay, target, roomType, plan)
  return (date) => prices.get(date) ?? none(date, plan.publicId)
}

/** As a quote of the whole stay says it, with the promotions that it was sold with as far as their conditions still hold: one that is given to nobody else any more, too. */
function pricesOf(
  parts: Parts,
  { property }: CommandContext,
  stay: StayRow,
  target: Target,
  roomType: RoomType,
  ratePlan: RatePlan,
): Map<IsoDate, number> {
  const promotions = parts.promotions.withIds(new Set(JSON.parse(stay.promotions) as string[]))
  const { created_at } = parts.stays.reservationById(stay.reservation_id)
  const request = {
    arrival: target.from,
    departure: target.to,
    adults: target.adults,
    childrenAges: JSON.parse(target.childrenAges) as number[],
    bookedOn: localDay(created_at, property.timeZone).calendarDate,
    code: promotions.find(({ code }) => code !== null)?.code ?? undefined,
  }
  const { nights } = quoteStay(parts, request, { property, roomType, ratePlan, promotions })
  return new Map(nights.map(({ date, amountMinor }) => [date, amountMinor]))
}
