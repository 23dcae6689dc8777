/** Guests on the channel's site: they book what it shows, change their minds, and cancel. */
import { DEMO_ROOM_TYPES } from '../../main/host/demo-hotel.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { SandboxControl } from '../sync/suite/sandbox-control.ts'
import type { Chance } from './chance.ts'

/** Bookings begin no sooner, so that none of them is due in while its guest still changes it. */
const SOONEST_DAYS = 2

export class ChannelGuests {
  readonly #chance: Chance
  readonly #today: IsoDate
  readonly #daysAhead: number
  readonly #booked: string[] = []
  readonly counts = { sold: 0, changed: 0, cancelled: 0 }

  constructor(today: IsoDate, chance: Chance, options: { daysAhead: number }) {
    this.#today = today
    this.#chance = chance
    this.#daysAhead = options.daysAhead
  }

  /** Rejects when the sandbox does not answer; what it did then shows in its list of bookings. */
  async step(sandbox: SandboxControl): Promise<void> {
    const drawn = this.#chance.int(1, 100)
    if (drawn <= 65 || this.#booked.length === 0) await this.#book(sandbox)
    else if (drawn <= 95) await this.#change(sandbox)
    else await this.#cancel(sandbox)
  }

  #stay() {
    const arrival = addDays(this.#today, this.#chance.int(SOONEST_DAYS, this.#daysAhead))
    return { arrival, departure: addDays(arrival, this.#chance.int(1, 4)) }
  }

  async #book(sandbox: SandboxControl): Promise<void> {
    const stay = this.#stay()
    const room = () => ({ ...stay, roomCode: this.#chance.pick(DEMO_ROOM_TYPES).roomCode, adults: 1 })
    const sold = await sandbox.sell(this.#chance.happens(0.2) ? { rooms: [room(), room()] } : room())
    if (sold === null) return
    this.#booked.push(sold.channelRef)
    this.counts.sold++
  }

  async #change(sandbox: SandboxControl): Promise<void> {
    const channelRef = this.#chance.pick(this.#booked)
    const changed = await sandbox.modify({ channelRef, ...this.#stay() })
    if (changed !== null) this.counts.changed++
  }

  async #cancel(sandbox: SandboxControl): Promise<void> {
    const [channelRef] = this.#booked.splice(this.#chance.int(0, this.#booked.length - 1), 1)
    const cancelled = await sandbox.cancel(channelRef!)
    if (cancelled !== null) this.counts.cancelled++
  }
}
