/**
 * A naive hotel: lists of stays, holds, groups, blocks and folios, counted by hand, with no thought for speed. It decides
 * what the ledger must accept, and what must then be in the file.
 */
import { addDays, type IsoDate, isoDate, laterOf, nightsOf } from '../../../shared/dates.ts'

export const ROOMS = { DBL: ['101', '102', '103'], SGL: ['104', '105'] } as const
export type Type = keyof typeof ROOMS
export const TYPES = Object.keys(ROOMS) as Type[]
export const DOORS: readonly string[] = Object.values(ROOMS).flat()
/** Of a night for one adult; the rate plan's only price. */
export const PRICE = 10_000

export const typeOf = (door: string): Type =>
  TYPES.find((type) => (ROOMS[type] as readonly string[]).includes(door))!

export interface Night {
  type: Type
  counted: boolean
  amount: number
  room: string | null
  /** The group whose allotment it was picked up from. */
  group: string | null
}

export interface Stay {
  id: string
  reservation: string
  status: 'reserved' | 'in_house' | 'departed' | 'cancelled' | 'no_show'
  sold: Type
  hasPlan: boolean
  arrival: IsoDate
  departure: IsoDate
  nights: Map<IsoDate, Night>
  /** The room it is in house in, or was last. */
  room: string | null
  pinned: boolean
  group: string | null
  checkedInOn: IsoDate | null
  checkedOutOn: IsoDate | null
}

export interface Reservation {
  id: string
  status: 'confirmed' | 'cancelled'
  channelRef: string | null
  /** The group whose master reservation it is. */
  group: string | null
}

export interface Hold {
  id: string
  status: 'active' | 'converted' | 'released' | 'expired'
  expiresAt: number
  /** Rooms by `type date`. */
  nights: Map<string, number>
}

export interface Group {
  id: string
  reservation: string
  status: 'open' | 'released' | 'cancelled'
  arrival: IsoDate
  departure: IsoDate
  releaseDate: IsoDate
  amount: number
  nights: Map<string, { rooms: number; pickedUp: number; released: number }>
}

export interface Block {
  id: string
  door: string
  kind: 'out_of_order' | 'out_of_service'
  dates: Set<IsoDate>
}

export interface Entry {
  id: string
  status: 'waiting' | 'offered' | 'booked' | 'lapsed' | 'withdrawn'
  types: Type[]
  arrival: IsoDate
  nights: number
  flexible: number
  priority: number
  /** How long an offer is kept. */
  hours: number
  /** Order of arrival on the list. */
  place: number
  hold: string | null
}

export interface Posting {
  id: string
  amount: number
  kind: 'charge' | 'room' | 'fee' | 'payment' | 'deposit' | 'refund'
  stay: string | null
  night: string | null
  /** What it takes back. */
  reverses: string | null
  isReversed: boolean
}

export interface Folio {
  id: string
  /** Whose own it is; null: of the whole reservation. */
  stay: string | null
  reservation: string
  status: 'open' | 'closed'
  postings: Posting[]
}

export interface State {
  today: IsoDate
  /** Epoch milliseconds. */
  now: number
  stays: Stay[]
  reservations: Map<string, Reservation>
  holds: Map<string, Hold>
  groups: Map<string, Group>
  blocks: Map<string, Block>
  entries: Map<string, Entry>
  allowance: Map<string, number>
  folios: Folio[]
}

/** The ledger must answer a domain error, and change nothing. */
export class Refused extends Error {}
export function refuse(): never {
  throw new Refused()
}

export const cell = (type: Type, date: IsoDate): string => `${type} ${date}`

export class House {
  state: State

  constructor(today: IsoDate, now: number) {
    this.state = {
      today,
      now,
      stays: [],
      reservations: new Map(),
      holds: new Map(),
      groups: new Map(),
      blocks: new Map(),
      entries: new Map(),
      allowance: new Map(),
      folios: [],
    }
  }

