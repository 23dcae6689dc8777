/** What the chart holds does not grow with what was scrolled through: seconds of it, five minutes in `npm run soak`. */
import type { CDPSession, Page } from '@playwright/test'
import { soak } from '../soak.ts'
import { expect, test } from './desk-fixture.ts'

const WARM_UP_PASSES = 2
const PASSES = soak ? 120 : 2
/** A pass goes over half a year of all rooms and back. */
const FRAMES_PER_PASS = 120
const DAYS_PER_PASS = 180
const MAY_GAIN_MB = 6

async function heapMb(session: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')!.value / 2 ** 20
}

async function scrollThrough(page: Page): Promise<void> {
  await page.getByRole('grid', { name: 'Tape chart' }).evaluate(
    (chart, { frames, days }) =>
      new Promise<void>((resolve) => {
        const from = chart.scrollLeft
        const width = document.querySelector('.chart-day')?.clientWidth ?? 72
        let frame = 0
        const step = () => {
          frame += 1
          if (frame > frames) return resolve()
          const there = 1 - Math.abs(1 - (2 * frame) / frames)
          chart.scrollTo(from + there * days * width, there * (chart.scrollHeight - chart.clientHeight))
          requestAnimationFrame(step)
        }
        requestAnimationFrame(step)
      }),
    { frames: FRAMES_PER_PASS, days: DAYS_PER_PASS },
  )
  await expect(page.getByRole('grid', { name: 'Tape chart' })).toHaveAttribute('aria-busy', 'false')
}

test('the memory stays flat while half a year of all rooms is scrolled through again and again', async ({
  desk: { openPage },
}) => {
  test.setTimeout(soak ? 20 * 60_000 : 120_000)
  const page = await openPage()
  await expect(page.locator('.chart .bar').first()).toBeVisible()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  for (let pass = 0; pass < WARM_UP_PASSES; pass++) await scrollThrough(page)
  const before = await heapMb(session)
  const bars = await page.locator('.chart .bar').count()
  for (let pass = 0; pass < PASSES; pass++) await scrollThrough(page)
  expect((await heapMb(session)) - before).toBeLessThan(MAY_GAIN_MB)
  expect(await page.locator('.chart .bar').count(), 'back where it began').toBe(bars)
})
