/** What a preview of rates is compared with, and the list of what was changed before. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel()
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const compared = (from: number, to: number) =>
  hotel.ledger.queries.rateComparison({ roomTypeId: hotel.roomType('DBL'), from: day(from), to: day(to) })
    .days

test('nights are compared with the same weekday a year before: what was paid, and how full the type was', async () => {
  await hotel.sell()
  await hotel.sell({ departure: day(1), adults: 1 })
  await hotel.sell({ type: 'SGL', departure: day(3) })
  const [first, second, third] = compared(364, 367)
  expect(first).toEqual({
    date: day(364),
    paidLastYearMinor: 11_000,
    occupancyLastYearPercent: 100,
    occupancyPercent: 0,
    pickUp: 0,
  })
  expect(second).toMatchObject({ paidLastYearMinor: 12_000, occupancyLastYearPercent: 50 })
  expect(third).toMatchObject({ paidLastYearMinor: null, occupancyLastYearPercent: 0 })
  expect(compared(0, 2)).toMatchObject([
    // Nothing is known of the year before the hotel was set up, which is not the same as an empty house.
    { paidLastYearMinor: null, occupancyLastYearPercent: null, occupancyPercent: 100, pickUp: 2 },
    { paidLastYearMinor: null, occupancyLastYearPercent: null, occupancyPercent: 50, pickUp: 1 },
  ])
})

test('rooms that were out of order are not counted as empty', async () => {
  await desk.submit('rooms.block', {
    roomId: hotel.room('101'),
    from: TODAY,
    to: day(1),
    kind: 'out_of_order',
    reason: 'Paint',
    force: false,
  })
  await hotel.sell({ departure: day(1) })
  expect(compared(364, 365)).toMatchObject([{ occupancyLastYearPercent: 100 }])
})

test('the list of changes has what each said and what undid it, newest first', async () => {
  const blocks = [
    { ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL'), from: TODAY, to: day(3) },
  ]
  const price = { kind: 'add', amountMinor: 500 } as const
  const { seq } = await desk.submit('rates.change', { blocks, price })
  const undo = await desk.submit('rates.undo', { changeSeq: seq })
  const { rows } = hotel.ledger.queries.rateChanges()
  expect(rows[0]).toMatchObject({
    seq: undo.seq,
    command: 'rates.undo',
    payload: { changeSeq: seq, changedCells: 3 },
    undoneBy: null,
    canUndo: true,
  })
  expect(rows[1]).toMatchObject({
    seq,
    actor: 'test',
    payload: { blocks, price, changedCells: 3 },
    undoneBy: undo.seq,
    canUndo: false,
  })
})
