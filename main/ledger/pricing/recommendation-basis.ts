/** What a recommendation is worked out from: the plan, its open nights, the nights of the past, events, bounds. */
import { sql as raw } from 'kysely'
import { Temporal } from 'temporal-polyfill'
import { addDays, type DateRange, dayNumber, daysBetween, type IsoDate } from '../../../shared/dates.ts'
import type { PriceMove } from '../../../shared/rates/price-set.ts'
import { MOST_DAYS_BACK } from '../../../shared/rates/recommend/comparable.ts'
import type {
  EventOnNight,
  OpenNight,
  RecommendationRules,
} from '../../../shared/rates/recommend/recommend.ts'
import { daysHeld } from '../../../shared/rates/recurrence.ts'
import { inSql } from '../../store/store.ts'
import type { RatePlan, RoomType } from '../catalog.ts'
import { whenOf } from '../rates/layer-rows.ts'
import type { QueryPorts } from '../views/query-ports.ts'
import type { Reading } from '../views/reading.ts'
import { stepFrom } from './decision-rows.ts'
import { createPastNights, type ReadPastNights } from './past-nights.ts'
import { recommendedPlan } from './recommended-plan.ts'

type History = ReturnType<ReadPastNights['byType']>

export function createRecommendationBasis({ store, parts, journal, now }: QueryPorts) {
  const past = createPastNights(store, parts.inventory)

  const changedSince = store.prepare((sql, p: { seq: number; from: IsoDate; to: IsoDate }) =>
    inSql<{ seq: number }>(
      sql,
      raw`SELECT seq FROM inventory INDEXED BY inventory_by_seq
        WHERE seq > ${p.seq} AND date >= ${p.from} AND date < ${p.to} LIMIT 1`,
    ),
  )
  let kept: { readonly key: string; seq: number; readonly history: History } | null = null

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

  const rulesOf = (
    type: RoomType,
    { maxStepPercent }: { readonly maxStepPercent?: number | undefined },
  ): RecommendationRules => {
    const { roundToMinor, rounding, maxDailyStepPercent } = parts.pricing.rules()
    const { floorMinor, ceilingMinor } = type
    return {
      roundToMinor,
      rounding,
      maxStepPercent: maxStepPercent ?? maxDailyStepPercent,
      floorMinor,
      ceilingMinor,
    }
  }

  /** Nights of one type as they stand; `roomsLeft` is below 0 where too many are sold. */
  function nightsAsTheyStand(
    { property }: Reading,
    plan: RatePlan,
    type: RoomType,
    range: DateRange,
  ): OpenNight[] {
    const prices = new Map(
      parts.rates
        .nights({ ratePlanId: plan.id, roomTypeId: type.id }, range)
        .map((night) => [night.date, night.prices[type.baseOccupancy - 1] ?? night.prices.at(-1) ?? null]),
    )
    const decisions = parts.decisions.within(type.id, range)
    return parts.inventory.days(type.id, range).map(({ date, total, blocked, held, booked }) => {
      const rooms = Math.max(0, total - blocked)
      const currentMinor = prices.get(date) ?? null
      return {
        date,
        daysOut: daysBetween(property.businessDate, date),
        rooms,
        sold: booked,
        roomsLeft: rooms - held - booked,
        currentMinor,
        stepFromMinor: stepFrom(decisions.get(date), plan.id, property.businessDate, currentMinor),
      }
    })
  }

  /** The nights that one of today or later may be compared with. */
  const lookedBack = ({ property }: Reading): DateRange => ({
    from: addDays(property.businessDate, -MOST_DAYS_BACK),
    to: property.businessDate,
  })

  const read = (reading: Reading, plan: RatePlan, range: DateRange): History =>
    past.byType(range, plan, reading.catalog.roomTypes.all, offsetMs(reading))

  /**
   * Nights of the past hardly change and take a while to read: they are kept until the business date rolls or a night among
   * them is sold or freed.
   */
  function historyOf(reading: Reading, plan: RatePlan): History {
    const range = lookedBack(reading)
    const { seq } = journal.head()
    const types = reading.catalog.roomTypes.all.map(({ id, baseOccupancy }) => `${id}:${baseOccupancy}`)
    const key = [range.to, plan.id, offsetMs(reading), ...types].join('|')
    if (kept?.key !== key || changedSince.first({ ...range, seq: kept.seq }) !== undefined)
      kept = { key, seq, history: read(reading, plan, range) }
    kept.seq = seq
    return kept.history
  }

  return {
    planOf: ({ catalog }: Reading, id: string | undefined) => recommendedPlan(catalog, id),
    eventsWithin,
    rulesOf,
    nightsAsTheyStand,
    lookedBack,
    historyOf,
    /** Read anew: what is known of any nights of the plan. */
    read,
  }
}
export type RecommendationBasis = ReturnType<typeof createRecommendationBasis>
