/**
 * A channel as it behaves, without any format: it shows what it received last, sells from that, lowers its own stock or does not,
 * hands over what it sold until that is acknowledged, and refuses what it does not like.
 */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { InboundMessage } from '../../shared/snapshot.ts'
import type { Chance } from './chance.ts'
import {
  type BookedRoom,
  type Booking,
  isCancelled,
  latestOf,
  messageOf,
  nightsOfRoom,
  type Revision,
  type RoomNight,
} from './channel-bookings.ts'
import { type ChannelPlan, REFUSED_PRICE } from './plan.ts'

/** A run of nights of one product, in the channel's codes. */
export interface Item {
  readonly facet: 'availability' | 'price' | 'restrictions'
  readonly type: string
  /** Empty for availability. */
  readonly plan: string
  readonly dates: readonly IsoDate[]
  readonly value: string
}

const MOST_BOOKED = 10
const MOST_BOOKINGS = 60

export interface Delivered {
  readonly message: InboundMessage
  readonly number: number
  readonly receipt: string
}

export const cellOf = (facet: Item['facet'], type: string, plan: string, date: IsoDate): string =>
  `${facet}|${type}|${plan}|${date}`

export class ModelledChannel {
  readonly plan: ChannelPlan
  /** What it shows, by cell. */
  readonly shown = new Map<string, string>()
  /** Availability that it changed by itself since it received it. */
  readonly touched = new Set<string>()
  readonly bookings = new Map<string, Booking>()
  /** Counts what changed of what it shows. */
  changes = 0
  /** It has lost what it was sent, and nobody has asked for everything again yet. */
  hasForgotten = false
  /** It can be reached from then on. */
  reachableAt = 0
  /** What it does with what it sold, where the hotel does not fetch it. */
  onRevision: (booking: Booking, revision: Revision) => void = () => undefined
  readonly #chance: Chance
  #count = 0

  constructor(plan: ChannelPlan, chance: Chance) {
    this.plan = plan
    this.#chance = chance
  }

  /** Numbers its revisions and keeps each until it is acknowledged; else it tells how a booking stands now. */
  get isNumbered(): boolean {
    return this.plan.kind === 'channex'
  }

  /** @returns for each item whether it is shown from now on; null: refused as a whole, and not told why. */
  receive(items: readonly Item[]): boolean[] | null {
    const isGood = items.map(({ facet, value }) => facet !== 'price' || !value.includes(`${REFUSED_PRICE}`))
    if (!this.plan.namesRefused && isGood.includes(false)) return null
    for (const [index, item] of items.entries()) if (isGood[index]) this.#show(item)
    return isGood
  }

