/** A year of layers copied to the next one: in one commit, as previewed, and taken back by one undo. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, isoDate } from '../../shared/dates.ts'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ rateDays: 0, plans: ['FLEX', 'NRF'] })
  desk = stayDesk(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

type Change = Given<'seasons.apply'>['change']
const YEAR = Number(TODAY.slice(0, 4))
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]
const when = (from: number, to: number) => ({
  from: day(from),
  to: day(to),
  repeats: 'never' as const,
  weekdays: EVERY_DAY,
})
const product = () => ({ ratePlanId: hotel.ratePlan('FLEX'), roomTypeId: hotel.roomType('DBL') })
const apply = (change: Change) =>
  desk.submit('seasons.apply', { change, overHand: false, confirmBounds: false })
const season = (name: string, from: number, to: number, minor: number, more: object = {}): Change => ({
  kind: 'season',
  name,
  precedence: 20,
  colour: 4,
  ...when(from, to),
  prices: [
    {
      ...product(),
      price: { kind: 'fixed', prices: [minor - 2_000, minor], children: [1_000], extraBedMinor: 3_000 },
    },
  ],
  restrictions: [{ restrictions: { minLosThrough: 2 }, weekdays: [5, 6] }],
  ...more,
})
const copy = (keeps: 'dates' | 'weekdays'): Change => ({ kind: 'copyYear', year: YEAR, keeps })
const layers = () => hotel.ledger.queries.seasons()
const price = (date: ReturnType<typeof day>, adults = 2) =>
  hotel.ledger.queries.rates({ ...product(), from: date, to: addDays(date, 1) }).days[0]?.prices[adults - 1]

/** A season, an event and a rule of this year, and a season that comes back by itself. */
async function year(): Promise<void> {
  await apply({
    kind: 'basePrices',
    prices: [{ ...product(), price: { prices: [8_000, 9_000], children: [], extraBedMinor: null } }],
  })
  await apply(season('Fair', 10, 14, 20_000))
  await apply({
    kind: 'adjustment',
    type: 'event',
    name: 'Match',
    change: { kind: 'percent', percent: 10 },
    ...when(11, 12),
  })
  await apply({
    kind: 'rule',
    name: 'Only long stays',
    ratePlanIds: [hotel.ratePlan('FLEX')],
    roomTypeIds: [hotel.roomType('DBL')],
    restrictions: { minLosThrough: 3 },
    ...when(11, 13),
  })
  await apply(season('Always', 20, 24, 30_000, { repeats: 'same_dates' }))
}

test('every layer of the year comes again with all that it says, in one commit that one undo takes back', async () => {
  await year()
  const before = layers()
  const rows = desk.rows()
  const effect = hotel.ledger.queries.previewLayer({
    change: copy('weekdays'),
    overHand: false,
    confirmBounds: false,
  })
  expect(desk.rows(), 'a preview changes nothing').toBe(rows)
  const answer = await apply(copy('weekdays'))
  expect(answer).toMatchObject({ id: null, changedCells: effect.changedPrices + effect.changedRestrictions })
  expect(answer.changedCells).toBeGreaterThan(0)
  const after = layers()
  expect([after.seasons.length, after.adjustments.length, after.rules.length]).toEqual([3, 2, 2])
  for (const kind of ['seasons', 'adjustments', 'rules'] as const) {
    const [original] = before[kind]
    const added = after[kind].find(({ id }) => !before[kind].some((each) => each.id === id))
    expect(added).toEqual({
      ...original,
      id: added?.id,
      seq: answer.seq,
      from: addDays(original!.from!, 364),
      to: addDays(original!.to!, 364),
    })
  }
  expect(price(addDays(day(10), 364))).toBe(20_000)
  expect(price(addDays(day(11), 364))).toBe(22_000)
  expect(price(day(10))).toBe(20_000)

  await desk.submit('rates.undo', { changeSeq: answer.seq })
  expect({ ...layers(), seq: 0 }).toEqual({ ...before, seq: 0 })
  expect(price(addDays(day(10), 364))).toBe(9_000)
})

test('on the same dates; a second copy finds everything there and adds nothing', async () => {
  await year()
  await apply(copy('dates'))
  const [added] = layers().seasons.filter(({ name, from }) => name === 'Fair' && from !== day(10))
  expect(added?.from).toBe(isoDate(`${YEAR + 1}${day(10).slice(4)}`))
  const before = layers()
  expect(await apply(copy('dates'))).toMatchObject({ changedCells: 0 })
  expect({ ...layers(), seq: 0 }).toEqual({ ...before, seq: 0 })
})

test('a copy that would lie on a season of its precedence is refused whole', async () => {
  await year()
  const at = addDays(day(10), 364)
  await apply(season('Festival', 0, 1, 25_000, { from: at, to: addDays(at, 2) }))
  const before = desk.rows()
  expect(
    await desk.refusal('seasons.apply', {
      change: copy('weekdays'),
      overHand: false,
      confirmBounds: false,
    }),
  ).toMatchObject({ code: 'SeasonsOverlap', data: { otherName: 'Festival', from: at } })
  expect(desk.rows()).toBe(before)
})
