/** The demo hotel: it looks alive and its stays fit on any day, and a filling that was cut off is filled on. */
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock, systemRandom } from '../../main/host/clock.ts'
import { createDemo } from '../../main/host/demo.ts'
import { DEMO_ARTICLES, DEMO_POLICIES, DEMO_ROOM_TYPES } from '../../main/host/demo-hotel.ts'
import type { DemoDay, DemoStay } from '../../main/host/demo-stay.ts'
import { DEMO_DAYS_BACK, demoBlocks, demoSpareRooms, demoStays } from '../../main/host/demo-stays.ts'
import type { SandboxChannel } from '../../main/host/sandbox-channel.ts'
import type { Ledger } from '../../main/ledger/ledger.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { addDays, dayNumber, daysBetween, fromDayNumber, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { tempDir } from './desk-under-test.ts'

const anyDay = fc.integer({ min: 18_000, max: 30_000 }).map(fromDayNumber)
const HOUR_MS = 3_600_000
/** The desk is set up between 04:00 of the business date and 04:00 of the next day, Vienna's time. */
const anySetUp = fc
  .record({ today: anyDay, hours: fc.integer({ min: 3, max: 25 }) })
  .map(({ today, hours }): DemoDay => ({ today, now: (dayNumber(today) * 24 + hours) * HOUR_MS }))

const counts = ({ status }: DemoStay) => status !== 'cancelled' && status !== 'no_show'
const rooms = DEMO_ROOM_TYPES.reduce((sum, type) => sum + type.rooms.length, 0)

/** Rooms sold by night. */
function soldBy(stays: readonly DemoStay[]): Map<IsoDate, number> {
  const sold = new Map<IsoDate, number>()
  for (const stay of stays.filter(counts)) {
    for (const night of nightsOf({ from: stay.arrival, to: stay.departure })) {
      sold.set(night, (sold.get(night) ?? 0) + 1)
    }
  }
  return sold
}

test('I1, I2: on any day and seed every stay has a room for itself, and one of five is free tonight', () => {
  fc.assert(
    fc.property(anySetUp, fc.integer(), (day, seed) => {
      const taken = new Map<string, string>()
      for (const { room, from, to } of demoBlocks(day.today)) {
        for (const night of nightsOf({ from, to })) taken.set(`${room} ${night}`, 'out of order')
      }
      for (const type of DEMO_ROOM_TYPES) {
        const nights = { from: day.today, to: addDays(day.today, 3) }
        for (const night of nightsOf(nights)) taken.set(`${type.rooms.at(-1)} ${night}`, 'kept free')
        for (const room of demoSpareRooms(type)) taken.set(`${room} ${day.today}`, 'kept free')
      }
      for (const stay of demoStays(day, seed)) {
        const isWhole =
          stay.adults + stay.childrenAges.length <= stay.type.maxOccupancy &&
          stay.nightlyAmounts.length === daysBetween(stay.arrival, stay.departure)
        if (!isWhole) throw new Error(`${stay.person.surname} does not fit`)
        if (!counts(stay)) continue
        for (const night of nightsOf({ from: stay.arrival, to: stay.departure })) {
          const place = `${stay.room} ${night}`
          const before = taken.get(place)
          if (before !== undefined) throw new Error(`${place} is ${before}`)
          taken.set(place, stay.person.surname)
        }
        // Nobody who should have gone still stands in a room that must be free tonight.
        if (stay.status === 'in_house') expect(taken.get(`${stay.room} ${day.today}`)).not.toBe('kept free')
      }
    }),
    { numRuns: 6 },
  )
})

test('on any day the hotel is as full as hotels are: fuller in summer and at weekends, emptier far ahead', () => {
  fc.assert(
    fc.property(anySetUp, fc.integer(), (day, seed) => {
      const sold = soldBy(demoStays(day, seed))
      const share = (from: number, to: number, wanted = (_night: IsoDate) => true) => {
        const nights = nightsOf({ from: addDays(day.today, from), to: addDays(day.today, to) }).filter(wanted)
        return nights.reduce((sum, night) => sum + (sold.get(night) ?? 0), 0) / nights.length / rooms
      }
      const isIn = (months: string) => (night: IsoDate) => months.split(' ').includes(night.slice(5, 7))
      const isOn = (weekdays: readonly number[]) => (night: IsoDate) =>
        weekdays.includes(new Date(night).getUTCDay())
      expect(share(-365, 0)).toBeGreaterThan(0.68)
      expect(share(-365, 0)).toBeLessThan(0.82)
      expect(share(-365, 0, isIn('07 08'))).toBeGreaterThan(share(-365, 0, isIn('01 02')) + 0.15)
      expect(share(-365, 0, isOn([5, 6]))).toBeGreaterThan(share(-365, 0, isOn([0])) + 0.08)
      expect(share(0, 14)).toBeGreaterThan(0.4)
      expect(share(60, 120)).toBeLessThan(share(0, 30))
      expect(share(120, 180)).toBeGreaterThan(0.05)
      // The board compares a night with the one 52 weeks before.
      expect(share(-364, -363)).toBeGreaterThan(0.3)
    }),
    { numRuns: 6 },
  )
})

