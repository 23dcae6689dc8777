/**
 * What a whole feed changes of what was taken from it so far. Pure: what is missing, what moved, what is our own export come back. A
 * feed has no cancellations: an event that is gone is cancelled only when that was seen often enough and cannot be a fault.
 */
import { createHash } from 'node:crypto'
import {
  type DateRange,
  daysBetween,
  earlierOf,
  type IsoDate,
  laterOf,
  nightsOf,
} from '../../../shared/dates.ts'
import type { Calendar, CalendarEvent } from '../../../shared/ical/read-calendar.ts'
import type { KnownEvent } from './calendar-rows.ts'

export interface FeedMoment {
  readonly businessDate: IsoDate
  /** Day after the last night with inventory. */
  readonly horizon: IsoDate
  readonly confirmations: number
  /** Busy nights of the export that was fetched last. */
  readonly told: readonly DateRange[]
}

/** An event of the feed with what it should be taken for now. */
export interface TakenEvent {
  /** As it was taken before, also under another UID; null for a new one. */
  readonly known: KnownEvent | null
  /** What the booking is known by; it keeps it under another UID. */
  readonly channelRef: string
  readonly event: CalendarEvent
  readonly state: KnownEvent['state']
  /** Nights to count, in order; of a block those that it would like. */
  readonly nights: readonly IsoDate[]
  /** What is stored of it: its nights, as far as they were looked at. */
  readonly looked: DateRange
  readonly unexplained: number
}

export interface FeedChanges {
  readonly taken: readonly TakenEvent[]
  /** Gone for good, or cancelled by the feed itself. */
  readonly cancelled: readonly KnownEvent[]
  /** Missing, and not for long enough; with the count that they have now. */
  readonly missing: readonly KnownEvent[]
  /** Over, or an echo that is gone: nothing is left to be done. */
  readonly closed: readonly KnownEvent[]
  /** Why nothing that is missing counts this time: the feed has no events at all, or some that nobody can read. */
  readonly doubt: 'empty' | 'unreadable' | null
}

export function feedChanges(
  known: readonly KnownEvent[],
  calendar: Calendar,
  moment: FeedMoment,
): FeedChanges {
  const { businessDate } = moment
  const cancelledUids = new Set(calendar.events.filter((event) => event.isCancelled).map(({ uid }) => uid))
  const present = calendar.events.filter((event) => !event.isCancelled)
  const uids = new Set(present.map(({ uid }) => uid))
  const absent = known.filter(({ uid }) => !uids.has(uid))
  const isFuture = ({ from }: DateRange) => from > businessDate
  const isWanted = (event: DateRange) => event.to > businessDate && event.from < moment.horizon

  const byUid = new Map(known.map((event) => [event.uid, event]))
  const fresh = present.filter((event) => !byUid.has(event.uid) && isWanted(event))
  const renamed = renamings(
    absent.filter((event) => isFuture(event) && !cancelledUids.has(event.uid)),
    fresh,
  )
  const newRef = createRefs(known)
  const taken = present.filter(isWanted).map((event): TakenEvent => {
    const before = byUid.get(event.uid) ?? renamed.get(event.uid) ?? null
    return { ...takenAs(event, before, moment), channelRef: before?.channelRef ?? newRef(event.uid) }
  })

  const followed = new Set([...renamed.values()].map(({ uid }) => uid))
  const gone = absent.filter(({ uid }) => !followed.has(uid))
  const isCancelledByFeed = (event: KnownEvent) => cancelledUids.has(event.uid) && isFuture(event)
  const open = gone.filter(
    (event) => event.state !== 'echo' && event.to > businessDate && !isCancelledByFeed(event),
  )
  const future = open.filter(isFuture)
  const doubt = doubtOf(calendar, future)
  const counted = doubt === null ? future.map((event) => ({ ...event, absences: event.absences + 1 })) : []
  return {
    taken,
    cancelled: [
      ...gone.filter((event) => event.state !== 'echo' && isCancelledByFeed(event)),
      ...counted.filter(({ absences }) => absences >= moment.confirmations),
    ],
    missing: counted.filter(({ absences }) => absences < moment.confirmations),
    closed: [
      ...gone.filter((event) => event.state === 'echo' || event.to <= businessDate),
      ...known.filter(
        (event) =>
          uids.has(event.uid) && event.to <= businessDate && !taken.some((other) => other.known === event),
      ),
    ],
    doubt,
  }
}

