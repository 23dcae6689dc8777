/** A reservation at the desk: what happened to it, what a change costs, and two windows that never overwrite each other. */
import type { Page } from '@playwright/test'
import { addDays } from '../../shared/dates.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'

const timeline = (page: Page) => page.getByTestId('timeline').getByRole('listitem')

test('a change of dates says its price before it is done, a refusal in words, and the timeline tells all of it', async ({
  desk: { outside, openPage },
}) => {
  const date = outside.day(33)
  expect((await outside.sell({ roomTypeCode: 'FAM', date }, 'Laenger')).kind).toBe('done')
  const page = await openPage()
  await openBySearch(page, 'Laenger')
  await expect(timeline(page)).toHaveText([/Booked: Family room, .+ – .+, \d+\.\d\d/])

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: /Change the stay/ })
  const change = dialog.getByRole('button', { name: /^Change/ })
  await expect(change).toHaveAttribute('aria-disabled', 'true')
  await dialog.getByLabel('Departure').fill(addDays(outside.hotel.horizon, 2))
  await expect(page.getByTestId('change-refused')).toContainText('It cannot be changed so.')
  await dialog.getByLabel('Departure').fill(addDays(date, 3))
  await expect(page.getByTestId('price-effect')).toContainText('Keep the price')
  await expect(change).toContainText(/^Change, \+\d+\.\d\d/)
  const dearer = /\+(\d+\.\d\d)/.exec((await change.textContent()) ?? '')![1]!
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Laenger: ')
  await expect(page.locator('.stay-card')).toContainText('3 nights')
  const [first, second] = (await timeline(page).first().textContent())!.match(/\d+\.\d\d/g)!
  expect(Number(second) - Number(first)).toBeCloseTo(Number(dearer))

  await page.keyboard.press('a')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(/Laenger has room \d+\./)
  await page.keyboard.press('t')
  await page.keyboard.type('Late arrival')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('note-panel').locator('p.note')).toHaveText('Late arrival')
  await expect(timeline(page)).toHaveText([
    /Note changed/,
    /Room \d+ given, price kept/,
    /→ .+, \d+\.\d\d → \d+\.\d\d/,
    /Booked: Family room/,
  ])

  await page.keyboard.press('Escape')
  await page.keyboard.press('7')
  await page.getByLabel('Filter').fill('note changed')
  const row = page.getByRole('row', { name: /Note changed/ }).first()
  await row.getByRole('button', { name: 'open the reservation' }).click()
  await expect(page.getByTestId('reservation')).toContainText('Late arrival')
})

test('two windows on one stay: what the other one changed is shown, nothing is overwritten, and what was typed is kept', async ({
  desk: { outside, openPage, openHeldPage },
}) => {
  const date = outside.day(36)
  expect((await outside.sell({ roomTypeCode: 'FAM', date }, 'Zweifenster')).kind).toBe('done')
  const mine = await openHeldPage()
  const theirs = await openPage()
  await openBySearch(mine.page, 'Zweifenster')
  await openBySearch(theirs, 'Zweifenster')

  await mine.page.keyboard.press('t')
  await mine.page.keyboard.type('What I typed')
  mine.line.hold()
  await theirs.keyboard.press('t')
  await theirs.keyboard.type('What they saved')
  await theirs.keyboard.press('Control+Enter')
  await expect(theirs.getByTestId('note-panel').locator('p.note')).toHaveText('What they saved')

  await mine.page.keyboard.press('Control+Enter')
  mine.line.release()
  const alert = mine.page.getByTestId('changed-meanwhile')
  await expect(alert).toContainText(/“start” changed this reservation meanwhile, .+: Note changed\./)
  await expect(alert).toContainText('The note is now: “What they saved”')
  const note = mine.page.getByTestId('note-panel').getByRole('textbox')
  await expect(note).toHaveValue('What I typed')
  await expect(theirs.getByTestId('note-panel').locator('p.note')).toHaveText('What they saved')

  await alert.getByRole('button', { name: 'Look again' }).click()
  await expect(alert).toHaveCount(0)
  await note.fill('What they saved, and what I typed')
  await mine.page.keyboard.press('Control+Enter')
  await expect(theirs.getByTestId('note-panel').locator('p.note')).toHaveText(
    'What they saved, and what I typed',
  )

  await expect(note).toHaveCount(0)
  await mine.page.keyboard.press('e')
  const departure = mine.page.getByRole('dialog', { name: /Change the stay/ }).getByLabel('Departure')
  await departure.fill(addDays(date, 2))
  mine.line.hold()
  await theirs.keyboard.press('e')
  await theirs
    .getByRole('dialog', { name: /Change the stay/ })
    .getByLabel('Departure')
    .fill(addDays(date, 4))
  await expect(theirs.getByRole('button', { name: /^Change, / })).toHaveAttribute('aria-disabled', 'false')
  await theirs.keyboard.press('Enter')
  await expect(theirs.locator('.stay-card')).toContainText('4 nights')
  mine.line.release()
  await expect(mine.page.getByTestId('changed-meanwhile')).toContainText(/“start” changed .+ → /)
  await mine.page.keyboard.press('Enter')
  await expect(departure, 'what was typed is kept').toHaveValue(addDays(date, 2))
  await expect(theirs.locator('.stay-card'), 'and not done').toContainText('4 nights')
  await mine.page.getByTestId('changed-meanwhile').getByRole('button', { name: 'Look again' }).click()
  await expect(mine.page.getByTestId('changed-meanwhile')).toHaveCount(0)
  await departure.press('Enter')
  await expect(theirs.locator('.stay-card')).toContainText('2 nights')
})
