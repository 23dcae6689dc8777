/** No word of the desk is written into the code: in the pseudo-locale all that is read is a message, a number or a name. */
import { INDIRECT_SELLERS } from '../../renderer/channels/kind-words.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import type { HotelOutside } from './hotel.ts'
import { SCREENS } from './screens.ts'
import { looseWords, namesIn } from './words-on-page.ts'

/** Names that are the same in every language; those of channels and sellers, too. */
const PROPER_NAMES = [
  'Keyrack',
  'ADR',
  'RevPAR',
  ...Object.values(CHANNEL_KINDS).map(({ title }) => title),
  ...INDIRECT_SELLERS.map(({ name }) => name),
]

/** Every name that the API knows of what the screens show. */
async function hotelNames(outside: HotelOutside): Promise<string[]> {
  const from = addDays(outside.hotel.businessDate, -14)
  const paths = [
    '/property',
    '/board',
    '/in-house',
    '/reservations?limit=200',
    '/articles',
    '/channels',
    '/alerts',
    '/overbooking-cases',
    '/journal?limit=200',
    '/session',
    '/relay',
    '/seasons',
    '/pricing/settings',
    '/pricing/exchange-rates',
    `/tape-chart?from=${from}&to=${addDays(from, 90)}`,
    '/search?text=ma&limit=50',
  ]
  const { arrivals } = await outside.board()
  const { stays } = (await outside.ask('/in-house')) as { stays: typeof arrivals.due }
  const shown = [...arrivals.due, ...arrivals.done, ...stays.filter((stay) => stay.hasNote)]
  paths.push(...shown.map(({ reservationId }) => `/reservations/${reservationId}`))
  const { channels } = (await outside.ask('/channels')) as { channels: { id: string }[] }
  paths.push(...channels.map(({ id }) => `/channels/${id}/sent?limit=200`))
  const names = [...PROPER_NAMES]
  // One after the other: the desk answers its own page meanwhile.
  for (const path of paths) names.push(...namesIn(await outside.ask(path)))
  return names
}

test('every word on every screen comes from a catalogue', async ({
  browser,
  desk: { outside, url, token },
}) => {
  test.setTimeout(300_000)
  const context = await browser.newContext({ viewport: { width: 1600, height: 900 } })
  await context.addInitScript(() => localStorage.setItem('keyrack.locale', 'en-XA'))
  const page = await context.newPage()
  await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
  await page.locator('.areas').waitFor()

  let names = await hotelNames(outside)
  const found: Record<string, string[]> = {}
  for (const screen of SCREENS) {
    await test.step(screen.name, async () => {
      await page.reload()
      await page.getByRole('navigation').first().waitFor()
      await screen.open(page)
      // The channel goes on selling: what is not known may be newer than what was asked.
      if ((await looseWords(page, names)).length > 0) names = await hotelNames(outside)
      const loose = await looseWords(page, names)
      if (loose.length > 0) found[screen.name] = loose
    })
  }
  expect(found).toEqual({})
})

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
