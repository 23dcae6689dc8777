/** Every layer of prices as it was entered, with the ids that are known outside. */
import type { StoredLayers } from '../../../shared/contract/seasons.ts'
import type { PriceMove, PriceSet, SeasonPrice } from '../../../shared/rates/price-set.ts'
import type { Catalog } from '../catalog.ts'
import type { Parts } from '../parts.ts'
import { whenOf } from './layer-rows.ts'

const parsed = <T>(text: string): T => JSON.parse(text) as T

export function enteredLayers(parts: Pick<Parts, 'layers'>, catalog: Catalog): StoredLayers {
  const productOf = (row: { rate_plan_id: number; room_type_id: number }) => ({
    ratePlanId: catalog.ratePlans.get(row.rate_plan_id).publicId,
    roomTypeId: catalog.roomTypes.get(row.room_type_id).publicId,
  })
  const prices = Map.groupBy(parts.layers.seasonPrices(), (row) => row.season_id)
  const planId = (id: number) => catalog.ratePlans.get(id).publicId
  const typeId = (id: number) => catalog.roomTypes.get(id).publicId
  return {
    basePrices: parts.layers
      .basePrices()
      .map((row) => ({ ...productOf(row), price: parsed<PriceSet>(row.price) })),
    seasons: parts.layers.seasons().map((row) => {
      const { from, to, ...when } = whenOf(row)
      if (from === null || to === null) throw new Error(`season ${row.id} has no dates`)
      return {
        id: row.public_id,
        seq: row.seq,
        name: row.name,
        precedence: row.precedence,
        colour: row.colour,
        from,
        to,
        ...when,
        prices: (prices.get(row.id) ?? []).map((each) => ({
          ...productOf(each),
          price: parsed<SeasonPrice>(each.price),
        })),
        restrictions: parsed(row.restrictions),
      }
    }),
    adjustments: parts.layers.adjustments().map((row) => ({
      id: row.public_id,
      seq: row.seq,
      type: row.kind,
      name: row.name,
      change: row.change === null ? null : parsed<PriceMove>(row.change),
      ...whenOf(row),
    })),
    rules: parts.layers.rules().map((row) => ({
      id: row.public_id,
      seq: row.seq,
      name: row.name,
      ratePlanIds: row.rate_plans === null ? null : parsed<number[]>(row.rate_plans).map(planId),
      roomTypeIds: row.room_types === null ? null : parsed<number[]>(row.room_types).map(typeId),
      restrictions: parsed(row.restrictions),
      ...whenOf(row),
    })),
  }
}
