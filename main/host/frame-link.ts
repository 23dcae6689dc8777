/**
 * Serves procedures over anything that carries text frames both ways: a WebSocket, a MessagePort, a child process's
 * IPC. What is not a frame of the protocol ends the link before it reaches the library, which would throw on it.
 */
import type { Context } from '@orpc/server'
import type { RPCHandler } from '@orpc/server/ws'
import { z } from 'zod'

export interface FrameLink {
  /** Anything but text is refused: no procedure takes files. */
  onFrame(listener: (frame: unknown) => void): void
  onClose(listener: () => void): void
  /** Resolves when the other end can take more, and also when the link has closed; never rejects. */
  send(frame: string): Promise<void>
  /** Ends the link: the other end does not speak the protocol. */
  refuse(): void
}

const ABORT = 4
const frameSchema = z.union([
  z.object({
    i: z.union([z.string().max(64), z.number()]),
    t: z.literal(1).optional(),
    p: z.object({
      u: z
        .string()
        .max(2_000)
        .refine((url) => URL.canParse(url, 'http://desk')),
      h: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      m: z.string().max(10).optional(),
    }),
  }),
  z.object({ i: z.union([z.string().max(64), z.number()]), t: z.literal(ABORT) }),
])

function isFrame(data: unknown): data is string {
  if (typeof data !== 'string') return false
  try {
    return frameSchema.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}

/** As much of a WebSocket as oRPC's handler uses; it awaits what `send` answers. */
type HandlerSocket = Parameters<RPCHandler<Context>['upgrade']>[0]

/** @param upgrade hands the link to a handler, with the context of every call that comes over it. */
export function serveFrames(link: FrameLink, upgrade: (socket: HandlerSocket) => Promise<void>): void {
  let refused = false
  const socket = {
    send: (frame: string) => link.send(frame),
    addEventListener(type: string, listener: (event: { data?: unknown }) => void) {
      if (type === 'close') link.onClose(() => listener({}))
      if (type !== 'message') return
      link.onFrame((data) => {
        if (refused) return
        if (isFrame(data)) {
          listener({ data })
          return
        }
        refused = true
        link.refuse()
      })
    },
  }
  upgrade(socket as unknown as HandlerSocket).catch(() => link.refuse())
}
