/** Holds as the desk lists them. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createHoldView(_ports: QueryPorts) {
  return {
    holds(
      _reading: Reading,
      _input: Parameters<LedgerQueries['holds']>[0],
    ): ReturnType<LedgerQueries['holds']> {
      throw new Error('holds is not built yet')
    },
  }
}
