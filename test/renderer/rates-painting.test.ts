import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gridAction, type KeyPress } from '../../renderer/rates/grid-keys.ts'
import { layGrid } from '../../renderer/rates/grid-layout.ts'
import {
  ALL_WEEKDAYS,
  allBlocks,
  type Block,
  NOTHING_PAINTED,
  type Painting,
  paintAlso,
  paintAt,
  paintedMask,
  paintedRanges,
  paintedSpots,
  paintTo,
  roamTo,
  type Spot,
  toggleWeekday,
  unpaint,
  weekdayOf,
} from '../../renderer/rates/painting.ts'
import { addDays, dayNumber, fromDayNumber, isoDate, nightsOf, weekday } from '../../shared/dates.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const start = dayNumber(isoDate('2026-11-22'))
const spot = fc.record({
  row: fc.integer({ min: 0, max: 6 }),
  day: fc.integer({ min: start, max: start + 12 }),
})
type Step = { kind: 'at' | 'to' | 'also' | 'roam'; spot: Spot } | { kind: 'weekday'; weekday: number }
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('at' as const, 'to', 'also', 'roam'), spot }),
    fc.record({ kind: fc.constant('weekday' as const), weekday: fc.integer({ min: 1, max: 7 }) }),
  ) as fc.Arbitrary<Step>,
  { maxLength: 14 },
)
const DO = { at: (_: Painting, to: Spot) => paintAt(to), to: paintTo, also: paintAlso, roam: roamTo }

function painted(all: readonly Step[]): Painting {
  return all.reduce<Painting>(
    (now, step) =>
      step.kind === 'weekday' ? toggleWeekday(now, step.weekday) : DO[step.kind](now, step.spot),
    NOTHING_PAINTED,
  )
}

/** By looking at every cell of every block, one by one. */
function naiveCells(blocks: readonly Block[], weekdays: readonly number[]): Set<string> {
  const cells = new Set<string>()
  for (const { top, bottom, first, last } of blocks)
    for (let row = top; row <= bottom; row++)
      for (let day = first; day <= last; day++)
        if (weekdays.includes(weekday(fromDayNumber(day)))) cells.add(`${row} ${day}`)
  return cells
}

describe('painting', () => {
  test('every painted cell is named once, however blocks overlap', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const painting = painted(all)
        const spots = [...paintedSpots(painting)].map(({ row, day }) => `${row} ${day}`)
        expect(new Set(spots).size).toBe(spots.length)
        expect(new Set(spots)).toEqual(naiveCells(allBlocks(painting), painting.weekdays))
      }),
    )
  })

  test('the ranges for the contract hold exactly the painted cells: no night of a row lies in two of them', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const painting = painted(all)
        const nights = paintedRanges(painting).flatMap(({ row, from, to }) =>
          nightsOf({ from, to })
            .filter((night) => painting.weekdays.includes(weekday(night)))
            .map((night) => `${row} ${dayNumber(night)}`),
        )
        expect(nights.toSorted()).toEqual([...naiveCells(allBlocks(painting), painting.weekdays)].toSorted())
      }),
    )
  })

  test('a strip’s mask says of each of its days what the cells say', () => {
    fc.assert(
      fc.property(steps, spot, (all, at) => {
        const painting = painted(all)
        const cells = naiveCells(allBlocks(painting), painting.weekdays)
        const mask = paintedMask(painting, at.row, at.day, 16)
        for (let day = 0; day < 16; day++)
          expect(((mask >> day) & 1) === 1).toBe(cells.has(`${at.row} ${at.day + day}`))
      }),
    )
  })

  test('weekdays agree with the calendar, and the last one cannot be taken away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11_000, max: 60_000 }), (day) => {
        expect(weekdayOf(day)).toBe(weekday(fromDayNumber(day)))
      }),
    )
    const one = [1, 2, 3, 4, 5, 6, 7].reduce(toggleWeekday, paintAt({ row: 0, day: start }))
    expect(one.weekdays).toEqual([7])
    expect(toggleWeekday(one, 2).weekdays).toEqual([2, 7])
  })

  test('Escape goes back to the cursor, then to nothing', () => {
    const block = paintTo(paintAt({ row: 1, day: start }), { row: 2, day: start + 3 })
    const alone = unpaint(block)
    expect(alone).toEqual(paintAt({ row: 2, day: start + 3 }))
    expect(unpaint(alone)).toEqual(NOTHING_PAINTED)
    const filtered = toggleWeekday(alone, 1)
    expect(unpaint(filtered).weekdays).toEqual(ALL_WEEKDAYS)
  })
})

