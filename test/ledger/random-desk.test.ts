/**
 * Random commands of a desk and of a channel against a naive oracle that keeps a list of stays and counts by hand:
 * the ledger must accept exactly what the oracle accepts, count the same, and stay clean.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookingcomSettingsSchema } from '../../shared/channel-settings.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { soak } from '../soak.ts'
import { EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

const ROOMS = { DBL: ['101', '102'], SGL: ['103'] } as const
type Type = keyof typeof ROOMS
const TYPES = Object.keys(ROOMS) as Type[]
const DAYS = 6

interface OracleStay {
  stayId: string
  reservationId: string
  status: 'reserved' | 'in_house' | 'over'
  arrival: IsoDate
  departure: IsoDate
  /** The counted type by night. */
  nights: Map<IsoDate, Type>
  /** The room by night. */
  rooms: Map<IsoDate, string>
  room: string | null
}

const typeOf = (room: string): Type =>
  TYPES.find((type) => (ROOMS[type] as readonly string[]).includes(room))!

class Oracle {
  stays: OracleStay[] = []
  today: IsoDate

  constructor(today: IsoDate) {
    this.today = today
  }

  count(type: Type, date: IsoDate): number {
    return this.stays.filter((stay) => stay.nights.get(date) === type).length
  }

  fits(type: Type, dates: IsoDate[]): boolean {
    return dates.every((date) => this.count(type, date) < ROOMS[type].length)
  }

  isFree(room: string, dates: IsoDate[], except: OracleStay): boolean {
    return dates.every((date) => !this.stays.some((stay) => stay !== except && stay.rooms.get(date) === room))
  }

  isOccupied(room: string, except: OracleStay): boolean {
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

  free(stay: OracleStay): void {
    for (const date of this.ahead(stay)) {
      stay.nights.delete(date)
      stay.rooms.delete(date)
    }
  }
}

type Command =
  | { do: 'create'; type: Type; from: number; nights: number; forced: boolean }
  | { do: 'cancel' | 'checkIn' | 'checkOut' | 'assign'; pick: number; room: number }
  | { do: 'roll' }

const room = fc.nat(2)
const commands: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('create' as const),
      type: fc.constantFrom(...TYPES),
      from: fc.nat(DAYS - 1),
      nights: fc.integer({ min: 1, max: 4 }),
      forced: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'checkIn' as const, 'checkOut' as const, 'assign' as const),
      pick: fc.nat(30),
      room,
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'roll' as const }) },
)

class Run {
  readonly #hotel: TestHotel
  readonly #oracle: Oracle
  readonly #channelId: string
  #refs = 0

  constructor(hotel: TestHotel, channelId: string) {
    this.#hotel = hotel
    this.#channelId = channelId
    this.#oracle = new Oracle(hotel.ledger.queries.hotel()!.businessDate)
  }

  async apply(command: Command): Promise<void> {
    if (command.do === 'create') return command.forced ? this.#channelSells(command) : this.#create(command)
    if (command.do === 'roll') return this.#roll()
    const alive = this.#oracle.stays.filter((stay) => stay.status !== 'over')
    const stay = alive[command.pick % Math.max(1, alive.length)]
    if (stay === undefined) return
    const door = ['101', '102', '103'][command.room]!
    if (command.do === 'cancel') await this.#cancel(stay)
    else if (command.do === 'checkIn') await this.#checkIn(stay, door)
    else if (command.do === 'checkOut') await this.#checkOut(stay)
    else await this.#assign(stay, door)
  }

