/** The demo hotel seen from outside of any window: what its API and its sandbox say, and colleagues who sell by REST. */
import type { Answers } from '../../renderer/connection/desk-client.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import type { Bar, BlockBar, StayRow } from '../../shared/contract/stays.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { type Answer, type OutputOf, restCaller } from '../processes/callers.ts'
import { type SandboxControl, sandboxControl } from '../sync/suite/sandbox-control.ts'
import type { Announced } from './desk-process.ts'

const ANSWER_WITHIN_MS = 15_000

export interface Night {
  readonly roomTypeCode: string
  readonly date: IsoDate
}

export class HotelOutside {
  readonly hotel: Hotel
  readonly sandbox: SandboxControl
  readonly #desk: Announced
  readonly #roomCodes: ReadonlyMap<string, string>
  #sales = 0

  private constructor(
    desk: Announced,
    hotel: Hotel,
    sandbox: SandboxControl,
    roomCodes: Map<string, string>,
  ) {
    this.#desk = desk
    this.hotel = hotel
    this.sandbox = sandbox
    this.#roomCodes = roomCodes
  }

  /** Waits for nothing: the desk announces itself when hotel and sandbox are there. */
  static async of(desk: Announced, roomCodes: Map<string, string>): Promise<HotelOutside> {
    const { hotel } = await get<{ hotel: Hotel }>(desk, '/property')
    const { channels } = await get<{ channels: { settings: { ariBaseUrl: string } }[] }>(desk, '/channels')
    return new HotelOutside(desk, hotel, sandboxControl(channels[0]!.settings.ariBaseUrl), roomCodes)
  }

  /** So many days after the day that channels sell first, which is the business date's next one before 04:00. */
  day(after: number): IsoDate {
    return addDays(this.hotel.calendarDate, after)
  }

  roomType(code: string): Hotel['roomTypes'][number] {
    return this.hotel.roomTypes.find((type) => type.code === code)!
  }

  /** What the channel calls the type. */
  roomCode(roomTypeCode: string): string {
    return this.#roomCodes.get(roomTypeCode)!
  }

