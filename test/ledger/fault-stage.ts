/** Where the scenarios of the fault injection play: a hotel with rooms and days enough that none is in another's way. */
import type { CommandName, Commands } from '../../main/ledger/commands.ts'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { contract } from '../../shared/contract/contract.ts'
import { contract as procedures } from '../../shared/contract/contract.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { InboundMessage } from '../../shared/snapshot.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

type Procedures = typeof contract
type ProcedureOf<N extends CommandName> = N extends `${infer A extends keyof Procedures}.${infer P}`
  ? P extends keyof Procedures[A]
    ? Procedures[A][P]
    : never
  : never
type SchemaOf<P> = P extends { '~orpc': { inputSchema?: infer S } } ? NonNullable<S> : never
/** What a caller gives: what has a default may be left out; the key is the harness's. */
export type Given<N extends CommandName> =
  SchemaOf<ProcedureOf<N>> extends { _zod: { input: infer I } } ? Omit<I, 'idempotencyKey'> : never

interface InputSchema<N extends CommandName> {
  parse(input: unknown): Commands[N]['input']
  safeParse(input: unknown): {
    success: boolean
    error?: { issues: readonly { readonly path: readonly PropertyKey[] }[] }
  }
}

export function schemaOf<N extends CommandName>(name: N): InputSchema<N> {
  const [area, procedure] = name.split('.') as [string, string]
  const found = (procedures as unknown as Record<string, Record<string, unknown>>)[area]![procedure] as {
    '~orpc': { inputSchema: InputSchema<N> }
  }
  return found['~orpc'].inputSchema
}

/** As the host hands it on: checked, with the defaults filled in. */
export function inputOf<N extends CommandName>(name: N, given: Given<N>, idempotencyKey: string) {
  return schemaOf(name).parse({ ...given, idempotencyKey })
}

export const PERSON = { surname: 'Okafor', firstName: 'Ngozi' }
const FIRST_DOOR = 101
const DOUBLES = 40

export class Stage {
  readonly hotel: TestHotel
  readonly dbl: string
  readonly sup: string
  readonly flex: string
  readonly doubles = DOUBLES
  readonly #channels: string[] = []
  #doors = FIRST_DOOR - 1
  #weeks = 0
  #refs = 0
  #codes = 0
  #latest = { from: TODAY, to: day(1) }

  constructor(hotel: TestHotel) {
    this.hotel = hotel
    this.dbl = hotel.roomType('DBL')
    this.sup = hotel.roomType('SUP')
    this.flex = hotel.ratePlan('FLEX')
  }

  static async open(): Promise<Stage> {
    const hotel = await openTestHotel({ types: { DBL: DOUBLES, SUP: 4 }, rateDays: 400 })
    // The file's durability is not what is tested here, and there are thousands of commits.
    hotel.ledger.store.sqlite.pragma('synchronous = OFF')
    return new Stage(hotel)
  }

  do<N extends CommandName>(name: N, given: Given<N>): Promise<Commands[N]['output']> {
    return this.hotel.ledger.submit(name, EVERYTHING, inputOf(name, given, key()))
  }

  /** The next double that nobody has used; today's stays need one each. */
  door(): string {
    this.#doors++
    if (this.#doors >= FIRST_DOOR + DOUBLES) throw new Error('the stage has no more rooms')
    return this.hotel.room(String(this.#doors))
  }

  /** Three nights that no other scenario has asked for. */
  nights(): { from: IsoDate; to: IsoDate } {
    const from = day(5 + 3 * this.#weeks++)
    this.#latest = { from, to: addDays(from, 3) }
    return this.#latest
  }

  /** A guest for the nights that were asked for last. */
  picked() {
    const { from, to } = this.#latest
    return { guest: PERSON, roomTypeId: this.dbl, arrival: from, departure: to }
  }

  code(): string {
    return `G${++this.#codes}`
  }

  /** A room sold for the nights, by itself. */
  async sold(range = this.nights(), type = this.dbl) {
    const sold = await this.do('reservations.create', this.sale(range, type))
    return { ...sold, stayId: sold.stayIds[0]! }
  }

  sale({ from, to }: { from: IsoDate; to: IsoDate }, type = this.dbl) {
    const room = { roomTypeId: type, ratePlanId: this.flex, arrival: from, departure: to, adults: 2 }
    return { booker: PERSON, rooms: [room] }
  }

  /** Due in today, in a room of its own. */
  async dueIn(nights = 2) {
    const roomId = this.door()
    const sold = await this.sold({ from: TODAY, to: day(nights) })
    await this.do('stays.assignRoom', { stayId: sold.stayId, roomId })
    return { ...sold, roomId }
  }

  async inHouse(nights = 2) {
    const due = await this.dueIn(nights)
    await this.do('stays.checkIn', { stayId: due.stayId })
    return due
  }

  /** A channel that sells doubles by the code DBL. */
  async channel(): Promise<string> {
    const [known] = this.#channels
    if (known !== undefined) return known
    const { channelId } = await this.do('channels.connect', {
      kind: 'bookingcom',
      name: 'Booking.com',
      settings: settingsOfKind('bookingcom', { hotelCode: '1' }),
      credentials: { username: 'u', password: 'p' },
      mapping: [{ roomTypeId: this.dbl, roomCode: 'DBL', rates: [{ ratePlanId: this.flex, rateCode: 'F' }] }],
    })
    this.#channels.push(channelId)
    return channelId
  }

  /** What a channel says it has sold. */
  message(range = this.nights(), roomCode = 'DBL'): InboundMessage {
    const channelRef = `F${++this.#refs}`
    const person = { surname: 'Rossi', firstName: '', email: '', phone: '' }
    const room = {
      ref: '1',
      roomCode,
      rateCode: 'F',
      arrival: range.from,
      departure: range.to,
      adults: 1,
      childrenAges: [],
      guest: null,
      nightlyAmounts: [9_000, 9_000, 9_000],
    }
    return {
      queue: 'new',
      kind: 'new',
      channelRef,
      snapshot: { channelRef, status: 'booked', booker: person, currency: 'EUR', rooms: [room], note: '' },
      unreadable: null,
      rawMasked: '<booking/>',
    }
  }
}

/** What has to be there for a command, and what it is asked. */
export type Scenario<N extends CommandName> = (stage: Stage) => Promise<Given<N>>
/** Those of some areas. */
export type Of<A extends string> = { readonly [N in Extract<CommandName, `${A}.${string}`>]: Scenario<N> }
