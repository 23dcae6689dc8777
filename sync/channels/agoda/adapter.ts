/**
 * Agoda YCS5: SetARI sends availability, prices and restrictions; bookings are fetched by the list of what happened and
 * their details. Agoda's own hints name bookings without their content, and only say that there is something to fetch.
 */
import { CHANNEL_KINDS } from '../../../shared/channel-kinds/kinds.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  HttpFailure,
  type SendResult,
} from '../../engine/ports.ts'
import { sameForAll } from '../send-result.ts'
import { sentWithoutAnswer } from '../status-answers.ts'
import { AGODA, post, problemOfConnection } from './api.ts'
import { judgeAriAnswer } from './ari-answer.ts'
import { writeAriMessage } from './ari-message.ts'
import { acknowledge, fetchBookings } from './booking-fetching.ts'
import { QUEUE } from './booking-messages.ts'
import { objectionToHint } from './webhook.ts'

/** As long as every one of this century and the next. */
const ANY_TIME = 1_000_000_000_000

export const agodaAdapter: ChannelAdapter = {
  kind: 'agoda',
  lanes: CHANNEL_KINDS.agoda.lanes,
  queues: [QUEUE],
  send,
  measure: (_, ranges, connection) => Buffer.byteLength(writeAriMessage(ranges, connection, ANY_TIME).body),
  fetch: (_, context) => fetchBookings(context),
  acknowledge: (_, committed, context) => Promise.resolve(acknowledge(committed, context)),
  readPosted(_, body) {
    const objection = objectionToHint(body)
    if (objection === null) return []
    throw new ChannelFailure('MalformedAnswer', `What Agoda posted is no hint: ${objection}.`.slice(0, 500))
  },
}

async function send(_: string, ranges: readonly SendRange[], context: ChannelContext): Promise<SendResult> {
  const { connection, clock } = context
  const problem = problemOfConnection(connection)
  if (problem !== null) return sameForAll(ranges, 'not_applied', 'SettingsNotValid', problem, { stop: true })
  const message = writeAriMessage(ranges, connection, clock.now())
  try {
    const answer = await post(connection.settings.ariBaseUrl, message.body, context)
    return judgeAriAnswer(answer, { message, ranges, connection }, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    return sentWithoutAnswer(AGODA, error, ranges)
  }
}
