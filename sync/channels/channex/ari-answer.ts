/**
 * What became of the ranges. Channex answers 200 and "Success" also when it refused values; the refused changes are listed
 * whole in `meta.warnings`, and only their absence means success (docs.channex.io, Update Restrictions).
 */
import type { RangeOutcome, SendRange } from '../../../shared/contract/sync-link.ts'
import type { HttpAnswer, SendResult } from '../../engine/ports.ts'
import { type JsonObject, MalformedJson, objectAt, objectOf, parseObject, textAt } from '../json/json-tree.ts'
import { retryAfterMs } from '../retry-after.ts'
import { allAcknowledged, outcome, type Status, sameForAll } from '../send-result.ts'
import { ASKS_FOR_PAUSE, keyRefused, pauseMs, reasonIn } from './api.ts'
import type { AriMessage, Change } from './ari-message.ts'

const REFUSED = 'ValueRefused'
const PRICE_FIELDS = /^rates?$/
const RESTRICTION_FIELDS =
  /^(min_stay(_arrival|_through)?|max_stay|closed_to_arrival|closed_to_departure|stop_sell)$/

/** `now` is epoch milliseconds, for a Retry-After that is a date. */
export function judgeAriAnswer(
  answer: HttpAnswer,
  message: AriMessage,
  ranges: readonly SendRange[],
  now: number,
): SendResult {
  const { status } = answer
  const all = (state: Status, code: string, text: string, rest: Partial<SendResult> = {}) =>
    sameForAll(ranges, state, code, text, rest)
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  if (status === 401 || status === 403)
    return all('not_applied', 'CredentialsRefused', keyRefused(answer), { stop: true })
  if (status === 429)
    return all('not_applied', 'RateLimited', ASKS_FOR_PAUSE, { retryAfterMs: pauseMs(answer, now) })
  if (status >= 500)
    return all('uncertain', 'ServerError', `Channex answered HTTP ${status}. It is tried again.`, pause)
  if (status === 408) return all('uncertain', 'RequestTimeout', 'Channex gave the request up.', pause)
  if (status === 413) {
    const rest = { unattributed: ranges.length > 1 }
    return all('not_applied', 'MessageTooLarge', 'Channex finds the message too large.', rest)
  }
  if (status === 400 || status === 422) {
    const text = `Channex refused the message${reasonIn(answer)}.`
    return all('not_applied', REFUSED, text, { unattributed: true })
  }
  if (status < 200 || status > 299) {
    const text = `Channex answered HTTP ${status}${reasonIn(answer)}. Check the address of this channel.`
    return all('not_applied', 'UnexpectedStatus', text, pause)
  }
  return judgeSuccess(answer, message, ranges)
}

function judgeSuccess(answer: HttpAnswer, message: AriMessage, ranges: readonly SendRange[]): SendResult {
  const unsure = (text: string) => sameForAll(ranges, 'uncertain', 'MalformedAnswer', text)
  let root: JsonObject
  try {
    root = parseObject(answer.body)
  } catch (error) {
    if (!(error instanceof MalformedJson)) throw error
    return unsure(`Channex's answer cannot be read: ${error.message}.`)
  }
  const meta = objectAt(root, 'meta')
  if (meta === undefined || root.errors !== undefined)
    return unsure(`Channex's answer says neither success nor what failed${reasonIn(answer)}.`)
  const told = meta.warnings ?? []
  if (!Array.isArray(told)) return unsure("Channex's list of refused values cannot be read.")
  const warnings = told.map((each) => readWarning(each, message))
  // "`data` is empty only when every change object was rejected": what has no reason then is not sure.
  const tookNone = Array.isArray(root.data) && root.data.length === 0
  const before = tookNone
    ? unsure('Channex took none of the values and gave no reason.')
    : allAcknowledged(ranges)
  return warnings.length === 0 ? before : judgeWarnings(warnings, message, ranges, before)
}

interface Warning {
  readonly text: string
  /** The one change that it speaks of; null where that is not certain. */
  readonly change: Change | null
  readonly facet: 'price' | 'restrictions' | null
}

function judgeWarnings(
  warnings: readonly Warning[],
  message: AriMessage,
  ranges: readonly SendRange[],
  before: SendResult,
): SendResult {
  const text = `Channex: ${warnings.find((each) => each.change === null)?.text ?? warnings[0]?.text ?? ''}`
  const only = message.changes.length === 1 ? (message.changes[0] ?? null) : null
  const outcomes = before.outcomes.slice()
  for (const warning of warnings) {
    const change = warning.change ?? only
    if (change === null) return sameForAll(ranges, 'uncertain', REFUSED, text, { unattributed: true })
    for (const index of change.ranges) settle(outcomes, index, warning, ranges[index])
  }
  const error = { code: REFUSED, message: text.slice(0, 500) }
  return { outcomes, error, stop: false, retryAfterMs: null, unattributed: false }
}

/** A change is refused as a whole: what shared it with a refused value is sent again without that. */
function settle(
  outcomes: RangeOutcome[],
  index: number,
  { facet, text }: Warning,
  range: SendRange | undefined,
): void {
  if (outcomes[index]?.status === 'refused') return
  const isMeant = facet === null || range?.facet === facet
  outcomes[index] = outcome(isMeant ? 'refused' : 'not_applied', REFUSED, text)
}

/** The refused change as it was sent, with `warning: {field: [text]}`; fields that were not sent may be there as null. */
function readWarning(source: unknown, message: AriMessage): Warning {
  const refused = objectOf(source)
  const reasons = Object.entries(objectAt(refused, 'warning') ?? {})
  const texts = reasons.map(([field, reason]) => `${field.slice(0, 40)} ${reasonText(reason)}`.trim())
  const isOf = (fields: RegExp) => reasons.length > 0 && reasons.every(([field]) => fields.test(field))
  return {
    text: texts.join('; ').slice(0, 300) || 'a value is refused, and no reason is given',
    change: changeNamedBy(refused, message),
    facet: isOf(PRICE_FIELDS) ? 'price' : isOf(RESTRICTION_FIELDS) ? 'restrictions' : null,
  }
}

/** Fields of what was refused may themselves be lists: `rates` says so for each occupancy. */
function reasonText(reason: unknown): string {
  const texts: string[] = []
  const waiting = [reason]
  while (waiting.length > 0 && texts.length < 5) {
    const next = waiting.shift()
    if (typeof next === 'string') texts.push(next.slice(0, 200))
    else if (Array.isArray(next)) waiting.push(...next.slice(0, 20))
    else if (typeof next === 'object' && next !== null) waiting.push(...Object.values(next).slice(0, 20))
  }
  return texts.join(', ')
}

function changeNamedBy(refused: JsonObject | undefined, message: AriMessage): Change | null {
  const code = textAt(refused, message.path === '/availability' ? 'room_type_id' : 'rate_plan_id')
  const from = textAt(refused, 'date_from') ?? textAt(refused, 'date')
  const last = textAt(refused, 'date_to') ?? textAt(refused, 'date')
  const named = message.changes.filter(
    (change) => change.code === code && change.from === from && change.last === last,
  )
  return named.length === 1 ? (named[0] ?? null) : null
}

/** Whether a 2xx answer to an acknowledgement is one at all. */
export function isSuccess(body: string): boolean {
  try {
    const root = parseObject(body)
    return root.errors === undefined && (root.meta !== undefined || root.data !== undefined)
  } catch (error) {
    if (error instanceof MalformedJson) return false
    throw error
  }
}
