/** Rows of prices and restrictions by plan, room type and night. */
import { sql as raw } from 'kysely'
import type { RestrictionsValue } from '../../shared/cells.ts'
import type { PriceOrigin } from '../../shared/contract/rates.ts'
import type { DateRange, IsoDate } from '../../shared/dates.ts'
import type { RateNight } from '../../shared/pricing.ts'
import type { PriceSet } from '../../shared/rates/price-set.ts'
import type { QuotedNight } from '../../shared/rates/quote.ts'
import type { Store } from '../store/store.ts'

export interface RateKey {
  readonly ratePlanId: number
  readonly roomTypeId: number
}

/** A row as it is to be stored. */
export interface RateRow extends RateKey {
  readonly date: IsoDate
  readonly prices: string
  readonly minLosArrival: number
  readonly minLosThrough: number
  readonly maxLosThrough: number | null
  readonly maxLosArrival: number | null
  readonly minAdvanceDays: number | null
  readonly maxAdvanceDays: number | null
  readonly closedToArrival: 0 | 1
  readonly closedToDeparture: 0 | 1
  readonly closed: 0 | 1
  readonly priceSeq: number
  readonly restrictionsSeq: number
  /** JSON {"children","extraBedMinor"}; `{}` for none. */
  readonly supplements: string
  readonly origin: PriceOrigin
  /** Of the season, or of the parent plan. */
  readonly originId: number | null
}

/** A night as a quote wants it, with the layer that set its price. */
export interface QuotedRow extends QuotedNight, Pick<RateRow, 'origin' | 'originId'> {}

type PriceColumns = Pick<RateRow, 'prices' | 'supplements' | 'origin' | 'originId'>
export type RestrictionColumns = Omit<
  RateRow,
  keyof RateKey | keyof PriceColumns | 'date' | 'priceSeq' | 'restrictionsSeq'
>
/** Nights of one product, as a JSON array of dates. */
type Nights = RateKey & { readonly dates: string }

const NO_SUPPLEMENTS: Pick<PriceSet, 'children' | 'extraBedMinor'> = { children: [], extraBedMinor: null }

export function restrictionsOf(row: {
  min_los_arrival: number
  min_los_through: number
  max_los_through: number | null
  max_los_arrival: number | null
  min_advance_days: number | null
  max_advance_days: number | null
  closed_to_arrival: 0 | 1
  closed_to_departure: 0 | 1
  closed: 0 | 1
}): RestrictionsValue {
  return {
    minLosArrival: row.min_los_arrival,
    minLosThrough: row.min_los_through,
    maxLosThrough: row.max_los_through,
    maxLosArrival: row.max_los_arrival,
    minAdvanceDays: row.min_advance_days,
    maxAdvanceDays: row.max_advance_days,
    closedToArrival: row.closed_to_arrival === 1,
    closedToDeparture: row.closed_to_departure === 1,
    closed: row.closed === 1,
  }
}

