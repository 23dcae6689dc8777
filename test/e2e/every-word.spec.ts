/** Every screen for everybody: axe finds nothing, and in the pseudo-locale no word is left that is in no catalogue. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { DEMO_NOTES } from '../../main/host/demo-people.ts'
import { expect, test } from './desk-fixture.ts'
import type { HotelOutside } from './hotel.ts'
import { SCREENS } from './screens.ts'

const THEMES = ['light', 'dark'] as const

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
}

for (const theme of THEMES) {
  test(`axe finds nothing on any screen in the ${theme} theme`, async ({ desk, browser }) => {
    test.setTimeout(300_000)
    const context = await browser.newContext({ colorScheme: theme, viewport: { width: 1600, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${desk.url}/#token=${encodeURIComponent(desk.token)}`)
    for (const screen of SCREENS) {
      await page.reload()
      await page.getByRole('navigation').first().waitFor()
      await screen.open(page)
      // Colours are judged once nothing fades any more.
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
      expect.soft(await violations(page), screen.name).toEqual([])
    }
  })
}

/** Names of keys, and what Intl says in English: days, months, currencies. Times and amounts have no words. */
const NOT_IN_THE_CATALOGUE =
  /^(?:Enter|Tab|Esc|Shift|Ctrl|Alt|Space|PgUp|PgDn|Home|End|Del|Keyrack|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|and|EUR)$/

/** A reservation's code, a guest's mail address. */
const CODE_OR_ADDRESS = /\b[0-9A-Z]{4}-[0-9A-Z]{3}\b|\S+@example\.com/g

/** Plain words that people see or hear, outside of messages; a message stands in `⟦…⟧` with accents. */
function plainWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent !== null && !parent.closest('script, style, [hidden], code, pre'))
        texts.push(node.nodeValue ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '')
    }
    return texts
  })
}

/** What the hotel itself is called, and its guests. */
async function namesOf(outside: HotelOutside): Promise<Set<string>> {
  const { hotel } = outside
  const bars = await outside.bars(outside.day(-30), outside.day(60))
  const texts = [
    hotel.name,
    hotel.timeZone,
    ...hotel.roomTypes.flatMap(({ code, name }) => [code, name]),
    ...hotel.ratePlans.flatMap(({ code, name }) => [code, name]),
    ...bars.map(({ guestName }) => guestName),
    ...DEMO_NOTES,
    'Booking.com (sandbox) demo-adler',
  ]
  return new Set(texts.flatMap((text) => text.split(/[^\p{L}]+/u)))
}

test('in the pseudo-locale no word on any screen is plain English', async ({ desk, browser }) => {
  test.setTimeout(300_000)
  const names = await namesOf(desk.outside)
  const page = await (await browser.newContext({ viewport: { width: 1600, height: 900 } })).newPage()
  await page.goto(`${desk.url}/?locale=en-XA#token=${encodeURIComponent(desk.token)}`)
  for (const screen of SCREENS) {
    await page.reload()
    await page.getByRole('navigation').first().waitFor()
    await screen.open(page)
    const texts = await plainWords(page)
    const strange = texts.filter((text) => {
      // Inside of a message plain words are its values; around it nothing may stand.
      const around = text.replace(/⟦[^⟦⟧]*⟧/g, ' ').replace(CODE_OR_ADDRESS, ' ')
      const words = around.split(/[^\p{L}’']+/u).filter((word) => /^[A-Za-z’']{3,}$/.test(word))
      return words.some((word) => !NOT_IN_THE_CATALOGUE.test(word) && !names.has(word))
    })
    expect.soft([...new Set(strange)], screen.name).toEqual([])
  }
})