  /** Whether it may be done; then it is done here too. */
  accepts(work: () => void): boolean {
    const before = structuredClone(this.state)
    try {
      this.catchUp()
      work()
      this.offer()
      return true
    } catch (error) {
      this.state = before
      if (error instanceof Refused) return false
      throw error
    }
  }

  /** The business date that the wall clock would give: the desk's own may be behind until it rolls. Vienna, in winter. */
  wallDay(): IsoDate {
    return isoDate(new Date(this.state.now - 3 * 3_600_000).toISOString().slice(0, 10))
  }

  stay(id: string): Stay {
    return this.state.stays.find((stay) => stay.id === id)!
  }

  /** Rooms of a type that are gone on a night. */
  used(type: Type, date: IsoDate): number {
    const { stays, holds, groups } = this.state
    const booked = stays.filter(({ nights }) => {
      const night = nights.get(date)
      return night?.counted === true && night.type === type
    }).length
    const held = [...holds.values()]
      .filter(({ status }) => status === 'active')
      .reduce((sum, hold) => sum + (hold.nights.get(cell(type, date)) ?? 0), 0)
    const allotted = [...groups.values()].reduce((sum, group) => {
      const night = group.nights.get(cell(type, date))
      return night === undefined ? sum : sum + night.rooms - night.pickedUp - night.released
    }, 0)
    return booked + held + allotted + this.outOfOrder(type, date)
  }

  outOfOrder(type: Type, date: IsoDate): number {
    return [...this.state.blocks.values()].filter(
      (block) => block.kind === 'out_of_order' && typeOf(block.door) === type && block.dates.has(date),
    ).length
  }

  limit(type: Type, date: IsoDate): number {
    return ROOMS[type].length + (this.state.allowance.get(cell(type, date)) ?? 0)
  }

  fits(type: Type, date: IsoDate, rooms = 1): boolean {
    return this.used(type, date) + rooms <= this.limit(type, date)
  }

  /** Call it before what takes the room is written down. */
  take(type: Type, date: IsoDate): void {
    if (!this.fits(type, date)) refuse()
  }

  /** A night is no longer counted: an open allotment takes it back, unless the night is oversold and needs it more. */
  release(stay: Stay, date: IsoDate): void {
    const night = stay.nights.get(date)!
    const allotment = night.group === null ? undefined : this.state.groups.get(night.group)
    const kept = allotment?.nights.get(cell(night.type, date))
    if (allotment !== undefined && kept !== undefined) {
      const isOversold = this.used(night.type, date) > this.limit(night.type, date)
      kept.pickedUp -= 1
      if (allotment.status !== 'open' || isOversold) kept.released += 1
    }
    night.counted = false
    night.group = null
  }

  isTaken(door: string, date: IsoDate, except?: Stay): boolean {
    const { stays, blocks } = this.state
    return (
      stays.some((stay) => stay !== except && stay.nights.get(date)?.room === door) ||
      [...blocks.values()].some((block) => block.door === door && block.dates.has(date))
    )
  }

  occupant(door: string): Stay | undefined {
    return this.state.stays.find((stay) => stay.status === 'in_house' && stay.room === door)
  }

  /** Gives a room for the counted nights of a range; a room of another type moves what is counted. */
  give(stay: Stay, door: string, from: IsoDate, to: IsoDate): void {
    for (const [date, night] of stay.nights) if (date >= from) night.room = null
    const dates = nightsOf({ from, to })
    if (dates.some((date) => this.isTaken(door, date, stay))) refuse()
    for (const date of dates) {
      const night = stay.nights.get(date)
      if (night === undefined || !night.counted) continue
      const type = typeOf(door)
      if (night.type !== type) {
        this.take(type, date)
        this.release(stay, date)
        Object.assign(night, { type, counted: true })
      }
      night.room = door
    }
  }

  /** Gives back the nights from today on. */
  free(stay: Stay): void {
    for (const [date, night] of stay.nights) {
      if (date < this.state.today) continue
      night.room = null
      if (night.counted) this.release(stay, date)
    }
  }

