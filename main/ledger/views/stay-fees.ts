/** What the cancellation policy asks of a stay now. */
import { findStay } from '../assignment.ts'
import type { LedgerQueries } from '../ledger.ts'
import { arrivalOf, feeOf, policyOf } from '../stay-life/ending.ts'
import { freeUntilHours } from '../stay-life/fees.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

const HOUR_MS = 3_600_000

export function createFeeView({ parts, now }: QueryPorts) {
  return {
    /** @throws DomainError UnknownStay */
    fees(
      reading: Reading,
      { stayId }: Parameters<LedgerQueries['fees']>[0],
    ): ReturnType<LedgerQueries['fees']> {
      const stay = findStay(parts, stayId)
      const policy = policyOf(reading.catalog, stay)
      const policyName = policy?.name ?? null
      const { currency } = parts.stays.reservationById(stay.reservation_id)
      const context = { ...reading, at: now() }
      const hours = freeUntilHours(policy)
      const freeUntil = hours == null ? null : arrivalOf(reading.property, stay) - hours * HOUR_MS
      return {
        cancel: { policyName, feeMinor: feeOf(parts, context, stay, 'cancel'), currency, freeUntil },
        noShow: { policyName, feeMinor: feeOf(parts, context, stay, 'noShow'), currency },
      }
    },
  }
}
