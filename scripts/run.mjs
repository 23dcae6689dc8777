/**
 * `node scripts/run.mjs ENTRY [ARGS]`: installs what is missing, then runs ENTRY on the project's own Node. Every npm
 * script starts here, so this file and install.mjs have no dependencies and run on Node 20.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, projectNode, root } from './install.mjs'

/** @param {string} entry @param {string[]} args */
function run(entry, args) {
  const child = spawn(projectNode(), [join(root, entry), ...args], { stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: passing it on as well would look like a second, impatient one.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  child.on('error', (error) => {
    console.error(`Cannot run ${entry}: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    // Dies as its child did, so that whoever waits sees the same cause.
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}

const [entry, ...args] = process.argv.slice(2)
if (entry === undefined) {
  console.error('Usage: node scripts/run.mjs ENTRY [ARGS]')
  process.exit(2)
}
try {
  await ensureInstalled()
  run(entry, args)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
