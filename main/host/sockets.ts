/** `/rpc`: the contract over WebSocket, for pages and scripts. */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ApiContext, Caller } from '../api/context.ts'
import { answerUnreadable } from '../api/failures.ts'
import type { DeskRouter } from '../api/router.ts'
import { withTrace } from '../api/trace.ts'
import { requireOwnHost, requireOwnOrigin } from './admission.ts'
import type { HostClock } from './clock.ts'
import { serveFrames } from './frame-link.ts'
import { failureBody, HttpFailure } from './http-failure.ts'

export const SUBPROTOCOL = 'keyrack.v1'
const TOKEN_PROTOCOL = 'token.'
export const LARGEST_MESSAGE_BYTES = 1_048_576
const MOST_SOCKETS = 200
/** What may wait for a reader that does not read; more, and it is cut off and has to start anew. */
const MOST_BUFFERED_BYTES = 32 * 1_048_576
const HEARTBEAT_MS = 15_000

/** What a close code of the protocol means here, for whoever looks into it. */
const CLOSE_REASONS: Readonly<Record<number, string>> = {
  1007: 'This is not a message of the desk.',
  1009: 'A message may be at most 1 MB. Send less at a time.',
}
const SIGNED_OUT = 4401

export interface SocketParts {
  readonly router: DeskRouter
  readonly clock: HostClock
  readonly hosts: ReadonlySet<string>
  /** @throws HttpFailure TooManyAttempts */
  callerOf(headers: IncomingMessage['headers'], pageToken: string | null): Caller | null
}

/** @returns ends every socket and the heartbeat. */
export function serveSockets(server: Server, parts: SocketParts): () => void {
  const handler = new RPCHandler<ApiContext>(parts.router, { interceptors: [answerUnreadable, withTrace] })
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })
  const pulses = new Map<WebSocket, Pulse>()

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    try {
      const caller = admitted(request, parts, pulses.size)
      sockets.handleUpgrade(request, socket, head, (opened) => {
        pulses.set(opened, { answered: true, request })
        opened.on('pong', () => pulses.set(opened, { answered: true, request }))
        opened.on('close', () => pulses.delete(opened))
        serveSocket(opened, handler, caller)
      })
    } catch (error) {
      if (!(error instanceof HttpFailure)) throw error
      refuse(socket, error)
    }
  })
  const stop = parts.clock.every(HEARTBEAT_MS, () => {
    for (const [socket, pulse] of pulses) beat(socket, pulse, pulses, parts)
  })
  return () => {
    stop()
    for (const socket of pulses.keys()) socket.close(1001, 'The desk is closing.')
    for (const socket of pulses.keys()) socket.terminate()
  }
}

interface Pulse {
  readonly answered: boolean
  readonly request: IncomingMessage
}

function admitted(request: IncomingMessage, parts: SocketParts, open: number): Caller {
  requireOwnHost(request.headers, parts.hosts)
  requireOwnOrigin(request.headers)
  if (request.url?.split('?')[0] !== '/rpc') throw new HttpFailure('UnknownPath')
  const caller = parts.callerOf(request.headers, pageTokenOf(request))
  if (caller === null) throw new HttpFailure('NotSignedIn')
  if (open >= MOST_SOCKETS) throw new HttpFailure('TooManyConnections')
  return caller
}

/** A page cannot set headers on a WebSocket, so its token comes as a second subprotocol that is never selected. */
function pageTokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  const token = offered.find((name) => name.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length)
  return token === undefined || token.length > 200 ? null : token
}

function serveSocket(socket: WebSocket, handler: RPCHandler<ApiContext>, caller: Caller): void {
  const close = socket.close.bind(socket)
  // The library closes with a bare code when a message is too large; the other end deserves the reason.
  socket.close = (code, reason) =>
    close(code, reason ?? (code === undefined ? undefined : CLOSE_REASONS[code]))
  // Errors of one socket are followed by its close, and concern nobody else.
  socket.on('error', () => undefined)
  serveFrames(
    {
      onFrame: (listener) =>
        socket.on('message', (data, isBinary) => {
          if (socket.bufferedAmount > MOST_BUFFERED_BYTES) socket.terminate()
          else listener(isBinary ? null : data.toString())
        }),
      onClose: (listener) => socket.on('close', listener),
      // Resolved when the frame has left, so that a slow reader of `changed` holds up its own stream only.
      send: (frame) =>
        new Promise((resolve) => {
          socket.send(frame, () => resolve())
        }),
      refuse: () => socket.close(1007),
    },
    (facade) => handler.upgrade(facade, { context: { caller } }),
  )
}

/** Ends sockets whose other end is gone, and those whose session ended or whose token was revoked. */
function beat(socket: WebSocket, pulse: Pulse, pulses: Map<WebSocket, Pulse>, parts: SocketParts): void {
  if (!pulse.answered) {
    socket.terminate()
    return
  }
  if (!isStillSignedIn(pulse.request, parts)) {
    socket.close(SIGNED_OUT, 'The session has ended.')
    return
  }
  pulses.set(socket, { answered: false, request: pulse.request })
  socket.ping()
}

function isStillSignedIn(request: IncomingMessage, parts: SocketParts): boolean {
  try {
    return parts.callerOf(request.headers, pageTokenOf(request)) !== null
  } catch {
    return false
  }
}

function refuse(socket: Duplex, failure: HttpFailure): void {
  const body = JSON.stringify(failureBody(failure.code))
  const head = [
    `HTTP/1.1 ${failure.status} Refused`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
