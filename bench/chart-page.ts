/** A real desk on the large house, with the chart open in a real Chromium without a GPU: what the chart's benches measure. */
import { rmSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { buildRenderer } from '../scripts/build-renderer.ts'
import { provideBrowser } from '../test/setup/browser.ts'
import { startDesk } from './desk-process.ts'
import { openLargeHouse } from './large-house.ts'

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
    const desk = await startDesk(dir)
    closers.push(desk.close)
    const { url, token } = desk
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
