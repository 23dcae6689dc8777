/** What Channex would show: availability by room type, prices and restrictions by rate plan, as last received. Kept in memory. */
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import type { PriceRow, Product, RestrictionRow, StockRow } from '../bookingcom/stock.ts'

/** One room type's plans; a plan belongs to one room type alone. */
export interface PlanTerms {
  readonly minLosArrival: number
  readonly minLos: number
  readonly maxLos: number | null
  readonly closed: boolean
  readonly closedToArrival: boolean
  readonly closedToDeparture: boolean
}

/** `minLos` is what binds every night of a stay, as elsewhere; the other minimum binds arrivals. */
export type PlanRow = RestrictionRow & { readonly minLosArrival: number }

const OPEN: PlanTerms = {
  minLosArrival: 1,
  minLos: 1,
  maxLos: null,
  closed: false,
  closedToArrival: false,
  closedToDeparture: false,
}

export type ChannexStock = ReturnType<typeof createStock>

export function createStock() {
  let products: readonly Product[] = []
  const rooms = new Map<string, number>()
  const amounts = new Map<string, readonly (number | null)[]>()
  const terms = new Map<string, PlanTerms>()

  /** Rows of a map, from `from` to before `to`, in order of their key. */
  const rowsOf = <Value, Row>(
    map: ReadonlyMap<string, Value>,
    from: string,
    to: string,
    rowOf: (code: string, date: string, value: Value) => Row | null,
  ): Row[] =>
    [...map]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, value]) => {
        const [code = '', date = ''] = key.split('|')
        const row = date >= from && date < to ? rowOf(code, date, value) : null
        return row === null ? [] : [row]
      })

  const roomOfPlan = (rateCode: string): string | undefined =>
    products.find((product) => product.rateCodes.includes(rateCode))?.roomCode

  return {
    products: (): Product[] => [...products],
    setProducts(next: readonly Product[]): void {
      products = next
    },
    roomOfPlan,

    setRooms: (roomCode: string, night: string, count: number) =>
      void rooms.set(`${roomCode}|${night}`, count),

    /** Occupancies that are not named keep their price. */
    setAmounts(rateCode: string, night: string, named: ReadonlyMap<number, number>): void {
      const key = `${rateCode}|${night}`
      const next = [...(amounts.get(key) ?? [])]
      for (const [occupancy, minor] of named) {
        while (next.length < occupancy) next.push(null)
        next[occupancy - 1] = minor
      }
      amounts.set(key, next)
    },

    setTerms(rateCode: string, night: string, change: Partial<PlanTerms>): void {
      const key = `${rateCode}|${night}`
      terms.set(key, { ...(terms.get(key) ?? OPEN), ...change })
    },

    /** Changes the rooms of one night; false when they would fall below zero or were never told. */
    move(roomCode: string, night: string, by: number): boolean {
      const key = `${roomCode}|${night}`
      const count = (rooms.get(key) ?? Number.NaN) + by
      if (!(count >= 0)) return false
      rooms.set(key, count)
      return true
    },

    stock: (from: string, to: string): StockRow[] =>
      rowsOf(rooms, from, to, (roomCode, date, roomsToSell) => ({ roomCode, date, roomsToSell })),

    prices: (from: string, to: string): PriceRow[] =>
      rowsOf(amounts, from, to, (rateCode, date, named) => {
        const roomCode = roomOfPlan(rateCode)
        return roomCode === undefined ? null : { roomCode, rateCode, date, amounts: [...named] }
      }),

    restrictions: (from: string, to: string): PlanRow[] =>
      rowsOf(terms, from, to, (rateCode, date, told) => {
        const roomCode = roomOfPlan(rateCode)
        return roomCode === undefined ? null : { roomCode, rateCode, date, ...told }
      }),
  }
}

/** Restrictions as they bind a stay that arrives on `arrival`: there the minimum by arrival counts as well. */
export function bindingFor(rows: readonly PlanRow[], arrival: IsoDate): RestrictionRow[] {
  return rows.map((row) =>
    row.date === arrival ? { ...row, minLos: Math.max(row.minLos, row.minLosArrival) } : row,
  )
}

/** From a first to a last night, which is part of them. */
export function nightsThrough(from: IsoDate, last: IsoDate): IsoDate[] {
  const nights: IsoDate[] = []
  for (let night = from; night <= last; night = addDays(night, 1)) nights.push(night)
  return nights
}
