/** How far a type may be sold beyond its rooms: set, used, taken back, and forced with the cases that it makes. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IsoDate } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, refusal, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const allow = (
  rooms: number,
  { from = TODAY, to = day(2), force = false, type = 'DBL' }: Partial<Range> = {},
) =>
  hotel.ledger.submit('overbooking.setAllowance', EVERYTHING, {
    idempotencyKey: key(),
    roomTypeId: hotel.roomType(type),
    from,
    to,
    rooms,
    force,
  })
interface Range {
  from: IsoDate
  to: IsoDate
  force: boolean
  type: string
}
const cases = () => hotel.ledger.queries.cases().cases
const openCases = () => cases().filter((row) => row.status === 'open')
const left = (...offsets: number[]) => offsets.map((offset) => hotel.left('DBL', day(offset)))

test('an allowance can be sold, exactly so far, on its nights only', async () => {
  expect(await allow(1, { to: day(1) })).toMatchObject({ nights: 1, oversoldNights: 0 })
  expect(left(0, 1)).toEqual([3, 2])
  await hotel.sell({ departure: day(1) })
  await hotel.sell({ departure: day(1) })
  await hotel.sell({ departure: day(1) })
  expect(await refusal(hotel.sell({ departure: day(1) }))).toMatchObject({
    code: 'RoomTypeSoldOut',
    date: TODAY,
  })
  expect(openCases()).toEqual([])
})

test('an allowance that is set already changes nothing, and says so', async () => {
  await allow(2)
  expect(await allow(2)).toMatchObject({ nights: 0 })
})

test('less than what is sold is refused with the first night and by how much', async () => {
  await allow(2)
  for (let sale = 0; sale < 4; sale++) await hotel.sell({ arrival: day(1), departure: day(2) })
  expect(await refusal(allow(0))).toEqual({
    code: 'AllowanceInUse',
    roomTypeId: hotel.roomType('DBL'),
    date: day(1),
    oversold: 2,
  })
  expect(left(0, 1)).toEqual([4, 0])
})

test('forced, the bookings made last get the cases, as many as rooms too few, one stay for all its nights', async () => {
  await allow(2, { to: day(3) })
  const first = await hotel.sell({ departure: day(3) })
  const second = await hotel.sell({ departure: day(3) })
  const long = await hotel.sell({ departure: day(3) })
  const late = await hotel.sell({ arrival: day(1), departure: day(2) })
  expect(await allow(0, { to: day(3), force: true })).toMatchObject({ nights: 3, oversoldNights: 3 })
  const byStay = new Map(openCases().map((row) => [row.stayId, row.nights]))
  expect(byStay).toEqual(
    new Map([
      [long.stayIds[0], [TODAY, day(1), day(2)]],
      [late.stayIds[0], [day(1)]],
    ]),
  )
  expect(byStay.has(first.stayIds[0]!) || byStay.has(second.stayIds[0]!)).toBe(false)
  // The allowance given back closes them.
  await allow(2, { to: day(3) })
  expect(openCases()).toEqual([])
})

test('a cancelled booking closes the case of another one only when the night fits', async () => {
  await allow(1)
  const first = await hotel.sell()
  await hotel.sell()
  await hotel.sell()
  await allow(0, { force: true })
  expect(openCases()).toHaveLength(1)
  await hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId: first.reservationId,
    agreedWithChannel: false,
    reason: '',
    fee: 'waive',
  })
  expect(openCases()).toEqual([])
  expect(cases()[0]).toMatchObject({ status: 'closed', closedBecause: 'the nights fit again' })
})

test('guests in house are not asked to leave, although they booked last', async () => {
  await allow(1, { type: 'SGL', to: day(1) })
  const waiting = await hotel.sell({ type: 'SGL', departure: day(1) })
  await hotel.sell({ type: 'SGL', departure: day(1), checkIn: true, roomId: hotel.room('103') })
  await allow(0, { type: 'SGL', to: day(1), force: true })
  expect(openCases().map((row) => row.stayId)).toEqual(waiting.stayIds)
})

test('where nobody is left who could give way, force is refused as well', async () => {
  await allow(1, { type: 'SGL', to: day(1) })
  await hotel.sell({ type: 'SGL', departure: day(1), checkIn: true, roomId: hotel.room('103') })
  await hotel.ledger.submit('holds.place', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'option',
    label: 'Agency',
    lines: [{ roomTypeId: hotel.roomType('SGL'), from: TODAY, to: day(1), rooms: 1 }],
    expiresAt: hotel.clock.at + 3_600_000,
  })
  expect(await refusal(allow(0, { type: 'SGL', to: day(1), force: true }))).toMatchObject({
    code: 'AllowanceInUse',
    date: TODAY,
    oversold: 1,
  })
})

test('a case whose nights are over closes when the day rolls', async () => {
  await allow(1, { to: day(1) })
  for (let sale = 0; sale < 3; sale++) await hotel.sell({ departure: day(1) })
  await allow(0, { to: day(1), force: true })
  expect(openCases()).toHaveLength(1)
  hotel.clock.at += 24 * 3_600_000
  await hotel.ledger.tick()
  expect(cases()[0]).toMatchObject({ status: 'closed', closedBecause: 'the nights are over' })
})

test.each<[string, Partial<Range>, object]>([
  ['a range that ends before it begins', { from: day(3), to: day(3) }, { code: 'InvalidInput' }],
  ['more than 800 nights', { to: day(801) }, { code: 'RangeTooLong', days: 801, maxDays: 800 }],
  ['nights behind us', { from: day(-1) }, { code: 'ArrivalInPast' }],
  ['nights beyond the horizon', { from: day(700), to: day(801) }, { code: 'DateBeyondHorizon' }],
])('%s are refused', async (_name, range, expected) => {
  const before = hotel.ledger.queries.headSeq()
  expect(await refusal(allow(1, range))).toMatchObject(expected)
  expect(hotel.ledger.queries.headSeq()).toBe(before)
})
