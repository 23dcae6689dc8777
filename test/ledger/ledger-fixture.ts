/** A real ledger in a real file, under a clock that the test moves. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Commands } from '../../main/ledger/commands.ts'
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import { type OpenedLedger, openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { LEDGER_FILE } from '../../main/store/open.ts'
import { addDays, type IsoDate, isoDate } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'

/** 2026-11-22 12:00 in Vienna. */
export const NOON = Date.parse('2026-11-22T11:00:00Z')
export const TODAY = isoDate('2026-11-22')
export const day = (offset: number): IsoDate => addDays(TODAY, offset)

export interface TestClock {
  at: number
  mono: number
}

let keys = 0
export const key = (): string => `test-key-${++keys}`

export interface TestHotel {
  readonly dir: string
  readonly ledger: OpenedLedger
  readonly clock: TestClock
  roomType(code: string): string
  room(name: string): string
  ratePlan(code: string): string
  sell(
    change?: Partial<Commands['reservations.create']['input']['rooms'][number]> & {
      checkIn?: boolean
      type?: string
    },
  ): Promise<Commands['reservations.create']['output']>
  left(code: string, date: IsoDate): number
  differences(): string[]
  close(): Promise<void>
  /** Closes and opens the same file again. */
  reopen(): Promise<TestHotel>
}

interface HotelOptions {
  readonly types?: Record<string, number>
  readonly timeZone?: string
  readonly at?: number
  readonly rules?: LaneRules
  /** Nights from the business date on that have a price, set by hand; 0 for none. */
  readonly rateDays?: number
  /** Codes of the rate plans. */
  readonly plans?: readonly string[]
  /** By number of adults; 100.00 and 120.00 when left out. */
  readonly prices?: number[]
}

export const EVERYTHING = 'test'

/** The files of the hotels that were set up, by their options: setting one up takes longer than most tests of it. */
const setUp = new Map<string, Buffer>()

/** Room types by code with so many rooms each, one plan FLEX at 100.00 (120.00 for two). */
export async function openTestHotel(options: HotelOptions = {}): Promise<TestHotel> {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-ledger-'))
  const clock = { at: options.at ?? NOON, mono: 1_000 }
  const kept = JSON.stringify(options)
  const file = setUp.get(kept)
  if (file !== undefined) writeFileSync(join(dir, LEDGER_FILE), file)
  const hotel = await openAt(dir, clock, options.rules)
  if (file !== undefined) return hotel
  await setUpHotel(hotel, options)
  setUp.set(kept, hotel.ledger.store.sqlite.serialize())
  return hotel
}

async function setUpHotel(hotel: TestHotel, options: HotelOptions): Promise<void> {
  const types = options.types ?? { DBL: 2, SGL: 1 }
  let door = 100
  await hotel.ledger.submit('property.setUp', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Hotel Test',
    timeZone: options.timeZone ?? 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: Object.entries(types).map(([code, rooms]) => ({
      code,
      name: code,
      baseOccupancy: 2,
      maxOccupancy: 3,
      rooms: Array.from({ length: rooms }, () => String(++door)),
    })),
    ratePlans: (options.plans ?? ['FLEX']).map((code) => ({
      code,
      name: code === 'FLEX' ? 'Flexible' : code,
    })),
    prices: [],
  })
  const property = hotel.ledger.queries.hotel()!
  if (options.rateDays === 0) return
  await hotel.ledger.submit('rates.setRange', EVERYTHING, {
    idempotencyKey: key(),
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: property.roomTypes.map((type) => type.id),
    from: property.businessDate,
    to: addDays(property.businessDate, options.rateDays ?? 400),
    prices: options.prices ?? [10_000, 12_000],
  })
}

/** Opens a folder that an earlier hotel of the fixture has left. */
export const reopenTestHotel = (dir: string, clock: TestClock): Promise<TestHotel> => openAt(dir, clock)

async function openAt(dir: string, clock: TestClock, rules?: LaneRules): Promise<TestHotel> {
  const ledger = await openLedger({
    dir,
    clock: { now: () => clock.at, monotonic: () => clock.mono },
    random: { bytes: (count) => randomBytes(count) },
    ...(rules === undefined ? {} : { rules }),
  })
  const hotelOf = () => ledger.queries.hotel()!
  const roomType = (code: string) => hotelOf().roomTypes.find((type) => type.code === code)!.id
  let closed = false
  const close = async () => {
    if (closed) return
    closed = true
    await ledger.close()
  }
  return {
    dir,
    ledger,
    clock,
    roomType,
    room: (name) => hotelOf().rooms.find((room) => room.name === name)!.id,
    ratePlan: (code) => hotelOf().ratePlans.find((plan) => plan.code === code)!.id,
    sell: ({ checkIn = false, type = 'DBL', ...change } = {}) =>
      ledger.submit('reservations.create', EVERYTHING, {
        idempotencyKey: key(),
        booker: { surname: 'Petersen', firstName: 'Anna', email: '', phone: '' },
        rooms: [
          {
            roomTypeId: roomType(type),
            ratePlanId: hotelOf().ratePlans[0]!.id,
            arrival: TODAY,
            departure: day(2),
            adults: 2,
            childrenAges: [],
            ...change,
          },
        ],
        checkIn,
        ignoreRestrictions: false,
        note: '',
      }),
    left: (code, date) =>
      ledger.queries.availability({ from: date, to: addDays(date, 1), roomTypeId: roomType(code) })
        .roomTypes[0]!.days[0]!.available,
    differences: () => verifyLedger(ledger.store.sqlite).map((found) => `${found.invariant}: ${found.what}`),
    close: async () => {
      await close()
      rmSync(dir, { recursive: true, force: true })
    },
    reopen: async () => {
      await close()
      return openAt(dir, clock, rules)
    },
  }
}

/** The code of what a command was refused with, and its fields. @throws when it was carried out. */
export async function refusal(promise: Promise<unknown>): Promise<object> {
  const error = await promise.catch((thrown: unknown) => thrown)
  if (!(error instanceof DomainError)) throw new Error(`not refused: ${JSON.stringify(error)}`)
  return { code: error.code, ...(error.data as object) }
}