describe('keys of the grid', () => {
  const hotel = {
    businessDate: isoDate('2026-11-22'),
    horizon: addDays(isoDate('2026-11-22'), 41),
    roomTypes: ['a', 'b'].map((id) => ({
      id,
      code: id,
      name: id,
      baseOccupancy: 2,
      maxOccupancy: 2,
      extraBeds: 0,
    })),
    ratePlans: ['flex', 'nrf'].map((id) => ({ id, code: id, name: id, ...PLAIN_PLAN })),
  }
  const layout = layGrid(hotel, null)
  const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
    key,
    shiftKey: false,
    isControl: false,
    altKey: false,
    ...held,
  })
  const firstSeen = { row: 0, day: start }
  const pressed = (painting: Painting, ...presses: KeyPress[]) =>
    presses.reduce((now, each) => {
      const action = gridAction(each, now, layout, firstSeen)
      return action?.kind === 'paint' ? action.painting : now
    }, painting)

  test('without a cursor digits and W are left to the desk; with one they are the grid’s', () => {
    for (const key of ['4', 'w', 'Enter', 'r'])
      expect(gridAction(press(key), NOTHING_PAINTED, layout, firstSeen)).toBeNull()
    const here = pressed(NOTHING_PAINTED, press('ArrowRight'))
    expect(here.cursor).toEqual(firstSeen)
    expect(gridAction(press('4'), here, layout, firstSeen)).toEqual({ kind: 'type', text: '4' })
    expect(gridAction(press('w'), here, layout, firstSeen)).toEqual({ kind: 'weekdays' })
    expect(gridAction(press('5', { isControl: true }), here, layout, firstSeen)).toBeNull()
    for (const [key, kind] of [
      ['c', 'copy'],
      ['V', 'paste'],
    ] as const) {
      expect(gridAction(press(key, { isControl: true }), here, layout, firstSeen)).toEqual({ kind })
      expect(gridAction(press(key, { isControl: true }), NOTHING_PAINTED, layout, firstSeen)).toBeNull()
      expect(gridAction(press(key), here, layout, firstSeen), 'the desk’s own').toBeNull()
    }
  })

  test('Shift paints on, Control moves on its own, and a second block joins the first', () => {
    const shift = { shiftKey: true }
    const control = { isControl: true }
    const painting = pressed(
      NOTHING_PAINTED,
      press('ArrowRight'),
      press('ArrowRight', shift),
      press('ArrowDown', control),
      press('ArrowDown', control),
      press('ArrowRight', shift),
    )
    expect(allBlocks(painting)).toEqual([
      { top: 0, bottom: 0, first: start, last: start + 1 },
      { top: 2, bottom: 2, first: start + 1, last: start + 2 },
    ])
  })

  test('no key leaves the hotel’s rows and days', () => {
    const keys = fc.array(
      fc.record({
        key: fc.constantFrom(
          'ArrowLeft',
          'ArrowRight',
          'ArrowUp',
          'ArrowDown',
          'PageUp',
          'PageDown',
          'Home',
          'End',
        ),
        shiftKey: fc.boolean(),
        isControl: fc.boolean(),
        altKey: fc.constant(false),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(keys, (presses) => {
        const { cursor } = pressed(NOTHING_PAINTED, ...presses)
        expect(cursor!.row).toBeGreaterThanOrEqual(0)
        expect(cursor!.row).toBeLessThan(4)
        expect(cursor!.day).toBeGreaterThanOrEqual(layout.start)
        expect(cursor!.day).toBeLessThan(layout.end)
      }),
    )
  })
})
