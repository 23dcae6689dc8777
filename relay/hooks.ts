/**
 * Where channels post: who it is, whether it may be a message, sealed, stored, and only then answered with success. The
 * answers are in the channel's own form, and what differs by kind is a line of `hook-kinds.ts`.
 */
import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { PostedMessage, WebhookFault, WebhookForm } from '../sync/channels/webhook-form.ts'
import { type HookKind, hookKindOf } from './hook-kinds.ts'
import type { Hotels, Source } from './hotels.ts'
import { type Answer, readBody } from './http-exchange.ts'
import { type Mailbox, MailboxFull, MailboxUnavailable } from './mailbox.ts'
import { REFUSALS, Refusal, type RefusalCode } from './refusals.ts'
import type { SealingRoom } from './sealing-room.ts'
import { basicHeader, hashOf, isSame } from './secrets.ts'
import type { Buckets } from './token-bucket.ts'

/** A reservation of fifty rooms has 60 kB. */
export const LARGEST_WEBHOOK_BYTES = 256 * 1024
const KEY_BYTES = 16
/** For a store that is full or fails: it needs someone. */
const UNAVAILABLE_RETRY_S = 30

/** The parts of an address of ours. */
interface Place {
  readonly hotelId: string
  readonly sourceId: string
  readonly action: string
}

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

  /** Counts what a stranger tries, so that it is soon refused for a while. @throws Refusal */
  function refuseStranger(hotelId: string, refusal: Error): never {
    const waitS = failed.take(hotelId)
    throw waitS === 0 ? refusal : new Refusal('TooManyRequests', waitS)
  }

  /** Undefined, disconnected, of a hotel that has left, or of another kind than the address: all the same to a stranger. */
  function sourceAt({ hotelId, sourceId }: Place, kind: string): Source {
    const source = hotels.source(hotelId, sourceId)
    return source?.kind === kind ? source : refuseStranger(hotelId, new Refusal('NotSignedIn'))
  }

  /** @throws Refusal */
  function admit(source: Source, hotelId: string, header: string): void {
    if (!isSame(hashOf(header), source.secretHash)) refuseStranger(hotelId, new Refusal('NotSignedIn'))
    const waitS = accepted.take(source.hotel.number)
    if (waitS > 0) throw new Refusal('TooManyRequests', waitS)
  }

  /**
   * Who signs in within the message is believed to be somebody by the address until the message is read: its hotel's part
   * has 96 random bits, and the length is bounded.
   */
  async function messageFrom(
    request: IncomingMessage,
    place: Place,
    { kind, form }: HookKind,
  ): Promise<{ source: Source; body: Buffer; message: PostedMessage }> {
    const { hotelId } = place
    const source = sourceAt(place, kind)
    const signsInside = form.signsIn === 'message'
    if (!signsInside) admit(source, hotelId, headerOf(request, form))
    const body = await bodyOf(request)
    const message = readMessage(request, place, form, body)
    if (message instanceof Malformed) {
      if (signsInside) refuseStranger(hotelId, message)
      throw message
    }
    if (signsInside) admit(source, hotelId, headerWithin(message))
    return { source, body, message }
  }

  async function bodyOf(request: IncomingMessage): Promise<Buffer> {
    if (request.headers['content-encoding'] !== undefined) throw new Malformed('send it without an encoding')
    const body = await readBody(request, largestBytes)
    if (body === null) throw new Refusal('RequestTooLarge')
    return body
  }

  async function take(request: IncomingMessage, place: Place, hookKind: HookKind): Promise<PostedMessage> {
    const { source, body, message } = await messageFrom(request, place, hookKind)
    if (message.isQuestion) return message
    await mailbox.accept({
      hotel: source.hotel.number,
      source: source.number,
      // Not every kind numbers its messages: the body is what tells one from another.
      messageKey: hash('sha256', body, 'buffer').subarray(0, KEY_BYTES),
      receivedAt: now(),
      sealed: sealing.seal(source, place.action, body),
    })
    return message
  }

  return async (
    request: IncomingMessage,
    hotelId: string,
    sourceId: string,
    action: string,
  ): Promise<Answer> => {
    const hookKind = hookKindOf(action)
    if (hookKind === undefined) throw new Refusal('UnknownPath')
    const { form } = hookKind
    try {
      if (request.method !== 'POST') throw new Refusal('WrongMethod')
      const message = await take(request, { hotelId, sourceId, action }, hookKind)
      return { status: 200, type: form.type, body: message.success(now()) }
    } catch (error) {
      const { code, retryAfterS, text } = refusedFor(error)
      const fault = FAULT_OF[code] ?? 'malformed'
      return {
        status: code === 'WrongMethod' ? 405 : (form.errorStatus ?? REFUSALS[code].status),
        type: form.errorType ?? form.type,
        body: form.error(action, now(), fault, text),
        retryAfterS,
        isCut: code === 'RequestTooLarge' || code === 'NotSignedIn' || code === 'TooManyRequests',
      }
    }
  }
}

/** As a channel that signs in by Basic authentication sends it, also of what stands in the query. */
function headerOf(request: IncomingMessage, { signsIn }: WebhookForm): string {
  if (signsIn === 'header') return request.headers.authorization ?? ''
  const query = new URLSearchParams((request.url ?? '').split('?').slice(1).join('?'))
  return basicHeader(query.get('user') ?? '', query.get('key') ?? '')
}

function headerWithin({ credentials }: PostedMessage): string {
  return credentials == null ? '' : basicHeader(credentials.username, credentials.password)
}

function readMessage(
  { headers }: IncomingMessage,
  { action }: Place,
  form: WebhookForm,
  body: Buffer,
): PostedMessage | Malformed {
  if (!isUtf8(body)) return new Malformed('the document is not UTF-8')
  const read = form.read({ action, headers, body })
  return typeof read === 'string' ? new Malformed(read) : read
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
