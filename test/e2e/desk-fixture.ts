/**
 * The desk for browser tests: one demo hotel for all specs of a worker, opened in as many windows as a test wants, and
 * a desk of its own for the test that kills it.
 */
import { type Browser, test as base, type Page } from '@playwright/test'
import { DEMO_ROOM_TYPES } from '../../main/host/demo-hotel.ts'
import { type Announced, DemoDesk } from './desk-process.ts'
import { type HeldLine, holdableLine } from './held-line.ts'
import { HotelOutside } from './hotel.ts'

export interface RunningDesk extends Announced {
  readonly outside: HotelOutside
  /**
   * Opens the desk in a window with cookies and storage of its own, as another workstation would. The desk opens on the
   * day; most tests look at the chart.
   */
  openPage(area?: 'day' | 'chart'): Promise<Page>
  /** One whose line to the host can be held. */
  openHeldPage(): Promise<{ page: Page; line: HeldLine }>
}

export interface MortalDesk extends RunningDesk {
  kill(): Promise<void>
  /** On the same port and data. */
  startAgain(): Promise<void>
}

/** What each type is called on the channel. */
const ROOM_CODES = new Map(DEMO_ROOM_TYPES.map(({ code, roomCode }) => [code, roomCode]))

function windowsOf(browser: Browser, { url, token }: Announced) {
  const open = async (page: Page, area: 'day' | 'chart'): Promise<Page> => {
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    if (area === 'day') return page
    await page.keyboard.press('2')
    await page.getByRole('grid', { name: 'Tape chart' }).waitFor()
    return page
  }
  const newPage = async () => (await browser.newContext()).newPage()
  return {
    openPage: async (area: 'day' | 'chart' = 'chart') => open(await newPage(), area),
    async openHeldPage() {
      const page = await newPage()
      const line = await holdableLine(page)
      return { page: await open(page, 'chart'), line }
    },
  }
}

export const test = base.extend<
  { desk: RunningDesk; mortalDesk: MortalDesk },
  { sharedDesk: { announced: Announced; outside: HotelOutside } }
>({
  sharedDesk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => {
      const desk = new DemoDesk()
      try {
        const announced = await desk.start()
        await use({ announced, outside: await HotelOutside.of(announced, ROOM_CODES) })
      } finally {
        await desk.close()
      }
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  desk: async ({ browser, sharedDesk: { announced, outside } }, use) => {
    await use({ ...announced, outside, ...windowsOf(browser, announced) })
    await outside.sandbox.setFaults([])
    await Promise.all(browser.contexts().map((context) => context.close()))
  },
  mortalDesk: async ({ browser }, use) => {
    const desk = new DemoDesk()
    try {
      const announced = await desk.start()
      await use({
        ...announced,
        outside: await HotelOutside.of(announced, ROOM_CODES),
        ...windowsOf(browser, announced),
        kill: () => desk.kill(),
        async startAgain() {
          await desk.start(Number(new URL(announced.url).port))
        },
      })
    } finally {
      await Promise.all(browser.contexts().map((context) => context.close()))
      await desk.close()
    }
  },
})

/** Opens a guest's reservation as staff do: one key, the name, Enter. */
export async function openBySearch(page: Page, surname: string): Promise<void> {
  await page.keyboard.press('/')
  await page.keyboard.type(surname)
  await page
    .getByRole('option', { name: new RegExp(surname) })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  await page.getByTestId('reservation').waitFor()
}

export { expect } from '@playwright/test'
