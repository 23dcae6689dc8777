/** What nights should cost by the hotel's own history, and what that would have earned in the past. */
import { Temporal } from 'temporal-polyfill'
import {
  addDays,
  type DateRange,
  dayNumber,
  daysBetween,
  earlierOf,
  type IsoDate,
  laterOf,
  nightsOf,
  weekday,
} from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { PriceMove } from '../../../shared/rates/price-set.ts'
import { backTestTotals, replayNight } from '../../../shared/rates/recommend/back-test.ts'
import { MOST_DAYS_BACK } from '../../../shared/rates/recommend/comparable.ts'
import {
  type EventOnNight,
  mainStepOf,
  type OpenNight,
  type RecommendationRules,
  recommend,
} from '../../../shared/rates/recommend/recommend.ts'
import { daysHeld } from '../../../shared/rates/recurrence.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import type { LedgerQueries } from '../ledger.ts'
import { createPastNights } from '../pricing/past-nights.ts'
import { whenOf } from '../rates/layer-rows.ts'
import type { QueryPorts } from './query-ports.ts'
import { checkViewRange, type Reading } from './reading.ts'

const MOST_RECOMMENDED_DAYS = 120
const MOST_REPLAYED_DAYS = 366
/** The first look at a night of the past. */
const FIRST_LOOK_DAYS = 30

type Input = Parameters<LedgerQueries['recommendations']>[0]
type Recommendations = ReturnType<LedgerQueries['recommendations']>
type BackTest = ReturnType<LedgerQueries['backTest']>

