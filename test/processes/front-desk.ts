/** Someone at the desk who sells, cancels, moves guests and changes prices, and keeps a note of every intent. */
import type { CommandName } from '../../main/ledger/commands.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { Answer, Caller, DeskClient, InputOf, OutputOf } from './callers.ts'
import type { Chance } from './chance.ts'

export interface Intent<N extends CommandName = CommandName> {
  readonly name: N
  readonly input: InputOf<N>
  readonly answer: Answer<OutputOf<N>>
}

/** What a rule of the domain may answer to a wish that is made without looking. */
const EXPECTED_REFUSALS = new Set([
  // The business date may roll during a long run.
  'ArrivalInPast',
  'RoomTypeSoldOut',
  'RestrictionNotMet',
  'RoomNotFree',
  'RoomOccupied',
  'RoomRequired',
  'StayNotDueIn',
  'StayStateForbids',
  'ReservationAlreadyCancelled',
  'HoldEnded',
  // A hold may be as short as the machine is slow.
  'ExpiryNotValid',
])

const SALE_AFTER = { done: 'confirmed', refused: 'refused', unknown: 'unanswered' } as const

interface Nights {
  readonly roomTypeId: string
  readonly from: IsoDate
  readonly to: IsoDate
}

interface Held {
  readonly holdId: string
  readonly nights: Nights
}

/** Long enough for one run, so that what is held is ended by the desk, and now and then by the clock. */
const HOLD_MS = { least: 1_000, most: 120_000 }

export class FrontDesk {
  readonly #hotel: Hotel
  readonly #chance: Chance
  readonly #intents: Intent[] = []
  readonly #confirmed: string[] = []
  readonly #holds: Held[] = []
  readonly #folios: string[] = []
  readonly #prefix: string
  /** Nights ahead within which arrivals lie: the fewer, the more compete. */
  readonly #daysAhead: number

  constructor(hotel: Hotel, chance: Chance, options: { prefix: string; daysAhead: number }) {
    this.#hotel = hotel
    this.#chance = chance
    this.#prefix = options.prefix
    this.#daysAhead = options.daysAhead
  }

  /** Every intent so far, in the order in which the answers came. */
  get intents(): readonly Intent[] {
    return this.#intents
  }

  done(name: CommandName): number {
    return this.#intents.filter((intent) => intent.name === name && intent.answer.kind === 'done').length
  }

  /** One thing of all that happens at a desk. */
  async step(caller: Caller, client: DeskClient): Promise<void> {
    const drawn = this.#chance.int(1, 100)
    if (drawn <= 35) await this.sell(caller)
    else if (drawn <= 55) await this.cancel(caller)
    else if (drawn <= 70) await this.#assign(caller, client)
    else if (drawn <= 80) await this.#checkIn(caller, client)
    else if (drawn <= 85) await this.#checkOut(caller, client)
    else await this.#price(caller)
  }

  async sell(caller: Caller): Promise<void> {
    const chance = this.#chance
    const { businessDate, roomTypes, ratePlans } = this.#hotel
    const idempotencyKey = this.#key()
    const arrival = addDays(businessDate, chance.int(0, this.#daysAhead))
    const departure = addDays(arrival, chance.int(1, 4))
    const rooms = Array.from({ length: chance.happens(0.15) ? 2 : 1 }, () => ({
      roomTypeId: chance.pick(roomTypes).id,
      ratePlanId: chance.pick(ratePlans).id,
      arrival,
      departure,
      adults: 1,
    }))
    await this.#make(caller, 'reservations.create', {
      idempotencyKey,
      note: idempotencyKey,
      booker: { surname: 'Probe' },
      rooms,
      ignoreRestrictions: chance.happens(0.5),
    })
  }

