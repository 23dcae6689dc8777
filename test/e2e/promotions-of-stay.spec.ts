/** The promotions of a stay after its sale: in its drawer, when it is changed, and when it is split. */
import { addDays } from '../../shared/dates.ts'
import { expect, openBySearch, type RunningDesk, test } from './desk-fixture.ts'
import { pricedPlan, quietMonday } from './priced-plan.ts'

/** Two adults for three nights at 120.00, 10 % less for their number, 5.00 off each by the code, with dinner for two. */
async function sold(desk: RunningDesk, surname: string) {
  const plan = await pricedPlan(desk)
  const arrival = await quietMonday(desk)
  await plan.submit('reservations.create', {
    booker: { surname },
    rooms: [
      {
        roomTypeId: plan.roomTypeId,
        ratePlanId: plan.ratePlanId,
        arrival,
        departure: addDays(arrival, 3),
        adults: 2,
        promotionCode: plan.promotion.code,
      },
    ],
  })
  return plan
}

test('the drawer names them with what each took off; a change says which falls away and why, with both prices', async ({
  desk,
}) => {
  const plan = await sold(desk, 'Zusammen')
  const { name, code } = plan.promotion
  try {
    const page = await desk.openPage()
    await openBySearch(page, 'Zusammen')
    const soldWith = page.getByTestId('sold-with')
    // 15.00 off, and 40.00 for the dinner.
    await expect(soldWith).toContainText(`${name}${code}+25.00`)
    await expect(soldWith).toContainText('Included: Parking and Dinner')
    await expect(page.getByTestId('cancellation')).toContainText('after thatEUR 143.00')

    await page.keyboard.press('e')
    await page.keyboard.type('2')
    const effect = page.getByTestId('price-effect')
    await expect(effect).toContainText('349.00')
    // Kept: two nights of 103.00, the first one with the dinner.
    await expect(effect).toContainText(
      `${name} stays in the price that is kept, but would not be given anew: it needs 3 nights or more`,
    )
    await expect(effect).toContainText('246.00')
    await effect.getByRole('radio', { name: /Price anew/ }).press('Space')
    await expect(effect).toContainText(`${name} falls away: it needs 3 nights or more`)
    await expect(effect).toContainText('+25.00 → 0.00')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText('240.00')
    await expect(soldWith).toContainText('Would not be given anew: it needs 3 nights or more')
    await expect(soldWith).toContainText('Included: Parking')
    await expect(soldWith).not.toContainText('Dinner')
  } finally {
    await plan.close()
  }
})

test('a split says what becomes of each part, and leaves both with what they were sold with', async ({
  desk,
}) => {
  const plan = await sold(desk, 'Teilbar')
  const { name } = plan.promotion
  try {
    const page = await desk.openPage()
    await openBySearch(page, 'Teilbar')
    await page.keyboard.press('s')
    const parts = page.getByTestId('split-parts')
    await expect(parts).toContainText('priced anew it would come to 240.00')
    await expect(parts).toContainText(`${name} stays in the price that is kept`)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('notice')).toContainText('is split')
    await expect(page.getByTestId('sold-with')).toHaveCount(2)
    await expect(page.getByTestId('sold-with').first()).toContainText('+35.00')
    await expect(page.getByTestId('sold-with').last()).toContainText('−10.00')
  } finally {
    await plan.close()
  }
})
