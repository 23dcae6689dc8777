/** A booking that its channel collects: said at the reservation, the check-in and the check-out, which asks for the rest alone; and a guest who is known again. */
import type { Page } from '@playwright/test'
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'
import type { HotelOutside } from './hotel.ts'
import { axeComplaints, wear } from './screens.ts'

const GUEST = { guestSurname: 'Kartenzahl', guestFirstName: 'Ada', guestEmail: 'ada@example.com' }
/** By axe, in both themes. */
async function expectReadable(page: Page): Promise<void> {
  await wear(page, 'dark')
  expect(await axeComplaints(page, 'colours')).toEqual([])
  await wear(page, 'light')
  expect(await axeComplaints(page)).toEqual([])
}

const lastNotice = (page: Page) => page.getByTestId('notice').last()

async function sold(outside: HotelOutside, arrival: IsoDate, virtualCardFrom?: IsoDate): Promise<string> {
  const booking = await outside.sandbox.sell({
    roomCode: outside.roomCode('DBL'),
    arrival,
    departure: addDays(arrival, 2),
    adults: 2,
    ...GUEST,
    ...(virtualCardFrom === undefined ? {} : { virtualCardFrom }),
  })
  if (booking === null) throw new Error('the sandbox did not sell')
  return booking.channelRef
}

async function openByRef(page: Page, outside: HotelOutside, channelRef: string): Promise<void> {
  const find = async () =>
    ((await outside.ask(`/search?text=${channelRef}`)) as Answers['search']['find']).hits.length
  await expect.poll(find, { timeout: 15_000 }).toBeGreaterThan(0)
  await openBySearch(page, channelRef)
}

test('the room that a channel collects is not asked of the guest: reservation, check-in, bill and check-out; and who was here is known again', async ({
  desk: { outside, openPage, url, token },
}) => {
  const { businessDate } = outside.hotel
  await outside.emptyRooms('DBL', 2)
  const tomorrow = addDays(businessDate, 1)
  const night = { roomTypeCode: 'DBL', date: await outside.dayWithRooms('DBL', 5) }
  await expect.poll(() => outside.shown(night), { timeout: 15_000 }).toBeGreaterThan(0)
  const channelRef = await sold(outside, night.date, tomorrow)
  const page = await openPage('day')
  await openByRef(page, outside, channelRef)
  const { hits } = (await outside.ask(`/search?text=${channelRef}`)) as Answers['search']['find']
  const { stayId } = hits[0]!
  // The guest comes sooner: no channel sells the business date any more before 04:00.
  const sooner = { arrival: businessDate, departure: addDays(businessDate, 2), roomId: null }
  await outside.changeStay(stayId, sooner)
  const panel = page.getByTestId('payment-panel')
  await expect(panel).toContainText('Booking.com (sandbox) collects')
  await expect(panel).toContainText(/Commission, EUR\s*\d+\.\d\d/)
  await expect(panel).toContainText(/Net, EUR\s*\d+\.\d\d/)
  await expect(panel).toContainText(/Its card can be charged from \w+ \d+ \w+ \d{4}\./)

  await expectReadable(page)
  await expect(page.getByRole('button', { name: /^Check in/ })).toBeVisible()
  await page.keyboard.press('i')
  const pays = page.getByTestId('channel-pays')
  await expect(pays).toContainText('Booking.com (sandbox) pays the room; do not ask the guest for it.')
  await expect(page.getByRole('button', { name: /^Check in to \d+/ })).toBeVisible()
  await expectReadable(page)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Kartenzahl is in house in')

  await page.keyboard.press('c')
  for (const key of ['m', 'b', 'Enter']) await page.keyboard.press(key)
  await expect(lastNotice(page)).toContainText('Minibar 6.50 charged')
  await page.keyboard.press('f')
  await expect(page.getByTestId('folio').getByTestId('channel-pays')).toBeVisible()
  await page.keyboard.press('p')
  await expect(page.getByRole('dialog', { name: /payment/i }).getByTestId('channel-pays')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('f')

  // Some nights are posted, as by the audit of a night.
  const posted = await restCaller(url, token).call('folios.postNights', {
    idempotencyKey: `nights-${channelRef}`,
    stayId,
    through: addDays(businessDate, 2),
  })
  expect(posted.kind).toBe('done')
  await page.keyboard.press('o')
  const bill = page.getByTestId('check-out-bill')
  await expect(bill).toContainText(/Of it the room, paid by Booking\.com \(sandbox\)\d+\.\d\d/)
  await expect(bill).toContainText('From the guest6.50')
  await expect(bill).toContainText('Without a payment this stays open')
  await expectReadable(page)
  await page.keyboard.press('p')
  await expect(page.getByRole('button', { name: /^Take 6\.50 by card/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(bill).toContainText('Nothing is open with the guest.')
  await expect(page.getByRole('button', { name: /^Room paid, \d+\.\d\d/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Kartenzahl has left.')

  const again = await sold(outside, await outside.dayWithRooms('DBL', 25))
  await page.keyboard.press('Escape')
  await openByRef(page, outside, again)
  await expect(page.getByTestId('stayed-before')).toHaveText(
    /^Stayed before: 1 stay, last until \d+ \w+ \d{4}$/,
  )
  await expect(page.getByTestId('payment-panel')).toContainText('Commission, EUR')
  await expect(page.getByTestId('payment-panel')).not.toContainText('collects')
})
