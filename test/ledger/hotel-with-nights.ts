/** A real hotel of ten doubles with two years of nights behind it: some bookings of each, always the same number of days before. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { addDays, dayNumber, type IsoDate, weekday } from '../../shared/dates.ts'
import { day, EVERYTHING, key, NOON, TODAY } from './ledger-fixture.ts'

type Stay = Commands['reservations.import']['input']['stays'][number]

const DAYS_BACK = 800
const ROOMS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
const noonOf = (date: IsoDate) => dayNumber(date) * 86_400_000 + 11 * 3_600_000

/** 150.00 for two, 200.00 on Saturdays; NEW is a type with nothing behind it. */
export async function openHotelWithNights() {
  const dir = mkdtempSync(join(tmpdir(), 'keyrack-recommend-'))
  const clock = { at: NOON }
  const ledger = await openLedger({
    dir,
    clock: { now: () => clock.at, monotonic: () => 1 },
    random: { bytes: (count) => randomBytes(count) },
  })
  await ledger.submit('property.setUp', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Pension Past',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [
      { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 3, rooms: ROOMS },
      { code: 'NEW', name: 'New wing', baseOccupancy: 2, maxOccupancy: 2, rooms: ['20'] },
    ],
    ratePlans: [
      { code: 'FLEX', name: 'Flexible' },
      { code: 'CHEAP', name: 'Cheap' },
    ],
    prices: [
      { roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [14_000, 15_000] },
      { roomTypeCode: 'NEW', ratePlanCode: 'FLEX', prices: [9_000, 9_000] },
    ],
    inventoryFrom: day(-DAYS_BACK),
  })
  const hotel = () => ledger.queries.hotel()!
  const type = (code: string) => hotel().roomTypes.find((each) => each.code === code)!.id
  const plan = (code: string) => hotel().ratePlans.find((each) => each.code === code)!.id

  /** One night of a double at 150.00, at 200.00 on Saturdays, booked so many days before. */
  function stay(date: IsoDate, daysOut: number, change: Partial<Stay> = {}): Stay {
    const departure = addDays(date, 1)
    return {
      guest: { surname: 'Novak', firstName: 'Petra', email: '', phone: '' },
      roomTypeId: type('DBL'),
      ratePlanId: plan('FLEX'),
      roomId: null,
      arrival: date,
      departure,
      status: departure > TODAY ? 'reserved' : 'departed',
      source: 'direct',
      adults: 2,
      childrenAges: [],
      nightlyAmounts: [weekday(date) === 6 ? 20_000 : 15_000],
      note: '',
      bookedAt: noonOf(addDays(date, -daysOut)),
      checkedInAt: null,
      checkedOutAt: null,
      ...change,
    }
  }

  async function bring(stays: Stay[]) {
    for (let from = 0; from < stays.length; from += 500)
      await ledger.submit('reservations.import', EVERYTHING, {
        idempotencyKey: key(),
        stays: stays.slice(from, from + 500),
      })
  }

  const stays: Stay[] = []
  for (let offset = -DAYS_BACK + 20; offset < 0; offset++) {
    const date = day(offset)
    stays.push(stay(date, 40), stay(date, 20), stay(date, 5))
    // Neither of them paid the price of the plan for two.
    stays.push(stay(date, 50, { ratePlanId: plan('CHEAP'), nightlyAmounts: [9_000] }))
    stays.push(stay(date, 50, { adults: 1, nightlyAmounts: [8_000] }))
    // It was there from 60 to 11 days before.
    stays.push(stay(date, 60, { status: 'cancelled', checkedInAt: noonOf(addDays(date, -10)) }))
  }
  // A Saturday that sells early, and a Tuesday as usual.
  for (let room = 0; room < 8; room++) stays.push(stay(day(13), 30))
  await bring(stays)
  return {
    ledger,
    /** Epoch milliseconds; the test moves it. */
    clock,
    type,
    plan,
    stay,
    bring,
    async close() {
      expect(verifyLedger(ledger.store.sqlite)).toEqual([])
      await ledger.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type HotelWithNights = Awaited<ReturnType<typeof openHotelWithNights>>
