/**
 * The app in the real Electron, wherever its program and a screen are; elsewhere that `npm start` opens the desk in the
 * browser instead. Nothing is downloaded for a test.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { expect, onTestFinished, test, vi } from 'vitest'
import { type ElectronProgram, findElectron } from '../../scripts/electron.ts'
import { tempFolder } from '../shell/shell-under-test.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const LONG = 120_000

function started(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const output = { out: '', complaint: '' }
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    output.out += piece
  })
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    output.complaint += piece
  })
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGKILL')
  })
  /** Waits for a text in its output; fails when it ends before. */
  const said = (stream: 'out' | 'complaint', pattern: RegExp) =>
    vi.waitFor(
      () => {
        const found = pattern.exec(output[stream])
        if (found === null) throw new Error(`ended ${child.exitCode}: ${output.out}${output.complaint}`)
        return found
      },
      { timeout: LONG / 2, interval: 50 },
    )
  return { child, said }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit')
  child.kill(signal)
  return (await exited)[0] as number | null
}

async function opensItsWindow(program: string): Promise<void> {
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: ROOT, stdio: 'ignore' })
  const folder = tempFolder()
  const switches = ['--remote-debugging-port=0', `--user-data-dir=${join(folder, 'profile')}`]
  const args = [...switches, ROOT, '--demo', '--data', join(folder, 'hotel'), '--port', '0']
  const app = started(program, args, process.env)
  const [, address = ''] = await app.said('complaint', /DevTools listening on (ws:\S+)/)
  const browser = await chromium.connectOverCDP(address)
  const page = await vi.waitFor(
    () => {
      const found = browser.contexts().flatMap((context) => context.pages())[0]
      if (found === undefined) throw new Error('no page yet')
      return found
    },
    { timeout: LONG / 4, interval: 50 },
  )
  expect(page.url()).toBe('app://keyrack/')
  // The hotel's name comes from the ledger, over the port.
  await page
    .getByText('Hotel Adler')
    .first()
    .waitFor({ timeout: LONG / 4 })
  await browser.close()
  expect(await ended(app.child, 'SIGTERM')).toBe(0)
}

async function opensTheBrowserInstead(why: string): Promise<void> {
  console.info(`Electron's program is not here (${why}): the launcher's way around it is tested instead.`)
  const folder = tempFolder()
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  // What opens a browser on Linux and macOS, in the place of the real one.
  for (const name of ['xdg-open', 'open']) {
    writeFileSync(join(bin, name), `#!/bin/sh\nprintf %s "$1" > '${join(folder, 'opened')}'\n`)
    chmodSync(join(bin, name), 0o755)
  }
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...rest } = process.env
  const env = { ...rest, PATH: `${bin}:${rest.PATH}`, ELECTRON_MIRROR: 'http://127.0.0.1:9/' }
  const args = ['scripts/start.ts', '--data', join(folder, 'hotel'), '--port', '0']
  const start = started(process.execPath, args, env)
  await start.said('complaint', /Electron is not available \(.+\): the desk opens in your browser instead/)
  const [, address = ''] = await start.said('out', /(http:\/\/127\.0\.0\.1:\d+)\/#code=/)
  const opened = await vi.waitFor(() => readFileSync(join(folder, 'opened'), 'utf8'), LONG / 4)
  expect(opened.startsWith(`${address}/#code=`)).toBe(true)
  expect((await fetch(`${address}/health`)).status).toBe(200)
  expect(await ended(start.child, 'SIGTERM')).toBe(0)
}

test('Electron shows the demo in its window; without its program the browser does', {
  timeout: LONG,
}, async () => {
  const electron: ElectronProgram = await findElectron({ mayDownload: false })
  if ('path' in electron) await opensItsWindow(electron.path)
  else await opensTheBrowserInstead(electron.missing)
})
