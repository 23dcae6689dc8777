/** The host's processes as children of plain Node. Sync gets its settings and credentials over the link, never as arguments. */
import { fork } from 'node:child_process'
import type { ChildKind } from '../../shared/shell-link.ts'
import { childEnvironment } from './child-environment.ts'
import type { ChildStart, HostChild, SpawnChild } from './host-child.ts'

const ENTRIES: Readonly<Record<ChildKind, URL>> = {
  sync: new URL('../../sync/main.ts', import.meta.url),
  sandbox: new URL('../../sync/sandbox/bookingcom-entry.ts', import.meta.url),
  sandboxes: new URL('../../sync/sandbox/demo-entry.ts', import.meta.url),
}

export const forkDeskChild: SpawnChild = (kind, start) => forkChild(ENTRIES[kind], start)

/** @param entry the process's main file. */
export function forkChild(entry: URL, { args = [], secrets = {} }: ChildStart = {}): HostChild {
  // Its standard output goes to our standard error: ours carries the one line that scripts wait for.
  const child = fork(entry, [...args], {
    serialization: 'advanced',
    env: { ...childEnvironment(process.env), ...secrets },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  return {
    pid: child.pid,
    postMessage(message) {
      // A failure to send means that the process is ending: its exit follows.
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => child.on('message', listener),
    onExit(listener) {
      child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`))
      child.once('error', (error) => {
        if (child.pid === undefined) listener(error.message)
      })
    },
    disconnect() {
      if (child.connected) child.disconnect()
    },
    kill: () => void child.kill('SIGKILL'),
  }
}
