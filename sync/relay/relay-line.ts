/** One connection to the relay: questions with their answers, hints, and an end that is always noticed. */
import { CLOSE, LONGEST_FRAME, type Question, type Reply, replySchema } from '../../shared/relay-protocol.ts'
import type { Clock } from '../engine/ports.ts'

/** As much of a WebSocket as is needed; it never throws when it is used after its end. */
export interface RelaySocket {
  send(text: string): void
  close(): void
}

export interface RelaySocketEvents {
  onFrame(text: string): void
  /** Once. `status` of a refused upgrade, or `code` of a close frame; both null when the network failed. */
  onEnd(how: { status: number | null; code: number | null; error: string | null }): void
}

export type ConnectRelay = (
  to: { url: string; token: string; longestFrame: number },
  events: RelaySocketEvents,
) => RelaySocket

/** Why there is no connection, in words for people. */
export class RelayFailure extends Error {
  override readonly name = 'RelayFailure'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

export const ANSWER_WITHIN_MS = 15_000

type Asked = Question extends infer Q ? (Q extends { id: number } ? Omit<Q, 'id'> : never) : never

export class RelayLine {
  readonly #clock: Clock
  readonly #socket: RelaySocket
  readonly #end = Promise.withResolvers<never>()
  readonly #hello = Promise.withResolvers<{ epoch: string; head: number }>()
  readonly #onHint: (head: number) => void
  #waiting: { id: number; resolve: (reply: Reply) => void } | null = null
  #lastId = 0
  #isOver = false
  /** Epoch ms of the latest sign of life. */
  heardAt: number

  constructor(
    connect: ConnectRelay,
    to: { url: string; token: string },
    clock: Clock,
    onHint: (head: number) => void,
  ) {
    this.#clock = clock
    this.#onHint = onHint
    this.heardAt = clock.now()
    // Nobody may be listening when it ends.
    this.#end.promise.catch(() => undefined)
    this.#socket = connect(
      { ...to, longestFrame: LONGEST_FRAME },
      {
        onFrame: (text) => this.#take(text),
        onEnd: (how) => this.#fail(failureOf(how)),
      },
    )
  }

  /** The relay's first word. @throws RelayFailure */
  hello(signal: AbortSignal): Promise<{ epoch: string; head: number }> {
    return this.#within(this.#hello.promise, signal)
  }

  /** One question at a time. @throws RelayFailure; the line has ended then. */
  async ask(question: Asked, signal: AbortSignal): Promise<Reply> {
    if (this.#waiting !== null) throw new Error('a question is waiting for its answer')
    const id = ++this.#lastId
    const { promise, resolve } = Promise.withResolvers<Reply>()
    this.#waiting = { id, resolve }
    if (!this.#isOver) this.#socket.send(JSON.stringify({ ...question, id }))
    return this.#within(promise, signal)
  }

  /** Rejects with `RelayFailure` when the line ends. */
  get ended(): Promise<never> {
    return this.#end.promise
  }

  get isOver(): boolean {
    return this.#isOver
  }

  close(): void {
    this.#fail(new RelayFailure('Closed', 'The connection to the relay was closed.'))
    this.#socket.close()
  }

  async #within<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
    const over = new AbortController()
    const stop = () => over.abort()
    signal.addEventListener('abort', stop, { once: true })
    if (signal.aborted) stop()
    const late = this.#clock.sleep(ANSWER_WITHIN_MS, over.signal).then(() => {
      if (over.signal.aborted && !signal.aborted) return new Promise<never>(() => undefined)
      const failure = signal.aborted
        ? new RelayFailure('Closed', 'The connection to the relay was closed.')
        : new RelayFailure('Timeout', `The relay did not answer within ${ANSWER_WITHIN_MS} ms.`)
      this.#fail(failure)
      this.#socket.close()
      throw failure
    })
    try {
      return await Promise.race([answer, late, this.#end.promise])
    } finally {
      signal.removeEventListener('abort', stop)
      over.abort()
    }
  }

  #take(text: string): void {
    if (this.#isOver) return
    const reply = replyOf(text)
    if (reply === null) {
      this.#fail(
        new RelayFailure('NotARelay', 'What answers at the relay’s address does not speak as a relay.'),
      )
      this.#socket.close()
      return
    }
    this.heardAt = this.#clock.now()
    if (reply.t === 'hello') this.#hello.resolve(reply)
    else if (reply.t === 'hint') this.#onHint(reply.head)
    else if (this.#waiting?.id === reply.id) {
      const { resolve } = this.#waiting
      this.#waiting = null
      resolve(reply)
    }
  }

  #fail(failure: RelayFailure): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#end.reject(failure)
  }
}

function replyOf(text: string): Reply | null {
  try {
    const checked = replySchema.safeParse(JSON.parse(text))
    return checked.success ? checked.data : null
  } catch {
    return null
  }
}

function failureOf(how: { status: number | null; code: number | null; error: string | null }): RelayFailure {
  if (how.status === 401 || how.status === 403 || how.code === CLOSE.ended) {
    return new RelayFailure(
      'RelayRefused',
      'The relay no longer lets this desk in: another one has taken up the pairing.',
    )
  }
  if (how.code === CLOSE.replaced) {
    return new RelayFailure(
      'RelayReplaced',
      'Another desk of this hotel has connected to the relay. Only one may run at a time.',
    )
  }
  if (how.status !== null) return new RelayFailure('RelayAway', `The relay answered HTTP ${how.status}.`)
  if (how.code !== null) {
    return new RelayFailure('RelayAway', `The relay closed the connection (${how.code}).`)
  }
  return new RelayFailure('RelayAway', `The relay cannot be reached (${how.error ?? 'no connection'}).`)
}
