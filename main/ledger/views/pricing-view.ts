/** How prices are rounded and bounded. */
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
  }
}
