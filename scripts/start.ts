/** `npm start`: builds what is out of date and opens the desk, in Electron or as a local host with the browser. */
import { join } from 'node:path'
import { buildRenderer } from './build-renderer.ts'
import { buildShell } from './build-shell.ts'
import { runInOurPlace } from './child.mjs'
import { findElectron } from './electron.ts'
import { root } from './install.mjs'
import { readStartOptions, START_USAGE, type StartOptions } from './start-options.ts'

async function start(options: StartOptions): Promise<void> {
  await buildRenderer()
  if (options.wantsWindow) {
    const electron = await findElectron()
    if ('path' in electron) {
      await buildShell()
      runInOurPlace(electron.path, [root, ...options.deskArgs])
      return
    }
    console.error(`Electron is not available (${electron.missing}): the desk opens in your browser instead.`)
  }
  runInOurPlace(process.execPath, [join(root, 'main', 'host', 'desk.ts'), ...options.deskArgs])
}

const options = readStartOptions(process.argv.slice(2))
if ('problem' in options) {
  console.error(`${options.problem}\n${START_USAGE}`)
  process.exit(2)
}
if (options.help) console.log(START_USAGE)
else {
  await start(options).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(1)
  })
}
