/**
 * Scrolling the rates grid of ten room types and four plans through its two years, in a Chromium without a GPU, with all that
 * lies behind and beside the prices: the share of frames in which the main thread is done within a frame's time (traced in a pass of
 * its own, because tracing costs frames), and the share of frames that come in time as the page sees them. The raw limit is a bare
 * element of the same size, scrolled in the same way in the same window.
 */
import { addDays } from '../shared/dates.ts'
import { openDeskPage } from './desk-page.ts'
import type { Figure } from './figure.ts'
import { busyPerFrame, TRACE_CATEGORIES } from './frame-trace.ts'
import { ACTOR, type BenchHotel, newKey, openBenchHotel, saleInput } from './hotel.ts'
import { percentile } from './samples.ts'
import { dearerWeekends, layered, wholeYear } from './season-plans.ts'

export const names = ['rates-scroll', 'rates-scroll-frames']

/** A frame's time at 60 a second. */
const FRAME_MS = 16.7
/** When a frame is seen to be late: half a frame after its time, as a clock is never exact. */
const LATE_MS = FRAME_MS * 1.5
const SALES = 300
const ROUNDS = 2

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await busyHotel()
  const { page, browser, close } = await openDeskPage(hotel, '5', '.rate-price')
  const traced = async (scroll: () => Promise<unknown>) => {
    await browser.startTracing(page, { categories: TRACE_CATEGORIES })
    await scroll()
    return busyPerFrame(await browser.stopTracing())
  }
  const grid = () => page.evaluate(scrollThrough, '.rates-grid')
  const bare = async () => {
    await page.evaluate(layBare)
    const samples = await page.evaluate(scrollThrough, '#bare')
    await page.evaluate(() => document.querySelector('#bare')?.remove())
    return samples
  }
  try {
    // Once through the two years: what is fetched by the way is there from then on.
    await grid()
    const busy = await traced(grid)
    const bareBusy = await traced(bare)
    // By turns: a busy machine is not as busy all the time.
    const frames: number[] = []
    const bareFrames: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      bareFrames.push(...(await bare()))
      frames.push(...(await grid()))
    }
    report(shareFigure('rates-scroll', busy, bareBusy, FRAME_MS, 0.95))
    report(shareFigure('rates-scroll-frames', frames, bareFrames, LATE_MS, 0.95))
    console.error(
      `Main thread p50 ${told(busy, 50)} ms, p95 ${told(busy, 95)} ms, p99 ${told(busy, 99)} ms; frames p95 ${told(frames, 95)} ms, bare ${told(bareFrames, 95)} ms`,
    )
  } finally {
    await close()
  }
}

const told = (samples: readonly number[], percent: number) => percentile(samples, percent).toFixed(1)

function shareFigure(
  name: string,
  samples: readonly number[],
  bare: readonly number[],
  withinMs: number,
  limit: number,
): Figure {
  const share = (some: readonly number[]) => (some.filter((ms) => ms <= withinMs).length / some.length) * 100
  return {
    name,
    value: share(samples),
    unit: '% of frames',
    ratio: share(samples) / share(bare),
    limit,
  }
}

/** Prices from all layers, restrictions, and rooms sold: every mark of the grid is somewhere. */
async function busyHotel(): Promise<BenchHotel> {
  const hotel = await openBenchHotel(10)
  try {
    const { ledger, ratePlanId, roomTypeIds, businessDate } = hotel
    await layered(hotel)
    await dearerWeekends(hotel)
    await wholeYear(hotel, null, 0)
    for (let number = 0; number < SALES; number++)
      await ledger.submit('reservations.create', ACTOR, saleInput(hotel, number))
    for (const [week, restrictions] of MARKED.entries())
      await ledger.submit('rates.change', ACTOR, {
        idempotencyKey: newKey(),
        blocks: roomTypeIds.map((roomTypeId) => ({
          ratePlanId,
          roomTypeId,
          from: addDays(businessDate, week * 90),
          to: addDays(businessDate, week * 90 + 60),
        })),
        weekdays: [5, 6],
        price: { kind: 'add', amountMinor: 1_000 },
        restrictions,
      })
    return hotel
  } catch (error) {
    await hotel.close()
    throw error
  }
}

const MARKED = [
  { minLosArrival: 2 },
  { closedToArrival: true, minLosArrival: 3 },
  { maxLosArrival: 7, minAdvanceDays: 1 },
  { closed: true },
  { closedToDeparture: true },
  { minLosThrough: 2, maxLosThrough: 14 },
]

/** In the page: from the first night to the last one, and down and up by the way; the ms between its frames. */
function scrollThrough(selector: string): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const place = document.querySelector(selector)
    if (place === null) {
      reject(new Error(`no ${selector}`))
      return
    }
    // Px a frame: 37 days a second, two years in 21 s.
    const step = { x: 36, y: 3 }
    place.scrollTo(0, 0)
    const samples: number[] = []
    let last: number | null = null
    const frame = (now: number) => {
      if (last !== null) samples.push(now - last)
      last = now
      if (place.scrollLeft + place.clientWidth >= place.scrollWidth - 1) {
        resolve(samples)
        return
      }
      if (place.scrollTop + place.clientHeight >= place.scrollHeight - 1) step.y = -Math.abs(step.y)
      else if (place.scrollTop === 0) step.y = Math.abs(step.y)
      place.scrollBy(step.x, step.y)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

/** In the page: nothing but a place that scrolls, as large as the grid, over all else. */
function layBare(): void {
  const grid = document.querySelector('.rates-grid')
  if (grid === null) throw new Error('no grid')
  const bare = document.createElement('div')
  bare.id = 'bare'
  bare.style.cssText = `position:fixed;inset:0;z-index:99;background:#fff;width:${grid.clientWidth}px;height:${grid.clientHeight}px;overflow:auto`
  const inner = document.createElement('div')
  inner.style.cssText = `width:${grid.scrollWidth}px;height:${grid.scrollHeight}px`
  bare.append(inner)
  document.body.append(bare)
}
