/** Rates by keyboard: what the preview says is what the ledger does, and what the channel then shows. */
import type { Page } from '@playwright/test'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import { DemoDesk } from './desk-process.ts'
import { cell, openRates, paint } from './on-rates.ts'
import { type RateRow, ratesOutside } from './rates-outside.ts'

const DOUBLE: RateRow = { plan: 'FLEX', type: 'DBL' }
const TWIN: RateRow = { plan: 'NRF', type: 'TWN' }
/** The painted plan stands before the one that follows it. */
const previewed = (page: Page, date: IsoDate) => page.getByTestId(`preview-${date}`).first()
const whole = (minor: number) => String(minor / 100)

test('a range is changed by keyboard alone: the preview is what the ledger then has and the channel shows, and undo brings it back', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(6), desk.outside.day(10)]
  const before = (await rates.prices(DOUBLE, from, to)).map((price) => price!)
  const raised = before.map((price) => Math.floor((price * 110) / 100 / 100 + 0.5) * 100)
  await expect.poll(() => rates.shownPrice(DOUBLE, from)).toBe(before[0])
  const page = await openRates(desk)

  await paint(page, desk, DOUBLE, from, 4)
  await expect(page.getByTestId('rates-painted')).toHaveText('4 cells in 1 block')
  await page.keyboard.type('+10%')
  await expect(page.getByLabel('New price')).toHaveValue('+10%')
  await expect(cell(page, DOUBLE, from)).toHaveText(`${whole(before[0]!)}${whole(raised[0]!)}`)
  await expect(page.getByTestId('rates-changes')).toHaveText('4')
  expect(await rates.prices(DOUBLE, from, to), 'typing changes nothing').toEqual(before)

  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview-title')).toHaveText('Preview: 8 prices change')
  for (const [at, price] of raised.entries())
    await expect(previewed(page, addDays(from, at))).toContainText(
      `${whole(before[at]!)} → ${whole(price)}+${whole(price - before[at]!)}`,
    )
  await expect(page.getByTestId('rates-preview')).toContainText('Booking.com (sandbox)81now')
  expect(await rates.prices(DOUBLE, from, to), 'a preview changes nothing').toEqual(before)

  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('notice')).toContainText('8 prices changed. 1 channel is being updated.')
  expect(await rates.prices(DOUBLE, from, to)).toEqual(raised)
  await expect(cell(page, DOUBLE, from)).toHaveText(whole(raised[0]!))
  for (const [at, price] of raised.entries())
    await expect.poll(() => rates.shownPrice(DOUBLE, addDays(from, at))).toBe(price)
  await expect(page.getByTestId('rates-committed')).toContainText('channels in step')
  const follower = { plan: 'NRF', type: 'DBL' } as const
  expect(await rates.prices(follower, from, to), 'the plan that follows').toEqual(
    raised.map((price) => Math.floor((price * 0.9) / 100 + 0.5) * 100),
  )
  expect(await rates.prices(DOUBLE, addDays(from, -1), from), 'its neighbours stay').not.toEqual([raised[0]])

  await page.keyboard.press('Control+z')
  await expect(page.getByTestId('rates-committed')).toContainText('Undone: 8 prices')
  expect(await rates.prices(DOUBLE, from, to)).toEqual(before)
  await expect(cell(page, DOUBLE, from)).toHaveText(whole(before[0]!))
  await expect.poll(() => rates.shownPrice(DOUBLE, from)).toBe(before[0])
})

