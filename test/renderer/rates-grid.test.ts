import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparisonSpans, MOST_COMPARED_DAYS } from '../../renderer/rates/comparison-spans.ts'
import { placeEditor } from '../../renderer/rates/editor-place.ts'
import {
  drawnAtOnce,
  type GridDrawing,
  isDrawn,
  lineWindow,
  movedDrawing,
  nextDrawing,
  STRIPS_A_FRAME,
} from '../../renderer/rates/grid-drawing.ts'
import {
  BLOCK_DAYS,
  COLUMN,
  dataBlocks,
  HEAD,
  layGrid,
  ROW,
  ROW_HEAD,
  rectOf,
  scrollToShow,
  sightOf,
  spotAt,
  stripDays,
  stripsOf,
  windowOf,
} from '../../renderer/rates/grid-layout.ts'
import { HEATS, heatClass, heatStep, nextHeat, pickUpStep } from '../../renderer/rates/heat.ts'
import { monthAway } from '../../renderer/rates/month-away.ts'
import { addDays, dayNumber, daysBetween, fromDayNumber, isoDate } from '../../shared/dates.ts'
import { PLAIN_PLAN } from './plain-hotel.ts'

const businessDate = isoDate('2026-11-25')
const hotel = {
  businessDate,
  horizon: addDays(businessDate, 800),
  roomTypes: Array.from({ length: 12 }, (_, index) => ({
    id: `type ${index}`,
    code: `T${index}`,
    name: `Type ${index}`,
    baseOccupancy: 2,
    maxOccupancy: 3,
    extraBeds: 0,
  })),
  ratePlans: ['flex', 'nrf', 'bb'].map((id) => ({ id, code: id, name: id, ...PLAIN_PLAN })),
}
const layout = layGrid(hotel, null)
const view = fc.record({
  scrollLeft: fc.integer({ min: 0, max: 800 * COLUMN }),
  scrollTop: fc.integer({ min: 0, max: layout.height }),
  width: fc.integer({ min: 400, max: 2_600 }),
  height: fc.integer({ min: 200, max: 1_600 }),
})

describe('strips', () => {
  test('whatever the scroll, every cell in sight is drawn, and not many more', () => {
    fc.assert(
      fc.property(view, (at) => {
        const window = windowOf(at, layout)
        const strips = stripsOf(window).map((strip) => stripDays(strip, layout))
        const drawn = { first: strips[0]?.first ?? layout.end, last: strips.at(-1)?.last ?? layout.start }
        const lines = layout.lines.slice(window.firstLine, window.lastLine + 1)
        for (const x of [ROW_HEAD, at.width - 1])
          for (const y of [HEAD, at.height - 1]) {
            const isBeyond = x + at.scrollLeft - ROW_HEAD >= (layout.end - layout.start) * COLUMN
            const spot = spotAt(x, y, at, layout)!
            if (!isBeyond) {
              expect(spot.day).toBeGreaterThanOrEqual(drawn.first)
              expect(spot.day).toBeLessThanOrEqual(drawn.last)
            }
            if (y + at.scrollTop - HEAD < layout.height)
              expect(lines.some((line) => line.kind === 'plan' && line.row === spot.row)).toBe(true)
          }
        expect((strips.length - 4) * 14 * COLUMN).toBeLessThanOrEqual(at.width)
        expect(lines.length).toBeLessThanOrEqual(at.height / 26 + 41)
      }),
    )
  })

  test('fetched blocks follow each other without a gap, stay within the grid and hold every day asked for', () => {
    const range = fc
      .tuple(fc.integer({ min: -100, max: 900 }), fc.integer({ min: 0, max: 300 }))
      .map(([from, days]) => ({ first: layout.start + from, last: layout.start + from + days }))
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), (ranges) => {
        const blocks = dataBlocks(ranges, layout)
        for (const { from, to } of blocks) {
          expect(daysBetween(from, to)).toBeGreaterThan(0)
          expect(daysBetween(from, to)).toBeLessThanOrEqual(BLOCK_DAYS)
          expect(from >= businessDate && to <= hotel.horizon).toBe(true)
        }
        for (const { first, last } of ranges)
          for (const day of [first, last, Math.floor((first + last) / 2)]) {
            const date = fromDayNumber(day)
            const isInGrid = date >= businessDate && date < hotel.horizon
            expect(blocks.some(({ from, to }) => from <= date && date < to) || !isInGrid).toBe(true)
          }
      }),
    )
  })

  test('a cell is under the point where it lies, and is in sight after scrolling to it', () => {
    const cell = fc.record({
      row: fc.integer({ min: 0, max: 35 }),
      day: fc.integer({ min: layout.start, max: layout.end - 1 }),
    })
    fc.assert(
      fc.property(cell, view, (spot, at) => {
        const after = { ...at, ...scrollToShow(spot, at, layout) }
        const rect = rectOf(
          { top: spot.row, bottom: spot.row, first: spot.day, last: spot.day },
          after,
          layout,
        )
        expect(rect.left).toBeGreaterThanOrEqual(ROW_HEAD)
        expect(rect.right).toBeLessThanOrEqual(Math.max(after.width, ROW_HEAD + COLUMN))
        expect(rect.top).toBeGreaterThanOrEqual(HEAD)
        expect(rect.bottom).toBeLessThanOrEqual(Math.max(after.height, HEAD + ROW))
        expect(spotAt(rect.left + 1, rect.top + 1, after, layout)).toEqual(spot)
      }),
    )
  })

  test('one type’s rows keep their numbers when the others are filtered out', () => {
    const all = layGrid(hotel, null).rows.filter(({ roomType }) => roomType.id === 'type 3')
    const alone = layGrid(hotel, 'type 3').rows
    expect(alone.map(({ row, ratePlan }) => [row, ratePlan.id])).toEqual(
      all.map(({ row, ratePlan }) => [row, ratePlan.id]),
    )
  })
})

