/** What the rates grid shows of its cells: what lies behind the prices, where they come from, what restricts them, what follows. */
import { addDays } from '../../shared/dates.ts'
import { derivedPrice } from '../../shared/rates/moves.ts'
import { expect, test } from './desk-fixture.ts'
import { cell, commit, openRates, paint, shown, unpaint } from './on-rates.ts'
import { type RateRow, ratesOutside } from './rates-outside.ts'

const DOUBLE: RateRow = { plan: 'FLEX', type: 'DBL' }
const DOUBLE_NRF: RateRow = { plan: 'NRF', type: 'DBL' }
const TWIN: RateRow = { plan: 'FLEX', type: 'TWN' }

interface GridAnswer {
  roomTypes: { roomTypeId: string; pickUp: number[]; left: number[]; total: number[] }[]
}

test('H changes what lies behind the prices: occupancy, pick-up, nothing; the numbers stand beside what is left', async ({
  desk,
}) => {
  const page = await openRates(desk)
  const [from, to] = [desk.outside.day(1), desk.outside.day(11)]
  const { roomTypes } = (await desk.outside.ask(`/rates/grid?from=${from}&to=${to}`)) as GridAnswer
  const { id } = desk.outside.roomType('DBL')
  const { pickUp } = roomTypes.find(({ roomTypeId }) => roomTypeId === id)!
  const gained = pickUp.findIndex((rooms) => rooms > 0)
  expect(gained, 'the demo hotel sells').toBeGreaterThanOrEqual(0)
  const night = addDays(from, gained)
  const legend = page.getByTestId('rates-heat')
  await expect(legend).toContainText('Occupancy')
  await expect(cell(page, DOUBLE, night)).toHaveClass(/heat-[1-5]/)

  await page.keyboard.press('h')
  await expect(legend).toContainText('Rooms sold in 7 days, less those cancelled')
  await expect(page.getByRole('radio', { name: 'Pick-up' })).toBeChecked()
  await expect(cell(page, DOUBLE, night)).toHaveClass(/heat-gained-[1-4]/)
  const line = page.locator('.rates-row.is-group').nth(1)
  await expect(line).toContainText(`+${pickUp[gained]}`)
  await cell(page, DOUBLE, night).hover()
  await expect(cell(page, DOUBLE, night)).toHaveAttribute(
    'title',
    new RegExp(`\\+${pickUp[gained]} in 7 days`),
  )

  await page.keyboard.press('h')
  await expect(legend).toHaveCount(0)
  await expect(cell(page, DOUBLE, night)).not.toHaveClass(/heat/)
  await page.keyboard.press('h')
  await expect(legend).toContainText('Occupancy')
})

test('a cell shows where its price comes from, and says it to whoever does not see it', async ({ desk }) => {
  const rates = ratesOutside(desk)
  const [byHand, untouched] = [desk.outside.day(22), desk.outside.day(23)]
  await rates.change(DOUBLE, byHand, addDays(byHand, 1), { kind: 'add', amountMinor: 700 })
  await rates.change(DOUBLE, untouched, addDays(untouched, 1), { kind: 'asLayers' })
  await rates.change(DOUBLE_NRF, byHand, addDays(untouched, 1), { kind: 'asLayers' })
  const page = await openRates(desk)
  await page.getByLabel('First day shown').fill(byHand)
  await expect(cell(page, DOUBLE, byHand)).toHaveClass(/from-typed/)
  await expect(cell(page, DOUBLE, untouched)).toHaveClass(/from-(season|base)/)
  await expect(cell(page, DOUBLE_NRF, byHand)).toHaveClass(/from-derived/)
  const marks = page.getByRole('list', { name: 'Marks' })
  for (const words of ['base price', 'season', 'follows', 'by hand', 'recommended'])
    await expect(marks).toContainText(words)
  await cell(page, DOUBLE, byHand).click()
  await expect(cell(page, DOUBLE, byHand)).toContainText(
    /Flexible, Double.*, set by hand.*left, .* in 7 days\./,
  )
  await rates.change(DOUBLE, byHand, addDays(byHand, 1), { kind: 'asLayers' })
  await expect(cell(page, DOUBLE, byHand)).not.toHaveClass(/from-typed/)
})

