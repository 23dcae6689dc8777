/** The tables of rate plans, their layers and what comes of them as Kysely types; see migrations/0005_rates.ts and 0006_yield.ts. */
import type { Generated } from 'kysely'
import type { PriceOrigin } from '../../shared/contract/rates.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { Flag } from './channel-schema.ts'

/** When a layer holds; see shared/rates/recurrence.ts. */
interface When {
  from_date: IsoDate | null
  to_date: IsoDate | null
  repeats: Generated<'never' | 'same_dates' | 'same_weekdays'>
  weekdays: Generated<string>
}

export interface RateSchema {
  rate_plan: {
    id: Generated<number>
    public_id: string
    code: string
    name: string
    position: number
    cancellation_policy_id: Generated<number | null>
    parent_id: Generated<number | null>
    derivation: Generated<string | null>
    terms: Generated<string>
    active: Generated<Flag>
    sold_at_desk: Generated<Flag>
    seq: Generated<number>
  }
  rate_plan_not_on: { rate_plan_id: number; channel_id: number }
  rate: {
    rate_plan_id: number
    room_type_id: number
    date: IsoDate
    prices: string
    min_los_arrival: Generated<number>
    min_los_through: Generated<number>
    max_los_through: number | null
    max_los_arrival: Generated<number | null>
    min_advance_days: Generated<number | null>
    max_advance_days: Generated<number | null>
    closed_to_arrival: Generated<Flag>
    closed_to_departure: Generated<Flag>
    closed: Generated<Flag>
    price_seq: number
    restrictions_seq: number
    supplements: Generated<string>
    price_origin: Generated<PriceOrigin>
    origin_id: Generated<number | null>
  }
  cancellation_policy: {
    id: Generated<number>
    public_id: string
    name: string
    /** Not read any more: `terms` says it all. */
    free_until_days: number
    late_percent: number
    late_nights: number | null
    no_show_percent: number
    no_show_nights: number | null
    terms: Generated<string>
  }
  base_price: { rate_plan_id: number; room_type_id: number; price: string; seq: number }
  season: When & {
    id: Generated<number>
    public_id: string
    name: string
    precedence: number
    colour: Generated<number>
    restrictions: Generated<string>
    seq: number
  }
  season_price: { season_id: number; rate_plan_id: number; room_type_id: number; price: string }
  price_adjustment: When & {
    id: Generated<number>
    public_id: string
    kind: 'event' | 'weekday'
    name: string
    change: string | null
    seq: number
  }
  restriction_rule: When & {
    id: Generated<number>
    public_id: string
    name: string
    rate_plans: string | null
    room_types: string | null
    restrictions: string
    seq: number
  }
  rate_by_hand: {
    rate_plan_id: number
    room_type_id: number
    date: IsoDate
    price: string | null
    restrictions: string | null
    origin: 'typed' | 'imported' | 'recommended' | 'autopilot'
    seq: number
  }
  promotion: {
    id: Generated<number>
    public_id: string
    name: string
    kind: 'early_bird' | 'last_minute' | 'long_stay' | 'code' | 'package'
    code: string | null
    active: Flag
    terms: string
    seq: number
  }
  yield_rule: {
    id: Generated<number>
    public_id: string
    name: string
    active: Flag
    conditions: string
    room_types: string | null
    move: string | null
    restrictions: string | null
    seq: number
  }
  yield_night: { room_type_id: number; date: IsoDate; effects: string }
  recommendation_decision: {
    room_type_id: number
    date: IsoDate
    decision: 'accepted' | 'edited' | 'ignored' | 'autopilot'
    recommended_minor: number
    stood_minor: number | null
    decided_minor: number | null
    rate_plan_id: number
    business_date: IsoDate
    at: number
    actor: string
  }
  exchange_rate: { currency: string; date: IsoDate; units_per_euro: number }
  rate_undo: { seq: number; before: string; undone_by: number | null }
}
