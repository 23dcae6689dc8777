/**
 * What a long waitlist costs a command that frees a night nobody can use: 1,000 entries of two to five nights, each
 * flexible by three days and content with any of three types, wait for a year that is sold out; a room is held and
 * released on one night in its middle. `waitlist-look` is the release, with its durable commit (`value` is the 95th
 * percentile); `waitlist-empty` the same while nobody waits.
 */
import { addDays, type IsoDate } from '../shared/dates.ts'
import type { Figure } from './figure.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel } from './hotel.ts'
import { median, percentile } from './samples.ts'

export const names = ['waitlist-look', 'waitlist-empty']

const ROOMS_PER_TYPE = 5
const SOLD_OUT_DAYS = 380
const HELD_DAYS = 390
const ENTRIES = 1_000
const ROUNDS = 60
const DAY_MS = 86_400_000

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openBenchHotel(ROOMS_PER_TYPE)
  try {
    await sellOut(hotel)
    const alone = await releases(hotel)
    for (let entry = 0; entry < ENTRIES; entry++) await wait(hotel, entry)
    const crowded = await releases(hotel)
    const { entries } = hotel.ledger.queries.waitlist()
    if (entries.some((entry) => entry.status !== 'waiting')) throw new Error('somebody did not wait')
    report({ name: 'waitlist-look', value: percentile(crowded, 95), unit: 'ms', p50: median(crowded) })
    report({ name: 'waitlist-empty', value: percentile(alone, 95), unit: 'ms', p50: median(alone) })
  } finally {
    await hotel.close()
  }
}

/** Every room of every night, but one of the first type in the middle. */
async function sellOut(hotel: BenchHotel): Promise<void> {
  const { businessDate: from } = hotel
  const to = addDays(from, SOLD_OUT_DAYS)
  const middle = middleOf(hotel)
  for (const [index, roomTypeId] of hotel.roomTypeIds.entries()) {
    const isFirst = index === 0
    await hold(hotel, { roomTypeId, from, to, rooms: isFirst ? ROOMS_PER_TYPE - 1 : ROOMS_PER_TYPE })
    if (!isFirst) continue
    await hold(hotel, { roomTypeId, from, to: middle, rooms: 1 })
    await hold(hotel, { roomTypeId, from: addDays(middle, 1), to, rooms: 1 })
  }
}

const middleOf = ({ businessDate }: BenchHotel) => addDays(businessDate, SOLD_OUT_DAYS / 2)

interface Line {
  readonly roomTypeId: string
  readonly from: IsoDate
  readonly to: IsoDate
  readonly rooms: number
}

function hold({ ledger, businessDate }: BenchHotel, line: Line) {
  return ledger.submit('holds.place', ACTOR, {
    idempotencyKey: newKey(),
    kind: 'option',
    label: 'bench',
    lines: [line],
    expiresAt: Date.parse(businessDate) + HELD_DAYS * DAY_MS,
  })
}

function wait({ ledger, businessDate, roomTypeIds, ratePlanId }: BenchHotel, entry: number) {
  const arrival = addDays(businessDate, 4 + ((entry * 7) % (SOLD_OUT_DAYS - 12)))
  return ledger.submit('waitlist.add', ACTOR, {
    idempotencyKey: newKey(),
    guest: { surname: `Guest ${entry}`, firstName: '', email: '', phone: '' },
    roomTypeIds: roomTypeIds.slice(0, 3),
    ratePlanId,
    arrival,
    departure: addDays(arrival, 2 + (entry % 4)),
    flexibleDays: 3,
    adults: 2,
    childrenAges: [],
    priority: 1 + (entry % 9),
    offerHours: 24,
    note: '',
  })
}

/** @returns how long each took, in ms. */
async function releases(hotel: BenchHotel): Promise<number[]> {
  const [roomTypeId] = hotel.roomTypeIds
  if (roomTypeId === undefined) throw new Error('the hotel has no room type')
  const from = middleOf(hotel)
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { holdId } = await hold(hotel, { roomTypeId, from, to: addDays(from, 1), rooms: 1 })
    const startedAt = performance.now()
    await hotel.ledger.submit('holds.release', ACTOR, { idempotencyKey: newKey(), holdId })
    samples.push(performance.now() - startedAt)
  }
  return samples
}
