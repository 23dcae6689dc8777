/** Rates into a file and back: three bad lines are named, the rest waits until it is asked for, and undo takes all of it back. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { ratesOutside } from './rates-outside.ts'

const DOUBLE = { plan: 'FLEX', type: 'DBL' } as const

async function openFiles(desk: RunningDesk) {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('f')
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeFocused()
  return page
}

async function exported(page: Page, format: 'CSV' | 'Excel') {
  const form = page.getByRole('form', { name: 'Export' })
  await form.getByText(format, { exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    form.getByRole('button', { name: 'Save the file' }).click(),
  ])
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

const give = (page: Page, name: string, buffer: Buffer) =>
  page.getByTestId('rate-file').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })

test('three bad lines are named and nothing is done; the others are imported when asked, and undone as one', async ({
  desk,
}) => {
  const rates = ratesOutside(desk)
  const [from, last] = [desk.outside.day(220), desk.outside.day(222)]
  const before = await rates.prices(DOUBLE, from, desk.outside.day(224))
  const page = await openFiles(desk)
  const lines = [
    'type_code;plan_code;first_night;last_night;price_1;price_2',
    `DBL;FLEX;${from};${last};151;171`,
    `XXL;FLEX;${from};${last};151;171`,
    `DBL;FLEX;${desk.outside.day(230)};2027-02-31;151;171`,
    `DBL;FLEX;${desk.outside.day(240)};${desk.outside.day(241)};-1;171`,
  ]
  await give(page, 'summer.csv', Buffer.from(lines.join('\n')))
  const issues = page.getByTestId('csv-issues')
  await expect(issues).toContainText('“XXL”')
  await expect(issues).toContainText('“2027-02-31” is no day')
  await expect(issues).toContainText('“-1”')
  await expect(issues.locator('tbody tr')).toHaveCount(3)
  await expect(page.getByTestId('rate-import-effect')).toBeHidden()

  await page.getByLabel('Leave out the 3 bad lines and import the other one').press('Space')
  const effect = page.getByTestId('rate-import-effect')
  await expect(effect).toContainText('Booking.com (sandbox)')
  expect(await rates.prices(DOUBLE, from, desk.outside.day(224)), 'nothing is changed before').toEqual(before)
  const commit = effect.getByRole('button', { name: /^Change \d+ nights$/ })
  await expect(commit).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('from the file')
  const after = await rates.prices(DOUBLE, from, desk.outside.day(224))
  expect(after.slice(0, 3)).toEqual([171_00, 171_00, 171_00])
  expect(after[3]).toBe(before[3])
  await expect.poll(() => rates.shownPrice(DOUBLE, from)).toBe(171_00)

  await page.keyboard.press('Control+z')
  await expect.poll(() => rates.prices(DOUBLE, from, desk.outside.day(224))).toEqual(before)
})

test('what is exported, as CSV or for Excel, changes nothing when it is imported', async ({ desk }) => {
  const page = await openFiles(desk)
  for (const format of ['CSV', 'Excel'] as const) {
    const { name, content } = await exported(page, format)
    expect(name).toMatch(format === 'CSV' ? /\.csv$/ : /\.xlsx$/)
    await give(page, name, content)
    await expect(page.getByTestId('rate-import-effect')).toContainText('Nothing to change')
    await expect(page.getByTestId('csv-issues')).toHaveCount(0)
  }
  await give(page, 'broken.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 0]))
  await expect(page.getByRole('alert')).toContainText('cannot be read')
})
