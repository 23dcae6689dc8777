/**
 * A new user: from an empty data folder to a walk-in sold in a hotel of one's own, by the form and by files, and by the
 * keyboard alone. Each test has a minute for it, a third of what people are promised.
 */
import { type Browser, test as base, expect, type Page } from '@playwright/test'
import { DemoDesk } from './desk-process.ts'

const test = base.extend<{ page: Page; desk: DemoDesk }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  desk: async ({}, use) => {
    const desk = new DemoDesk([])
    await use(desk)
    await desk.close()
  },
  page: async ({ browser, desk }, use) => {
    const { url, token } = await desk.start()
    const page = await inVienna(browser)
    await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
    await expect(page.getByTestId('first-start')).toBeVisible()
    await use(page)
    await page.context().close()
  },
})

async function inVienna(browser: Browser): Promise<Page> {
  return (await browser.newContext({ locale: 'de-AT', timezoneId: 'Europe/Vienna' })).newPage()
}

async function sellWalkIn(page: Page, surname: string): Promise<void> {
  await page.keyboard.press('w')
  await page.keyboard.type(surname)
  await expect(page.getByRole('button', { name: /^Book and check in/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText(`${surname} is in house`)
}

test('by the form: a hotel of two types and two plans is set up and sells, without the mouse', async ({
  page,
}) => {
  const { keyboard } = page
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue('EUR, Euro')
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Vienna')
  // The form starts at once; Enter without a name says so, and goes nowhere.
  await expect(page.getByLabel('Hotel name')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByText('Fill this in.')).toBeVisible()
  await keyboard.type('Pension Seeblick')
  await keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Rooms and prices of Pension Seeblick' })).toBeVisible()
  const double = page.getByTestId('type-DBL')
  await expect(double.getByLabel('Rooms')).toBeFocused()
  await keyboard.type('112-101')
  await keyboard.press('Enter')
  await expect(double.getByText('“112-101” runs backwards. Write the smaller number first.')).toBeVisible()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('101-112')
  await keyboard.press('Enter')
  await expect(double.getByLabel('1 adult')).toBeFocused()
  await keyboard.type('89,50')
  await keyboard.press('Tab')
  await keyboard.type('109')
  await expect(page.getByText('Everything is there.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a room type' }).press('Enter')
  const single = page.getByTestId('type-SGL')
  await expect(single.getByLabel('Rooms')).toBeFocused()
  await keyboard.type('112, 201')
  await keyboard.press('Enter')
  await expect(single.getByText('Room 112 is in a type above.')).toBeVisible()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type('201-203')
  await keyboard.press('Enter')
  await keyboard.type('69')
  await page.getByRole('button', { name: 'Add a rate plan' }).press('Enter')
  await expect(page.getByTestId('plan-NRF').getByLabel('Code')).toBeFocused()
  const summary = page.getByRole('complementary', { name: 'What will be sold' })
  await expect(summary).toContainText('15')
  await expect(summary).toContainText('from 89.50 EUR')
  await keyboard.press('Enter')

  await expect(page.getByTestId('business-date')).toContainText('Pension Seeblick')
  await sellWalkIn(page, 'Vermeulen')
})

const BAD_ROOMS = [
  'room;type_code;type_name;base_occupancy;max_occupancy',
  '101;DBL;Doppelzimmer;2;2',
  '102;DBL;;;',
  '102;DBL;;;',
  'G1;GRT;Gartenhaus für 4;vier;4',
].join('\r\n')
const GOOD_ROOMS = BAD_ROOMS.replace('102;DBL;;;\r\n102', '102;DBL;;;\r\n103').replace('vier', '4')
const PRICES = [
  'type_code;plan_code;plan_name;first_night;last_night;price_1;price_2;price_3;price_4',
  'DBL;FLEX;Flexibel;;;89,50;109,00;;',
  'GRT;FLEX;;;;180,00;;;240,00',
].join('\r\n')

/** As spreadsheets on Windows write it: every letter one byte. */
function file(name: string, text: string) {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'latin1') }
}

test('from files: every bad line is named before anything is done, then they fill the form and the hotel sells', async ({
  page,
}) => {
  await page.keyboard.type('Gasthof Krone')
  await page.keyboard.press('Enter')
  const csv = page.getByTestId('csv')
  const chosen = page.getByTestId('csv-input')
  await chosen.setInputFiles([file('zimmer.csv', BAD_ROOMS), file('preise.csv', PRICES)])
  const issues = csv.getByRole('row')
  await expect(csv.getByText('4 things have to be corrected.')).toBeVisible()
  await expect(issues.nth(1)).toContainText('zimmer.csv4roomRoom 102 was there in line 3 already.')
  await expect(issues.nth(2)).toContainText('zimmer.csv5base_occupancy“vier” is no whole number.')
  await expect(issues.nth(3)).toContainText('preise.csv3price_2The price is missing')
  await expect(issues.nth(4)).toContainText('preise.csv3price_3The price is missing')
  await expect(page.getByTestId('type-GRT')).toHaveCount(0)

  await chosen.setInputFiles([
    file('zimmer.csv', GOOD_ROOMS),
    file('preise.csv', PRICES.replace('180,00;;;240', '180,00;200,00;220,00;240')),
  ])
  await expect(
    csv.getByText('Understood: 4 rooms in 2 types and 2 prices. Nothing is set up yet.'),
  ).toBeVisible()
  await csv.getByRole('button', { name: 'Fill the form' }).press('Enter')
  await expect(page.getByTestId('type-DBL').getByLabel('Rooms')).toHaveValue('101-103')
  await expect(page.getByTestId('type-GRT').getByLabel('Name')).toHaveValue('Gartenhaus für 4')
  await expect(page.getByTestId('type-GRT').getByLabel('4 adults')).toHaveValue('240.00')
  await page.getByTestId('type-DBL').getByLabel('Rooms').press('Enter')

  await expect(page.getByTestId('business-date')).toContainText('Gasthof Krone')
  await sellWalkIn(page, 'Hofer')
})

test('what was typed survives a host that goes away and comes back, and the demo is the other way in', async ({
  page,
  desk,
}) => {
  await page.keyboard.type('Pension Seeblick')
  const port = Number(new URL(page.url()).port)
  await desk.kill()
  await expect(page.getByTestId('host-away')).toBeVisible()
  await expect(page.getByLabel('Hotel name')).toHaveValue('Pension Seeblick')
  await expect(page.getByRole('button', { name: 'Continue to rooms' })).toBeDisabled()
  await desk.start(port)
  await expect(page.getByTestId('host-away')).toHaveCount(0)
  await expect(page.getByLabel('Hotel name')).toHaveValue('Pension Seeblick')

  await page.getByRole('button', { name: 'Open the demo hotel' }).press('Enter')
  await expect(page.getByTestId('business-date')).toContainText('Hotel Adler')
})
