/** What the cancellation policy asks of a stay now. */
import { findStay } from '../assignment.ts'
import type { LedgerQueries } from '../ledger.ts'
import { feeOf, policyOf } from '../stay-life/ending.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createFeeView({ parts }: QueryPorts) {
  return {
    /** @throws DomainError UnknownStay */
    fees(
      reading: Reading,
      { stayId }: Parameters<LedgerQueries['fees']>[0],
    ): ReturnType<LedgerQueries['fees']> {
      const stay = findStay(parts, stayId)
      const policyName = policyOf(reading.catalog, stay)?.name ?? null
      const { currency } = parts.stays.reservationById(stay.reservation_id)
      return {
        cancel: { policyName, feeMinor: feeOf(parts, reading, stay, 'cancel'), currency },
        noShow: { policyName, feeMinor: feeOf(parts, reading, stay, 'noShow'), currency },
      }
    },
  }
}
