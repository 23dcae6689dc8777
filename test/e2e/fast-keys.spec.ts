/**
 * No key is lost, however fast they come and however slow the machine and the host are: what is opened by a key has the
 * keyboard from its first drawing. Keys follow one another without a wait, on a processor slowed down.
 */
import type { CDPSession, Page } from '@playwright/test'
import { expect, openBySearch, test } from './desk-fixture.ts'

const SLOWER = 4
const TIMERS_LATE_MS = 700

const CODES: Readonly<Record<string, number>> = { Enter: 13, Escape: 27, End: 35, ArrowDown: 40 }
const CONTROL = 2

/** A hand that does not wait for the page: the next key is on its way before the last one was dealt with. */
class FastHand {
  readonly #devtools: CDPSession

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools
  }

  /** Slows the page down, and its timers: a browser that draws after a key lets them wait, on a busy machine for long. */
  static async on(page: Page): Promise<FastHand> {
    await page.evaluate((lateMs) => {
      const onTime = window.setTimeout.bind(window)
      const late = (then: TimerHandler, ms = 0, ...values: unknown[]) => onTime(then, ms + lateMs, ...values)
      window.setTimeout = late as typeof window.setTimeout
    }, TIMERS_LATE_MS)
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    return new FastHand(devtools)
  }

  /** Letters, named keys, and `Control+Enter`. */
  async press(...keys: string[]): Promise<void> {
    await Promise.all(keys.map((key) => this.#strike(key)))
  }

  async #strike(pressed: string): Promise<void> {
    const key = pressed.replace('Control+', '')
    const modifiers = key === pressed ? 0 : CONTROL
    const windowsVirtualKeyCode = CODES[key] ?? key.toUpperCase().charCodeAt(0)
    const text = modifiers === CONTROL ? '' : key === 'Enter' ? '\r' : key.length === 1 ? key : ''
    const each = { key, code: key, modifiers, windowsVirtualKeyCode }
    const type = text === '' ? 'rawKeyDown' : 'keyDown'
    // Both are sent before either is answered; the browser keeps their order.
    await Promise.all([
      this.#devtools.send('Input.dispatchKeyEvent', { ...each, type, text }),
      this.#devtools.send('Input.dispatchKeyEvent', { ...each, type: 'keyUp' }),
    ])
  }
}

const notice = (page: Page) => page.getByTestId('notice').last()
/** On a machine that does other things too. */
const LOADED = { timeout: 30_000 }

test.describe.configure({ timeout: 120_000 })

test('the question before a draft is dropped has the keyboard at once, each time', async ({
  desk: { openPage },
}) => {
  const page = await openPage()
  const hand = await FastHand.on(page)
  for (let round = 0; round < 2; round++) {
    await hand.press('w', ...'Behalten', 'Escape')
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await page.waitForTimeout(2 * TIMERS_LATE_MS)
    await hand.press('Enter', 'x')
    await expect(page.getByLabel('Guest’s surname'), 'Enter kept it').toHaveValue('Behaltenx')
    await hand.press('Escape', 'd')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('a note is typed right after the dialog over the reservation has closed', async ({
  desk: { outside, openPage },
}) => {
  expect((await outside.sell(await outside.freest(outside.day(27)), 'Schnell')).kind).toBe('done')
  const page = await openPage()
  await openBySearch(page, 'Schnell')
  const hand = await FastHand.on(page)
  await hand.press('a', 'Enter')
  await expect(notice(page)).toContainText(/Schnell has room \d+\./, LOADED)
  for (let round = 1; round <= 2; round++) {
    await hand.press('a', 'Escape', 't', ...'late', 'Control+Enter')
    await expect(page.locator('p.note')).toHaveText('late'.repeat(round))
  }
  await hand.press('g', 'End', ...'er', 'Control+Enter')
  await expect(page.getByTestId('guest-panel')).toContainText('Schneller')
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Enter that comes before the proposed room does it once the room is known, and not after another key', async ({
  desk: { outside, openHeldPage },
}) => {
  const names = ['Zugleich', 'Sogleich'] as const
  for (const name of names)
    expect((await outside.sell(await outside.freest(outside.hotel.businessDate), name)).kind).toBe('done')
  const { due } = (await outside.board()).arrivals
  const rowOf = (name: string) => `board-row-${due.find((stay) => stay.guestName.includes(name))!.stayId}`
  const { page, line } = await openHeldPage()
  await page.keyboard.press('1')
  const arrivals = page.getByTestId('board-arrivals')
  async function choose(name: string): Promise<void> {
    const row = arrivals.getByTestId(rowOf(name))
    await expect(row).toBeAttached()
    await page.keyboard.press('Home')
    for (let step = 0; step < due.length && (await row.getAttribute('aria-selected')) !== 'true'; step++)
      await page.keyboard.press('ArrowDown')
    await expect(row).toHaveAttribute('aria-selected', 'true')
  }
  await choose(names[0])
  const hand = await FastHand.on(page)
  line.hold()
  await hand.press('i', 'Enter', 'ArrowDown')
  await expect(page.getByRole('dialog')).toBeVisible()
  line.release()
  await expect(page.getByTestId('room-cards').getByRole('radio').first()).toBeChecked()
  await expect(page.getByRole('dialog'), 'what came after Enter took it back').toBeVisible()
  await hand.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const stillDue = (await outside.board()).arrivals.due.map((stay) => stay.guestName)
  expect(
    stillDue.filter((name) => name.includes(names[0])),
    'and nobody was checked in',
  ).toHaveLength(1)

  await choose(names[1])
  line.hold()
  await hand.press('i', 'Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  line.release()
  await expect(notice(page)).toContainText(`${names[1]} is in house`, LOADED)
})

test('a key that comes while the reservation is still being read is done, and Escape gives the list its keys back', async ({
  desk: { outside, openHeldPage },
}) => {
  expect((await outside.sell(await outside.freest(outside.day(27)), 'Vorschnell')).kind).toBe('done')
  const { page, line } = await openHeldPage()
  await page.keyboard.press('1')
  const selected = page.getByTestId('board-arrivals').locator('[aria-selected="true"]')
  await expect(selected).toHaveCount(1)
  await page.keyboard.press('/')
  await page.keyboard.type('Vorschnell')
  await expect(page.getByRole('option', { name: /Vorschnell/ }).first()).toBeVisible()
  await expect(page.getByText('Searching…')).toHaveCount(0)
  const hand = await FastHand.on(page)
  line.hold()
  await hand.press('Enter', 't')
  await expect(page.getByRole('dialog').locator('.is-loading')).toBeVisible()
  line.release()
  const note = page.getByTestId('note-panel').getByRole('textbox')
  await expect(note).toBeFocused()
  await hand.press('Escape', 'Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const before = await selected.getAttribute('data-testid')
  await hand.press('ArrowDown')
  await expect(selected).not.toHaveAttribute('data-testid', before!)
})
