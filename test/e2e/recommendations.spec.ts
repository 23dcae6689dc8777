/** Recommended prices by keyboard: accepted, edited, ignored and undone; the past replayed; autopilot's limits. */
import type { Page } from '@playwright/test'
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { dayText } from '../../renderer/formats.ts'
import { addDays, type IsoDate, isoDate } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { DemoDesk } from './desk-process.ts'
import { ratesOutside } from './rates-outside.ts'

type Found = Answers['pricing']['recommendations']
type Row = Found['rows'][number]
type Settings = Answers['pricing']['settings']

const DBL = { plan: 'FLEX', type: 'DBL' } as const
let saves = 0

async function openRecommendations(desk: RunningDesk): Promise<Page> {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Recommendations' })).toBeVisible()
  return page
}

function outsideOf(desk: RunningDesk) {
  const { outside } = desk
  const from = outside.hotel.businessDate
  const doubles = outside.roomType('DBL').id
  return {
    /** What is recommended for doubles in the next 30 nights. */
    async doubles(): Promise<Row[]> {
      const path = `/pricing/recommendations?from=${from}&to=${addDays(from, 30)}`
      const { rows } = (await outside.ask(path)) as Found
      return rows.filter(({ roomTypeId }) => roomTypeId === doubles)
    },
    settings: async () => (await outside.ask('/pricing/settings')) as Settings,
    async saveSettings(settings: Partial<Settings>): Promise<void> {
      const answer = await restCaller(desk.url, desk.token).call('pricing.saveSettings', {
        ...settings,
        idempotencyKey: `recommendations-${++saves}-${from}`,
      })
      expect(answer.kind).toBe('done')
    },
  }
}

/** The room type and its night: rows come and go while the channel sells. */
const rowOf = (page: Page, date: IsoDate) =>
  page
    .getByRole('row')
    .filter({ hasText: dayText(date) })
    .filter({ hasText: 'Double, courtyard' })

