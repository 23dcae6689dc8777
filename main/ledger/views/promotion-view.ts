/** Promotions and exchange rates, as they are stored. */
import type { PromotionTerms } from '../../../shared/rates/promotion.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createPromotionView({ parts }: QueryPorts) {
  return {
    promotions(_reading: Reading): ReturnType<LedgerQueries['promotions']> {
      return {
        promotions: parts.promotions.rows().map((row) => ({
          id: row.public_id,
          seq: row.seq,
          name: row.name,
          kind: row.kind,
          code: row.code,
          active: row.active === 1,
          terms: JSON.parse(row.terms) as PromotionTerms,
        })),
      }
    },
    exchangeRates(_reading: Reading): ReturnType<LedgerQueries['exchangeRates']> {
      return { rates: parts.exchange.latest(), days: parts.exchange.days() }
    },
  }
}
