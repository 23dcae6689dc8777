/** Prices that are copied and pasted, against looking every cell up by itself. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CopiedRange,
  cappedRuns,
  copyRange,
  type PriceRun,
  pastedRuns,
  pastePainting,
} from '../../renderer/rates/copied-range.ts'
import { layGrid, type PlanRow } from '../../renderer/rates/grid-layout.ts'
import {
  type Painting,
  paintAlso,
  paintAt,
  paintedSpots,
  paintTo,
  toggleWeekday,
} from '../../renderer/rates/painting.ts'
import type { GridDay } from '../../renderer/rates/rate-draft.ts'
import { addDays, dayNumber, fromDayNumber, isoDate, nightsOf } from '../../shared/dates.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const businessDate = isoDate('2026-11-25')
const layout = layGrid(
  {
    businessDate,
    horizon: addDays(businessDate, 40),
    roomTypes: [
      ['dbl', 2],
      ['fam', 4],
    ].map(([id, maxOccupancy]) => ({
      id: String(id),
      code: String(id),
      name: String(id),
      baseOccupancy: 2,
      maxOccupancy: Number(maxOccupancy),
      extraBeds: 0,
    })),
    ratePlans: [
      { ...PLAIN_PLAN, id: 'flex', code: 'flex', name: 'flex' },
      {
        ...PLAIN_PLAN,
        id: 'nrf',
        code: 'nrf',
        name: 'nrf',
        parent: {
          ratePlanId: 'flex',
          derivation: {
            percent: -10,
            amountMinor: 0,
            per: 'room' as const,
            roundToMinor: 100,
            rounding: 'nearest' as const,
            followsRestrictions: true,
          },
        },
      },
    ],
  },
  null,
)
const { start } = layout
const rowOf = (row: number) => layout.rows.find((line) => line.row === row)
/** Every price is another one; the ninth day has none. */
const dayOf = ({ row, ratePlan }: PlanRow, day: number): GridDay => ({
  prices:
    day === start + 9
      ? []
      : [row * 100_000 + (day - start) * 1_000, row * 100_000 + (day - start) * 1_000 + 1],
  restrictions: null,
  origin: ratePlan.parent === null ? 'base' : 'typed',
})
const spot = fc.record({
  row: fc.integer({ min: 0, max: 3 }),
  day: fc.integer({ min: start, max: start + 30 }),
})
const block = (one: { row: number; day: number }, other: { row: number; day: number }) =>
  paintTo(paintAt(one), other)
const painting: fc.Arbitrary<Painting> = fc
  .tuple(spot, spot, fc.option(fc.tuple(spot, spot)), fc.option(fc.integer({ min: 1, max: 7 })))
  .map(([one, other, more, weekday]) => {
    const first = block(one, other)
    const both = more === null ? first : paintTo(paintAlso(first, more[0]), more[1])
    return weekday === null ? both : toggleWeekday(both, weekday)
  })
const copy = (from: Painting) => copyRange(from, rowOf, dayOf)

/** `plan type date` of every night of the runs, with its prices. */
function nightsIn(runs: readonly PriceRun[]): Map<string, string> {
  const nights = runs.flatMap(({ ratePlanId, roomTypeId, from, to, prices }) =>
    nightsOf({ from, to }).map((date) => [`${ratePlanId} ${roomTypeId} ${date}`, prices.join()] as const),
  )
  expect(new Set(nights.map(([name]) => name)).size, 'no night twice').toBe(nights.length)
  return new Map(nights)
}
const extentOf = (from: Painting) => {
  const spots = [...paintedSpots(from)]
  return { top: Math.min(...spots.map(({ row }) => row)), first: Math.min(...spots.map(({ day }) => day)) }
}