test('while an amount is typed the plans that follow show what they will cost, and the ledger then says the same', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(16), desk.outside.day(18)]
  for (const row of [DOUBLE, DOUBLE_NRF]) await rates.change(row, from, to, { kind: 'asLayers' })
  const [first, second] = (await rates.prices(DOUBLE, from, to)) as [number, number]
  const [followed] = (await rates.prices(DOUBLE_NRF, from, to)) as [number]
  const { parent } = desk.outside.hotel.ratePlans.find(({ code }) => code === 'NRF')!
  const page = await openRates(desk)
  await paint(page, desk, DOUBLE, from, 2)
  await page.keyboard.type('+20')
  const coming = derivedPrice(
    { prices: [first + 2_000], children: [], extraBedMinor: null },
    parent!.derivation,
  ).prices[0]!
  const follower = cell(page, DOUBLE_NRF, from)
  await expect(follower).toHaveText(`${shown(followed)}${shown(coming)}`)
  await expect(follower).toHaveClass(/is-following/)
  await expect(cell(page, DOUBLE_NRF, to), 'beyond what is painted').not.toHaveClass(/is-following/)
  await expect(page.getByTestId('rates-following')).toHaveText(/^\d+ more follow$/)
  const [editor, there] = [page.getByRole('form', { name: 'Change the painted cells' }), follower]
  const [over, under] = [await editor.boundingBox(), await there.boundingBox()]
  expect(
    over!.y >= under!.y + under!.height ||
      over!.y + over!.height <= under!.y ||
      over!.x >= under!.x + under!.width ||
      over!.x + over!.width <= under!.x,
    'the editor does not lie over it',
  ).toBe(true)

  await page.keyboard.press('Enter')
  await commit(page)
  await expect(page.getByTestId('notice')).toContainText('prices changed')
  expect(await rates.prices(DOUBLE, from, to)).toEqual([first + 2_000, second + 2_000])
  expect((await rates.prices(DOUBLE_NRF, from, to))[0]).toBe(coming)
  await expect(page.getByRole('grid', { name: 'Rates grid' }), 'the keys go on').toBeFocused()
  await page.keyboard.press('Control+z')
  await expect.poll(() => rates.prices(DOUBLE, from, to)).toEqual([first, second])
})

test('days in advance and the longest stay by arrival are set by hand, marked, and taken away again', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(25), desk.outside.day(27)]
  const before = await rates.days(TWIN, from, to)
  const page = await openRates(desk)
  await paint(page, desk, TWIN, from, 2)
  await page.keyboard.press('r')
  const field = (name: string) => page.getByLabel(name)
  await expect(field('Least nights, arriving')).toBeFocused()
  for (let step = 0; step < 2; step++) await page.keyboard.press('Tab')
  await expect(field('Least days in advance')).toBeFocused()
  await page.keyboard.type('9')
  await page.keyboard.press('Tab')
  await expect(field('Most nights, arriving')).toBeFocused()
  await page.keyboard.type('7')
  for (let step = 0; step < 2; step++) await page.keyboard.press('Tab')
  await expect(field('Most days in advance')).toBeFocused()
  await page.keyboard.type('8')
  await expect(page.getByTestId('rates-issue')).toHaveText(
    'The most days in advance are fewer than the least: nobody could book.',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview')).toHaveCount(0)
  await page.keyboard.type('0')
  await expect(page.getByTestId('rates-issue')).toHaveCount(0)
  await expect(cell(page, TWIN, from).locator('.rate-advance')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview')).toContainText(
    'at most 7 nights, booked at least 9 days before, booked at most 80 days before',
  )
  await commit(page)
  await expect(page.getByTestId('notice')).toContainText('Restrictions of')
  expect(await rates.days(TWIN, from, to)).toEqual(
    before.map((day) => ({
      ...day,
      restrictions: { ...day.restrictions, maxLosArrival: 7, minAdvanceDays: 9, maxAdvanceDays: 80 },
    })),
  )
  await expect(cell(page, TWIN, from)).toContainText('≤7')
  await expect(cell(page, TWIN, from).locator('.rate-advance')).toHaveCount(1)

  await unpaint(page)
  await paint(page, desk, TWIN, from, 2)
  await page.keyboard.press('r')
  await expect(field('Most nights, arriving')).toHaveValue('7')
  await expect(field('Least days in advance')).toHaveValue('9')
  for (const name of ['Least days in advance', 'Most nights, arriving', 'Most days in advance'])
    await field(name).fill('')
  await page.keyboard.press('Enter')
  await commit(page)
  await expect.poll(() => rates.days(TWIN, from, to)).toEqual(before)
  await expect(cell(page, TWIN, from).locator('.rate-advance')).toHaveCount(0)
})
