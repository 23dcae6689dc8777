/** Yield rules against a naive reading of their conditions, and what they may never do to a price. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IsoDate, weekday } from '../../shared/dates.ts'
import { type LayeredDay, type Layers, nightPrice, nightRestrictions } from '../../shared/rates/layers.ts'
import {
  type SellingNight,
  type YieldEffect,
  type YieldRule,
  yieldConditionsSchema,
  yieldEffects,
  yieldHolds,
} from '../../shared/rates/yield.ts'

const DATE = '2026-11-22' as IsoDate

const night = (change: Partial<SellingNight<number>> = {}): SellingNight<number> => ({
  roomTypeId: 1,
  date: DATE,
  daysOut: 10,
  rooms: 10,
  sold: 8,
  houseRooms: 100,
  houseSold: 20,
  pickUp: () => 3,
  ...change,
})
const rule = (conditions: object, change: Partial<YieldRule<number>> = {}): YieldRule<number> => ({
  id: 'r',
  name: 'Rule',
  conditions: yieldConditionsSchema.parse(conditions),
  roomTypeIds: null,
  move: { kind: 'percent', percent: 10 },
  restrictions: null,
  ...change,
})

test.each<[string, object, boolean]>([
  ['no condition', {}, true],
  ['its occupancy from exactly', { occupancyFrom: 80 }, true],
  ['more than its occupancy', { occupancyFrom: 81 }, false],
  ['at most its occupancy', { occupancyTo: 79 }, false],
  ['the occupancy of the house', { occupancyOf: 'house', occupancyFrom: 21 }, false],
  [
    'the occupancy of the house, as it is',
    { occupancyOf: 'house', occupancyFrom: 20, occupancyTo: 20 },
    true,
  ],
  ['its days to arrival', { daysFrom: 10, daysTo: 10 }, true],
  ['later days', { daysTo: 9 }, false],
  ['earlier days', { daysFrom: 11 }, false],
  ['its pick-up', { pickUpFrom: 3, pickUpTo: 3 }, true],
  ['more pick-up', { pickUpFrom: 4 }, false],
  ['another weekday', { weekdays: [1] }, false],
  ['its weekday', { weekdays: [weekday(DATE)] }, true],
  ['dates that end before it', { dates: { from: '2026-11-20', to: '2026-11-22' } }, false],
  ['dates that begin with it', { dates: { from: '2026-11-22', to: '2026-11-23' } }, true],
])('a rule for %s', (_, conditions, holds) => {
  expect(yieldHolds(rule(conditions), night())).toBe(holds)
})

test('a type without rooms to sell counts as full, and pick-up is only asked for the days that a rule names', () => {
  expect(yieldHolds(rule({ occupancyFrom: 100 }), night({ rooms: 0, sold: 0 }))).toBe(true)
  const asked: number[] = []
  const pickUp = (days: number) => {
    asked.push(days)
    return 0
  }
  yieldHolds(rule({ occupancyFrom: 50 }), night({ pickUp }))
  yieldHolds(rule({ pickUpFrom: 1, pickUpDays: 14 }), night({ pickUp }))
  expect(asked).toEqual([14])
})

test('a rule of other room types does not hold', () => {
  expect(
    yieldEffects([rule({}, { roomTypeIds: [2] }), rule({}, { id: 'x', roomTypeIds: [1] })], night()),
  ).toEqual([{ id: 'x', name: 'Rule', move: { kind: 'percent', percent: 10 }, restrictions: null }])
})

const BASE = 10_000
const layers = (floorMinor: number | null, ceilingMinor: number | null): Layers<number> => ({
  plan: (id) => ({ id, parent: null, isActive: true }),
  basePrice: () => ({ prices: [8_000, BASE], children: [], extraBedMinor: null }),
  seasons: [],
  adjustments: [],
  rules: [],
  rounding: { roundToMinor: 100, rounding: 'nearest' },
  boundsOf: () => ({ floorMinor, ceilingMinor, baseOccupancy: 2 }),
})
const day: LayeredDay<number> = { date: DATE, seasons: [], adjustments: [], rules: [] }
const effect = (percent: number): YieldEffect => ({
  id: `p${percent}`,
  name: 'Rule',
  move: { kind: 'percent', percent },
  restrictions: null,
})

test('what rules add up to never goes beyond floor and ceiling, nor further than a price lay already', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -60, max: 120 }), { maxLength: 4 }),
      fc.option(fc.integer({ min: 1_000, max: 14_000 })),
      fc.option(fc.integer({ min: 6_000, max: 20_000 })),
      (percents, floor, ceiling) => {
        fc.pre(floor === null || ceiling === null || floor <= ceiling)
        const effects = percents.map(effect)
        const sources = { hand: () => undefined, yielded: () => effects }
        const { price } = nightPrice(layers(floor, ceiling), sources, day, 1, 1)
        const amount = price.prices[1]!
        if (effects.length === 0) expect(price.prices).toEqual([8_000, BASE])
        expect(amount).toBeGreaterThanOrEqual(Math.min(floor ?? 0, BASE))
        expect(amount).toBeLessThanOrEqual(Math.max(ceiling ?? Number.POSITIVE_INFINITY, BASE))
        const wanted = (BASE * Math.max(0, 100 + percents.reduce((sum, each) => sum + each, 0))) / 100
        const isFree =
          (floor === null || wanted >= floor + 100) && (ceiling === null || wanted <= ceiling - 100)
        if (isFree) expect(Math.abs(amount - wanted)).toBeLessThanOrEqual(50)
      },
    ),
    { numRuns: 500 },
  )
})

test('the strictest of their restrictions holds, and a price set by hand is not moved', () => {
  const effects: YieldEffect[] = [
    { ...effect(20), restrictions: { minLosArrival: 2 } },
    { ...effect(0), move: null, restrictions: { minLosArrival: 3, closedToArrival: true } },
  ]
  const hand = () => ({
    price: { prices: [7_000, 9_000], children: [], extraBedMinor: null },
    restrictions: null,
    origin: 'typed' as const,
  })
  const sources = { hand, yielded: () => effects }
  expect(nightPrice(layers(null, null), sources, day, 1, 1).price.prices).toEqual([7_000, 9_000])
  expect(nightRestrictions(layers(null, null), sources, day, 1, 1)).toMatchObject({
    minLosArrival: 3,
    closedToArrival: true,
    closed: false,
  })
})
