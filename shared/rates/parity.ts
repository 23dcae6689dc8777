/**
 * Where the same room for the same night is shown at different prices, and why. Pure: it compares what the hotel asks for
 * one product and night with what one place shows of it, and joins neighbouring nights that differ alike.
 */
import { addDays, type IsoDate } from '../dates.ts'

/** The most pressing first: in this order they are listed. */
export const PARITY_REASONS = [
  /** The channel refused the value that it was sent. */
  'parked',
  /** Nothing is sent: the channel refused the credentials, or a person has to look. */
  'stopped',
  /** The channel is not reached; it is tried again. */
  'backing_off',
  /** Changed a moment ago and not acknowledged yet. */
  'waiting',
  /** The desk gives a promotion without a code, which no channel knows of. */
  'promotion',
  /** The plan costs less for longer stays, which no channel knows of. */
  'length_of_stay',
  /** Rooms are left, and the channel's buffer or cap hides them. */
  'kept_back',
  'not_at_desk',
  'not_on_channel',
  'not_mapped',
  'beyond_horizon',
] as const
export type ParityReason = (typeof PARITY_REASONS)[number]

/** Why a value that should be shown is not. */
export type LaneTrouble = Extract<ParityReason, 'parked' | 'stopped' | 'backing_off' | 'waiting'>

/** `nothing`: it was never told of the night; `unknown`: nobody knows what it shows. */
export type Showing =
  | { readonly kind: 'price'; readonly amountMinor: number }
  | { readonly kind: 'closed' | 'unknown' | 'nothing' }

export interface Difference {
  readonly reason: ParityReason
  readonly shows: Showing
  /** Of the desk: for stays of so many nights or more, and the price is the night's share of one; null on a channel. */
  readonly nights: number | null
  /** Of the desk: promotions that make it. */
  readonly names: readonly string[]
}

export interface ChannelNight {
  /** Minor units for base occupancy; null where the night is closed, as one without a price is. */
  readonly asksMinor: number | null
  readonly standing: 'sold' | 'not_on_channel' | 'not_mapped' | 'beyond_horizon'
  /** Rooms are left in the house and none on the channel, by its buffer or cap. */
  readonly isKeptBack: boolean
  /** What it is known to show; null: nobody knows; undefined: it was never told. */
  readonly shownMinor: number | null | undefined
  readonly isShownClosed: boolean | null | undefined
  readonly priceTrouble: LaneTrouble
  readonly restrictionsTrouble: LaneTrouble
}

/** What a guest would see there. */
export function showingOf({
  shownMinor,
  isShownClosed,
}: Pick<ChannelNight, 'shownMinor' | 'isShownClosed'>): Showing {
  if (isShownClosed === true) return { kind: 'closed' }
  if (shownMinor === undefined) return { kind: 'nothing' }
  if (shownMinor === null || isShownClosed !== false) return { kind: 'unknown' }
  return { kind: 'price', amountMinor: shownMinor }
}

/** Null: the channel shows what the hotel asks. */
export function channelDifference(night: ChannelNight): Difference | null {
  const shows = showingOf(night)
  const differs = (reason: ParityReason, what: Showing = shows): Difference => ({
    reason,
    shows: what,
    nights: null,
    names: [],
  })
  const isOpen = shows.kind === 'price' || shows.kind === 'unknown'
  // Nothing is sent beyond the horizon, so nobody looks at what was shown there once.
  if (night.standing === 'beyond_horizon')
    return night.asksMinor === null ? null : differs('beyond_horizon', { kind: 'nothing' })
  if (night.standing !== 'sold') {
    if (isOpen) return differs(night.restrictionsTrouble)
    return night.asksMinor === null ? null : differs(night.standing)
  }
  if (night.asksMinor === null) return isOpen ? differs(night.restrictionsTrouble) : null
  switch (shows.kind) {
    case 'closed':
      return differs(night.restrictionsTrouble)
    case 'nothing':
      return differs(night.priceTrouble)
    case 'unknown':
      return differs(typeof night.shownMinor === 'number' ? night.restrictionsTrouble : night.priceTrouble)
    case 'price':
      if (shows.amountMinor !== night.asksMinor) return differs(night.priceTrouble)
      return night.isKeptBack ? differs('kept_back', { kind: 'closed' }) : null
  }
}

export interface DeskNight {
  readonly asksMinor: number | null
  readonly isSoldAtDesk: boolean
  /** What the desk takes without being asked for a code, where that is not the price; null: it takes the price. */
  readonly reduced: {
    readonly reason: 'promotion' | 'length_of_stay'
    readonly amountMinor: number
    readonly nights: number
    readonly names: readonly string[]
  } | null
}

/** Null: the desk sells the night at its price, or nobody is to sell it. */
export function deskDifference({ asksMinor, isSoldAtDesk, reduced }: DeskNight): Difference | null {
  if (asksMinor === null) return null
  if (!isSoldAtDesk) return { reason: 'not_at_desk', shows: { kind: 'nothing' }, nights: null, names: [] }
  if (reduced === null || reduced.amountMinor === asksMinor) return null
  const { reason, amountMinor, nights, names } = reduced
  return { reason, shows: { kind: 'price', amountMinor }, nights, names }
}

export interface DatedDifference {
  readonly date: IsoDate
  readonly asksMinor: number | null
  readonly difference: Difference
}

/** Least and most of the nights of a run. */
export interface Span {
  readonly leastMinor: number
  readonly mostMinor: number
}

export interface ParityRun {
  readonly from: IsoDate
  /** Exclusive. */
  readonly to: IsoDate
  /** Null: the hotel asks nothing, it is not for sale. */
  readonly asks: Span | null
  readonly reason: ParityReason
  readonly shows: { readonly kind: Showing['kind']; readonly prices: Span | null }
  readonly nights: number | null
  readonly names: readonly string[]
}

const sameRun = (run: ParityRun, { date, asksMinor, difference }: DatedDifference): boolean =>
  run.to === date &&
  run.reason === difference.reason &&
  run.shows.kind === difference.shows.kind &&
  (run.asks === null) === (asksMinor === null) &&
  run.nights === difference.nights &&
  run.names.join('\n') === difference.names.join('\n')

const spanWith = (span: Span | null, amount: number | null): Span | null =>
  amount === null
    ? span
    : {
        leastMinor: Math.min(span?.leastMinor ?? amount, amount),
        mostMinor: Math.max(span?.mostMinor ?? amount, amount),
      }

/** Joins neighbouring nights of one product and one place that differ for the same reason. `nights` sorted by date. */
export function runsOf(nights: Iterable<DatedDifference>): ParityRun[] {
  const runs: ParityRun[] = []
  for (const night of nights) {
    const { date, asksMinor, difference } = night
    const last = runs.at(-1)
    const isLonger = last !== undefined && sameRun(last, night)
    const shown = difference.shows.kind === 'price' ? difference.shows.amountMinor : null
    const run: ParityRun = {
      from: isLonger ? last.from : date,
      to: addDays(date, 1),
      asks: spanWith(isLonger ? last.asks : null, asksMinor),
      reason: difference.reason,
      shows: {
        kind: difference.shows.kind,
        prices: spanWith(isLonger ? last.shows.prices : null, shown),
      },
      nights: difference.nights,
      names: difference.names,
    }
    if (isLonger) runs.splice(-1, 1, run)
    else runs.push(run)
  }
  return runs
}
