/** How prices are made, by the settings: bounds and beds, ages, rounding, the bank's rates, and a second currency beside the own. */
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'

async function openSection(desk: RunningDesk, id: string) {
  const page = await desk.openPage('day')
  await page.keyboard.press('8')
  await page.getByTestId(`settings-tab-${id}`).press('Enter')
  return { page, panel: page.getByTestId(`settings-${id}`) }
}
const settingsOf = async (desk: RunningDesk) =>
  (await desk.outside.ask('/pricing/settings')) as Answers['pricing']['settings']

test('floor, ceiling and extra beds of a room type; what cannot be is said at its field', async ({
  desk,
}) => {
  const suite = desk.outside.roomType('STE').id
  const boundsOf = async () => (await settingsOf(desk)).bounds.find(({ roomTypeId }) => roomTypeId === suite)!
  const before = await boundsOf()
  const { page, panel } = await openSection(desk, 'prices')
  const field = (name: string) => panel.getByRole('textbox', { name: `Suite with terrace: ${name}` })
  await field('Floor, EUR').fill('much')
  await expect(panel.getByRole('alert')).toHaveText('Not an amount')
  await field('Floor, EUR').fill('900')
  await field('Ceiling, EUR').fill('800')
  await field('Ceiling, EUR').press('Enter')
  await expect(panel.getByRole('alert')).toContainText('Suite with terrace: the floor must not be above')
  await expect(field('Floor, EUR')).toHaveAttribute('aria-invalid', 'true')
  await expect(field('Extra beds')).toHaveAttribute('aria-invalid', 'false')
  expect(await boundsOf()).toEqual(before)

  await field('Floor, EUR').fill('150')
  await field('Extra beds').fill('4')
  await field('Extra beds').press('Enter')
  await expect(field('Extra beds')).toHaveAttribute('aria-invalid', 'true')
  await field('Extra beds').fill('1')
  await field('Extra beds').press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(
    'Floor, ceiling and beds of 1 room type are saved',
  )
  expect(await boundsOf()).toMatchObject({ floorMinor: 15_000, ceilingMinor: 80_000, extraBeds: 1 })
  for (const [name, minor] of [
    ['Floor, EUR', before.floorMinor],
    ['Ceiling, EUR', before.ceilingMinor],
  ] as const)
    await field(name).fill(minor === null ? '' : String(minor / 100))
  await field('Extra beds').fill(String(before.extraBeds))
  await field('Extra beds').press('Enter')
  await expect.poll(boundsOf).toEqual(before)
})

test('ages of children are bands that go up; rounding is to a multiple', async ({ desk }) => {
  const before = await settingsOf(desk)
  const { page, panel } = await openSection(desk, 'prices')
  const bands = panel.getByTestId('settings-bands')
  await bands.getByRole('textbox', { name: 'From age' }).last().fill('5')
  await expect(bands).toContainText('0 to 17, above the band before')
  await expect(bands.getByRole('button', { name: 'Save' })).toBeDisabled()
  await bands.getByRole('textbox', { name: 'From age' }).last().fill('12')
  await bands.getByRole('textbox', { name: 'To age' }).last().fill('15')
  await bands.getByRole('button', { name: 'Add ages' }).press('Enter')
  await expect(bands.getByRole('textbox', { name: 'From age' }).last()).toHaveValue('16')
  await bands.getByRole('textbox', { name: 'Name' }).last().fill('Young adult')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('The ages of children are saved')
  expect((await settingsOf(desk)).childBands.slice(-2)).toEqual([
    { name: 'Teenager', fromAge: 12, toAge: 15 },
    { name: 'Young adult', fromAge: 16, toAge: 17 },
  ])
  await bands.getByRole('button', { name: 'Remove the ages Young adult' }).press('Enter')
  await bands.getByRole('textbox', { name: 'To age' }).last().fill('17')
  await bands.getByRole('textbox', { name: 'To age' }).last().press('Enter')
  await expect.poll(async () => (await settingsOf(desk)).childBands).toEqual(before.childBands)

  const step = panel.getByRole('textbox', { name: 'To multiples of, EUR' })
  await step.fill('0')
  await expect(panel.getByText('At least 0.01')).toBeVisible()
  await step.fill('5')
  await step.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('The rounding is saved')
  expect((await settingsOf(desk)).roundToMinor).toBe(500)
  await step.fill(String(before.roundToMinor / 100))
  await step.press('Enter')
  await expect.poll(async () => (await settingsOf(desk)).roundToMinor).toBe(before.roundToMinor)
})

test('rates come from the bank’s file; offers then show a second currency, as about, with the day of its rate', async ({
  desk,
}) => {
  const today = desk.outside.hotel.calendarDate
  const { page, panel } = await openSection(desk, 'currencies')
  const choose = (name: string, text: string) =>
    page.getByTestId('exchange-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await choose('broken.csv', `Date,SEK\n${today},much`)
  await expect(panel.getByTestId('exchange-refused')).toContainText(
    'Line 2 is not as the European Central Bank',
  )
  const old = addDays(today, -9)
  const xml = `<Cube><Cube time='${old}'><Cube currency='SEK' rate='11.5'/></Cube></Cube>`
  await choose('old.xml', xml)
  await expect(panel.getByTestId('exchange-refused')).toHaveCount(0)
  await expect(panel.getByRole('row', { name: /SEK/ })).toContainText('11.500')
  await expect(panel.getByRole('row', { name: /SEK/ })).toContainText(', old')
  // A history that is too long for one message: its newest days are taken in.
  const days = Array.from({ length: 6_000 }, (_, back) => addDays(today, -back))
  const columns = Array.from({ length: 16 }, (_, index) => `X${String.fromCharCode(65 + index)}X`)
  const long = [
    `Date,SEK,NOK,${columns.join(',')}`,
    ...days.map((day) => `${day},11.25,11.7,${columns.map(() => '1.23456')}`),
  ]
  expect(long.join('\n').length).toBeGreaterThan(800_000)
  await choose('long.csv', long.join('\n'))
  await expect(page.getByTestId('notice').last()).toContainText('400 days of 18 currencies taken in')
  await expect(panel.getByRole('row', { name: /SEK/ })).toContainText('11.250')
  await expect(panel.getByTestId('rates-old')).toHaveCount(0)

  await panel.getByRole('combobox', { name: 'Second currency' }).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('SEK')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(panel.getByRole('combobox', { name: 'Second currency' })).toHaveValue('SEK')
  await page.getByTestId('settings-tab-currencies').focus()
  await page.keyboard.press('w')
  const total = page.getByTestId('sale-total')
  await expect(total).toHaveText(/\d/)
  const amount = Number((await total.textContent())?.replace(',', ''))
  const about = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2 }).format(amount * 11.25)
  await expect(page.locator('.sale-total').getByTestId('also-in')).toHaveText(`≈ SEK ${about}`)
  await expect(page.getByTestId('also-in-note')).toContainText('1 EUR is 11.250 SEK')
  await expect(page.getByTestId('also-in-note')).toContainText('The price is in EUR')
  // Another browser shows the hotel's currency alone.
  const other = await desk.openPage('day')
  await other.keyboard.press('w')
  await expect(other.getByTestId('sale-total')).toHaveText(/\d/)
  await expect(other.getByTestId('also-in')).toHaveCount(0)
})
