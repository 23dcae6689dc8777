/** Pairing with a real relay in the settings, the recovery code on paper, a channel that delivers by it, and the end of it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ChannelKind } from '../../shared/channel-kinds/kinds.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, test as withDesk } from './desk-fixture.ts'
import { ownHotelTest } from './own-hotel.ts'

const ROOT = join(import.meta.dirname, '..', '..')

interface Relay {
  readonly url: string
  /** As its operator makes one. */
  pairingCode(): string
}

/** A relay of this machine for one test. */
async function withRelay(use: (relay: Relay) => Promise<void>): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'keyrack-relay-e2e-'))
  const args = ['relay/main.ts', '--data', data, '--port', '0', '--json']
  const relay = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = (await once(createInterface({ input: relay.stdout }), 'line')) as [string]
    const pair = ['relay/main.ts', 'pair', '--data', data]
    await use({
      url: (JSON.parse(line) as { url: string }).url,
      pairingCode: () =>
        execFileSync(process.execPath, pair, { cwd: ROOT, encoding: 'utf8' }).split('\n')[0]!,
    })
  } finally {
    const exited = once(relay, 'exit')
    relay.kill('SIGTERM')
    await exited
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
}

const test = withDesk.extend<{ relay: Relay }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  relay: ({}, use) => withRelay(use),
})
const ownTest = ownHotelTest.extend<{ relay: Relay }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  relay: ({}, use) => withRelay(use),
})

test('a hotel pairs with a relay, keeps the code on paper, lets its channel deliver by it, and ends it again', async ({
  desk: { openPage },
  relay,
}) => {
  const page = await openPage('day')
  await page.keyboard.press('8')
  await page.getByRole('tab', { name: 'Relay' }).press('Enter')
  const form = page.getByTestId('relay-form')
  await form.getByLabel('Address of the relay').press('Enter')
  await expect(form.getByText('An address like https://relay.example.com.')).toBeVisible()
  await form.getByLabel('Address of the relay').fill(relay.url)
  await form.getByLabel('Pairing code').fill('AAAAA-AAAAA')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('failure')).toContainText('The relay does not accept this code.')
  await expect(form.getByLabel('Address of the relay')).toHaveValue(relay.url)

  await form.getByLabel('Pairing code').fill(relay.pairingCode())
  await page.keyboard.press('Enter')
  const recovery = page.getByTestId('recovery-code')
  const code = (await recovery.locator('code').textContent()) ?? ''
  expect(code.length).toBeGreaterThan(20)
  const done = page.getByRole('button', { name: 'Done' })
  await expect(done).toBeDisabled()
  await page.getByLabel('I have printed it or written it down').press('Space')
  await done.press('Enter')
  await expect(recovery).toHaveCount(0)
  const state = page.getByTestId('relay-state')
  await expect(state.getByText('Relay', { exact: true })).toBeVisible()
  await expect(state).toContainText(relay.url)

  const channel = page.getByTestId('relay-channel-Booking.com (sandbox)')
  await channel.getByRole('button', { name: 'Deliver by the relay' }).press('Enter')
  const given = page.getByTestId('relay-credentials')
  await expect(given.locator('code')).toHaveCount(4)
  await expect(given.locator('code').first()).toContainText(relay.url)
  await given.getByRole('button', { name: 'I have entered it' }).press('Enter')
  await expect(channel).toContainText('by the relay, no booking yet')

  await page.getByRole('button', { name: 'Show the recovery code' }).press('Enter')
  await expect(recovery.locator('code')).toHaveText(code)
  await page.getByLabel('I have printed it or written it down').press('Space')
  await done.press('Enter')

  await page.getByRole('button', { name: 'End the pairing…' }).press('Enter')
  await page.getByRole('button', { name: 'End it and forget the key' }).press('Enter')
  await expect(page.getByTestId('failure')).toContainText('still come by this relay')
  await channel.getByRole('button', { name: 'Ask it from here again' }).press('Enter')
  await expect(channel).toContainText('asked by this desk while it is on')
  await page.getByRole('button', { name: 'End it and forget the key' }).press('Enter')
  await expect(form).toBeVisible()
})

ownTest(
  'each kind of channel is offered what it can do by the relay, and no more',
  async ({ own, relay }) => {
    const { call } = restCaller(own.url, own.token)
    const settings = { ariBaseUrl: 'http://127.0.0.1:9', reservationsBaseUrl: 'http://127.0.0.1:9' }
    const connect = (kind: ChannelKind, hotelCode: string, username: string) =>
      call('channels.connect', {
        idempotencyKey: `relay-${kind}`,
        kind,
        name: kind,
        settings: { ...settings, hotelCode },
        exposure: { buffer: 0, cap: null, horizonDays: 5, safetyBuffer: 0 },
        credentials: { username, password: 'password-1' },
        mapping: [],
      })
    for (const [kind, hotelCode, username] of [
      ['expedia', '7710034', 'EQClago'],
      ['agoda', '5566120', ''],
      ['google', 'LAGO7', ''],
    ] as const)
      expect(await connect(kind, hotelCode, username)).toMatchObject({ kind: 'done' })
    const paired = await fetch(`${own.url}/api/relay/pairing`, {
      method: 'POST',
      headers: { authorization: `Bearer ${own.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ idempotencyKey: 'relay-pair', url: relay.url, code: relay.pairingCode() }),
    })
    expect(paired.status).toBe(200)
    const { page } = own
    await page.keyboard.press('8')
    await page.getByRole('tab', { name: 'Relay' }).press('Enter')
    const given = page.getByTestId('relay-credentials')

    const expedia = page.getByTestId('relay-channel-expedia')
    await expedia.getByRole('button', { name: 'Deliver by the relay' }).press('Enter')
    await expect(given.locator('dt')).toHaveText(['Address for bookings', 'User name', 'Password'])
    await expect(given.locator('code').first()).toContainText(`${relay.url}/v1/hooks/`)
    await given.getByRole('button', { name: 'I have entered it' }).press('Enter')
    await expect(expedia).toContainText('by the relay, no booking yet')

    const agoda = page.getByTestId('relay-channel-agoda')
    await agoda.getByRole('button', { name: 'Take hints by the relay' }).press('Enter')
    await expect(given.locator('dt')).toHaveText(['Address for hints'])
    const address = (await given.locator('code').textContent()) ?? ''
    await given.getByRole('button', { name: 'I have entered it' }).press('Enter')
    const hint = '<request timestamp="1"><property id="5566120"><bookings/></property></request>'
    const answer = await fetch(address, { method: 'POST', body: hint })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('<success/>')])
    await expect(agoda).toContainText('asked by this desk, last hint by the relay')

    await agoda.getByRole('button', { name: 'Take no more hints' }).press('Enter')
    await expect(agoda).toContainText('asked by this desk while it is on')
    expect((await fetch(address, { method: 'POST', body: hint })).status).toBe(401)

    await expect(page.getByText('sends nothing by itself')).toBeVisible()
    await expect(page.getByTestId('relay-channel-google')).toHaveCount(0)
  },
)