  /** The first night that may still change. */
  ahead(stay: Stay): IsoDate {
    return laterOf(stay.arrival, this.state.today)
  }

  endHold(hold: Hold, status: 'released' | 'converted' | 'expired'): void {
    hold.status = status
    const entry = [...this.state.entries.values()].find((each) => each.hold === hold.id)
    if (entry?.status === 'offered') entry.status = status === 'converted' ? 'booked' : 'lapsed'
  }

  /** What is free is held for those who wait, in their order: the types they wish for, each on the days nearest to theirs. */
  offer(): void {
    const waiting = [...this.state.entries.values()].filter(({ status }) => status === 'waiting')
    for (const entry of waiting.sort((a, b) => a.priority - b.priority || a.place - b.place)) {
      const fit = entry.types.flatMap((type) => this.#shifts(entry, type)).at(0)
      if (fit === undefined) continue
      const id = `offer to ${entry.id}`
      const nights = new Map(fit.dates.map((date) => [cell(fit.type, date), 1]))
      const expiresAt = this.state.now + entry.hours * 3_600_000
      this.state.holds.set(id, { id, status: 'active', expiresAt, nights })
      Object.assign(entry, { status: 'offered', hold: id })
    }
  }

  /** No day that it would take is still to come: it ends when somebody looks. */
  isPast(entry: Entry): boolean {
    return entry.status === 'waiting' && addDays(entry.arrival, entry.flexible) < this.state.today
  }

  /** Where the entry would fit in a type, the nearest days first; of two as near, the earlier. */
  #shifts(entry: Entry, type: Type): { type: Type; dates: IsoDate[] }[] {
    const shifts = Array.from({ length: entry.flexible * 2 + 1 }, (_, index) =>
      index % 2 === 0 ? index / 2 : -(index + 1) / 2,
    )
    return shifts.flatMap((shift) => {
      const from = addDays(entry.arrival, shift)
      const dates = nightsOf({ from, to: addDays(from, entry.nights) })
      return from >= this.state.today && dates.every((date) => this.fits(type, date)) ? [{ type, dates }] : []
    })
  }

  /** What is not picked up, of the nights still to come, is for sale again. */
  releaseGroup(group: Group, status: 'released' | 'cancelled' = 'released'): void {
    group.status = status
    for (const [key, night] of group.nights) {
      if (key.split(' ')[1]! >= this.state.today) night.released = night.rooms - night.pickedUp
    }
  }

  isDue(): boolean {
    const { holds, groups, now, today } = this.state
    return (
      [...holds.values()].some(({ status, expiresAt }) => status === 'active' && expiresAt <= now) ||
      [...groups.values()].some(({ status, releaseDate }) => status === 'open' && releaseDate <= today)
    )
  }

  /** What the clock has brought about: holds that expired, allotments whose release date has come. */
  catchUp(): void {
    const due = [...this.state.holds.values()].filter(
      ({ status, expiresAt }) => status === 'active' && expiresAt <= this.state.now,
    )
    for (const hold of due) this.endHold(hold, 'expired')
    if (due.length > 0) this.offer()
    const returned = [...this.state.groups.values()].filter(
      ({ status, releaseDate }) => status === 'open' && releaseDate <= this.state.today,
    )
    for (const group of returned) this.releaseGroup(group)
    if (returned.length > 0) this.offer()
  }

  /** A reservation whose stays are all cancelled is cancelled, unless a group still needs it. */
  closeWhenEmpty(reservationId: string): void {
    const reservation = this.state.reservations.get(reservationId)!
    const stays = this.state.stays.filter((stay) => stay.reservation === reservationId)
    const isNeeded = reservation.group !== null && this.state.groups.get(reservation.group)?.status === 'open'
    if (!isNeeded && stays.every(({ status }) => status === 'cancelled')) reservation.status = 'cancelled'
  }
}
