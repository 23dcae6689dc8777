/** What a guest pays, told at the sale: a family quoted by its ages, the price opened night by night, and what cancelling costs. */
import { dayText } from '../../renderer/formats.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { pricedPlan, quietMonday } from './priced-plan.ts'

/** A new reservation of two adults and two children for three nights in the family room, by the plan. */
async function family(desk: RunningDesk, plan: { name: string }) {
  const arrival = await quietMonday(desk)
  const page = await desk.openPage()
  await page.keyboard.press('Shift+W')
  await page.keyboard.type('Kinderreich')
  await page.getByLabel(/^Arrival/).fill(arrival)
  await page.getByRole('textbox', { name: 'Nights' }).fill('3')
  await page.getByLabel('Children', { exact: true }).fill('2')
  await page.getByLabel('Age of child 1').fill('4')
  await page.getByLabel('Age of child 2').fill('9')
  await page.getByTestId('type-Family room').locator('input').press('Space')
  await page.getByRole('radio', { name: plan.name }).press('Space')
  return { page, arrival, total: page.getByTestId('sale-total') }
}

test('a family with an extra bed is quoted by the ages of its children, and quoted anew when they change', async ({
  desk,
}) => {
  const plan = await pricedPlan(desk)
  try {
    const { page, total } = await family(desk, plan)
    // 120.00, two children at 10.00 and 25.00, a bed at 30.00; 10 % less for three nights.
    await expect(total).toHaveText((3 * (120 + 10 + 25 + 30) * 0.9).toFixed(2))
    await page.getByLabel('Age of child 2').fill('14')
    await expect(total).toHaveText((3 * (120 + 10 + 30) * 0.9).toFixed(2))
    // Two nights are too short for the price by length of stay.
    await page.getByRole('textbox', { name: 'Nights' }).fill('2')
    await expect(total).toHaveText((2 * (120 + 10 + 30)).toFixed(2))
    // One child less, and no bed has to be set up.
    await page.getByLabel('Children', { exact: true }).fill('1')
    await expect(total).toHaveText((2 * (120 + 10)).toFixed(2))
    await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText('260.00')
  } finally {
    await plan.close()
  }
})

test('the price is opened by a key: every line by night sums to the total, with the layers of the chosen night', async ({
  desk,
}) => {
  const plan = await pricedPlan(desk)
  try {
    const { page, arrival, total } = await family(desk, plan)
    await page.getByLabel('Promotion or access code').fill(plan.promotion.code)
    // 5.00 off each night, dinner for four.
    await expect(total).toHaveText((3 * (185 * 0.9 - 5) + 4 * 20).toFixed(2))
    await page.keyboard.press('Alt+y')
    const why = page.getByTestId('price-why')
    await expect(why.getByRole('region')).toBeFocused()
    const line = (name: RegExp) => why.getByRole('row', { name }).getByRole('cell')
    const each = (text: string, sum: string) => [text, text, text, sum]
    await expect(line(/^Room,/)).toHaveText(['Room, the plan’s own price', ...each('120.00', '360.00')])
    await expect(line(/Small child/)).toHaveText(['Children, Small child', ...each('10.00', '30.00')])
    await expect(line(/^Children, Child/)).toHaveText(['Children, Child', ...each('25.00', '75.00')])
    await expect(line(/Extra beds/)).toHaveText(['Extra beds', ...each('30.00', '90.00')])
    await expect(line(/length of stay/)).toHaveText(['For the length of stay', ...each('−18.50', '−55.50')])
    await expect(line(/Promotion/)).toHaveText([
      `Promotion ${plan.promotion.name}`,
      ...each('−5.00', '−15.00'),
    ])
    await expect(line(/Dinner/)).toHaveText(['Extra, Dinner', '80.00', '', '', '80.00'])
    await expect(line(/^Total/)).toHaveText(['Total', '241.50', '161.50', '161.50', '564.50'])

    // The layers of the room's price are those of the night that the arrows choose.
    await expect(page.getByTestId('price-layers')).toContainText(`The room on ${dayText(arrival)}`)
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('price-layers')).toContainText(
      `The room on ${dayText(addDays(arrival, 1))}`,
    )
    await expect(page.getByTestId('price-layers')).toContainText('The plan’s own price 120.00')

    // The plans are chosen by the same arrows as ever, and the price that is open follows.
    await page.keyboard.press('ArrowUp')
    // Which one is above it depends on the plans that there are.
    await expect(why).toContainText(/How the price of .+ is made/)
    await expect(why).not.toContainText(`How the price of ${plan.name} is made`)
    await page.keyboard.press('Escape')
    await expect(why).toHaveCount(0)
    await expect(page.getByTestId('sale-form')).toBeVisible()
    await expect(page.getByLabel('Promotion or access code')).toBeFocused()
  } finally {
    await plan.close()
  }
})