  /** Rooms that can still be sold, by the ledger. */
  async available({ roomTypeCode, date }: Night): Promise<number> {
    const roomTypeId = this.roomType(roomTypeCode).id
    const path = `/availability?from=${date}&to=${addDays(date, 1)}&roomTypeId=${roomTypeId}`
    const answer = await get<{ roomTypes: { days: { available: number }[] }[] }>(this.#desk, path)
    return answer.roomTypes[0]!.days[0]!.available
  }

  /** The type with most rooms left that night: the demo's year decides which. */
  async freest(date: IsoDate): Promise<Night> {
    const nights = this.hotel.roomTypes.map(({ code }) => ({ roomTypeCode: code, date }))
    const left = await Promise.all(nights.map((night) => this.available(night)))
    return nights[left.indexOf(Math.max(...left))]!
  }

  /** The first day, so many days after the channels' first or later, on which a room of the type is left. */
  async dayWithRooms(roomTypeCode: string, after: number): Promise<IsoDate> {
    for (let later = after; later < after + 60; later++) {
      if ((await this.available({ roomTypeCode, date: this.day(later) })) > 0) return this.day(later)
    }
    throw new Error(`no room of ${roomTypeCode} is left for two months`)
  }

  /** Rooms that the sandbox would still sell, by its own control API. */
  async shown({ roomTypeCode, date }: Night): Promise<number | undefined> {
    const { stock } = await this.sandbox.state(date, addDays(date, 1))
    return stock.find(({ roomCode }) => roomCode === this.roomCode(roomTypeCode))?.roomsToSell
  }

  async bars(from: IsoDate, to: IsoDate): Promise<Bar[]> {
    return (await this.chart(from, to)).bars
  }

  async chart(from: IsoDate, to: IsoDate): Promise<{ bars: Bar[]; blocks: BlockBar[] }> {
    return get(this.#desk, `/tape-chart?from=${from}&to=${to}`)
  }

  /** A colleague gives a stay other dates or another room. */
  async changeStay(
    stayId: string,
    change: { arrival: IsoDate; departure: IsoDate; roomId: string | null },
  ): Promise<void> {
    const answer = await restCaller(this.#desk.url, this.#desk.token).call('stays.change', {
      idempotencyKey: `change-${stayId}-${++this.#sales}`,
      stayId,
      price: 'keep',
      ...change,
    })
    if (answer.kind !== 'done') throw new Error(`a colleague could not change: ${JSON.stringify(answer)}`)
  }

  async board(): Promise<Answers['board']['day']> {
    return get(this.#desk, '/board')
  }

  /** Whatever the API answers there. */
  async ask(path: string): Promise<unknown> {
    return get(this.#desk, path)
  }

  async openCases(): Promise<{ reservationId: string; nights: string[] }[]> {
    const path = '/overbooking-cases'
    const { cases } = await get<{ cases: { status: string; reservationId: string; nights: string[] }[] }>(
      this.#desk,
      path,
    )
    return cases.filter((each) => each.status === 'open')
  }

  /** Colleagues check guests out until so many rooms of a type are empty and free tonight. */
  async emptyRooms(roomTypeCode: string, rooms: number): Promise<void> {
    const { id } = this.roomType(roomTypeCode)
    const { stays } = await get<{ stays: StayRow[] }>(this.#desk, '/in-house')
    const leaving = stays.filter(({ roomTypeId }) => roomTypeId === id)
    while ((await this.#emptyTonight(id)) < rooms) {
      const stay = leaving.shift()
      if (stay === undefined) throw new Error(`nobody is left in ${roomTypeCode} to check out`)
      const answer = await restCaller(this.#desk.url, this.#desk.token).call('stays.checkOut', {
        idempotencyKey: `leaves-${stay.stayId}`,
        stayId: stay.stayId,
      })
      if (answer.kind !== 'done') throw new Error(`a guest could not leave: ${JSON.stringify(answer)}`)
    }
  }

  async #emptyTonight(roomTypeId: string): Promise<number> {
    const { businessDate } = this.hotel
    const path = `/offers?arrival=${businessDate}&departure=${addDays(businessDate, 1)}&adults=1`
    const { roomTypes } = await get<{
      roomTypes: { roomTypeId: string; available: number; freeRooms: { occupiedNow: boolean }[] }[]
    }>(this.#desk, path)
    const { available, freeRooms } = roomTypes.find((type) => type.roomTypeId === roomTypeId)!
    return Math.min(available, freeRooms.filter(({ occupiedNow }) => !occupiedNow).length)
  }

  /** A colleague sells one room, for one night unless more are said; `roomId` also gives it. */
  async sell(
    { roomTypeCode, date }: Night,
    surname: string,
    roomId?: string,
    nights = 1,
  ): Promise<Answer<OutputOf<'reservations.create'>>> {
    return restCaller(this.#desk.url, this.#desk.token).call('reservations.create', {
      idempotencyKey: `${surname}-${roomTypeCode}-${date}-${++this.#sales}`,
      booker: { surname },
      ignoreRestrictions: true,
      rooms: [
        {
          roomTypeId: this.roomType(roomTypeCode).id,
          ratePlanId: this.hotel.ratePlans[0]!.id,
          arrival: date,
          departure: addDays(date, nights),
          adults: 1,
          ...(roomId === undefined ? {} : { roomId }),
        },
      ],
    })
  }

  /** A manager sets a rule of the first plan for a type on these nights. */
  async restrict(
    roomTypeCode: string,
    range: { from: IsoDate; to: IsoDate },
    restrictions: { minLosArrival: number },
  ): Promise<void> {
    const answer = await restCaller(this.#desk.url, this.#desk.token).call('rates.setRange', {
      idempotencyKey: `restrict-${roomTypeCode}-${range.from}-${++this.#sales}`,
      ratePlanId: this.hotel.ratePlans[0]!.id,
      roomTypeIds: [this.roomType(roomTypeCode).id],
      ...range,
      restrictions,
    })
    if (answer.kind !== 'done') throw new Error(`a manager could not set a rule: ${JSON.stringify(answer)}`)
  }

  /** Colleagues sell until so many rooms of the night are left. */
  async sellDownTo(left: number, night: Night, surname: string): Promise<void> {
    for (let rooms = await this.available(night); rooms > left; rooms--) {
      const answer = await this.sell(night, surname)
      if (answer.kind !== 'done') throw new Error(`a colleague could not sell: ${JSON.stringify(answer)}`)
    }
  }

  /** A link that opens the desk in one more browser, once. */
  async openingLink(): Promise<string> {
    const response = await fetch(`${this.#desk.url}/api/session/opening-links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#desk.token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    if (!response.ok) throw new Error(`no opening link: ${response.status} ${await response.text()}`)
    return ((await response.json()) as { url: string }).url
  }
}

async function get<T>({ url, token }: Announced, path: string): Promise<T> {
  const response = await fetch(`${url}/api${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}
