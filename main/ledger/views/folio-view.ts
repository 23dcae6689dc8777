/** Folios of a reservation, and the articles that can be charged. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createFolioView(_ports: QueryPorts) {
  return {
    folios(
      _reading: Reading,
      _input: Parameters<LedgerQueries['folios']>[0],
    ): ReturnType<LedgerQueries['folios']> {
      throw new Error('folios is not built yet')
    },
    articles(_reading: Reading): ReturnType<LedgerQueries['articles']> {
      throw new Error('articles is not built yet')
    },
  }
}
