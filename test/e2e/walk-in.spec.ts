/** A sale at the desk reaches the channel, and what is given back reaches it, too. */
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'

test('I5: a walk-in is sold by four actions of the keyboard, and the channel has one room fewer until check-out', async ({
  desk: { outside, openPage },
}) => {
  const { hotel } = outside
  const nights = [addDays(hotel.businessDate, 0), addDays(hotel.businessDate, 1)]
  // Before 04:00 the business date's night is over for channels.
  const shownNights = nights.filter((date) => date >= hotel.calendarDate)
  const doubles = () => Promise.all(shownNights.map((date) => outside.shown({ roomTypeCode: 'DBL', date })))
  const before = await Promise.all(
    shownNights.map((date) => outside.available({ roomTypeCode: 'DBL', date })),
  )
  await expect.poll(doubles, { message: 'the sandbox shows what the ledger has' }).toEqual(before)
  const page = await openPage()

  await page.keyboard.press('w')
  await page.keyboard.type('Vermeulen')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(page.getByText('2 nights')).toBeVisible()
  await page.keyboard.press('Enter')

  await expect(page.getByTestId('notice')).toContainText('Vermeulen is in house')
  const bar = page.getByRole('gridcell', { name: /^Vermeulen, in house, room \d+/ })
  await expect(bar).toBeVisible()
  const fewer = before.map((rooms) => rooms - 1)
  await expect.poll(doubles, { message: 'the sandbox by its own word' }).toEqual(fewer)
  await page.keyboard.press('5')
  for (const [index, date] of shownNights.entries()) {
    await expect(page.getByTestId(`stock-DBL-${date}`)).toHaveText(String(fewer[index]))
  }

  await page.keyboard.press('2')
  await bar.click()
  await page.getByTestId('reservation').getByRole('button', { name: 'Check out' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Vermeulen has left')
  await expect.poll(doubles, { message: 'what is left early is sold again' }).toEqual(before)
})

test('I5: a booking for later takes a room from the channel, and its cancellation gives it back', async ({
  desk: { outside, openPage },
}) => {
  const date = outside.day(6)
  const singles = () => outside.shown({ roomTypeCode: 'SGL', date })
  const before = await outside.available({ roomTypeCode: 'SGL', date })
  await expect.poll(singles).toBe(before)
  const page = await openPage()
  await page.keyboard.press('w')
  await page.getByLabel('Book for later').check()
  await page.getByLabel(/^Arrival/).fill(date)
  await page.getByLabel('Adults').fill('1')
  await page.getByTestId('type-Single').click()
  await page.getByLabel('Guest’s surname').fill('Zoric')
  // What is not seen is not sold: Enter counts from when the offers for that day are there.
  await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Zoric is booked')
  await expect.poll(singles).toBe(before - 1)

  await page.getByRole('gridcell', { name: /^Zoric, confirmed/ }).click()
  await page.getByRole('button', { name: 'Cancel the reservation…' }).click()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('1 night can be sold again')
  await expect(page.getByRole('gridcell', { name: /^Zoric/ })).toHaveCount(0)
  await expect.poll(singles).toBe(before)
})
