/** Ranges of rates that are copied, what a preview compares with, and past changes that are looked through and undone. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import { cell, commit, openRates, paint, shown, unpaint } from './on-rates.ts'
import { type RateRow, ratesOutside } from './rates-outside.ts'

const FAMILY: RateRow = { plan: 'FLEX', type: 'FAM' }
const FAMILY_NRF: RateRow = { plan: 'NRF', type: 'FAM' }
const SUITE: RateRow = { plan: 'FLEX', type: 'STE' }
const SUITE_NRF: RateRow = { plan: 'NRF', type: 'STE' }

test('what = copies is named: nights back, ahead, or the day that it begins at; what it takes is said in days', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to, source] = [desk.outside.day(40), desk.outside.day(42), desk.outside.day(33)]
  for (const row of [FAMILY, FAMILY_NRF]) await rates.change(row, source, to, { kind: 'asLayers' })
  await rates.change(FAMILY, source, addDays(source, 1), { kind: 'set', amountMinor: 31_100, adults: 2 })
  await rates.change(FAMILY, addDays(source, 1), addDays(source, 2), {
    kind: 'set',
    amountMinor: 32_200,
    adults: 2,
  })
  const before = await rates.prices(FAMILY, from, to)
  const page = await openRates(desk)
  await paint(page, desk, FAMILY, from, 2)
  const field = page.getByLabel('New price')
  const editor = page.getByRole('form', { name: 'Change the painted cells' })
  await page.keyboard.type('=')
  await expect(editor).toContainText('the night 364 days before')
  await expect(editor).toContainText('= last year’s weekday')
  await page.keyboard.type('-7')
  await expect(editor).toContainText('the night 7 days before')
  await field.fill('=never')
  await expect(page.getByTestId('rates-issue')).toContainText('Name what to copy')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview')).toHaveCount(0)
  await field.fill(`=${source}`)
  await expect(editor).toContainText('the night 7 days before')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId(`preview-${from}`).first()).toContainText('→ 311')
  await expect(page.getByTestId(`preview-${addDays(from, 1)}`).first()).toContainText('→ 322')
  expect(await rates.prices(FAMILY, from, to), 'a preview changes nothing').toEqual(before)
  await commit(page)
  await expect.poll(() => rates.prices(FAMILY, from, to)).toEqual([31_100, 32_200])

  // Ahead: the nights a week before get what these have.
  await unpaint(page)
  await paint(page, desk, FAMILY, source, 1)
  await page.keyboard.type('=+8')
  await expect(editor).toContainText('the night 8 days after')
  await page.keyboard.press('Enter')
  await commit(page)
  await expect.poll(() => rates.prices(FAMILY, source, addDays(source, 1))).toEqual([32_200])
  await rates.change(FAMILY, source, to, { kind: 'asLayers' })
})

test('painted prices are copied and pasted: from one cell on as they were, over a longer range again and again', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const day = (after: number): IsoDate => desk.outside.day(after)
  for (const row of [SUITE, SUITE_NRF]) await rates.change(row, day(44), day(58), { kind: 'asLayers' })
  const set = (at: number, amountMinor: number) =>
    rates.change(SUITE, day(at), day(at + 1), { kind: 'set', amountMinor, adults: 2 })
  await set(44, 41_100)
  await set(45, 42_200)
  const page = await openRates(desk)
  await paint(page, desk, SUITE, day(44), 2, 2)
  await page.keyboard.press('Control+c')
  await expect(page.getByTestId('rates-copied')).toContainText('4 prices copied')
  await unpaint(page)

  await paint(page, desk, SUITE, day(47), 1)
  await page.keyboard.press('Control+v')
  const title = page.getByTestId('rates-preview-title')
  await expect(title).toContainText('4 prices change')
  await expect(page.getByTestId('rates-preview')).toContainText('Pasted prices on Flexible')
  await expect(page.getByTestId(`preview-${day(47)}`).first()).toContainText('→ 411')
  await expect(page.getByTestId(`preview-${day(48)}`).first()).toContainText('→ 422')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await expect(page.getByTestId('rates-painted'), 'where it would land').toContainText('4 cells in 1 block')
  await page.keyboard.press('Control+v')
  await commit(page)
  await expect.poll(() => rates.prices(SUITE, day(47), day(49))).toEqual([41_100, 42_200])
  const nrf = await rates.prices(SUITE_NRF, day(44), day(46))
  expect(await rates.prices(SUITE_NRF, day(47), day(49)), 'it follows').toEqual(nrf)
  await expect(cell(page, SUITE_NRF, day(47))).toHaveClass(/from-derived/)

  await unpaint(page)
  await paint(page, desk, SUITE, day(51), 5)
  await page.keyboard.press('Control+v')
  await commit(page)
  await expect
    .poll(() => rates.prices(SUITE, day(51), day(56)))
    .toEqual([41_100, 42_200, 41_100, 42_200, 41_100])
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await rates.prices(SUITE, day(51), day(52)))[0]).not.toBe(41_100)
  await rates.change(SUITE, day(44), day(58), { kind: 'asLayers' })
})

test('the preview compares with the same weekday a year ago, and with how the nights sell now', async ({
  desk,
}) => {
  const [from, to] = [desk.outside.day(9), desk.outside.day(11)]
  const { id } = desk.outside.roomType('FAM')
  const { days } = (await desk.outside.ask(`/rates/comparison?roomTypeId=${id}&from=${from}&to=${to}`)) as {
    days: {
      paidLastYearMinor: number | null
      occupancyLastYearPercent: number | null
      occupancyPercent: number
      pickUp: number
    }[]
  }
  const page = await openRates(desk)
  await paint(page, desk, FAMILY, from, 2)
  await page.keyboard.type('+10')
  await page.keyboard.press('Enter')
  const gained = (rooms: number) => (rooms > 0 ? `+${rooms}` : String(rooms).replace('-', '−'))
  await expect(page.getByTestId('compared-last-year').locator('td')).toHaveText(
    days.map(({ paidLastYearMinor, occupancyLastYearPercent }) => {
      const paid = paidLastYearMinor === null ? '–' : shown(Math.round(paidLastYearMinor / 100) * 100)
      return `${paid} · ${occupancyLastYearPercent === null ? '–' : `${occupancyLastYearPercent}%`}`
    }),
  )
  await expect(page.getByTestId('compared-now').locator('td')).toHaveText(
    days.map(({ occupancyPercent, pickUp }) => `${occupancyPercent}% · ${gained(pickUp)}`),
  )
  expect(
    days.some(({ paidLastYearMinor }) => paidLastYearMinor !== null),
    'the demo hotel has a past',
  ).toBe(true)
})

test('past changes are listed with who, when and what; one is undone by key, and one that no longer stands says why', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(60), desk.outside.day(62)]
  const before = (await rates.prices(FAMILY, from, to)) as [number, number]
  const earlier = await rates.change(FAMILY, from, to, { kind: 'add', amountMinor: 1_000 })
  const later = await rates.change(FAMILY, from, addDays(from, 1), { kind: 'add', amountMinor: 500 })
  if (earlier.kind !== 'done' || later.kind !== 'done') throw new Error('a colleague could not change rates')
  const page = await openRates(desk)
  await page.keyboard.press('j')
  const list = page.getByTestId('rate-changes')
  const row = (seq: number) => page.getByTestId(`rate-change-${seq}`)
  await expect(row(later.output.seq)).toContainText('+5.00 on Flexible · Family room')
  await expect(row(later.output.seq)).toHaveAttribute('aria-selected', 'true')
  await expect(row(earlier.output.seq)).toContainText('+10.00 on Flexible · Family room')
  await expect(row(earlier.output.seq)).toContainText('Program')

  await page.keyboard.press('ArrowDown')
  await expect(row(earlier.output.seq)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('u')
  await expect(list.getByText(`Change ${earlier.output.seq} was not undone:`)).toBeVisible()
  await expect(list.getByTestId('failure')).toContainText('was changed meanwhile')
  expect(await rates.prices(FAMILY, from, to)).toEqual([before[0] + 1_500, before[1] + 1_000])

  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('u')
  await expect(row(later.output.seq)).toContainText('undone by')
  await expect(list.getByTestId('failure'), 'said of the other one').toHaveCount(0)
  expect(await rates.prices(FAMILY, from, to)).toEqual([before[0] + 1_000, before[1] + 1_000])
  await expect(row(later.output.seq), 'the choice stays on it').toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('u')
  await expect.poll(() => rates.prices(FAMILY, from, to)).toEqual(before)
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
})
