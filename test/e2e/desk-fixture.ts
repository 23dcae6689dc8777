/** A real desk for browser tests: the demo hotel in a folder of its own, opened in as many windows as a test wants. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Page } from '@playwright/test'

export interface RunningDesk {
  /** Origin of the host, such as `http://127.0.0.1:4780`. */
  readonly url: string
  /** Bearer token for REST. */
  readonly token: string
  /** Folder of the ledger file. */
  readonly data: string
  /** Opens the desk in a window with cookies and storage of its own, as another workstation would. */
  openPage(): Promise<Page>
}

const READY_LIMIT_MS = 30_000
const STOP_LIMIT_MS = 10_000
const ROOT = join(import.meta.dirname, '..', '..')

interface Host {
  readonly process: ChildProcess
  readonly ready: Promise<{ url: string; token: string }>
}

function startHost(data: string): Host {
  const args = ['main/host/desk.ts', '--demo', '--data', data, '--port', '0', '--no-open', '--print-token']
  const host = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let complaint = ''
  host.stderr.setEncoding('utf8').on('data', (piece: string) => {
    complaint = (complaint + piece).slice(-4_000)
  })
  const ready = new Promise<{ url: string; token: string }>((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`The desk ${why}.\n${complaint}`))
    const timer = setTimeout(() => fail('did not start in time'), READY_LIMIT_MS)
    host.once('exit', (code, signal) => {
      clearTimeout(timer)
      fail(`ended with ${code ?? signal} before it was ready`)
    })
    host.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line === undefined || !out.includes(`${line}\n`)) return
      clearTimeout(timer)
      resolve(JSON.parse(line) as { url: string; token: string })
    })
  })
  return { process: host, ready }
}

async function stopHost(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const exited = once(host, 'exit')
  host.kill('SIGTERM')
  const timer = setTimeout(() => host.kill('SIGKILL'), STOP_LIMIT_MS)
  await exited
  clearTimeout(timer)
}

export const test = base.extend<{ desk: RunningDesk }>({
  desk: async ({ browser }, use) => {
    const data = mkdtempSync(join(tmpdir(), 'keyrack-e2e-'))
    const host = startHost(data)
    try {
      const { url, token } = await host.ready
      const openPage = async () => {
        const context = await browser.newContext()
        const page = await context.newPage()
        await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
        return page
      }
      await use({ url, token, data, openPage })
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await stopHost(host.process)
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})

export { expect } from '@playwright/test'
