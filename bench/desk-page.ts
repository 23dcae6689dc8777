/** A real desk with one area open in a real Chromium without a GPU: what the benches of the chart and of the rates grid measure. */
import { rmSync } from 'node:fs'
import { type Browser, chromium, type Page } from '@playwright/test'
import { buildRenderer } from '../scripts/build-renderer.ts'
import { provideBrowser } from '../test/setup/browser.ts'
import { startDesk } from './desk-process.ts'
import type { BenchHotel } from './hotel.ts'
import { openLargeHouse } from './large-house.ts'

const VIEW = { width: 1600, height: 900 }

export interface DeskPage {
  readonly page: Page
  readonly browser: Browser
  close(): Promise<void>
}

/** The chart of the large house. */
export async function openChartPage(): Promise<DeskPage> {
  return openDeskPage(await openLargeHouse(), '2', '.chart .bar')
}

/**
 * @param key opens the area
 * @param first what stands in it once it is there
 */
export async function openDeskPage(
  { ledger, dir }: BenchHotel,
  key: string,
  first: string,
): Promise<DeskPage> {
  const closers: (() => Promise<unknown>)[] = [
    async () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }),
  ]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    await buildRenderer()
    await ledger.close()
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
    await page.keyboard.press(key)
    await page.locator(first).first().waitFor()
    return { page, browser, close }
  } catch (error) {
    await close()
    throw error
  }
}
