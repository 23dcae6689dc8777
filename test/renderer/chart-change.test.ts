import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Placed, placeStay } from '../../renderer/chart/bar-layout.ts'
import { priceChoices, priceEffect, titleOf } from '../../renderer/chart/change-outcome.ts'
import { barAt, type CursorMove, dayOf, moveCursor } from '../../renderer/chart/chart-cursor.ts'
import { chartKey } from '../../renderer/chart/chart-keys.ts'
import { chartRows } from '../../renderer/chart/chart-rows.ts'
import { handleAt, scrollSpeed } from '../../renderer/chart/stay-drag.ts'
import { changeOf, handlesOf, isChange, nightsNeeded, planChange } from '../../renderer/chart/stay-plan.ts'
import { addDays, dayNumber, daysBetween, isoDate } from '../../shared/dates.ts'
import { bar, dataOf, horizon, hotel, today } from './chart-bars.ts'

const limits = { businessDate: today, horizon }
const plan = (
  status: 'reserved' | 'in_house' | 'departed',
  [from, to]: [string, string],
  handle: 'move' | 'arrival' | 'departure',
  byDays: number,
  roomId: string | null = 'r101',
) => planChange(placeStay(bar('a', from, to, { status }), today), handle, byDays, roomId, limits)

describe('moving and stretching a stay', () => {
  test('a reserved stay moves whole, to another room and other dates', () => {
    const moved = plan('reserved', ['2026-11-25', '2026-11-28'], 'move', 2, 'r102')
    expect(moved.after).toEqual({ arrival: '2026-11-27', departure: '2026-11-30', roomId: 'r102' })
    expect(moved.start).toBeCloseTo(dayNumber(isoDate('2026-11-27')) + 0.36)
    expect(moved.end).toBeCloseTo(dayNumber(isoDate('2026-11-30')) + 0.28)
  })

  test('who is in house keeps the dates while moving, and keeps a room', () => {
    const stay: [string, string] = ['2026-11-20', '2026-11-25']
    expect(plan('in_house', stay, 'move', 5, 'r102').after).toEqual({
      arrival: '2026-11-20',
      departure: '2026-11-25',
      roomId: 'r102',
    })
    expect(plan('in_house', stay, 'move', 0, null).after.roomId).toBe('r101')
    expect(plan('in_house', stay, 'departure', -9).after.departure).toBe(today)
    expect(plan('in_house', stay, 'arrival', 1).after.arrival).toBe('2026-11-20')
  })

  test('a stay that is over has no handles and does not change', () => {
    const over = bar('a', '2026-11-18', '2026-11-20', { status: 'departed' })
    expect(handlesOf(over)).toEqual([])
    expect(isChange(plan('departed', ['2026-11-18', '2026-11-20'], 'move', 3, 'r102'))).toBe(false)
  })

  test('only the last bar of a stay that moves rooms has its departure, only the first its arrival', () => {
    const moves = { arrival: isoDate('2026-11-24'), departure: isoDate('2026-11-28') }
    expect(handlesOf(bar('m', '2026-11-24', '2026-11-26', moves))).toEqual(['move', 'arrival'])
    expect(handlesOf(bar('m', '2026-11-26', '2026-11-28', moves))).toEqual(['move', 'departure'])
  })

  test('however far it is pulled, a stay keeps a night, stays on sale, and moves nothing that is behind', () => {
    const stays = fc.tuple(fc.integer({ min: -10, max: 600 }), fc.integer({ min: 1, max: 40 }))
    const status = fc.constantFrom('reserved' as const, 'in_house' as const)
    const handle = fc.constantFrom('move' as const, 'arrival' as const, 'departure' as const)
    fc.assert(
      fc.property(
        stays,
        status,
        handle,
        fc.integer({ min: -900, max: 900 }),
        ([at, nights], is, held, by) => {
          const from = addDays(today, at)
          const to = addDays(from, nights)
          const { after } = plan(is, [from, to], held, by)
          expect(daysBetween(after.arrival, after.departure)).toBeGreaterThanOrEqual(1)
          if (after.departure > to) expect(after.departure <= horizon).toBe(true)
          if (after.arrival !== from) {
            expect(is).toBe('reserved')
            expect(after.arrival >= today).toBe(true)
          }
          if (held === 'move') expect(daysBetween(after.arrival, after.departure)).toBe(nights)
          if (after.departure < to && held === 'departure') expect(after.departure >= today).toBe(true)
        },
      ),
    )
  })

  test('the room is needed on the nights to come only', () => {
    const stretched = plan('in_house', ['2026-11-20', '2026-11-25'], 'departure', 1)
    expect(nightsNeeded(stretched, today)).toEqual({ from: today, to: '2026-11-26' })
  })

  test('the ends of a long enough bar stretch it, the rest moves it', () => {
    const placed = placeStay(bar('a', '2026-11-25', '2026-11-28'), today)
    expect([handleAt(placed, 2, 100), handleAt(placed, 50, 100), handleAt(placed, 97, 100)]).toEqual([
      'arrival',
      'move',
      'departure',
    ])
    expect(handleAt(placed, 2, 18)).toBe('move')
    const inHouse = placeStay(bar('a', '2026-11-20', '2026-11-28', { status: 'in_house' }), today)
    expect(handleAt(inHouse, 2, 100)).toBe('move')
  })

  test('the chart scrolls by itself within 48 px of an edge, faster the nearer', () => {
    expect(scrollSpeed(48, 500)).toBe(0)
    expect(scrollSpeed(47, 500)).toBeLessThan(0)
    expect(scrollSpeed(500, 10)).toBeGreaterThan(scrollSpeed(500, 40))
    expect(scrollSpeed(-200, 900)).toBe(scrollSpeed(0, 900))
  })
})