  /** What else happens with a reservation: rooms are kept back, given back or sold; a bill is opened and paid. */
  async more(caller: Caller): Promise<void> {
    const chance = this.#chance
    const drawn = chance.int(1, 6)
    const [held] = drawn > 1 ? this.#holds.splice(0, 1) : []
    const reservationId = this.#confirmed.at(-1)
    if (drawn <= 2 && held === undefined) await this.#hold(caller)
    else if (drawn === 3 && held !== undefined) {
      await this.#make(caller, 'holds.release', { idempotencyKey: this.#key(), holdId: held.holdId })
    } else if (held !== undefined) await this.#convert(caller, held)
    else if (drawn === 4 && reservationId !== undefined) {
      await this.#make(caller, 'folios.open', { idempotencyKey: this.#key(), reservationId, name: 'Extras' })
    } else if (this.#folios.length > 0) {
      const idempotencyKey = this.#key()
      await this.#make(caller, 'folios.pay', {
        idempotencyKey,
        folioId: chance.pick(this.#folios),
        amountMinor: chance.int(1, 500) * 100,
        method: 'cash',
        deposit: true,
        reference: idempotencyKey,
      })
    }
  }

  async #hold(caller: Caller): Promise<void> {
    const chance = this.#chance
    const from = addDays(this.#hotel.businessDate, chance.int(0, this.#daysAhead))
    const line = {
      roomTypeId: chance.pick(this.#hotel.roomTypes).id,
      from,
      to: addDays(from, chance.int(1, 4)),
    }
    await this.#make(caller, 'holds.place', {
      idempotencyKey: this.#key(),
      kind: 'quote',
      label: 'Probe',
      lines: [{ ...line, rooms: 1 }],
      expiresAt: Date.now() + chance.int(HOLD_MS.least, HOLD_MS.most),
    })
  }

  async #convert(caller: Caller, { holdId, nights }: Held): Promise<void> {
    const idempotencyKey = this.#key()
    await this.#make(caller, 'holds.convert', {
      idempotencyKey,
      holdId,
      note: idempotencyKey,
      booker: { surname: 'Probe' },
      rooms: [
        {
          roomTypeId: nights.roomTypeId,
          ratePlanId: this.#chance.pick(this.#hotel.ratePlans).id,
          arrival: nights.from,
          departure: nights.to,
          adults: 1,
        },
      ],
      ignoreRestrictions: true,
    })
  }

  /** The payments that were acknowledged, by their reference. */
  payments(): ReadonlyMap<string, number> {
    return new Map(
      this.#intents.flatMap(({ name, input, answer }) => {
        if (name !== 'folios.pay' || answer.kind !== 'done') return []
        const { reference, amountMinor } = input as InputOf<'folios.pay'>
        return [[reference ?? '', amountMinor] as const]
      }),
    )
  }

  /** What later intents can be about. */
  #remember({ name, input, answer }: Intent): void {
    if (answer.kind !== 'done') return
    if (name === 'reservations.create' || name === 'holds.convert') {
      this.#confirmed.push((answer.output as OutputOf<'reservations.create'>).reservationId)
    } else if (name === 'holds.place') {
      const [line] = (input as InputOf<'holds.place'>).lines
      if (line === undefined) return
      const nights = { ...line, from: line.from as IsoDate, to: line.to as IsoDate }
      this.#holds.push({ holdId: (answer.output as OutputOf<'holds.place'>).holdId, nights })
    } else if (name === 'folios.open') {
      this.#folios.push((answer.output as OutputOf<'folios.open'>).folioId)
    }
  }

  /** Cancels a sale of its own, if it has one; each is cancelled once. */
  async cancel(caller: Caller): Promise<void> {
    if (this.#confirmed.length === 0) return
    const [reservationId] = this.#confirmed.splice(this.#chance.int(0, this.#confirmed.length - 1), 1)
    await this.#make(caller, 'reservations.cancel', {
      idempotencyKey: this.#key(),
      reservationId: reservationId!,
    })
  }

  /** Every sale that was answered, by its note: whether it happened, and whether it was cancelled since. */
  sales(): ReadonlyMap<string, 'confirmed' | 'cancelled' | 'refused' | 'unanswered'> {
    const notes = new Map<string, string>()
    const sales = new Map<string, 'confirmed' | 'cancelled' | 'refused' | 'unanswered'>()
    for (const { name, input, answer } of this.#intents) {
      if (name === 'reservations.create' || name === 'holds.convert') {
        const note = input.idempotencyKey
        sales.set(note, SALE_AFTER[answer.kind])
        if (answer.kind === 'done') {
          notes.set((answer.output as OutputOf<'reservations.create'>).reservationId, note)
        }
      } else if (name === 'reservations.cancel' && answer.kind === 'done') {
        sales.set(notes.get((input as InputOf<'reservations.cancel'>).reservationId)!, 'cancelled')
      }
    }
    return sales
  }

  /** The newest intents that were done, asked for once more: pairs of the first answer and the second. */
  async repeatNewest(caller: Caller, count: number): Promise<{ first: unknown; again: unknown }[]> {
    const done = this.#intents.filter(({ answer }) => answer.kind === 'done').slice(-count)
    return Promise.all(
      done.map(async ({ name, input, answer }) => ({
        first: answer,
        again: await caller.call(name, input),
      })),
    )
  }

  /** After a crash: whoever got no answer asks again with the same key, until each intent has an answer. */
  async askAgain(caller: Caller): Promise<number> {
    const unanswered = this.#intents.filter(({ answer }) => answer.kind === 'unknown')
    for (const { name, input } of unanswered) {
      const { answer } = await this.#make(caller, name, input)
      if (answer.kind === 'unknown') throw new Error(`${name} still has no answer: ${answer.why}`)
    }
    const kept = this.#intents.filter(({ answer }) => answer.kind !== 'unknown')
    this.#intents.splice(0, this.#intents.length, ...kept)
    return unanswered.length
  }

  async #assign(caller: Caller, client: DeskClient): Promise<void> {
    const { businessDate, rooms } = this.#hotel
    const from = addDays(businessDate, this.#chance.int(0, this.#daysAhead))
    const { bars } = await client.stays.tapeChart({ from, to: addDays(from, 3) })
    if (bars.length === 0) return
    const { stayId, roomTypeId } = this.#chance.pick(bars)
    const suitable = this.#chance.happens(0.8)
      ? rooms.filter((room) => room.roomTypeId === roomTypeId)
      : rooms
    const roomId = this.#chance.happens(0.1) ? null : this.#chance.pick(suitable).id
    await this.#make(caller, 'stays.assignRoom', { idempotencyKey: this.#key(), stayId, roomId })
  }

  async #checkIn(caller: Caller, client: DeskClient): Promise<void> {
    const { stays } = await client.stays.arrivals()
    if (stays.length === 0) return
    const { stayId, roomId, roomTypeId } = this.#chance.pick(stays)
    const suitable = this.#hotel.rooms.filter((room) => room.roomTypeId === roomTypeId)
    const chosen = roomId === null ? { roomId: this.#chance.pick(suitable).id } : {}
    await this.#make(caller, 'stays.checkIn', { idempotencyKey: this.#key(), stayId, ...chosen })
  }

  async #checkOut(caller: Caller, client: DeskClient): Promise<void> {
    const { stays } = await client.stays.inHouse()
    if (stays.length === 0) return
    const { stayId } = this.#chance.pick(stays)
    await this.#make(caller, 'stays.checkOut', { idempotencyKey: this.#key(), stayId })
  }

  async #price(caller: Caller): Promise<void> {
    const chance = this.#chance
    const { businessDate, roomTypes, ratePlans } = this.#hotel
    const type = chance.pick(roomTypes)
    const from = addDays(businessDate, chance.int(0, this.#daysAhead))
    const change = chance.happens(0.5)
      ? { prices: Array.from({ length: type.maxOccupancy }, () => chance.int(50, 300) * 100) }
      : {
          restrictions: {
            closed: chance.happens(0.2),
            closedToArrival: chance.happens(0.2),
            closedToDeparture: chance.happens(0.2),
            minLosThrough: chance.int(1, 2),
            maxLosThrough: chance.happens(0.3) ? chance.int(2, 7) : null,
          },
        }
    await this.#make(caller, 'rates.setRange', {
      idempotencyKey: this.#key(),
      ratePlanId: chance.pick(ratePlans).id,
      roomTypeIds: [type.id],
      from,
      to: addDays(from, chance.int(1, 14)),
      ...change,
    })
  }

  #keys = 0
  #key(): string {
    return `${this.#prefix}-${String(++this.#keys).padStart(6, '0')}`
  }

  async #make<N extends CommandName>(caller: Caller, name: N, input: InputOf<N>): Promise<Intent<N>> {
    const answer = await caller.call(name, input)
    if (answer.kind === 'refused' && !EXPECTED_REFUSALS.has(answer.code)) {
      throw new Error(`${name} was refused with ${answer.code}: ${JSON.stringify({ ...answer, input })}`)
    }
    const intent: Intent<N> = { name, input, answer }
    this.#intents.push(intent as unknown as Intent)
    this.#remember(intent as unknown as Intent)
    return intent
  }
}
