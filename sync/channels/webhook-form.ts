/**
 * How one kind of channel posts to an address of ours: who it says it is, whether it may be a message, and what it is to be
 * answered. What was sold is read at the desk, by the kind's adapter.
 */
import type { PostedThere } from '../../shared/relay-protocol.ts'

export interface Posted {
  /** The last part of the address. */
  readonly action: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** UTF-8. */
  readonly body: Buffer
}

export interface PostedMessage {
  /** Where the kind signs in within its messages; null where this one does not. */
  readonly credentials?: { readonly username: string; readonly password: string } | null
  /** Not about bookings, but about the interface itself or something else: answered and not kept. */
  readonly isQuestion?: true
  /** Said only when the message is durable. `now` is epoch milliseconds. */
  success(now: number): string | Buffer
}

export type WebhookFault = 'authentication' | 'malformed' | 'tooLarge' | 'busy' | 'unavailable'

export interface WebhookForm {
  /** By what goes there, the last part of each address: no two kinds share one. */
  readonly actions: Readonly<Partial<Record<PostedThere, string>>>
  /** HTTP Basic, the query of its address, or the message itself. */
  readonly signsIn: 'header' | 'query' | 'message'
  readonly type: 'application/json' | 'application/xml' | 'text/xml'
  /** Of its refusals, where the type is another one. */
  readonly errorType?: 'text/plain'
  /** HTTP status of every refusal; the one of the refusal itself where it is left out. */
  readonly errorStatus?: number
  /** What was posted, or why it can be no message of this kind, in words for its sender. */
  read(posted: Posted): PostedMessage | string
  error(action: string, now: number, fault: WebhookFault, text: string): string
}
