/**
 * The relay as it behaves: it takes in what channels post, seals it, keeps it in order for the desk, and recognises a repeat. What
 * it answered with success is on its disk; its connections are not, and its disk may be put back to an older copy.
 */
import { createHash } from 'node:crypto'
import { privateKeyOf, publicKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import { createSealer, type Sealer } from '../../sealing/sealed-box.ts'
import {
  MOST_READ_MESSAGES,
  type Question,
  type Reply,
  type SealedLetter,
} from '../../shared/relay-protocol.ts'
import type { RelaySocket, RelaySocketEvents } from '../../sync/relay/relay-line.ts'
import type { Chance } from './chance.ts'
import { type Scope, type Timeline, WORLD } from './timeline.ts'

export const HOTEL = 'hotel'

export interface RelayParts {
  readonly timeline: Timeline
  readonly chance: Chance
  readonly networkMs: number
  readonly now: () => number
  /** Called when the desk says that everything through a number is committed. */
  readonly onAcknowledged: (epoch: string, upTo: number) => void
}

export class ModelledRelay {
  readonly #parts: RelayParts
  #sealer: Sealer | null = null
  #letters: SealedLetter[] = []
  #copied = 0
  #epochs = 1
  acked = 0
  /** It answers nobody until then. */
  awayUntil = 0
  #session: { scope: Scope; events: RelaySocketEvents } | null = null

  constructor(parts: RelayParts) {
    this.#parts = parts
  }

  get epoch(): string {
    return `epoch-${this.#epochs}`
  }

  get head(): number {
    return this.#letters.length
  }

  get isAway(): boolean {
    return this.#parts.timeline.now < this.awayUntil
  }

  pair(privateKey: Buffer): void {
    const bytes = (count: number) => Uint8Array.from({ length: count }, () => this.#parts.chance.int(0, 255))
    this.#sealer = createSealer(publicKeyOf(rawPublicKey(privateKeyOf(privateKey))), bytes)
  }

  /** A webhook. @returns whether it was answered with success. */
  post(source: string, body: string): boolean {
    if (this.isAway || this.#sealer === null) return false
    const key = createHash('sha256').update(body).digest().subarray(0, 16).toString('base64url')
    if (this.#letters.some((letter) => letter.source === source && letter.key === key)) return true
    const sealed = this.#sealer.seal([Buffer.from(`post\n${body}`)], [HOTEL, source]).toString('base64')
    const seq = this.#letters.length + 1
    this.#letters.push({ seq, source, key, receivedAt: this.#parts.now(), sealed })
    this.#tell({ t: 'hint', head: seq })
    return true
  }

  /** From here on nothing is answered for a while, and whoever is connected is cut off. */
  goAway(ms: number): void {
    this.awayUntil = this.#parts.timeline.now + ms
    this.#hangUp()
  }

  copy(): void {
    this.#copied = this.#letters.length
  }

  /** Its disk is put back to the latest copy. @returns how many messages that lost. */
  restore(): number {
    const lost = this.#letters.splice(this.#copied).length
    this.#epochs += 1
    this.acked = Math.min(this.acked, this.#copied)
    this.#hangUp()
    return lost
  }

  /** As one sync process reaches it. */
  connectOf(scope: Scope): (to: unknown, events: RelaySocketEvents) => RelaySocket {
    return (_to, events) => {
      const { timeline } = this.#parts
      const session = { scope, events }
      const say = (reply: Reply) => this.#deliver(session, reply)
      timeline.after(this.#delayMs(), WORLD, 'relay is connected to', () => {
        if (this.isAway) this.#cut(session)
        else {
          this.#session = session
          say({ t: 'hello', epoch: this.epoch, head: this.head })
        }
      })
      return {
        send: (text) => {
          const question = JSON.parse(text) as Question
          timeline.after(this.#delayMs(), WORLD, `relay is asked to ${question.t}`, () => {
            if (this.#session === session && !this.isAway) say(this.#answer(question))
          })
        },
        close: () => {
          if (this.#session === session) this.#session = null
        },
      }
    }
  }

  #answer(question: Question): Reply {
    const { id } = question
    const { head } = this
    if (question.t === 'ping') return { t: 'pong', id, head }
    if (question.t === 'acknowledge') {
      if (question.upTo > head) return { t: 'refused', id, code: 'CursorAhead', head, first: 0 }
      this.#parts.onAcknowledged(this.epoch, question.upTo)
      this.acked = Math.max(this.acked, question.upTo)
      return { t: 'acknowledged', id }
    }
    if (question.after > head) return { t: 'refused', id, code: 'CursorAhead', head, first: 0 }
    const messages = this.#letters.slice(question.after, question.after + Math.min(3, MOST_READ_MESSAGES))
    return { t: 'messages', id, epoch: this.epoch, head, messages }
  }

  readonly #delayMs = (): number => this.#parts.chance.int(1, this.#parts.networkMs)

  #tell(reply: Reply): void {
    if (this.#session !== null) this.#deliver(this.#session, reply)
  }

  /** In order, as over one connection. */
  #freeAt = 0
  #deliver({ scope, events }: { scope: Scope; events: RelaySocketEvents }, reply: Reply): void {
    const { timeline } = this.#parts
    this.#freeAt = Math.max(this.#freeAt, timeline.now + this.#delayMs())
    timeline.after(this.#freeAt - timeline.now, scope, `relay says ${reply.t}`, () =>
      events.onFrame(JSON.stringify(reply)),
    )
  }

  #hangUp(): void {
    if (this.#session !== null) this.#cut(this.#session)
    this.#session = null
  }

  #cut({ scope, events }: { scope: Scope; events: RelaySocketEvents }): void {
    this.#parts.timeline.after(this.#delayMs(), scope, 'relay hangs up', () =>
      events.onEnd({ status: null, code: null, error: 'cut' }),
    )
  }
}
