/** Booking.com over OTA XML: availability, prices and restrictions are sent, reservations are pulled and confirmed. */
import type { ChannelConnection, SendRange } from '../../../shared/contract/sync-link.ts'
import {
  type ChannelAdapter,
  type ChannelContext,
  ChannelFailure,
  type HttpAnswer,
  HttpFailure,
  type PulledMessage,
  type SendResult,
} from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import { sameForAll } from '../send-result.ts'
import { descendant, MalformedXml, parseXml } from '../xml/xml-tree.ts'
import { type CommittedMessage, writeAcknowledgement } from './acknowledgement.ts'
import { judgeAriAnswer, withRuid } from './ari-answer.ts'
import { LANES, writeAriMessage } from './ari-message.ts'
import { QUEUES, type Queue } from './queues.ts'
import { readPosted, readQueue } from './reservation-queue.ts'

export const bookingcomAdapter: ChannelAdapter = {
  kind: 'bookingcom',
  lanes: LANES,
  queues: ['new', 'modified'],
  send,
  measure,
  fetch: fetchQueue,
  acknowledge,
  readPosted,
}

async function send(
  lane: string,
  ranges: readonly SendRange[],
  context: ChannelContext,
): Promise<SendResult> {
  const { connection, clock } = context
  const message = writeAriMessage(lane, ranges, connection.currency, clock.now())
  try {
    const answer = await post(connection.settings.ariBaseUrl, message.action, message.body, context)
    return judgeAriAnswer(answer, message, ranges, clock.now())
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const status = error.sent === 'no' ? 'not_applied' : 'uncertain'
    return sameForAll(ranges, status, error.code, unreachable(error))
  }
}

/** The time stamp has one length, so that any instant measures the same. */
function measure(lane: string, ranges: readonly SendRange[], connection: ChannelConnection): number {
  return Buffer.byteLength(writeAriMessage(lane, ranges, connection.currency, 0).body)
}

async function fetchQueue(queue: string, context: ChannelContext): Promise<PulledMessage[]> {
  const known = queueNamed(queue)
  const { connection, http, signal } = context
  const request = {
    method: 'GET' as const,
    url: endpoint(connection.settings.reservationsBaseUrl, QUEUES[known].action),
    headers: headersOf(connection),
    timeoutMs: connection.settings.requestTimeoutMs,
    signal,
  }
  const answer = await answerOf(http.request(request))
  if (answer.status < 200 || answer.status > 299) throw failureOf(answer, context)
  const property = { hotelCode: connection.settings.hotelCode, currency: connection.currency }
  return readQueue(known, answer.body, property)
}

/**
 * Where the channel refuses a batch, each half is tried alone, so that one stale message does not keep its neighbours
 * in the queue until Booking.com falls back to e-mail. Alone and refused, it comes again with the next fetch.
 */
async function acknowledge(
  queue: string,
  committed: readonly CommittedMessage[],
  context: ChannelContext,
): Promise<void> {
  if (committed.length === 0) return
  const known = queueNamed(queue)
  const body = writeAcknowledgement(known, committed, context.clock.now())
  const base = context.connection.settings.reservationsBaseUrl
  const answer = await answerOf(post(base, QUEUES[known].action, body, context))
  if (answer.status >= 200 && answer.status <= 299) {
    if (isConfirmed(answer.body)) return
  } else if (![400, 404, 409].includes(answer.status)) throw failureOf(answer, context)
  if (committed.length === 1) return
  const middle = Math.ceil(committed.length / 2)
  await acknowledge(queue, committed.slice(0, middle), context)
  await acknowledge(queue, committed.slice(middle), context)
}

/** False when Booking.com answers with errors. @throws ChannelFailure for anything that is no answer at all. */
function isConfirmed(body: string): boolean {
  try {
    const root = parseXml(body)
    if (descendant(root, 'Errors') !== undefined) return false
    if (descendant(root, 'Success') !== undefined) return true
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
  }
  throw new ChannelFailure('MalformedAnswer', withRuid("Booking.com's confirmation cannot be read", body))
}

function queueNamed(queue: string): Queue {
  if (queue === 'new' || queue === 'modified') return queue
  throw new Error(`Booking.com has no queue named ${queue}`)
}

function post(baseUrl: string, action: string, body: string, context: ChannelContext): Promise<HttpAnswer> {
  const { connection, http, signal } = context
  return http.request({
    method: 'POST',
    url: endpoint(baseUrl, action),
    headers: { ...headersOf(connection), 'content-type': 'application/xml' },
    body,
    timeoutMs: connection.settings.requestTimeoutMs,
    signal,
  })
}

function endpoint(baseUrl: string, action: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/hotels/ota/${action}`
}

function headersOf({ credentials }: ChannelConnection): Record<string, string> {
  const token = Buffer.from(`${credentials.username}:${credentials.password}`, 'utf8').toString('base64')
  return { accept: 'application/xml', 'accept-version': '1.1', authorization: `Basic ${token}` }
}

async function answerOf(pending: Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await pending
  } catch (error) {
    if (error instanceof HttpFailure) throw new ChannelFailure(error.code, unreachable(error))
    throw error
  }
}

function failureOf(answer: HttpAnswer, context: ChannelContext): ChannelFailure {
  const pause = { retryAfterMs: retryAfterMs(answer.headers, context.clock.now()) }
  const { status } = answer
  const say = (text: string) => withRuid(text, answer.body)
  if (status === 401 || status === 403) {
    const text = `Booking.com refused the credentials (HTTP ${status}). Check the machine account and the hotel code.`
    return new ChannelFailure('CredentialsRefused', say(text), { stop: true })
  }
  if (status === 429) return new ChannelFailure('RateLimited', say('Booking.com asks for a pause.'), pause)
  if (status >= 500)
    return new ChannelFailure('ServerError', say(`Booking.com answered HTTP ${status}.`), pause)
  const text = `Booking.com answered HTTP ${status}. Check the address of this channel.`
  return new ChannelFailure('UnexpectedStatus', say(text), pause)
}

function unreachable(error: HttpFailure): string {
  return `Booking.com gave no complete answer (${error.code}). It is tried again.`
}
