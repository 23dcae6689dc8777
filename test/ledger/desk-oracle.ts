/** A naive desk: a list of stays, rooms out of order, and counting by hand. It decides what the ledger must accept. */
import { type IsoDate, laterOf, nightsOf } from '../../shared/dates.ts'

export const ROOMS = { DBL: ['101', '102'], SGL: ['103'] } as const
export type Type = keyof typeof ROOMS
export const TYPES = Object.keys(ROOMS) as Type[]
export const DOORS = Object.values(ROOMS).flat()

export interface OracleStay {
  stayId: string
  reservationId: string
  status: 'reserved' | 'in_house' | 'over'
  sold: Type
  arrival: IsoDate
  departure: IsoDate
  /** The counted type by night. */
  nights: Map<IsoDate, Type>
  /** The room by night. */
  rooms: Map<IsoDate, string>
  room: string | null
}

export const typeOf = (room: string): Type =>
  TYPES.find((type) => (ROOMS[type] as readonly string[]).includes(room))!

export class Oracle {
  stays: OracleStay[] = []
  /** Nights out of order by room. */
  blocks = new Map<string, { blockId: string; dates: Set<IsoDate> }[]>()
  today: IsoDate

  constructor(today: IsoDate) {
    this.today = today
  }

  count(type: Type, date: IsoDate): number {
    const blocked = ROOMS[type].filter((room) => this.isBlocked(room, date)).length
    return this.stays.filter((stay) => stay.nights.get(date) === type).length + blocked
  }

  isBlocked(room: string, date: IsoDate): boolean {
    return (this.blocks.get(room) ?? []).some(({ dates }) => dates.has(date))
  }

  fits(type: Type, dates: IsoDate[]): boolean {
    return dates.every((date) => this.count(type, date) < ROOMS[type].length)
  }

  isFree(room: string, dates: IsoDate[], except: OracleStay | null): boolean {
    return dates.every(
      (date) =>
        !this.isBlocked(room, date) &&
        !this.stays.some((stay) => stay !== except && stay.rooms.get(date) === room),
    )
  }

  isOccupied(room: string, except: OracleStay | null): boolean {
    return this.stays.some((stay) => stay !== except && stay.status === 'in_house' && stay.room === room)
  }

  /** Nights of a stay from today on. */
  ahead(stay: OracleStay): IsoDate[] {
    return [...stay.nights.keys()].filter((date) => date >= this.today)
  }

  /** Whether the stay may move into the room, and if so does it. */
  give(stay: OracleStay, room: string): boolean {
    const dates = this.ahead(stay)
    const type = typeOf(room)
    const moved = dates.filter((date) => stay.nights.get(date) !== type)
    if (!this.isFree(room, dates, stay) || !this.fits(type, moved)) return false
    for (const date of dates) {
      stay.rooms.set(date, room)
      stay.nights.set(date, type)
    }
    return true
  }

  /** Whether the stay may have these dates and this room (null: none), and if so gives it them. */
  change(stay: OracleStay, arrival: IsoDate, departure: IsoDate, room: string | null): boolean {
    const isInHouse = stay.status === 'in_house'
    if (stay.status === 'over' || departure <= arrival) return false
    if (isInHouse && (arrival !== stay.arrival || departure < this.today || room === null)) return false
    if (arrival < this.today && arrival !== stay.arrival) return false
    if (isInHouse && room !== null && this.isOccupied(room, stay)) return false
    const from = laterOf(stay.arrival, this.today)
    const wanted = nightsOf({ from: arrival, to: departure })
    const before = new Map(stay.nights)
    for (const date of before.keys()) if (!wanted.includes(date)) stay.nights.delete(date)
    const open = wanted.filter((date) => date >= from || !before.has(date))
    const typeFor = (date: IsoDate): Type => (room === null ? (before.get(date) ?? stay.sold) : typeOf(room))
    const taken = open.filter((date) => before.get(date) !== typeFor(date))
    const given = wanted.filter((date) => date >= this.today)
    const fits = taken.every((date) => this.fits(typeFor(date), [date]))
    if (!fits || (room !== null && !this.isFree(room, given, stay))) {
      stay.nights = before
      return false
    }
    for (const date of open) stay.nights.set(date, typeFor(date))
    for (const date of [...stay.rooms.keys()])
      if (date >= from || !wanted.includes(date)) stay.rooms.delete(date)
    if (room !== null) for (const date of given) stay.rooms.set(date, room)
    Object.assign(stay, { arrival, departure })
    if (isInHouse) stay.room = room
    return true
  }

  free(stay: OracleStay): void {
    for (const date of this.ahead(stay)) {
      stay.nights.delete(date)
      stay.rooms.delete(date)
    }
  }
}
