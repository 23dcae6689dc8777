/** The compact form in which the history keeps a stay: what decides a bar of the chart, and what staff would ask for. */
import { addDays, type IsoDate } from '../../shared/dates.ts'

/** `[from, to, counted type, room or null, amount in minor units, 1 when it counts]`; nights that are alike in a row. */
export type StayRun = [IsoDate, IsoDate, number, number | null, number, 0 | 1]

export interface StayState {
  readonly status: 'reserved' | 'in_house' | 'departed' | 'cancelled' | 'no_show'
  /** The type that was sold. */
  readonly type: number
  readonly plan: number | null
  readonly adults: number
  /** Ages of the children. */
  readonly children: readonly number[]
  readonly pinned: 0 | 1
  /** When it was checked in, checked out, and cancelled or marked as a no-show; epoch ms. */
  readonly at: readonly [checkedIn: number | null, checkedOut: number | null, ended: number | null]
  readonly runs: readonly StayRun[]
}

export interface StateRow {
  readonly status: StayState['status']
  readonly roomTypeId: number
  readonly ratePlanId: number | null
  readonly adults: number
  readonly childrenAges: string
  readonly pinned: 0 | 1
  readonly checkedInAt: number | null
  readonly checkedOutAt: number | null
  readonly endedAt: number | null
}

export interface StateNight {
  readonly date: IsoDate
  readonly roomTypeId: number
  readonly roomId: number | null
  readonly amountMinor: number
  readonly counted: 0 | 1
}

/** @param nights in order. */
export function stayState(row: StateRow, nights: Iterable<StateNight>): StayState {
  const runs: StayRun[] = []
  for (const { date, roomTypeId, roomId, amountMinor, counted } of nights) {
    const last = runs.at(-1)
    const isAlike =
      last !== undefined &&
      last[1] === date &&
      last[2] === roomTypeId &&
      last[3] === roomId &&
      last[4] === amountMinor &&
      last[5] === counted
    if (isAlike) last[1] = addDays(date, 1)
    else runs.push([date, addDays(date, 1), roomTypeId, roomId, amountMinor, counted])
  }
  return {
    status: row.status,
    type: row.roomTypeId,
    plan: row.ratePlanId,
    adults: row.adults,
    children: JSON.parse(row.childrenAges) as number[],
    pinned: row.pinned,
    at: [row.checkedInAt, row.checkedOutAt, row.endedAt],
    runs,
  }
}
