/** The demo hotel: its stays fit on any day, and a filling that was cut off is filled on. */
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { systemClock, systemRandom } from '../../main/host/clock.ts'
import { createDemo } from '../../main/host/demo.ts'
import { demoStays } from '../../main/host/demo-guests.ts'
import { DEMO_DAYS_PRICED, DEMO_ROOM_TYPES, demoPrices } from '../../main/host/demo-hotel.ts'
import type { SandboxChannel } from '../../main/host/sandbox-channel.ts'
import type { Ledger } from '../../main/ledger/ledger.ts'
import { openLedger } from '../../main/ledger/open-ledger.ts'
import { addDays, fromDayNumber, nightsOf, weekday } from '../../shared/dates.ts'
import { tempDir } from './desk-under-test.ts'

const anyDay = fc.integer({ min: 18_000, max: 30_000 }).map(fromDayNumber)

test('I1, I2: on any day and seed no night of a type has more stays than rooms, and tonight one is left', () => {
  fc.assert(
    fc.property(anyDay, fc.integer(), (today, seed) => {
      const stays = demoStays(today, seed)
      for (const type of DEMO_ROOM_TYPES) {
        const taken = new Map<string, number>()
        for (const stay of stays.filter((each) => each.type === type)) {
          expect(stay.adults + stay.childrenAges.length).toBeLessThanOrEqual(type.maxOccupancy)
          for (const night of nightsOf({ from: stay.arrival, to: stay.departure })) {
            taken.set(night, (taken.get(night) ?? 0) + 1)
          }
        }
        expect(Math.max(...taken.values())).toBeLessThanOrEqual(type.rooms.length)
        expect(taken.get(today) ?? 0).toBeLessThan(type.rooms.length)
      }
    }),
    { numRuns: 40 },
  )
})

test('every night has exactly one price, also from 29 February and over a year', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...DEMO_ROOM_TYPES), (today, type) => {
      const prices = demoPrices(type, 90, today)
      for (const night of nightsOf({ from: today, to: addDays(today, DEMO_DAYS_PRICED) })) {
        const fitting = prices.filter(
          ({ from, to, weekdays }) => from <= night && night < to && weekdays.includes(weekday(night)),
        )
        expect(fitting).toHaveLength(1)
        expect(fitting[0]!.prices).toHaveLength(type.maxOccupancy)
      }
    }),
    { numRuns: 10 },
  )
})

test.each([0, 1, 100, 300, 700])(
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
    const connected = () => ledger.queries.channels()[0]?.id ?? null
    const sandbox = {
      channelId: connected,
      begin: async () => ({ url: 'http://127.0.0.1:1', setProducts: async () => undefined }),
    } as unknown as SandboxChannel
    await expect(createDemo(failing, sandbox, systemRandom()).open()).rejects.toThrow('the machine went off')
    expect(connected()).toBeNull()

    const demo = createDemo(ledger, sandbox, systemRandom())
    await demo.open()
    expect(connected()).not.toBeNull()
    const { businessDate } = ledger.queries.hotel()!
    const count = ledger.store.sqlite.prepare('SELECT count(*) AS stays FROM stay').get()
    expect(count).toEqual({ stays: demoStays(businessDate, 20_261).length })
    const seq = ledger.queries.headSeq()
    await demo.open()
    expect(ledger.queries.headSeq()).toBe(seq)
  },
)