const MOST_REF = 60

/** Of a UID as far as it is short enough; none that an event which had that UID once still goes by. */
function createRefs(known: readonly KnownEvent[]): (uid: string) => string {
  const used = new Set(known.map(({ channelRef }) => channelRef))
  const refOf = (uid: string) =>
    uid.length <= MOST_REF ? uid : createHash('sha256').update(uid).digest('hex').slice(0, 40)
  return (uid) => {
    let ref = refOf(uid)
    for (let copy = 2; used.has(ref); copy++) ref = refOf(`${uid}#${copy}`)
    used.add(ref)
    return ref
  }
}

function doubtOf({ events, unreadable }: Calendar, missing: readonly KnownEvent[]): FeedChanges['doubt'] {
  if (unreadable > 0) return 'unreadable'
  return events.length === 0 && missing.length > 0 ? 'empty' : null
}

/**
 * Some feeds give an event with other dates another UID: one that is gone and a new one that shares nights with it are the same, those
 * first that share most.
 */
function renamings(gone: readonly KnownEvent[], fresh: readonly CalendarEvent[]): Map<string, KnownEvent> {
  const isLike = (before: KnownEvent, { meaning }: CalendarEvent) =>
    (before.state === 'blocked') === (meaning === 'block')
  const pairs = gone
    .flatMap((before) =>
      fresh
        .filter((event) => isLike(before, event))
        .map((event) => ({
          before,
          event,
          shared: daysBetween(laterOf(before.from, event.from), earlierOf(before.to, event.to)),
        })),
    )
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
  const found = new Map<string, KnownEvent>()
  const used = new Set<KnownEvent>()
  for (const { before, event } of pairs) {
    if (used.has(before) || found.has(event.uid)) continue
    used.add(before)
    found.set(event.uid, before)
  }
  return found
}

/**
 * Nights are told to be our own only when they are new: what was counted once stays counted. An echo that outlives the export that
 * explained it is what it says, after as many feeds as a cancellation needs: the channel may be about to fetch the new export.
 */
function takenAs(
  event: CalendarEvent,
  known: KnownEvent | null,
  moment: FeedMoment,
): Omit<TakenEvent, 'channelRef'> {
  const { businessDate, horizon, told, confirmations } = moment
  const inFeed = new Set(nightsOf(event))
  const looked = {
    from: known === null ? laterOf(event.from, businessDate) : event.from,
    to: earlierOf(event.to, horizon),
  }
  const isTold = (date: IsoDate) =>
    event.meaning !== 'booking' && told.some(({ from, to }) => from <= date && date < to)
  const counted = new Set(known?.nights.filter((date) => inFeed.has(date)) ?? [])
  const open = nightsOf({ from: laterOf(event.from, businessDate), to: looked.to }).filter(
    (date) => !counted.has(date),
  )
  const isKnown = (date: IsoDate) => known !== null && known.from <= date && date < known.to
  const waiting = known?.state === 'blocked' ? [] : open.filter((date) => isKnown(date) && !isTold(date))
  const unexplained = waiting.length === 0 ? 0 : (known?.unexplained ?? 0) + 1
  const fresh = open.filter((date) => !isKnown(date) && !isTold(date))
  const outlived = unexplained >= confirmations ? waiting : []
  const wished = known?.state === 'blocked' ? open.filter((date) => isKnown(date) && !isTold(date)) : []
  const nights = [...counted, ...fresh, ...outlived, ...wished].sort()
  // Once a booking, always one: a guest is not turned into a block by a word.
  const isBlock = event.meaning === 'block' && known?.state !== 'booked'
  const state = nights.length === 0 ? 'echo' : isBlock ? 'blocked' : 'booked'
  return { known, event, state, nights, looked, unexplained: outlived.length > 0 ? 0 : unexplained }
}
