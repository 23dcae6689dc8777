import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barsInto, barsWithin, placeStay, stackBars } from '../../renderer/chart/bar-layout.ts'
import { lookOf } from '../../renderer/chart/bar-look.ts'
import { chartRows, countLooks, findStay, heightOf } from '../../renderer/chart/chart-rows.ts'
import {
  dayAtX,
  isSameWindow,
  rowAt,
  STRIP_DAYS,
  scrollInto,
  stripOf,
  timelineOf,
  windowOf,
  xOf,
  ZOOM_NAMES,
} from '../../renderer/chart/timeline.ts'
import { foldLanes } from '../../renderer/chart/waiting-lanes.ts'
import { addDays, dayNumber, isoDate } from '../../shared/dates.ts'
import { bar, dataOf, horizon, hotel, outOfOrder, today } from './chart-bars.ts'

const day = (date: string) => dayNumber(isoDate(date))
const choices = { collapsed: new Set<string>(), unfolded: new Set<string>(), rowHeight: 30 }
const allDays = { from: day('2026-11-01'), to: day('2027-02-01') }

describe('where bars lie', () => {
  test('a bar begins in the afternoon of its arrival and ends before noon of its departure', () => {
    const placed = placeStay(bar('a', '2026-11-22', '2026-11-24'), today)
    expect(placed.start).toBeCloseTo(day('2026-11-22') + 0.36)
    expect(placed.end).toBeCloseTo(day('2026-11-24') + 0.28)
    expect([placed.continuesLeft, placed.continuesRight]).toEqual([false, false])
  })

  test('a stay that moves rooms is open where it goes on', () => {
    const moves = { arrival: isoDate('2026-11-21'), departure: isoDate('2026-11-25') }
    const first = placeStay(bar('m', '2026-11-21', '2026-11-23', moves), today)
    const second = placeStay(bar('m', '2026-11-23', '2026-11-25', { ...moves, roomId: 'r102' }), today)
    expect([first.continuesLeft, first.continuesRight]).toEqual([false, true])
    expect([second.continuesLeft, second.continuesRight]).toEqual([true, false])
    expect(first.end).toBeLessThanOrEqual(second.start)
  })

  test('bars without a room are stacked so that none covers another', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(spans, (list) => {
        const placed = list.map(([offset, nights], index) => {
          const from = addDays(today, offset)
          return placeStay(bar(`s${index}`, from, addDays(from, nights)), today)
        })
        const lanes = stackBars(placed)
        expect(lanes.flat()).toHaveLength(placed.length)
        for (const lane of lanes)
          for (const [index, each] of lane.entries())
            if (index > 0) expect(lane[index - 1]!.end).toBeLessThanOrEqual(each.start)
      }),
    )
  })

  test('whatever window is in the DOM, each bar that reaches into it is there exactly once', () => {
    const stays = fc.array(fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 300 })), {
      maxLength: 20,
    })
    const window = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 8 }))
    fc.assert(
      fc.property(stays, window, (list, [offset, strips]) => {
        const bars = list.map(([at, nights], index) => {
          const from = addDays(today, at)
          return placeStay(bar(`s${index}`, from, addDays(from, nights)), today)
        })
        const first = stripOf(dayNumber(today)) + offset
        const shown = [
          ...barsInto(bars, first * STRIP_DAYS),
          ...Array.from({ length: strips }, (_, index) =>
            barsWithin(bars, (first + index) * STRIP_DAYS, (first + index + 1) * STRIP_DAYS),
          ).flat(),
        ]
        const wanted = bars.filter(
          ({ start, end }) => end > first * STRIP_DAYS && start < (first + strips) * STRIP_DAYS,
        )
        expect(new Set(shown)).toEqual(new Set(wanted))
        expect(shown).toHaveLength(wanted.length)
      }),
    )
  })
})

describe('the rows', () => {
  test('a type has its row, what waits for a room, its rooms; places follow one another', () => {
    const data = dataOf([
      bar('a', '2026-11-22', '2026-11-24'),
      bar('b', '2026-11-22', '2026-11-23', { roomId: null, hasCase: true }),
    ])
    const rows = chartRows(hotel, data, choices, allDays)
    expect(rows.map(({ key }) => key)).toEqual([
      'type double',
      'waiting double 1',
      'room r101',
      'room r102',
      'type suite',
      'room r201',
    ])
    expect(rows.map(({ top }) => top)).toEqual([0, 26, 56, 86, 116, 142])
    expect(rows.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
    expect(heightOf(rows)).toBe(172)
    expect(findStay(rows, 'b')?.row.key).toBe('waiting double 1')
    expect(findStay(rows, 'nobody')).toBeUndefined()
    expect(countLooks(hotel, data, allDays).get('due-in')).toBe(2)
  })

  test('a closed type keeps its row alone', () => {
    const closed = { ...choices, collapsed: new Set(['double']) }
    const rows = chartRows(hotel, dataOf([bar('a', '2026-11-22', '2026-11-24')]), closed, allDays)
    expect(rows.map(({ key }) => key)).toEqual(['type double', 'type suite', 'room r201'])
  })

  test('the legend counts a stay once however many bars it has, and only what is in sight', () => {
    const moves = { arrival: isoDate('2026-11-24'), departure: isoDate('2026-11-28') }
    const data = dataOf(
      [
        bar('m', '2026-11-24', '2026-11-26', moves),
        bar('m', '2026-11-26', '2026-11-28', { ...moves, roomId: 'r102' }),
        bar('later', '2027-01-10', '2027-01-12'),
      ],
      [outOfOrder('x', 'r201', '2026-11-25', '2026-11-27')],
    )
    const counts = countLooks(hotel, data, { from: day('2026-11-20'), to: day('2026-12-04') })
    expect([...counts]).toEqual([
      ['confirmed', 1],
      ['out-of-order', 1],
    ])
  })

  test('the row at a height is the last one that begins above it', () => {
    const rows = chartRows(hotel, dataOf([]), choices, allDays)
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 400 }), (y) => {
        const at = rows.findLastIndex(({ top }) => top <= y)
        expect(rowAt(rows, y)).toBe(Math.max(0, at))
      }),
    )
  })
})

