/** The hotel that is measured: in a real file of a folder of its own, set up and priced through the ledger's commands. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock, systemRandom } from '../main/host/clock.ts'
import type { Commands } from '../main/ledger/commands.ts'
import { type OpenedLedger, openLedger } from '../main/ledger/open-ledger.ts'
import { addDays, fromDayNumber, type IsoDate } from '../shared/dates.ts'

export const ROOM_TYPES = 10
export const CURRENCY = 'EUR'
export const ACTOR = 'bench'

export type Sale = Commands['reservations.create']['input']

export interface BenchHotel {
  readonly dir: string
  readonly ledger: OpenedLedger
  readonly roomTypeIds: readonly string[]
  readonly ratePlanId: string
  readonly businessDate: IsoDate
  /** Day after the last night with inventory and a price. */
  readonly horizon: IsoDate
  /** Closes the file and removes its folder. */
  close(): Promise<void>
}

let keys = 0
export const newKey = (): string => `bench-key-${++keys}`

/**
 * Ten room types with so many rooms each, and one plan at one price over the whole horizon; with inventory for so many
 * days of the past.
 */
export async function openBenchHotel(roomsPerType: number, pastDays = 0): Promise<BenchHotel> {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-bench-'))
  try {
    const ledger = await openLedger({ dir, clock: systemClock(), random: systemRandom() })
    await ledger.submit('property.setUp', ACTOR, setUpInput(roomsPerType, pastDays))
    const hotel = ledger.queries.hotel()
    const [ratePlan] = hotel?.ratePlans ?? []
    if (hotel === null || ratePlan === undefined) throw new Error('the hotel was set up and is not there')
    const { businessDate, horizon } = hotel
    const roomTypeIds = hotel.roomTypes.map(({ id }) => id)
    await ledger.submit('rates.setRange', ACTOR, {
      idempotencyKey: newKey(),
      ratePlanId: ratePlan.id,
      roomTypeIds,
      from: businessDate,
      to: horizon,
      prices: [10_900, 12_900],
    })
    const close = async () => {
      await ledger.close()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    }
    return { dir, ledger, roomTypeIds, ratePlanId: ratePlan.id, businessDate, horizon, close }
  } catch (error) {
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    throw error
  }
}

function setUpInput(roomsPerType: number, pastDays: number): Commands['property.setUp']['input'] {
  const today = systemClock().now()
  return {
    idempotencyKey: newKey(),
    name: 'Hotel Seehof',
    timeZone: 'Europe/Vienna',
    currency: CURRENCY,
    roomTypes: Array.from({ length: ROOM_TYPES }, (_, type) => ({
      code: `T${type}`,
      name: `Room type ${type}`,
      baseOccupancy: 2,
      maxOccupancy: 2,
      rooms: Array.from({ length: roomsPerType }, (_each, room) => String((type + 1) * 1_000 + room)),
    })),
    ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
    prices: [],
    ...(pastDays === 0 ? {} : { inventoryFrom: dayBefore(today, pastDays) }),
  }
}

function dayBefore(now: number, days: number): IsoDate {
  return addDays(fromDayNumber(Math.floor(now / 86_400_000)), -days)
}

/**
 * One room for three nights of the coming year, by the plan's prices. The numbers walk over all types and nights, so
 * that none is asked for much more often than others.
 */
export function saleInput(hotel: BenchHotel, number: number): Sale {
  const arrival = addDays(hotel.businessDate, 1 + ((Math.floor(number / ROOM_TYPES) * 37) % 361))
  return {
    idempotencyKey: newKey(),
    booker: {
      surname: `Lindqvist ${number}`,
      firstName: 'Anna',
      email: 'anna@example.com',
      phone: '+43 1 0000',
    },
    rooms: [
      {
        roomTypeId: hotel.roomTypeIds[number % hotel.roomTypeIds.length] ?? '',
        ratePlanId: hotel.ratePlanId,
        arrival,
        departure: addDays(arrival, 3),
        adults: 2,
        childrenAges: [],
      },
    ],
    checkIn: false,
    ignoreRestrictions: false,
    note: '',
  }
}
