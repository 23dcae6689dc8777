/** A sale at the desk reaches the channel, and what is given back reaches it, too. */
import { addDays } from '../../shared/dates.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'

test('I5: a walk-in is sold by four actions of the keyboard, and the channel has one room fewer until check-out', async ({
  desk: { outside, openPage },
}) => {
  const { hotel } = outside
  const nights = [addDays(hotel.businessDate, 0), addDays(hotel.businessDate, 1)]
  // Before 04:00 the business date's night is over for channels.
  const shownNights = nights.filter((date) => date >= hotel.calendarDate)
  const page = await openPage()
  let actions = 0
  const act = async (action: () => Promise<void>) => {
    actions += 1
    await action()
  }

  await act(() => page.keyboard.press('w'))
  await act(() => page.keyboard.type('Vermeulen'))
  await act(() => page.keyboard.press('Shift+ArrowUp'))
  await expect(page.getByRole('columnheader', { name: '2 nights' })).toBeVisible()
  const sold = await page.locator('[data-testid^="type-"]:has(:checked) .choice-name').textContent()
  const { code } = hotel.roomTypes.find(({ name }) => name === sold)!
  const shown = () => Promise.all(shownNights.map((date) => outside.shown({ roomTypeCode: code, date })))
  const before = await Promise.all(shownNights.map((date) => outside.available({ roomTypeCode: code, date })))
  await expect.poll(shown, { message: 'the sandbox shows what the ledger has' }).toEqual(before)
  await act(() => page.keyboard.press('Enter'))

  await expect(page.getByTestId('notice')).toContainText('Vermeulen is in house, room')
  expect(actions, 'a walk-in takes at most five').toBeLessThanOrEqual(5)
  const fewer = before.map((rooms) => rooms - 1)
  await expect.poll(shown, { message: 'the sandbox by its own word' }).toEqual(fewer)
  await page.keyboard.press('6')
  for (const [index, date] of shownNights.entries()) {
    await expect(page.getByTestId(`stock-${code}-${date}`)).toHaveText(String(fewer[index]))
  }

  await openBySearch(page, 'Vermeulen')
  await page.getByTestId('reservation').getByRole('button', { name: 'Check out' }).click()
  await expect(page.getByTestId('freed-nights')).toContainText('Leaves 2 nights before')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Vermeulen has left. 2 nights can be sold')
  await expect.poll(shown, { message: 'what is left early is sold again' }).toEqual(before)
})

test('I5: a booking for later takes a room from the channel, and its cancellation gives it back', async ({
  desk: { outside, openPage },
}) => {
  const date = await outside.dayWithRooms('SGL', 6)
  const singles = () => outside.shown({ roomTypeCode: 'SGL', date })
  const before = await outside.available({ roomTypeCode: 'SGL', date })
  await expect.poll(singles).toBe(before)
  const page = await openPage()
  await page.keyboard.press('Shift+W')
  await page.getByLabel(/^Arrival/).fill(date)
  await page.getByLabel('Adults').fill('1')
  await page.getByTestId('type-Single').click()
  await page.getByLabel('Guest’s surname').fill('Zoric')
  // What is not seen is not sold: Enter counts from when the offers for that day are there.
  await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Zoric is booked')
  await expect.poll(singles).toBe(before - 1)

  await openBySearch(page, 'Zoric')
  await page.keyboard.press('x')
  await page.getByLabel('Reason, for the journal').fill('Changed plans')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('1 night can be sold again')
  await expect.poll(singles).toBe(before)
})
