/** What became of the ranges, judged from SiteMinder's answer: "each message is atomic, processed entirely or not at all". */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import { allAcknowledged, type Status, sameForAll } from '../send-result.ts'
import { codeOf, type Meaning, meaningOfFault, saying, weightiest } from './meaning.ts'
import { type Notice, readAnswer } from './soap.ts'

/** `expected` is the root of the answer; `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(
  answer: HttpAnswer,
  { expected, echoToken }: { expected: string; echoToken: string },
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const isGood = answer.status >= 200 && answer.status <= 299
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  const read = readAnswer(answer.body, expected, echoToken)
  if (read.kind === 'fault') return judgeNotice(read.fault, meaningOfFault(read.fault), ranges, pause)
  if (read.kind === 'message' && read.errors.length > 0) {
    const { notice, meaning } = weightiest(read.errors)
    return judgeNotice(notice, meaning, ranges, pause)
  }
  if (!isGood) return judgeStatus(answer.status, ranges, pause)
  // Warnings change nothing: they stand beside success.
  if (read.kind === 'message' && read.isSuccess) return allAcknowledged(ranges)
  const reason = read.kind === 'unreadable' ? read.reason : 'it says neither success nor what failed'
  return sameForAll(ranges, 'uncertain', 'MalformedAnswer', `SiteMinder's answer cannot be read: ${reason}.`)
}

/** Nothing of the message was taken, but for a fault inside of SiteMinder, which may have come late. */
function judgeNotice(
  notice: Notice,
  meaning: Meaning,
  ranges: readonly SendRange[],
  pause: { retryAfterMs: number | null },
): SendResult {
  const all = (status: Status, rest: Partial<SendResult>) =>
    sameForAll(ranges, status, codeOf(notice, meaning), saying(notice, meaning), rest)
  if (meaning === 'access') return all('not_applied', { stop: true })
  if (meaning === 'later') return all('uncertain', pause)
  return all('not_applied', { unattributed: true })
}

/** Answers of the way there rather than of pmsXchange, which documents no status of its own. */
function judgeStatus(
  status: number,
  ranges: readonly SendRange[],
  pause: { retryAfterMs: number | null },
): SendResult {
  const all = (become: Status, code: string, text: string, rest: Partial<SendResult> = pause) =>
    sameForAll(ranges, become, code, text, rest)
  if (status === 401 || status === 403) {
    const text = `SiteMinder refused the credentials (HTTP ${status}). Check the user name and the password of this channel.`
    return all('not_applied', 'CredentialsRefused', text, { stop: true })
  }
  if (status === 429) return all('not_applied', 'RateLimited', 'SiteMinder asks for a pause.')
  if (status === 408) return all('uncertain', 'RequestTimeout', 'SiteMinder gave the request up.')
  if (status >= 500)
    return all('uncertain', 'ServerError', `SiteMinder answered HTTP ${status}. It is tried again.`)
  if (status === 413) {
    const rest = { unattributed: true }
    return all('not_applied', 'MessageTooLarge', 'SiteMinder finds the message too large.', rest)
  }
  return all(
    'not_applied',
    'UnexpectedStatus',
    `SiteMinder answered HTTP ${status}. Check the address of this channel.`,
  )
}
