/** The host's processes when the shell starts them: asked for over the shell's line, spoken with over ports of their own. */
import type { ToShell } from '../../shared/shell-link.ts'
import type { HostChild, SpawnChild } from './host-child.ts'
import type { HandedPort } from './shell-port.ts'

export interface ShellChildren {
  readonly spawnChild: SpawnChild
  /** The shell has started it; `port` is the link to it. */
  started(id: number, pid: number | undefined, port: HandedPort | null): void
  ended(id: number, how: string): void
}

interface Waiting {
  started(pid: number | undefined, port: HandedPort | null): void
  ended(how: string): void
}

/** @param environment what every child gets to know of its environment, beside its own secrets. */
export function shellChildren(
  tell: (message: ToShell) => void,
  environment: Readonly<Record<string, string>>,
): ShellChildren {
  const children = new Map<number, Waiting>()
  let lastId = 0

  return {
    spawnChild(kind, { args = [], secrets = {} } = {}) {
      const id = ++lastId
      const { child, waiting } = askedFor(() => tell({ say: 'kill', id }))
      children.set(id, waiting)
      tell({ say: 'spawn', id, child: kind, args: [...args], env: { ...environment, ...secrets } })
      return child
    },
    started: (id, pid, port) => children.get(id)?.started(pid, port),
    ended(id, how) {
      const ended = children.get(id)
      children.delete(id)
      ended?.ended(how)
    },
  }
}

function askedFor(kill: () => void): { child: HostChild; waiting: Waiting } {
  const messageListeners: ((message: unknown) => void)[] = []
  const exitListeners: ((how: string) => void)[] = []
  let pid: number | undefined
  let link: HandedPort | null = null
  let isDisconnected = false
  const child: HostChild = {
    get pid() {
      return pid
    },
    // Before it has started it has asked nothing, and nothing is said to it unasked.
    postMessage: (message) => link?.postMessage(message),
    onMessage: (listener) => void messageListeners.push(listener),
    onExit: (listener) => void exitListeners.push(listener),
    disconnect() {
      isDisconnected = true
      link?.close()
    },
    kill,
  }
  const waiting: Waiting = {
    started(startedPid, port) {
      pid = startedPid
      link = port
      if (isDisconnected) port?.close()
      port?.on('message', (event) => {
        const data = typeof event === 'object' && event !== null && 'data' in event ? event.data : undefined
        for (const listener of messageListeners) listener(data)
      })
      port?.start()
    },
    ended(how) {
      link = null
      for (const listener of exitListeners.splice(0)) listener(how)
    },
  }
  return { child, waiting }
}
