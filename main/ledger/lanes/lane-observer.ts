/** What a lane did, for whoever counts, logs or traces it; told after the commit. Ids, numbers and values of cells only. */
import type { RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import type { KeptRequest } from './request-rows.ts'

export interface ClaimedWork {
  readonly channelId: string
  readonly lane: string
  readonly requestId: string
  readonly ranges: readonly SendRange[]
  /** Journal numbers of the commands whose changes it carries; the latest ones. */
  readonly seqs: readonly number[]
}

export interface SettledCall extends KeptRequest {
  readonly channelId: string
  readonly requestId: string
  /** 1 for a first one; more after attempts in vain. */
  readonly attempt: number
  readonly errorCode: string | null
  /** What became of each range, in their order. */
  readonly outcomes: readonly RangeOutcome[]
  /** When the oldest change in it was committed, epoch ms; null where cells were only sent again. */
  readonly changedAt: number | null
  /** When the request left and how long its answer took; null where none was made, or nobody measured. */
  readonly sent: { readonly at: number; readonly tookMs: number } | null
}

export interface LaneObserver {
  claimed(work: ClaimedWork): void
  settled(call: SettledCall): void
}
