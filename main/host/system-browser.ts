/** Opens an address in the browser that the person at this machine uses. */
import { spawn } from 'node:child_process'

const COMMANDS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Calls `failed` with a sentence when there is no browser to open; the desk runs all the same. */
export function openInBrowser(url: string, failed: (why: string) => void): void {
  const [command = 'xdg-open', ...args] = COMMANDS[process.platform] ?? []
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.once('error', (error) => failed(`no browser could be opened (${error.message})`))
  child.once('exit', (code) => {
    if (code !== null && code !== 0) failed(`no browser could be opened (${command} ended with ${code})`)
  })
  child.unref()
}
