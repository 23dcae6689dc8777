/**
 * Scrolling the chart diagonally through 500 rooms by two years with 10,000 stays, in a Chromium without a GPU: the
 * processor time of the main thread in a frame (traced in a pass of its own, because tracing costs frames), the frames as the page sees them, and what the memory gains over further passes.
 */
import type { CDPSession, Page } from '@playwright/test'
import { openChartPage } from './desk-page.ts'
import type { Figure } from './figure.ts'
import { busyPerFrame, TRACE_CATEGORIES } from './frame-trace.ts'
import { percentile } from './samples.ts'

export const names = ['chart-scroll', 'chart-scroll-frames', 'chart-scroll-memory']

const FRAMES = 300
/** Px a frame: 18 days a second at a month's zoom, and 48 rows. */
const STEP = { x: 14, y: 24 }
const WARM_UP_PASSES = 2
const PASSES = 3

export async function run(report: (figure: Figure) => void): Promise<void> {
  const { page, browser, close } = await openChartPage()
  try {
    await page.getByText('Month', { exact: true }).click()
    for (let pass = 0; pass < WARM_UP_PASSES; pass++) await scrollDiagonally(page)

    await browser.startTracing(page, { categories: TRACE_CATEGORIES })
    await scrollDiagonally(page)
    const busy = busyPerFrame(await browser.stopTracing())
    const p50 = percentile(busy, 50)
    report({ name: 'chart-scroll', value: p50, unit: 'ms', p50, limit: 6 })

    const frames = await scrollDiagonally(page)
    report({
      name: 'chart-scroll-frames',
      value: percentile(frames, 95),
      unit: 'ms',
      p50: percentile(frames, 50),
      limit: 34,
    })
    console.error(
      `Main thread p95 ${percentile(busy, 95).toFixed(1)} ms, mean ${mean(busy).toFixed(1)} ms; frames p99 ${percentile(frames, 99).toFixed(1)} ms`,
    )

    const session = await page.context().newCDPSession(page)
    const before = await heapMb(session)
    for (let pass = 0; pass < PASSES; pass++) await scrollDiagonally(page)
    const gained = (await heapMb(session)) - before
    report({ name: 'chart-scroll-memory', value: Math.max(0, gained), unit: 'MB', limit: 2 })
  } finally {
    await close()
  }
}

function mean(samples: readonly number[]): number {
  return samples.reduce((sum, sample) => sum + sample, 0) / samples.length
}

/** One pass from the year back's end to weeks ahead, turning at the last row; the ms between its frames. */
function scrollDiagonally(page: Page): Promise<number[]> {
  return page.evaluate(
    ({ frames, step }) =>
      new Promise<number[]>((resolve) => {
        const chart = document.querySelector('.chart')
        if (chart === null) throw new Error('no chart')
        const px = 46
        // Ten weeks before the business date, where the stays begin.
        chart.scrollTo(310 * px, 0)
        const samples: number[] = []
        let down = step.y
        let last: number | null = null
        const frame = (now: number) => {
          if (last !== null) samples.push(now - last)
          last = now
          if (samples.length === frames) {
            resolve(samples)
            return
          }
          if (chart.scrollTop + chart.clientHeight >= chart.scrollHeight - 1) down = -step.y
          else if (chart.scrollTop === 0) down = step.y
          chart.scrollBy(step.x, down)
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    { frames: FRAMES, step: STEP },
  )
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('Performance.enable')
  // What is cached for a minute is no leak; everything else must be gone.
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const used = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value
  if (used === undefined) throw new Error('the page does not say what it uses')
  return used / 2 ** 20
}
