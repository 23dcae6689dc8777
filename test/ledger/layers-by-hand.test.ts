/** What was set by hand stays over a season unless that is asked for; and a night that is not what its layers make is found. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 30 })
  desk = stayDesk(hotel)
})
afterEach(() => hotel.close())

const product = () => ({ ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL') })
const prices = () =>
  hotel.ledger.queries.rates({ ...product(), from: TODAY, to: day(6) }).days.map((night) => night.prices)
const season = (overHand: boolean): Given<'seasons.apply'> => ({
  change: {
    kind: 'season',
    name: 'Advent',
    precedence: 20,
    colour: 1,
    from: day(0),
    to: day(6),
    repeats: 'never',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    prices: [
      { ...product(), price: { kind: 'fixed', prices: [20_000, 22_000], children: [], extraBedMinor: null } },
    ],
    restrictions: [],
  },
  overHand,
  confirmBounds: false,
})

test('a season goes under what was set by hand, or over it when that is asked for; an undo gives each back', async () => {
  await desk.submit('rates.change', {
    blocks: [{ ...product(), from: day(0), to: day(30) }],
    price: { kind: 'asLayers' },
  })
  await desk.submit('rates.change', {
    blocks: [{ ...product(), from: day(2), to: day(4) }],
    price: { kind: 'set', amountMinor: 7_700, adults: 2 },
  })
  const other = { ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('SGL') }
  const others = () => hotel.ledger.queries.rates({ ...other, from: TODAY, to: day(6) }).days
  const before = prices()
  const beforeOthers = others()
  const { change } = season(false)
  expect(
    hotel.ledger.queries.previewLayer({ change, overHand: false, confirmBounds: false }).keptByHand,
  ).toBe(2)
  const { seq: under } = await desk.submit('seasons.apply', season(false))
  expect(prices()).toEqual(
    before.map((each, index) => (index === 2 || index === 3 ? each : [20_000, 22_000])),
  )
  await desk.submit('rates.undo', { changeSeq: under })
  expect(prices()).toEqual(before)

  const { seq: over } = await desk.submit('seasons.apply', season(true))
  expect(prices()).toEqual(Array.from({ length: 6 }, () => [20_000, 22_000]))
  expect(others(), 'a type that the season does not price').toEqual(beforeOthers)
  expect(hotel.differences()).toEqual([])
  await desk.submit('rates.undo', { changeSeq: over })
  expect(prices()).toEqual(before)
  expect(hotel.differences()).toEqual([])
})

test.each([`prices = '[1,2]'`, 'min_los_arrival = 9', 'closed = 1'])(
  'a night whose row was changed behind the layers (%s) is found',
  (change) => {
    expect(hotel.differences()).toEqual([])
    hotel.ledger.store.sqlite.exec(`UPDATE rate SET ${change} WHERE date = '${day(3)}'`)
    const found = hotel.differences()
    expect(
      found.some((line) => line.includes(day(3))),
      found.join('\n'),
    ).toBe(true)
  },
)