async function goTo(page: Page, date: IsoDate): Promise<void> {
  await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
  for (let steps = 0; steps < 200; steps++) {
    if ((await rowOf(page, date).getAttribute('aria-selected')) === 'true') return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no recommendation for ${date}`)
}

/** A night some weeks ahead that the channel hardly sells while the test runs. */
async function someNight(desk: RunningDesk, after: number): Promise<Row> {
  const found = (await outsideOf(desk).doubles()).find(
    ({ daysOut, state }) => daysOut >= after && state === 'open',
  )
  if (found === undefined) throw new Error('nothing is recommended for doubles')
  return found
}

test('a recommendation is explained by steps that add up, Enter takes it, and Ctrl+Z gives it back', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const { date, recommendedMinor, currentMinor } = await someNight(desk, 12)
  const price = async () => (await rates.prices(DBL, date, addDays(date, 1)))[0]
  const page = await openRecommendations(desk)
  await goTo(page, date)
  await expect(page.getByTestId('recommend-prices')).toContainText(`${recommendedMinor / 100}`)
  const waterfall = page.getByTestId('recommend-waterfall')
  await expect(waterfall).toContainText('Median paid')
  await expect(waterfall.getByRole('row').last()).toContainText(`Recommended`)
  await expect(waterfall.getByRole('row').last()).toContainText(`${recommendedMinor / 100}`)
  await expect(page.getByTestId('recommend-curve').getByRole('img')).toHaveAttribute(
    'aria-label',
    /Rooms sold by days before the night\. 90 days before: .*18 rooms/,
  )
  await expect(page.getByTestId('recommend-options').getByRole('row').filter({ hasText: 'now' })).toHaveCount(
    1,
  )

  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('1 price is set as recommended.')
  await expect(rowOf(page, date)).toHaveCount(0)
  expect(await price()).toBe(recommendedMinor)
  await page.keyboard.press('Control+z')
  await expect(rowOf(page, date)).toHaveCount(1)
  expect(await price()).toBe(currentMinor)
  await expect(
    page.getByTestId('notice').filter({ hasText: 'set as' }),
    'it offers nothing twice',
  ).toHaveCount(0)
})

test('another price is typed; above the ceiling it is asked about, and C puts it there', async ({ desk }) => {
  const rates = ratesOutside(desk)
  const { date, currentMinor, recommendedMinor } = await someNight(desk, 14)
  const price = async () => (await rates.prices(DBL, date, addDays(date, 1)))[0]
  const { bounds } = await outsideOf(desk).settings()
  const { ceilingMinor } = bounds.find(({ roomTypeId }) => roomTypeId === desk.outside.roomType('DBL').id)!
  const page = await openRecommendations(desk)
  await goTo(page, date)
  await page.keyboard.press('e')
  const field = page.getByLabel('Price for 2 adults, EUR')
  await expect(field).toBeFocused()
  await page.keyboard.type('x')
  await expect(page.getByText('Type the price of the night, such as 184 or 184.50.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(page.getByTestId('recommend-prices')).toContainText(`${recommendedMinor / 100}`)

  await page.keyboard.press('e')
  await page.keyboard.type('999')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-checks')).toContainText(
    `999 is above the ceiling of ${ceilingMinor! / 100}`,
  )
  await page.keyboard.press('Enter')
  expect(await price(), 'nothing is done before it is decided').toBe(currentMinor)
  await page.keyboard.press('c')
  await expect(page.getByRole('dialog'), 'C is not the charge here').toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toBeVisible()
  expect(await price()).toBe(ceilingMinor)
  await page.keyboard.press('u')
  await expect.poll(price).toBe(currentMinor)
})

test('what is ignored is out of sight, comes back when it is asked for, and can be taken up again', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const { date, currentMinor, recommendedMinor } = await someNight(desk, 16)
  const price = async () => (await rates.prices(DBL, date, addDays(date, 1)))[0]
  const page = await openRecommendations(desk)
  await goTo(page, date)
  await page.keyboard.press('x')
  await expect(page.getByTestId('notice')).toContainText('1 recommendation is ignored.')
  await expect(rowOf(page, date)).toHaveCount(0)
  expect(await price()).toBe(currentMinor)
  await page.keyboard.press('i')
  await expect(rowOf(page, date)).toContainText('ignored')
  await goTo(page, date)
  await expect(page.getByTestId('recommend-decided')).toContainText('Ignored')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').filter({ hasText: 'set as recommended' })).toBeVisible()
  expect(await price()).toBe(recommendedMinor)
  await page.keyboard.press('Control+z')
  await expect(rowOf(page, date), 'one step back').toContainText('ignored')
  expect(await price()).toBe(currentMinor)
  await page.keyboard.press('Control+z')
  await expect(rowOf(page, date), 'two steps back').not.toContainText('ignored')
})

test('Ctrl+Z twice at once takes two steps back: the second does not wait for the answer to the first', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const { date, currentMinor } = await someNight(desk, 18)
  const page = await openRecommendations(desk)
  await goTo(page, date)
  await page.keyboard.press('x')
  await expect(rowOf(page, date)).toHaveCount(0)
  await page.keyboard.press('i')
  await expect(rowOf(page, date)).toContainText('ignored')
  await goTo(page, date)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').filter({ hasText: 'set as recommended' })).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('notice').filter({ hasText: 'The change is undone' })).toHaveCount(2)
  await expect(rowOf(page, date)).not.toContainText('ignored')
  expect((await rates.prices(DBL, date, addDays(date, 1)))[0]).toBe(currentMinor)
})

test('a range is selected with Shift, its effect is one line, and all of it is one step back', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const { date, currentMinor } = await someNight(desk, 18)
  const price = async () => (await rates.prices(DBL, date, addDays(date, 1)))[0]
  const page = await openRecommendations(desk)
  await goTo(page, date)
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByTestId('recommend-all')).toContainText('Accept 4 selected')
  await page.keyboard.press('Space')
  await expect(page.getByTestId('recommend-all')).toContainText('Accept 3 selected')
  await page.keyboard.press('a')
  const effect = page.getByTestId('recommend-effect')
  await expect(effect).toContainText(/3 prices change on \d nights?, by [+−]/)
  await page.keyboard.press('Escape')
  await expect(effect).toHaveCount(0)
  expect(await price()).toBe(currentMinor)
  await page.keyboard.press('Enter')
  await expect(effect).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('3 prices are set as recommended.')
  expect(await price()).not.toBe(currentMinor)
  await page.keyboard.press('Control+z')
  await expect.poll(price).toBe(currentMinor)
  await expect(rowOf(page, date)).toHaveCount(1)
})

test('the past is replayed; a week that the recommendations would have made worse says so', async ({
  desk,
}) => {
  const today = desk.outside.hotel.businessDate
  const path = `/pricing/back-test?from=${addDays(today, -90)}&to=${today}`
  const { weeks } = (await desk.outside.ask(path)) as Answers['pricing']['backTest']
  // Whole weeks: the first and the last are cut.
  const worst = weeks
    .slice(1, -1)
    .reduce((one, other) =>
      other.replayedMinor - other.chargedMinor < one.replayedMinor - one.chargedMinor ? other : one,
    )
  expect(worst.replayedMinor, 'some week would have been worse').toBeLessThan(worst.chargedMinor)
  const page = await openRecommendations(desk)
  await page.keyboard.press('b')
  const verdict = page.getByTestId('back-test-verdict')
  await expect(verdict).toContainText(/The recommendations would have earned/)
  await expect(page.getByTestId('back-test-weeks').getByRole('row')).toHaveCount(weeks.length + 1)
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('back-test-weeks').getByRole('row')).not.toHaveCount(weeks.length + 1)
  await page.keyboard.press('ArrowRight')
  await page.getByLabel('First night').fill(worst.from)
  await page.getByLabel('Last night').fill(addDays(isoDate(worst.from), 6))
  await expect(verdict).toContainText('LESS')
  await expect(verdict).toContainText(
    Math.round((worst.chargedMinor - worst.replayedMinor) / 100).toLocaleString('en-GB'),
  )

  const whatIf = page.getByLabel(/If a price moved by at most/)
  await whatIf.fill('400')
  await expect(page.getByText('From 1 to 100.')).toBeVisible()
  await whatIf.fill('1')
  await expect(verdict).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
})

test('limits are saved, autopilot says what it needs, and names the room types that it leaves alone', async ({
  desk,
}) => {
  const outside = outsideOf(desk)
  const before = await outside.settings()
  const single = before.bounds.find(({ roomTypeId }) => roomTypeId === desk.outside.roomType('SGL').id)!
  try {
    await outside.saveSettings({ bounds: [{ ...single, ceilingMinor: null }] })
    const page = await openRecommendations(desk)
    await page.keyboard.press('p')
    await expect(page.getByTestId('autopilot-missing')).toHaveText(
      'Single has no floor or no ceiling, so autopilot leaves it alone.',
    )
    const form = page.getByRole('form', { name: 'Autopilot and limits' })
    await expect(form.getByLabel(/A recommendation moves a price by at most/)).toBeFocused()
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowDown')
    await expect(form.getByLabel('Close means within')).toBeEnabled()
    await form.getByLabel('For the next').fill('0')
    await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled()
    await form.getByLabel(/^Off/).press('Space')
    await expect(form.getByLabel('For the next')).toBeDisabled()
    await form.getByLabel(/A recommendation moves a price by at most/).fill('7')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText('The limits are saved.')
    const after = await outside.settings()
    expect(after).toMatchObject({
      maxDailyStepPercent: 7,
      autopilot: 'off',
      autopilotDays: before.autopilotDays,
    })
    await page.getByRole('button', { name: 'Set floors and ceilings' }).press('Enter')
    await expect(page.getByTestId('settings-prices')).toBeVisible()
    await page.keyboard.press('5')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
  } finally {
    const { maxDailyStepPercent } = before
    await outside.saveSettings({ maxDailyStepPercent, bounds: [single] })
  }
})

test('while the host is away the list stays and nothing can be decided', async ({ mortalDesk: desk }) => {
  test.setTimeout(90_000)
  const page = await openRecommendations(desk)
  await expect(page.getByTestId('recommend-waterfall')).toBeVisible()
  const rows = await page.getByTestId('recommend-open').count()
  await desk.kill()
  await expect(page.getByTestId('host-away')).toBeVisible()
  await expect(page.getByTestId('recommend-all')).toBeDisabled()
  for (const key of ['a', 'Enter', 'x', 'e']) await page.keyboard.press(key)
  await expect(page.getByTestId('recommend-effect')).toHaveCount(0)
  await expect(page.getByRole('form', { name: 'Edit' })).toHaveCount(0)
  await expect(page.getByTestId('recommend-open')).toHaveCount(rows)
})

test('a new hotel is told that there is no past yet, and how to begin with rules', async ({ browser }) => {
  const empty = new DemoDesk([])
  try {
    const { url, token } = await empty.start()
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await page.getByTestId('first-start').waitFor()
    for (const words of ['Pension Seeblick', '', '101-112', '89']) {
      if (words === '') await page.getByTestId('set-up-form').waitFor()
      else await page.keyboard.type(words)
      await page.keyboard.press('Enter')
    }
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    await page.keyboard.press('5')
    await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
    await page.keyboard.press('m')
    await expect(page.getByTestId('recommend-no-history')).toBeVisible()
    await page.keyboard.press('b')
    await expect(page.getByText('No night of this time was kept here.')).toBeVisible()
    for (const key of ['Escape', 'Escape', 'i']) await page.keyboard.press(key)
    await expect(page.getByTestId('yield-none')).toBeVisible()
  } finally {
    await empty.close()
  }
})
