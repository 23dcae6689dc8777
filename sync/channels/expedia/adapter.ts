/**
 * Expedia QuickConnect: AR sends availability, prices and restrictions, BR fetches bookings, BC confirms them. One
 * request at a time for each hotel, whatever it is for. Where Expedia posts its bookings (BN), nothing is fetched or confirmed.
 * Only properties priced by occupancy.
 */
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  type HttpAnswer,
  HttpFailure,
  type SendResult,
} from '../../engine/ports.ts'
import { allAcknowledged, sameForAll } from '../send-result.ts'
import { judgeAriAnswer } from './ari-answer.ts'
import { countUpdates, LANE, MOST_UPDATES, partsOf, writeAriMessage } from './ari-message.ts'
import { acknowledge } from './booking-confirmation.ts'
import { QUEUE } from './booking-messages.ts'
import { readNotification } from './booking-notification.ts'
import { fetchBookings } from './booking-retrieval.ts'
import { problemOfConnection } from './eqc.ts'
import { post } from './request.ts'

export const expediaAdapter: ChannelAdapter = {
  kind: 'expedia',
  lanes: [{ lane: LANE, facets: ['availability', 'price', 'restrictions'] }],
  queues: [QUEUE],
  send,
  measure,
  fetch: (_, context) => fetchBookings(context),
  acknowledge: (_, committed, context) => acknowledge(committed, context),
  readPosted: (_, body, property) => [readNotification(body, property)],
}

async function send(_: string, ranges: readonly SendRange[], context: ChannelContext): Promise<SendResult> {
  const problem = problemOfConnection(context.connection)
  if (problem !== null) {
    const text = `${problem} Correct the settings of this channel.`
    return sameForAll(ranges, 'not_applied', 'SettingsNotValid', text, { stop: true })
  }
  const startedAt = context.clock.monotonic()
  let isFirst = true
  for (const part of partsOf(ranges)) {
    const result = await sendPart(part, context, startedAt)
    if (result.error !== null) return isFirst ? result : inPart(result)
    isFirst = false
  }
  return allAcknowledged(ranges)
}

async function sendPart(
  part: readonly SendRange[],
  context: ChannelContext,
  startedAt: number,
): Promise<SendResult> {
  const { connection, clock } = context
  try {
    const answer = await postAri(writeAriMessage(part, connection), context, startedAt)
    return judgeAriAnswer(answer, part, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
    const text = `Expedia gave no complete answer (${error.code}). It is tried again.`
    return sameForAll(part, status, error.code, text)
  }
}

/** T of invariant I6 counts from the claim: what has waited too long for its turn is not begun any more. */
function postAri(body: string, context: ChannelContext, startedAt: number): Promise<HttpAnswer> {
  const { requestTimeoutMs, requestDeadlineMs } = context.connection.settings
  return post('ar', body, context, () => {
    const waitedMs = context.clock.monotonic() - startedAt
    // The first of a batch that did not wait is always begun, however the two are set.
    if (waitedMs > 0 && waitedMs + requestTimeoutMs > requestDeadlineMs)
      throw new HttpFailure('ChannelBusy', 'Its turn came too late.', 'no')
  })
}

/** Of a range sent in several messages the earlier ones were applied: what became of the range is not sure. */
function inPart(result: SendResult): SendResult {
  const outcomes = result.outcomes.map((each) =>
    each.status === 'not_applied' ? { ...each, status: 'uncertain' as const } : each,
  )
  return { ...result, outcomes }
}

/**
 * Bytes of the message, or the share of Expedia's limit of updates that it uses up as so many bytes of the limit, where
 * that is more: the engine cuts a batch by one measure.
 */
function measure(_: string, ranges: readonly SendRange[], connection: ChannelConnection): number {
  const bytes = partsOf(ranges).map((part) => Buffer.byteLength(writeAriMessage(part, connection)))
  const updates = ranges.length === 1 ? 0 : countUpdates(ranges)
  const share = Math.ceil((updates / MOST_UPDATES) * connection.settings.maxRequestBytes)
  return Math.max(...bytes, share)
}
