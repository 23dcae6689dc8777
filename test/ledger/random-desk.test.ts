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
import { DOORS, Oracle, type OracleStay, ROOMS, TYPES, type Type, typeOf } from './desk-oracle.ts'
import { EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

const DAYS = 6

type Command =
  | { do: 'create'; type: Type; from: number; nights: number; forced: boolean }
  | { do: 'cancel' | 'checkIn' | 'checkOut' | 'assign'; pick: number; room: number }
  | { do: 'change'; pick: number; room: number | null; from: number; nights: number; keepsArrival: boolean }
  | { do: 'block'; room: number; from: number; nights: number }
  | { do: 'unblock'; pick: number }
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
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      pick: fc.nat(30),
      room: fc.option(room),
      from: fc.integer({ min: -1, max: DAYS - 1 }),
      nights: fc.integer({ min: 0, max: 4 }),
      keepsArrival: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('block' as const),
      room,
      from: fc.nat(DAYS - 1),
      nights: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unblock' as const), pick: fc.nat(10) }) },
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
    if (command.do === 'block') return this.#block(command)
    if (command.do === 'unblock') return this.#unblock(command.pick)
    const alive = this.#oracle.stays.filter((stay) => stay.status !== 'over')
    const stay = alive[command.pick % Math.max(1, alive.length)]
    if (stay === undefined) return
    if (command.do === 'change') return this.#change(stay, command)
    const door = DOORS[command.room]!
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
    const stay = {
      stayId,
      reservationId,
      status: 'reserved' as const,
      sold: type,
      arrival,
      departure,
      nights,
    }
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
      fee: 'policy',
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

  async #change(
    stay: OracleStay,
    command: { room: number | null; from: number; nights: number; keepsArrival: boolean },
  ): Promise<void> {
    const arrival = command.keepsArrival ? stay.arrival : addDays(this.#oracle.today, command.from)
    const departure = addDays(arrival, command.nights)
    const door = command.room === null ? null : DOORS[command.room]!
    const input = {
      stayId: stay.stayId,
      arrival,
      departure,
      roomId: door === null ? null : this.#hotel.room(door),
    }
    const expected = this.#oracle.change(stay, arrival, departure, door)
    const preview = this.#hotel.ledger.queries.previewStayChange(input)
    expect(preview.keep.possible, 'preview').toBe(expected)
    const work = this.#hotel.ledger.submit('stays.change', EVERYTHING, {
      idempotencyKey: key(),
      ...input,
      price: 'keep',
    })
    expect(await this.#accepted(work), 'change').toBe(expected)
    if (preview.keep.possible) expect((await work).totalMinor).toBe(preview.keep.totalMinor)
  }

  async #block(command: { room: number; from: number; nights: number }): Promise<void> {
    const { arrival, departure, dates } = this.#dates(command)
    const door = DOORS[command.room]!
    const isEmpty = arrival > this.#oracle.today || !this.#oracle.isOccupied(door, null)
    const expected =
      isEmpty && this.#oracle.isFree(door, dates, null) && this.#oracle.fits(typeOf(door), dates)
    const work = this.#hotel.ledger.submit('rooms.block', EVERYTHING, {
      idempotencyKey: key(),
      roomId: this.#hotel.room(door),
      from: arrival,
      to: departure,
      reason: 'shower',
      kind: 'out_of_order',
      force: false,
    })
    expect(await this.#accepted(work), 'block').toBe(expected)
    if (!expected) return
    const { blockId } = await work
    const blocks = this.#oracle.blocks.get(door) ?? []
    this.#oracle.blocks.set(door, [...blocks, { blockId, dates: new Set(dates) }])
  }

  async #unblock(pick: number): Promise<void> {
    const blocks = [...this.#oracle.blocks.values()].flat()
    const block = blocks[pick % Math.max(1, blocks.length)]
    if (block === undefined) return
    const ahead = [...block.dates].filter((date) => date >= this.#oracle.today)
    const work = this.#hotel.ledger.submit('rooms.unblock', EVERYTHING, {
      idempotencyKey: key(),
      blockId: block.blockId,
    })
    expect(await this.#accepted(work), 'unblock').toBe(ahead.length > 0)
    for (const date of ahead) block.dates.delete(date)
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
  test('I1, I2, I3: accepts what the oracle accepts, and counts as it counts', async () => {
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
  }, 900_000)
})
