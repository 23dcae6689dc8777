/** The layers of prices, what a change of them would do, and what was changed before. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createSeasonView(_ports: QueryPorts) {
  return {
    seasons(_reading: Reading): ReturnType<LedgerQueries['seasons']> {
      throw new Error('seasons is not built yet')
    },
    previewLayer(
      _reading: Reading,
      _input: Parameters<LedgerQueries['previewLayer']>[0],
    ): ReturnType<LedgerQueries['previewLayer']> {
      throw new Error('previewLayer is not built yet')
    },
    rateChanges(_reading: Reading): ReturnType<LedgerQueries['rateChanges']> {
      throw new Error('rateChanges is not built yet')
    },
    rateComparison(
      _reading: Reading,
      _input: Parameters<LedgerQueries['rateComparison']>[0],
    ): ReturnType<LedgerQueries['rateComparison']> {
      throw new Error('rateComparison is not built yet')
    },
  }
}
