/** A hotel of a test's own, set up by REST and without a channel, and a window on it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { forkDeskChild } from '../../main/host/forked-child.ts'
import { type SandboxProcess, startSandbox } from '../../main/host/sandbox-process.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { restCaller } from '../processes/callers.ts'
import { type Announced, DemoDesk } from './desk-process.ts'

export interface OwnHotel extends Announced {
  readonly hotel: Hotel
  readonly page: Page
  get<T>(path: string): Promise<T>
}

export const ownHotelTest = base.extend<{ own: OwnHotel }>({
  own: async ({ browser }, use) => {
    const desk = new DemoDesk([])
    try {
      const announced = await desk.start()
      const { url, token } = announced
      const get = async <T>(path: string): Promise<T> => {
        const answer = await fetch(`${url}/api${path}`, { headers: { authorization: `Bearer ${token}` } })
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
        return (await answer.json()) as T
      }
      const type = (code: string, name: string, rooms: string[]) => ({
        code,
        name,
        baseOccupancy: 1,
        maxOccupancy: 2,
        rooms,
      })
      await restCaller(url, token).call('property.setUp', {
        idempotencyKey: 'own-set-up',
        name: 'Pension Seeblick',
        timeZone: 'Europe/Vienna',
        currency: 'EUR',
        roomTypes: [type('DBL', 'Double', ['101', '102', '103']), type('SGL', 'Single', ['201'])],
        ratePlans: [{ code: 'FLEX', name: 'Flexible' }],
        prices: ['DBL', 'SGL'].map((roomTypeCode) => ({
          roomTypeCode,
          ratePlanCode: 'FLEX',
          prices: [9_000, 11_000],
        })),
      })
      const { hotel } = await get<{ hotel: Hotel }>('/property')
      const page = await (await browser.newContext()).newPage()
      await page.goto(`${url}/#token=${encodeURIComponent(token)}`)
      await page.getByRole('navigation', { name: 'Areas' }).waitFor()
      await use({ ...announced, hotel, page, get })
      await page.context().close()
    } finally {
      await desk.close()
    }
  },
})

export const SANDBOX_PASSWORD = 'right-secret'

/** With a Booking.com of its own that sells a double and a single. */
export const sandboxTest = ownHotelTest.extend<{ sandbox: SandboxProcess }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  sandbox: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'keyrack-e2e-sandbox-'))
    const sandbox = await startSandbox({
      spawnChild: forkDeskChild,
      db: join(folder, 'sandbox.db'),
      port: 0,
      hotelCode: 'own-4711',
      currency: 'EUR',
      credentials: { username: 'machine', password: SANDBOX_PASSWORD },
    })
    await sandbox.setProducts([
      { roomCode: '910001', name: 'Double', rateCodes: ['3320'] },
      { roomCode: '910002', name: 'Single', rateCodes: ['3321'] },
    ])
    await use(sandbox)
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

/** Types into the field that has the keyboard, in place of what stands there, and goes on to the next. */
export async function enter({ keyboard }: Page, ...texts: (string | null)[]): Promise<void> {
  for (const text of texts) {
    if (text !== null) {
      await keyboard.press('ControlOrMeta+a')
      await keyboard.insertText(text)
    }
    await keyboard.press('Tab')
  }
}

/** In the first step of connecting a channel: down the list, from the first one on, until it is chosen. */
export async function chooseChannel(page: Page, name: RegExp): Promise<void> {
  await expect(page.locator('.channel-form input').first()).toBeFocused()
  const wanted = page.getByRole('radio', { name })
  for (let press = 0; press < 20 && !(await wanted.isChecked()); press++)
    await page.keyboard.press('ArrowDown')
  await expect(wanted).toBeChecked()
}
