/** The host dies under an open page: the page says so, keeps what was typed, and goes on when the host is back. */
import { expect, test } from './desk-fixture.ts'
import { showOnChart } from './on-chart.ts'

test('I4: after kill -9 the page says what it shows is old, and finishes the sale that was being typed once the host is back', async ({
  mortalDesk: desk,
}) => {
  // Two starts of a desk besides the page's own waits.
  test.setTimeout(120_000)
  const other = await desk.openPage('day')
  const guest = (await desk.outside.board()).arrivals.due[0]!.guestName
  await expect(other.getByTestId('board-arrivals')).toContainText(guest)
  const page = await desk.openPage()
  const banner = page.getByTestId('host-away')
  await page.keyboard.press('w')
  await page.keyboard.type('Interrupta')
  await page.getByLabel('First name').fill('Nora')
  await page.keyboard.press('Shift+ArrowUp')
  await page.getByLabel('Note').fill('Arrives by the last train')
  await page.keyboard.press('Alt+p')
  await page.getByRole('textbox', { name: 'All nights' }).fill('77')
  await expect(page.getByTestId('sale-total')).toHaveText('154.00')
  const sell = page.getByRole('button', { name: /^Book and check in/ })
  await expect(sell).toBeEnabled()

  await desk.kill()
  await expect(banner).toContainText('The host is not answering. You see the hotel as it was at')
  await expect(page.locator('.frame.is-away')).toHaveCount(1)
  await expect(page.getByText(/Host away, \d+ seconds?/)).toBeVisible()
  await expect(sell).toBeDisabled()
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Guest’s surname')).toHaveValue('Interrupta')

  // Another window still finds whom it has seen.
  await other.keyboard.press('/')
  await other.keyboard.type(guest.slice(0, 4))
  await expect(other.getByRole('option').filter({ hasText: guest }).first()).toBeVisible()
  await other.keyboard.press('Escape')

  await desk.startAgain()
  // The page calls again at most 10 s after its last try.
  await expect(banner).toHaveCount(0, { timeout: 25_000 })
  await expect(page.locator('.frame.is-away')).toHaveCount(0)
  await expect(page.getByLabel('Guest’s surname')).toHaveValue('Interrupta')
  await expect(page.getByLabel('First name')).toHaveValue('Nora')
  await expect(page.getByRole('textbox', { name: 'Nights', exact: true })).toHaveValue('2')
  await expect(page.getByLabel('Note')).toHaveValue('Arrives by the last train')
  await expect(page.getByTestId('sale-total'), 'the agreed price').toHaveText('154.00')
  await expect(sell).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Nora Interrupta is in house')
  await expect(await showOnChart(page, 'Nora Interrupta')).toHaveAccessibleName(/^Nora Interrupta, in house/)
})