describe('stays without a room', () => {
  /** So many stays on the same nights, so that each needs a lane. */
  function lanesOf(count: number, overbooked: readonly number[] = []) {
    return stackBars(
      Array.from({ length: count }, (_, index) =>
        placeStay(
          bar(`w${index}`, '2026-11-24', '2026-11-26', { roomId: null, hasCase: overbooked.includes(index) }),
          today,
        ),
      ),
    )
  }

  test('four lanes are shown; of five, three, and the others are counted', () => {
    expect(foldLanes(lanesOf(4), false, allDays)).toMatchObject({ hidden: 0, canFold: false })
    const five = foldLanes(lanesOf(5), false, allDays)
    expect([five.shown.length, five.hidden]).toEqual([3, 2])
  })

  test('only what lies within the days in the DOM is counted', () => {
    expect(foldLanes(lanesOf(5), false, { from: day('2026-12-01'), to: day('2026-12-20') }).hidden).toBe(0)
  })

  test('unfolded, all are there and can be folded again', () => {
    const five = foldLanes(lanesOf(5), true, allDays)
    expect([five.shown.length, five.hidden, five.canFold]).toEqual([5, 0, true])
  })

  test('what is overbooked is never folded away, however late it comes', () => {
    const { shown, hidden } = foldLanes(lanesOf(9, [3, 5, 7, 8]), false, allDays)
    expect(shown.flat().map(({ bar: { stayId } }) => stayId)).toEqual(['w3', 'w5', 'w7', 'w8'])
    expect(hidden).toBe(5)
  })
})

describe('how a stay looks', () => {
  const stay = { arrival: isoDate('2026-11-22'), departure: isoDate('2026-11-24') }
  test.each([
    ['reserved', '2026-11-21', 'confirmed'],
    ['reserved', '2026-11-22', 'due-in'],
    ['reserved', '2026-11-23', 'due-in'],
    ['in_house', '2026-11-23', 'in-house'],
    ['in_house', '2026-11-24', 'due-out'],
    ['in_house', '2026-11-25', 'due-out'],
    ['departed', '2026-11-24', 'departed'],
    ['cancelled', '2026-11-22', 'cancelled'],
    ['no_show', '2026-11-23', 'no-show'],
  ])('%s on %s is %s', (status, businessDate, look) => {
    expect(lookOf({ ...stay, status }, isoDate(businessDate))).toBe(look)
  })
})

describe('the window', () => {
  const rows = chartRows(hotel, dataOf([]), choices, allDays)

  test('every zoom reaches a year back and ends with the horizon; narrow screens fit the named days', () => {
    for (const zoom of ZOOM_NAMES) {
      const timeline = timelineOf({ businessDate: today, horizon }, zoom, 1468)
      expect(timeline.firstDay).toBeLessThanOrEqual(dayNumber(today) - 365)
      expect(timeline.firstDay % STRIP_DAYS).toBe(0)
      expect(timeline.endDay).toBe(dayNumber(horizon))
    }
    expect(timelineOf({ businessDate: today, horizon }, 'month', 1468).px).toBe(46)
    expect(timelineOf({ businessDate: today, horizon }, 'month', 1148).px).toBe(37)
  })

  test('it holds all that is in sight, with something beyond, and moves in steps', () => {
    const timeline = timelineOf({ businessDate: today, horizon }, 'month', 1468)
    const most = xOf(timeline, timeline.endDay) - 1468
    fc.assert(
      fc.property(fc.integer({ min: 0, max: most }), (left) => {
        const window = windowOf(timeline, rows, { left, top: 0, width: 1468, height: 700 })
        expect(window.firstStrip * STRIP_DAYS).toBeLessThanOrEqual(dayAtX(timeline, left))
        const end = Math.min(timeline.endDay, dayAtX(timeline, left + 1468))
        expect(window.endStrip * STRIP_DAYS).toBeGreaterThanOrEqual(end)
        const next = windowOf(timeline, rows, { left: left + 1, top: 0, width: 1468, height: 700 })
        expect(next.firstStrip - window.firstStrip).toBeLessThanOrEqual(1)
      }),
    )
    const at = (left: number) => windowOf(timeline, rows, { left, top: 0, width: 1468, height: 700 })
    const steps = Array.from({ length: 640 }, (_, x) => !isSameWindow(at(9_000 + x), at(9_001 + x)))
    expect(steps.filter(Boolean).length).toBeLessThanOrEqual(2)
  })

  test('what is brought into sight is there whole where it fits, and nothing moves when it is there', () => {
    const view = fc.record({
      start: fc.integer({ min: 0, max: 999 }),
      size: fc.integer({ min: 50, max: 500 }),
    })
    fc.assert(
      fc.property(
        view,
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 600 }),
        (now, from, size) => {
          const start = scrollInto(now, from, from + size)
          expect(start).toBeLessThanOrEqual(from)
          if (size <= now.size) expect(start + now.size).toBeGreaterThanOrEqual(from + size)
          if (from >= now.start && from + size <= now.start + now.size) expect(start).toBe(now.start)
        },
      ),
    )
  })
})
