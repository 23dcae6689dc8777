/**
 * Whatever is done to a house, nobody waits for a room that is free: after every command no entry that waits fits, counted
 * from availability alone, and an offer never passes over an entry before it that would fit.
 *
 * Broken once each and seen to fail: `unblock` that notes no night given back; `release` likewise; a span that keeps only
 * the last range noted; entries ordered without their priority.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import { soak } from '../soak.ts'
import { groupSteps } from './group-steps.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { DAY, HOUR, stockSteps } from './stock-steps.ts'
import { waitlistSteps } from './waitlist-steps.ts'

const TYPES = ['DBL', 'SGL']
const DAYS = 8

const type = fc.constantFrom(...TYPES)
const from = fc.integer({ min: 1, max: DAYS - 3 })
const nights = fc.integer({ min: 1, max: 3 })
const which = fc.nat()

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      types: fc.shuffledSubarray(TYPES, { minLength: 1 }),
      from,
      nights,
      flexibleDays: fc.nat(2),
      priority: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sell' as const), type, from, nights }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('hold', 'group', 'block'), type, from, nights }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'withdraw', 'accept'), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('release', 'releaseGroup', 'unblock'), which }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 20 }) }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

interface Free {
  has(typeId: string, date: IsoDate): boolean
}

/** What is left, with the rooms of some offers given back. */
function freeNights(hotel: TestHotel, returned: readonly WaitlistEntry[]): Free {
  const { businessDate } = hotel.ledger.queries.hotel()!
  const left = new Map<string, number>()
  const { roomTypes } = hotel.ledger.queries.availability({ from: TODAY, to: day(DAYS + 8) })
  for (const { roomTypeId, days } of roomTypes) {
    for (const { date, available } of days) left.set(`${roomTypeId} ${date}`, available)
  }
  for (const { offer } of returned) {
    for (const date of nightsOf({ from: offer!.arrival, to: offer!.departure })) {
      left.set(`${offer!.roomTypeId} ${date}`, (left.get(`${offer!.roomTypeId} ${date}`) ?? 0) + 1)
    }
  }
  return { has: (typeId, date) => date >= businessDate && (left.get(`${typeId} ${date}`) ?? 0) > 0 }
}

function fits(entry: WaitlistEntry, free: Free): boolean {
  const shifts = Array.from({ length: 2 * entry.flexibleDays + 1 }, (_, index) => index - entry.flexibleDays)
  return entry.roomTypeIds.some((typeId) =>
    shifts.some((shift) =>
      nightsOf({ from: addDays(entry.arrival, shift), to: addDays(entry.departure, shift) }).every((date) =>
        free.has(typeId, date),
      ),
    ),
  )
}

const comesBefore = (a: WaitlistEntry, b: WaitlistEntry): boolean =>
  a.priority < b.priority || (a.priority === b.priority && a.createdAt < b.createdAt)

/** What the steps have made, to be ended by later ones. */
interface Made {
  readonly reservations: string[]
  readonly holds: string[]
  readonly groups: string[]
  readonly blocks: string[]
}

async function take(hotel: TestHotel, made: Made, each: Step): Promise<void> {
  const [desk, groups, waitlist] = [stockSteps(hotel), groupSteps(hotel), waitlistSteps(hotel)]
  const pick = (ids: readonly string[]): string | undefined =>
    'which' in each && ids.length > 0 ? ids[each.which % ids.length] : undefined
  const range =
    'from' in each ? { arrival: day(each.from), departure: day(each.from + each.nights) } : undefined
  const live = hotel.ledger.queries
    .waitlist()
    .entries.filter((entry) => entry.offer !== null || entry.rank !== null)
  const entryId = pick(live.map((entry) => entry.id))
  if (each.do === 'wait') hotel.clock.at += each.hours * HOUR
  if (each.do === 'add')
    await waitlist.add('Berg', {
      ...range,
      types: each.types,
      flexibleDays: each.flexibleDays,
      priority: each.priority,
    })
  if (each.do === 'sell')
    made.reservations.push((await hotel.sell({ type: each.type, ...range })).reservationId)
  if (each.do === 'hold') {
    const lines = [{ type: each.type, from: range!.arrival, to: range!.departure }]
    made.holds.push((await desk.place(lines, { expiresAt: hotel.clock.at + each.nights * DAY })).holdId)
  }
  if (each.do === 'group') {
    const allotments = [groups.allotment(each.type, 1)]
    const { groupId } = await groups.create({
      ...range,
      code: key(),
      releaseDate: range!.departure,
      allotments,
    })
    made.groups.push(groupId)
  }
  if (each.do === 'block') {
    const roomId = hotel.room(each.type === 'DBL' ? '101' : '102')
    const block = {
      roomId,
      from: range!.arrival,
      to: range!.departure,
      reason: 'x',
      kind: 'out_of_order',
      force: false,
    } as const
    made.blocks.push(
      (await hotel.ledger.submit('rooms.block', EVERYTHING, { idempotencyKey: key(), ...block })).blockId,
    )
  }
  const [reservationId, holdId, groupId, blockId] = [
    pick(made.reservations),
    pick(made.holds),
    pick(made.groups),
    pick(made.blocks),
  ]
  if (each.do === 'cancel' && reservationId !== undefined) await waitlist.cancel(reservationId)
  if (each.do === 'release' && holdId !== undefined) await desk.release(holdId)
  if (each.do === 'releaseGroup' && groupId !== undefined) await groups.releaseNow(groupId)
  if (each.do === 'unblock' && blockId !== undefined)
    await hotel.ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId })
  if (each.do === 'withdraw' && entryId !== undefined) await waitlist.withdraw(entryId)
  if (each.do === 'accept' && entryId !== undefined) await waitlist.accept(entryId)
}

test('nobody waits for a room that is free, and nobody is passed over', { timeout: 600_000 }, async () => {
  let offersSeen = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 25, maxLength: 40, size: 'max' }), async (steps) => {
      const hotel = await openTestHotel({ types: { DBL: 1, SGL: 1 }, rateDays: 20 })
      const made: Made = { reservations: [], holds: [], groups: [], blocks: [] }
      try {
        for (const each of steps) {
          const before = new Set(
            hotel.ledger.queries
              .waitlist()
              .entries.filter((entry) => entry.offer !== null)
              .map((entry) => entry.id),
          )
          await take(hotel, made, each).catch((error: unknown) => {
            if (!(error instanceof DomainError)) throw error
          })
          await hotel.ledger.tick()
          const { entries } = hotel.ledger.queries.waitlist()
          const offered = entries.filter((entry) => entry.offer !== null && !before.has(entry.id))
          offersSeen += offered.length
          for (const waiting of entries.filter((entry) => entry.rank !== null)) {
            const later = offered.filter((entry) => comesBefore(waiting, entry))
            expect(fits(waiting, freeNights(hotel, later)), `${each.do} leaves a wish that fits`).toBe(false)
          }
        }
        expect(hotel.differences()).toEqual([])
      } finally {
        await hotel.close()
      }
    }),
    { numRuns: soak ? 1_000 : 15 },
  )
  expect(offersSeen).toBeGreaterThan(12)
})
