/** Google Hotel ARI: what may be sold and at which price is pushed. Google leads guests to the house's own page, and sells nothing. */
import { CHANNEL_KINDS } from '../../../shared/channel-kinds/kinds.ts'
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  HttpFailure,
  type SendResult,
} from '../../engine/ports.ts'
import { sameForAll } from '../send-result.ts'
import { sentWithoutAnswer } from '../status-answers.ts'
import { GOOGLE, judgeAriAnswer } from './ari-answer.ts'
import { writeAriMessage } from './ari-message.ts'
import { risingTime } from './rising-time.ts'

/** As long as every one of this century and the next. */
const ANY_TIME = 1_000_000_000_000

export const googleAdapter: ChannelAdapter = {
  kind: 'google',
  lanes: CHANNEL_KINDS.google.lanes,
  queues: [],
  send,
  measure: (lane, ranges, connection) =>
    Buffer.byteLength(writeAriMessage(lane, ranges, connection, ANY_TIME).body),
  fetch: () => Promise.resolve([]),
  acknowledge: () => Promise.resolve(),
  readPosted() {
    throw new ChannelFailure('NotPosted', 'Google takes no bookings: they come to the house itself.')
  },
}

async function send(
  lane: string,
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, http, clock, signal } = context
  const problem = problemOfConnection(connection)
  if (problem !== null) return sameForAll(ranges, 'not_applied', 'SettingsNotValid', problem, { stop: true })
  const { ariBaseUrl, requestTimeoutMs } = connection.settings
  const message = writeAriMessage(lane, ranges, connection, risingTime(connection.channelId, clock.now()))
  try {
    const answer = await http.request({
      method: 'POST',
      url: `${ariBaseUrl.replace(/\/+$/, '')}/travel/hotels/uploads/ota/${message.path}`,
      headers: { accept: 'application/xml', 'content-type': 'application/xml; charset=utf-8' },
      body: message.body,
      timeoutMs: requestTimeoutMs,
      signal,
    })
    return judgeAriAnswer(answer, { message, key: connection.credentials.password }, ranges, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    return sentWithoutAnswer(GOOGLE, error, ranges)
  }
}

/** A key this short would be a mistake, and could not be kept out of what people read. */
function problemOfConnection({ credentials }: ChannelConnection): string | null {
  return credentials.password.trim().length >= 4
    ? null
    : "Google's partner key has at least 4 characters. Enter it again."
}
