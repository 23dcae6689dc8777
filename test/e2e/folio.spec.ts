/** Money at the desk by keyboard: a charge in eight keys, a payment in two, a check-out in two or four, and lines that are split and moved. */
import type { Locator, Page } from '@playwright/test'
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'
import type { HotelOutside } from './hotel.ts'

const lastNotice = (page: Page): Locator => page.getByTestId('notice').last()

type Folios = Answers['folios']['ofReservation']

async function foliosOf(outside: HotelOutside, reservationId: string): Promise<Folios['folios']> {
  return ((await outside.ask(`/reservations/${reservationId}/folios`)) as Folios).folios
}

async function press(page: Page, keys: readonly string[]): Promise<number> {
  for (const key of keys) await page.keyboard.press(key)
  return keys.length
}

async function selectGuest(page: Page, guestName: string): Promise<void> {
  const selected = page.locator('tr[aria-selected="true"]')
  await expect(selected).toBeVisible()
  const names = await page.locator('.stay-table tbody tr td:nth-child(2)').allTextContents()
  for (let at = 0; at < names.findIndex((name) => name.includes(guestName)); at++)
    await page.keyboard.press('ArrowDown')
  await expect(selected).toContainText(guestName)
}

test('I9: a charge takes eight keys, its payment two, a balanced check-out two, and it can be undone', async ({
  desk: { outside, openPage },
}) => {
  await outside.emptyRooms('DBL', 2)
  const tonight = { roomTypeCode: 'DBL', date: outside.hotel.businessDate }
  const sold = await outside.sell(tonight, 'Folianter')
  if (sold.kind !== 'done') throw new Error('not sold')
  const { reservationId } = sold.output
  const page = await openPage('day')
  await page.keyboard.press('3')
  await selectGuest(page, 'Folianter')
  await page.keyboard.press('i')
  await expect(page.getByRole('button', { name: /^Check in to \d+/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Folianter is in house in')
  const room = /in house in (\d+)/.exec((await lastNotice(page).textContent()) ?? '')![1]!

  const keys = await press(page, ['c', ...room, 'Enter', 'm', 'b', 'Enter'])
  expect(keys).toBeLessThanOrEqual(8)
  await expect(lastNotice(page)).toHaveText(/^Minibar 6\.50 charged to Folianter\. Balance EUR 6\.50\./)

  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await selectGuest(page, 'Folianter')
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: /^Take 6\.50 by card/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('EUR 6.50 taken (Card). Balance 0.00.')

  await page.keyboard.press('o')
  await expect(page.getByTestId('check-out-bill')).toContainText('The bill is settled.')
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Folianter has left.')
  const [folio] = await foliosOf(outside, reservationId)
  expect(folio).toMatchObject({ balanceMinor: 0 })
  await page.keyboard.press('u')
  await expect(lastNotice(page)).toContainText('Folianter is in house again.')
})

test('I9: a check-out with a payment takes four keys: the nights are posted, paid in full, and the guest is gone', async ({
  desk: { outside, openPage },
}) => {
  const page = await openPage('day')
  await page.keyboard.press('3')
  await page.keyboard.press('ArrowRight')
  const row = page.locator('tr[aria-selected="true"]')
  await expect(row).toContainText('Due out')
  const stayId = (await row.getAttribute('data-testid'))!.slice('row-'.length)
  const stay = (await outside.board()).departures.due.find((each) => each.stayId === stayId)!

  await page.keyboard.press('o')
  await expect(page.getByTestId('check-out-bill')).toContainText('Without a payment')
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: /^Take .+ by card/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('check-out-bill')).toContainText('The bill is settled.')
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText(`${stay.guestName} has left.`)
  const [folio] = await foliosOf(outside, stay.reservationId)
  expect(folio!.balanceMinor).toBe(0)
  expect(folio!.postings.filter(({ kind }) => kind === 'room')).not.toHaveLength(0)
  expect(folio!.postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0)
})

test('I9: a line is split between two folios, moved and taken back; both bills are shown before and sum to what was charged', async ({
  desk: { outside, openPage },
}) => {
  const date = await outside.dayWithRooms('FAM', 45)
  const sold = await outside.sell({ roomTypeCode: 'FAM', date }, 'Teilung')
  if (sold.kind !== 'done') throw new Error('not sold')
  const { reservationId } = sold.output
  const page = await openPage('day')
  await openBySearch(page, 'Teilung')
  await page.keyboard.press('f')
  await expect(page.getByTestId('folio')).toContainText('No folio yet')

  await press(page, ['c', 'r', 'e', 'Enter', '8', '6', 'Enter'])
  await expect(lastNotice(page)).toContainText('Restaurant 86.00 charged to Teilung.')
  await page.keyboard.press('n')
  await page.keyboard.type('Nordwind')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab')).toHaveCount(2)

  await press(page, ['s', '4', '0'])
  await expect(page.getByTestId('posting-parts')).toContainText(
    /51\.60.+86\.00 → 51\.60.+34\.40.+0\.00 → 34\.40/,
  )
  await page.keyboard.press('Enter')
  const tabs = page.getByRole('tab')
  await expect(tabs).toContainText([/51\.60/, /34\.40/])

  await press(page, ['ArrowRight', 'Space', 't'])
  await expect(page.getByRole('button', { name: /^Move 34\.40/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(tabs).toContainText([/86\.00/, /Nordwind.+0\.00/])

  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('r')
  await page.keyboard.type('Wrong guest')
  await page.keyboard.press('Enter')
  await expect(tabs).toContainText([/51\.60/, /0\.00/])
  const folios = await foliosOf(outside, reservationId)
  for (const folio of folios)
    expect(folio.postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(folio.balanceMinor)
})
