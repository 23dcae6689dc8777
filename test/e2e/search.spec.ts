/** A stay is found from anywhere by one key, a few letters and Enter; actions by their names. */
import { expect, test } from './desk-fixture.ts'

test('one key, three letters and Enter open the stay, however fast they come', async ({
  desk: { outside, openPage },
}) => {
  const sold = await outside.sell(await outside.freest(outside.day(20)), 'Xylander')
  expect(sold.kind).toBe('done')
  const page = await openPage('day')
  // No pause between the keys: Enter comes long before the answer.
  for (const key of ['/', 'x', 'y', 'l', 'Enter']) await page.keyboard.press(key)
  await expect(page.getByRole('heading', { name: 'Xylander', exact: true })).toBeVisible()
  await expect(page.getByRole('combobox')).toHaveCount(0)
  await expect(page.getByTestId('reservation')).toBeVisible()
})

test('Enter waits for the answer of a slow host, and opens what was typed last, not what was found before', async ({
  desk: { outside, openHeldPage },
}) => {
  const [early, late] = ['Yggdrasil', 'Yvonnet']
  for (const [index, name] of [early, late].entries())
    expect((await outside.sell(await outside.freest(outside.day(21 + index)), name)).kind).toBe('done')
  const { page, line } = await openHeldPage()
  await page.keyboard.press('/')
  await page.keyboard.type('yg')
  await expect(page.getByRole('option', { name: new RegExp(early) })).toBeVisible()
  line.hold()
  await page.keyboard.press('Backspace')
  await page.keyboard.type('vo')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox'), 'it waits').toBeVisible()
  await expect(page.getByTestId('reservation')).toHaveCount(0)
  line.release()
  await expect(page.getByRole('heading', { name: late, exact: true })).toBeVisible()
})

test('a code and a room are found, what was typed is underlined, and Alt with a letter acts', async ({
  desk: { outside, openPage },
}) => {
  const board = await outside.board()
  const inHouse = board.arrivals.done[0]!
  const room = outside.hotel.rooms.find(({ id }) => id === inHouse.roomId)!
  const page = await openPage('day')
  await page.keyboard.press('/')
  await page.keyboard.type(`#${inHouse.code.slice(0, 4).toLowerCase()}`)
  const byCode = page.getByRole('group', { name: 'Codes' }).getByRole('option').first()
  await expect(byCode).toContainText(inHouse.code)
  await expect(byCode.locator('mark').first()).toHaveText(inHouse.code.slice(0, 4))

  await page.getByRole('combobox').fill(room.name)
  await expect(page.getByRole('group', { name: 'Rooms' }).getByRole('option').first()).toContainText(
    inHouse.guestName,
  )
  await expect(page.getByRole('button', { name: 'Check out' })).toBeEnabled()
  await page.keyboard.press('Alt+o')
  await expect(page.getByRole('dialog')).toContainText(inHouse.guestName)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('actions are found by name, the keys of a screen by ?, and nothing found is said', async ({
  desk: { openPage },
}) => {
  const page = await openPage('day')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('>dark')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')

  await page.keyboard.press('/')
  await page.keyboard.type('qqqqqq')
  await expect(page.getByText('Nothing begins with “qqqqqq”')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('combobox'), 'Enter on nothing does nothing').toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox')).toHaveCount(0)

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('check in')
})
