/** The seasons view by keyboard beyond a simple season: prices of every guest, a rule's scope, a night's words, a copied year. */
import type { Page } from '@playwright/test'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { type Answer, type OutputOf, restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { ratesOutside } from './rates-outside.ts'

const FAMILY = { plan: 'FLEX', type: 'FAM' } as const
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

async function openSeasons(desk: RunningDesk) {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('s')
  await expect(page.getByTestId('season-picture')).toBeVisible()
  return page
}

/** The bars of the picture have the same names. */
const layersIn = (page: Page) => page.getByRole('region', { name: 'Seasons, events, rules' })

const applied = (desk: RunningDesk, change: object, key: string) =>
  restCaller(desk.url, desk.token).call('seasons.apply', {
    idempotencyKey: `${key}-${desk.outside.hotel.businessDate}`,
    change,
  } as never) as Promise<Answer<OutputOf<'seasons.apply'>>>

test('a season has prices for every number of adults, ages of children and an extra bed, typed like a spreadsheet', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, last] = [desk.outside.day(300), desk.outside.day(301)]
  const page = await openSeasons(desk)
  await page.keyboard.press('n')
  const form = page.getByRole('form', { name: 'Season' })
  await page.keyboard.type('Regatta')
  await form.getByLabel('Precedence').fill('88')
  await form.getByLabel('First night').fill(from)
  await form.getByLabel('Last night').fill(last)
  const cell = (column: string) => form.getByRole('textbox', { name: `Family room, ${column}`, exact: true })

  await cell('4 adults').fill('+35')
  await expect(form.getByRole('alert')).toContainText('Give the marked occupancy a price first')
  await expect(cell('3 adults')).toHaveAttribute('aria-invalid', 'true')
  await cell('4 adults').press('Home')
  await page.keyboard.press('ArrowLeft')
  await expect(cell('3 adults')).toBeFocused()
  await page.keyboard.type('200')
  await expect(form.getByRole('alert')).toHaveCount(0)
  // What is left empty follows the base price's distances of 24 for each adult, and is shown.
  await expect(cell('2 adults')).toHaveAttribute('placeholder', '176')
  await expect(cell('5 adults')).toHaveAttribute('placeholder', '248')
  await page.keyboard.press('ArrowUp')
  await expect(form.getByRole('textbox', { name: 'Twin, garden, 3 adults' })).toBeFocused()
  // Over the places that the double does not have.
  await page.keyboard.press('ArrowUp')
  await expect(form.getByRole('textbox', { name: 'Twin, garden, 3 adults' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(cell('3 adults')).toBeFocused()
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  await expect(cell('extra bed')).toBeFocused()
  await page.keyboard.type('30')
  await cell('Child 3–11').fill('12')

  await page.keyboard.press('Enter')
  await expect(page.getByTestId('season-prices')).toBeVisible()
  const beyond = page.getByLabel('These prices are meant')
  if (await beyond.isVisible()) await beyond.press('Space')
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Saved')

  const { seasons } = (await desk.outside.ask('/seasons')) as {
    seasons: { name: string; prices: { roomTypeId: string; price: object }[] }[]
  }
  expect(seasons.find(({ name }) => name === 'Regatta')?.prices).toEqual([
    {
      ratePlanId: desk.outside.hotel.ratePlans.find(({ code }) => code === 'FLEX')!.id,
      roomTypeId: desk.outside.roomType('FAM').id,
      price: {
        kind: 'fixed',
        prices: [15_200, 17_600, 20_000, 23_500, 24_800],
        children: [0, 1_200],
        extraBedMinor: 3_000,
      },
    },
  ])
  const [three, four] = await Promise.all([
    rates.prices(FAMILY, from, addDays(from, 1), 3),
    rates.prices(FAMILY, from, addDays(from, 1), 4),
  ])
  expect(four[0]! - three[0]!).toBeGreaterThan(2_400)

  // The form shows again what was typed, and only that.
  await layersIn(page)
    .getByRole('button', { name: /Regatta/ })
    .press('Enter')
  await expect(cell('4 adults')).toHaveValue('235')
  await expect(cell('2 adults')).toHaveValue('')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('notice').last()).toContainText('is undone')
})

test('a restriction is for chosen plans and room types, and the list says for which', async ({ desk }) => {
  const rates = ratesOutside(desk)
  const from = desk.outside.day(310)
  const page = await openSeasons(desk)
  await page.keyboard.press('r')
  const form = page.getByRole('form', { name: 'Restriction' })
  await form.getByLabel('Name').fill('Families stay longer')
  await form.getByLabel('First night').fill(from)
  await form.getByLabel('Last night').fill(from)
  for (const [label, option] of [
    ['For rate plans', 'Flexible'],
    ['For room types', 'Family room'],
  ] as const) {
    await form.getByRole('combobox', { name: label }).focus()
    await page.keyboard.type(option)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  }
  // Escape closes a choice that is open, and not the form.
  await form.getByRole('combobox', { name: 'For room types' }).press('ArrowDown')
  await page.keyboard.press('Escape')
  await form.getByLabel('Least nights').fill('4')
  await form.getByLabel('Least nights').press('Enter')
  await expect(page.getByTestId('season-prices')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Saved')
  const row = layersIn(page).getByRole('button', { name: /Families stay longer/ })
  await expect(row).toContainText('at least 4 nights')
  await expect(row).toContainText('Flexible; Family room')

  const least = async (type: string) =>
    (await rates.days({ plan: 'FLEX', type }, from, addDays(from, 1)))[0]?.restrictions.minLosThrough ?? 1
  expect(await least('FAM')).toBe(4)
  expect(await least('DBL')).toBeLessThan(4)
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('notice').last()).toContainText('is undone')
  expect(await least('FAM')).toBeLessThan(4)
})

test('a night of the year says its season, what that beats, its events and rules, how full it is and what it costs', async ({
  desk,
}) => {
  const year = Number(desk.outside.hotel.businessDate.slice(0, 4)) + 1
  const page = await openSeasons(desk)
  await page.getByRole('radio', { name: String(year) }).press('Space')
  const night = page.getByRole('slider', { name: 'Night of the year' })
  await night.focus()
  await page.keyboard.press('End')
  const card = page.getByTestId('season-card')
  await expect(card).toContainText(`31 Dec ${year}`)
  await expect(card).toContainText('40 New Year')
  await expect(card.locator('.is-beaten')).toHaveText('20 Advent')
  await expect(card).toContainText('New Year: at least 2 nights')
  await expect(card).toContainText(/of the rooms booked/)
  await expect(night).toHaveAttribute('aria-valuetext', /31 Dec \d{4}, [\d.]+, New Year/)
  await page.keyboard.press('ArrowLeft')
  await expect(card).toContainText('20 Advent')
  await expect(card.locator('.is-beaten')).toHaveCount(0)
  await night.blur()
  await expect(card).toHaveCount(0)
  // The pointer says the same of the night that it is over, without choosing it.
  await night.hover({ position: { x: 5, y: 20 } })
  await expect(card).toContainText(/[1-5] Jan/)
  await expect(night).toHaveAttribute('aria-valuetext', /30 Dec/)
})

test('a year is copied to the next as one change: its list, what it does, and one undo', async ({ desk }) => {
  const year = Number(desk.outside.hotel.businessDate.slice(0, 4)) + 1
  const from = `${year}-10-10` as IsoDate
  const product = {
    ratePlanId: desk.outside.hotel.ratePlans.find(({ code }) => code === 'FLEX')!.id,
    roomTypeId: desk.outside.roomType('DBL').id,
  }
  const when = { from, to: addDays(from, 3), repeats: 'never', weekdays: EVERY_DAY }
  const season = {
    kind: 'season',
    name: 'Jazz days',
    precedence: 77,
    colour: 3,
    ...when,
    prices: [{ ...product, price: { kind: 'percent', percent: 12 } }],
    restrictions: [],
  }
  const seasonAdded = await applied(desk, season, 'copied-season')
  const eventAdded = await applied(
    desk,
    { kind: 'adjustment', type: 'event', name: 'Jazz night', change: null, ...when },
    'copied-event',
  )
  const layers = async () =>
    (await desk.outside.ask('/seasons')) as Record<
      'seasons' | 'adjustments',
      { name: string; from: string }[]
    >
  const page = await openSeasons(desk)
  await page.getByRole('radio', { name: String(year) }).press('Space')
  await page.locator('body').press('y')
  const copy = page.getByTestId('season-copy')
  await expect(copy.getByRole('row', { name: /Jazz days/ })).toContainText(`10 Oct – 12 Oct ${year + 1}`)
  await expect(copy).toContainText(/Comes back by itself each year: .*Summer/)
  await page.keyboard.press('ArrowRight')
  await expect(copy.getByRole('row', { name: /Jazz days/ })).not.toContainText(`10 Oct – 12 Oct ${year + 1}`)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('season-effect')).toContainText('Prices that change')
  const before = await layers()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('Saved')
  const after = await layers()
  expect(after.seasons.filter(({ name }) => name === 'Jazz days').map((each) => each.from)).toEqual([
    from,
    addDays(from, 364),
  ])
  expect(after.adjustments.filter(({ name }) => name === 'Jazz night')).toHaveLength(2)

  // Asked once more, there is nothing left of it to copy.
  await page.locator('body').press('y')
  await expect(copy).toContainText(/has it already: .*Jazz days/)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('notice').last()).toContainText('is undone')
  const undone = await layers()
  expect([undone.seasons, undone.adjustments]).toEqual([before.seasons, before.adjustments])
  // The desk is others', too.
  for (const [layer, added] of [
    ['season', seasonAdded],
    ['adjustment', eventAdded],
  ] as const) {
    if (added.kind !== 'done') throw new Error(JSON.stringify(added))
    await applied(desk, { kind: 'remove', layer, id: added.output.id }, `copied-${layer}-removed`)
  }
})
