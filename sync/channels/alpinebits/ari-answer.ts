/** What became of the ranges, judged from the answer: success, an advisory, a warning or an error, never a range by itself. */
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import { allAcknowledged, type Status, sameForAll } from '../send-result.ts'
import { CREDENTIALS_REFUSED, codeOf, isAboutAgreement, isAdvisory, saying, weightiest } from './meaning.ts'
import type { Reading } from './message.ts'

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(
  read: Reading,
  { status, headers }: HttpAnswer,
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const pause = { retryAfterMs: retryAfterMs(headers, now) }
  const all = (become: Status, code: string, text: string, rest: Partial<SendResult> = pause) =>
    sameForAll(ranges, become, code, text, rest)
  if (read.kind === 'message' && read.errors.length > 0) {
    const { notice, meaning } = weightiest(read.errors)
    const [code, text] = [codeOf(notice, meaning), saying(notice, meaning)]
    if (meaning === 'access') return all('not_applied', code, text, { stop: true })
    if (meaning === 'later') return all('uncertain', code, text)
    if (meaning === 'asked') return all('not_applied', code, text)
    return all('not_applied', code, text, { unattributed: true })
  }
  const text = `The AlpineBits server answered HTTP ${status}.`
  if (status === 401 || status === 403)
    return all('not_applied', 'CredentialsRefused', CREDENTIALS_REFUSED, { stop: true })
  if (status === 429) return all('not_applied', 'RateLimited', 'The AlpineBits server asks for a pause.')
  if (status === 408 || status >= 500) return all('uncertain', 'ServerError', `${text} It is tried again.`)
  if (status === 413) return all('not_applied', 'MessageTooLarge', text, { unattributed: true })
  if (read.kind === 'refusal') {
    const unattributed = !isAboutAgreement(read.text)
    return all('not_applied', 'RequestRefused', `The AlpineBits server: ${read.text}`, { unattributed })
  }
  if (status === 400) return all('not_applied', 'RequestRefused', text, { unattributed: true })
  if (status < 200 || status > 299)
    return all('not_applied', 'UnexpectedStatus', `${text} Check the address of this channel.`)
  if (read.kind === 'message' && read.isSuccess) return judgeSuccess(read, ranges)
  const reason = read.kind === 'unreadable' ? read.reason : 'it says neither success nor what failed'
  return all('uncertain', 'MalformedAnswer', `The AlpineBits server's answer cannot be read: ${reason}.`, {})
}

/** An advisory asks for nothing. Another warning says that something was not taken, and not of which range. */
function judgeSuccess(
  { warnings }: Extract<Reading, { kind: 'message' }>,
  ranges: readonly SendRange[],
): SendResult {
  const warning = warnings.find((each) => !isAdvisory(each))
  if (warning === undefined) return allAcknowledged(ranges)
  const code = codeOf(warning, 'refused')
  return sameForAll(ranges, 'uncertain', code, saying(warning, 'refused'), { unattributed: true })
}
