/** The sync process as a child of plain Node. It gets its settings and credentials over the link, never as arguments. */
import { fork } from 'node:child_process'
import type { SyncWorker } from './sync-supervisor.ts'

/** What a child of the host may know of its environment: nothing in it is a secret of ours. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'LANG',
  'TZ',
  'NODE_ENV',
  'NODE_EXTRA_CA_CERTS',
  'KEYRACK_LOG',
]

export function childEnvironment(parent: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => (parent[name] === undefined ? [] : [[name, parent[name]]])),
  )
}

/** @param entry the sync process's main file. */
export function forkSync(entry: string): SyncWorker {
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
