/** A rate that was agreed with a company: its plan is made by keyboard, and the sale offers it only to whoever names its code. */
import { expect, test } from './desk-fixture.ts'
import { endPlan, newPlanForm } from './own-plan.ts'

test('a plan with an access code is made by keyboard; the sale offers it only with the code', async ({
  desk,
}) => {
  const { page, form } = await newPlanForm(desk)
  await expect(form.getByLabel('Code', { exact: true })).toBeFocused()
  await page.keyboard.type('CORP')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Agreed with Acme')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await page.getByRole('option', { name: /Flexible/ }).waitFor()
  await expect(page.getByRole('option', { name: /own/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('combobox', { name: 'Price' })).toHaveValue(/Flexible/)
  const code = form.getByLabel('Access code')
  await code.focus()
  await page.keyboard.type('Acme 7')
  await expect(form).toContainText('Use letters, digits and hyphens')
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Backspace')
  await page.keyboard.type('-7')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Agreed with Acme is saved')
  await expect(page.getByRole('row', { name: /Agreed with Acme/ })).toContainText('only with the code Acme-7')

  try {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+W')
    await page.keyboard.type('Vertreter')
    await page.getByLabel(/^Arrival/).fill(desk.outside.day(45))
    const plan = page.getByRole('dialog').getByRole('row', { name: /Agreed with Acme/ })
    await expect(plan).toContainText('Only with its code')
    await expect(plan.getByRole('radio')).toBeDisabled()
    const named = page.getByLabel('Promotion or access code')
    await named.fill('acne')
    await expect(page.getByText('There is no such code.')).toBeVisible()
    await expect(plan).toContainText('Only with its code')
    await named.fill('ACME-7')
    await expect(plan).not.toContainText('Only with its code')
    await expect(page.getByText('There is no such code.')).toHaveCount(0)
    await plan.getByRole('radio').press('Space')
    await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
    await named.press('Enter')
    await expect(page.getByTestId('notice').last()).toContainText('Vertreter is booked')
  } finally {
    await endPlan(desk, 'CORP')
  }
})