  async #accepted(work: Promise<unknown>): Promise<boolean> {
    return work.then(
      () => true,
      (error: unknown) => {
        if (error instanceof DomainError) return false
        throw error
      },
    )
  }

  #dates({ from, nights }: { from: number; nights: number }): {
    arrival: IsoDate
    departure: IsoDate
    dates: IsoDate[]
  } {
    const arrival = addDays(this.#oracle.today, from)
    const departure = addDays(arrival, nights)
    return { arrival, departure, dates: nightsOf({ from: arrival, to: departure }) }
  }

  #remember(type: Type, stayId: string, reservationId: string, arrival: IsoDate, departure: IsoDate): void {
    const nights = new Map(nightsOf({ from: arrival, to: departure }).map((date) => [date, type]))
    const stay = { stayId, reservationId, status: 'reserved' as const, arrival, departure, nights }
    this.#oracle.stays.push({ ...stay, rooms: new Map(), room: null })
  }

  async #create(command: { type: Type; from: number; nights: number }): Promise<void> {
    const { arrival, departure, dates } = this.#dates(command)
    const expected = this.#oracle.fits(command.type, dates)
    const sold = this.#hotel.sell({ type: command.type, arrival, departure, adults: 1 })
    expect(await this.#accepted(sold), 'create').toBe(expected)
    if (!expected) return
    const { stayIds, reservationId } = await sold
    this.#remember(command.type, stayIds[0]!, reservationId, arrival, departure)
  }

  /** Accepted whatever is left. */
  async #channelSells(command: { type: Type; from: number; nights: number }): Promise<void> {
    const { arrival, departure, dates } = this.#dates(command)
    const channelRef = `R${++this.#refs}`
    const person = { surname: 'Rossi', firstName: '', email: '', phone: '' }
    const answer = await this.#hotel.ledger.lanes.ingest(this.#channelId, {
      queue: 'new',
      kind: 'new',
      channelRef,
      snapshot: {
        channelRef,
        status: 'booked',
        booker: person,
        currency: 'EUR',
        rooms: [
          {
            ref: '1',
            roomCode: command.type,
            rateCode: null,
            arrival,
            departure,
            adults: 1,
            childrenAges: [],
            guest: null,
            nightlyAmounts: dates.map(() => 100),
          },
        ],
        note: '',
      },
      unreadable: null,
      rawMasked: '',
    })
    expect(answer.outcome).toBe('applied')
    const { sqlite } = this.#hotel.ledger.store
    const ids = sqlite
      .prepare(
        `SELECT s.public_id AS stayId, r.public_id AS reservationId
           FROM stay AS s JOIN reservation AS r ON r.id = s.reservation_id WHERE r.channel_ref = ?`,
      )
      .get(channelRef) as { stayId: string; reservationId: string }
    this.#remember(command.type, ids.stayId, ids.reservationId, arrival, departure)
  }

  async #cancel(stay: OracleStay): Promise<void> {
    const expected = stay.status === 'reserved'
    const work = this.#hotel.ledger.submit('reservations.cancel', EVERYTHING, {
      idempotencyKey: key(),
      reservationId: stay.reservationId,
      reason: '',
      agreedWithChannel: true,
    })
    expect(await this.#accepted(work), 'cancel').toBe(expected)
    if (!expected) return
    this.#oracle.free(stay)
    stay.status = 'over'
  }

  async #checkIn(stay: OracleStay, door: string): Promise<void> {
    const { today } = this.#oracle
    const isDue = stay.status === 'reserved' && stay.arrival <= today && today < stay.departure
    const roomId = this.#hotel.room(door)
    const work = this.#hotel.ledger.submit('stays.checkIn', EVERYTHING, {
      idempotencyKey: key(),
      stayId: stay.stayId,
      roomId,
    })
    const expected = isDue && !this.#oracle.isOccupied(door, stay) && this.#oracle.give(stay, door)
    expect(await this.#accepted(work), 'checkIn').toBe(expected)
    if (!expected) return
    stay.status = 'in_house'
    stay.room = door
  }

  async #checkOut(stay: OracleStay): Promise<void> {
    const expected = stay.status === 'in_house'
    const work = this.#hotel.ledger.submit('stays.checkOut', EVERYTHING, {
      idempotencyKey: key(),
      stayId: stay.stayId,
    })
    expect(await this.#accepted(work), 'checkOut').toBe(expected)
    if (!expected) return
    this.#oracle.free(stay)
    stay.status = 'over'
  }

  async #assign(stay: OracleStay, door: string): Promise<void> {
    const work = this.#hotel.ledger.submit('stays.assignRoom', EVERYTHING, {
      idempotencyKey: key(),
      stayId: stay.stayId,
      roomId: this.#hotel.room(door),
    })
    const isEmpty = stay.status === 'reserved' || !this.#oracle.isOccupied(door, stay)
    const expected = isEmpty && this.#oracle.give(stay, door)
    expect(await this.#accepted(work), 'assign').toBe(expected)
    if (expected && stay.status === 'in_house') stay.room = door
  }

  async #roll(): Promise<void> {
    this.#hotel.clock.at += 86_400_000
    await this.#hotel.ledger.tick()
    this.#oracle.today = addDays(this.#oracle.today, 1)
  }

  /** I1, I2, I3: counts, rooms and occupancy as the oracle has them, and nothing to find for `verify`. */
  check(): void {
    const { today } = this.#oracle
    for (const type of TYPES) {
      for (const date of nightsOf({ from: today, to: addDays(today, DAYS + 4) })) {
        const left = ROOMS[type].length - this.#oracle.count(type, date)
        expect(this.#hotel.left(type, date), `${type} on ${date}`).toBe(Math.max(0, left))
      }
    }
    const inHouse = this.#hotel.ledger.queries.inHouse().stays.map((stay) => [stay.stayId, stay.roomId])
    const expected = this.#oracle.stays
      .filter((stay) => stay.status === 'in_house')
      .map((stay) => [stay.stayId, this.#hotel.room(stay.room!)])
    expect(inHouse.sort()).toEqual(expected.sort())
    expect(this.#hotel.differences()).toEqual([])
  }
}

describe('a ledger under random commands', () => {
  test(
    'I1, I2, I3: accepts what the oracle accepts, and counts as it counts',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(commands, { minLength: 10, maxLength: 40 }), async (script) => {
          const hotel = await openTestHotel({ types: { DBL: 2, SGL: 1 }, rateDays: 60 })
          try {
            const { channelId } = await hotel.ledger.submit('channels.connect', EVERYTHING, {
              idempotencyKey: key(),
              kind: 'bookingcom',
              name: 'Booking.com',
              settings: bookingcomSettingsSchema.parse({ hotelCode: '1' }),
              exposure: { buffer: 0, cap: null, horizonDays: 30 },
              credentials: { username: 'u', password: 'p' },
              mapping: TYPES.map((type) => ({ roomTypeId: hotel.roomType(type), roomCode: type, rates: [] })),
            })
            const run = new Run(hotel, channelId)
            for (const command of script) await run.apply(command)
            run.check()
          } finally {
            await hotel.close()
          }
        }),
        { numRuns: soak ? 1_000 : 40 },
      )
    },
    soak ? 3_600_000 : 90_000,
  )
})
