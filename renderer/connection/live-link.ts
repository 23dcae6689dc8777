/**
 * The page's line to the host: one socket at a time, over the network or the shell's ports, behind a link that stays,
 * with reconnection, a time limit on every call, and calls that are sent again after a lost connection.
 */
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { backoffMs, RECONNECT_LIMITS } from './backoff.ts'
import { type CallTrace, traceHeaders, traceOfCall } from './trace.ts'

/** What a line must be able to do: as much of a WebSocket as is needed, which a MessagePort can be made to be. */
export interface LineSocket extends EventTarget {
  readonly readyState: WebSocket['readyState']
  readonly CONNECTING: WebSocket['CONNECTING']
  readonly OPEN: WebSocket['OPEN']
  send(message: Parameters<WebSocket['send']>[0]): void
  close(): void
}

export interface LinkPorts {
  openSocket(): LineSocket
  random(): number
  now(): number
  /** Calls `then` once after `ms`; the answer cancels it. */
  setTimer(ms: number, then: () => void): () => void
  /** Whether the host answers and still knows the session, asked after a socket was refused. */
  probe(): Promise<'ready' | 'no-session' | 'unreachable'>
}

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | {
      readonly kind: 'away'
      /** When the page last heard from the host, or began to call it. */
      readonly since: number
      readonly attempt: number
      readonly nextAttemptAt: number | null
    }
  /** The host answers, but this page's session is not valid there. */
  | { readonly kind: 'refused' }

/** How long one try of a call may take, and how often a call that lost its connection is sent again. */
export const CALL_TIMEOUT_MS = 15_000
const CALL_TRIES = 4
const HEARTBEAT_MS = 15_000
const HEARTBEAT_ANSWER_MS = 5_000

/** The call got no answer: it may have been done. A command repeated with its key is done at most once. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  constructor() {
    super('The host did not answer.')
  }
}

export interface CallContext extends ClientContext {
  /** An open-ended stream: no time limit, and it ends with its connection. */
  stream?: true
  /** Made by the link, for a command. */
  trace?: CallTrace
}

interface Connection {
  readonly socket: LineSocket
  readonly link: RPCLink<CallContext>
  /** Aborted when the connection is lost or given up: what waits on it must not wait for a close event. */
  readonly ended: AbortController
}

type Wire = Pick<WebSocket, 'addEventListener' | 'removeEventListener' | 'send' | 'readyState'>

/**
 * The socket as oRPC sees it. Cancelling a call sends a message from a listener that nobody awaits, so that on a
 * socket that is closing it would reject unhandled; such messages are dropped here instead.
 */
function wireOf(socket: LineSocket): Wire {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    removeEventListener: socket.removeEventListener.bind(socket),
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message)
    },
    get readyState() {
      return socket.readyState === socket.CONNECTING ? socket.CONNECTING : socket.OPEN
    },
  }
}

export class LiveLink implements ClientLink<CallContext> {
  readonly #ports: LinkPorts
  readonly #listeners = new Set<() => void>()
  #state: LinkState = { kind: 'connecting' }
  #connection: Connection | null = null
  #attempt = 0
  #lastHeardAt: number
  #cancelTimer: () => void = () => {}
  #isClosed = false

  constructor(ports: LinkPorts) {
    this.#ports = ports
    this.#lastHeardAt = ports.now()
  }