describe('what the confirmation says', () => {
  const before = {
    arrival: isoDate('2026-11-25'),
    departure: isoDate('2026-11-28'),
    roomId: 'r101',
    roomTypeId: 'double',
    nights: [],
    promotions: [],
    totalMinor: 37_500,
  }
  const outcome = (totalMinor: number, roomTypeId = 'double') => ({
    possible: true as const,
    roomTypeId,
    nights: [],
    promotions: [],
    totalMinor,
  })

  test('a price effect names both amounts and the difference', () => {
    expect(priceEffect(37_500, 42_000, 'EUR')).toBe('375.00 → 420.00, +45.00')
    expect(priceEffect(37_500, 25_000, 'EUR')).toBe('375.00 → 250.00, −125.00')
    expect(priceEffect(37_500, 37_500, 'EUR')).toBe('375.00, as before')
  })

  test('two ways of pricing are a choice only where they differ', () => {
    const same = { currency: 'EUR', before, keep: outcome(42_000), plan: outcome(42_000) }
    expect(priceChoices(same).map(({ way }) => way)).toEqual(['keep'])
    const other = { ...same, plan: outcome(42_000, 'suite') }
    expect(priceChoices(other).map(({ way }) => way)).toEqual(['keep', 'plan'])
  })

  test('a way that is refused says why, and the other can be taken', () => {
    const refused = { possible: false as const, code: 'NoRateForNight', data: {} }
    const choices = priceChoices({ currency: 'EUR', before, keep: outcome(37_500), plan: refused })
    expect(choices.map(({ refusal }) => refusal?.code ?? null)).toEqual([null, 'NoRateForNight'])
  })

  test('it is called what it is above all', () => {
    const stay = (byDays: number, handle: 'move' | 'departure') =>
      titleOf(changeOf(plan('reserved', ['2026-11-25', '2026-11-28'], handle, byDays), 7))
    expect([stay(2, 'departure'), stay(-1, 'departure'), stay(2, 'move')]).toEqual([
      'Extend A Guest',
      'Shorten A Guest',
      'Move A Guest',
    ])
  })
})

