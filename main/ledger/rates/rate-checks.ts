/** Compares the nights of `rate` with what the pure rule makes of their layers, without the shortcuts of the materialiser. */
import type Database from 'better-sqlite3'
import { encodeCellValue, NO_RESTRICTIONS } from '../../../shared/cells.ts'
import { type DateRange, nightsOf } from '../../../shared/dates.ts'
import {
  layeredDays,
  type NightSources,
  nightPrice,
  nightRestrictions,
} from '../../../shared/rates/layers.ts'
import { createStore } from '../../store/store.ts'
import { createCatalogReader } from '../catalog.ts'
import { createYieldRows, effectsOf } from '../pricing/yield-rows.ts'
import { createRateRows, restrictionsOf } from '../rate-rows.ts'
import { createLayerRows, handLayer } from './layer-rows.ts'

const NO_RATE = `[] ${encodeCellValue('restrictions', NO_RESTRICTIONS)}`

/** One text for each night that differs, at most `most`; nothing before a hotel is set up. */
export function rateDifferences(sqlite: Database.Database, most: number): string[] {
  const property = sqlite.prepare('SELECT business_date AS "from", horizon AS "to" FROM property').get() as
    | DateRange
    | undefined
  if (property === undefined) return []
  const store = createStore(sqlite)
  const catalog = createCatalogReader(store)()
  const rows = createLayerRows(store)
  const rates = createRateRows(store)
  const yieldRows = createYieldRows(store)
  const layers = rows.layers(catalog)
  const days = layeredDays(layers, property)
  const differences: string[] = []
  for (const { id: roomTypeId, code } of catalog.roomTypes.all) {
    const hand = new Map(
      catalog.ratePlans.all.map(({ id }) => [
        id,
        rows.hand({ ratePlanId: id, roomTypeId }, property.from, property.to),
      ]),
    )
    const yielded = yieldRows.nights(roomTypeId, property)
    const sources: NightSources<number> = {
      hand: (ratePlanId, _type, date) => {
        const state = hand.get(ratePlanId)?.get(date)
        return state && handLayer(state)
      },
      yielded: (_type, date) => effectsOf(yielded.get(date)),
    }
    for (const plan of catalog.ratePlans.all) {
      const stored = new Map(
        rates
          .compactRows({ ratePlanId: plan.id, roomTypeId }, property)
          .map((row) => [row.date, `${row.prices} ${encodeCellValue('restrictions', restrictionsOf(row))}`]),
      )
      for (const [index, date] of nightsOf(property).entries()) {
        const day = days[index]
        if (day === undefined) continue
        const { price } = nightPrice(layers, sources, day, plan.id, roomTypeId)
        const restrictions = nightRestrictions(layers, sources, day, plan.id, roomTypeId)
        const expected = `${JSON.stringify(price.prices)} ${encodeCellValue('restrictions', restrictions)}`
        const found = stored.get(date) ?? NO_RATE
        // What was never priced is not closed night by night when its plan goes out of sale.
        if (found === expected || (!stored.has(date) && !plan.isActive)) continue
        differences.push(`rate of ${plan.code} ${code} on ${date} is ${found}, its layers make ${expected}`)
        if (differences.length >= most) return differences
      }
    }
  }
  return differences
}
