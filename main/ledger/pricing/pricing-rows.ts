/** Rounding, age bands and bounds as they are stored. */
import type { AUTOPILOTS } from '../../../shared/contract/pricing.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import type { ChildBand } from '../../../shared/rates/price-set.ts'
import type { Store } from '../../store/store.ts'

/** What the property's `pricing` column holds; left out, the default holds. */
export interface PricingRules {
  readonly roundToMinor: number
  readonly rounding: 'nearest' | 'up' | 'down'
  /** See shared/contract/pricing.ts. */
  readonly maxDailyStepPercent: number
  readonly autopilot: (typeof AUTOPILOTS)[number]
  readonly autopilotPercent: number
  readonly autopilotDays: number
}

const DEFAULTS: PricingRules = {
  roundToMinor: 100,
  rounding: 'nearest',
  maxDailyStepPercent: 10,
  autopilot: 'off',
  autopilotPercent: 5,
  autopilotDays: 90,
}

export function createPricingRows(store: Store) {
  const read = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('property').select(['pricing', 'child_bands', 'autopilot_date']),
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
  const setAutopilotDate = store.prepare((sql, p: { date: IsoDate }) =>
    sql.updateTable('property').set({ autopilot_date: p.date }).where('id', '=', 1),
  )
  return {
    /** The business date on which autopilot looked last; null: never. */
    autopilotDate: (): IsoDate | null => read.first({})?.autopilot_date ?? null,
    setAutopilotDate: (date: IsoDate) => setAutopilotDate.run({ date }),
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
