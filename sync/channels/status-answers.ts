/** Answers of the way there, told by their HTTP status alone, which mean the same at every channel. */
import type { SendRange } from '../../shared/contract/sync-link.ts'
import { ChannelFailure, type HttpAnswer, type HttpFailure, type SendResult } from '../engine/ports.ts'
import { retryAfterMs } from './retry-after.ts'
import { type Status, sameForAll } from './send-result.ts'

export interface Named {
  /** The channel's own name. */
  readonly name: string
  /** What it signs in by, as people know it: `the API key`. */
  readonly secret: string
}

interface Meaning {
  readonly status: Status
  readonly code: string
  readonly text: string
  readonly stop?: boolean
  readonly unattributed?: boolean
}

/** Of any status but a 2xx one. */
function meaningOf({ name, secret }: Named, status: number): Meaning {
  const tells = `${name} answered HTTP ${status}`
  if (status === 401 || status === 403) {
    const text = `${name} refused ${secret} (HTTP ${status}). Check ${secret} of this channel and its rights to this property.`
    return { status: 'not_applied', code: 'CredentialsRefused', text, stop: true }
  }
  if (status === 429) return { status: 'not_applied', code: 'RateLimited', text: `${name} asks for a pause.` }
  if (status === 408)
    return { status: 'uncertain', code: 'RequestTimeout', text: `${name} gave the request up.` }
  if (status === 413) {
    const text = `${name} finds the message too large.`
    return { status: 'not_applied', code: 'MessageTooLarge', text, unattributed: true }
  }
  if (status >= 500) return { status: 'uncertain', code: 'ServerError', text: `${tells}. It is tried again.` }
  return {
    status: 'not_applied',
    code: 'UnexpectedStatus',
    text: `${tells}. Check the address of this channel.`,
  }
}

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function sentWithStatus(
  channel: Named,
  answer: HttpAnswer,
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const { status, code, text, stop = false, unattributed = false } = meaningOf(channel, answer.status)
  const rest = { stop, retryAfterMs: retryAfterMs(answer.headers, now) }
  return sameForAll(ranges, status, code, text, { ...rest, unattributed: unattributed && ranges.length > 1 })
}

export function failureOfStatus(channel: Named, answer: HttpAnswer, now: number): ChannelFailure {
  const { code, text, stop = false } = meaningOf(channel, answer.status)
  return new ChannelFailure(code, text, { stop, retryAfterMs: retryAfterMs(answer.headers, now) })
}

export function sentWithoutAnswer(
  channel: Named,
  error: HttpFailure,
  ranges: readonly SendRange[],
): SendResult {
  const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
  return sameForAll(ranges, status, error.code, noAnswer(channel, error))
}

export function failureWithoutAnswer(channel: Named, error: HttpFailure): ChannelFailure {
  return new ChannelFailure(error.code, noAnswer(channel, error))
}

function noAnswer({ name }: Named, error: HttpFailure): string {
  return `${name} gave no complete answer (${error.code}). It is tried again.`
}
