/** Channex over its REST API: availability, prices and restrictions are sent, booking revisions are pulled and confirmed. */
import { z } from 'zod'
import { CHANNEL_KINDS } from '../../../shared/channel-kinds/kinds.ts'
import type { SendRange } from '../../../shared/contract/sync-link.ts'
import type { InboundMessage } from '../../../shared/snapshot.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  HttpFailure,
  type SendResult,
} from '../../engine/ports.ts'
import { sameForAll } from '../send-result.ts'
import { call, callForReservations, failureOf, isKey, MISTYPED_KEY, unreachable } from './api.ts'
import { isSuccess, judgeAriAnswer } from './ari-answer.ts'
import { writeAriMessage } from './ari-message.ts'
import { fetchProducts } from './products.ts'
import { readBack } from './read-back.ts'
import { QUEUE } from './revision.ts'
import { fetchFeed } from './revision-feed.ts'
import { eventOf } from './webhook.ts'

export const channexAdapter: ChannelAdapter = {
  kind: 'channex',
  lanes: CHANNEL_KINDS.channex.lanes,
  queues: [QUEUE],
  send,
  measure: (lane, ranges, connection) => Buffer.byteLength(writeAriMessage(lane, ranges, connection).body),
  fetch: (_queue, context) => fetchFeed(context),
  acknowledge,
  readBack,
  products: fetchProducts,
  readPosted,
}

async function send(
  lane: string,
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, clock } = context
  if (!isKey(connection))
    return sameForAll(ranges, 'not_applied', 'CredentialsRefused', MISTYPED_KEY, { stop: true })
  const message = writeAriMessage(lane, ranges, connection)
  const { path, body } = message
  try {
    const answer = await call(context, {
      method: 'POST',
      base: connection.settings.ariBaseUrl,
      path,
      body,
    })
    return judgeAriAnswer(answer, message, ranges, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
    return sameForAll(ranges, status, error.code, unreachable(error))
  }
}

const receiptSchema = z.array(z.string().regex(/^[\w-]{1,64}$/))

/**
 * One request for each revision, the older ones of a booking first, and none after one that failed: what is left to be
 * delivered again then ends with the newest.
 */
async function acknowledge(
  _queue: string,
  committed: readonly { receipt: string; code: string | null }[],
  context: ChannelContext,
): Promise<void> {
  for (const { receipt } of committed) {
    for (const id of receiptSchema.parse(JSON.parse(receipt))) await acknowledgeOne(id, context)
  }
}

async function acknowledgeOne(id: string, context: ChannelContext): Promise<void> {
  const path = `/booking_revisions/${encodeURIComponent(id)}/ack`
  const answer = await callForReservations(context, { method: 'POST', path, body: '{}' })
  const { status } = answer
  // Not known there any more, or confirmed before: if it still waits, it comes again with the next fetch.
  if ([400, 404, 409, 410, 422].includes(status)) return
  if (status < 200 || status > 299) throw failureOf(answer, context.clock.now())
  if (!isSuccess(answer.body))
    throw new ChannelFailure('MalformedAnswer', "Channex's confirmation cannot be read.")
}

/** Its webhooks carry no signature and come in any order: they are hints to read the feed, never bookings. */
/** A hint, and no booking: those are fetched from the feed. @throws ChannelFailure */
function readPosted(_action: string, body: string): InboundMessage[] {
  if (eventOf(body) !== null) return []
  throw new ChannelFailure('MalformedAnswer', 'What Channex posted is no event.')
}
