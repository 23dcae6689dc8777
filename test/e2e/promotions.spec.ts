/** The forms of promotions and plans: what they show can be changed and taken away, and what is saved is seen. */
import { expect, test } from './desk-fixture.ts'
import { endPlan, newPlanForm } from './own-plan.ts'

test('a package is made with an extra too many, which is taken out, and is saved again with stays open on one side', async ({
  desk,
}) => {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('o')
  await expect(page.getByRole('button', { name: 'New promotion' })).toBeVisible()
  await page.keyboard.press('n')
  const form = page.getByRole('form', { name: 'Promotion' })
  await expect(form.getByLabel('Name')).toBeFocused()
  await page.keyboard.type('Two of us')
  await form.getByLabel('Kind').click()
  await page.getByRole('option', { name: 'package' }).click()
  await form.getByLabel('Code').fill('TWO')
  await form.getByLabel('Taken off').click()
  await page.getByRole('option', { name: 'nothing' }).click()
  await expect(form.getByLabel('Percent, up to 100')).toHaveCount(0)
  await form.getByLabel('What').fill('Dinner')
  await form.getByLabel('EUR').fill('45')
  await form.getByRole('button', { name: 'Add' }).click()
  await form.getByLabel('What').nth(1).fill('Mistake')
  await expect(form.getByRole('button', { name: 'Save' })).toBeDisabled()
  await form.getByRole('button', { name: 'Take out Mistake' }).press('Enter')
  await expect(form.getByLabel('What')).toHaveCount(1)
  await form.getByLabel('Stays from').fill(desk.outside.day(0))
  await form.getByLabel('Days before, at least').fill('')
  await form.getByLabel('Name').press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Two of us is saved')
  await expect(page.getByRole('row', { name: /Two of us/ })).toContainText('with Dinner, with the code TWO')

  // Open on one side, it can be saved again.
  await page
    .getByRole('row', { name: /Two of us/ })
    .getByRole('button', { name: 'Change' })
    .press('Enter')
  await expect(form.getByLabel('to the last night')).toHaveValue('')
  await form.getByLabel('Name').fill('The two of us')
  await form.getByLabel('Name').press('Enter')
  await expect(page.getByRole('row', { name: /The two of us/ })).toBeVisible()
})

test('a new plan that follows another one has its row of prices in the grid at once', async ({ desk }) => {
  const { page, form } = await newPlanForm(desk)
  await form.getByLabel('Code', { exact: true }).fill('WEEK')
  await form.getByLabel('Name').fill('Week price')
  await form.getByRole('combobox', { name: 'Price' }).click()
  await page.getByRole('option', { name: /Flexible/ }).click()
  await form.getByLabel('Name').press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Week price')
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-testid^="rate-WEEK-"]').first()).toContainText(/\d/)

  await endPlan(desk, 'WEEK')
})
