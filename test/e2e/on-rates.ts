/** Hands on the rates grid: by keys, as staff use it. */
import { expect, type Page } from '@playwright/test'
import type { Hotel } from '../../shared/contract/property.ts'
import { daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { RunningDesk } from './desk-fixture.ts'
import type { RateRow } from './rates-outside.ts'

/** The demo hotel's types in their order, with Flexible and Non-refundable each; plans that tests add come behind. */
const TYPES = ['SGL', 'DBL', 'TWN', 'FAM', 'STE']

export const cell = (page: Page, { plan, type }: RateRow, date: IsoDate) =>
  page.getByTestId(`rate-${plan}-${type}-${date}`)

export async function openRates(desk: RunningDesk): Promise<Page> {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await expect(cell(page, { plan: 'FLEX', type: 'DBL' }, desk.outside.day(1))).not.toBeEmpty()
  return page
}

/** Walks from the first cell to a night of a row, as a hand on the arrows does, and paints so many nights of so many rows. */
export async function paint(
  page: Page,
  desk: RunningDesk,
  { plan, type }: RateRow,
  from: IsoDate,
  nights: number,
  rows = 1,
): Promise<void> {
  // One plan more in the hotel is one row more under each type: other tests of the desk add some.
  const { hotel } = (await desk.outside.ask('/property')) as { hotel: Pick<Hotel, 'ratePlans'> }
  const plans = hotel.ratePlans.length
  await page.keyboard.press('ArrowRight')
  // The cursor begins where one looks, which an earlier walk may have scrolled; this one begins at the first row and day.
  await page.keyboard.press('Home')
  for (let at = 0; at < TYPES.length * plans; at++) await page.keyboard.press('ArrowUp')
  const down = TYPES.indexOf(type) * plans + (plan === 'FLEX' ? 0 : 1)
  for (let at = 0; at < down; at++) await page.keyboard.press('ArrowDown')
  const days = daysBetween(desk.outside.hotel.businessDate, from)
  for (let at = 0; at < days; at++) await page.keyboard.press('ArrowRight')
  for (let at = 1; at < nights; at++) await page.keyboard.press('Shift+ArrowRight')
  for (let at = 1; at < rows; at++) await page.keyboard.press('Shift+ArrowDown')
}

/** Commits what the preview shows, once it is there. */
export async function commit(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Commit/ })).toBeEnabled()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('rates-preview')).toHaveCount(0)
}

/** Back to nothing painted, so that the next walk begins anew. */
export async function unpaint(page: Page): Promise<void> {
  for (let again = 0; again < 3; again++) await page.keyboard.press('Escape')
}

/** `129` or `129.50`, as cells show it. */
export const shown = (minor: number): string =>
  minor % 100 === 0 ? String(minor / 100) : (minor / 100).toFixed(2)
