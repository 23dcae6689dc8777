/**
 * The sync process's end of its link to the host, whatever started it: Electron's utilityProcess, a worker thread or a
 * forked Node. All three become one kind of port, which never throws when it is used after its end.
 */
import { isMainThread, parentPort } from 'node:worker_threads'

/** What oRPC's message-port link speaks through; `message` carries what the host posted as `data`. */
export interface LinkPort {
  on(event: string, listener: (event?: { data: unknown }) => void): void
  postMessage(data: unknown): void
}

/** As much of a Node `MessagePort` as is needed; both ends of a `MessageChannel` have it, too. */
export interface NodePort {
  on(event: 'message', listener: (data: unknown) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(data: unknown): void
}

/** As much of a process as its IPC channel needs (`fork` with `serialization: 'advanced'`). */
export interface IpcProcess {
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
  readonly connected: boolean
  send?(message: unknown, callback: (error: Error | null) => void): boolean
}

/** A port between two processes of Electron: what was posted comes as `data` of an event, and not before `start`. */
interface HandedPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(data: unknown): void
  start(): void
}

/** Electron's `process.parentPort`, described here so that nothing of Electron is imported. */
export interface UtilityPort {
  once(event: 'message', listener: (event: { ports: readonly HandedPort[] }) => void): unknown
}

/** Null when this process was started by hand, without a host to speak to. */
export async function hostPort(): Promise<LinkPort | null> {
  const utilityPort = (process as { parentPort?: UtilityPort }).parentPort
  if (utilityPort !== undefined) return fromUtilityPort(utilityPort)
  if (!isMainThread && parentPort !== null) return fromNodePort(parentPort)
  if (process.send !== undefined) return fromProcess(process as IpcProcess)
  return null
}

export function fromNodePort(port: NodePort): LinkPort {
  return {
    on(event, listener) {
      if (event === 'message') port.on('message', (data) => isFrame(data) && listener({ data }))
      else if (event === 'close') port.on('close', () => listener())
    },
    postMessage: (data) => port.postMessage(data),
  }
}

export function fromProcess(ipc: IpcProcess): LinkPort {
  return {
    on(event, listener) {
      if (event === 'message') ipc.on('message', (data) => isFrame(data) && listener({ data }))
      else if (event === 'close') ipc.on('disconnect', () => listener())
    },
    postMessage(data) {
      // A failure to send means that the channel is closing: `disconnect` follows and ends the link.
      if (ipc.connected) ipc.send?.(data, () => undefined)
    },
  }
}

/** The first thing that the shell says is the host's end of our link; it closes when the host ends in any way. */
export async function fromUtilityPort(shell: UtilityPort): Promise<LinkPort> {
  const port = await new Promise<HandedPort>((resolve, reject) => {
    shell.once('message', ({ ports: [handed] }) => {
      if (handed === undefined) reject(new Error('the shell handed over no link to the host'))
      else resolve(handed)
    })
  })
  return {
    on(event, listener) {
      if (event === 'close') port.on('close', () => listener())
      if (event !== 'message') return
      port.on('message', ({ data }) => isFrame(data) && listener({ data }))
      // Nothing comes before this, so nothing is missed.
      port.start()
    },
    postMessage: (data) => port.postMessage(data),
  }
}

/** A frame of the link; anything else on the same channel is not ours to read. */
function isFrame(data: unknown): boolean {
  return typeof data === 'string' || data instanceof Uint8Array || data instanceof ArrayBuffer
}
