/** What the cancellation policy asks of a stay now. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createFeeView(_ports: QueryPorts) {
  return {
    fees(_reading: Reading, _input: Parameters<LedgerQueries['fees']>[0]): ReturnType<LedgerQueries['fees']> {
      throw new Error('fees is not built yet')
    },
  }
}