describe('copied prices', () => {
  test('land as a pattern that repeats over what is painted: each cell gets the one that lies there in it', () => {
    fc.assert(
      fc.property(painting, painting, (from, to) => {
        const copied = copy(from)
        fc.pre(typeof copied !== 'string' && [...paintedSpots(to)].length > 1)
        const { rows, days } = copied as CopiedRange
        const source = new Set([...paintedSpots(from)].map(({ row, day }) => `${row} ${day}`))
        const [begin, end] = [extentOf(from), extentOf(to)]
        const expected = new Map<string, string>()
        for (const { row, day } of paintedSpots(to)) {
          const at = {
            row: begin.top + ((row - end.top) % rows),
            day: begin.first + ((day - end.first) % days),
          }
          const line = rowOf(row)!
          const { prices } = dayOf(rowOf(at.row)!, at.day)
          if (source.has(`${at.row} ${at.day}`) && prices.length > 0)
            expected.set(`${line.ratePlan.id} ${line.roomType.id} ${fromDayNumber(day)}`, prices.join())
        }
        expect(pastePainting(copied as CopiedRange, to, layout)).toBe(to)
        expect(nightsIn(pastedRuns(copied as CopiedRange, to, layout, dayOf))).toEqual(expected)
      }),
    )
  })

  test('onto one cell they land whole, as far as there are rows and nights', () => {
    fc.assert(
      fc.property(painting, spot, (from, at) => {
        const copied = copy(from)
        fc.pre(typeof copied !== 'string')
        const { rows, days } = copied as CopiedRange
        const target = pastePainting(copied as CopiedRange, paintAt(at), layout)
        const spots = [...paintedSpots(target)]
        expect(spots).toHaveLength(Math.min(rows, 4 - at.row) * Math.min(days, layout.end - at.day))
        expect(extentOf(target)).toEqual({ top: at.row, first: at.day })
      }),
    )
  })

  test('a week over a month keeps its weekdays, in as few ranges as there are prices', () => {
    const flat = (line: PlanRow, day: number): GridDay => ({
      ...dayOf(line, day),
      prices: [day % 7 < 2 ? 200 : 100],
    })
    const copied = copyRange(
      block({ row: 0, day: start }, { row: 0, day: start + 6 }),
      rowOf,
      flat,
    ) as CopiedRange
    const month = block({ row: 0, day: start + 7 }, { row: 0, day: start + 34 })
    const runs = pastedRuns(copied, month, layout, flat)
    expect(nightsIn(runs).size).toBe(28)
    for (const [name, prices] of nightsIn(runs))
      expect(prices, name).toBe(dayNumber(isoDate(name.slice(-10))) % 7 < 2 ? '200' : '100')
    expect(runs.length).toBeLessThanOrEqual(9)
  })

  test('a smaller room takes no price for more people than it holds', () => {
    const four = (): GridDay => ({ prices: [1, 2, 3, 4], restrictions: null, origin: 'base' })
    const copied = copyRange(paintAt({ row: 2, day: start }), rowOf, four) as CopiedRange
    expect(pastedRuns(copied, paintAt({ row: 0, day: start }), layout, four)).toMatchObject([
      { prices: [1, 2] },
    ])
  })

  test('a plan that follows goes on to follow where its plan is pasted with it; alone it is set by hand', () => {
    const derived = (line: PlanRow, day: number): GridDay => ({
      ...dayOf(line, day),
      origin: line.ratePlan.parent === null ? 'base' : 'derived',
    })
    const plansOf = (runs: readonly PriceRun[]) => new Set(runs.map(({ ratePlanId }) => ratePlanId))
    const both = copyRange(
      block({ row: 0, day: start }, { row: 1, day: start + 1 }),
      rowOf,
      derived,
    ) as CopiedRange
    const there = block({ row: 2, day: start + 5 }, { row: 3, day: start + 6 })
    expect(plansOf(pastedRuns(both, there, layout, derived))).toEqual(new Set(['flex']))
    expect(plansOf(pastedRuns(both, there, layout, dayOf)), 'set by hand there').toEqual(
      new Set(['flex', 'nrf']),
    )
    const alone = copyRange(paintAt({ row: 1, day: start }), rowOf, derived) as CopiedRange
    expect(plansOf(pastedRuns(alone, paintAt({ row: 3, day: start + 5 }), layout, derived))).toEqual(
      new Set(['nrf']),
    )
  })

  test('cells that are not fetched or cost nothing are not copied', () => {
    expect(copyRange(paintAt({ row: 0, day: start }), rowOf, () => undefined)).toBe('notLoaded')
    expect(copy(paintAt({ row: 0, day: start + 9 }))).toBe('noPrice')
  })

  test('nights put to their bounds are cut out of their ranges; the others keep their prices', () => {
    const run = { ratePlanId: 'flex', roomTypeId: 'dbl', prices: [8_000, 10_000] }
    const [from, to] = [businessDate, addDays(businessDate, 10)]
    const product = { ratePlanId: 'flex', roomTypeId: 'dbl', floorMinor: null, ceilingMinor: 9_000 }
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -2, max: 12 })), (days) => {
        const checks = days.map((day) => ({ ...product, date: addDays(from, day) }))
        const other = { ...run, roomTypeId: 'fam', from, to }
        const runs = cappedRuns([{ ...run, from, to }, other], checks, () => 2)
        const nights = nightsIn(runs)
        expect(nights.size).toBe(20)
        for (let day = 0; day < 10; day++) {
          const date = addDays(from, day)
          expect(nights.get(`flex dbl ${date}`)).toBe(days.includes(day) ? '7000,9000' : '8000,10000')
          expect(nights.get(`flex fam ${date}`)).toBe('8000,10000')
        }
      }),
    )
  })
})