  #show({ facet, type, plan, dates, value }: Item): void {
    this.changes += 1
    for (const date of dates) {
      const cell = cellOf(facet, type, plan, date)
      this.shown.set(cell, value)
      this.touched.delete(cell)
    }
  }

  /** Everything that it was sent is gone; it sells nothing until it is sent again. */
  forget(): void {
    this.shown.clear()
    this.touched.clear()
    this.hasForgotten = true
  }

  roomsShown({ type, date }: RoomNight): number {
    return Number(this.shown.get(cellOf('availability', type, '', date)) ?? 0)
  }

  #isSold({ type, plan, from, nights }: BookedRoom): boolean {
    return nightsOfRoom({ ref: '', type, plan, from, nights }).every(({ date }) => {
      const restrictions = this.shown.get(cellOf('restrictions', type, plan, date))
      return (
        this.roomsShown({ type, date }) > 0 &&
        this.shown.has(cellOf('price', type, plan, date)) &&
        restrictions?.split(',')[5] === '0'
      )
    })
  }

  /** A stay that it would sell, if it finds one. */
  #findRoom(today: IsoDate, nights: number, ref: string): BookedRoom | null {
    for (let attempt = 0; attempt < 6; attempt++) {
      const room = {
        ref,
        type: this.#chance.pick(this.plan.types),
        plan: this.#chance.pick(this.plan.plans),
        from: addDays(today, this.#chance.int(0, nights - 1)),
        nights: this.#chance.int(1, 3),
      }
      if (this.#isSold(room)) return room
    }
    return null
  }

  /** @returns what it sold, in words; null when nobody bought. */
  sell(today: IsoDate, nights: number, at: number): string | null {
    if (this.#isBusy()) return null
    const first = this.#findRoom(today, nights, '1')
    if (first === null) return null
    this.#take(first)
    const second = this.#chance.happens(0.15) ? this.#findRoom(today, nights, '2') : null
    if (second !== null) this.#take(second)
    const booking: Booking = {
      ref: `${this.plan.name}-${++this.#count}`,
      revisions: [],
      waiting: new Set(),
      toldThrough: 0,
    }
    this.bookings.set(booking.ref, booking)
    return this.#revise(booking, 'new', second === null ? [first] : [first, second], at)
  }

  /** A guest changes the booking: other nights, or one room less. */
  change(today: IsoDate, nights: number, at: number): string | null {
    const booking = this.#pickBooking()
    if (booking === null) return null
    const before = latestOf(booking).rooms
    if (before.length > 1 && this.#chance.happens(0.5)) {
      this.#giveBack(before[1]!)
      return this.#revise(booking, 'modified', [before[0]!], at)
    }
    const other = this.#findRoom(today, nights, '1')
    if (other === null) return null
    this.#giveBack(before[0]!)
    this.#take(other)
    return this.#revise(booking, 'modified', [other, ...before.slice(1)], at)
  }

  cancel(at: number): string | null {
    const booking = this.#pickBooking()
    if (booking === null) return null
    for (const room of latestOf(booking).rooms) this.#giveBack(room)
    return this.#revise(booking, 'cancelled', [], at)
  }

  /** It hands over again what was acknowledged already. */
  deliverAgain(): string | null {
    const known = [...this.bookings.values()].filter(({ waiting }) => waiting.size === 0)
    if (known.length === 0) return null
    if (this.isNumbered && this.#chance.happens(0.5)) return this.#deliverOld(known)
    const booking = this.#chance.pick(known)
    // A feed that was set back has everything from there on once more.
    const from = this.isNumbered ? this.#chance.int(1, booking.revisions.length) : booking.revisions.length
    for (const revision of booking.revisions.slice(from - 1)) this.#put(booking, revision)
    return `${booking.ref} from ${from}`
  }

  /** What it has lost of acknowledgements comes alone: an old revision, with none after it. */
  #deliverOld(known: readonly Booking[]): string {
    const changed = known.filter(({ revisions }) => revisions.length > 1)
    const old = changed.map((booking) => {
      const number = this.#chance.int(1, booking.revisions.length - 1)
      this.#put(booking, booking.revisions[number - 1]!)
      return `${booking.ref}:${number}`
    })
    return `old ones alone: ${old.join(' ')}`
  }

  /** One that lowers no stock would sell the same room for ever while the hotel's machine sleeps. */
  #isBusy(): boolean {
    const booked = [...this.bookings.values()].filter((booking) => !isCancelled(booking))
    return booked.length >= MOST_BOOKED || this.bookings.size >= MOST_BOOKINGS
  }

  #pickBooking(): Booking | null {
    const booked = [...this.bookings.values()].filter((booking) => !isCancelled(booking))
    return booked.length === 0 ? null : this.#chance.pick(booked)
  }

  #take(room: BookedRoom): void {
    if (this.plan.lowersStock) for (const night of nightsOfRoom(room)) this.#move(night, -1)
  }

  #giveBack(room: BookedRoom): void {
    if (this.plan.raisesStock) for (const night of nightsOfRoom(room)) this.#move(night, 1)
  }

  #move(night: RoomNight, by: number): void {
    const cell = cellOf('availability', night.type, '', night.date)
    if (!this.shown.has(cell)) return
    this.shown.set(cell, String(Math.max(0, this.roomsShown(night) + by)))
    this.touched.add(cell)
    this.changes += 1
  }

  #revise(booking: Booking, kind: Revision['kind'], rooms: readonly BookedRoom[], at: number): string {
    const revision = { number: booking.revisions.length + 1, kind, at, rooms }
    booking.revisions.push(revision)
    this.#put(booking, revision)
    const sold = rooms.map(({ type, from, nights }) => `${type} ${from}+${nights}`)
    return `${booking.ref} ${kind} ${sold.join(', ')}`
  }

  #put(booking: Booking, revision: Revision): void {
    if (!this.isNumbered) booking.waiting.clear()
    booking.waiting.add(revision.number)
    this.onRevision(booking, revision)
  }

  /** What waits in a queue, in the order in which it came, or in any where the channel numbers it. */
  fetch(queue: string): Delivered[] {
    const waiting = [...this.bookings.values()].flatMap((booking) =>
      [...booking.waiting]
        .map((number) => booking.revisions[number - 1]!)
        .filter(({ kind }) => this.isNumbered || queue === (kind === 'new' ? 'new' : 'modified'))
        .map((revision) => ({
          message: messageOf(booking, revision, queue, this.isNumbered),
          number: revision.number,
          receipt: `${booking.ref}:${revision.number}`,
        })),
    )
    return this.isNumbered ? this.#chance.shuffled(waiting) : waiting
  }

  /** @returns false for one that is stale: the booking is another one by now. */
  acknowledge(receipt: string): boolean {
    const [ref = '', number] = receipt.split(':')
    return this.bookings.get(ref)?.waiting.delete(Number(number)) === true
  }

  isEverythingDelivered(): boolean {
    return [...this.bookings.values()].every(({ waiting }) => waiting.size === 0)
  }
}
