/** axe finds nothing to object to on any screen or dialog, in either theme. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './desk-fixture.ts'
import { DemoDesk } from './desk-process.ts'
import { SCREENS, settled } from './screens.ts'

/** What is wrong and where, one line each. */
async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ desk: { openPage } }) => {
    test.setTimeout(420_000)
    const page = await openPage('day')
    await page.emulateMedia({ colorScheme: theme })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme)
    const found: Record<string, string[]> = {}
    for (const screen of SCREENS) {
      await test.step(screen.name, async () => {
        await page.reload()
        await page.getByRole('navigation').first().waitFor()
        await screen.open(page)
        const here = await complaints(page)
        if (here.length > 0) found[screen.name] = here
      })
    }
    expect(found).toEqual({})
  })
}

test('axe finds nothing in the first run, in either theme', async ({ browser }) => {
  const empty = new DemoDesk([])
  try {
    const { url, token } = await empty.start()
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await (await browser.newContext({ colorScheme })).newPage()
      await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
      await page.getByTestId('first-start').waitFor()
      expect(await complaints(page), `first run, ${colorScheme}`).toEqual([])
      await page.keyboard.type('Pension Seeblick')
      await page.keyboard.press('Enter')
      await page.getByTestId('set-up-form').waitFor()
      const broken = { name: 'rooms.csv', mimeType: 'text/csv', buffer: Buffer.from('room\n1') }
      await page.getByTestId('csv-input').setInputFiles(broken)
      await page.getByTestId('csv-issues').waitFor()
      await page.getByRole('button', { name: 'Create the hotel' }).press('Enter')
      await expect(page.getByText('Which rooms? For example 101-112, 201.')).toBeVisible()
      expect(await complaints(page), `setting up, ${colorScheme}`).toEqual([])
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
  expect(await complaints(page)).toEqual(['button-name: #nameless'])
})
