/** The sandbox's link to whoever started it: a fork's IPC, or a port that Electron's shell hands over. */

export interface ParentLink {
  tell(message: object): void
  /** Calls once, when the other end is gone or wants us to end. */
  onEnd(listener: () => void): void
}

interface HandedPort {
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
}

/** Electron's `process.parentPort`, described here so that nothing of Electron is imported. */
interface UtilityPort {
  once(event: 'message', listener: (event: { ports: readonly HandedPort[] }) => void): unknown
}

/** Null when this process was started by hand. */
export function parentLink(): ParentLink | null {
  const { parentPort } = process as { parentPort?: UtilityPort }
  if (parentPort !== undefined) return overPort(parentPort)
  if (process.send === undefined) return null
  return {
    tell: (message) => {
      if (process.connected) process.send?.(message)
    },
    onEnd(listener) {
      process.once('disconnect', listener)
      // The parent may have gone while the sandbox started, before anyone listened.
      if (!process.connected) listener()
    },
  }
}

function overPort(parentPort: UtilityPort): ParentLink {
  const handed = new Promise<HandedPort>((resolve) => {
    parentPort.once('message', ({ ports: [port] }) => {
      if (port !== undefined) resolve(port)
    })
  })
  return {
    tell: (message) => void handed.then((port) => port.postMessage(message)),
    onEnd: (listener) =>
      void handed.then((port) => {
        port.on('close', listener)
        port.start()
      }),
  }
}
