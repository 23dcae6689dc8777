/** A reservation for other days: guests known before, several rooms, agreed prices, and nothing typed is lost. */
import { addDays } from '../../shared/dates.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'

test('a guest who was here before is offered while the name is typed, and the booking is added to the same guest', async ({
  desk: { outside, openPage },
}) => {
  const night = { roomTypeCode: 'FAM', date: await outside.dayWithRooms('FAM', 20) }
  expect((await outside.sell(night, 'Wiederkehr')).kind).toBe('done')
  const page = await openPage()
  await page.keyboard.press('Shift+W')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('New reservation')
  await expect(page.getByTestId('guest-matches')).toHaveCount(0)
  await page.keyboard.type('Wiederkehr')
  await expect(page.getByTestId('guest-matches')).toContainText('Wiederkehr')
  await expect(page.getByTestId('guest-matches')).toContainText('1 stay')
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('known-guest')).toContainText('Wiederkehr is known')
  await page.getByLabel('Phone').fill('+43 1 234')
  await page.getByLabel(/^Arrival/).fill(outside.day(30))
  await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Wiederkehr is booked')

  // One guest now: the earlier stay knows the phone, too, and the next booking finds both.
  await page.keyboard.press('Shift+W')
  await page.keyboard.type('Wiederkehr')
  await expect(page.getByTestId('guest-matches').getByRole('listitem')).toHaveCount(1)
  await expect(page.getByTestId('guest-matches')).toContainText('+43 1 234 · 2 stays')
})

test('several rooms are one booking: the second is another room, its guest and its agreed price are its own', async ({
  desk: { outside, openPage },
}) => {
  const page = await openPage()
  await page.keyboard.press('Shift+W')
  await page.keyboard.type('Doppel')
  await page.getByLabel(/^Arrival/).fill(outside.day(60))
  await page.keyboard.press('a')
  await expect(page.getByTestId('sale-tab-2')).toHaveAttribute('aria-pressed', 'true')
  await page.getByLabel('Who stays in this room: Guest’s surname').fill('Zweitgast')
  const total = page.getByTestId('sale-total')
  const before = Number(await total.textContent())
  await page.keyboard.press('Alt+p')
  await page.getByLabel(/^Price of /).fill('50')
  await expect(page.getByTestId('agreed-prices')).toContainText('Agreed prices differ from the plan by −')
  await expect(total).not.toHaveText(before.toFixed(2))
  const after = await total.textContent()
  await expect(page.getByRole('button', { name: /^Book 2 rooms/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  const notice = page.getByTestId('notice')
  await expect(notice).toContainText(/Doppel is booked, room (\d+), (?!\1)\d+: /)
  await expect(notice).toContainText(after ?? '')

  await openBySearch(page, 'Doppel')
  const cards = page.locator('.stay-card')
  await expect(cards).toHaveCount(2)
  await expect(cards.last()).toContainText('Zweitgast')
  await expect(cards.last().locator('.nights')).toContainText('50.00')
  await expect(page.getByTestId('timeline')).toContainText('Booked: 2 rooms')
})

test('Escape asks before a filled draft is dropped, Enter keeps it, and a rule is broken only by a tick', async ({
  desk: { outside, openPage },
}) => {
  const page = await openPage()
  await page.keyboard.press('w')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('Shift+W')
  await page.keyboard.type('Behalten')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toContainText('What was entered for Behalten would be gone')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(page.getByLabel('Guest’s surname')).toHaveValue('Behalten')
  await expect(page.getByLabel('Guest’s surname')).toBeFocused()

  const night = outside.day(45)
  await outside.restrict('FAM', { from: night, to: addDays(night, 1) }, { minLosArrival: 3 })
  await page.getByLabel(/^Arrival/).fill(night)
  await page.getByTestId('type-Family room').click()
  const book = page.getByRole('button', { name: /^Book Enter/ })
  const rule = page.getByRole('row', { name: /Flexible.*Needs 3 nights/ })
  await expect(rule).toBeVisible()
  await rule.getByRole('radio').check()
  await expect(book).toBeDisabled()
  await page.getByRole('checkbox', { name: /^Flexible is not offered for this stay: Needs 3 nights/ }).check()
  await expect(book).toBeEnabled()
  await page.keyboard.press('Alt+s')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Behalten is booked')
  const bars = await outside.bars(night, addDays(night, 1))
  expect(bars.filter(({ guestName }) => guestName === 'Behalten')).toHaveLength(1)

  await page.keyboard.press('Shift+W')
  await page.keyboard.type('Fort')
  await page.keyboard.press('Escape')
  await page.keyboard.press('d')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('w')
  await expect(page.getByLabel('Guest’s surname')).toHaveValue('')
})