describe('the cursor', () => {
  const data = dataOf([
    bar('a', '2026-11-21', '2026-11-23'),
    bar('b', '2026-11-23', '2026-11-24'),
    bar('c', '2026-11-28', '2026-12-19'),
  ])
  const rows = chartRows(
    hotel,
    data,
    { collapsed: new Set(), unfolded: new Set(), rowHeight: 30 },
    { from: 0, to: 1 },
  )
  const first = dayNumber(isoDate('2026-11-20'))
  const ground = {
    rows,
    firstDay: first - 300,
    endDay: first + 700,
    sightFrom: first,
    sightTo: first + 14,
    pageRows: 3,
  }
  const go = (rowKey: string, day: number, ...moves: CursorMove[]) =>
    moves.reduce((cursor, move) => moveCursor(ground, cursor, move), { rowKey, day: first + day })
  const stayAt = (cursor: { rowKey: string; day: number }): string | undefined => {
    const found: Placed | undefined = barAt(
      rows.find(({ key }) => key === cursor.rowKey),
      cursor.day,
    )
    return found?.kind === 'stay' ? found.bar.stayId : undefined
  }

  test('right and left jump from stay to stay, to the edge of sight, and on', () => {
    expect(stayAt(go('room r101', 0, 'right'))).toBe('a')
    expect(stayAt(go('room r101', 0, 'right', 'right'))).toBe('b')
    expect(stayAt(go('room r101', 0, 'right', 'right', 'right'))).toBe('c')
    expect(stayAt(go('room r101', 13, 'left'))).toBe('b')
    expect(go('room r102', 5, 'right').day).toBe(first + 13)
    expect(go('room r102', 13, 'right').day).toBe(first + 27)
    expect(go('room r102', 0, 'left').day).toBe(first - 14)
  })

  test('up and down keep the day and pass through the rows of types', () => {
    expect(go('room r101', 4, 'down')).toEqual({ rowKey: 'room r102', day: first + 4 })
    expect(go('room r102', 4, 'down', 'down')).toEqual({ rowKey: 'room r201', day: first + 4 })
    expect(go('type double', 4, 'up').rowKey).toBe('type double')
    expect(go('type double', 4, 'page-down').rowKey).toBe('type suite')
    expect(go('room r101', 4, 'last-row').rowKey).toBe('room r201')
    expect(go('room r101', 4, 'first-day').day).toBe(first)
    expect(go('room r101', 4, 'last-day').day).toBe(first + 13)
  })

  test('wherever it goes, it stays on the chart, and a jump lands on the bar it jumped to', () => {
    const moves = fc.array(
      fc.constantFrom<CursorMove>('left', 'right', 'up', 'down', 'day-left', 'day-right', 'page-up'),
      { maxLength: 120 },
    )
    fc.assert(
      fc.property(moves, (list) => {
        const end = go('room r101', 3, ...list)
        expect(rows.some(({ key }) => key === end.rowKey)).toBe(true)
        expect(end.day >= ground.firstDay && end.day < ground.endDay).toBe(true)
      }),
    )
    for (const placed of data.barsOf('r101')) expect(barAt(rows[1], dayOf(placed))).toBe(placed)
  })
})

describe('keys', () => {
  const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'altKey', boolean>> = {}) =>
    chartKey({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...held })

  test('arrows jump, Shift goes by day or by page, letters act, and the browser keeps its own', () => {
    expect(press('ArrowRight')).toEqual({ kind: 'cursor', move: 'right' })
    expect(press('ArrowRight', { shiftKey: true })).toEqual({ kind: 'cursor', move: 'day-right' })
    expect(press('PageDown', { shiftKey: true })).toEqual({ kind: 'page', direction: 1 })
    expect(press('End', { ctrlKey: true })).toEqual({ kind: 'cursor', move: 'last-row' })
    expect(press('M')).toEqual({ kind: 'change', handle: 'move' })
    expect(press('e')).toEqual({ kind: 'change', handle: 'departure' })
    expect(press('+', { shiftKey: true })).toEqual({ kind: 'fold' })
    expect(press('m', { ctrlKey: true })).toBeNull()
    expect(press('ArrowLeft', { altKey: true })).toBeNull()
    expect(press('w')).toBeNull()
  })
})
