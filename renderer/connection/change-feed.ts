/** What a `changed` event means for what the page has fetched: nothing, some topics, or everything after a gap. */
import type { Changed } from '../../shared/contract/desk.ts'
import type { Topic } from '../../shared/contract/procedure.ts'

export type Stale = 'nothing' | 'everything' | readonly Topic[]

export interface FeedStep {
  /** Journal number up to which the page knows of every change. */
  readonly knownSeq: number
  readonly stale: Stale
}

/**
 * `knownSeq` is null before the first event of the page's life. The stream begins with the present number and no
 * topics, so a reconnection during which nothing was committed refetches nothing. A number that goes back means
 * another ledger (a restored backup): everything is stale.
 */
export function followChange(knownSeq: number | null, changed: Changed): FeedStep {
  const hasGap = knownSeq === null || changed.fromSeq > knownSeq + 1 || changed.toSeq < knownSeq
  if (hasGap) return { knownSeq: changed.toSeq, stale: 'everything' }
  if (changed.topics.length > 0) return { knownSeq: changed.toSeq, stale: changed.topics }
  return { knownSeq: changed.toSeq, stale: changed.toSeq > knownSeq ? 'everything' : 'nothing' }
}
