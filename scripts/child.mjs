/** Runs a program in our place: its output is ours, signals reach it, and we end as it ended. Runs on Node 20. */
import { spawn } from 'node:child_process'

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
export function runInOurPlace(command, args) {
  const child = spawn(command, args, { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: passing it on as well would look like a second, impatient one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`Cannot run ${command}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    // Dies as its child did, so that whoever waits sees the same cause.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
