/** Rounding, age bands and bounds as they are stored. */
import type { ChildBand } from '../../../shared/rates/price-set.ts'
import type { Store } from '../../store/store.ts'

/** What the property's `pricing` column holds; left out, the default holds. */
export interface PricingRules {
  readonly roundToMinor: number
  readonly rounding: 'nearest' | 'up' | 'down'
}

const DEFAULTS: PricingRules = {
  roundToMinor: 100,
  rounding: 'nearest',
}

export function createPricingRows(store: Store) {
  const read = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('property').select(['pricing', 'child_bands']),
  )
  const write = store.prepare((sql, p: { pricing: string; childBands: string }) =>
    sql.updateTable('property').set({ pricing: p.pricing, child_bands: p.childBands }).where('id', '=', 1),
  )
  const setBounds = store.prepare(
    (sql, p: { id: number; floor: number | null; ceiling: number | null; extraBeds: number }) =>
      sql
        .updateTable('room_type')
        .set({ price_floor_minor: p.floor, price_ceiling_minor: p.ceiling, extra_beds: p.extraBeds })
        .where('id', '=', p.id),
  )
  return {
    rules(): PricingRules {
      return { ...DEFAULTS, ...(JSON.parse(read.first({})?.pricing ?? '{}') as Partial<PricingRules>) }
    },
    childBands(): ChildBand[] {
      return JSON.parse(read.first({})?.child_bands ?? '[]') as ChildBand[]
    },
    write: write.run,
    setBounds: setBounds.run,
  }
}
export type PricingRows = ReturnType<typeof createPricingRows>
