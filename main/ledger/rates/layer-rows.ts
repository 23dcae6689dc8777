/** Rows of the layers that prices come from: base prices, seasons, adjustments, rules, what was set by hand. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { HandLayer, Layers } from '../../../shared/rates/layers.ts'
import type { PriceMove, PriceSet, Rounding, SeasonPrice } from '../../../shared/rates/price-set.ts'
import type { PartialRestrictions } from '../../../shared/rates/restrictions.ts'
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import type { RateKey } from '../rate-rows.ts'

/** What somebody set for one night, as it is stored. */
export interface HandState {
  /** JSON texts; null: not set by hand. */
  readonly price: string | null
  readonly restrictions: string | null
  readonly origin: HandLayer['origin']
}

const DEFAULT_ROUNDING: Rounding = { roundToMinor: 100, rounding: 'nearest' }

/** `12567` -> [1, 2, 5, 6, 7] */
export function weekdaysOf(text: string): number[] {
  return [...text].map(Number)
}

const parsed = <T>(text: string): T => JSON.parse(text) as T

export function createLayerRows(store: Store) {
  const basePrices = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('base_price').selectAll(),
  )
  const seasons = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('season').selectAll().orderBy('precedence', 'desc').orderBy('id'),
  )
  const seasonPrices = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('season_price').selectAll(),
  )
  const adjustments = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('price_adjustment').selectAll().orderBy('id'),
  )
  const rules = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('restriction_rule').selectAll().orderBy('id'),
  )
  const rounding = store.prepare((sql, _p: Record<string, never>) =>
    sql.selectFrom('property').select('pricing'),
  )
  const hand = store.prepare((sql, p: RateKey & { from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('rate_by_hand')
      .select(['date', 'price', 'restrictions', 'origin'])
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to),
  )
  const putHand = store.prepare((sql, p: RateKey & HandState & { date: IsoDate; seq: number }) =>
    sql
      .insertInto('rate_by_hand')
      .values({
        rate_plan_id: p.ratePlanId,
        room_type_id: p.roomTypeId,
        date: p.date,
        price: p.price,
        restrictions: p.restrictions,
        origin: p.origin,
        seq: p.seq,
      })
      .onConflict((conflict) =>
        conflict.columns(['rate_plan_id', 'room_type_id', 'date']).doUpdateSet((eb) => ({
          price: eb.ref('excluded.price'),
          restrictions: eb.ref('excluded.restrictions'),
          origin: eb.ref('excluded.origin'),
          seq: eb.ref('excluded.seq'),
        })),
      ),
  )
  const dropHand = store.prepare((sql, p: RateKey & { date: IsoDate }) =>
    sql
      .deleteFrom('rate_by_hand')
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )
  const basePrice = store.prepare((sql, p: RateKey) =>
    sql
      .selectFrom('base_price')
      .select('price')
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId),
  )
  const putBase = store.prepare((sql, p: RateKey & { price: string; seq: number }) =>
    sql
      .insertInto('base_price')
      .values({ rate_plan_id: p.ratePlanId, room_type_id: p.roomTypeId, price: p.price, seq: p.seq })
      .onConflict((conflict) =>
        conflict.columns(['rate_plan_id', 'room_type_id']).doUpdateSet((eb) => ({
          price: eb.ref('excluded.price'),
          seq: eb.ref('excluded.seq'),
        })),
      ),
  )
  const dropBase = store.prepare((sql, p: RateKey) =>
    sql
      .deleteFrom('base_price')
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId),
  )

  return {
    basePrices: () => basePrices.all({}),
    seasons: () => seasons.all({}),
    seasonPrices: () => seasonPrices.all({}),
    adjustments: () => adjustments.all({}),
    rules: () => rules.all({}),

    /** Everything but what was set for single nights. */
    layers(catalog: Catalog): Layers<number> {
      const base = new Map(
        basePrices
          .all({})
          .map((row) => [`${row.rate_plan_id}|${row.room_type_id}`, parsed<PriceSet>(row.price)]),
      )
      const pricesBySeason = Map.groupBy(seasonPrices.all({}), (row) => row.season_id)
      const set = parsed<Partial<Rounding>>(rounding.first({})?.pricing ?? '{}')
      return {
        plan: (id) => {
          const { parent, isActive } = catalog.ratePlans.get(id)
          return { id, parent, isActive }
        },
        basePrice: (ratePlanId, roomTypeId) => base.get(`${ratePlanId}|${roomTypeId}`),
        seasons: seasons.all({}).map((row) => {
          const prices = new Map(
            (pricesBySeason.get(row.id) ?? []).map((each) => [
              `${each.rate_plan_id}|${each.room_type_id}`,
              parsed<SeasonPrice>(each.price),
            ]),
          )
          return {
            ...whenOf(row),
            id: row.id,
            name: row.name,
            precedence: row.precedence,
            priceOf: (ratePlanId, roomTypeId) => prices.get(`${ratePlanId}|${roomTypeId}`),
            restrictions: parsed<{ restrictions: PartialRestrictions; weekdays: number[] }[]>(
              row.restrictions,
            ),
          }
        }),
        adjustments: adjustments.all({}).map((row) => ({
          ...whenOf(row),
          id: row.id,
          type: row.kind,
          name: row.name,
          change: row.change === null ? null : parsed<PriceMove>(row.change),
        })),
        rules: rules.all({}).map((row) => ({
          ...whenOf(row),
          id: row.id,
          name: row.name,
          ratePlanIds: row.rate_plans === null ? null : parsed<number[]>(row.rate_plans),
          roomTypeIds: row.room_types === null ? null : parsed<number[]>(row.room_types),
          restrictions: parsed<PartialRestrictions>(row.restrictions),
        })),
        rounding: { ...DEFAULT_ROUNDING, ...pickRounding(set) },
        boundsOf: (roomTypeId) => catalog.roomTypes.get(roomTypeId),
      }
    },

    /** By date. */
    hand: (key: RateKey, from: IsoDate, to: IsoDate): Map<IsoDate, HandState> =>
      new Map(hand.all({ ...key, from, to }).map(({ date, ...state }) => [date, state])),
    putHand: putHand.run,
    dropHand: dropHand.run,
    /** JSON text, or null without one. */
    basePrice: (key: RateKey): string | null => basePrice.first(key)?.price ?? null,
    putBase: putBase.run,
    dropBase: dropBase.run,
  }
}
export type LayerRows = ReturnType<typeof createLayerRows>

function pickRounding({ roundToMinor, rounding }: Partial<Rounding>): Partial<Rounding> {
  return {
    ...(roundToMinor === undefined ? {} : { roundToMinor }),
    ...(rounding === undefined ? {} : { rounding }),
  }
}

interface WhenRow {
  readonly from_date: IsoDate | null
  readonly to_date: IsoDate | null
  readonly repeats: 'never' | 'same_dates' | 'same_weekdays'
  readonly weekdays: string
}

export function whenOf(row: WhenRow) {
  return { from: row.from_date, to: row.to_date, repeats: row.repeats, weekdays: weekdaysOf(row.weekdays) }
}

export function handLayer(state: HandState): HandLayer {
  return {
    price: state.price === null ? null : parsed<PriceSet>(state.price),
    restrictions: state.restrictions === null ? null : parsed<PartialRestrictions>(state.restrictions),
    origin: state.origin,
  }
}