test('a season that sets the price of some nights is a line of its own, and named', async ({ desk }) => {
  const plan = await pricedPlan(desk)
  const first = await quietMonday(desk)
  const change = {
    kind: 'season' as const,
    name: `Kite week ${plan.code}`,
    precedence: 90,
    colour: 0,
    from: addDays(first, 1),
    to: addDays(first, 2),
    repeats: 'never' as const,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    prices: [
      {
        ratePlanId: plan.ratePlanId,
        roomTypeId: plan.roomTypeId,
        price: { kind: 'percent' as const, percent: 50 },
      },
    ],
    restrictions: [],
  }
  const applied = { overHand: false, confirmBounds: true }
  const { id } = await plan.submit('seasons.apply', { change, ...applied })
  try {
    const { page } = await family(desk, plan)
    await page.keyboard.press('Alt+y')
    const why = page.getByTestId('price-why')
    const row = (name: RegExp) => why.getByRole('row', { name }).getByRole('cell')
    await expect(row(/own price/)).toHaveText([
      'Room, the plan’s own price',
      '120.00',
      '',
      '120.00',
      '240.00',
    ])
    await expect(row(/Kite week/)).toHaveText([`Room, season ${change.name}`, '', '180.00', '', '180.00'])
    await page.keyboard.press('ArrowRight')
    await expect(page.getByTestId('price-layers')).toContainText(`${change.name} +50% 180.00`)
  } finally {
    const removed = { kind: 'remove' as const, layer: 'season' as const, id: id! }
    await plan.submit('seasons.apply', { change: removed, ...applied })
    await plan.close()
  }
})

test('what cancelling costs is told before the sale: until when it is free, and what it costs then', async ({
  desk,
}) => {
  const plan = await pricedPlan(desk)
  try {
    const { page, arrival } = await family(desk, plan)
    // Free until 35 hours before the check-in at 15:00, then the first night.
    const told = page.getByTestId('cancellation')
    await expect(told).toContainText(`until ${dayText(addDays(arrival, -1))} 04:00free`)
    await expect(told).toContainText('after thatEUR 166.50')
    await expect(told).toContainText('no-showEUR 166.50')
    // An agreed price is what the fee is worked out from.
    await page.keyboard.press('Alt+p')
    await page.getByRole('textbox', { name: 'All nights' }).fill('50')
    await expect(told).toContainText('after thatEUR 50.00')
    await page.getByRole('radio', { name: 'Non-refundable' }).press('Space')
    await expect(told).toContainText('from now onEUR')
  } finally {
    await plan.close()
  }
})

test('a plan that a rule does not offer keeps its reason beside it while its price is open', async ({
  desk,
}) => {
  const plan = await pricedPlan(desk)
  try {
    const from = await quietMonday(desk)
    await plan.submit('rates.setRange', {
      ratePlanId: plan.ratePlanId,
      roomTypeIds: [plan.roomTypeId],
      from,
      to: addDays(from, 3),
      restrictions: { minLosArrival: 4 },
    })
    const { page } = await family(desk, plan)
    const row = page.getByTestId('sale-form').getByRole('row', { name: plan.name })
    await expect(row).toContainText('499.50')
    await expect(row).toContainText('4 nights')
    await page.keyboard.press('Alt+y')
    await expect(page.getByTestId('price-why')).toContainText(`How the price of ${plan.name} is made`)
    await expect(page.getByTestId('price-why').getByRole('row', { name: /^Total/ })).toContainText('499.50')
    await expect(row).toContainText('4 nights')
    // Y closes it, wherever in the dialog the keyboard is.
    await page.keyboard.press('y')
    await expect(page.getByTestId('price-why')).toHaveCount(0)
  } finally {
    await plan.close()
  }
})