test('restrictions are set on some weekdays of two blocks, and reach the channel; what is not touched stays', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(13), desk.outside.day(20)]
  const before = await rates.days(TWIN, from, to)
  const page = await openRates(desk)
  await paint(page, desk, TWIN, from, 3)
  await page.keyboard.press('Control+ArrowRight')
  for (let at = 0; at < 3; at++) await page.keyboard.press('Shift+ArrowRight')
  await expect(page.getByTestId('rates-painted')).toHaveText('7 cells in 2 blocks')
  await page.keyboard.press('w')
  await expect(page.getByRole('button', { name: 'Mo', exact: true })).toBeFocused()
  for (const weekday of ['1', '2', '3', '4']) await page.keyboard.press(weekday)
  await expect(page.getByTestId('rates-painted')).toHaveText('3 cells in 2 blocks')
  await page.keyboard.press('Enter')

  await page.keyboard.press('r')
  await expect(page.getByLabel('Least nights, arriving')).toBeFocused()
  await page.keyboard.type('3')
  await page.getByRole('checkbox', { name: 'Closed to arrival' }).press('Space')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview-title')).toHaveText('Preview: restrictions of 3 nights change')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('notice')).toContainText('Restrictions of 3 nights changed.')

  const isPainted = (date: string) => [5, 6, 0].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
  const after = await rates.days(TWIN, from, to)
  expect(after).toEqual(
    before.map((day) =>
      isPainted(day.date)
        ? { ...day, restrictions: { ...day.restrictions, minLosArrival: 3, closedToArrival: true } }
        : day,
    ),
  )
  const painted = after.find(({ date }) => isPainted(date))!.date as IsoDate
  await expect(cell(page, TWIN, painted)).toContainText('A3')
  await expect
    .poll(() => rates.shownRestrictions(TWIN, painted))
    .toMatchObject({ closedToArrival: true, closed: false })
})

test('what cannot be read or would fall below zero is said where one looks, and changes nothing', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(2), desk.outside.day(4)]
  const before = await rates.days(DOUBLE, from, to)
  const page = await openRates(desk)
  const issue = page.getByTestId('rates-issue')
  const field = page.getByLabel('New price')
  await paint(page, desk, DOUBLE, from, 2)

  await page.keyboard.type('10%')
  await expect(issue).toHaveText('A percentage needs its direction: +10% or -10%.')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview')).toHaveCount(0)
  await field.fill('1,200')
  await expect(issue).toHaveText('Write thousands without a separator, as 1200.')
  await field.fill('-5000')
  await expect(page.getByText('2 prices would fall below zero or grow too large')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('rates-preview').getByTestId('failure')).toContainText(
    'would fall below zero or grow too large. Change less, or fewer nights.',
  )
  await expect(page.getByRole('button', { name: /^Commit/ })).toBeDisabled()
  await page.keyboard.press('Control+Enter')

  await page.keyboard.press('Escape')
  await expect(field, 'nothing typed is lost').toHaveValue('-5000')
  await expect(field).toBeFocused()
  await expect(page.getByTestId('rates-painted')).toHaveText('2 cells in 1 block')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  expect(await rates.days(DOUBLE, from, to)).toEqual(before)
})

test('a price that a colleague changes during the preview is shown anew, and never changed unseen', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, to] = [desk.outside.day(30), desk.outside.day(32)]
  const [first, second] = (await rates.prices(DOUBLE, from, to)) as [number, number]
  const { page, line } = await desk.openHeldPage()
  await page.keyboard.press('5')
  await expect(cell(page, DOUBLE, desk.outside.day(1))).not.toBeEmpty()
  await paint(page, desk, DOUBLE, from, 2)
  await page.keyboard.type('+10')
  await page.keyboard.press('Enter')
  await expect(previewed(page, from)).toContainText(`→ ${whole(first + 1_000)}`)

  // The host hears of the commit, the page does not yet hear of the colleague's change.
  line.hold()
  const colleague = { kind: 'add', amountMinor: 5_000 } as const
  expect((await rates.change(DOUBLE, from, addDays(from, 1), colleague)).kind).toBe('done')
  await page.keyboard.press('Control+Enter')
  line.release()
  await expect(page.getByTestId('failure')).toContainText('was changed meanwhile. Nothing of yours was done')
  await expect(page.getByTestId('rates-meanwhile')).toContainText('Somebody changed 2 of these cells')
  await expect(previewed(page, from)).toContainText(`→ ${whole(first + 6_000)}`)
  expect(await rates.prices(DOUBLE, from, to)).toEqual([first + 5_000, second])

  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('notice').last()).toContainText('4 prices changed.')
  expect(await rates.prices(DOUBLE, from, to)).toEqual([first + 6_000, second + 1_000])
})

