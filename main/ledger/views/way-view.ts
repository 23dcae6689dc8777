/** Ways out of an overbooking case, tried on the ledger itself and ranked by their cost. */
import { DomainError } from '../../../shared/errors.ts'
import type { LedgerQueries } from '../ledger.ts'
import { openWays } from '../overbooking/ways.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createWayView({ parts, rehearse }: QueryPorts) {
  return {
    /** None for a closed case. @throws DomainError UnknownCase */
    waysOut(
      { property }: Reading,
      { caseId }: Parameters<LedgerQueries['waysOut']>[0],
    ): ReturnType<LedgerQueries['waysOut']> {
      const row = parts.cases.find(caseId)
      if (row === undefined) throw new DomainError('UnknownCase', { caseId })
      const ways =
        row.status === 'closed'
          ? []
          : rehearse((context) => openWays(parts, context, row).map(({ way }) => way))
      return { currency: property.currency, ways }
    },
  }
}
