/** Ways to what lies on the chart beyond what is in the DOM: as people go there, by search and by keys. */
import type { Locator, Page } from '@playwright/test'

/**
 * Finds the guest by search and shows the stay on the chart, with the cursor on it.
 * @param found what is searched for, where another guest may have the same name
 */
export async function showOnChart(page: Page, guestName: string, found = guestName): Promise<Locator> {
  await page.keyboard.press('/')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill(found)
  await palette
    .getByRole('option', { name: new RegExp(guestName) })
    .first()
    .waitFor()
  await page.getByRole('button', { name: /^Show on the chart/ }).click()
  const bar = page.getByRole('gridcell', { name: new RegExp(`^${guestName}`) })
  await bar.first().waitFor()
  return bar.first()
}

/** Goes down the chart until the row of the type is in sight; most of the house is below what a small screen shows. */
export async function goToType(page: Page, code: string): Promise<void> {
  const row = page.getByTestId(`left-${code}`)
  await page.getByRole('grid', { name: 'Tape chart' }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Control+Home')
  for (let pages = 0; pages < 20 && (await row.count()) === 0; pages++) await page.keyboard.press('PageDown')
  await row.waitFor()
}
