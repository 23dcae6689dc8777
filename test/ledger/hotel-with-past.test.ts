/** Setting up a hotel with first prices and with the stays that another system kept. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { type OpenedLedger, openLedger } from '../../main/ledger/open-ledger.ts'
import { verifyLedger } from '../../main/ledger/verify.ts'
import { day, EVERYTHING, key, NOON, TODAY } from './ledger-fixture.ts'

let dir: string
let ledger: OpenedLedger
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'keyrack-past-'))
  ledger = await openLedger({
    dir,
    clock: { now: () => NOON, monotonic: () => 1 },
    random: { bytes: (count) => randomBytes(count) },
  })
})
afterEach(async () => {
  expect(verifyLedger(ledger.store.sqlite)).toEqual([])
  await ledger.close()
  rmSync(dir, { recursive: true, force: true })
})

type SetUp = Commands['property.setUp']['input']
const setUp = (more: Partial<SetUp> = {}) =>
  ledger.submit('property.setUp', EVERYTHING, {
    idempotencyKey: key(),
    name: 'Pension Past',
    timeZone: 'Europe/Vienna',
    currency: 'EUR',
    roomTypes: [{ code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, rooms: ['1', '2'] }],
    ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
    prices: [{ roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [8_000, 9_000] }],
    inventoryFrom: day(-30),
    ...more,
  })
type Stay = Commands['reservations.import']['input']['stays'][number]
function stay(change: Partial<Stay> = {}): Stay {
  const hotel = ledger.queries.hotel()!
  return {
    guest: { surname: 'Novak', firstName: 'Petra', email: '', phone: '' },
    roomTypeId: hotel.roomTypes[0]!.id,
    ratePlanId: hotel.ratePlans[0]!.id,
    roomId: hotel.rooms[0]!.id,
    arrival: day(-3),
    departure: day(-1),
    status: 'departed',
    source: 'direct',
    adults: 2,
    childrenAges: [],
    nightlyAmounts: [7_000, 7_000],
    note: '',
    bookedAt: NOON - 30 * 86_400_000,
    checkedInAt: null,
    checkedOutAt: null,
    ...change,
  }
}
const bring = (...stays: Stay[]) =>
  ledger.submit('reservations.import', EVERYTHING, { idempotencyKey: key(), stays })
const left = (from = day(-3)) =>
  ledger.queries.availability({ from, to: day(3) }).roomTypes[0]!.days.map((night) => night.available)

test('is sellable at its first prices at once', async () => {
  await setUp()
  const offers = ledger.queries.offers({ arrival: TODAY, departure: day(2), adults: 2, children: 0 })
  expect(offers.roomTypes[0]?.offers).toMatchObject([{ totalMinor: 18_000, refusal: null }])
})

test.each<[string, Partial<SetUp>, string]>([
  [
    'a price of an unknown type',
    { prices: [{ roomTypeCode: 'X', ratePlanCode: 'FLEX', prices: [1] }] },
    'InvalidInput',
  ],
  [
    'a price of an unknown plan',
    { prices: [{ roomTypeCode: 'DBL', ratePlanCode: 'X', prices: [1] }] },
    'InvalidInput',
  ],
  [
    'more prices than guests',
    { prices: [{ roomTypeCode: 'DBL', ratePlanCode: 'FLEX', prices: [1, 2, 3] }] },
    'TooManyPrices',
  ],
  ['a first day to come', { inventoryFrom: day(1) }, 'InvalidInput'],
  ['a first day too long ago', { inventoryFrom: day(-2_001) }, 'InvalidInput'],
])('%s sets nothing up', async (_what, change, code) => {
  await expect(setUp(change)).rejects.toMatchObject({ code })
  expect(ledger.queries.hotel()).toBeNull()
  expect(ledger.queries.headSeq()).toBe(0)
})

test('I1-I3: stays of before are counted and found as they were', async () => {
  await setUp()
  const [first, second] = ledger.queries.hotel()!.rooms
  const { reservations } = await bring(
    stay(),
    stay({ roomId: second!.id, arrival: day(-1), departure: day(1), status: 'in_house' }),
    stay({ roomId: null, arrival: day(1), departure: day(3), status: 'reserved' }),
    stay({ arrival: day(-2), departure: TODAY, status: 'cancelled' }),
    stay({ arrival: day(-2), departure: TODAY, status: 'no_show', roomId: null }),
  )
  expect(reservations).toBe(5)
  expect(left()).toEqual([1, 1, 1, 1, 1, 1])
  const chart = ledger.queries.tapeChart({ from: day(-7), to: day(7) })
  expect(chart.bars.map((bar) => [bar.status, bar.from, bar.to, bar.roomId])).toEqual([
    ['departed', day(-3), day(-1), first!.id],
    ['in_house', day(-1), day(1), second!.id],
    ['reserved', day(1), day(3), null],
  ])
  expect(ledger.queries.inHouse().stays).toHaveLength(1)
  expect(ledger.queries.search({ text: 'novak', limit: 10 }).hits.map((hit) => hit.status)).toEqual([
    'in_house',
    'reserved',
    'departed',
    'cancelled',
    'no_show',
  ])
})

test.each<[string, () => Partial<Stay>[], string]>([
  ['a room given twice', () => [{}, {}], 'RoomNotFree'],
  ['more than there is', () => [{ roomId: null }, { roomId: null }, { roomId: null }], 'RoomTypeSoldOut'],
  ['a night before the inventory', () => [{ arrival: day(-31), departure: day(-29) }], 'DateBeyondHorizon'],
  ['not one amount a night', () => [{ nightlyAmounts: [1] }], 'InvalidInput'],
  ['departed tomorrow', () => [{ arrival: day(-1), departure: day(1) }], 'InvalidInput'],
  [
    'in house without a room',
    () => [{ status: 'in_house', departure: day(1), arrival: day(-1), roomId: null }],
    'InvalidInput',
  ],
  ['no night', () => [{ departure: day(-3) }], 'StayHasNoNights'],
  ['too many guests', () => [{ adults: 3 }], 'TooManyGuests'],
])('%s brings nothing over', async (_what, changes, code) => {
  await setUp()
  const seq = ledger.queries.headSeq()
  await expect(
    bring(stay({ roomId: ledger.queries.hotel()!.rooms[1]!.id }), ...changes().map(stay)),
  ).rejects.toMatchObject({ code })
  expect(ledger.queries.headSeq()).toBe(seq)
  expect(left()).toEqual([2, 2, 2, 2, 2, 2])
})
