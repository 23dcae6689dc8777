/**
 * A channel is connected step by step by the keyboard alone: a seller that is reached through another one, a key that is
 * refused, the channel's own list with suggestions, and a channel that gives no list.
 */
import { expect, type Page } from '@playwright/test'
import { startChannexSandbox } from '../../sync/sandbox/channex-sandbox.ts'
import { sandboxControl } from '../sync/suite/sandbox-control.ts'
import { chooseChannel, enter, ownHotelTest } from './own-hotel.ts'

const PROPERTY = '11111111-2222-4333-8444-555555555555'
const KEY = 'right-key-of-the-property'

const test = ownHotelTest.extend<{ channex: { url: string; close(): Promise<void> } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  channex: async ({}, use) => {
    const sandbox = await startChannexSandbox({ propertyId: PROPERTY, key: KEY, requestsPerMinute: 1_000 })
    await sandboxControl(sandbox.url).setProducts([
      {
        roomCode: 'aaaa-double',
        name: 'Double Room',
        rateCodes: ['rate-double', 'rate-weekly'],
        rateNames: ['Best Available Rate', 'Genius long stay'],
      },
      { roomCode: 'aaaa-single', name: 'Single Room', rateCodes: ['rate-single'], rateNames: ['Flexible'] },
      { roomCode: 'aaaa-studio', name: 'Studio Annexe', rateCodes: ['rate-studio'], rateNames: ['Flexible'] },
    ])
    await use(sandbox)
    await sandbox.close()
  },
})

/** From the sign-in step's first field through its own addresses, to the test. */
async function signIn(page: Page, url: string, key: string): Promise<void> {
  const { keyboard } = page
  await expect(page.getByLabel('Name on the desk')).toBeFocused()
  await enter(page, null, PROPERTY, key)
  // The eye of the key's field is no stop of the way.
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await page.getByLabel('Address for rooms, prices and rules').focus()
  await enter(page, url, url, '250', '0')
  await page.getByLabel('Name on the desk').focus()
  await keyboard.press('Enter')
}

test('Airbnb is reached through Channex: a refused key is told, the list is fetched, suggestions are accepted by Enter', async ({
  own,
  channex,
}) => {
  test.setTimeout(120_000)
  const { page } = own
  const { keyboard } = page
  await keyboard.press('6')
  await expect(page.getByRole('heading', { name: 'No channel is connected' })).toBeVisible()
  await keyboard.press('n')
  await chooseChannel(page, /^Airbnb/)
  const way = page.getByTestId('set-up-way')
  await expect(way).toContainText('Airbnb through Channex, step by step')
  await expect(way.getByRole('listitem')).toHaveCount(5)
  await expect(page.getByRole('button', { name: /^Set up Channex/ })).toBeVisible()
  await keyboard.press('Enter')

  // What is missing is said at its field; nothing was asked of the channel.
  await expect(page.getByLabel('Name on the desk')).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByLabel('Hotel code')).toBeFocused()
  const said = page.getByTestId('connection-test')
  await expect(said).toContainText('One harmless request')
  await page.getByLabel('Name on the desk').focus()
  await signIn(page, channex.url, 'mistyped-key')
  await expect(said).toContainText('Channex refused the credentials')
  await expect(said).toContainText('letter by letter')
  await page.getByLabel('Key', { exact: true }).focus()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.insertText(KEY)
  await expect(said).toContainText('One harmless request')
  await keyboard.press('Alt+t')
  await expect(said).toContainText('It works')
  await expect(said).toContainText('No booking waits there')

  // Its list comes by itself; what is like nothing of ours is not suggested.
  await keyboard.press('Enter')
  const list = page.getByRole('table', { name: 'The channel’s rooms and rates' })
  await expect(list.getByRole('row')).toHaveCount(8)
  const count = page.getByTestId('product-count')
  await expect(count).toHaveText('0 of 7 mapped, 4 suggestions')
  await expect(list.getByRole('row', { name: /^Studio Annexe/ })).toContainText('Not mapped')
  const first = list.getByRole('row', { name: /^Double Room/ })
  await expect(first).toContainText('Double, 100%')
  // It begins with the first suggestion.
  await expect(first.getByRole('button', { name: /^Accept/ })).toBeFocused()
  await keyboard.press('Enter')
  await expect(first).toContainText('Mapped')
  // The next one has the keyboard.
  await keyboard.press('Enter')
  await expect(count).toHaveText('2 of 7 mapped, 2 suggestions')
  await keyboard.press('Alt+s')
  await expect(count).toHaveText('4 of 7 mapped')
  await page.getByLabel('Our room type for Double Room').focus()
  await keyboard.press('Alt+ArrowLeft')
  await expect(page.getByTestId('set-up-signIn')).toBeVisible()
  await keyboard.press('Alt+ArrowRight')
  await expect(count).toHaveText('4 of 7 mapped')
  await page.getByRole('button', { name: /^Next/ }).press('Enter')

  await expect(page.getByLabel('Rooms held back')).toBeFocused()
  await enter(page, '0', '', '30')
  await page.getByLabel('Rooms held back').focus()
  await keyboard.press('Enter')
  const next = page.getByTestId('set-up-next')
  await expect(next).toContainText('2 room types and 2 rates for 30 days: up to 180 cells')
  await expect(next).toContainText('quarantine')
  await expect(next).not.toContainText('not tested')
  await keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Channex is connected')
  await expect(page.getByTestId('channel-state')).toHaveText('In step')
  const { channels } = await own.get<{ channels: { id: string; kind: string }[] }>('/channels')
  expect(channels.map(({ kind }) => kind)).toEqual(['channex'])

  // A connected channel can be tried as well, with what is stored; its list finds what is mapped.
  await page.getByTestId('channel-Channex').getByRole('button', { expanded: true }).focus()
  await keyboard.press('e')
  await expect(page.getByLabel('Name on the desk')).toBeFocused()
  await keyboard.press('Alt+t')
  await expect(said).toContainText('It works')
  await page.getByRole('button', { name: 'Fetch its list' }).press('Enter')
  await expect(page.getByTestId('product-count')).toHaveText('4 of 7 mapped')
})

