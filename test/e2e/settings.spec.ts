/** The settings, by the keyboard: the hotel's name and rooms, how the desk looks, and a link for one more browser. */
import { expect, test } from './desk-fixture.ts'

test('a hotel gets another name and more rooms, which can be sold at once', async ({
  desk: { outside, openPage },
}) => {
  const tonight = { roomTypeCode: 'STE', date: outside.day(30) }
  const before = await outside.available(tonight)
  const page = await openPage()
  await page.keyboard.press('8')
  await expect(page.getByRole('tab', { name: 'Hotel' })).toBeFocused()
  const panel = page.getByTestId('settings-hotel')
  await expect(panel.getByRole('row', { name: /STE Suite with terrace/ })).toContainText('501-505')

  const name = panel.getByRole('textbox', { name: 'Hotel name' })
  await name.fill('')
  await expect(panel.getByText('Fill this in.')).toBeVisible()
  await name.fill('Hotel Adler am Platz')
  await name.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(
    'The hotel is called Hotel Adler am Platz now.',
  )
  await expect(page.getByTestId('business-date')).toContainText('Hotel Adler am Platz')
  await name.fill('Hotel Adler')
  await name.press('Enter')
  await expect(page.getByTestId('business-date')).toHaveText(/^Hotel Adler ·/)

  await panel.getByRole('combobox', { name: 'Room type' }).click()
  await page.getByRole('option', { name: 'Suite with terrace' }).click()
  const rooms = panel.getByRole('textbox', { name: 'Rooms' })
  await rooms.fill('505-507')
  await expect(panel.getByText('There is a room 505 already.')).toBeVisible()
  await rooms.fill('506-507')
  await expect(panel.getByRole('button', { name: 'Add 2 rooms' })).toBeEnabled()
  await rooms.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('2 rooms added to Suite with terrace.')
  await expect(panel.getByRole('row', { name: /STE Suite with terrace/ })).toContainText('501-507')
  expect(await outside.available(tonight)).toBe(before + 2)
})

test('theme and density are kept for this browser; the arrows go through the sections', async ({ desk }) => {
  const page = await desk.openPage()
  await page.keyboard.press('8')
  for (const section of ['Rooms', 'House rules', 'Prices', 'Currencies', 'Articles', 'Appearance']) {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('tab', { name: section })).toBeFocused()
  }
  const panel = page.getByTestId('settings-appearance')
  await panel.getByRole('radio', { name: 'Dark' }).press('Space')
  await panel.getByRole('radio', { name: 'Compact' }).press('Space')
  const looks = () =>
    page.evaluate(() => [
      document.documentElement.dataset.mantineColorScheme,
      document.documentElement.dataset.density,
    ])
  await expect.poll(looks).toEqual(['dark', 'compact'])
  await page.reload()
  await page.getByRole('navigation', { name: 'Areas' }).waitFor()
  await expect.poll(looks).toEqual(['dark', 'compact'])
  // The pseudo-locale is not for hotels.
  await page.keyboard.press('8')
  await expect(page.getByRole('radio', { name: 'Pseudo-English' })).toHaveCount(0)
})

test('a link opens the desk in another browser once, and says how long it is good', async ({
  desk,
  browser,
}) => {
  const page = await desk.openPage()
  await page.keyboard.press('8')
  await page.getByRole('tab', { name: 'This desk' }).press('Enter')
  await page.getByRole('button', { name: 'Make a link' }).press('Enter')
  const link = page.getByTestId('opening-link')
  await expect(link).toContainText(/Good for \d+ seconds more/)
  const address = (await link.locator('code').textContent()) ?? ''
  const other = await (await browser.newContext()).newPage()
  await other.goto(address)
  await other.getByRole('navigation', { name: 'Areas' }).waitFor()
  const third = await (await browser.newContext()).newPage()
  await third.goto(address)
  await expect(third.getByTestId('no-session-refused')).toBeVisible()
})
