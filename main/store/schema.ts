/** The tables as Kysely types. Dates are IsoDate text, flags 0 or 1, JSON columns text; see migrations/. */
import type { Generated } from 'kysely'
import type { IsoDate } from '../../shared/dates.ts'
import type { ChannelSchema, Flag } from './channel-schema.ts'
import type { RateSchema } from './rate-schema.ts'

export interface Schema extends ChannelSchema, RateSchema {
  property: {
    id: 1
    public_id: string
    name: string
    time_zone: string
    currency: string
    business_date: IsoDate
    calendar_date: IsoDate
    horizon: IsoDate
    ledger_epoch: Generated<number>
    max_stay_nights: Generated<number>
    walk_cost_minor: Generated<number>
    auto_upgrade: Generated<Flag>
    history_since: Generated<number>
    check_in_time: Generated<string>
    autopilot_date: Generated<IsoDate | null>
    child_bands: Generated<string>
    pricing: Generated<string>
  }
  room_type: {
    id: Generated<number>
    public_id: string
    code: string
    name: string
    base_occupancy: number
    max_occupancy: number
    position: number
    extra_beds: Generated<number>
    price_floor_minor: Generated<number | null>
    price_ceiling_minor: Generated<number | null>
  }
  room: {
    id: Generated<number>
    public_id: string
    room_type_id: number
    name: string
    in_service: Generated<Flag>
    position: number
    floor: Generated<string>
    accessible: Generated<Flag>
    features: Generated<string>
    housekeeping: Generated<'clean' | 'dirty' | 'inspected'>
  }
  inventory: {
    room_type_id: number
    date: IsoDate
    total: number
    blocked: Generated<number>
    held: Generated<number>
    booked: Generated<number>
    overbooking_allowance: Generated<number>
    oversold: Generated<number>
    seq: number
  }
  guest: {
    id: Generated<number>
    public_id: string
    surname: string
    first_name: string
    email: string
    phone: string
  }
  guest_word: { word: string; guest_id: number }
  journal_reservation: { reservation_id: number; seq: number }
  reservation: {
    id: Generated<number>
    public_id: string
    code: string
    status: 'confirmed' | 'cancelled'
    source: 'direct' | 'walk_in' | 'channel'
    booker_id: number | null
    channel_id: number | null
    channel_ref: string | null
    snapshot_fingerprint: Buffer | null
    is_tombstone: Generated<Flag>
    currency: string
    note: Generated<string>
    created_at: number
  }
  stay: {
    id: Generated<number>
    public_id: string
    reservation_id: number
    guest_id: number
    room_type_id: number
    rate_plan_id: number | null
    channel_room_ref: string | null
    arrival: IsoDate
    departure: IsoDate
    adults: number
    children_ages: Generated<string>
    status: 'reserved' | 'in_house' | 'departed' | 'cancelled' | 'no_show'
    room_id: number | null
    checked_in_at: number | null
    checked_out_at: number | null
    group_id: Generated<number | null>
    promotions: Generated<string>
    inclusions: Generated<string>
    pinned: Generated<Flag>
    expected_at: Generated<string | null>
    arrival_note: Generated<string>
    wishes: Generated<string>
    ended_at: Generated<number | null>
  }
  stay_night: {
    stay_id: number
    date: IsoDate
    room_type_id: number
    amount_minor: number
    counted: Generated<Flag>
    group_id: Generated<number | null>
  }
  room_block: {
    id: Generated<number>
    public_id: string
    reason: string
    kind: Generated<'out_of_order' | 'out_of_service'>
  }
  room_night: {
    room_id: number
    date: IsoDate
    room_type_id: number
    stay_id: number | null
    block_id: number | null
  }
  overbooking_case: {
    id: Generated<number>
    public_id: string
    stay_id: number
    room_type_id: number
    nights: string
    status: 'open' | 'closed'
    opened_at: number
    closed_at: number | null
    closed_because: string | null
    resolution: Generated<string | null>
  }
  alert: {
    id: Generated<number>
    public_id: string
    kind: string
    subject_key: string
    severity: 'warning' | 'danger'
    subject: string
    detail: string
    opened_at: number
    closed_at: number | null
  }
  hold: {
    id: Generated<number>
    public_id: string
    kind: 'quote' | 'option' | 'channel' | 'waitlist'
    status: 'active' | 'converted' | 'released' | 'expired'
    label: string
    guest_id: number | null
    reservation_id: Generated<number | null>
    created_at: number
    expires_at: number
    ended_at: Generated<number | null>
  }
  hold_night: { hold_id: number; room_type_id: number; date: IsoDate; rooms: number }
  group_block: {
    id: Generated<number>
    public_id: string
    code: string
    name: string
    status: 'open' | 'released' | 'cancelled'
    reservation_id: number
    rate_plan_id: number
    arrival: IsoDate
    departure: IsoDate
    release_date: IsoDate
    note: Generated<string>
    created_at: number
  }
  group_night: {
    group_id: number
    room_type_id: number
    date: IsoDate
    rooms: number
    picked_up: Generated<number>
    released: Generated<number>
    amount_minor: number
  }
  waitlist_entry: {
    id: Generated<number>
    public_id: string
    status: 'waiting' | 'offered' | 'booked' | 'lapsed' | 'withdrawn'
    guest_id: number
    room_types: string
    rate_plan_id: number
    arrival: IsoDate
    departure: IsoDate
    flexible_days: number
    adults: number
    children_ages: Generated<string>
    priority: number
    offer_hours: number
    note: Generated<string>
    created_at: number
    hold_id: Generated<number | null>
    reservation_id: Generated<number | null>
    ended_at: Generated<number | null>
  }
  article: {
    id: Generated<number>
    public_id: string
    code: string
    name: string
    amount_minor: number | null
    tax_code: Generated<string>
    active: Generated<Flag>
  }
  folio: {
    id: Generated<number>
    public_id: string
    reservation_id: number
    stay_id: number | null
    name: string
    status: 'open' | 'closed'
    currency: string
    balance_minor: Generated<number>
    opened_at: number
    closed_at: Generated<number | null>
  }
  posting: {
    id: Generated<number>
    public_id: string
    folio_id: number
    seq: number
    at: number
    business_date: IsoDate
    kind: 'charge' | 'room' | 'fee' | 'payment' | 'deposit' | 'refund'
    article_id: number | null
    text: string
    quantity: Generated<number>
    amount_minor: number
    method: 'cash' | 'card' | 'bank' | 'voucher' | null
    reference: Generated<string>
    stay_id: number | null
    night: IsoDate | null
    reverses_id: number | null
    transfer_id: string | null
  }
  folio_routing: { stay_id: number; article_id: number; folio_id: number }
  history: {
    kind: 'stay' | 'block' | 'hold' | 'group'
    key: number
    seq: number
    first_night: IsoDate | ''
    last_night_end: IsoDate | ''
    state: string
  }
  command_answer: { actor: string; key: string; fingerprint: Buffer; answer: string; at: number }
  journal: {
    seq: number
    at: number
    actor: string
    command: string
    payload: string
    previous_hash: Buffer
    hash: Buffer
  }
  api_token: {
    id: Generated<number>
    token_hash: Buffer
    name: string
    permissions: string
    created_at: number
    revoked_at: number | null
  }
  session: {
    id: Generated<number>
    cookie_hash: Buffer
    page_token_hash: Buffer
    actor: string
    permissions: string
    created_at: number
    expires_at: number
  }
}
