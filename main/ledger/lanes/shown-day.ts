/** What a channel shows of one product on one night, and how each event of the lanes changes that. Pure. */

export interface ShownDay {
  /** Text of the acknowledged value; null when nobody knows what the channel shows. */
  readonly value: string | null
  /** Monotonic ms of this run: a request begun from then on confirms the cell; null when none is due. */
  readonly confirmAt: number | null
  /** Journal number of the channel's own sale that made it unknown (rule 9); 0 when none did. */
  readonly disturbedSeq: number
  /** A request that carries it is on its way. */
  readonly inFlight: boolean
  /** Availability only: the fewest rooms it may show while unknown. */
  readonly least: number
  /** Availability only: the most rooms it may show while unknown; null when nobody knows. For people, not for the lanes. */
  readonly most: number | null
}

export const NEVER_SHOWN: ShownDay = {
  value: null,
  confirmAt: null,
  disturbedSeq: 0,
  inFlight: false,
  least: 0,
  most: null,
}

export const isSettled = (day: ShownDay): boolean => day.value !== null && day.confirmAt === null

/** Rule 1: unknown from now on, whatever happens to the request. `sentRooms`: for availability, else null. */
export function marked(day: ShownDay, sentRooms: number | null): ShownDay {
  const unknown = { ...day, value: null, inFlight: true }
  if (sentRooms === null) return unknown
  const { least, most } = day.value === null ? day : { least: Number(day.value), most: Number(day.value) }
  return {
    ...unknown,
    least: Math.min(least, sentRooms),
    most: most === null ? null : Math.max(most, sentRooms),
  }
}

/** Answered, and no wiser: not applied, refused, or the answer came too late to mean anything. */
export const answered = (day: ShownDay): ShownDay => ({ ...day, inFlight: false })

/** Rule 4: the request may still land until `deadline` (monotonic ms). */
export const uncertain = (day: ShownDay, deadline: number): ShownDay => ({
  ...answered(day),
  confirmAt: Math.max(day.confirmAt ?? 0, deadline),
})

/** The channel shows the value; an earlier uncertainty ends when the request was claimed after its deadline. */
export const acknowledged = (day: ShownDay, value: string, claimedAt: number): ShownDay => ({
  ...NEVER_SHOWN,
  value,
  confirmAt: day.confirmAt !== null && claimedAt < day.confirmAt ? day.confirmAt : null,
})

/** Rule 9: the channel changed its own stock in the command `seq`. */
export const disturbed = (day: ShownDay, seq: number): ShownDay => ({
  ...day,
  value: null,
  disturbedSeq: seq,
  least: 0,
  most: null,
})

/** Rule 6: it stays listed, so that it is still closed when it is no longer mapped, and still confirmed. */
export const forgotten = (day: ShownDay): ShownDay => ({ ...day, value: null, least: 0, most: null })

interface StoredDay {
  v?: string
  c?: number
  d?: number
  f?: 1
  l?: number
  m?: number
}

/** A settled day is stored as its value's text; any other as an object. */
export function encodeDay(day: ShownDay): string | StoredDay {
  if (day.value !== null && day.confirmAt === null && day.disturbedSeq === 0 && !day.inFlight)
    return day.value
  return {
    ...(day.value === null ? {} : { v: day.value }),
    ...(day.confirmAt === null ? {} : { c: day.confirmAt }),
    ...(day.disturbedSeq === 0 ? {} : { d: day.disturbedSeq }),
    ...(day.inFlight ? { f: 1 as const } : {}),
    ...(day.least === 0 ? {} : { l: day.least }),
    ...(day.most === null ? {} : { m: day.most }),
  }
}

export function decodeDay(stored: string | StoredDay): ShownDay {
  if (typeof stored === 'string') return { ...NEVER_SHOWN, value: stored }
  return {
    value: stored.v ?? null,
    confirmAt: stored.c ?? null,
    disturbedSeq: stored.d ?? 0,
    inFlight: stored.f === 1,
    least: stored.l ?? 0,
    most: stored.m ?? null,
  }
}

/** The JSON of a month's days. */
export type StoredMonth = Record<string, string | StoredDay>
