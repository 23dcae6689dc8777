/** What the nights of a changed stay cost that do not keep their price. */
import { type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Offer } from '../../../shared/rates/quote.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { requote } from '../rates/sold-with.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Target } from './change-target.ts'

interface PricesAfterwards {
  amountOf(date: IsoDate): number
  /** What the amounts were taken from; null where they were agreed, or there is no plan. */
  readonly offer: Offer | null
}

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
): PricesAfterwards {
  const roomType = context.catalog.roomTypes.get(target.soldTypeId)
  const none = (date: IsoDate, ratePlanId: string): never => {
    throw new DomainError('NoRateForNight', { ratePlanId, roomTypeId: roomType.publicId, date })
  }
  if (target.price === 'agreed') {
    const from = laterOf(target.from, context.property.businessDate)
    const amounts = new Map(nightsOf({ from, to: target.to }).map((date, index) => [date, agreed?.[index]]))
    // A night behind the business date that a stay who has not come gets in addition is not asked for: it costs what the last one does.
    const last = parts.stays.nights(stay.id).at(-1)?.amountMinor
    const amountOf = (date: IsoDate) => {
      const amount = date < from ? last : amounts.get(date)
      if (amount === undefined) throw new Error(`no amount was agreed for ${date}`)
      return amount
    }
    return { amountOf, offer: null }
  }
  const quoted = requote(parts, context, stay, target)
  if (quoted === null) {
    const last = parts.stays.nights(stay.id).at(-1)
    const amountOf = (date: IsoDate) =>
      last === undefined || target.price === 'plan' ? none(date, '') : last.amountMinor
    return { amountOf, offer: null }
  }
  const { offer } = quoted
  const prices = new Map(offer.nights.map(({ date, amountMinor }) => [date, amountMinor]))
  return { amountOf: (date) => prices.get(date) ?? none(date, offer.ratePlanId), offer }
}
