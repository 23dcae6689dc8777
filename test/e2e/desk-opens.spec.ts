/** The desk comes up in a real browser, in two windows at once, under its own content policy. */
import { expect, test } from './desk-fixture.ts'

test('the desk opens in two windows, without an error or a breach of its content policy', async ({
  desk,
}) => {
  const complaints: string[] = []
  for (const page of [await desk.openPage(), await desk.openPage()]) {
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    await page.reload()
    await expect(page).toHaveTitle(/Keyrack/)
    await expect(page.locator('#root')).not.toBeEmpty()
    expect(new URL(page.url()).hash, 'the token does not stay in the address').toBe('')
  }
  expect(complaints).toEqual([])
})
