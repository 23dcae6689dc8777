/** Prices and restrictions out of the ledger into a file, and back: what is not different is not touched. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readRateFile } from '../../shared/rates/rate-file.ts'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { planOf, planSaved } from './plan-input.ts'
import { type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 2, SGL: 2 }, plans: ['FLEX', 'NRF'], rateDays: 60 })
  desk = stayDesk(hotel)
  const derivation = {
    percent: -10,
    amountMinor: 0,
    per: 'room',
    roundToMinor: 100,
    rounding: 'nearest',
  } as const
  const parent = {
    ratePlanId: planOf(hotel, 'FLEX').id,
    derivation: { ...derivation, followsRestrictions: true },
  }
  await desk.submit('plans.save', planSaved(hotel, 'NRF', { parent }))
  await desk.submit('rates.change', {
    blocks: [{ ...product('DBL'), from: day(5), to: day(9) }],
    weekdays: [5, 6],
    price: { kind: 'add', amountMinor: 2_550 },
    restrictions: { minLosArrival: 2, closedToDeparture: true },
  })
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const product = (type: string, plan = 'FLEX') => ({
  ratePlanId: hotel.ratePlan(plan),
  roomTypeId: hotel.roomType(type),
})
const file = () => hotel.ledger.queries.rateFile({ from: TODAY, to: day(60) })
function read(csv: string) {
  const { currency, roomTypes, ratePlans, businessDate, horizon } = hotel.ledger.queries.hotel()!
  return readRateFile(
    { name: 'rates.csv', text: csv },
    { currency, roomTypes, ratePlans, businessDate, horizon },
  )
}
const byHand = () =>
  hotel.ledger.queries
    .ratesGrid({ from: TODAY, to: day(60) })
    .roomTypes.flatMap(({ plans }) => plans.flatMap(({ days }) => days.map(({ origin }) => origin)))
const rates = (type: string, plan = 'FLEX') =>
  hotel.ledger.queries.rates({ ...product(type, plan), from: TODAY, to: day(60) }).days

test('a file that was exported changes nothing, and sets nothing by hand, when it is imported', async () => {
  const { csv, lines, isCut } = file()
  expect(csv.split('\r\n')).toHaveLength(lines + 2)
  expect(isCut).toBe(false)
  const { cells, issues } = read(csv)
  expect(issues).toEqual([])
  expect(cells.length).toBe(lines)
  expect(hotel.ledger.queries.previewRateCells({ cells, origin: 'imported' })).toMatchObject({
    changedPrices: 0,
    changedRestrictions: 0,
  })
  const origins = byHand()
  const { seq, changedCells } = await desk.submit('rates.setCells', { cells, origin: 'imported' })
  expect(changedCells).toBe(0)
  expect(byHand()).toEqual(origins)
  expect(await desk.refusal('rates.undo', { changeSeq: seq })).toMatchObject({ code: 'NothingToUndo' })
})

test('what is changed in the file is changed in the ledger, where it was seen before, and undone as one', async () => {
  const before = { dbl: rates('DBL'), nrf: rates('DBL', 'NRF'), sgl: rates('SGL') }
  const cells = read(
    [
      'type_code,plan_code,first_night,last_night,price_1,price_2,min_nights',
      `DBL,FLEX,${day(20)},${day(22)},150,180,3`,
    ].join('\n'),
  ).cells
  const seen = hotel.ledger.queries.previewRateCells({ cells, origin: 'imported' })
  // The plan that follows changes with it.
  expect(seen).toMatchObject({ changedPrices: 6, changedRestrictions: 6, beyondBoundsCount: 0 })
  expect(seen.cells.filter(({ follows }) => follows)).toHaveLength(3)
  const { seq } = await desk.submit('rates.setCells', { cells, origin: 'imported', seenSeq: seen.seq })
  expect(rates('DBL')[20]).toMatchObject({ prices: [15_000, 18_000], restrictions: { minLosArrival: 3 } })
  expect(rates('DBL', 'NRF')[20]).toMatchObject({
    prices: [13_500, 16_200],
    restrictions: { minLosArrival: 3 },
  })
  await desk.submit('rates.undo', { changeSeq: seq })
  expect({ dbl: rates('DBL'), nrf: rates('DBL', 'NRF'), sgl: rates('SGL') }).toEqual(before)
})

test('a price beyond its bounds is asked about, kept or put to them', async () => {
  await desk.submit('pricing.saveSettings', {
    bounds: [{ roomTypeId: hotel.roomType('DBL'), floorMinor: 5_000, ceilingMinor: 20_000, extraBeds: 0 }],
  })
  const cells = [{ ...product('DBL'), from: day(3), to: day(4), prices: [70_000, 90_000] }]
  const imported = { cells, origin: 'imported' } as const
  expect(hotel.ledger.queries.previewRateCells(imported)).toMatchObject({ beyondBoundsCount: 1 })
  const before = desk.rows()
  expect(await desk.refusal('rates.setCells', imported)).toMatchObject({ code: 'PriceBeyondBounds' })
  expect(desk.rows()).toBe(before)
  await desk.submit('rates.setCells', { ...imported, capAll: true })
  expect(rates('DBL')[3]!.prices).toEqual([15_556, 20_000])
  await desk.submit('rates.setCells', { ...imported, confirmBounds: true })
  expect(rates('DBL')[3]!.prices).toEqual([70_000, 90_000])
})
