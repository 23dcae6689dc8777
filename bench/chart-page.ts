/** A real desk on the large house, with the chart open in a real Chromium without a GPU: what the chart's benches measure. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { buildRenderer } from '../scripts/build-renderer.ts'
import { provideBrowser } from '../test/setup/browser.ts'
import { openLargeHouse } from './large-house.ts'

const READY_WITHIN_MS = 30_000
const VIEW = { width: 1600, height: 900 }

export interface ChartPage {
  readonly page: Page
  readonly browser: Browser
  close(): Promise<void>
}

export async function openChartPage(): Promise<ChartPage> {
  await buildRenderer()
  const { ledger, dir } = await openLargeHouse()
  await ledger.close()
  const closers: (() => Promise<unknown>)[] = [
    async () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }),
  ]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const host = startHost(dir)
    closers.push(() => ended(host))
    const { url, token } = await announced(host)
    const program = await provideBrowser()
    const env = { ...process.env, ...program.env } as Record<string, string>
    // As the browser tests start it: nothing that makes frames cheaper than at a hotel without a GPU.
    const browser = await chromium.launch({
      executablePath: program.executablePath,
      args: ['--no-sandbox'],
      env,
    })
    closers.push(() => browser.close())
    const page = await browser.newPage({ viewport: VIEW })
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    await page.keyboard.press('2')
    await page.locator('.chart .bar').first().waitFor()
    return { page, browser, close }
  } catch (error) {
    await close()
    throw error
  }
}

function startHost(dir: string): ChildProcess {
  const args = ['main/host/desk.ts', '--data', dir, '--port', '0', '--no-open', '--print-token']
  return spawn(process.execPath, args, {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function ended(host: ChildProcess): Promise<void> {
  if (host.exitCode !== null || host.signalCode !== null) return
  const exit = once(host, 'exit')
  host.kill('SIGTERM')
  await exit
}

function announced(host: ChildProcess): Promise<{ url: string; token: string }> {
  return new Promise((resolve, reject) => {
    let out = ''
    const timer = setTimeout(() => reject(new Error('the desk did not start in time')), READY_WITHIN_MS)
    host.once('exit', () => reject(new Error('the desk ended before it was ready')))
    host.stdout?.setEncoding('utf8').on('data', (piece: string) => {
      out += piece
      const line = out.split('\n').find((each) => each.startsWith('{'))
      if (line === undefined || !out.includes(`${line}\n`)) return
      clearTimeout(timer)
      resolve(JSON.parse(line) as { url: string; token: string })
    })
  })
}
