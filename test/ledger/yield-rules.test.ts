/** Yield rules over a real ledger: prices follow what is sold in the same commit, and every way back is exact. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { yieldConditionsSchema } from '../../shared/rates/yield.ts'
import { connectChannel } from './channel-fixture.ts'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { planSaved } from './plan-input.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 4, SGL: 4 }, rateDays: 0, plans: ['FLEX', 'NRF'] })
  desk = stayDesk(hotel)
  await desk.submit('plans.save', {
    ...planSaved(hotel, 'NRF'),
    parent: {
      ratePlanId: hotel.ratePlan('FLEX'),
      derivation: {
        percent: -10,
        amountMinor: 0,
        per: 'room',
        roundToMinor: 100,
        rounding: 'nearest',
        followsRestrictions: true,
      },
    },
  })
  await desk.submit('seasons.apply', {
    change: {
      kind: 'basePrices',
      prices: ['DBL', 'SGL'].map((code) => ({
        ratePlanId: hotel.ratePlan('FLEX'),
        roomTypeId: hotel.roomType(code),
        price: { prices: [10_000, 12_000], children: [], extraBedMinor: null },
      })),
    },
    overHand: false,
    confirmBounds: false,
  })
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

type Rule = NonNullable<Given<'yieldRules.save'>['rule']>
const rule = (conditions: object, change: Partial<Rule> = {}): Rule => ({
  name: 'Rule',
  active: true,
  conditions: yieldConditionsSchema.parse(conditions),
  roomTypeIds: null,
  move: { kind: 'percent', percent: 20 },
  restrictions: null,
  ...change,
})
const save = (saved: Rule | null, ruleId?: string) =>
  desk.submit('yieldRules.save', { rule: saved, ...(ruleId === undefined ? {} : { ruleId }) })
const night = (offset: number, code = 'DBL', plan = 'FLEX') =>
  hotel.ledger.queries.rates({
    ratePlanId: hotel.ratePlan(plan),
    roomTypeId: hotel.roomType(code),
    from: day(offset),
    to: day(offset + 1),
  }).days[0]!
const price = (offset: number, code = 'DBL', plan = 'FLEX') => night(offset, code, plan).prices[1]
const sell = (offset: number, type = 'DBL') =>
  hotel.sell({ arrival: day(offset), departure: day(offset + 1), type })

test('the sale that reaches an occupancy raises the price in its own commit, for the plans that follow, too', async () => {
  await save(rule({ occupancyFrom: 50 }))
  expect(price(5)).toBe(12_000)
  await sell(5)
  expect(price(5)).toBe(12_000)
  const { reservationId } = await sell(5)
  expect([price(5), price(5, 'DBL', 'NRF'), price(5, 'SGL'), price(6)]).toEqual([
    14_400, 13_000, 12_000, 12_000,
  ])
  const commands = hotel.ledger.queries
    .journal({ limit: 2 })
    .rows.map(({ command, actor }) => [command, actor])
  expect(commands).toEqual([
    ['yieldRules.follow', 'clock'],
    ['reservations.create', 'test'],
  ])
  await desk.cancel(desk.stay(reservationId).id)
  expect(price(5)).toBe(12_000)
})

test('a sale that changes nothing for the rules writes nothing of them', async () => {
  await save(rule({ occupancyFrom: 90 }))
  await sell(5)
  expect(hotel.ledger.queries.journal({ limit: 1 }).rows[0]?.command).toBe('reservations.create')
})

test('the occupancy of the house counts the other types, and their prices follow as well', async () => {
  await save(rule({ occupancyOf: 'house', occupancyFrom: 25 }))
  await sell(5)
  await sell(5, 'SGL')
  expect([price(5), price(5, 'SGL')]).toEqual([14_400, 14_400])
})

test('days to arrival and pick-up are looked at anew when the business date rolls', async () => {
  await save(rule({ daysTo: 3 }, { name: 'Last minute', move: { kind: 'amount', amountMinor: -2_000 } }))
  await save(rule({ pickUpFrom: 1, pickUpDays: 2 }, { name: 'Asked for' }))
  await sell(9)
  expect([price(3), price(4), price(9)]).toEqual([10_000, 12_000, 14_400])
  await desk.roll(1)
  expect([price(3), price(4), price(5), price(9)]).toEqual([10_000, 10_000, 12_000, 14_400])
  await desk.roll(4)
  expect(price(9), 'nobody has asked for it in two days').toBe(12_000)
})

test('a rule closes nights, on channels as well, and opens them when it holds no more', async () => {
  const channelId = await connectChannel(hotel, 'DBL')
  await save(rule({ occupancyFrom: 75 }, { move: null, restrictions: { closedToArrival: true } }))
  for (let sale = 0; sale < 2; sale++) await sell(2)
  const desired = () =>
    hotel.ledger.queries
      .channelCells({ channelId, from: day(2), to: day(3), facet: 'restrictions' })
      .cells.map((cell) => cell.desired)
  expect(desired()).toEqual(['1,1,,0,0,0'])
  const { reservationId } = await sell(2)
  expect(desired()).toEqual(['1,1,,1,0,0'])
  expect(night(2).restrictions.closedToArrival).toBe(true)
  await desk.cancel(desk.stay(reservationId).id)
  expect(desired()).toEqual(['1,1,,0,0,0'])
})

test('floor and ceiling hold, also when they are moved; a night explains its rule', async () => {
  const bounds = (ceilingMinor: number | null) =>
    desk.submit('pricing.saveSettings', {
      bounds: [{ roomTypeId: hotel.roomType('DBL'), floorMinor: null, ceilingMinor, extraBeds: 0 }],
    })
  await bounds(13_000)
  await save(rule({}, { name: 'Dear' }))
  expect(price(5)).toBe(13_000)
  const why = hotel.ledger.queries.whyRate({
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeId: hotel.roomType('DBL'),
    date: day(5),
  })
  expect(why.steps.map(({ what, name, prices }) => [what, name, prices[1]])).toEqual([
    ['base', '', 12_000],
    ['yield', 'Dear', 14_400],
    ['rounding', '', 14_400],
    ['bounds', '', 13_000],
  ])
  await bounds(null)
  expect(price(5)).toBe(14_400)
})

test('a price set by hand stays, and follows the rules again when it is taken away', async () => {
  await save(rule({}))
  const block = {
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeId: hotel.roomType('DBL'),
    from: day(5),
    to: day(6),
  }
  await desk.submit('rates.change', {
    blocks: [block],
    price: { kind: 'set', amountMinor: 20_000, adults: 2 },
  })
  expect(price(5)).toBe(20_000)
  await desk.submit('rates.change', { blocks: [block], price: { kind: 'asLayers' } })
  expect(price(5)).toBe(14_400)
})

test('the preview says what saving does; switching off, removing and undoing each put every night back', async () => {
  const wanted = { rule: rule({ daysTo: 4, daysFrom: 0 }, { roomTypeIds: [hotel.roomType('DBL')] }) }
  const preview = hotel.ledger.queries.previewYieldRule(wanted)
  expect(preview).toMatchObject({ changedPrices: 10, changedRestrictions: 0, beyondBoundsCount: 0 })
  const { ruleId, seq, changedCells } = await desk.submit('yieldRules.save', wanted)
  expect(changedCells).toBe(10)
  const list = () => hotel.ledger.queries.yieldRules().rules
  expect(list()).toMatchObject([{ id: ruleId, name: 'Rule', nights: 5, active: true, seq }])
  const off = await save({ ...wanted.rule, active: false }, ruleId)
  expect([price(2), list()[0]?.nights, off.changedCells]).toEqual([12_000, 0, 10])
  await desk.submit('rates.undo', { changeSeq: off.seq })
  expect([price(2), list()[0]?.nights]).toEqual([14_400, 5])
  const removed = await save(null, ruleId)
  expect([price(2), list()]).toEqual([12_000, []])
  await desk.submit('rates.undo', { changeSeq: removed.seq })
  expect(price(2)).toBe(14_400)
  await desk.submit('rates.undo', { changeSeq: seq })
  expect([price(2), list()]).toEqual([12_000, []])
})

test('the day after rolls the nights of the past out of what is kept', async () => {
  await save(rule({}))
  await desk.roll(2)
  const kept = hotel.ledger.store.sqlite.prepare('SELECT min(date) FROM yield_night').pluck().get()
  expect(kept).toBe(day(2))
  expect(night(0).date).toBe(TODAY)
})
