import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countLooks, layChart, placeBar, stackBars } from '../../renderer/chart/bar-layout.ts'
import { lookOf } from '../../renderer/chart/bar-look.ts'
import { barAt, type CursorMove, moveCursor } from '../../renderer/chart/chart-cursor.ts'
import { chartWindow, pageChart } from '../../renderer/chart/chart-window.ts'
import { type FoldedGroup, foldWaiting, foldWords } from '../../renderer/chart/waiting-lanes.ts'
import type { Bar } from '../../shared/contract/stays.ts'
import { addDays, isoDate } from '../../shared/dates.ts'

const today = isoDate('2026-11-22')
const window = { from: isoDate('2026-11-20'), days: 14 }
const hotel = {
  roomTypes: [{ id: 'double', code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2 }],
  rooms: [
    { id: 'r101', roomTypeId: 'double', name: '101', inService: true },
    { id: 'r102', roomTypeId: 'double', name: '102', inService: true },
  ],
}

function bar(stayId: string, from: string, to: string, changes: Partial<Bar> = {}): Bar {
  return {
    stayId,
    reservationId: `of ${stayId}`,
    code: 'K7M2-4Q',
    status: 'reserved',
    guestName: 'A Guest',
    roomTypeId: 'double',
    roomId: 'r101',
    from: isoDate(from),
    to: isoDate(to),
    arrival: isoDate(from),
    departure: isoDate(to),
    source: 'direct',
    channelName: null,
    hasCase: false,
    hasNote: false,
    guests: 2,
    ...changes,
  }
}

describe('where bars lie', () => {
  test('a bar begins in the afternoon of its arrival and ends before noon of its departure', () => {
    const placed = placeBar(bar('a', '2026-11-22', '2026-11-24'), window, today)!
    expect(placed.start).toBeCloseTo(2.36)
    expect(placed.end).toBeCloseTo(4.28)
    expect([placed.continuesLeft, placed.continuesRight]).toEqual([false, false])
  })

  test('a stay that begins before the window and ends after it fills it and is open at both ends', () => {
    const placed = placeBar(bar('long', '2026-10-01', '2027-02-01'), window, today)!
    expect([placed.start, placed.end]).toEqual([0, 14])
    expect([placed.continuesLeft, placed.continuesRight]).toEqual([true, true])
  })

  test('a departure on the first day of the window is still seen, one on the day before is not', () => {
    expect(placeBar(bar('leaves', '2026-11-18', '2026-11-20'), window, today)).not.toBeNull()
    expect(placeBar(bar('gone', '2026-11-18', '2026-11-19'), window, today)).toBeNull()
    expect(placeBar(bar('later', '2026-12-04', '2026-12-06'), window, today)).toBeNull()
  })

  test('a stay that moves rooms is open where it goes on', () => {
    const moves = { arrival: isoDate('2026-11-21'), departure: isoDate('2026-11-25') }
    const first = placeBar(bar('m', '2026-11-21', '2026-11-23', moves), window, today)!
    const second = placeBar(
      bar('m', '2026-11-23', '2026-11-25', { ...moves, roomId: 'r102' }),
      window,
      today,
    )!
    expect([first.continuesLeft, first.continuesRight]).toEqual([false, true])
    expect([second.continuesLeft, second.continuesRight]).toEqual([true, false])
    expect(first.end).toBeLessThanOrEqual(second.start)
  })

  test('every bar stays within the window, whatever its dates', () => {
    const dates = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 400 }))
    fc.assert(
      fc.property(dates, ([offset, nights]) => {
        const from = addDays(today, offset)
        const placed = placeBar(bar('x', from, addDays(from, nights)), window, today)
        if (placed === null) return
        expect(placed.start).toBeGreaterThanOrEqual(0)
        expect(placed.end).toBeLessThanOrEqual(window.days)
        expect(placed.start).toBeLessThan(placed.end)
      }),
    )
  })

  test('bars without a room are stacked so that none covers another', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(spans, (list) => {
        const placed = list.flatMap(([offset, nights], index) => {
          const from = addDays(window.from, offset)
          return placeBar(bar(`s${index}`, from, addDays(from, nights)), window, today) ?? []
        })
        const lanes = stackBars(placed)
        expect(lanes.flat()).toHaveLength(placed.length)
        for (const lane of lanes)
          for (const [index, each] of lane.entries())
            if (index > 0) expect(lane[index - 1]!.end).toBeLessThanOrEqual(each.start)
      }),
    )
  })

  test('rooms are lanes of their type; what has no room comes first; rooms left start at the business date', () => {
    const groups = layChart(
      hotel,
      {
        businessDate: today,
        bars: [
          bar('a', '2026-11-22', '2026-11-24'),
          bar('b', '2026-11-22', '2026-11-23', { roomId: null, hasCase: true }),
        ],
        left: [{ roomTypeId: 'double', days: [9, 5, 5, 1, -1] }],
      },
      window,
    )
    expect(groups[0]!.lanes.map((lane) => lane.key)).toEqual([
      'unassigned double 1',
      'room r101',
      'room r102',
    ])
    expect(groups[0]!.left.slice(0, 5)).toEqual([null, null, 1, -1, null])
    expect(countLooks(groups).get('due-in')).toBe(2)
  })
})

