/** An open case with its stay, and what the room types would be sold for on its nights. */
import type { Way } from '../../../shared/contract/overbooking.ts'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { amountFor } from '../../../shared/pricing.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
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

/** The cheapest price of any plan for a room of the type on a night; undefined where none has one. In minor units. */
export function cheapestPrice(
  parts: Parts,
  context: CommandContext,
  roomTypeId: number,
  date: IsoDate,
  adults: number,
): number | undefined {
  const prices = context.catalog.ratePlans.all.flatMap((plan) => {
    const [night] = parts.rates.nights(
      { ratePlanId: plan.id, roomTypeId },
      { from: date, to: addDays(date, 1) },
    )
    return (night && amountFor(night.prices, adults)) ?? []
  })
  return prices.length === 0 ? undefined : Math.min(...prices)
}
