/** The sync process as a child of plain Node. It gets its settings and credentials over the link, never as arguments. */
import { fork } from 'node:child_process'
import { childEnvironment } from './child-environment.ts'
import type { SyncWorker } from './sync-supervisor.ts'

/** @param entry the sync process's main file. */
export function forkSync(entry: URL | string): SyncWorker {
  // Its standard output goes to our standard error: ours carries the one line that scripts wait for.
  const child = fork(entry, [], {
    serialization: 'advanced',
    env: childEnvironment(process.env),
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  return {
    pid: child.pid,
    postMessage(frame) {
      // A failure to send means that the process is ending: its exit follows.
      if (child.connected) child.send(frame, () => undefined)
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
