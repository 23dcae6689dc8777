/**
 * Where channels post: who it is, whether it may be a message, sealed, stored, and only then answered with success. The
 * answers are in the channel's own form.
 */
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import {
  errorAnswer,
  isWebhookAction,
  KIND,
  objectionTo,
  successAnswer,
  type WebhookFault,
} from '../sync/channels/bookingcom/webhook.ts'
import type { Hotels, Source } from './hotels.ts'
import { type Answer, readBody } from './http-exchange.ts'
import { type Mailbox, MailboxFull, MailboxUnavailable } from './mailbox.ts'
import { REFUSALS, Refusal, type RefusalCode } from './refusals.ts'
import type { SealingRoom } from './sealing-room.ts'
import { hashOf, isSame } from './secrets.ts'
import type { Buckets } from './token-bucket.ts'

/** A reservation of fifty rooms has 60 kB. */
export const LARGEST_WEBHOOK_BYTES = 256 * 1024
const KEY_BYTES = 16
/** For a store that is full or fails: it needs someone. */
const UNAVAILABLE_RETRY_S = 30

/** One channel's way of posting; there is one so far. */
const FORMS = { [KIND]: { isWebhookAction, objectionTo, successAnswer, errorAnswer } }

export interface HooksParts {
  readonly hotels: Hotels
  readonly mailbox: Mailbox
  readonly sealing: SealingRoom
  /** Accepted requests, by hotel. */
  readonly accepted: Buckets
  /** Wrong credentials, by the hotel that was named. */
  readonly failed: Buckets
  readonly now: () => number
  readonly largestBytes?: number
}

export function createHooks(parts: HooksParts) {
  const { hotels, mailbox, sealing, accepted, failed, now } = parts
  const largestBytes = parts.largestBytes ?? LARGEST_WEBHOOK_BYTES
  const form = FORMS[KIND]
  const answers = steadyAnswers(form.successAnswer, now)

  /** @throws Refusal */
  function authenticated(request: IncomingMessage, hotelId: string, sourceId: string): Source {
    const source = hotels.source(hotelId, sourceId)
    const given = hashOf(request.headers.authorization ?? '')
    if (source !== undefined && isSame(given, source.secretHash)) return source
    const waitS = failed.take(hotelId)
    throw waitS === 0 ? new Refusal('NotSignedIn') : new Refusal('TooManyRequests', waitS)
  }

  async function take(
    request: IncomingMessage,
    hotelId: string,
    sourceId: string,
    action: string,
  ): Promise<void> {
    const source = authenticated(request, hotelId, sourceId)
    const waitS = accepted.take(source.hotel.number)
    if (waitS > 0) throw new Refusal('TooManyRequests', waitS)
    if (request.headers['content-encoding'] !== undefined) throw new Malformed('send it without an encoding')
    const body = await readBody(request, largestBytes)
    if (body === null) throw new Refusal('RequestTooLarge')
    const objection = form.objectionTo(action, body)
    if (objection !== null) throw new Malformed(objection)
    await mailbox.accept({
      hotel: source.hotel.number,
      source: source.number,
      // Booking.com numbers no messages: its body is what tells one from another.
      messageKey: hash('sha256', body, 'buffer').subarray(0, KEY_BYTES),
      receivedAt: now(),
      sealed: sealing.seal(source, action, body),
    })
  }

  return async (
    request: IncomingMessage,
    hotelId: string,
    sourceId: string,
    action: string,
  ): Promise<Answer> => {
    if (!form.isWebhookAction(action)) throw new Refusal('UnknownPath')
    try {
      if (request.method !== 'POST') throw new Refusal('WrongMethod')
      await take(request, hotelId, sourceId, action)
      return { status: 200, type: 'application/xml', body: answers(action) }
    } catch (error) {
      const { code, retryAfterS, text } = refusedFor(error)
      return {
        status: REFUSALS[code].status,
        type: 'application/xml',
        body: form.errorAnswer(action, now(), FAULT_OF[code] ?? 'malformed', text),
        retryAfterS,
        isCut: code === 'RequestTooLarge' || code === 'NotSignedIn' || code === 'TooManyRequests',
      }
    }
  }
}

/** The body is no message of this kind; the text says why. */
class Malformed extends Error {
  override readonly name = 'Malformed'
}

function refusedFor(error: unknown): { code: RefusalCode; retryAfterS: number | null; text: string } {
  if (error instanceof Malformed) {
    return { code: 'MalformedRequest', retryAfterS: null, text: error.message }
  }
  if (error instanceof MailboxUnavailable || error instanceof MailboxFull) {
    return { code: 'Unavailable', retryAfterS: UNAVAILABLE_RETRY_S, text: REFUSALS.Unavailable.message }
  }
  if (error instanceof Refusal) {
    return { code: error.code, retryAfterS: error.retryAfterS, text: error.message }
  }
  throw error
}

const FAULT_OF: Partial<Record<RefusalCode, WebhookFault>> = {
  NotSignedIn: 'authentication',
  RequestTooLarge: 'tooLarge',
  TooManyRequests: 'busy',
  Unavailable: 'unavailable',
}

/** An answer of success says nothing but the second it was given in. */
function steadyAnswers(write: (action: string, now: number) => string, now: () => number) {
  const written = new Map<string, { second: number; text: Buffer }>()
  return (action: string): Buffer => {
    const second = Math.floor(now() / 1_000)
    const latest = written.get(action)
    if (latest?.second === second) return latest.text
    const text = Buffer.from(write(action, second * 1_000))
    written.set(action, { second, text })
    return text
  }
}
