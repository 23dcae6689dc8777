/** What became of a request's ranges, in the bounds of the link to the desk. */
import type { RangeOutcome, SendRange } from '../../shared/contract/sync-link.ts'
import type { SendResult } from '../engine/ports.ts'

export type Status = RangeOutcome['status']

/** Every range with one outcome and one error. */
export function sameForAll(
  ranges: readonly SendRange[],
  status: Status,
  code: string,
  message: string,
  rest: Partial<SendResult> = {},
): SendResult {
  return {
    outcomes: ranges.map(() => outcome(status, code, message)),
    error: { code: code.slice(0, 100), message: message.slice(0, 500) },
    stop: false,
    retryAfterMs: null,
    unattributed: false,
    ...rest,
  }
}

export function allAcknowledged(ranges: readonly SendRange[]): SendResult {
  return {
    outcomes: ranges.map(() => outcome('acknowledged', '', '')),
    error: null,
    stop: false,
    retryAfterMs: null,
    unattributed: false,
  }
}

export function outcome(status: Status, code: string, message: string): RangeOutcome {
  return { status, code: code.slice(0, 100), message: message.slice(0, 500) }
}
