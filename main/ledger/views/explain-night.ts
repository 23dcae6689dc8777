/** How the price and the restrictions of one night come about, layer by layer, as the rule itself says it. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import {
  layeredDays,
  type NightSources,
  nightPrice,
  nightRestrictions,
  type PriceStep,
  type RestrictionSource,
} from '../../../shared/rates/layers.ts'
import type { Catalog } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import { effectsOf } from '../pricing/yield-rows.ts'
import type { RateKey } from '../rate-rows.ts'
import { handLayer } from '../rates/layer-rows.ts'

export interface ExplainedStep extends PriceStep {
  /** Journal number of the command that set the layer; null where it is of no layer. */
  readonly seq: number | null
}

export function explainNight(
  parts: Parts,
  catalog: Catalog,
  key: RateKey,
  date: IsoDate,
): { steps: ExplainedStep[]; restrictedBy: RestrictionSource[] } {
  const layers = parts.layers.layers(catalog)
  const to = addDays(date, 1)
  const [day] = layeredDays(layers, { from: date, to })
  if (day === undefined) return { steps: [], restrictedBy: [] }
  const sources: NightSources<number> = {
    hand: (ratePlanId, roomTypeId) => {
      const state = parts.layers.hand({ ratePlanId, roomTypeId }, date, to).get(date)
      return state && handLayer(state)
    },
    yielded: (roomTypeId) => effectsOf(parts.yield.nights(roomTypeId, { from: date, to }).get(date)),
  }
  const seqOf = numbersOf(parts, key, date)
  const steps: ExplainedStep[] = []
  nightPrice(layers, sources, day, key.ratePlanId, key.roomTypeId, (step) =>
    steps.push({ ...step, seq: seqOf(step) }),
  )
  const restrictedBy: RestrictionSource[] = []
  nightRestrictions(layers, sources, day, key.ratePlanId, key.roomTypeId, (source) =>
    restrictedBy.push(source),
  )
  const parent = catalog.ratePlans.get(key.ratePlanId).parent
  const parentName = parent === null ? '' : catalog.ratePlans.get(parent.id).name
  return {
    steps: steps.map((step) => (step.what === 'parent' ? { ...step, name: parentName } : step)),
    restrictedBy: restrictedBy.map((each) => (each.what === 'parent' ? { ...each, name: parentName } : each)),
  }
}

function numbersOf(parts: Parts, key: RateKey, date: IsoDate): (step: PriceStep) => number | null {
  return ({ what, name, precedence }) => {
    switch (what) {
      case 'base':
        return (
          parts.layers
            .basePrices()
            .find((row) => row.rate_plan_id === key.ratePlanId && row.room_type_id === key.roomTypeId)?.seq ??
          null
        )
      case 'season':
        return (
          parts.layers.seasons().find((row) => row.name === name && row.precedence === precedence)?.seq ??
          null
        )
      case 'event':
      case 'weekday':
        return parts.layers.adjustments().find((row) => row.name === name && row.kind === what)?.seq ?? null
      case 'yield':
        return parts.yield.rows().find((row) => row.name === name)?.seq ?? null
      case 'hand':
        // The layer's own row is also touched by restrictions.
        return parts.rates.rows(key, { from: date, to: addDays(date, 1) })[0]?.price_seq ?? null
      default:
        return null
    }
  }
}
