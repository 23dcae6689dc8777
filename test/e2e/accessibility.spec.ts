/** axe finds nothing to object to on any screen or dialog, in either theme. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './desk-fixture.ts'
import { SCREENS, settled } from './screens.ts'

/** What is wrong and where, one line each. */
async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ desk: { openPage } }) => {
    test.setTimeout(300_000)
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