  get state(): LinkState {
    return this.#state
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Opens the line, or tries again at once instead of waiting out the pause. */
  connect(): void {
    if (this.#isClosed || this.#connection !== null) return
    this.#cancelTimer()
    const socket = this.#ports.openSocket()
    const link = new RPCLink<CallContext>({
      websocket: wireOf(socket),
      headers: ({ context }) => traceHeaders(context.trace),
    })
    const connection: Connection = { socket, link, ended: new AbortController() }
    this.#connection = connection
    let wasOpen = false
    socket.addEventListener('open', () => {
      if (this.#connection !== connection) return
      wasOpen = true
      this.#attempt = 0
      this.#lastHeardAt = this.#ports.now()
      this.#enter({ kind: 'live' })
      this.#scheduleHeartbeat(connection)
    })
    socket.addEventListener('close', () => this.#lost(connection, wasOpen))
  }

  close(): void {
    this.#isClosed = true
    this.#cancelTimer()
    this.#connection?.ended.abort()
    this.#connection?.socket.close()
    this.#connection = null
    for (const listener of [...this.#listeners]) listener()
    this.#listeners.clear()
  }

  async call(path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    if (options.context.stream === true) return this.#openStream(path, input, options)
    const trace = traceOfCall(input, this.#ports)
    const context = trace === null ? options.context : { ...options.context, trace }
    for (let tried = 1; ; tried++) {
      const connection = await this.#live(options.signal)
      const limit = this.#timeLimit(CALL_TIMEOUT_MS, options.signal)
      try {
        const signal = AbortSignal.any([limit.signal, connection.ended.signal])
        return await connection.link.call(path, input, { ...options, context, signal })
      } catch (error) {
        if (options.signal?.aborted === true) throw error
        if (limit.isOver()) throw new NoAnswer()
        // A lost connection rejects like one's own cancel does; everything we send may be sent again (queries
        // change nothing, commands carry their key).
        if (this.#connection === connection && connection.socket.readyState === connection.socket.OPEN)
          throw error
        if (tried >= CALL_TRIES) throw new NoAnswer()
      } finally {
        limit.release()
      }
    }
  }

  async #openStream(
    path: readonly string[],
    input: unknown,
    options: ClientOptions<CallContext>,
  ): Promise<unknown> {
    const { link, ended } = await this.#live(options.signal)
    const signals = options.signal === undefined ? [ended.signal] : [options.signal, ended.signal]
    return link.call(path, input, { ...options, signal: AbortSignal.any(signals) })
  }

  #enter(state: LinkState): void {
    this.#state = state
    for (const listener of [...this.#listeners]) listener()
  }

  #lost(connection: Connection, wasOpen: boolean): void {
    connection.ended.abort()
    if (this.#connection !== connection || this.#isClosed) return
    this.#connection = null
    this.#cancelTimer()
    this.#attempt += 1
    if (wasOpen) {
      this.#retryLater()
      return
    }
    void this.#ports.probe().then((answer) => {
      if (this.#isClosed || this.#connection !== null) return
      if (answer === 'no-session') this.#enter({ kind: 'refused' })
      else this.#retryLater()
    })
  }

  #retryLater(): void {
    const waitMs = backoffMs(this.#attempt, RECONNECT_LIMITS, this.#ports.random)
    this.#cancelTimer = this.#ports.setTimer(waitMs, () => this.connect())
    this.#enter({
      kind: 'away',
      since: this.#lastHeardAt,
      attempt: this.#attempt,
      nextAttemptAt: this.#ports.now() + waitMs,
    })
  }

  /** A half-open connection looks alive until something is asked of it. */
  #scheduleHeartbeat(connection: Connection): void {
    this.#cancelTimer = this.#ports.setTimer(HEARTBEAT_MS, () => {
      if (this.#connection !== connection) return
      const limit = this.#timeLimit(HEARTBEAT_ANSWER_MS)
      connection.link
        .call(['session', 'who'], undefined, { context: {}, signal: limit.signal })
        .then(
          () => {
            this.#lastHeardAt = this.#ports.now()
          },
          () => {
            if (limit.isOver()) this.#abandon(connection)
          },
        )
        .finally(() => {
          limit.release()
          if (this.#connection === connection) this.#scheduleHeartbeat(connection)
        })
    })
  }

  /** Does not wait for the close event, which a dead peer delays by minutes. */
  #abandon(connection: Connection): void {
    this.#lost(connection, true)
    connection.socket.close()
  }

  #timeLimit(ms: number, outer?: AbortSignal): { signal: AbortSignal; isOver(): boolean; release(): void } {
    const controller = new AbortController()
    let over = false
    const cancel = this.#ports.setTimer(ms, () => {
      over = true
      controller.abort()
    })
    const follow = () => controller.abort(outer?.reason)
    if (outer?.aborted === true) follow()
    outer?.addEventListener('abort', follow, { once: true })
    const release = () => {
      cancel()
      outer?.removeEventListener('abort', follow)
    }
    return { signal: controller.signal, isOver: () => over, release }
  }

  /** The present connection, waiting for one as long as a call may take. */
  async #live(signal?: AbortSignal): Promise<Connection> {
    const limit = this.#timeLimit(CALL_TIMEOUT_MS, signal)
    try {
      while (this.#state.kind !== 'live' || this.#connection === null) {
        if (this.#state.kind === 'refused' || this.#isClosed) throw new NoAnswer()
        await this.#nextChange(limit.signal)
        if (limit.signal.aborted) throw limit.isOver() ? new NoAnswer() : limit.signal.reason
      }
      return this.#connection
    } finally {
      limit.release()
    }
  }

  #nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.#listeners.delete(done)
        signal.removeEventListener('abort', done)
        resolve()
      }
      this.#listeners.add(done)
      signal.addEventListener('abort', done)
      if (signal.aborted) done()
    })
  }
}
