/** Histories of nights that a property of fast-check makes up, from a seed. */
import fc from 'fast-check'
import { addDays, daysBetween, type IsoDate, isoDate, weekday } from '../../shared/dates.ts'
import { type PastBooking, type PastNight, pastNight } from '../../shared/rates/recommend/past-night.ts'
import type { RecommendationRules } from '../../shared/rates/recommend/recommend.ts'

export const TODAY = isoDate('2026-11-22')
export const day = (offset: number): IsoDate => addDays(TODAY, offset)
export const ROOMS = 10

export const RULES: RecommendationRules = {
  roundToMinor: 100,
  rounding: 'nearest',
  maxStepPercent: 10,
  floorMinor: null,
  ceilingMinor: null,
}

export const booking = (change: Partial<PastBooking> = {}): PastBooking => {
  const rooms = change.rooms ?? 1
  const minor = rooms * 10_000
  return {
    bookedDaysOut: 20,
    endedDaysOut: null,
    rooms,
    chargedMinor: minor,
    listRooms: rooms,
    listMinor: minor,
    ...change,
  }
}

/** One number for each name, the same each time. */
function noise(seed: number, name: string): number {
  let hash = seed | 0
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193)
  hash ^= hash >>> 15
  return ((Math.imul(hash, 0x2c1b3c6d) >>> 0) % 10_000) / 10_000
}

/** Dearer and fuller towards the weekend; each night has some rooms that were cancelled again. */
export function madeUpNight(seed: number, date: IsoDate): PastNight {
  const at = (name: string) => noise(seed, `${date}${name}`)
  const groups = Math.floor(at('groups') * 6) + (weekday(date) >= 5 ? 1 : 0)
  const bookings = Array.from({ length: groups }, (_, index) => {
    const rooms = 1 + Math.floor(at(`rooms${index}`) * 2)
    const minor = Math.round((8_000 + weekday(date) * 300 + at(`minor${index}`) * 4_000) * rooms)
    const bookedDaysOut = Math.floor(at(`lead${index}`) ** 2 * 90)
    const isList = at(`list${index}`) < 0.7
    return booking({
      rooms,
      bookedDaysOut,
      endedDaysOut: at(`ended${index}`) < 0.15 ? Math.floor(bookedDaysOut / 2) : null,
      chargedMinor: minor,
      listRooms: isList ? rooms : 0,
      listMinor: isList ? minor : 0,
    })
  })
  return pastNight(date, ROOMS, bookings)
}

export function madeUpHistory(seed: number, from: IsoDate, to: IsoDate): Map<IsoDate, PastNight> {
  return new Map(
    Array.from({ length: daysBetween(from, to) }, (_, index) => {
      const date = addDays(from, index)
      return [date, madeUpNight(seed, date)] as const
    }),
  )
}

export const seeds = fc.integer({ min: 1, max: 1_000_000 })

export const rulesOf = fc
  .record({
    roundToMinor: fc.constantFrom(1, 50, 100, 500, 1_000),
    rounding: fc.constantFrom('nearest' as const, 'up' as const, 'down' as const),
    maxStepPercent: fc.integer({ min: 1, max: 100 }),
    bounds: fc.tuple(
      fc.option(fc.integer({ min: 0, max: 20_000 })),
      fc.option(fc.integer({ min: 0, max: 20_000 })),
    ),
  })
  .map(({ bounds: [one, other], ...rules }): RecommendationRules => {
    const isTurned = one !== null && other !== null && one > other
    return { ...rules, floorMinor: isTurned ? other : one, ceilingMinor: isTurned ? one : other }
  })
