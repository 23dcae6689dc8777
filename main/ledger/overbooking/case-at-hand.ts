/** An open case with its stay, and what the room types would be sold for on its nights. */
import type { Way } from '../../../shared/contract/overbooking.ts'
import type { DateRange, IsoDate } from '../../../shared/dates.ts'
import type { Offer } from '../../../shared/rates/quote.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { quoteStay } from '../rates/stay-quote.ts'
import type { StayRow } from '../stay-rows.ts'
import type { Cases } from './case-rows.ts'

export type OpenCase = NonNullable<ReturnType<Cases['find']>>

/** A way that may lead out. `take` does it, without looking whether the case closes by it. */
export interface Candidate {
  readonly way: Way
  /** @throws DomainError when the ledger refuses it. */
  take(context: CommandContext): void
}

export interface CaseAtHand {
  readonly row: OpenCase
  readonly stay: StayRow
  readonly guests: number
  /** The nights that do not fit, in order. */
  readonly nights: readonly IsoDate[]
  /** All nights to come that the stay counts on in the case's type. */
  readonly toCome: ReturnType<Parts['stays']['nights']>
}

export function caseAtHand(parts: Parts, context: CommandContext, row: OpenCase): CaseAtHand {
  const stay = parts.stays.stayById(row.stay_id)
  const { businessDate } = context.property
  return {
    row,
    stay,
    guests: stay.adults + (JSON.parse(stay.children_ages) as number[]).length,
    nights: (JSON.parse(row.nights) as IsoDate[]).filter((date) => date >= businessDate),
    toCome: parts.stays
      .nights(stay.id)
      .filter(
        (night) => night.counted === 1 && night.date >= businessDate && night.roomTypeId === row.room_type_id,
      ),
  }
}

export interface WouldBeStay extends DateRange {
  readonly adults: number
  readonly childrenAges: readonly number[]
}

/** Refusals of plans that have a price all the same, the least telling last. */
const PRICED: readonly (string | undefined)[] = [undefined, 'restriction', 'noRate']
const rankOf = ({ refusal }: Offer): number => PRICED.indexOf(refusal?.reason)

/**
 * What a room of the type would be sold for on these nights at the least, as a quote of the stay says it: minor units by night. What
 * a plan's rules forbid, or has a price for some nights only, counts where nothing else is offered. Empty without any price.
 */
export function cheapestNights(
  parts: Parts,
  { catalog, property }: CommandContext,
  roomTypeId: number,
  { from, to, adults, childrenAges }: WouldBeStay,
): ReadonlyMap<IsoDate, number> {
  const roomType = catalog.roomTypes.get(roomTypeId)
  const promotions = parts.promotions.active()
  const request = { arrival: from, departure: to, adults, childrenAges, bookedOn: property.calendarDate }
  const [cheapest] = catalog.ratePlans.all
    .map((ratePlan) => quoteStay(parts, request, { property, roomType, ratePlan, promotions }))
    .filter((offer) => rankOf(offer) >= 0)
    .toSorted(
      (one, other) =>
        rankOf(one) - rankOf(other) ||
        other.nights.length - one.nights.length ||
        one.totalMinor - other.totalMinor,
    )
  return new Map(cheapest?.nights.map(({ date, amountMinor }) => [date, amountMinor]))
}