describe('drawing piece by piece', () => {
  const seen = fc.record({
    scrollLeft: fc.integer({ min: 0, max: 60 * COLUMN }),
    scrollTop: fc.integer({ min: 0, max: layout.height }),
    width: fc.constant(1_400),
    height: fc.constant(600),
  })
  /** Strips of lines that are drawn, as `line strip`. */
  const drawnIn = (drawing: GridDrawing): Set<string> => {
    const cells = layout.lines.flatMap((_, line) => {
      const by = lineWindow(drawing, line)
      const isIn = line >= drawing.window.firstLine && line <= drawing.window.lastLine
      return by === null || !isIn ? [] : stripsOf(by).map((strip) => `${line} ${strip}`)
    })
    return new Set(cells)
  }
  const settled = (drawing: GridDrawing): GridDrawing =>
    isDrawn(drawing) ? drawing : settled(nextDrawing(drawing))

  test('however it is scrolled, what is in sight is drawn at once, and in the end all that the window holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(seen, fc.integer({ min: 0, max: 8 })), { minLength: 1, maxLength: 6 }),
        (moves) => {
          let drawing = drawnAtOnce(
            windowOf({ scrollLeft: 0, scrollTop: 0, width: 1_400, height: 600 }, layout),
          )
          for (const [at, frames] of moves) {
            const sight = sightOf(at, layout)
            drawing = movedDrawing(drawing, windowOf(at, layout), sight)
            const drawn = drawnIn(drawing)
            for (const cell of drawnIn(drawnAtOnce(sight))) expect(drawn.has(cell), cell).toBe(true)
            for (let frame = 0; frame < frames && !isDrawn(drawing); frame++) drawing = nextDrawing(drawing)
          }
          expect(drawnIn(settled(drawing))).toEqual(drawnIn(drawnAtOnce(drawing.window)))
        },
      ),
    )
  })

  test('a window that moves by a strip brings no more than a few of them a frame', () => {
    const at = { scrollLeft: 20 * COLUMN, scrollTop: 0, width: 1_400, height: 600 }
    const from = windowOf(at, layout)
    const next = { ...from, lastStrip: from.lastStrip + 1 }
    let drawing = movedDrawing(drawnAtOnce(from), next, sightOf(at, layout))
    let drawn = drawnIn(drawnAtOnce(from)).size
    let frames = 1
    for (; ; frames++) {
      const now = drawnIn(drawing).size
      expect(now - drawn).toBeLessThanOrEqual(STRIPS_A_FRAME)
      drawn = now
      if (isDrawn(drawing)) break
      drawing = nextDrawing(drawing)
    }
    // At 37 days a second a strip comes into sight 22 frames after it began to be drawn.
    expect(frames).toBeLessThan(22)
  })

  test('another place is drawn at once', () => {
    const here = { scrollLeft: 0, scrollTop: 0, width: 1_400, height: 600 }
    const there = { ...here, scrollLeft: 400 * COLUMN }
    const near = drawnAtOnce(windowOf(here, layout))
    expect(isDrawn(movedDrawing(near, windowOf(there, layout), sightOf(there, layout)))).toBe(true)
    expect(movedDrawing(near, windowOf(here, layout), sightOf(here, layout))).toBe(near)
  })
})