export function createRecommendationView({ store, parts, now }: QueryPorts) {
  const past = createPastNights(store, parts.inventory)

  /** The plan whose price is meant; undefined where there is none. */
  function planOf({ catalog }: Reading, id: string | undefined): RatePlan | undefined {
    if (id === undefined)
      return catalog.ratePlans.all.find(({ parent, isActive }) => parent === null && isActive)
    const plan = catalog.ratePlan(id)
    if (plan.parent !== null) throw new DomainError('PlanFollowsParent', { ratePlanId: id })
    return plan
  }

  function eventsWithin(range: DateRange): EventOnNight[] {
    const first = dayNumber(range.from)
    return parts.layers
      .adjustments()
      .filter(({ kind }) => kind === 'event')
      .map((row) => {
        const held = daysHeld(whenOf(row), range)
        return {
          name: row.name,
          change: row.change === null ? null : (JSON.parse(row.change) as PriceMove),
          isOn: (date: IsoDate) => held[dayNumber(date) - first] === true,
        }
      })
  }

  function offsetMs({ property }: Reading): number {
    const local = Temporal.Instant.fromEpochMilliseconds(now()).toZonedDateTimeISO(property.timeZone)
    return Math.round(local.offsetNanoseconds / 1e6)
  }

  const rulesOf = (type: RoomType, { maxStepPercent }: Input): RecommendationRules => ({
    ...parts.pricing.rules(),
    maxStepPercent,
    floorMinor: type.floorMinor,
    ceilingMinor: type.ceilingMinor,
  })

  /** Nights of one type that have a price and a room left. */
  function openNights({ property }: Reading, plan: RatePlan, type: RoomType, range: DateRange): OpenNight[] {
    const stock = new Map(parts.inventory.days(type.id, range).map((day) => [day.date, day]))
    return parts.rates.nights({ ratePlanId: plan.id, roomTypeId: type.id }, range).flatMap((night) => {
      const day = stock.get(night.date)
      const currentMinor = night.prices[type.baseOccupancy - 1] ?? night.prices.at(-1)
      if (day === undefined || currentMinor === undefined) return []
      const rooms = Math.max(0, day.total - day.blocked)
      const roomsLeft = rooms - day.held - day.booked
      if (roomsLeft <= 0) return []
      const daysOut = daysBetween(property.businessDate, night.date)
      return [{ date: night.date, daysOut, rooms, sold: day.booked, roomsLeft, currentMinor }]
    })
  }

  return {
    /** @throws DomainError RangeTooLong, UnknownRatePlan, PlanFollowsParent */
    recommendations(reading: Reading, input: Input): Recommendations {
      checkViewRange(input, MOST_RECOMMENDED_DAYS)
      const { property, catalog } = reading
      const plan = planOf(reading, input.ratePlanId)
      const found: Recommendations = {
        currency: property.currency,
        ratePlanId: plan?.publicId ?? null,
        historyNights: 0,
        historyFrom: null,
        rows: [],
        unchanged: 0,
        tooLittleHistory: 0,
      }
      const range = {
        from: laterOf(input.from, property.businessDate),
        to: earlierOf(input.to, property.horizon),
      }
      if (plan === undefined || range.from >= range.to) return found
      const knownBefore = property.businessDate
      const looked = { from: addDays(knownBefore, -MOST_DAYS_BACK), to: knownBefore }
      const history = past.byType(looked, plan, catalog.roomTypes.all, offsetMs(reading))
      const events = eventsWithin({ from: looked.from, to: range.to })
      for (const type of catalog.roomTypes.all) {
        const rules = rulesOf(type, input)
        const nights = history.byType.get(type.id) ?? new Map()
        for (const night of openNights(reading, plan, type, range)) {
          const asked = recommend({ night, history: nights, knownBefore, events, rules })
          const currentMinor = night.currentMinor ?? 0
          if (asked.kind === 'too_little_history') found.tooLittleHistory++
          else if (Math.abs(asked.recommendedMinor - currentMinor) < rules.roundToMinor) found.unchanged++
          else
            found.rows.push({
              roomTypeId: type.publicId,
              date: night.date,
              daysOut: night.daysOut,
              roomsLeft: night.roomsLeft,
              currentMinor,
              recommendedMinor: asked.recommendedMinor,
              mainStep: mainStepOf(asked.steps),
            })
        }
      }
      // Stable, so that types keep their order within a night.
      found.rows.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0))
      return { ...found, historyNights: history.nights, historyFrom: history.from }
    },

    /** @throws DomainError RangeTooLong, UnknownRatePlan, PlanFollowsParent */
    backTest(reading: Reading, input: Input): BackTest {
      checkViewRange(input, MOST_REPLAYED_DAYS)
      const { property, catalog } = reading
      if (input.to > property.businessDate) {
        const message = `a night can be replayed when it is over: not after the business date ${property.businessDate}`
        throw new DomainError('InvalidInput', { issues: [{ path: 'to', message }] })
      }
      const plan = planOf(reading, input.ratePlanId)
      const looked = { from: addDays(input.from, -MOST_DAYS_BACK - FIRST_LOOK_DAYS), to: input.to }
      const history =
        plan === undefined
          ? { byType: new Map<number, never>(), from: null, nights: 0 }
          : past.byType(looked, plan, catalog.roomTypes.all, offsetMs(reading))
      const events = eventsWithin(looked)
      const counts = { nights: 0, tooLittleHistory: 0, nightsAtFloor: 0, nightsAtCeiling: 0 }
      const replayed = catalog.roomTypes.all.flatMap((type) => {
        const rules = rulesOf(type, input)
        const nights = history.byType.get(type.id)
        return nightsOf(input).flatMap((date) => {
          const night = nights?.get(date)
          if (nights === undefined || night === undefined) return []
          const found = replayNight({ history: nights, events, rules }, night)
          const last = found.prices.at(-1)?.recommendedMinor
          if (last === undefined) counts.tooLittleHistory++
          else counts.nights++
          if (last !== undefined && last === rules.floorMinor) counts.nightsAtFloor++
          if (last !== undefined && last === rules.ceilingMinor) counts.nightsAtCeiling++
          return [found]
        })
      })
      return {
        currency: property.currency,
        ratePlanId: plan?.publicId ?? null,
        historyNights: history.nights,
        historyFrom: history.from,
        ...backTestTotals(replayed, (date) => laterOf(input.from, addDays(date, 1 - weekday(date)))),
        ...counts,
      }
    },
  }
}