export function createRateRows(store: Store) {
  const range = store.prepare((sql, p: RateKey & { from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('rate')
      .selectAll()
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to)
      .orderBy('date'),
  )
  const upsert = store.prepare((sql, p: RateRow) => {
    const values = {
      prices: p.prices,
      min_los_arrival: p.minLosArrival,
      min_los_through: p.minLosThrough,
      max_los_through: p.maxLosThrough,
      max_los_arrival: p.maxLosArrival,
      min_advance_days: p.minAdvanceDays,
      max_advance_days: p.maxAdvanceDays,
      closed_to_arrival: p.closedToArrival,
      closed_to_departure: p.closedToDeparture,
      closed: p.closed,
      price_seq: p.priceSeq,
      restrictions_seq: p.restrictionsSeq,
      supplements: p.supplements,
      price_origin: p.origin,
      origin_id: p.originId,
    }
    return sql
      .insertInto('rate')
      .values({ rate_plan_id: p.ratePlanId, room_type_id: p.roomTypeId, date: p.date, ...values })
      .onConflict((conflict) =>
        conflict.columns(['rate_plan_id', 'room_type_id', 'date']).doUpdateSet((eb) => ({
          prices: eb.ref('excluded.prices'),
          min_los_arrival: eb.ref('excluded.min_los_arrival'),
          min_los_through: eb.ref('excluded.min_los_through'),
          max_los_through: eb.ref('excluded.max_los_through'),
          max_los_arrival: eb.ref('excluded.max_los_arrival'),
          min_advance_days: eb.ref('excluded.min_advance_days'),
          max_advance_days: eb.ref('excluded.max_advance_days'),
          closed_to_arrival: eb.ref('excluded.closed_to_arrival'),
          closed_to_departure: eb.ref('excluded.closed_to_departure'),
          closed: eb.ref('excluded.closed'),
          price_seq: eb.ref('excluded.price_seq'),
          restrictions_seq: eb.ref('excluded.restrictions_seq'),
          supplements: eb.ref('excluded.supplements'),
          price_origin: eb.ref('excluded.price_origin'),
          origin_id: eb.ref('excluded.origin_id'),
        })),
      )
  })
  const compact = store.prepare((sql, p: RateKey & { from: IsoDate; to: IsoDate }) =>
    sql
      .selectFrom('rate')
      .select([
        'date',
        'prices',
        'supplements',
        'price_origin',
        'origin_id',
        'price_seq',
        'min_los_arrival',
        'min_los_through',
        'max_los_through',
        'max_los_arrival',
        'min_advance_days',
        'max_advance_days',
        'closed_to_arrival',
        'closed_to_departure',
        'closed',
      ])
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '>=', p.from)
      .where('date', '<', p.to),
  )
  const among = (dates: string) => raw<IsoDate>`(SELECT value FROM json_each(${dates}))`
  // Writing only what changes spares the checks of the other columns, a sixth of a season's commit.
  const setAmounts = store.prepare((sql, p: Nights & { prices: string; priceSeq: number }) =>
    sql
      .updateTable('rate')
      .set({ prices: p.prices, price_seq: p.priceSeq })
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', 'in', among(p.dates)),
  )
  const setPrice = store.prepare((sql, p: Nights & PriceColumns & { priceSeq: number | null }) =>
    sql
      .updateTable('rate')
      .set({
        prices: p.prices,
        supplements: p.supplements,
        price_origin: p.origin,
        origin_id: p.originId,
        price_seq: raw<number>`coalesce(${p.priceSeq}, price_seq)`,
      })
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', 'in', among(p.dates)),
  )
  const setRestrictions = store.prepare((sql, p: Nights & RestrictionColumns & { restrictionsSeq: number }) =>
    sql
      .updateTable('rate')
      .set({
        min_los_arrival: p.minLosArrival,
        min_los_through: p.minLosThrough,
        max_los_through: p.maxLosThrough,
        max_los_arrival: p.maxLosArrival,
        min_advance_days: p.minAdvanceDays,
        max_advance_days: p.maxAdvanceDays,
        closed_to_arrival: p.closedToArrival,
        closed_to_departure: p.closedToDeparture,
        closed: p.closed,
        restrictions_seq: p.restrictionsSeq,
      })
      .where('rate_plan_id', '=', p.ratePlanId)
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', 'in', among(p.dates)),
  )
  return {
    /** What of a night is worked out from layers. */
    compactRows: (key: RateKey, dates: DateRange) => compact.all({ ...key, from: dates.from, to: dates.to }),
    /** Of nights that have a row and keep the layer that sets their price. */
    setAmounts: setAmounts.run,
    /** Of nights that have a row; `priceSeq` null: what channels are told stays. */
    setPrice: setPrice.run,
    setRestrictions: setRestrictions.run,
    rows: (key: RateKey, dates: DateRange) => range.all({ ...key, from: dates.from, to: dates.to }),
    /** Nights with a row, in order; a night without one has neither price nor restriction. */
    nights: (key: RateKey, dates: DateRange): RateNight[] =>
      range.all({ ...key, from: dates.from, to: dates.to }).map((row) => ({
        date: row.date,
        prices: JSON.parse(row.prices) as number[],
        restrictions: restrictionsOf(row),
      })),
    /** Nights with a row, in order, with everything that they may cost. */
    quotedNights: (key: RateKey, dates: DateRange): QuotedRow[] =>
      range.all({ ...key, from: dates.from, to: dates.to }).map((row) => ({
        date: row.date,
        prices: JSON.parse(row.prices) as number[],
        restrictions: restrictionsOf(row),
        origin: row.price_origin,
        originId: row.origin_id,
        ...(row.supplements === '{}'
          ? NO_SUPPLEMENTS
          : (JSON.parse(row.supplements) as typeof NO_SUPPLEMENTS)),
      })),
    put: upsert.run,
  }
}
export type RateRows = ReturnType<typeof createRateRows>
