/** The operations page by keyboard: live numbers of a real channel, the cursor, the ranges, and the text for a scraper. */
import { addDays } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'

const PATIENT_MS = 30_000

const figureOf = (text: string | null): number => Number((text ?? '').replaceAll(',', ''))

let changes = 0

/** A month's price that the desk of this worker never had. */
async function changePrices({ url, token, outside: { hotel } }: RunningDesk): Promise<void> {
  const changed = await restCaller(url, token).call('rates.setRange', {
    idempotencyKey: `operations-${crypto.randomUUID()}`,
    ratePlanId: hotel.ratePlans[0]!.id,
    roomTypeIds: [hotel.roomTypes[0]!.id],
    from: addDays(hotel.businessDate, 300),
    to: addDays(hotel.businessDate, 330),
    prices: [16_000 + ++changes],
  })
  expect(changed.kind).toBe('done')
}

test('what was sent and how late it was is on the operations page, live, and in the text for a scraper', async ({
  desk,
}) => {
  const page = await desk.openPage('day')
  await page.keyboard.press('6')
  await page.keyboard.press('o')
  await expect(page.getByRole('radio', { name: 'Operations' })).toBeChecked()
  const row = page.locator('[data-testid^="measured-"]').first()
  await expect(row).toBeVisible()
  for (const chart of ['lag', 'calls', 'errors', 'commands', 'cells', 'inbox'])
    await expect(page.getByTestId(`chart-${chart}`)).toBeVisible()
  const calls = async () => figureOf(await row.getByTestId('calls').textContent())
  const before = await calls()

  await changePrices(desk)
  await expect.poll(calls, { timeout: PATIENT_MS }).toBeGreaterThan(before)
  await expect(page.getByTestId('figure-oldest')).toContainText('nothing is pending', { timeout: PATIENT_MS })

  const spoken = page.getByTestId('chart-commands').getByRole('img')
  await expect(spoken).toHaveAttribute('aria-label', /^At \d\d:\d\d: p50 [\d.,–]+, p99 /)
  await page.keyboard.press('+')
  await expect(page.getByRole('radio', { name: '1 h', exact: true })).toBeChecked()
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked()
  const lag = page.getByTestId('chart-lag')
  await expect(lag).toContainText('seconds, log scale')
  await page.keyboard.press('l')
  await expect(lag).not.toContainText('log scale')
  await page.keyboard.press(']')
  const name = ((await row.locator('td').first().textContent()) ?? '').trim()
  await expect(page.getByRole('combobox', { name: 'Channel' })).toHaveValue(name)
  await page.keyboard.press('p')
  await expect(page.getByTestId('metrics-text')).toContainText('keyrack_sync_lag_seconds{channel=')
  await page.keyboard.press('Escape')
  await page.keyboard.press('h')
  await expect(page.getByTestId('exposure')).toBeVisible()
})

test('I5: a channel that refuses everything is late and failing on the page until it answers again', async ({
  desk,
}) => {
  const page = await desk.openPage('day')
  await page.keyboard.press('6')
  await page.keyboard.press('o')
  const row = page.locator('[data-testid^="measured-"]').first()
  await expect(row.getByTestId('oldest')).toHaveText('–', { timeout: PATIENT_MS })
  const errors = async () => figureOf(await row.getByTestId('errors').textContent())
  const before = await errors()
  await desk.outside.sandbox.setFaults([{ kind: 'serverError', scope: 'ari' }])
  await changePrices(desk)
  await expect.poll(errors, { timeout: PATIENT_MS }).toBeGreaterThan(before)
  await expect(row.getByTestId('oldest')).not.toHaveText('–')
  expect(figureOf(await row.getByTestId('pending').textContent())).toBeGreaterThan(0)
  await desk.outside.sandbox.setFaults([])
  await expect(row.getByTestId('oldest')).toHaveText('–', { timeout: PATIENT_MS })
  await expect(page.getByTestId('figure-oldest')).toContainText('nothing is pending')
})
