/** What Booking.com would show: rooms to sell, prices by occupancy and restrictions, as last received. */
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { Store } from './store.ts'

export interface Product {
  readonly roomCode: string
  readonly name: string
  readonly rateCodes: readonly string[]
  /** Of the codes, in their order, for channels that list them. */
  readonly rateNames?: readonly string[] | undefined
}

/** One instruction of a message, for the nights from `from` to before `to`. */
export type Update =
  | { readonly kind: 'stock'; readonly roomCode: string; readonly rooms: number }
  | {
      readonly kind: 'price'
      readonly roomCode: string
      readonly rateCode: string
      /** Minor units by number of adults; null where the message gave none. */
      readonly amounts: readonly (number | null)[]
    }
  | {
      readonly kind: RestrictionField
      readonly roomCode: string
      readonly rateCode: string
      /** Nights; null takes a maximum away; 0 or 1 for the closings. */
      readonly value: number | null
    }

export type RestrictionField = 'min_los' | 'max_los' | 'closed' | 'closed_to_arrival' | 'closed_to_departure'

export interface RestrictionRow {
  readonly roomCode: string
  readonly rateCode: string
  readonly date: string
  readonly minLos: number
  readonly maxLos: number | null
  readonly closed: boolean
  readonly closedToArrival: boolean
  readonly closedToDeparture: boolean
}

export interface PriceRow {
  readonly roomCode: string
  readonly rateCode: string
  readonly date: string
  readonly amounts: (number | null)[]
}

export interface StockRow {
  readonly roomCode: string
  readonly date: string
  readonly roomsToSell: number
}

type RawPrice = Omit<PriceRow, 'amounts'> & { amounts: string }
type RawRestriction = Omit<RestrictionRow, 'closed' | 'closedToArrival' | 'closedToDeparture'> & {
  closed: number
  closedToArrival: number
  closedToDeparture: number
}

export type Stock = ReturnType<typeof openStock>

export function openStock(store: Store) {
  const setStock = store.prepare(
    `INSERT INTO stock VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET rooms_to_sell = excluded.rooms_to_sell`,
  )
  const setPrice = store.prepare(
    'INSERT INTO price VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET amounts = excluded.amounts',
  )
  const setField = (field: RestrictionField) =>
    store.prepare<[string, string, string, number | null]>(
      `INSERT INTO restriction (room_code, rate_code, date, ${field}) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET ${field} = excluded.${field}`,
    )
  const setRestriction: Record<RestrictionField, ReturnType<typeof setField>> = {
    min_los: setField('min_los'),
    max_los: setField('max_los'),
    closed: setField('closed'),
    closed_to_arrival: setField('closed_to_arrival'),
    closed_to_departure: setField('closed_to_departure'),
  }
  const moveStock = store.prepare(
    'UPDATE stock SET rooms_to_sell = rooms_to_sell + ? WHERE room_code = ? AND date = ? AND rooms_to_sell + ? >= 0',
  )
  const rates = store.prepare<[string], { rateCode: string }>(
    'SELECT rate_code AS rateCode FROM product_rate WHERE room_code = ? ORDER BY rate_code',
  )
  const rows = <Row>(sql: string) => store.prepare<[string, string], Row>(sql)
  const stockBetween = rows<StockRow>(
    `SELECT room_code AS roomCode, date, rooms_to_sell AS roomsToSell FROM stock
     WHERE date >= ? AND date < ? ORDER BY room_code, date`,
  )
  const pricesBetween = rows<RawPrice>(
    `SELECT room_code AS roomCode, rate_code AS rateCode, date, amounts FROM price
     WHERE date >= ? AND date < ? ORDER BY room_code, rate_code, date`,
  )
  const restrictionsBetween = rows<RawRestriction>(
    `SELECT room_code AS roomCode, rate_code AS rateCode, date, min_los AS minLos, max_los AS maxLos, closed,
       closed_to_arrival AS closedToArrival, closed_to_departure AS closedToDeparture FROM restriction
     WHERE date >= ? AND date < ? ORDER BY room_code, rate_code, date`,
  )

  return {
    products(): Product[] {
      const rooms = store
        .prepare<[], { roomCode: string; name: string }>(
          'SELECT room_code AS roomCode, name FROM product ORDER BY room_code',
        )
        .all()
      return rooms.map((room) => ({
        ...room,
        rateCodes: rates.all(room.roomCode).map((row) => row.rateCode),
      }))
    },

    /** Replaces all products; what was told of the others stays known, but cannot be sold any more. */
    setProducts(products: readonly Product[]): void {
      store.transaction(() => {
        store.exec('DELETE FROM product_rate; DELETE FROM product')
        for (const { roomCode, name, rateCodes } of products) {
          store.prepare('INSERT INTO product VALUES (?, ?)').run(roomCode, name)
          for (const rate of rateCodes)
            store.prepare('INSERT INTO product_rate VALUES (?, ?)').run(roomCode, rate)
        }
      })()
    },

    apply(update: Update, nights: readonly IsoDate[]): void {
      for (const night of nights) {
        if (update.kind === 'stock') setStock.run(update.roomCode, night, update.rooms)
        else if (update.kind === 'price') {
          setPrice.run(update.roomCode, update.rateCode, night, JSON.stringify(update.amounts))
        } else setRestriction[update.kind].run(update.roomCode, update.rateCode, night, update.value)
      }
    },

    /** Changes the stock of one night; false when it would fall below zero or was never told. */
    move(roomCode: string, night: string, rooms: number): boolean {
      return moveStock.run(rooms, roomCode, night, rooms).changes === 1
    },

    stock: (from: string, to: string): StockRow[] => stockBetween.all(from, to),

    prices: (from: string, to: string): PriceRow[] =>
      pricesBetween
        .all(from, to)
        .map((row) => ({ ...row, amounts: JSON.parse(row.amounts) as (number | null)[] })),

    restrictions: (from: string, to: string): RestrictionRow[] =>
      restrictionsBetween.all(from, to).map((row) => ({
        ...row,
        closed: row.closed === 1,
        closedToArrival: row.closedToArrival === 1,
        closedToDeparture: row.closedToDeparture === 1,
      })),
  }
}

/** The nights of an update from `from` to `to`, both OTA's, which names the last night itself. */
export function nightsThrough(from: IsoDate, last: IsoDate): IsoDate[] {
  const nights = nightsOf({ from, to: last })
  return [...nights, last]
}
