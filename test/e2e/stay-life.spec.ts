/** What can happen to a stay beside its arrival and departure, by keyboard alone, in as few keys as the field asks for. */
import type { Locator, Page } from '@playwright/test'
import { expect, openBySearch, test } from './desk-fixture.ts'

const lastNotice = (page: Page): Locator => page.getByTestId('notice').last()
const dialog = (page: Page): Locator => page.getByRole('dialog').last()

async function selectGuest(page: Page, guestName: string): Promise<void> {
  const selected = page.locator('tr[aria-selected="true"]')
  await expect(selected).toBeVisible()
  const names = await page.locator('.stay-table tbody tr td:nth-child(2)').allTextContents()
  for (let at = 0; at < names.findIndex((name) => name.includes(guestName)); at++)
    await page.keyboard.press('ArrowDown')
  await expect(selected).toContainText(guestName)
}

test('a late guest is noted by one key; who never comes is a no-show by two, its fee shown first, undone by one', async ({
  desk: { outside, openPage },
}) => {
  const tonight = await outside.freest(outside.hotel.businessDate)
  expect((await outside.sell(tonight, 'Nimmerda')).kind).toBe('done')
  const page = await openPage('day')
  await page.keyboard.press('3')
  await selectGuest(page, 'Nimmerda')

  await page.keyboard.press('l')
  await expect(lastNotice(page)).toHaveText(/^Nimmerda is expected at \d\d:\d\d\./)
  const row = page.getByRole('row', { name: /Nimmerda/ })
  await expect(row).toContainText(/from \d\d:\d\d/)
  await page.keyboard.press('u')
  await expect(lastNotice(page)).toContainText('Nimmerda is expected as usual.')
  await expect(row).not.toContainText(/from \d\d:\d\d/)

  await page.keyboard.press('n')
  await expect(page.getByTestId('fee')).toContainText(/Free until the day before.+EUR \d+\.\d\d/)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(
    /^Nimmerda is a no-show\. 1 night can be sold again\. EUR \d+\.\d\d is charged\./,
  )
  await expect(row).toHaveCount(0)
  await page.keyboard.press('u')
  await expect(lastNotice(page)).toContainText('The stay of Nimmerda is booked again.')
  await expect(row).toContainText('Due in')
})

test('a stay is lengthened by three keys, sold as another plan, split, and one part cancelled and taken back', async ({
  desk: { outside, openPage },
}) => {
  const date = await outside.dayWithRooms('TWN', 40)
  expect((await outside.sell({ roomTypeCode: 'TWN', date }, 'Lebensweg')).kind).toBe('done')
  const page = await openPage('day')
  await openBySearch(page, 'Lebensweg')

  await page.keyboard.press('e')
  await page.keyboard.press('2')
  await expect(dialog(page).getByRole('button', { name: /^Change, \+/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('.stay-card')).toContainText('2 nights')

  await page.keyboard.press('e')
  await dialog(page).getByLabel('Adults').fill('2')
  await dialog(page)
    .getByRole('radio', { name: /Agree a price/ })
    .check()
  await dialog(page).getByLabel('All nights').fill('77,50')
  await expect(dialog(page).getByRole('button', { name: /^Change, / })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('.stay-card')).toContainText('155.00')
  const timeline = page.getByTestId('timeline').getByRole('listitem')
  await expect(timeline.first()).toContainText(/Now 2 adults, .+ → 155\.00/)

  await page.keyboard.press('s')
  await expect(page.getByTestId('split-parts')).toContainText('77.50')
  await page.keyboard.press('Enter')
  await expect(page.locator('.stay-card')).toHaveCount(2)
  await expect(timeline.first()).toContainText(/Split at .+Dates.+→/)

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('.')
  await expect(page.getByTestId('stay-menu')).toContainText('Cancel this room')
  // As the next key finds it that comes before the menu has the keyboard: the menu closes by it, and it acts.
  await page.getByTestId('reservation').focus()
  await page.keyboard.press('r')
  await expect(page.getByTestId('fee')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.locator('.stay-card').nth(1)).toContainText('Cancelled')
  await expect(page.locator('.stay-card').nth(0)).toContainText('Confirmed')
  await page.keyboard.press('u')
  await expect(page.locator('.stay-card').nth(1)).toContainText('Confirmed')
})
