/**
 * Kinds of channel that post to an address of ours, which the relay takes in: reservations as a whole, or hints, which only
 * say that there is something to fetch.
 */
import type { ChannelKind } from './kinds.ts'

export type Posts = 'reservations' | 'hints'

export const POSTING = {
  agoda: 'hints',
  alpinebits: 'reservations',
  bookingcom: 'reservations',
  channex: 'hints',
  expedia: 'reservations',
  siteminder: 'reservations',
} as const satisfies Partial<Record<ChannelKind, Posts>>

export type PostingKind = keyof typeof POSTING
/** Not empty. */
export const POSTING_KINDS = Object.keys(POSTING) as [PostingKind, ...PostingKind[]]

export function isPosting(kind: ChannelKind): kind is PostingKind {
  return Object.hasOwn(POSTING, kind)
}
