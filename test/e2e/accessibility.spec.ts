/** axe in the first run, and that axe finds what is wrong; screenshots.spec.ts has it look at every screen and dialog. */
import { expect, test } from './desk-fixture.ts'
import { DemoDesk } from './desk-process.ts'
import { axeComplaints, settled } from './screens.ts'

test('axe finds nothing in the first run, in either theme', async ({ browser }) => {
  const empty = new DemoDesk([])
  try {
    const { url, token } = await empty.start()
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await (await browser.newContext({ colorScheme })).newPage()
      await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
      await page.getByTestId('first-start').waitFor()
      expect(await axeComplaints(page), `first run, ${colorScheme}`).toEqual([])
      await page.keyboard.type('Pension Seeblick')
      await page.keyboard.press('Enter')
      await page.getByTestId('set-up-form').waitFor()
      const broken = { name: 'rooms.csv', mimeType: 'text/csv', buffer: Buffer.from('room\n1') }
      await page.getByTestId('csv-input').setInputFiles(broken)
      await page.getByTestId('csv-issues').waitFor()
      await page.getByRole('button', { name: 'Create the hotel' }).press('Enter')
      await expect(page.getByText('Which rooms? For example 101-112, 201.')).toBeVisible()
      expect(await axeComplaints(page), `setting up, ${colorScheme}`).toEqual([])
      await page.context().close()
    }
  } finally {
    await empty.close()
  }
})

test('axe finds a fault that is put there', async ({ desk: { openPage } }) => {
  const page = await openPage('day')
  await settled(page)
  await page.evaluate(() => {
    const button = document.createElement('button')
    button.id = 'nameless'
    document.querySelector('main')?.append(button)
  })
  expect(await axeComplaints(page)).toEqual(['button-name: #nameless'])
})
