/**
 * SiteMinder pmsXchange: availability, restrictions and prices are sent, reservations fetched and reported back, one
 * request of a hotel at a time. SiteMinder asks for the availability after each reservation: the ledger sends it (rule 9).
 */
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import { type ChannelAdapter, type ChannelContext, HttpFailure, type SendResult } from '../../engine/ports.ts'
import { sameForAll } from '../send-result.ts'
import { judgeAriAnswer } from './ari-answer.ts'
import { actionOf, LANES, writeAriMessage } from './ari-message.ts'
import { acknowledge } from './confirmation.ts'
import { problemOfConnection, unreachable } from './meaning.ts'
import { post } from './request.ts'
import { fetchReservations, QUEUE, readPosted } from './retrieval.ts'

export const siteminderAdapter: ChannelAdapter = {
  kind: 'siteminder',
  lanes: LANES,
  queues: [QUEUE],
  send,
  measure,
  fetch: (_, context) => fetchReservations(context),
  acknowledge: (_, committed, context) => acknowledge(committed, context),
  readPosted,
}

async function send(
  lane: string,
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, clock } = context
  const problem = problemOfConnection(connection)
  if (problem !== null) {
    const text = `${problem} Correct the settings of this channel.`
    return sameForAll(ranges, 'not_applied', 'SettingsNotValid', text, { stop: true })
  }
  const startedAt = clock.monotonic()
  const instant = { now: clock.now(), monotonic: startedAt }
  const request = writeAriMessage(lane, ranges, connection, instant)
  try {
    const answer = await post('ari', request, context, () => refuseLate(startedAt, context))
    const expectation = { expected: `${actionOf(lane)}RS`, echoToken: request.echoToken }
    return judgeAriAnswer(answer, expectation, ranges, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
    return sameForAll(ranges, status, error.code, unreachable(error))
  }
}

/** T of invariant I6 counts from the claim: what has waited too long for its turn is not begun any more. */
function refuseLate(startedAt: number, { clock, connection }: ChannelContext): void {
  const { requestTimeoutMs, requestDeadlineMs } = connection.settings
  const waitedMs = clock.monotonic() - startedAt
  // One that did not wait is always begun, however the two are set.
  if (waitedMs > 0 && waitedMs + requestTimeoutMs > requestDeadlineMs)
    throw new HttpFailure('ChannelBusy', 'Its turn came too late.', 'no')
}

function measure(lane: string, ranges: readonly SendRange[], connection: ChannelConnection): number {
  return Buffer.byteLength(writeAriMessage(lane, ranges, connection, { now: 0, monotonic: 0 }).body)
}
