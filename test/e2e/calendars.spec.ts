/** Calendars by the keyboard alone: connected, brought as a file, exported, published through a real relay, revoked, disconnected. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test as base, expect, type Page } from '@playwright/test'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { feedOf } from '../shared/ical/samples.ts'
import { type Announced, DemoDesk } from './desk-process.ts'
import { axeComplaints, wear } from './screens.ts'

const ROOT = join(import.meta.dirname, '..', '..')

interface Relay {
  readonly url: string
  pairingCode(): string
}

const test = base.extend<{ own: Announced & { page: Page; hotel: Hotel }; relay: Relay }>({
  own: async ({ browser }, use) => {
    const desk = new DemoDesk([])
    try {
      const announced = await desk.start()
      const { url, token } = announced
      await restCaller(url, token).call('property.setUp', {
        idempotencyKey: 'own-set-up',
        name: 'Pension Seeblick',
        timeZone: 'Europe/Vienna',
        currency: 'EUR',
        roomTypes: [
          { code: 'DBL', name: 'Double', baseOccupancy: 2, maxOccupancy: 2, rooms: ['101', '102'] },
          { code: 'APT', name: 'Apartment', baseOccupancy: 2, maxOccupancy: 4, rooms: ['Garden'] },
        ],
        ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
      } as never)
      const answer = await fetch(`${url}/api/property`, { headers: { authorization: `Bearer ${token}` } })
      const { hotel } = (await answer.json()) as { hotel: Hotel }
      const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage()
      await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
      await page.getByRole('navigation', { name: 'Areas' }).waitFor()
      await use({ ...announced, page, hotel })
    } finally {
      await desk.close()
    }
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  relay: async ({}, use) => {
    const data = mkdtempSync(join(tmpdir(), 'keyrack-relay-e2e-'))
    const args = ['relay/main.ts', '--data', data, '--port', '0', '--json']
    const relay = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const [line] = (await once(createInterface({ input: relay.stdout }), 'line')) as [string]
      const pair = ['relay/main.ts', 'pair', '--data', data]
      const pairingCode = () =>
        execFileSync(process.execPath, pair, { cwd: ROOT, encoding: 'utf8' }).split('\n')[0]!
      await use({ url: (JSON.parse(line) as { url: string }).url, pairingCode })
    } finally {
      const exited = once(relay, 'exit')
      relay.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true, maxRetries: 5 })
    }
  },
})

async function connectGarden(page: Page, name: string): Promise<void> {
  await expect(page.getByText('No calendar is connected')).toBeVisible()
  await page.keyboard.press('n')
  const form = page.locator('[role="dialog"] form')
  await form.waitFor()
  await page.keyboard.press('Enter')
  await expect(form.getByText('Give it a name, such as the channel’s.')).toBeVisible()
  await page.keyboard.type(name)
  await page.keyboard.press('Tab')
  await page.keyboard.type('Garden')
  // The list is drawn a moment after the letters: an arrow before that moves through the whole of it, or through none.
  await expect(page.getByRole('option')).toHaveText(['Garden, Apartment'])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(form.getByRole('combobox', { name: 'Room' })).toHaveValue('Garden, Apartment')
  await form.getByLabel('Address of the channel').fill('nonsense')
  await page.keyboard.press('Enter')
  await expect(form.getByText('An address begins with https://')).toBeVisible()
  await form.getByLabel('Address of the channel').fill('')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId(`calendar-${name}`)).toBeVisible()
}

test('a calendar is connected, its file takes the room, and its export is saved', async ({
  own: { page, hotel },
}) => {
  await page.keyboard.press('6')
  await page.keyboard.press('k')
  await expect(page.getByText('No calendar is connected')).toBeVisible()
  expect(await axeComplaints(page)).toEqual([])
  await connectGarden(page, 'Airbnb')
  const row = page.getByTestId('calendar-Airbnb')
  await expect(row).toContainText('Garden, Apartment')
  await expect(row).toContainText('By file')

  const bring = (text: string) =>
    page
      .getByTestId('calendar-file')
      .setInputFiles({ name: 'a.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) })
  await bring('<html>Sign in</html>')
  await expect(page.getByText('This file is no calendar.')).toBeVisible()
  const from = addDays(hotel.businessDate, 5)
  await bring(feedOf({ uid: 'a', from, to: addDays(from, 2) }))
  await expect(page.getByText('1 event taken from the file.')).toBeVisible()
  await expect(row).toContainText('1 booking, 0 blocks')

  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')])
  expect(download.suggestedFilename()).toBe('Airbnb.ics')
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/^BEGIN:VCALENDAR\r\n/)
  await expect(page.getByText('An address needs a relay')).toBeVisible()

  await page.keyboard.press('Enter')
  const form = page.locator('[role="dialog"] form')
  await form.waitFor()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Airbnb Garden')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('calendar-Airbnb Garden')).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await wear(page, theme)
    expect(await axeComplaints(page), theme).toEqual([])
  }

  await page.keyboard.press('x')
  await expect(page.getByText('Its bookings stay, its blocks are given back')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Its bookings stay, its blocks are given back')).toHaveCount(0)
  await page.keyboard.press('x')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No calendar is connected')).toBeVisible()
})

test('an export gets an address at the relay, which serves it until it is revoked', async ({
  own,
  relay,
}) => {
  const { page, url, token } = own
  await restCaller(url, token).call(
    'relay.pair' as never,
    {
      idempotencyKey: 'own-pairing',
      url: relay.url,
      code: relay.pairingCode(),
    } as never,
  )
  await page.keyboard.press('6')
  await page.keyboard.press('k')
  await connectGarden(page, 'Vrbo')
  await page.keyboard.press('p')
  const address = page.getByTestId('calendar-detail').locator('code')
  await expect(address).toHaveText(/\/ical\/[\w-]{32}\.ics$/)
  const served = async () => (await fetch((await address.textContent()) ?? '')).status
  await expect.poll(served).toBe(200)
  const old = (await address.textContent()) ?? ''
  await page.keyboard.press('v')
  await page.keyboard.press('Enter')
  await expect(address).toHaveCount(0)
  await expect.poll(async () => (await fetch(old)).status).toBe(404)
})
