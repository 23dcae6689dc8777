/** Serves the desk over a MessagePort: Electron's page through its preload, or a worker thread. */
import { RPCHandler } from '@orpc/server/ws'
import type { ApiContext, Caller } from '../api/context.ts'
import { answerUnreadable } from '../api/failures.ts'
import type { DeskRouter } from '../api/router.ts'
import { withTrace } from '../api/trace.ts'
import { serveFrames } from './frame-link.ts'

/** As much of a port as is needed; Electron's carries what was posted as `data` of an event, Node's the value itself. */
export interface DeskPort {
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: string): void
  close(): void
}

/**
 * @param caller whoever holds the other end; it was authenticated by handing it the port.
 */
export function servePort(router: DeskRouter, port: DeskPort, caller: Caller): void {
  const handler = new RPCHandler<ApiContext>(router, { interceptors: [answerUnreadable, withTrace] })
  serveFrames(
    {
      onFrame: (listener) => port.on('message', (message) => listener(postedOf(message))),
      onClose: (listener) => port.on('close', listener),
      send: async (frame) => port.postMessage(frame),
      refuse: () => port.close(),
    },
    (socket) => handler.upgrade(socket, { context: { caller } }),
  )
}

function postedOf(message: unknown): unknown {
  return typeof message === 'object' && message !== null && 'data' in message ? message.data : message
}
