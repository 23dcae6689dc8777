/** What became of the ranges: Agoda answers 200 for all, 400 or 401 for none, and 207 where it took a part. */
import type { ChannelConnection, RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import { addDays, nightsOf, weekday } from '../../../shared/dates.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { withoutKey } from '../hidden-key.ts'
import { allAcknowledged, outcome, sameForAll } from '../send-result.ts'
import { sentWithStatus } from '../status-answers.ts'
import { AGODA } from './api.ts'
import type { AriMessage, Update } from './ari-message.ts'
import { type AgodaError, isAccessError, readResult, saying } from './result.ts'

/** No price, and a price out of bounds; the longest stay shorter than the shortest. */
const FACETS_OF_CODES: Readonly<Record<string, SendRange['facet']>> = {
  2101: 'price',
  2201: 'price',
  22210: 'restrictions',
}
/** Of the values themselves, whatever the status: dates, form, and everything that begins with 2 (Error Codes, SetARI). */
const VALUE_CODE = /^(1101|1511|2\d{3,4})$/

interface Sent {
  readonly message: AriMessage
  readonly ranges: readonly SendRange[]
  readonly connection: ChannelConnection
}

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(answer: HttpAnswer, sent: Sent, now: number): SendResult {
  const { ranges, connection } = sent
  const { status } = answer
  const told = readResult(answer.body)
  const errors = typeof told === 'string' ? [] : told.errors
  const access = errors.find(isAccessError)
  if (access !== undefined && status < 500) {
    const text = withoutKey(saying(access), connection.credentials.password)
    return sameForAll(ranges, 'not_applied', 'CredentialsRefused', text, { stop: true })
  }
  if (status < 200 || status > 299) {
    const isRefusal =
      errors.length > 0 &&
      (status === 400 || (status === 401 && errors.every(({ code }) => VALUE_CODE.test(code))))
    if (!isRefusal) return sentWithStatus(AGODA, answer, ranges, now)
    return sameForAll(ranges, 'not_applied', codeOf(errors[0]), textOf(errors[0], sent), {
      unattributed: true,
    })
  }
  if (typeof told === 'string') {
    const text = withoutKey(`Agoda's answer cannot be read: ${told}.`, connection.credentials.password)
    return sameForAll(ranges, 'uncertain', 'MalformedAnswer', text)
  }
  if (errors.length > 0) return judgePart(errors, sent)
  if (!told.hasErrors && !told.isPartial && status !== 207) return allAcknowledged(ranges)
  const text = "Agoda's answer says that something was refused, but not what."
  return sameForAll(ranges, 'uncertain', 'MalformedAnswer', text, { unattributed: true })
}

/**
 * What no error names was taken. Where the account has no partial answers the errors name nothing, and whoever is meant
 * is found by smaller batches ("in the total failure error response but with HTTP Code = 207").
 */
function judgePart(errors: readonly AgodaError[], sent: Sent): SendResult {
  const { message, ranges } = sent
  const outcomes: RangeOutcome[] = allAcknowledged(ranges).outcomes.slice()
  for (const error of errors) {
    const named = updatesNamedBy(error, message)
    if (named.length === 0)
      return sameForAll(ranges, 'uncertain', codeOf(error), textOf(error, sent), { unattributed: true })
    for (const update of named) settle(outcomes, update, error, sent)
  }
  const error = { code: codeOf(errors[0]), message: textOf(errors[0], sent) }
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false }
}

function updatesNamedBy(error: AgodaError, { updates }: AriMessage): readonly Update[] {
  const { section, roomId, ratePlanId, from, to } = error
  if (section === null || roomId === null) return updates.length === 1 ? updates : []
  const ofProduct = updates.filter(
    (update) =>
      update.section === section &&
      update.roomId === roomId &&
      (section === 'inventory' || ratePlanId === null || update.ratePlanId === ratePlanId),
  )
  // Weekends and working days of one product lie within each other: the dates as they were sent tell them apart.
  const exact = ofProduct.filter((update) => update.from === from && update.last === to)
  return exact.length > 0 ? exact : ofProduct.filter((update) => hasNight(update, from, to))
}

function hasNight({ from, last, weekdays }: Update, first: string | null, end: string | null): boolean {
  return nightsOf({ from, to: addDays(last, 1) }).some(
    (night) =>
      (first === null || night >= first) &&
      (end === null || night <= end) &&
      (weekdays === null || weekdays.includes(weekday(night))),
  )
}

/** An update is refused as a whole: what shared it with a refused value is sent again without that. */
function settle(outcomes: RangeOutcome[], update: Update, error: AgodaError, sent: Sent): void {
  const facet = FACETS_OF_CODES[error.code]
  for (const index of update.ranges) {
    if (outcomes[index]?.status === 'refused') continue
    const isMeant = facet === undefined || update.ranges.length === 1 || sent.ranges[index]?.facet === facet
    outcomes[index] = outcome(isMeant ? 'refused' : 'not_applied', codeOf(error), textOf(error, sent))
  }
}

function codeOf(error: AgodaError | undefined): string {
  return `Agoda${error?.code ?? ''}`
}

function textOf(error: AgodaError | undefined, { connection }: Sent): string {
  return error === undefined ? '' : withoutKey(saying(error), connection.credentials.password)
}
