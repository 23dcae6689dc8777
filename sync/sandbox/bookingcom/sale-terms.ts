/** Whether a room can be sold for a stay, and at what price, from what the property last told. Pure. */
import { addDays, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import type { PriceRow, Product, RestrictionRow, StockRow } from './stock.ts'

export type Refusal =
  | 'BadDates'
  | 'NoSuchRoom'
  | 'NoSuchRate'
  | 'SoldOut'
  | 'NoPrice'
  | 'Closed'
  | 'ClosedToArrival'
  | 'ClosedToDeparture'
  | 'MinStay'
  | 'MaxStay'
  | 'NoSuchBooking'
  | 'AlreadyCancelled'

/** The sandbox will not sell; nothing was changed. */
export class SaleRefused extends Error {
  override readonly name = 'SaleRefused'
  readonly reason: Refusal
  readonly date: string | null

  constructor(reason: Refusal, date: string | null = null) {
    super(date === null ? reason : `${reason} on ${date}`)
    this.reason = reason
    this.date = date
  }
}

/** What the property told of the days that matter: the nights of the stay and its departure. */
export interface Told {
  readonly products: readonly Product[]
  readonly stock: readonly StockRow[]
  readonly prices: readonly PriceRow[]
  readonly restrictions: readonly RestrictionRow[]
}

export interface Wish {
  readonly roomCode: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly adults: number
  /** Null takes the cheapest that can be sold. */
  readonly rateCode: string | null
}

export interface Terms {
  readonly rateCode: string
  /** Minor units, one per night from the arrival. */
  readonly nightlyAmounts: readonly number[]
}

/**
 * The terms of the wished rate, or of the cheapest one. `owned` are the nights that the booking holds already, which
 * need no stock; `bound: false` overlooks restrictions other than a closing, as for a change of dates.
 *
 * @throws SaleRefused
 */
export function saleTerms(
  told: Told,
  wish: Wish,
  options: { owned?: ReadonlySet<string>; bound?: boolean } = {},
): Terms {
  const product = told.products.find((each) => each.roomCode === wish.roomCode)
  if (product === undefined) throw new SaleRefused('NoSuchRoom')
  const nights = nightsOf({ from: wish.arrival, to: wish.departure })
  if (nights.length === 0 || nights.length > 90) throw new SaleRefused('BadDates')
  const rooms = new Map(
    told.stock.filter((row) => row.roomCode === wish.roomCode).map((row) => [row.date, row]),
  )
  for (const night of nights) {
    const isOwned = options.owned?.has(night) ?? false
    if (!isOwned && (rooms.get(night)?.roomsToSell ?? 0) < 1) throw new SaleRefused('SoldOut', night)
  }
  if (wish.rateCode !== null && !product.rateCodes.includes(wish.rateCode))
    throw new SaleRefused('NoSuchRate')
  const rateCodes = wish.rateCode === null ? product.rateCodes : [wish.rateCode]
  return cheapest(rateCodes.map((rateCode) => offer(told, wish, rateCode, nights, options.bound ?? true)))
}

function cheapest(offers: readonly (Terms | SaleRefused)[]): Terms {
  const open = offers.filter((each): each is Terms => !(each instanceof SaleRefused))
  const best = open.toSorted((a, b) => totalOf(a) - totalOf(b))[0]
  if (best !== undefined) return best
  throw offers.find((each) => each instanceof SaleRefused) ?? new SaleRefused('NoSuchRate')
}

function totalOf(terms: Terms): number {
  return terms.nightlyAmounts.reduce((sum, amount) => sum + amount, 0)
}

function offer(
  told: Told,
  wish: Wish,
  rateCode: string,
  nights: readonly IsoDate[],
  bound: boolean,
): Terms | SaleRefused {
  const isProduct = (row: { roomCode: string; rateCode: string }) =>
    row.roomCode === wish.roomCode && row.rateCode === rateCode
  const restrictions = new Map(told.restrictions.filter(isProduct).map((row) => [row.date, row]))
  const prices = new Map(told.prices.filter(isProduct).map((row) => [row.date, row.amounts]))
  const broken = brokenRestriction(restrictions, nights, bound)
  if (broken !== null) return broken
  const nightlyAmounts: number[] = []
  for (const night of nights) {
    const amount = prices.get(night)?.[wish.adults - 1] ?? null
    if (amount === null) return new SaleRefused('NoPrice', night)
    nightlyAmounts.push(amount)
  }
  return { rateCode, nightlyAmounts }
}

/** Lengths of stay bind every night that the stay touches (stay-through), as SetMinLOS does at Booking.com. */
function brokenRestriction(
  restrictions: ReadonlyMap<string, RestrictionRow>,
  nights: readonly IsoDate[],
  bound: boolean,
): SaleRefused | null {
  for (const night of nights) {
    const row = restrictions.get(night)
    if (row === undefined) continue
    if (row.closed) return new SaleRefused('Closed', night)
    if (bound && nights.length < row.minLos) return new SaleRefused('MinStay', night)
    if (bound && row.maxLos !== null && nights.length > row.maxLos) return new SaleRefused('MaxStay', night)
  }
  const arrival = nights[0] as IsoDate
  const departure = addDays(arrival, nights.length)
  if (bound && restrictions.get(arrival)?.closedToArrival) return new SaleRefused('ClosedToArrival', arrival)
  if (bound && restrictions.get(departure)?.closedToDeparture) {
    return new SaleRefused('ClosedToDeparture', departure)
  }
  return null
}
