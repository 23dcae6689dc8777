/** Seasons by keyboard: what saving will do is said before, the grid and the channel have it after, and undo takes it back. */
import { addDays } from '../../shared/dates.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { ratesOutside } from './rates-outside.ts'

const DOUBLE = { plan: 'FLEX', type: 'DBL' } as const

async function openSeasons(desk: RunningDesk) {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByTestId('season-picture')).toBeVisible()
  return page
}

test('a season in four actions: its name and dates, its price, what it does, save; undo takes it back everywhere', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, last] = [desk.outside.day(210), desk.outside.day(216)]
  const before = await rates.prices(DOUBLE, from, addDays(last, 2))
  const page = await openSeasons(desk)

  await page.keyboard.press('n')
  const form = page.getByRole('form', { name: 'Season' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Harbour days')
  await form.getByLabel('First night').fill(from)
  await form.getByLabel('Last night').fill(last)
  await form.getByRole('textbox', { name: 'Double, courtyard, 2 adults' }).fill('199')
  await form.getByRole('textbox', { name: 'Double, courtyard, 2 adults' }).press('Enter')
  await expect(page.getByTestId('season-effect')).toContainText('Booking.com (sandbox)')
  // Seven nights of the plan and of those that follow it, this year and the next.
  const nights = 2 * 7 * (await rates.familySize(DOUBLE.plan))
  await expect(page.getByTestId('season-prices')).toHaveText(String(nights))
  expect(await rates.prices(DOUBLE, from, addDays(last, 2)), 'nothing is changed before').toEqual(before)

  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText(`Saved: ${nights} nights changed`)
  const after = await rates.prices(DOUBLE, from, addDays(last, 2))
  expect(after.at(-1), 'the night after it').toBe(before.at(-1))
  expect(after[0]).not.toBe(before[0])
  await expect.poll(() => rates.shownPrice(DOUBLE, from)).toBe(after[0])
  await expect(page.getByRole('button', { name: /Harbour days/ }).first()).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('notice').last()).toContainText('is undone')
  expect(await rates.prices(DOUBLE, from, addDays(last, 2))).toEqual(before)
  await expect.poll(() => rates.shownPrice(DOUBLE, from)).toBe(before[0])
})

test('two seasons of one precedence on one night are refused, with the two ways out', async ({ desk }) => {
  const page = await openSeasons(desk)
  await page.keyboard.press('n')
  const form = page.getByRole('form', { name: 'Season' })
  await page.keyboard.type('Second summer')
  await form
    .getByLabel('First night')
    .fill(`${Number(desk.outside.hotel.businessDate.slice(0, 4)) + 1}-07-10`)
  await form.getByLabel('Last night').fill(`${Number(desk.outside.hotel.businessDate.slice(0, 4)) + 1}-07-12`)
  await form.getByLabel('Precedence').fill('20')
  await form.getByLabel('Precedence').press('Enter')
  const effect = page.getByTestId('season-effect')
  await expect(effect.getByRole('alert')).toContainText('Summer has the same precedence 20')
  await expect(effect.getByRole('button', { name: 'Save' })).toBeDisabled()
  await effect.getByRole('button', { name: 'Put this one above' }).press('Enter')
  await expect(page.getByTestId('season-prices')).toHaveText('0')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
})
