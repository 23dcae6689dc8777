/**
 * Yield rules: what a night's price and restrictions become by how it sells. A rule holds where all its conditions do; the
 * moves of those that hold add up, and the strictest of their restrictions counts. Pure.
 */
import { z } from 'zod'
import { type IsoDate, weekday } from '../dates.ts'
import { isoDateSchema } from '../snapshot.ts'
import type { PriceMove } from './price-set.ts'
import type { PartialRestrictions } from './restrictions.ts'

/** Days in which pick-up is counted where a rule does not say. */
export const PICK_UP_DAYS = 7
export const MOST_PICK_UP_DAYS = 30

const limit = (least: number, most: number) => z.number().int().min(least).max(most).nullable().default(null)

/** Every condition that is given has to hold for a night of a room type; both ends are included. */
export const yieldConditionsSchema = z.object({
  /** Of the night; `to` exclusive. */
  dates: z.object({ from: isoDateSchema, to: isoDateSchema }).nullable().default(null),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7).nullable().default(null),
  /** Percent of the rooms that can be sold which are sold: of the room type, or of the whole house. */
  occupancyOf: z.enum(['room_type', 'house']).default('room_type'),
  occupancyFrom: limit(0, 200),
  occupancyTo: limit(0, 200),
  /** Days from the business date to the night. */
  daysFrom: limit(0, 800),
  daysTo: limit(0, 800),
  /** Rooms of the type sold in the last `pickUpDays` days, less those cancelled. */
  pickUpDays: z.number().int().min(1).max(MOST_PICK_UP_DAYS).default(PICK_UP_DAYS),
  pickUpFrom: limit(-1_000, 1_000),
  pickUpTo: limit(-1_000, 1_000),
})
export type YieldConditions = z.infer<typeof yieldConditionsSchema>

export interface YieldRule<Id> {
  readonly id: string
  readonly name: string
  readonly conditions: YieldConditions
  /** Null: all. */
  readonly roomTypeIds: readonly Id[] | null
  /** Of the price that season, events and weekdays make; null moves none. */
  readonly move: PriceMove | null
  readonly restrictions: PartialRestrictions | null
}

/** What a rule that holds does to a night. */
export interface YieldEffect {
  /** Public id of the rule. */
  readonly id: string
  readonly name: string
  readonly move: PriceMove | null
  readonly restrictions: PartialRestrictions | null
}

/** How a night of a room type sells. */
export interface SellingNight<Id> {
  readonly roomTypeId: Id
  readonly date: IsoDate
  readonly daysOut: number
  /** Rooms that can be sold, and that are sold: of the type, and of the house. */
  readonly rooms: number
  readonly sold: number
  readonly houseRooms: number
  readonly houseSold: number
  /** Rooms of the type sold in so many days, less those cancelled. */
  readonly pickUp: (days: number) => number
}

const percentOf = (sold: number, rooms: number): number => (rooms <= 0 ? 100 : (sold / rooms) * 100)

const within = (value: number, from: number | null, to: number | null): boolean =>
  (from === null || value >= from) && (to === null || value <= to)

export function yieldHolds<Id>(rule: YieldRule<Id>, night: SellingNight<Id>): boolean {
  const { conditions: when } = rule
  if (rule.roomTypeIds !== null && !rule.roomTypeIds.includes(night.roomTypeId)) return false
  if (when.dates !== null && (night.date < when.dates.from || night.date >= when.dates.to)) return false
  if (when.weekdays !== null && !when.weekdays.includes(weekday(night.date))) return false
  if (!within(night.daysOut, when.daysFrom, when.daysTo)) return false
  const occupancy =
    when.occupancyOf === 'house'
      ? percentOf(night.houseSold, night.houseRooms)
      : percentOf(night.sold, night.rooms)
  if (!within(occupancy, when.occupancyFrom, when.occupancyTo)) return false
  if (when.pickUpFrom === null && when.pickUpTo === null) return true
  return within(night.pickUp(when.pickUpDays), when.pickUpFrom, when.pickUpTo)
}

/** What the rules make of the night, in their order. */
export function yieldEffects<Id>(rules: readonly YieldRule<Id>[], night: SellingNight<Id>): YieldEffect[] {
  return rules
    .filter((rule) => yieldHolds(rule, night))
    .map(({ id, name, move, restrictions }) => ({ id, name, move, restrictions }))
}
