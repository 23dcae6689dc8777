/** Tells apart what went wrong: the desk gone for good, the desk refusing, the channel, or a bug of ours. */
import type { LaneError } from '../../shared/contract/sync-link.ts'
import { ChannelFailure, HttpFailure } from './ports.ts'

const MOST_CODE_CHARACTERS = 100
const MOST_MESSAGE_CHARACTERS = 500

/** The stable code that domain errors, failures and errors of the link carry; null for a bug. */
export function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

/** For the log: what failed and where, without its message, as that may quote what a guest wrote. */
export function traceOf(error: unknown): { code: string | null; fault: string; at: string[] } {
  if (!(error instanceof Error)) return { code: codeOf(error), fault: typeof error, at: [] }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return { code: codeOf(error), fault: error.name, at: frames.slice(0, 8).map((line) => line.trim()) }
}

/** No further call to the desk can succeed: the link is gone, or a newer sync process has taken over. */
export function endsEngine(error: unknown): boolean {
  const code = codeOf(error)
  return code === 'LinkClosed' || code === 'StaleEpoch'
}

/** Cut to what the contract takes. */
export function laneError(code: string, message: string): LaneError {
  return { code: code.slice(0, MOST_CODE_CHARACTERS), message: message.slice(0, MOST_MESSAGE_CHARACTERS) }
}

/** Why a round or a request did not work, and when it may be tried again. */
export interface Problem {
  readonly error: LaneError
  readonly stop: boolean
  readonly retryAfterMs: number | null
  /** Nothing works for now, so the next attempt backs off; false where only some messages are held up. */
  readonly isOutage: boolean
}

/** For people; the text of an unforeseen error stays in the log, as it may quote what a guest wrote. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ChannelFailure) {
    const { stop, retryAfterMs } = error
    return { error: laneError(error.code, error.message), stop, retryAfterMs, isOutage: true }
  }
  if (error instanceof HttpFailure) {
    return { error: laneError(error.code, error.message), stop: false, retryAfterMs: null, isOutage: true }
  }
  return { error: ADAPTER_FAULT, stop: false, retryAfterMs: null, isOutage: true }
}

export const ADAPTER_FAULT: LaneError = {
  code: 'AdapterFault',
  message: 'This program failed to handle the channel’s answer. It will try again; the log has the details.',
}
