/** What moving or stretching a bar comes to: the stay's dates and room, within what its status allows. Pure. */
import type { Bar } from '../../shared/contract/stays.ts'
import { addDays, daysBetween, earlierOf, type IsoDate, laterOf } from '../../shared/dates.ts'
import { endOfStay, type PlacedStay, startOfStay } from './bar-layout.ts'

export type Handle = 'move' | 'arrival' | 'departure'

/** How a stay lies: what `stays.change` takes. */
export interface Placement {
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly roomId: string | null
}

/** One change in the making. */
export interface StayPlan {
  readonly placed: PlacedStay
  readonly handle: Handle
  readonly after: Placement
  /** Where the bar would lie, in day numbers with fractions. */
  readonly start: number
  readonly end: number
}

export interface PlanLimits {
  readonly businessDate: IsoDate
  /** First day for which nothing can be sold yet: the last possible departure. */
  readonly horizon: IsoDate
}

export function placementOf(bar: Bar): Placement {
  return { arrival: bar.arrival, departure: bar.departure, roomId: bar.roomId }
}

/** The handles of a bar: none once the stay is over; a guest who is in house came when they came. */
export function handlesOf(bar: Bar): readonly Handle[] {
  const ends: Handle[] = bar.to >= bar.departure ? ['departure'] : []
  if (bar.status === 'in_house') return ['move', ...ends]
  if (bar.status !== 'reserved') return []
  return bar.from <= bar.arrival ? ['move', 'arrival', ...ends] : ['move', ...ends]
}

/**
 * `byDays` moves the whole stay or one of its ends; it is cut to what the status and the hotel's dates allow. `roomId` is
 * the room that is aimed at, which only moving takes.
 */
export function planChange(
  placed: PlacedStay,
  handle: Handle,
  byDays: number,
  roomId: string | null,
  limits: PlanLimits,
): StayPlan {
  const { bar } = placed
  const after = placementAfter(bar, handle, byDays, roomId, limits)
  const startBy = daysBetween(bar.arrival, after.arrival)
  const endBy = daysBetween(bar.departure, after.departure)
  const from = handle === 'departure' ? bar.from : addDays(bar.from, startBy)
  const to = handle === 'arrival' ? bar.to : addDays(bar.to, endBy)
  return {
    placed,
    handle,
    after,
    start: startOfStay(from, from <= after.arrival),
    end: endOfStay(to),
  }
}

function placementAfter(
  bar: Bar,
  handle: Handle,
  byDays: number,
  roomId: string | null,
  { businessDate, horizon }: PlanLimits,
): Placement {
  const before = placementOf(bar)
  if (!handlesOf(bar).includes(handle)) return before
  if (handle === 'move') {
    // A guest in house keeps a room; one who has not come may be left without.
    const room = bar.status === 'in_house' ? (roomId ?? before.roomId) : roomId
    if (bar.status === 'in_house') return { ...before, roomId: room }
    const latest = Math.max(0, daysBetween(bar.departure, horizon))
    const arrival = arrivalAfter(bar.arrival, Math.min(byDays, latest), businessDate)
    const by = daysBetween(bar.arrival, arrival)
    return { arrival, departure: addDays(bar.departure, by), roomId: room }
  }
  if (handle === 'arrival') {
    const latest = daysBetween(bar.arrival, bar.departure) - 1
    return { ...before, arrival: arrivalAfter(bar.arrival, Math.min(byDays, latest), businessDate) }
  }
  // Who is in house may leave today; a stay still to come keeps a night that is to come.
  const soonest = bar.status === 'in_house' ? businessDate : addDays(businessDate, 1)
  const least = earlierOf(laterOf(soonest, addDays(bar.arrival, 1)), bar.departure)
  const most = laterOf(horizon, bar.departure)
  return { ...before, departure: earlierOf(laterOf(addDays(bar.departure, byDays), least), most) }
}

/** Nobody comes in the past: an arrival goes back to the business date at most; an overdue one stays where it is. */
function arrivalAfter(arrival: IsoDate, byDays: number, businessDate: IsoDate): IsoDate {
  const wanted = addDays(arrival, byDays)
  if (wanted >= businessDate) return wanted
  return earlierOf(arrival, businessDate)
}

export function isChange(plan: StayPlan): boolean {
  const before = placementOf(plan.placed.bar)
  const { after } = plan
  return (
    before.arrival !== after.arrival || before.departure !== after.departure || before.roomId !== after.roomId
  )
}

/** The nights that would need the room: those still to come. Empty (`to` not after `from`) when none is. */
export function nightsNeeded(plan: StayPlan, businessDate: IsoDate): { from: IsoDate; to: IsoDate } {
  return { from: laterOf(plan.after.arrival, businessDate), to: plan.after.departure }
}

/** What the confirmation and the command need to know of a change. */
export interface StayChange {
  readonly stayId: string
  readonly reservationId: string
  readonly guestName: string
  readonly status: string
  readonly before: Placement
  readonly after: Placement
  /** Journal number of the chart on which it was decided. */
  readonly seenSeq: number | null
}

export function changeOf(plan: StayPlan, seenSeq: number | null): StayChange {
  const { bar } = plan.placed
  return {
    stayId: bar.stayId,
    reservationId: bar.reservationId,
    guestName: bar.guestName,
    status: bar.status,
    before: placementOf(bar),
    after: plan.after,
    seenSeq,
  }
}
