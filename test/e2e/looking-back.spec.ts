/** What was, and why it is: the chart as it was at a moment, and what makes a number of rooms and a price. */
import { dayText } from '../../renderer/formats.ts'
import { wallTime } from '../../renderer/hotel-time.ts'
import { expect, test } from './desk-fixture.ts'
import { goToType } from './on-chart.ts'

test('the chart shows a moment before a sale, lets nothing be changed there, and Escape is back to now', async ({
  desk: { outside, openPage },
}) => {
  const night = await outside.freest(outside.day(4))
  const type = outside.roomType(night.roomTypeCode)
  const before = await outside.available(night)
  const moment = Math.ceil(Date.now() / 1_000) * 1_000
  await expect.poll(() => Date.now()).toBeGreaterThan(moment)
  const sold = await outside.sell(night, 'Afterwards')
  expect(sold.kind).toBe('done')

  const page = await openPage()
  await goToType(page, night.roomTypeCode)
  const left = page.getByTitle(new RegExp(`^${type.name}, ${dayText(night.date)}: `))
  await expect(left).toHaveText(String(before - 1))

  await page.keyboard.press('h')
  const field = page.getByLabel(/^Moment to look back to/)
  await expect(field).toBeFocused()
  await field.fill(wallTime(moment, outside.hotel.timeZone))
  await page.keyboard.press('Enter')
  const banner = page.getByTestId('past-banner')
  await expect(banner).toContainText('As it was on')
  await expect(left).toHaveText(String(before))
  await page.getByRole('grid', { name: 'Tape chart' }).focus()
  await page.keyboard.press('y')
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await page.keyboard.press('h')
  await field.fill('2015-06-01T12:00:00')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toContainText('does not reach back so far')
  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  await expect(left).toHaveText(String(before - 1))
})

test('a number of rooms says what it is made of, with the way to each stay; a price says who set it', async ({
  desk: { outside, openPage },
}) => {
  const night = await outside.freest(outside.day(5))
  await outside.sell(night, 'Becauseof')
  const left = await outside.available(night)
  const page = await openPage()
  await goToType(page, night.roomTypeCode)
  const { name } = outside.roomType(night.roomTypeCode)
  await page.getByTitle(new RegExp(`^${name}, ${dayText(night.date)}: `)).click()
  const dialog = page.getByRole('dialog', { name: new RegExp(`Why this number: ${name}`) })
  await expect(dialog.getByTestId('why-left')).toHaveText(String(left))
  const parts = await dialog.locator('[data-testid^="reason-"] td:last-child').allTextContents()
  const sum = parts.reduce((total, text) => total + Number(text.replace('−', '-')), 0)
  expect(sum, `${parts.join(' ')} makes the number`).toBe(left)
  await expect(dialog.getByTestId('why-changed')).toContainText('Changed last on')
  await expect(dialog.getByTestId('told-Booking.com (sandbox)')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await page.keyboard.press('y')
  await dialog.getByRole('button', { name: /Becauseof/ }).press('Enter')
  await expect(page.getByTestId('reservation')).toContainText('Becauseof')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: /^Rates/ }).click()
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('y')
  const price = page.getByRole('dialog', { name: /^Why this price/ })
  await expect(price.getByRole('table', { name: 'The plan’s own price' })).toBeVisible()
  await expect(price.getByTestId('why-changed').first()).toContainText('Changed last on')
})
