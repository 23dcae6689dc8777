/** The host's end of its line to the shell: Electron's `process.parentPort`, described here so that nothing of Electron is imported. */
import { type ToHost, type ToShell, toHostSchema } from '../../shared/shell-link.ts'
import type { DeskPort } from './port-server.ts'

/** A port that was handed over: what was posted comes as `data` of an event, and not before `start`. */
export interface HandedPort extends DeskPort {
  start(): void
}

interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports?: readonly HandedPort[] }) => void): unknown
  postMessage(message: unknown): void
}

export interface ShellPort {
  tell(message: ToShell): void
  /** What the shell says, each with the port that came along; anything else is left unread. */
  onMessage(listener: (message: ToHost, port: HandedPort | null) => void): void
}

/** Null when this process was started by something else than a shell. */
export function shellPort(): ShellPort | null {
  const { parentPort } = process as { parentPort?: ParentPort }
  if (parentPort === undefined) return null
  return {
    tell: (message) => parentPort.postMessage(message),
    onMessage: (listener) =>
      parentPort.on('message', ({ data, ports }) => {
        const message = toHostSchema.safeParse(data)
        if (message.success) listener(message.data, ports?.[0] ?? null)
      }),
  }
}
