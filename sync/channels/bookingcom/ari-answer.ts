/** What became of the ranges, judged from Booking.com's answer (status codes and partial answers of docs/CHANNELS.md). */
import type { RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import { allAcknowledged, outcome, type Status, sameForAll } from '../send-result.ts'
import { descendant, MalformedXml, parseXml, type XmlElement } from '../xml/xml-tree.ts'
import type { AriMessage } from './ari-message.ts'
import { type Notice, rangesNamedBy, readNotices } from './notices.ts'

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(
  answer: HttpAnswer,
  message: AriMessage,
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const { status } = answer
  const all = (outcome: Status, code: string, text: string, rest: Partial<SendResult> = {}) =>
    sameForAll(ranges, outcome, code, withRuid(text, answer.body), rest)
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  if (status === 401 || status === 403) {
    const text = `Booking.com refused the credentials (HTTP ${status}). Check the machine account of this channel.`
    return all('not_applied', 'CredentialsRefused', text, { stop: true })
  }
  if (status === 429) return all('not_applied', 'RateLimited', 'Booking.com asks for a pause.', pause)
  if (status >= 500) {
    return all('uncertain', 'ServerError', `Booking.com answered HTTP ${status}. It is tried again.`, pause)
  }
  if (status === 408) return all('uncertain', 'RequestTimeout', 'Booking.com gave the request up.', pause)
  if (status === 413) {
    const text = 'Booking.com finds the message too large.'
    return all('not_applied', 'MessageTooLarge', text, { unattributed: ranges.length > 1 })
  }
  if (status !== 400 && (status < 200 || status > 299)) {
    const text = `Booking.com answered HTTP ${status}. Check the address of this channel.`
    return all('not_applied', 'UnexpectedStatus', text, pause)
  }
  const root = readRoot(answer.body, `${message.action}RS`)
  if (typeof root === 'string') {
    return all('uncertain', 'MalformedAnswer', `Booking.com's answer cannot be read: ${root}.`)
  }
  return judgeNotices(root, status === 400, answer.body, message, ranges)
}

function judgeNotices(
  root: XmlElement,
  allFailed: boolean,
  body: string,
  message: AriMessage,
  ranges: readonly SendRange[],
): SendResult {
  const notices = readNotices(root)
  const failures = notices.filter((each) => each.kind === 'error' || each.meaning === 'later')
  const undecided: Status = allFailed ? 'not_applied' : 'uncertain'
  const isSuccess =
    descendant(root, 'Success') !== undefined && !notices.some((each) => each.kind === 'error')
  if (failures.length === 0) {
    // Success means all of it; with neither Success nor a reason, and with a 400 that claims success, nothing is sure.
    if (isSuccess && !allFailed) return allAcknowledged(ranges)
    const text = withRuid(`Booking.com's answer says neither success nor what failed.`, body)
    return sameForAll(ranges, 'uncertain', 'MalformedAnswer', text)
  }
  const outcomes = ranges.map(() => outcome(allFailed ? 'not_applied' : 'acknowledged', '', ''))
  const unnamed: Notice[] = []
  for (const notice of failures) {
    const named = rangesNamedBy(notice, ranges, message.rangeOfLocator) ?? onlyRange(ranges)
    if (named === null) unnamed.push(notice)
    else for (const index of named) settle(outcomes, index, notice, undecided, body)
  }
  const first = unnamed[0] ?? failures[0]
  const code = first?.code ?? 'ChannelError'
  const text = withRuid(`Booking.com: ${first?.text ?? 'no reason given'}`, body)
  if (unnamed.some((each) => each.meaning === 'refused')) {
    return sameForAll(ranges, undecided, code, text, { unattributed: true })
  }
  const error = { code: code.slice(0, 100), message: text }
  // What is to be tried later and names nobody may concern anyone that is not refused for sure.
  const settled =
    unnamed.length === 0 ? outcomes : outcomes.map((each) => spread(each, undecided, code, text))
  const stop = allFailed && failures.every((each) => each.meaning === 'credentials')
  return { outcomes: settled, error, stop, retryAfterMs: null, unattributed: false }
}

/**
 * What may work later outweighs a refusal of the same range (one of its three restrictions): the range is sent again,
 * and is then refused alone.
 */
function settle(
  outcomes: RangeOutcome[],
  index: number,
  notice: Notice,
  undecided: Status,
  body: string,
): void {
  const before = outcomes[index]?.status
  if (before === 'uncertain') return
  const status = notice.meaning === 'refused' ? 'refused' : undecided
  outcomes[index] = outcome(status, notice.code, withRuid(notice.text, body))
}

function spread(before: RangeOutcome, undecided: Status, code: string, text: string): RangeOutcome {
  return before.status === 'refused' ? before : outcome(undecided, code, text)
}

/** A reason that names nobody can only mean the one range that was sent. */
function onlyRange(ranges: readonly SendRange[]): readonly number[] | null {
  return ranges.length === 1 ? [0] : null
}

/** The root, or why there is none. */
function readRoot(body: string, expected: string): XmlElement | string {
  try {
    const root = parseXml(body)
    return root.name === expected ? root : `it is a ${root.name.slice(0, 60)}, not a ${expected}`
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}

/** Support at Booking.com asks for the RUID, which ends every answer as a comment. */
export function withRuid(text: string, body: string): string {
  const ruid = /<!--\s*(RUID: ?\[[^\]]{1,200}\])\s*-->/.exec(body)?.[1]
  return ruid === undefined ? text.slice(0, 500) : `${text.slice(0, 495 - ruid.length)} (${ruid})`
}
