/** What became of the ranges, judged from Expedia's answer: all, all but what warnings name, or nothing. */
import type { RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import { allAcknowledged, outcome, type Status, sameForAll } from '../send-result.ts'
import { descendant } from '../xml/xml-tree.ts'
import { type EqcNotice, meaningOf, noticesOf, readAnswer, saying } from './eqc.ts'
import { candidatesOf, rangesNamedBy } from './named-ranges.ts'

/** The update was made all the same: total adjusted to 4,999; a rate plan that is not on sale yet. */
const ADVICE_CODES: ReadonlySet<number> = new Set([7018, 7022])
const LISTS_ONLY_SOME = /Remaining \d+ warnings will not be returned/

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(answer: HttpAnswer, ranges: readonly SendRange[], now: number): SendResult {
  const { status } = answer
  const isGood = status >= 200 && status <= 299
  const root = readAnswer(answer.body, 'ar')
  if (typeof root !== 'string') {
    const errors = noticesOf(root, 'Error')
    const success = descendant(root, 'Success')
    const warnings = noticesOf(success, 'Warning')
    if (errors !== null && errors.length > 0 && success === undefined) return judgeErrors(errors, ranges)
    if (isGood && success !== undefined && warnings !== null && errors?.length === 0)
      return judgeWarnings(warnings, ranges)
  }
  if (!isGood) return judgeStatus(answer, ranges, now)
  const reason = typeof root === 'string' ? root : 'it says neither success nor what failed'
  return sameForAll(ranges, 'uncertain', 'MalformedAnswer', `Expedia's answer cannot be read: ${reason}.`)
}

/** Answers of the way there rather than of QuickConnect, which documents no status of its own. */
function judgeStatus(answer: HttpAnswer, ranges: readonly SendRange[], now: number): SendResult {
  const { status } = answer
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  const all = (become: Status, code: string, text: string, rest: Partial<SendResult> = pause) =>
    sameForAll(ranges, become, code, text, rest)
  if (status === 401 || status === 403) {
    const text = `Expedia refused the credentials (HTTP ${status}). Check the user name and the password of this channel.`
    return all('not_applied', 'CredentialsRefused', text, { stop: true })
  }
  if (status === 429) return all('not_applied', 'RateLimited', 'Expedia asks for a pause.')
  if (status === 408) return all('uncertain', 'RequestTimeout', 'Expedia gave the request up.')
  if (status >= 500)
    return all('uncertain', 'ServerError', `Expedia answered HTTP ${status}. It is tried again.`)
  if (status === 413) {
    const rest = { unattributed: ranges.length > 1 }
    return all('not_applied', 'MessageTooLarge', 'Expedia finds the message too large.', rest)
  }
  const text = `Expedia answered HTTP ${status}. Check the address of this channel.`
  return all('not_applied', 'UnexpectedStatus', text)
}

/** "When errors are returned, nothing included in the request was processed" (EQC AR, Error). */
function judgeErrors(errors: readonly EqcNotice[], ranges: readonly SendRange[]): SendResult {
  const ofMeaning = (...meanings: ReturnType<typeof meaningOf>[]) =>
    errors.find(({ code }) => meanings.includes(meaningOf(code)))
  const all = (notice: EqcNotice, status: Status, rest: Partial<SendResult> = {}) =>
    sameForAll(ranges, status, codeOf(notice), saying(notice), rest)
  const access = ofMeaning('access')
  if (access !== undefined) {
    return { ...all(access, 'not_applied', { stop: true }), error: accessError(access) }
  }
  const form = ofMeaning('form')
  if (form !== undefined) return all(form, 'not_applied', { stop: true })
  // A fault inside of Expedia may have come late: it is sent again, and confirmed.
  const internal = ofMeaning('internal')
  if (internal !== undefined) return all(internal, 'uncertain')
  const closed = ofMeaning('closed')
  if (closed !== undefined) return all(closed, 'not_applied')
  return judgeNotices(errors, ranges, 'not_applied', 'not_applied')
}

/** "Anything that is not listed in the warning list is assumed to be successfully processed" (EQC AR, Warning). */
function judgeWarnings(warnings: readonly EqcNotice[], ranges: readonly SendRange[]): SendResult {
  const failures = warnings.filter(({ code }) => !ADVICE_CODES.has(code))
  return failures.length === 0
    ? allAcknowledged(ranges)
    : judgeNotices(failures, ranges, 'acknowledged', 'uncertain')
}

/** `rest` becomes of the ranges that no notice names; `open` of all of them where a notice names nobody. */
function judgeNotices(
  notices: readonly EqcNotice[],
  ranges: readonly SendRange[],
  rest: Status,
  open: Status,
): SendResult {
  const outcomes: RangeOutcome[] = ranges.map(() => outcome(rest, '', ''))
  const unnamed: EqcNotice[] = []
  for (const notice of notices) {
    const named = rangesNamedBy(notice, ranges)
    if (named === null) unnamed.push(notice)
    else for (const index of named) outcomes[index] = outcome('refused', codeOf(notice), saying(notice))
  }
  // Of a cause with more than 20 warnings the others are not listed, and may speak of any range that is like these.
  const isCut = notices.find(
    (notice) =>
      LISTS_ONLY_SOME.test(notice.text) &&
      candidatesOf(notice, ranges).some((index) => outcomes[index]?.status !== 'refused'),
  )
  const first = unnamed[0] ?? isCut
  if (first !== undefined) {
    return sameForAll(ranges, open, codeOf(first), saying(first), { unattributed: true })
  }
  const [shown] = notices
  const error = shown === undefined ? null : { code: codeOf(shown), message: saying(shown) }
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false }
}

function codeOf({ code }: EqcNotice): string {
  return meaningOf(code) === 'access' ? 'CredentialsRefused' : `Expedia${code}`
}

function accessError(notice: EqcNotice) {
  const text = `Check the hotel's number, the user name and the password of this channel. ${saying(notice)}`
  return { code: codeOf(notice), message: text.slice(0, 500) }
}
