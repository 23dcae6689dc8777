/** Why a number is what it is: everything that makes it. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createWhyView(_ports: QueryPorts) {
  return {
    whyAvailability(
      _reading: Reading,
      _input: Parameters<LedgerQueries['whyAvailability']>[0],
    ): ReturnType<LedgerQueries['whyAvailability']> {
      throw new Error('whyAvailability is not built yet')
    },
    whyRate(
      _reading: Reading,
      _input: Parameters<LedgerQueries['whyRate']>[0],
    ): ReturnType<LedgerQueries['whyRate']> {
      throw new Error('whyRate is not built yet')
    },
  }
}
