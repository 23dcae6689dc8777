/** That the check for words written into the code finds them; screenshots.spec.ts has it look at every screen and dialog. */
import { expect, test } from './desk-fixture.ts'
import { looseWords } from './words-on-page.ts'

test('a word that is written into the page is found, in a text and in an attribute', async ({
  browser,
  desk: { url, token },
}) => {
  const context = await browser.newContext()
  await context.addInitScript(() => localStorage.setItem('keyrack.locale', 'en-XA'))
  const page = await context.newPage()
  await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
  await page.locator('.status-bar').waitFor()
  await page.evaluate(() => {
    const word = document.createElement('span')
    word.className = 'written'
    word.textContent = 'Hard-coded 5'
    word.title = 'Also here'
    document.querySelector('footer')?.append(word)
  })
  const loose = await looseWords(page, ['Keyrack'])
  expect(loose.filter((line) => line.includes('written'))).toEqual([
    'span.written title: Also here',
    'span.written text: Hard-coded 5',
  ])
})
