/** What an adapter's result means for the lane: the outcomes to settle, and whether it was a failure. */
import type { Facet } from '../../shared/cells.ts'
import type { LaneError, RangeOutcome } from '../../shared/contract/sync-link.ts'
import { ADAPTER_FAULT, laneError } from './faults.ts'
import type { SendResult } from './ports.ts'

export interface Verdict {
  /** One per range of the batch, the unsent ones included. */
  readonly outcomes: RangeOutcome[]
  readonly error: LaneError | null
  readonly stop: boolean
  readonly retryAfterMs: number | null
  /** The lane must wait before it tries again. Ranges that were refused or never sent are no failure. */
  readonly isFailure: boolean
  /** At least one range is settled for good, so the count of failures starts anew. */
  readonly madeProgress: boolean
  /** Something in this request is refused, and only a smaller one can show what. */
  readonly mustHalve: boolean
  readonly resync: readonly Facet[]
}

const NOT_SENT: RangeOutcome = { status: 'not_applied', code: '', message: '' }
const NO_REASON_GIVEN = laneError('NotApplied', 'The channel did not take the values and gave no reason.')

/** `sent` ranges (1 or more, the first ones) of a batch of `total` went into the request. */
export function judge(result: SendResult, sent: number, total: number): Verdict {
  if (result.outcomes.length !== sent) return judge(uncertainResult(sent, ADAPTER_FAULT), sent, total)
  const isAlone = result.unattributed && sent === 1 && !result.stop
  const outcomes = isAlone ? [refusedAlone(result)] : result.outcomes.map(cut)
  const settled = (o: RangeOutcome) => o.status === 'acknowledged' || o.status === 'refused'
  const mustHalve = result.unattributed && !isAlone && !result.stop
  const isFailure = result.stop || (!mustHalve && !outcomes.every(settled))
  return {
    outcomes: [...outcomes, ...Array.from({ length: total - sent }, () => NOT_SENT)],
    error: result.error
      ? laneError(result.error.code, result.error.message)
      : isFailure
        ? NO_REASON_GIVEN
        : null,
    stop: result.stop,
    retryAfterMs: result.retryAfterMs,
    isFailure,
    madeProgress: outcomes.some(settled),
    mustHalve,
    resync: result.resync ?? [],
  }
}

/** Of a request about which nothing is known. */
export function uncertainResult(count: number, error: LaneError): SendResult {
  const outcomes = Array.from({ length: count }, () => ({ status: 'uncertain' as const, ...error }))
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false }
}

/** A refusal that names no range is about the only range there was. */
function refusedAlone(result: SendResult): RangeOutcome {
  const { code, message } = laneError(
    result.error?.code ?? 'Refused',
    result.error?.message ?? 'The channel refused this value and gave no reason.',
  )
  return { status: 'refused', code, message }
}

function cut(outcome: RangeOutcome): RangeOutcome {
  return { status: outcome.status, ...laneError(outcome.code, outcome.message) }
}
