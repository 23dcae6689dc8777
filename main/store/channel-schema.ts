/** The tables of channels, their messages and the relay as Kysely types; see migrations/. */

import type { Generated } from 'kysely'
import type { ChannelKind } from '../../shared/channel-kinds/kinds.ts'
import type { IsoDate } from '../../shared/dates.ts'

export type Flag = 0 | 1

export interface ChannelSchema {
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
    kind: ChannelKind
    name: string
    enabled: Generated<Flag>
    settings: string
    credentials_sealed: Buffer
    buffer: number
    cap: number | null
    horizon_days: number
    last_pull_at: number | null
    last_pull_error: string | null
    safety_buffer: Generated<number>
    stale_since: number | null
    compared_at: number | null
    comparison: string | null
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
  calendar: {
    channel_id: number
    room_type_id: number
    room_id: number | null
    feed_host: string | null
    confirmations: number
    made_at: number
    ended_at: number | null
    unreadable: Generated<number>
    token_sealed: Buffer | null
  }
  calendar_event: {
    channel_id: number
    uid: string
    channel_ref: string
    first_night: IsoDate
    departure: IsoDate
    state: 'booked' | 'blocked' | 'echo'
    nights: string
    hold_id: number | null
    block_id: number | null
    absences: number
    unexplained: number
  }
  calendar_export: {
    channel_id: number
    tag: string
    busy: string
    made_at: number
    served_at: number | null
  }
  channel_terms: {
    reservation_id: number
    collect: 'hotel' | 'channel' | null
    commission_minor: number | null
    virtual_card: Flag
    card_from: IsoDate | null
    card_until: IsoDate | null
    card_minor: number | null
  }
  channel_revision: { channel_id: number; channel_ref: string; revision: number }
  inbox: {
    id: Generated<number>
    channel_id: number
    received_at: number
    queue: string
    kind: 'new' | 'modified' | 'cancelled'
    channel_ref: string
    fingerprint: Buffer
    raw: string
    outcome: 'applied' | 'duplicate' | 'ignored' | 'quarantined' | 'unreadable'
    reason: string
    reservation_id: number | null
    seq: number
    snapshot: Generated<string | null>
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
}
