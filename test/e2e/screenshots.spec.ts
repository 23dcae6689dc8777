/**
 * Every screen opens in both themes, fits its window from 1024 pixels on, and neither console nor axe objects to it. The
 * tour is made in the pseudo-locale, whose texts are long and marked: what is not marked and is no name was written into
 * the code. With `npm run screenshots` the same tour takes the pictures of docs/screenshots, in English.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type Page, test as plain } from '@playwright/test'
import { AREAS, areaKey } from '../../renderer/desk-state.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { type Announced, DemoDesk } from './desk-process.ts'
import { axeComplaints, SCREENS, type Screen, settled, wear } from './screens.ts'
import { hotelNames } from './shown-names.ts'
import { looseWords } from './words-on-page.ts'

const FOLDER =
  process.env.KEYRACK_SCREENSHOTS === '1' ? join(import.meta.dirname, '../../docs/screenshots') : null
const THEMES = ['light', 'dark'] as const
type Theme = (typeof THEMES)[number]
const WIDTHS = [
  { width: 1600, height: 900 },
  { width: 1280, height: 800 },
  { width: 1024, height: 768 },
] as const
/** The pictures that the documents show; every further one is weight. */
const PICTURED = new Set([
  'day',
  'chart',
  'reservation',
  'rates',
  'seasons',
  'channels',
  'walk-in',
  'search',
  'settings-hotel',
])

/** A window whose complaints are collected: errors of scripts, of the console, and refused resources. */
async function window_(browser: Browser, theme: Theme): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    colorScheme: theme,
    viewport: WIDTHS[0],
    timezoneId: 'Europe/Vienna',
    // Date fields are written as the browser's language wants it.
    locale: 'en-GB',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  return { page, complaints }
}

async function enter(page: Page, { url, token }: Announced): Promise<void> {
  await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
}

