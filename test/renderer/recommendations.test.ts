/** Recommended prices on the page: the selection, the bars that add up, the curve, what a decision does, and autopilot. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readAutopilot, withoutBounds } from '../../renderer/recommend/autopilot-entry.ts'
import { curvePaths } from '../../renderer/recommend/curve-paths.ts'
import {
  accepting,
  beyondBounds,
  decisionsOf,
  effectOf,
  ignoring,
  keyOf,
  type Recommended,
} from '../../renderer/recommend/decision.ts'
import {
  afterDecision,
  moved,
  NOTHING_SELECTED,
  placeOf,
  type Selection,
  selectedKeys,
  toggled,
} from '../../renderer/recommend/selection.ts'
import { evidenceText, reasonText, stepName } from '../../renderer/recommend/step-words.ts'
import { scaleOf, shareOf, waterfallRows } from '../../renderer/recommend/waterfall-rows.ts'
import { isoDate } from '../../shared/dates.ts'
import type { RecommendationStep } from '../../shared/rates/recommend/step.ts'

const SATURDAY = isoDate('2026-12-19')
const median: RecommendationStep = {
  what: 'median',
  deltaMinor: 15_800,
  evidence: {
    nights: 12,
    rooms: 40,
    years: [
      { year: 2024, medianMinor: 15_200, nights: 6 },
      { year: 2025, medianMinor: 16_450, nights: 6 },
    ],
    sample: 'same_weekday',
  },
}
const pace = (sold: number, deltaMinor: number): RecommendationStep => ({
  what: 'pace',
  deltaMinor,
  evidence: { daysOut: 27, sold, expected: 9.84, low: 7, high: 12.5, nights: 12 },
})
const limit: RecommendationStep = {
  what: 'step',
  deltaMinor: -720,
  evidence: { currentMinor: 16_800, percent: 10, limitMinor: 18_480 },
}
const bounds = (deltaMinor: number): RecommendationStep => ({
  what: 'bounds',
  deltaMinor,
  evidence: { floorMinor: 9_500, ceilingMinor: null },
})
const rounding: RecommendationStep = {
  what: 'rounding',
  deltaMinor: -80,
  evidence: { roundToMinor: 100, rounding: 'down' },
}

describe('a step in words', () => {
  test('says its numbers, in the list shortly', () => {
    expect(reasonText(pace(13, 1_200), SATURDAY)).toBe('13 sold, 9.8 usual 27 days out')
    expect(reasonText(null, SATURDAY)).toBe('as guests paid before')
    const weekday = (index: number): RecommendationStep => ({
      what: 'weekday',
      deltaMinor: 1,
      evidence: { index, nights: 13 },
    })
    expect(reasonText(weekday(1.18), SATURDAY)).toBe('Sat costs 18 % more, 13 nights')
    expect(reasonText(weekday(0.93), SATURDAY)).toBe('Sat costs 7 % less, 13 nights')
    expect(reasonText(weekday(1), SATURDAY)).toBe('Sat costs the same, 13 nights')
    expect(evidenceText(pace(13, 1_200), 'EUR')).toBe('13 sold, 9.8 usual 27 days out; mostly 7.0 to 12.5')
    expect(evidenceText(median, 'EUR')).toBe('2024: 152 and 2025: 164.50; 40 rooms on 12 nights')
    expect(evidenceText(limit, 'EUR')).toBe('now 168, so 184.80 at the furthest')
    expect(evidenceText(bounds(0), 'EUR')).toBe('floor 95, no ceiling')
    expect(evidenceText(rounding, 'EUR')).toBe('to the next lower multiple of 1')
  })

  test('an event tells what it did before from what it says of itself', () => {
    const event = (percent: number, pastNights: number): RecommendationStep => ({
      what: 'event',
      deltaMinor: 600,
      evidence: { name: 'Market', percent, pastNights },
    })
    expect(evidenceText(event(3.84, 3), 'EUR')).toBe('+3.8 % on 3 nights of it before')
    expect(evidenceText(event(-12, 0), 'EUR')).toBe(
      '−12.0 %, as the event says: it was not on often enough before',
    )
  })

  test('is named by the way it moves the price', () => {
    expect([pace(13, 1_200), pace(7, -900), pace(10, 0)].map(stepName)).toEqual([
      'Ahead of the booking curve',
      'Behind the booking curve',
      'On the booking curve',
    ])
    expect([bounds(500), bounds(-500)].map(stepName)).toEqual([
      'Not below the floor',
      'Not above the ceiling',
    ])
  })
})

describe('the waterfall', () => {
  // No price falls below nothing.
  const aStep = fc
    .tuple(fc.integer({ min: -2_500, max: 5_000 }), fc.constantFrom('pace', 'step', 'bounds', 'rounding'))
    .map(([deltaMinor, what]): RecommendationStep => {
      if (what === 'pace') return pace(10, deltaMinor)
      if (what === 'step') return { ...limit, deltaMinor }
      return what === 'bounds' ? bounds(deltaMinor) : { ...rounding, deltaMinor }
    })
  // As the ledger orders them: limits come last.
  const chains = fc
    .array(aStep, { maxLength: 6 })
    .map((steps) => [
      median,
      ...steps.filter(({ what }) => what === 'pace'),
      ...steps.filter(({ what }) => what !== 'pace'),
    ])

  test('each bar begins where the one before ended, and the last is the sum of all steps', () => {
    fc.assert(
      fc.property(chains, (steps) => {
        const rows = waterfallRows(steps)
        const sum = steps.reduce((all, { deltaMinor }) => all + deltaMinor, 0)
        expect(rows.at(-1)).toMatchObject({ look: 'result', toMinor: sum })
        let reached = 0
        for (const { look, fromMinor, toMinor } of rows) {
          const isSum = look === 'result' || (look === 'sum' && fromMinor === 0 && reached !== 0)
          expect(isSum ? toMinor : fromMinor).toBe(reached)
          reached = toMinor
        }
      }),
    )
  })

  test('every bar lies on the scale, which has at most a handful of names', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom(1, 100, 1_000), (steps, unit) => {
        const rows = waterfallRows(steps)
        const scale = scaleOf(rows, unit)
        expect(scale.ticks.length).toBeGreaterThanOrEqual(2)
        expect(scale.ticks.length).toBeLessThanOrEqual(8)
        for (const { look, fromMinor, toMinor } of rows) {
          expect(toMinor).toBeGreaterThanOrEqual(scale.fromMinor)
          expect(toMinor).toBeLessThanOrEqual(scale.toMinor)
          if (look === 'up' || look === 'down' || look === 'limit')
            expect(fromMinor).toBeGreaterThanOrEqual(scale.fromMinor)
        }
        expect(shareOf(scale.fromMinor, scale)).toBe(0)
        expect(shareOf(scale.toMinor, scale)).toBe(1)
      }),
    )
  })

  test('limits that changed nothing are left out, and so is the sum before them', () => {
    expect(waterfallRows([median, pace(13, 1_200), bounds(0)]).map(({ look }) => look)).toEqual([
      'sum',
      'up',
      'result',
    ])
    expect(
      waterfallRows([median, pace(7, -1_200), limit, bounds(0), rounding]).map(({ look }) => look),
    ).toEqual(['sum', 'down', 'sum', 'limit', 'limit', 'result'])
  })
})

describe('the booking curve', () => {
  const curve = [
    { daysOut: 2, sold: 1, usual: { low: 0, mid: 1, high: 2 } },
    { daysOut: 1, sold: 3, usual: { low: 1, mid: 2, high: 3 } },
    { daysOut: 0, sold: null, usual: { low: 2, mid: 3, high: 4 } },
  ]
  const box = { width: 120, height: 60, left: 10, right: 10, top: 5, bottom: 5 }

  test('goes from left to right in steps, ends today, and its band comes back under itself', () => {
    const paths = curvePaths(curve, 4, box)
    expect(paths.sold).toBe('M10 42.5H60V17.5')
    expect(paths.now).toEqual({ x: 60, y: 17.5, sold: 3 })
    expect(paths.usual).toBe('M10 42.5L60 30L110 17.5')
    expect(paths.band).toBe('M10 30L60 17.5L110 5L110 30L60 42.5L10 55Z')
  })

  test('more rooms sold than the house has are still on the picture', () => {
    expect(curvePaths(curve, 2, box).y(4)).toBe(5)
    expect(curvePaths([], 0, box)).toMatchObject({ sold: '', now: null })
  })
})

describe('the selection', () => {
  const keys = ['2026-12-01 a', '2026-12-01 b', '2026-12-02 a', '2026-12-03 a']
  const go = (...steps: ((selection: Selection) => Selection)[]) =>
    steps.reduce((selection, step) => step(selection), NOTHING_SELECTED)
  const down = (selection: Selection) => moved(selection, keys, 1, false)
  const shiftDown = (selection: Selection) => moved(selection, keys, 1, true)
  const shiftUp = (selection: Selection) => moved(selection, keys, -1, true)
  const space = (selection: Selection) => toggled(selection, keys)
  const chosen = (selection: Selection) => [...selectedKeys(selection, keys)].sort()

  test('Shift and the arrows select what is gone over, and less again on the way back', () => {
    expect(chosen(go(shiftDown, shiftDown))).toEqual(keys.slice(0, 3))
    expect(chosen(go(shiftDown, shiftDown, shiftUp))).toEqual(keys.slice(0, 2))
  })

  test('Space adds and takes away one; arrows keep what is selected', () => {
    expect(chosen(go(space, down, down, space))).toEqual([keys[0], keys[2]])
    expect(chosen(go(shiftDown, space))).toEqual([keys[0]])
    expect(chosen(go(shiftDown, down, shiftDown))).toEqual(keys)
  })

  test('the chosen one that is gone gives way to the next night behind it', () => {
    const left = keys.filter((key) => key !== keys[2])
    expect(placeOf({ ...NOTHING_SELECTED, chosen: keys[2]! }, left)).toBe(2)
    expect(placeOf({ ...NOTHING_SELECTED, chosen: '2027-01-01 a' }, left)).toBe(2)
    expect(placeOf({ ...NOTHING_SELECTED, chosen: keys[0]! }, [])).toBe(0)
  })

  test('after a decision the next one that is open is chosen, and nothing is selected', () => {
    const selection = go(down)
    expect(afterDecision(selection, keys, new Set([keys[1]!, keys[2]!]))).toEqual({
      ...NOTHING_SELECTED,
      chosen: keys[3],
    })
    expect(afterDecision(go(down, down, down), keys, new Set([keys[3]!])).chosen).toBe(keys[2])
    expect(afterDecision(selection, keys, new Set(keys)).chosen).toBeNull()
  })
})

describe('a decision', () => {
  const row = (
    date: string,
    roomTypeId: string,
    currentMinor: number,
    recommendedMinor: number,
  ): Recommended => ({
    roomTypeId,
    date: isoDate(date),
    daysOut: 3,
    roomsLeft: 2,
    currentMinor,
    recommendedMinor,
    mainStep: null,
    state: 'open',
    decision: null,
  })
  const rows = [
    row('2026-12-02', 'double', 16_800, 18_400),
    row('2026-12-02', 'twin', 14_800, 14_200),
    row('2026-12-01', 'double', 10_000, 10_100),
  ]
  const own = [{ roomTypeId: 'double', floorMinor: 9_500, ceilingMinor: 18_000, extraBeds: 0 }]

  test('its effect is said by nights, smallest and largest change', () => {
    expect(effectOf(accepting(rows))).toEqual({
      count: 3,
      nights: 2,
      first: '2026-12-01',
      last: '2026-12-02',
      roomTypeIds: ['double', 'twin'],
      leastMinor: -600,
      mostMinor: 1_600,
      roomsLeft: 6,
    })
    expect(effectOf(ignoring(rows))).toMatchObject({ leastMinor: 0, mostMinor: 0 })
  })

  test('what lies beyond floor or ceiling is asked about, kept or put to its bound', () => {
    const planned = accepting(rows)
    const beyond = beyondBounds(planned, own, 'flex')
    expect(beyond.beyondBounds).toEqual([
      {
        ratePlanId: 'flex',
        roomTypeId: 'double',
        date: '2026-12-02',
        amountMinor: 18_400,
        floorMinor: 9_500,
        ceilingMinor: 18_000,
      },
    ])
    const prices = (answer: Parameters<typeof decisionsOf>[2]) =>
      decisionsOf(planned, beyond, answer).map(({ priceMinor }) => priceMinor)
    const cap = beyond.beyondBounds.map(({ ratePlanId, roomTypeId, date }) => ({
      ratePlanId,
      roomTypeId,
      date,
    }))
    expect(prices({ cap, confirmBounds: true })).toEqual([18_000, 14_200, 10_100])
    expect(prices({ capAll: true })).toEqual([18_000, 14_200, 10_100])
    expect(prices({ cap: [], confirmBounds: true })).toEqual([18_400, 14_200, 10_100])
    const low = { kind: 'edit' as const, nights: [{ row: rows[0]!, priceMinor: 100 }] }
    expect(decisionsOf(low, beyondBounds(low, own, 'flex'), { capAll: true })[0]).toMatchObject({
      priceMinor: 9_500,
      recommendedMinor: 18_400,
    })
  })

  test('what is ignored has no price and is asked nothing', () => {
    const planned = ignoring(rows)
    expect(beyondBounds(planned, own, 'flex').beyondBoundsCount).toBe(0)
    expect(decisionsOf(planned, beyondBounds(planned, own, 'flex'), {})[0]?.priceMinor).toBeNull()
    expect(keyOf(rows[0]!) > keyOf(rows[2]!), 'keys are in the order of dates').toBe(true)
  })
})

describe('autopilot', () => {
  const entry = {
    autopilot: 'within_percent' as const,
    maxDailyStepPercent: '10',
    autopilotPercent: '5',
    autopilotDays: '90',
  }

  test('what its way does not use is neither checked nor saved', () => {
    expect(readAutopilot(entry).rules).toEqual({
      autopilot: 'within_percent',
      maxDailyStepPercent: 10,
      autopilotPercent: 5,
      autopilotDays: 90,
    })
    expect(
      readAutopilot({ ...entry, autopilot: 'off', autopilotPercent: '', autopilotDays: 'x' }).rules,
    ).toEqual({
      autopilot: 'off',
      maxDailyStepPercent: 10,
    })
    expect(readAutopilot({ ...entry, autopilotPercent: '51', maxDailyStepPercent: '0' })).toEqual({
      rules: null,
      issues: ['maxDailyStepPercent', 'autopilotPercent'],
    })
  })

  test('a room type without floor or ceiling is named', () => {
    const type = (roomTypeId: string, floorMinor: number | null, ceilingMinor: number | null) => ({
      roomTypeId,
      floorMinor,
      ceilingMinor,
      extraBeds: 0,
    })
    expect(withoutBounds([type('a', 1, 2), type('b', null, 2), type('c', 1, null)])).toEqual(['b', 'c'])
  })
})
