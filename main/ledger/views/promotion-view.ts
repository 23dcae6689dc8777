/** Promotions, exchange rates, and where channels would show different prices. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createPromotionView(_ports: QueryPorts) {
  return {
    promotions(_reading: Reading): ReturnType<LedgerQueries['promotions']> {
      throw new Error('promotions is not built yet')
    },
    parity(
      _reading: Reading,
      _input: Parameters<LedgerQueries['parity']>[0],
    ): ReturnType<LedgerQueries['parity']> {
      throw new Error('parity is not built yet')
    },
    exchangeRates(_reading: Reading): ReturnType<LedgerQueries['exchangeRates']> {
      throw new Error('exchangeRates is not built yet')
    },
  }
}