async function picture(page: Page, name: string, theme: Theme): Promise<void> {
  if (FOLDER === null) return
  mkdirSync(FOLDER, { recursive: true })
  await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`), animations: 'disabled', caret: 'hide' })
}

/** What is wider than its place and cannot be scrolled to, by class and width. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = [
      document.documentElement,
      document.body,
      ...document.querySelectorAll<HTMLElement>('#root *'),
    ]
    return wide
      .filter((element) => {
        const { overflowX, display } = getComputedStyle(element)
        const isPlace = element.matches(
          'html, body, #root, main, header, footer, .frame, .frame-main > :not(.spoken-only)',
        )
        const cannotScroll = overflowX === 'visible' || overflowX === 'clip' || overflowX === 'hidden'
        return (
          isPlace && cannotScroll && display !== 'inline' && element.scrollWidth > element.clientWidth + 1
        )
      })
      .map(
        (element) =>
          `${element.tagName}.${element.className} ${element.scrollWidth} > ${element.clientWidth}`,
      )
  })
}

async function fits(page: Page, name: string): Promise<void> {
  for (const size of WIDTHS.toReversed()) {
    await page.setViewportSize(size)
    await settled(page)
    expect(await overflowing(page), `${name} at ${size.width}`).toEqual([])
  }
}

// The parts go side by side, each in a desk of its own.
test.describe.configure({ mode: 'parallel' })
const PARTS = 3
for (let part = 0; part < PARTS; part++) {
  const screens = SCREENS.filter((_, index) => index % PARTS === part)
  test(`every screen opens in both themes and fits, in words of a catalogue alone; neither the console nor axe objects, part ${part + 1} of ${PARTS}`, async ({
    desk,
    browser,
  }) => {
    await tour(screens, desk, browser)
  })
}

async function tour(screens: readonly Screen[], desk: RunningDesk, browser: Browser): Promise<void> {
  test.setTimeout(180_000)
  const objections: Record<string, string[]> = {}
  const { page, complaints } = await window_(browser, 'light')
  if (FOLDER === null) await page.addInitScript(() => localStorage.setItem('keyrack.locale', 'en-XA'))
  await enter(page, desk)
  await page.locator('.status-bar').waitFor()
  if (FOLDER !== null) await page.getByText('1 channel in step').waitFor()
  let names = await hotelNames(desk.outside)
  /** The channel goes on selling: what is not known may be newer than what was asked. */
  async function wordsOfTheCode(): Promise<string[]> {
    if (FOLDER !== null) return []
    if ((await looseWords(page, names)).length > 0) names = await hotelNames(desk.outside)
    return looseWords(page, names)
  }
  let worn: Theme = 'light'
  for (const screen of screens) {
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    await screen.open(page)
    const words = await wordsOfTheCode()
    if (words.length > 0) objections[`${screen.name}, words`] = words
    await fits(page, screen.name)
    // Each in the theme that the one before has left, and then in the other one.
    const first: Theme = worn
    for (const theme of first === 'light' ? THEMES : THEMES.toReversed()) {
      if (theme !== worn) await wear(page, theme)
      worn = theme
      const name = `${screen.name}, ${theme}`
      expect(await overflowing(page), name).toEqual([])
      const found = await axeComplaints(page, theme === first ? 'all' : 'colours')
      if (found.length > 0) objections[name] = found
      if (PICTURED.has(screen.name)) await picture(page, screen.name, theme)
    }
    expect(complaints, screen.name).toEqual([])
  }
  expect(objections).toEqual({})
}

for (const theme of THEMES) {
  plain(`the first run in the ${theme} theme complains of nothing and fits`, async ({ browser }) => {
    const empty = new DemoDesk([])
    try {
      const { page, complaints } = await window_(browser, theme)
      await enter(page, await empty.start())
      await page.getByTestId('first-start').waitFor()
      await fits(page, 'first-run')
      await page.locator('.header').evaluate((header) => header.style.setProperty('min-width', '2000px'))
      expect(await overflowing(page), 'the check sees what is too wide').not.toEqual([])
      await page.locator('.header').evaluate((header) => header.style.removeProperty('min-width'))
      await picture(page, 'first-run', theme)
      await page.keyboard.type('Pension Seeblick')
      await page.keyboard.press('Enter')
      await page.getByTestId('set-up-form').waitFor()
      await fits(page, 'set-up')
      await picture(page, 'set-up', theme)
      await page.getByRole('button', { name: 'Create the hotel' }).press('Enter')
      await expect(page.getByText('Which rooms? For example 101-112, 201.')).toBeVisible()
      await fits(page, 'set-up with what is missing')
      await page.keyboard.type('101-112')
      await page.keyboard.press('Enter')
      await page.keyboard.type('89')
      await page.keyboard.press('Enter')
      await page.getByRole('navigation', { name: 'Areas' }).waitFor()
      for (const key of ['1', '2', '3', '4', '5', '6', '7']) {
        await page.keyboard.press(key)
        await fits(page, `area ${key} of a hotel without guests`)
      }
      expect(complaints).toEqual([])
    } finally {
      await empty.close()
    }
  })

  test(`a host that is away, in the ${theme} theme: the page keeps its shape`, async ({
    mortalDesk,
    browser,
  }) => {
    const { page } = await window_(browser, theme)
    await enter(page, mortalDesk)
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    await page.keyboard.press('2')
    await page.locator('[data-testid^="stay-"]').first().waitFor()
    await settled(page)
    await mortalDesk.kill()
    await page.getByTestId('host-away').waitFor()
    await fits(page, 'host-away')
    await picture(page, 'host-away', theme)
  })
}

test('the areas have their whole names from 1280 pixels on, whichever is open', async ({ desk, browser }) => {
  const { page } = await window_(browser, 'light')
  await enter(page, desk)
  await page.locator('.areas').waitFor()
  for (const size of [WIDTHS[0], WIDTHS[1]]) {
    await page.setViewportSize(size)
    for (const [place, area] of AREAS.entries()) {
      await page.keyboard.press(areaKey(area))
      await expect(page.locator('.areas button').nth(place)).toHaveAttribute('aria-current', 'page')
      const cut = await page.locator('.area-name').evaluateAll(
        (names) =>
          names.filter((name) => {
            const words = document.createRange()
            words.selectNodeContents(name)
            return words.getBoundingClientRect().width > name.getBoundingClientRect().width + 1 / 64
          }).length,
      )
      expect(cut, `${area} at ${size.width}`).toBe(0)
    }
  }
})
