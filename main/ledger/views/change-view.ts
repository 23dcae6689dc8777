/** What a change of a stay would come to: tried on the ledger itself under both ways of pricing, and undone. */
import type { ChangeOutcome } from '../../../shared/contract/stays.ts'
import { laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { findStay } from '../assignment.ts'
import type { CommandContext } from '../command.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { changeStay, countedTotal } from '../stay-change.ts'
import type { Reading } from './reading.ts'

export function createChangeView(parts: Parts, rehearse: <A>(work: (context: CommandContext) => A) => A) {
  const nightsOf = (stayId: number) =>
    parts.stays
      .nights(stayId)
      .filter((night) => night.counted === 1)
      .map(({ date, amountMinor }) => ({ date, amountMinor }))

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
        const { id } = findStay(parts, input.stayId)
        return {
          possible: true,
          roomTypeId: typeOf(reading, input.stayId),
          nights: nightsOf(id),
          totalMinor: countedTotal(parts, id),
        }
      })
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { possible: false, code: error.code, data: error.data as Record<string, unknown> }
    }
  }

  return {
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
          nights: nightsOf(stay.id),
          totalMinor: countedTotal(parts, stay.id),
        },
        keep: outcome(reading, input, 'keep'),
        plan: outcome(reading, input, 'plan'),
      }
    },
  }
}
