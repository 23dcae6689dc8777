/** Recommendations with their reasons, yield rules, and how they are set. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createPricingView({ parts }: QueryPorts) {
  return {
    pricingSettings({ catalog }: Reading): ReturnType<LedgerQueries['pricingSettings']> {
      return {
        ...parts.pricing.rules(),
        childBands: parts.pricing.childBands(),
        bounds: catalog.roomTypes.all.map((type) => ({
          roomTypeId: type.publicId,
          floorMinor: type.floorMinor,
          ceilingMinor: type.ceilingMinor,
          extraBeds: type.extraBeds,
        })),
      }
    },
    recommendations(
      _reading: Reading,
      _input: Parameters<LedgerQueries['recommendations']>[0],
    ): ReturnType<LedgerQueries['recommendations']> {
      throw new Error('recommendations is not built yet')
    },
    explainRecommendation(
      _reading: Reading,
      _input: Parameters<LedgerQueries['explainRecommendation']>[0],
    ): ReturnType<LedgerQueries['explainRecommendation']> {
      throw new Error('explainRecommendation is not built yet')
    },
    backTest(
      _reading: Reading,
      _input: Parameters<LedgerQueries['backTest']>[0],
    ): ReturnType<LedgerQueries['backTest']> {
      throw new Error('backTest is not built yet')
    },
    yieldRules(_reading: Reading): ReturnType<LedgerQueries['yieldRules']> {
      throw new Error('yieldRules is not built yet')
    },
  }
}
