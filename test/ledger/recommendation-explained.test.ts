/** One night's recommendation with its steps, booking curve and other prices, over a real hotel with two years of stays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dayNumber } from '../../shared/dates.ts'
import { type HotelWithNights, openHotelWithNights } from './hotel-with-nights.ts'
import { day, TODAY } from './ledger-fixture.ts'

let past: HotelWithNights
beforeAll(async () => {
  past = await openHotelWithNights()
}, 120_000)
afterAll(() => past.close())

const SETTINGS = { maxStepPercent: 10 }
const explained = (offset: number, more: { roomTypeId?: string; maxStepPercent?: number } = {}) =>
  past.ledger.queries.explainRecommendation({
    roomTypeId: past.type('DBL'),
    date: day(offset),
    ...SETTINGS,
    ...more,
  })

describe('one night explained', () => {
  test('is the one of the list, as the sum of its steps', () => {
    for (const row of past.ledger.queries.recommendations({ from: TODAY, to: day(40), ...SETTINGS }).rows) {
      const found = explained(dayNumber(row.date) - dayNumber(TODAY))
      expect(found).toMatchObject({
        recommendedMinor: row.recommendedMinor,
        currentMinor: row.currentMinor,
        roomsLeft: row.roomsLeft,
        daysOut: row.daysOut,
      })
      expect(found.steps.reduce((sum, { deltaMinor }) => sum + deltaMinor, 0)).toBe(row.recommendedMinor)
      expect(found.steps).toContainEqual(row.mainStep)
    }
  })

  test('has the booking curve of the night until today, and of the nights compared until the end', async () => {
    await past.bring([past.stay(day(20), 50), past.stay(day(20), 50), past.stay(day(20), 25)])
    const { curve } = explained(20)
    const at = (daysOut: number) => curve.find((point) => point.daysOut === daysOut)
    expect(curve.map(({ daysOut }) => daysOut)).toEqual(Array.from({ length: 91 }, (_, index) => 90 - index))
    expect([90, 50, 26, 25, 20].map((daysOut) => at(daysOut)?.sold)).toEqual([0, 2, 2, 3, 3])
    expect(at(19)?.sold).toBeNull()
    // Two of 50 days, one that is cancelled after; one more each of 40, 20 and 5 days.
    expect([41, 40, 20, 11, 10].map((daysOut) => at(daysOut)?.usual.mid)).toEqual([3, 4, 5, 5, 4])
    expect(at(0)?.usual).toEqual({ low: 5, mid: 5, high: 5 })
  })

  test('offers five prices around the recommended one, and sells no more than is left', () => {
    const { options, recommendedMinor, currentMinor, roomsLeft } = explained(20)
    expect(options).toHaveLength(5)
    const prices = options.map(({ priceMinor }) => priceMinor)
    expect(prices).toEqual(expect.arrayContaining([recommendedMinor, currentMinor]))
    expect(prices).toEqual(prices.toSorted((one, other) => one - other))
    expect(options.every(({ sells }) => sells <= roomsLeft)).toBe(true)
    const sells = options.map((option) => option.sells)
    expect(sells).toEqual(sells.toSorted((one, other) => other - one))
  })

  test('of a type with too little behind it has no steps', () => {
    expect(explained(20, { roomTypeId: past.type('NEW') })).toMatchObject({
      recommendedMinor: null,
      steps: [],
      curve: [],
      currentMinor: 9_000,
    })
  })

  test.each([
    ['a night that is over', () => explained(-1), 'InvalidInput'],
    ['a night beyond the horizon', () => explained(2_000), 'DateBeyondHorizon'],
    [
      'an unknown room type',
      () => explained(1, { roomTypeId: '00000000-0000-4000-8000-000000000000' }),
      'UnknownRoomType',
    ],
  ])('refuses %s', (_what, ask, code) => {
    expect(ask).toThrow(expect.objectContaining({ code }))
  })
})