describe('stays without a room', () => {
  /** So many stays on the same nights, so that each needs a lane. */
  function groupOf(count: number, overbooked: readonly number[] = []) {
    const bars = Array.from({ length: count }, (_, index) =>
      bar(`w${index}`, '2026-11-24', '2026-11-26', { roomId: null, hasCase: overbooked.includes(index) }),
    )
    return layChart(hotel, { businessDate: today, bars, left: [] }, window)[0]!
  }
  const waiting = (group: FoldedGroup) => group.lanes.filter((lane) => lane.room === null)
  const words = (group: FoldedGroup) => group.lanes.map((lane) => foldWords(group, lane))

  test('four lanes are shown; of five, three, and the last of them unfolds the stays of the others', () => {
    const four = foldWaiting(groupOf(4), false)
    expect([waiting(four).length, four.folded]).toEqual([4, 0])
    expect(words(four).filter(Boolean)).toEqual([])
    const five = foldWaiting(groupOf(5), false)
    expect([waiting(five).length, five.folded]).toEqual([3, 2])
    expect(words(five)).toEqual([null, null, '+2 more', null, null])
  })

  test('unfolded, all are there and the first lane folds them again', () => {
    const group = foldWaiting(groupOf(5), true)
    expect([waiting(group).length, group.folded]).toEqual([5, 0])
    expect(words(group)).toEqual(['Fold', null, null, null, null, null, null])
  })

  test('what is overbooked is never folded away, however late it comes', () => {
    const group = foldWaiting(groupOf(9, [3, 5, 7, 8]), false)
    const shown = waiting(group).flatMap((lane) => lane.bars.map((placed) => placed.bar.stayId))
    expect(shown).toEqual(['w3', 'w5', 'w7', 'w8'])
    expect(group.folded).toBe(5)
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

describe('the cursor', () => {
  const groups = layChart(
    hotel,
    {
      businessDate: today,
      bars: [
        bar('a', '2026-11-21', '2026-11-23'),
        bar('b', '2026-11-23', '2026-11-24'),
        bar('c', '2026-11-28', '2026-12-09'),
      ],
      left: [],
    },
    window,
  )
  const lanes = groups.flatMap((group) => group.lanes)
  const go = (lane: number, day: number, ...moves: CursorMove[]) =>
    moves.reduce((cursor, move) => moveCursor(lanes, window.days, cursor, move), { lane, day })
  const stayAt = (cursor: { lane: number; day: number }) => barAt(lanes[cursor.lane], cursor.day)?.bar.stayId

  test('right and left jump from stay to stay and end at the edges', () => {
    expect(stayAt(go(0, 0, 'right'))).toBe('a')
    expect(stayAt(go(0, 0, 'right', 'right'))).toBe('b')
    expect(stayAt(go(0, 0, 'right', 'right', 'right'))).toBe('c')
    expect(go(0, 8, 'right')).toEqual({ lane: 0, day: 13 })
    expect(stayAt(go(0, 13, 'left'))).toBe('b')
    expect(stayAt(go(0, 13, 'left', 'left'))).toBe('a')
    expect(go(1, 5, 'left')).toEqual({ lane: 1, day: 0 })
  })

  test('every stay of a lane is reached by going right from its beginning', () => {
    const reached = new Set<string | undefined>()
    let cursor = { lane: 0, day: 0 }
    for (let step = 0; step < 10; step++) {
      reached.add(stayAt(cursor))
      cursor = moveCursor(lanes, window.days, cursor, 'right')
    }
    for (const id of ['a', 'b', 'c']) expect(reached).toContain(id)
  })

  test('up and down keep the day, single days reach free nights, and nothing leaves the chart', () => {
    expect(go(0, 4, 'down')).toEqual({ lane: 1, day: 4 })
    expect(go(1, 4, 'down')).toEqual({ lane: 1, day: 4 })
    expect(go(0, 4, 'up')).toEqual({ lane: 0, day: 4 })
    expect(go(0, 4, 'day-right')).toEqual({ lane: 0, day: 5 })
    expect(stayAt(go(0, 4, 'day-right'))).toBeUndefined()
    expect(go(0, 0, 'day-left')).toEqual({ lane: 0, day: 0 })
  })
})

describe('the window', () => {
  test('it follows the business date with a little of the past, until a day is chosen', () => {
    expect(chartWindow(null, 'twoWeeks', today)).toEqual({ from: '2026-11-20', days: 14 })
    expect(chartWindow(isoDate('2027-01-01'), 'month', today)).toEqual({ from: '2027-01-01', days: 31 })
  })

  test('it pages by its own length', () => {
    expect(pageChart(window, 1)).toBe('2026-12-04')
    expect(pageChart(window, -1)).toBe('2026-11-06')
  })
})
