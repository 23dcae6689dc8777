/** What staff can type wrongly is answered in words where they look, and changes nothing. */
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'

test('a sale without a surname, with a departure before its arrival or an endless name is not made, and says why', async ({
  desk: { outside, openPage },
}) => {
  const { businessDate } = outside.hotel
  const page = await openPage()
  const dialog = page.getByRole('dialog')
  const surname = page.getByLabel('Guest’s surname')
  // The channel goes on selling meanwhile.
  const soldHere = async () => {
    const bars = await outside.bars(businessDate, addDays(businessDate, 60))
    return bars.filter(({ source }) => source !== 'channel')
  }
  const barsBefore = await soldHere()
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: /^Book and check in/ })).toBeEnabled()

  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('The surname is needed')
  await expect(surname).toHaveAttribute('aria-invalid', 'true')

  await surname.fill('x'.repeat(300))
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('At most 120 characters; this has 300')
  await expect(surname, 'no name is cut').toHaveValue('x'.repeat(300))

  await surname.fill('Wrong')
  await page.getByLabel(/^Departure/).fill(addDays(businessDate, -2))
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('After the arrival,')
  await page.getByLabel(/^Arrival/).fill(addDays(businessDate, -3))
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('or later')
  await page.getByLabel('Adults').fill('0')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('1 to 30')

  await expect(dialog).toBeVisible()
  expect(await soldHere()).toEqual(barsBefore)
})

test('an opening link works once; what it says after that tells how to get in', async ({
  browser,
  desk: { outside },
}) => {
  const link = await outside.openingLink()
  const first = await (await browser.newContext()).newPage()
  await first.goto(link)
  await expect(first.getByRole('navigation', { name: 'Areas' })).toBeVisible()

  const second = await (await browser.newContext()).newPage()
  await second.goto(link)
  const page = second.getByTestId('no-session-refused')
  await expect(page).toContainText('This link no longer opens the desk')
  await expect(page).toContainText('Start the desk again, or ask for a new link')
  expect(new URL(second.url()).hash, 'the code does not stay in the address').toBe('')

  await second.reload()
  await expect(second.getByTestId('no-session-none')).toContainText('Open the desk by the link')
})
