/**
 * AlpineBits HotelData 2024-10 as a client: FreeRooms and RatePlans are sent as changes, free rooms as a complete set where they
 * are everything; guest requests are fetched and acknowledged. A server that asks for everything again says so in its answers.
 */
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  HttpFailure,
  type SendResult,
} from '../../engine/ports.ts'
import { outcome, sameForAll } from '../send-result.ts'
import { acknowledge } from './acknowledgement.ts'
import { judgeAriAnswer } from './ari-answer.ts'
import { actionOf, LANES, problemOfRange, type RuleForms, writeAriMessage } from './ari-message.ts'
import { fetchGuestRequests, QUEUE, readPosted } from './guest-requests.ts'
import { CAPABILITIES, forgetSession, type Session, sessionOf } from './handshake.ts'
import { asksForHandshake, facetsAsked, unreachable } from './meaning.ts'
import { formOf, type Reading, readAnswer } from './message.ts'
import { post } from './request.ts'

export const alpinebitsAdapter: ChannelAdapter = {
  kind: 'alpinebits',
  lanes: LANES,
  queues: [QUEUE],
  send,
  measure,
  fetch: (_, context) => fetchGuestRequests(context),
  acknowledge: (_, committed, context) => acknowledge(committed, context),
  readPosted,
}

async function send(
  lane: string,
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, clock } = context
  const startedAt = clock.monotonic()
  let session: Session
  try {
    session = await sessionOf(context)
  } catch (error) {
    if (!(error instanceof ChannelFailure)) throw error
    const { code, message, stop, retryAfterMs } = error
    return sameForAll(ranges, 'not_applied', code, message, { stop, retryAfterMs })
  }
  const lack = lackOf(lane, session)
  if (lack !== null) {
    // Whoever resumes the lane has spoken with the portal: it may have agreed to more by then.
    forgetSession(connection)
    return sameForAll(ranges, 'not_applied', 'NotSupported', lack, { stop: true })
  }
  const problems = ranges.map(problemOfRange)
  const sendable = ranges.filter((_, index) => problems[index] === null)
  if (sendable.length === 0) return withProblems(null, problems)
  if (isLate(startedAt, context)) {
    const text = 'The handshake took so long that its turn came too late.'
    return sameForAll(ranges, 'not_applied', 'ChannelBusy', text)
  }
  // What the format cannot carry is missing, and a set without it is not complete.
  const isWhole = context.isWhole === true && sendable.length === ranges.length
  return withProblems(await sendMessage(lane, sendable, session, { ...context, isWhole }), problems)
}

async function sendMessage(
  lane: string,
  ranges: readonly SendRange[],
  session: Session,
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, clock } = context
  const action = actionOf(lane)
  try {
    const forms = { ...formsOf(session), completeSet: isCompleteSet(lane, session, context) }
    const message = writeAriMessage(lane, ranges, connection, forms)
    const answer = await post(action, message, context)
    const read = readAnswer(answer.body, action)
    const result = judgeAriAnswer(read, answer, ranges, clock.now())
    if (isUnagreed(read, result)) forgetSession(connection)
    const resync = new Set([...session.asked, ...facetsAsked(noticesOf(read))])
    session.asked.clear()
    return resync.size === 0 ? result : { ...result, resync: [...resync] }
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
    return sameForAll(ranges, status, error.code, unreachable(error))
  }
}

function noticesOf(read: Reading) {
  return read.kind === 'message' ? [...read.errors, ...read.warnings] : []
}

/** What was agreed on holds no more: the server says so, or does not know what it agreed to. */
function isUnagreed(read: Reading, { error }: SendResult): boolean {
  return asksForHandshake(noticesOf(read)) || error?.code === 'RequestRefused'
}

/** Why a lane cannot be sent at all, in words for people; null when it can. */
function lackOf(lane: string, { agreed }: Session): string | null {
  const needed =
    lane === 'free_rooms'
      ? [CAPABILITIES.freeRooms, CAPABILITIES.categories, CAPABILITIES.deltas]
      : [CAPABILITIES.ratePlans, CAPABILITIES.overlay, CAPABILITIES.roomTypeRules]
  const missing = needed.filter((each) => !agreed.has(each))
  if (missing.length === 0) return null
  return `The AlpineBits server does not agree to ${missing.join(', ')}. Ask the portal to turn it on, then resume.`
}

function isCompleteSet(lane: string, { agreed }: Session, { isWhole }: ChannelContext): boolean {
  return lane === 'free_rooms' && isWhole === true && agreed.has(CAPABILITIES.completeSets)
}

function formsOf({ agreed }: Session): RuleForms {
  return {
    arrivalDays: agreed.has(CAPABILITIES.arrivalDays),
    departureDays: agreed.has(CAPABILITIES.departureDays),
  }
}

/** T of invariant I6 counts from the claim: what has waited too long for the handshake is not begun any more. */
function isLate(startedAt: number, { clock, connection }: ChannelContext): boolean {
  const { requestTimeoutMs, requestDeadlineMs } = connection.settings
  const waitedMs = clock.monotonic() - startedAt
  // One that did not wait is always begun, however the two are set.
  return waitedMs >= 1 && waitedMs + requestTimeoutMs > requestDeadlineMs
}

/** The outcomes of all ranges, from those of what was sent. One that the format cannot carry is refused, unless a search is on for another. */
function withProblems(
  result: SendResult | null,
  problems: readonly ({ code: string; message: string } | null)[],
): SendResult {
  const first = problems.find((each) => each !== null)
  if (result !== null && first === undefined) return result
  const sent = [...(result?.outcomes ?? [])]
  const unattributed = result?.unattributed ?? false
  const outcomes = problems.map((problem) => {
    if (problem !== null)
      return outcome(unattributed ? 'not_applied' : 'refused', problem.code, problem.message)
    return sent.shift() ?? outcome('not_applied', '', '')
  })
  const none = { stop: false, retryAfterMs: null, unattributed }
  return { ...none, ...result, outcomes, error: result?.error ?? first ?? null }
}

function measure(lane: string, ranges: readonly SendRange[], connection: ChannelConnection): number {
  const all = { arrivalDays: true, departureDays: true, completeSet: true }
  return Buffer.byteLength(formOf(actionOf(lane), writeAriMessage(lane, ranges, connection, all)).body)
}
