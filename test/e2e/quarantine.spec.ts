/** Bookings of a room that is not mapped: one is dismissed with its reason, the others are mapped and applied, by the keyboard. */
import { expect, type Page } from '@playwright/test'
import { addDays } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { sandboxControl } from '../sync/suite/sandbox-control.ts'
import { type OwnHotel, sandboxTest as test } from './own-hotel.ts'

interface Sold {
  readonly channelId: string
  readonly refs: string[]
}

/** A channel that sold two singles before the desk took the single off it, and asked for bookings only then. */
async function soldUnmapped(own: OwnHotel, url: string): Promise<Sold> {
  const { call } = restCaller(own.url, own.token)
  const control = sandboxControl(url)
  const [dbl, sgl] = own.hotel.roomTypes
  const [flex] = own.hotel.ratePlans
  const mapped = (roomTypeId: string, roomCode: string, rateCode: string) => ({
    roomTypeId,
    roomCode,
    rates: [{ ratePlanId: flex!.id, rateCode }],
  })
  const double = mapped(dbl!.id, '910001', '3320')
  const connected = await call('channels.connect', {
    idempotencyKey: 'quarantine-connect',
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: {
      hotelCode: 'own-4711',
      ariBaseUrl: url,
      reservationsBaseUrl: url,
      pullIntervalMs: 3_600_000,
      pauseAfterAcknowledgeMs: 0,
    },
    exposure: { buffer: 0, cap: null, horizonDays: 20 },
    credentials: { username: 'machine', password: 'right-secret' },
    mapping: [double, mapped(sgl!.id, '910002', '3321')],
  })
  if (connected.kind !== 'done')
    throw new Error(`the channel was not connected: ${JSON.stringify(connected)}`)
  const { channelId } = connected.output
  const today = own.hotel.calendarDate
  await expect
    .poll(async () => (await control.state(today, addDays(today, 20))).stock.length, { timeout: 30_000 })
    .toBe(40)
  const refs: string[] = []
  for (const offset of [2, 5]) {
    const arrival = addDays(today, offset)
    const sold = await control.sell({
      roomCode: '910002',
      arrival,
      departure: addDays(arrival, 1),
      adults: 1,
    })
    refs.push(sold!.channelRef)
  }
  await call('channels.configure', {
    idempotencyKey: 'quarantine-unmap',
    channelId,
    settings: { pullIntervalMs: 250 },
    mapping: [double],
  })
  return { channelId, refs }
}

async function outcomes(own: OwnHotel, channelId: string): Promise<Record<string, string>> {
  const { messages } = await own.get<{ messages: { channelRef: string; outcome: string }[] }>(
    `/channels/${channelId}/inbox`,
  )
  return Object.fromEntries(messages.map(({ channelRef, outcome }) => [channelRef, outcome]))
}

const tab = (page: Page) => page.locator('input[type="radio"][value="quarantine"]')

test('a booking of an unknown room is asked about; dismissed it is kept with the reason, mapped it is applied', async ({
  own,
  sandbox,
}) => {
  test.setTimeout(120_000)
  const { page } = own
  const { keyboard } = page
  const { channelId, refs } = await soldUnmapped(own, sandbox.url)
  await expect
    .poll(() => outcomes(own, channelId))
    .toEqual({ [refs[0]!]: 'quarantined', [refs[1]!]: 'quarantined' })

  // They stand below the channels, each with its way to the question.
  await keyboard.press('6')
  const below = page.getByRole('region', { name: 'Bookings that wait for you' })
  await expect(below.getByRole('listitem')).toHaveCount(2)
  await below
    .getByRole('listitem')
    .filter({ hasText: `${refs[1]} could not be mapped` })
    .getByRole('button', { name: 'Map' })
    .press('Enter')
  await expect(tab(page)).toBeChecked()
  await expect(page.getByTestId('waiting-raw')).toContainText(refs[1]!)
  await keyboard.press('1')

  // The alert leads there.
  await page.locator('.attention-button').press('Enter')
  await page.getByTestId('alerts').getByRole('button', { name: 'Map now' }).first().press('Enter')
  await expect(tab(page)).toBeChecked()
  await expect(page.getByRole('radio', { name: 'Quarantine 2' })).toBeChecked()
  const list = page.getByRole('navigation', { name: 'What waits for you' })
  await expect(list.getByRole('button')).toHaveCount(2)
  await expect(page.getByRole('heading', { name: 'What is “910002”?' })).toBeVisible()
  await expect(page.getByTestId('waiting-raw').locator('mark').first()).toHaveText('910002')
  // What lies free comes first; what mapping it does is said.
  await expect(page.getByRole('radio', { name: 'Single', exact: true })).toBeChecked()
  const nights = page.getByRole('table', { name: 'Rooms left' })
  await expect(nights.getByRole('row')).toHaveText([/Night/, /10$/])

  // The newest is dealt with by hand; the reason stays.
  await page.getByTestId('waiting-raw').focus()
  await keyboard.press('d')
  await expect(page.getByLabel('How was it dealt with?')).toBeFocused()
  await keyboard.insertText('moved to the Seehof')
  await keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(`${refs[1]} is dismissed`)
  await expect(list.getByRole('button')).toHaveCount(1)

  // Another type than the free one would change what is sold there.
  await page.getByRole('radio', { name: /^Double/ }).check()
  await expect(page.getByText('Its code becomes 910002')).toBeVisible()
  await page.getByRole('radio', { name: 'Single', exact: true }).check()
  await keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText('910002 is Single from now on')
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible()
  await expect.poll(() => outcomes(own, channelId)).toEqual({ [refs[0]!]: 'applied', [refs[1]!]: 'ignored' })
  const { messages } = await own.get<{ messages: { reason: string }[] }>(`/channels/${channelId}/inbox`)
  expect(messages.map(({ reason }) => reason)).toContain('dismissed: moved to the Seehof')
  await expect(page.getByRole('button', { name: 'Map now' })).toHaveCount(0)
})