test('today has everything that a desk meets, and nothing has happened in the future', () => {
  fc.assert(
    fc.property(anySetUp, fc.integer(), (day, seed) => {
      const stays = demoStays(day, seed)
      const { today, now } = day
      const arriving = stays.filter(({ arrival }) => arrival === today)
      const leaving = stays.filter(({ departure }) => departure === today)
      const inHouse = stays.filter(({ status }) => status === 'in_house')
      expect(arriving.filter(({ status }) => status === 'reserved').length).toBeGreaterThan(0)
      expect(leaving.filter(({ status }) => status === 'in_house').length).toBeGreaterThan(0)
      expect(inHouse.length).toBeGreaterThan(5)
      expect(inHouse.filter(({ departure }) => departure < today).length).toBe(1)
      expect(new Set(inHouse.map(({ room }) => room)).size).toBe(inHouse.length)
      for (const { bookedAt, checkedInAt, checkedOutAt, status, arrival } of stays) {
        const order = [0, bookedAt, checkedInAt, checkedOutAt, now].filter((at) => at !== null)
        const isInOrder = order.every((at, index) => index === 0 || at >= (order[index - 1] ?? 0))
        const isSaid =
          (checkedInAt !== null) === (status === 'in_house' || status === 'departed') &&
          (checkedOutAt !== null) === (status === 'departed') &&
          (arrival <= today || status === 'reserved' || status === 'cancelled')
        if (!isInOrder || !isSaid) throw new Error(`${status} on ${arrival}: ${order.join(' ')}`)
      }
    }),
    { numRuns: 6 },
  )
})

test('most days have a guest who never came and an arrival without a room', () => {
  const kinds = { missed: 0, withoutRoom: 0, cancelled: 0 }
  const days = 20
  for (let index = 0; index < days; index++) {
    const today = fromDayNumber(20_700 + index * 19)
    const stays = demoStays({ today, now: (dayNumber(today) * 24 + 10) * HOUR_MS }, 20_261)
    const has = (wanted: (stay: DemoStay) => boolean) => (stays.some(wanted) ? 1 : 0)
    kinds.missed += has(({ status, departure }) => status === 'no_show' && departure === today)
    kinds.withoutRoom += has(
      ({ status, arrival, hasRoom }) => status === 'reserved' && arrival === today && !hasRoom,
    )
    kinds.cancelled += has(({ status }) => status === 'cancelled')
  }
  expect(kinds.missed).toBeGreaterThan(days * 0.6)
  expect(kinds.withoutRoom).toBeGreaterThan(days * 0.6)
  expect(kinds.cancelled).toBe(days)
})

test('one seed and one day are one hotel', () => {
  const day = { today: fromDayNumber(20_782), now: 20_782 * 24 * HOUR_MS + 9 * HOUR_MS }
  expect(demoStays(day, 7)).toEqual(demoStays(day, 7))
  expect(demoStays(day, 8)).not.toEqual(demoStays(day, 7))
})

function demoOf(ledger: Ledger) {
  const connected = () => ledger.queries.channels()[0]?.id ?? null
  const sandbox = {
    channelId: connected,
    running: () => null,
    begin: async () => ({ url: 'http://127.0.0.1:1', setProducts: async () => undefined }),
  } as unknown as SandboxChannel
  const clock = { now: systemClock().now, after: () => () => {} }
  const report = (error: unknown): never => {
    throw error
  }
  return { demo: createDemo({ ledger, sandbox, clock, random: systemRandom(), report }), connected }
}

test.each([0, 1, 7, 12, 18])(
  'a filling that is cut off after %i commands is filled on, nothing twice',
  async (commands) => {
    const ledger = await openLedger({ dir: tempDir(), clock: systemClock(), random: systemRandom() })
    onTestFinished(() => ledger.close())
    let left = commands
    const failing: Ledger = {
      ...ledger,
      submit: (name, actor, input) => {
        if (left-- <= 0) throw new Error('the machine went off')
        return ledger.submit(name, actor, input)
      },
    }
    const { demo: first, connected } = demoOf(failing)
    await expect(first.open()).rejects.toThrow('the machine went off')
    expect(connected()).toBeNull()

    const { demo } = demoOf(ledger)
    await demo.open()
    expect(connected()).not.toBeNull()
    const { businessDate, rooms: all } = ledger.queries.hotel()!
    const at = ledger.queries.journal({ beforeSeq: 2, limit: 1 }).rows[0]!.at
    const count = ledger.store.sqlite.prepare('SELECT count(*) AS stays FROM stay').get()
    expect(count).toEqual({ stays: demoStays({ today: businessDate, now: at }, 20_261).length })
    expect(all).toHaveLength(rooms)
    const from = addDays(businessDate, -DEMO_DAYS_BACK)
    const first_ = ledger.store.sqlite.prepare('SELECT min(date) FROM inventory').pluck().get()
    expect(first_).toBe(from)
    expect(ledger.queries.articles().articles).toHaveLength(DEMO_ARTICLES.length)
    expect(
      ledger.queries.hotel()!.ratePlans.map(({ cancellationPolicyId }) => typeof cancellationPolicyId),
    ).toEqual(DEMO_POLICIES.map(() => 'string'))
    expect(verifyLedger(ledger.store.sqlite)).toEqual([])
    const seq = ledger.queries.headSeq()
    await demo.open()
    expect(ledger.queries.headSeq()).toBe(seq)
  },
)
