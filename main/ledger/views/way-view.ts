/** Ways out of an overbooking case, tried on the ledger itself and ranked by their cost. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createWayView(_ports: QueryPorts) {
  return {
    waysOut(
      _reading: Reading,
      _input: Parameters<LedgerQueries['waysOut']>[0],
    ): ReturnType<LedgerQueries['waysOut']> {
      throw new Error('waysOut is not built yet')
    },
  }
}
