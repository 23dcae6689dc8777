/**
 * Opening the chart on a month of the large house: from the key to the first frame in which the bars of all rows in sight
 * are there, of an area that was left and of a month that was not loaded, which asks the host for eight weeks.
 */
import type { Page } from '@playwright/test'
import { openChartPage } from './desk-page.ts'
import type { Figure } from './figure.ts'
import { percentile } from './samples.ts'

export const names = ['chart-open', 'chart-open-unloaded']

const WARM_UP_ROUNDS = 5
const ROUNDS = 30

export async function run(report: (figure: Figure) => void): Promise<void> {
  const { page, close } = await openChartPage()
  try {
    await page.getByText('Month', { exact: true }).click()
    const opened: number[] = []
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      await page.keyboard.press('3')
      await page.locator('.chart').waitFor({ state: 'detached' })
      const ms = await openByKey(page)
      if (round >= WARM_UP_ROUNDS) opened.push(ms)
    }
    const p50 = percentile(opened, 50)
    report({ name: 'chart-open', value: p50, unit: 'ms', p50, limit: 150 })
    const unloaded = await openUnloaded(page)
    report({ name: 'chart-open-unloaded', value: unloaded, unit: 'ms', p50: unloaded })
  } finally {
    await close()
  }
}

function openByKey(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now()
        document.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true }))
        const look = () => {
          if (document.querySelectorAll('.chart .bar').length < 50) requestAnimationFrame(look)
          // The frame with the bars is painted before the next one begins.
          else requestAnimationFrame(() => resolve(performance.now() - start))
        }
        requestAnimationFrame(look)
      }),
  )
}

/** A month with stays whose block is not in the cache: the page is loaded anew for each. */
async function openUnloaded(page: Page): Promise<number> {
  const samples: number[] = []
  for (let round = 0; round < 8; round++) {
    await page.reload()
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    await page.waitForLoadState('networkidle')
    samples.push(await openByKey(page))
  }
  return percentile(samples, 50)
}
