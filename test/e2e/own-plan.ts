/** A rate plan of a test's own: made by its form, and ended with the test. */
import type { Locator, Page } from '@playwright/test'
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk } from './desk-fixture.ts'

/** The form of a new plan, opened by the keyboard. */
export async function newPlanForm(desk: RunningDesk): Promise<{ page: Page; form: Locator }> {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('l')
  await expect(page.getByRole('button', { name: 'New plan' })).toBeVisible()
  await page.keyboard.press('n')
  return { page, form: page.getByRole('form', { name: 'Rate plan' }) }
}

/** It follows no other plan any more, and is not sold: other tests of the desk count both. */
export async function endPlan({ url, token, outside }: RunningDesk, code: string): Promise<void> {
  const caller = restCaller(url, token)
  const { hotel } = (await outside.ask('/property')) as { hotel: typeof outside.hotel }
  const { id, active: _, seq: __, ...plan } = hotel.ratePlans.find((each) => each.code === code)!
  const freed = await caller.call('plans.save', {
    ...plan,
    ratePlanId: id,
    parent: null,
    idempotencyKey: `follows-no-more-${id}`,
  })
  expect(freed.kind).toBe('done')
  const closed = await caller.call('plans.setActive', {
    ratePlanId: id,
    active: false,
    idempotencyKey: `not-sold-${id}`,
  })
  expect(closed.kind).toBe('done')
}