describe('the editor’s place', () => {
  test('it never covers a painted cell and never leaves the area', () => {
    const area = { left: 208, top: 80, right: 1_600, bottom: 780 }
    const rect = fc
      .tuple(
        fc.integer({ min: -400, max: 2_000 }),
        fc.integer({ min: -400, max: 1_200 }),
        fc.integer({ min: 1, max: 1_500 }),
        fc.integer({ min: 1, max: 900 }),
      )
      .map(([left, top, width, height]) => ({ left, top, right: left + width, bottom: top + height }))
    fc.assert(
      fc.property(fc.array(rect, { minLength: 1, maxLength: 4 }), (painted) => {
        const place = placeEditor(painted, area, { width: 400, height: 260 })
        if (place === null) return
        const [right, bottom] = [place.left + 400, place.top + 260]
        expect(place.left).toBeGreaterThanOrEqual(area.left)
        expect(place.top).toBeGreaterThanOrEqual(area.top)
        expect(right).toBeLessThanOrEqual(area.right)
        expect(bottom).toBeLessThanOrEqual(area.bottom)
        for (const each of painted) {
          const isSeen = each.right > area.left && each.left < area.right
          const meets =
            each.left < right && place.left < each.right && each.top < bottom && place.top < each.bottom
          expect(isSeen && meets).toBe(false)
        }
      }),
    )
  })

  test('a few painted cells always leave it a place; a full screen of them leaves none', () => {
    const area = { left: 208, top: 80, right: 1_280, bottom: 700 }
    const size = { width: 456, height: 336 }
    expect(placeEditor([{ left: 600, top: 300, right: 716, bottom: 356 }], area, size)).not.toBeNull()
    expect(placeEditor([area], area, size)).toBeNull()
  })
})

describe('heat and months', () => {
  test('a fuller night is never cooler, and the steps are the legend’s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: -20, max: 400 }), (total, left) => {
        expect(heatStep(left, total)!).toBeGreaterThanOrEqual(heatStep(left + 1, total)!)
      }),
    )
    expect([100, 41, 40, 26, 25, 16, 15, 6, 5, 0, -3].map((left) => heatStep(left, 100))).toEqual([
      1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5,
    ])
    expect(heatStep(null, 4)).toBeNull()
    expect(heatStep(0, 0)).toBeNull()
  })

  test('the more rooms were sold the warmer; more cancelled than sold is told apart, and nothing is nothing', () => {
    const rooms = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(rooms, rooms, (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(pickUpStep(more)!).toBeGreaterThanOrEqual(pickUpStep(less)!)
      }),
    )
    expect([-4, -1, 0, 1, 2, 3, 4, 5, 6, 40].map(pickUpStep)).toEqual([-1, -1, null, 1, 2, 2, 3, 3, 4, 4])
    expect(pickUpStep(undefined)).toBeNull()
  })

  test('the key goes round all that can lie behind the prices; each has its own ground', () => {
    const round = HEATS.map((heat) => nextHeat(heat))
    expect(new Set(round)).toEqual(new Set(HEATS))
    const night = { left: 0, total: 4, pickUp: -2 }
    expect(HEATS.map((heat) => heatClass(heat, night))).toEqual(['heat-5', 'heat-lost', ''])
    const unknown = { left: undefined, total: undefined, pickUp: undefined }
    expect(HEATS.map((heat) => heatClass(heat, unknown))).toEqual(['', '', ''])
  })

  test('the nights of a preview are compared in ranges that hold each once, none longer than is taken', () => {
    const nights = fc
      .uniqueArray(fc.integer({ min: 0, max: 790 }), { maxLength: 40 })
      .map((days) => days.toSorted((a, b) => a - b).map((day) => addDays(businessDate, day)))
    fc.assert(
      fc.property(nights, (all) => {
        const spans = comparisonSpans(all)
        for (const { from, to } of spans)
          expect(daysBetween(from, to)).toBeLessThanOrEqual(MOST_COMPARED_DAYS)
        for (const night of all)
          expect(spans.filter(({ from, to }) => from <= night && night < to)).toHaveLength(1)
      }),
    )
  })

  test('a month back and ahead are first days of months, over the turn of the year too', () => {
    const away = (date: string, by: -1 | 1) => fromDayNumber(monthAway(dayNumber(isoDate(date)), by))
    expect(away('2026-12-15', 1)).toBe('2027-01-01')
    expect(away('2027-01-01', -1)).toBe('2026-12-01')
    expect(away('2027-01-20', -1)).toBe('2027-01-01')
    expect(away('2026-11-25', 1)).toBe('2026-12-01')
  })
})
