/** A change that is larger than a message: every range once, in as few messages as hold them, and nothing left over. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import type { SendRange } from '../../shared/contract/sync-link.ts'
import { nightsOf } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

const NIGHTS = 30
const LANE = 'prices'

let hotel: TestHotel
let channelId: string
beforeAll(async () => {
  hotel = await openTestHotel({ types: { DBL: 3, SGL: 2 }, rateDays: 60 })
  const answer = await hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '1' }),
    exposure: { buffer: 0, cap: null, horizonDays: NIGHTS, safetyBuffer: 0 },
    credentials: { username: 'machine', password: 'secret' },
    mapping: ['DBL', 'SGL'].map((code) => ({
      roomTypeId: hotel.roomType(code),
      roomCode: code,
      rates: [{ ratePlanId: hotel.ratePlan('FLEX'), rateCode: '1' }],
    })),
  })
  channelId = answer.channelId
  await hotel.ledger.lanes.beginEpoch()
  await sendAll(1_000)
})
afterAll(() => hotel.close())

const claim = (maxRanges: number) => hotel.ledger.lanes.claim({ channelId, lane: LANE, maxRanges })
const cells = () =>
  hotel.ledger.queries.channelCells({ channelId, from: TODAY, to: day(NIGHTS), facet: 'price' }).cells

function cursor(): number {
  const row = hotel.ledger.store.sqlite.prepare('SELECT cursor FROM channel_lane WHERE lane = ?').get(LANE)
  return (row as { cursor: number }).cursor
}

async function settle(requestId: string, statuses: ('acknowledged' | 'refused')[]): Promise<void> {
  const outcomes = statuses.map((status) => ({ status, code: 'C', message: 'm' }))
  await hotel.ledger.lanes.settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
}

/** Claims and acknowledges until nothing is left. @returns the messages, and the cursor after each answer. */
async function sendAll(maxRanges: number): Promise<{ messages: SendRange[][]; cursors: number[] }> {
  const [messages, cursors]: [SendRange[][], number[]] = [[], []]
  for (;;) {
    const { batch } = await claim(maxRanges)
    if (batch === null) return { messages, cursors }
    await settle(
      batch.requestId,
      batch.ranges.map(() => 'acknowledged'),
    )
    messages.push(batch.ranges)
    cursors.push(cursor())
  }
}

let amount = 20_000
async function price(nights: readonly number[]): Promise<number> {
  amount += 100
  const roomTypeIds = ['DBL', 'SGL'].map(hotel.roomType)
  let seq = 0
  for (const night of nights) {
    const answer = await hotel.ledger.submit('rates.setRange', EVERYTHING, {
      idempotencyKey: key(),
      ratePlanId: hotel.ratePlan('FLEX'),
      roomTypeIds,
      from: day(night),
      to: day(night + 1),
      prices: [amount, amount + 1_000],
    })
    seq = answer.seq
  }
  return seq
}

test('rule 3: takes as few messages as hold its ranges; only the answer to the last one moves the cursor', async () => {
  const someNights = fc.uniqueArray(fc.integer({ min: 0, max: NIGHTS - 1 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(someNights, fc.integer({ min: 1, max: 10 }), async (nights, maxRanges) => {
      const before = cursor()
      const seq = await price(nights)
      const { messages, cursors } = await sendAll(maxRanges)
      const ranges = messages.flat()
      expect(messages).toHaveLength(Math.ceil(ranges.length / maxRanges))
      expect(cursors.slice(0, -1).every((each) => each === before)).toBe(true)
      expect(cursors.at(-1)).toBe(seq)
      const sent = ranges.flatMap((range) => nightsOf(range).map((date) => `${range.roomCode} ${date}`))
      const wanted = ['DBL', 'SGL'].flatMap((code) => nights.map((night) => `${code} ${day(night)}`))
      expect(sent.toSorted()).toEqual(wanted.toSorted())
      expect(cells().every(({ state }) => state === 'settled')).toBe(true)
    }),
    { numRuns: 40 },
  )
})

test('rule 7: a value that is taken is not parked any more, the others stay so', async () => {
  await price([1, 5])
  const first = await claim(100)
  await settle(
    first.batch?.requestId ?? '',
    (first.batch?.ranges ?? []).map(() => 'refused'),
  )
  const parked = () => hotel.ledger.queries.channelParked({ channelId }).parked.map(({ from }) => from)
  expect(parked().toSorted()).toEqual([day(1), day(1), day(5), day(5)])
  await price([5])
  await sendAll(100)
  expect(parked()).toEqual([day(1), day(1)])
})
