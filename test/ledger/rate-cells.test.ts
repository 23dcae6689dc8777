/** rates.setCells writes exact values back, and neither it nor rates.change touches what somebody changed since it was looked at. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NO_RESTRICTIONS } from '../../shared/cells.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 20 })
})
afterEach(() => hotel.close())

const block = (from: number, to: number, type = 'DBL') => ({
  ratePlanId: hotel.ratePlan('FLEX'),
  roomTypeId: hotel.roomType(type),
  from: day(from),
  to: day(to),
})
const rates = (from: number, to: number, type = 'DBL') =>
  hotel.ledger.queries.rates(block(from, to, type)).days
const preview = (from: number, to: number) =>
  hotel.ledger.queries.previewRateChange({
    blocks: [block(from, to)],
    price: { kind: 'add', amountMinor: 500 },
  })
const change = (from: number, to: number, seenSeq?: number) =>
  hotel.ledger.submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: [block(from, to)],
    price: { kind: 'add', amountMinor: 500 },
    seenSeq,
  })
const setCells = (
  cells: { from: number; to: number; prices: number[]; restrictions?: typeof NO_RESTRICTIONS }[],
  seenSeq?: number,
) =>
  hotel.ledger.submit('rates.setCells', EVERYTHING, {
    idempotencyKey: key(),
    cells: cells.map(({ from, to, ...values }) => ({ ...block(from, to), ...values })),
    seenSeq,
  })

test('what a preview was seen of is committed only while nobody changed any of its nights', async () => {
  const seen = preview(2, 6)
  await change(5, 9)
  const before = rates(0, 12)
  await expect(change(2, 6, seen.seq)).rejects.toMatchObject({
    code: 'RatesChangedMeanwhile',
    data: { date: day(5), ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL') },
  })
  expect(rates(0, 12), 'nothing of it is done').toEqual(before)
  await change(2, 6, preview(2, 6).seq)
  expect(rates(5, 6)[0]!.prices).toEqual([11_000, 13_000])
})

test('a change of other nights, or a sale, does not stand in the way', async () => {
  const seen = preview(2, 6)
  await change(6, 8)
  await hotel.sell({ arrival: day(2), departure: day(4) })
  expect((await change(2, 6, seen.seq)).changedCells).toBe(4)
})

test('an undo brings every night back exactly, nights without a price too, in one commit', async () => {
  const before = rates(0, 30)
  const restricted = { ...NO_RESTRICTIONS, minLosArrival: 3, closedToArrival: true }
  const done = await hotel.ledger.submit('rates.change', EVERYTHING, {
    idempotencyKey: key(),
    blocks: [block(15, 25)],
    price: { kind: 'set', amountMinor: 7_700, adults: 1 },
    restrictions: { minLosArrival: 3, closedToArrival: true },
  })
  expect(rates(24, 25)[0]).toMatchObject({ prices: [7_700], restrictions: restricted })
  await setCells(
    [
      { from: 15, to: 20, prices: [10_000, 12_000], restrictions: NO_RESTRICTIONS },
      { from: 20, to: 25, prices: [], restrictions: NO_RESTRICTIONS },
    ],
    done.seq,
  )
  const values = (days: typeof before) =>
    days
      .filter(({ prices }) => prices.length > 0)
      .map(({ date, prices, restrictions }) => [date, prices, restrictions])
  expect(values(rates(0, 30))).toEqual(values(before))
  expect(hotel.differences()).toEqual([])
})

test('an undo does not take back what a colleague changed afterwards', async () => {
  const done = await change(2, 6)
  await change(4, 5)
  const before = rates(0, 10)
  await expect(setCells([{ from: 2, to: 6, prices: [10_000, 12_000] }], done.seq)).rejects.toMatchObject({
    code: 'RatesChangedMeanwhile',
  })
  expect(rates(0, 10)).toEqual(before)
})

test('one range that is not possible refuses all of them', async () => {
  const before = rates(0, 12)
  const good = { from: 1, to: 3, prices: [5_000] }
  await expect(setCells([good, { from: 4, to: 6, prices: [1, 2, 3, 4] }])).rejects.toMatchObject({
    code: 'TooManyPrices',
  })
  await expect(setCells([good, { from: 6, to: 6, prices: [1] }])).rejects.toMatchObject({
    code: 'InvalidInput',
  })
  await expect(setCells([good, { from: 790, to: 900, prices: [1] }])).rejects.toMatchObject({
    code: 'DateBeyondHorizon',
  })
  expect(rates(0, 12)).toEqual(before)
})

test('only nights that really differ are sent again', async () => {
  const { changedCells } = await setCells([
    { from: 0, to: 5, prices: [10_000, 12_000] },
    { from: 5, to: 7, prices: [10_100, 12_000] },
  ])
  expect(changedCells).toBe(2)
})