test('two years are reached by date and by month, and the desk’s own keys work without a cursor', async ({
  desk,
}) => {
  const page = await openRates(desk)
  const far = addDays(desk.outside.hotel.horizon, -40)
  await page.getByLabel('First day shown').fill(far)
  await expect(cell(page, DOUBLE, far)).toBeVisible()
  await expect(cell(page, DOUBLE, far), 'its seasons come back each year').toHaveText(/^\d+$/)
  await page.getByRole('button', { name: 'Today' }).click()
  await expect(cell(page, DOUBLE, desk.outside.hotel.businessDate)).toBeVisible()

  await page.getByRole('grid', { name: 'Rates grid' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('2')
  await expect(page.getByLabel('New price'), 'with a cursor a digit is a price').toHaveValue('2')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.keyboard.press('2')
  await expect(page.getByRole('grid', { name: 'Tape chart' })).toBeVisible()
})

test('what is painted and typed outlives a host that dies and comes back, and is committed then', async ({
  mortalDesk: desk,
}) => {
  // Two starts of a desk besides the page's own waits.
  test.setTimeout(120_000)
  const from = desk.outside.day(3)
  const [before] = await ratesOutside(desk).prices(DOUBLE, from, addDays(from, 1))
  const page = await openRates(desk)
  await paint(page, desk, DOUBLE, from, 1)
  await page.keyboard.type('+7')
  await desk.kill()
  await expect(page.getByTestId('host-away')).toBeVisible()
  await expect(page.getByLabel('New price')).toHaveValue('+7')
  await desk.startAgain()
  // The page calls again at most 10 s after its last try.
  await expect(page.getByTestId('host-away')).toHaveCount(0, { timeout: 25_000 })
  await expect(page.getByLabel('New price')).toBeFocused()
  await page.keyboard.type('.50')
  await page.keyboard.press('Enter')
  await expect(previewed(page, from)).toContainText('+7.50')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('notice')).toContainText('2 prices changed.')
  await expect(cell(page, DOUBLE, from)).toHaveText(((before! + 750) / 100).toFixed(2))
})

test('a hotel without a price is offered first prices, and sells after them', async ({ browser }) => {
  const desk = new DemoDesk([])
  try {
    const { url, token } = await desk.start()
    const setUp = await fetch(`${url}/api/property`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        idempotencyKey: 'first-prices-hotel',
        name: 'Pension Neu',
        timeZone: 'Europe/Vienna',
        currency: 'EUR',
        roomTypes: [
          { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, rooms: ['1', '2'] },
          { code: 'SGL', name: 'Single', baseOccupancy: 1, maxOccupancy: 1, rooms: ['3'] },
        ],
        ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
      }),
    })
    expect(setUp.status).toBe(200)
    const page = await browser.newPage()
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await page.getByRole('navigation', { name: 'Areas' }).waitFor()
    await page.keyboard.press('5')
    const card = page.getByTestId('rates-first')
    await expect(card.getByLabel('Double, EUR a night')).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(card).toContainText('Give at least one type a price.')
    await page.keyboard.type('+110')
    await expect(card).toContainText('A price such as 120 or 95.50')
    await card.getByLabel('Double, EUR a night').fill('110.50')
    await card.getByLabel('Single, EUR a night').fill('80')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText('2 room types have prices for 365 nights.')
    await expect(card).toHaveCount(0)
    await expect(page.locator('[data-testid^="rate-FLEX-DBL-"]').first()).toHaveText('110.50')
    await page.keyboard.press('w')
    await page.keyboard.type('Erstgast')
    await expect(page.getByRole('button', { name: /^Book and check in/ })).toBeEnabled()
  } finally {
    await desk.close()
  }
})
