/** Pairing with a real relay in the settings, the recovery code on paper, a channel that delivers by it, and the end of it. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test as withDesk } from './desk-fixture.ts'

const ROOT = join(import.meta.dirname, '..', '..')

interface Relay {
  readonly url: string
  /** As its operator makes one. */
  pairingCode(): string
}

const test = withDesk.extend<{ relay: Relay }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  relay: async ({}, use) => {
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
  },
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
