/** How availability of one type and night becomes what a channel should show, room by room. Pure. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Answers } from '../connection/desk-client.ts'

export type AvailabilityDay = Answers['inventory']['availability']['roomTypes'][number]['days'][number]

/** What a channel is offered of a type: its own buffer and what is kept from it for a stale channel. */
export function shareOf(
  { exposure: { buffer, cap }, heldBack }: Pick<ChannelState, 'exposure' | 'heldBack'>,
  roomTypeId: string,
): ShownShare {
  const kept = heldBack.find((held) => held.roomTypeId === roomTypeId)?.rooms ?? 0
  return { buffer: buffer + kept, cap }
}

export interface ShownShare {
  readonly buffer: number
  readonly cap: number | null
}

export const SQUARE_KINDS = ['booked', 'over', 'held', 'blocked', 'buffer', 'capped', 'shown'] as const
export type SquareKind = (typeof SQUARE_KINDS)[number]

export interface CellSum {
  /** Rooms in service and the overbooking that is allowed. */
  readonly capacity: number
  /** Below 0 where more is sold than there is. */
  readonly left: number
  readonly desired: number
  /** Rooms by what keeps them from being shown, in the order they are drawn; none of 0 rooms. */
  readonly squares: readonly { readonly kind: SquareKind; readonly rooms: number }[]
}

/** DESIGN 5: max(0, min(cap, total + allowance - blocked - held - booked - buffer)). */
export function cellSum(day: AvailabilityDay, { buffer, cap }: ShownShare): CellSum {
  const capacity = day.total + day.overbookingAllowance
  const left = capacity - day.blocked - day.held - day.booked
  const over = Math.max(0, -left)
  const free = Math.max(0, left)
  const keptBack = Math.min(buffer, free)
  const desired = cap === null ? free - keptBack : Math.min(cap, free - keptBack)
  const rooms: Record<SquareKind, number> = {
    booked: Math.max(0, day.booked - over),
    over: Math.min(over, day.booked),
    held: day.held,
    blocked: day.blocked,
    buffer: keptBack,
    capped: free - keptBack - desired,
    shown: desired,
  }
  return {
    capacity,
    left,
    desired,
    squares: SQUARE_KINDS.map((kind) => ({ kind, rooms: rooms[kind] })).filter((part) => part.rooms > 0),
  }
}
