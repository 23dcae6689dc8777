/** The tables as Kysely types. Dates are IsoDate text, flags 0 or 1, JSON columns text; see migrations/. */
import type { Generated } from 'kysely'
import type { IsoDate } from '../../shared/dates.ts'

type Flag = 0 | 1

export interface Schema {
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
  }
  room_type: {
    id: Generated<number>
    public_id: string
    code: string
    name: string
    base_occupancy: number
    max_occupancy: number
    position: number
  }
  room: {
    id: Generated<number>
    public_id: string
    room_type_id: number
    name: string
    in_service: Generated<Flag>
    position: number
  }
  rate_plan: { id: Generated<number>; public_id: string; code: string; name: string; position: number }
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
  rate: {
    rate_plan_id: number
    room_type_id: number
    date: IsoDate
    prices: string
    min_los_arrival: Generated<number>
    min_los_through: Generated<number>
    max_los_through: number | null
    closed_to_arrival: Generated<Flag>
    closed_to_departure: Generated<Flag>
    closed: Generated<Flag>
    price_seq: number
    restrictions_seq: number
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
  channel_request: {
    id: Generated<number>
    channel_id: number
    lane: string
    claimed_at: number
    settled_at: number
    ranges: number
    cells: number
    acknowledged: number
    refused: number
    not_applied: number
    uncertain: number
    error: string | null
  }
  channel: {
    id: Generated<number>
    public_id: string
    kind: 'bookingcom'
    name: string
    enabled: Generated<Flag>
    settings: string
    credentials_sealed: Buffer
    buffer: number
    cap: number | null
    horizon_days: number
    last_pull_at: number | null
    last_pull_error: string | null
  }
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
  }
  stay_night: {
    stay_id: number
    date: IsoDate
    room_type_id: number
    amount_minor: number
    counted: Generated<Flag>
  }
  room_block: { id: Generated<number>; public_id: string; reason: string }
  room_night: {
    room_id: number
    date: IsoDate
    room_type_id: number
    stay_id: number | null
    block_id: number | null
  }
  channel_room_mapping: {
    channel_id: number
    room_type_id: number
    room_code: string
    active: Generated<Flag>
  }
  channel_rate_mapping: {
    channel_id: number
    room_type_id: number
    rate_plan_id: number
    rate_code: string
    active: Generated<Flag>
  }
  channel_lane: {
    channel_id: number
    lane: string
    facets: string
    position: number
    cursor: Generated<number>
    attempts: Generated<number>
    stopped: Generated<Flag>
    next_attempt_at: number | null
    last_acknowledged_at: number | null
    last_error: string | null
  }
  channel_shown: {
    channel_id: number
    facet: 'availability' | 'price' | 'restrictions'
    rate_plan_id: number
    room_type_id: number
    month: string
    days: string
    unsettled: Flag
  }
  parked_cell: {
    channel_id: number
    facet: 'availability' | 'price' | 'restrictions'
    rate_plan_id: number
    room_type_id: number
    date: IsoDate
    value: string
    code: string
    message: string
    at: number
  }
  inbox: {
    id: Generated<number>
    channel_id: number
    received_at: number
    queue: string
    kind: string
    channel_ref: string
    fingerprint: Buffer
    raw: string
    outcome: 'applied' | 'duplicate' | 'ignored' | 'quarantined' | 'unreadable'
    reason: string
    reservation_id: number | null
    seq: number
  }
  relay_pairing: {
    id: 1
    url: string
    hotel_id: string
    private_key_sealed: Buffer
    token_sealed: Buffer
    epoch: string
    cursor: number
    paired_at: number
  }
  relay_attempt: { id: 1; url: string; private_key_sealed: Buffer; token_sealed: Buffer }
  relay_source: {
    channel_id: number
    username: string
    connected_at: number
    last_message_at: number | null
  }
  relay_applied: { source: string; message_key: string; at: number }
  relay_unreadable: {
    id: Generated<number>
    hotel_id: string
    source: string
    epoch: string
    message_seq: number
    received_at: number
    kept_at: number
    reason: string
    sealed: Buffer
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