test('a channel that cannot be reached is told so, and can be connected all the same, with a pasted list', async ({
  own,
}) => {
  const { page } = own
  const { keyboard } = page
  await keyboard.press('6')
  await keyboard.press('n')
  await chooseChannel(page, /^Booking\.com/)
  await keyboard.press('Enter')
  await expect(page.getByLabel('Name on the desk')).toBeFocused()
  await enter(page, null, 'own-4711', 'machine', 'secret')
  await page.getByRole('button', { name: 'Show', exact: true }).press('Enter')
  await page.getByLabel('Address for rooms, prices and rules').focus()
  // Nothing listens at the port of discarded messages.
  await enter(page, 'http://127.0.0.1:9', 'http://127.0.0.1:9')
  await keyboard.press('Enter')
  await expect(page.getByTestId('connection-test')).toContainText('Booking.com cannot be reached')
  await page.getByRole('button', { name: 'Go on without it' }).press('Enter')
  await page.getByRole('button', { name: 'Paste a list…' }).press('Enter')
  const box = page.getByLabel('Its rooms and rates')
  await expect(box).toBeFocused()
  await keyboard.insertText(', no code\n')
  await expect(page.getByText('Line 1 has no room code, or one that is too long')).toBeVisible()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.insertText(
    '910001; Double Room; 3320; Standard Rate\n910002; Single Room; 3321; Standard Rate',
  )
  await page.getByRole('button', { name: 'Use 2 rooms' }).press('Enter')
  await expect(page.getByTestId('product-count')).toHaveText('0 of 4 mapped, 4 suggestions')
  await keyboard.press('Alt+s')
  await expect(page.getByTestId('product-count')).toHaveText('4 of 4 mapped')
  await page.getByLabel('Our room type for Double Room').selectOption({ label: 'Single' })
  await expect(page.getByTestId('product-count')).toContainText('2 of 4 mapped')
  await page.getByRole('radio', { name: 'Codes by hand' }).press('Space')
  await expect(page.getByLabel('Room code of Single')).toHaveValue('910001')
  await expect(page.getByLabel('Rate code of Flexible for Single')).toHaveValue('3320')
})
