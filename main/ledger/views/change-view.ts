/** What a change of a stay would come to: tried on the ledger itself under both ways of pricing, and undone. */
import type { ChangeOutcome } from '../../../shared/contract/stays.ts'
import { laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext } from '../command.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { requote, soldAs, stayPromotions } from '../rates/sold-with.ts'
import { changeStay, countedTotal } from '../stay-change.ts'
import { splitStay } from '../stay-life/split.ts'
import type { Reading } from './reading.ts'

export function createChangeView(parts: Parts, rehearse: <A>(work: (context: CommandContext) => A) => A) {
  function priceOf(reading: Reading, stayId: string) {
    const stay = findStay(parts, stayId)
    const counted = parts.stays.nights(stay.id).filter((night) => night.counted === 1)
    const dates = counted.map(({ date }) => date)
    return {
      nights: counted.map(({ date, amountMinor }) => ({ date, amountMinor })),
      totalMinor: countedTotal(parts, stay.id),
      promotions: stayPromotions(parts, reading, stay, dates),
    }
  }

  function partOf(reading: Reading, stayId: string) {
    const stay = findStay(parts, stayId)
    const { nights, totalMinor, promotions } = priceOf(reading, stayId)
    const quoted = requote(parts, reading, stay, soldAs(stay))
    const prices = new Map(quoted?.offer.nights.map(({ date, amountMinor }) => [date, amountMinor]))
    const { businessDate } = reading.property
    // Nights that were slept keep their price, whatever is done.
    const anew = nights.map((night) =>
      night.date < businessDate ? night.amountMinor : prices.get(night.date),
    )
    return {
      arrival: stay.arrival,
      departure: stay.departure,
      totalMinor,
      planMinor: anew.reduce<number | null>(
        (sum, minor) => (sum === null || minor === undefined ? null : sum + minor),
        0,
      ),
      promotions,
    }
  }

  /** The type counted for the first night that is still to come, or else the one that was sold. */
  function typeOf({ catalog, property }: Reading, stayId: string): string {
    const stay = findStay(parts, stayId)
    const from = laterOf(stay.arrival, property.businessDate)
    const night = parts.stays.nights(stay.id).find(({ date }) => date >= from)
    return catalog.roomTypes.get(night?.roomTypeId ?? stay.room_type_id).publicId
  }

  function outcome(
    reading: Reading,
    input: Parameters<LedgerQueries['previewStayChange']>[0],
    price: 'keep' | 'plan',
  ): ChangeOutcome {
    try {
      return rehearse((context) => {
        changeStay(parts, context, { ...input, price })
        return {
          possible: true,
          roomTypeId: typeOf(reading, input.stayId),
          ...priceOf(reading, input.stayId),
        }
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { possible: false, code: error.code, data: error.data as Record<string, unknown> }
    }
  }

  return {
    /** @throws DomainError UnknownStay, StayStateForbids, SplitNotWithin */
    previewSplit(
      reading: Reading,
      { stayId, at }: Parameters<LedgerQueries['previewSplit']>[0],
    ): ReturnType<LedgerQueries['previewSplit']> {
      return rehearse((context) => {
        const { answer } = splitStay(parts, context, { idempotencyKey: '', stayId, at })
        return {
          currency: reading.property.currency,
          parts: [partOf(reading, stayId), partOf(reading, answer.stayId)],
        }
      })
    },

    /** @throws DomainError UnknownStay */
    preview(
      reading: Reading,
      input: Parameters<LedgerQueries['previewStayChange']>[0],
    ): ReturnType<LedgerQueries['previewStayChange']> {
      const stay = findStay(parts, input.stayId)
      const from = laterOf(stay.arrival, reading.property.businessDate)
      const held = parts.rooms.ofStay(stay.id).find((night) => night.date >= from)
      return {
        currency: reading.property.currency,
        before: {
          arrival: stay.arrival,
          departure: stay.departure,
          roomId: held === undefined ? null : reading.catalog.rooms.get(held.roomId).publicId,
          roomTypeId: typeOf(reading, input.stayId),
          ...priceOf(reading, input.stayId),
        },
        keep: outcome(reading, input, 'keep'),
        plan: outcome(reading, input, 'plan'),
      }
    },
  }
}
