/** Parity by keyboard: a difference has its row, its reason and the way to it, and goes when it is put right. */
import { restCaller } from '../processes/callers.ts'
import { expect, type RunningDesk, test } from './desk-fixture.ts'
import { ratesOutside } from './rates-outside.ts'
import { axeComplaints, wear } from './screens.ts'

const PRODUCT = 'Double, courtyard'
let saves = 0

async function openParity(desk: RunningDesk) {
  const page = await desk.openPage()
  await page.keyboard.press('5')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeFocused()
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Parity' })).toBeVisible()
  return page
}

test('a plan that is taken off a channel is said with its reason, Enter leads to the plan, and the row goes when it is sold there again', async ({
  desk,
}) => {
  const { hotel } = desk.outside
  const { id, active: _, seq: __, ...plan } = hotel.ratePlans.find(({ code }) => code === 'NRF')!
  const { channels } = (await desk.outside.ask('/channels')) as { channels: { id: string; name: string }[] }
  const sellOn = async (notOnChannelIds: string[]) => {
    const saved = await restCaller(desk.url, desk.token).call('plans.save', {
      ...plan,
      ratePlanId: id,
      notOnChannelIds,
      idempotencyKey: `parity-plan-${++saves}-${hotel.businessDate}`,
    })
    expect(saved.kind).toBe('done')
  }
  const page = await openParity(desk)
  const row = page.getByTestId('parity-not_on_channel').filter({ hasText: PRODUCT })
  await expect(
    page.getByTestId('parity-same').or(page.getByRole('table', { name: 'Differences' })),
  ).toBeVisible()
  await expect(row).toHaveCount(0)
  try {
    await sellOn([channels[0]!.id])
    await expect(row, 'once the channel has closed it').toHaveCount(1)
    await expect(row).toContainText(`Non-refundable`)
    await expect(row).toContainText(`This plan is not sold on ${channels[0]!.name}.`)
    await expect(row).toContainText('closed')
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme)
      expect(await axeComplaints(page), theme).toEqual([])
    }
    await row.click()
    await expect(row).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Plans' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('p')
    await expect(row).toHaveCount(1)
  } finally {
    await sellOn([])
  }
  await expect(row).toHaveCount(0)
})

test('a price that a channel cannot be told differs there until it can', async ({ desk }) => {
  const rates = ratesOutside(desk)
  const product = { plan: 'FLEX', type: 'DBL' } as const
  const night = desk.outside.day(120)
  const next = desk.outside.day(121)
  const [before] = await rates.prices(product, night, next)
  const page = await openParity(desk)
  await page.getByLabel('First night').fill(night)
  await page.getByRole('heading', { name: 'Parity' }).click()
  const row = page.getByTestId(/^parity-(waiting|backing_off)$/).filter({ hasText: `${PRODUCT} Flexible` })
  await expect(
    page.getByTestId('parity-same').or(page.getByRole('table', { name: 'Differences' })),
  ).toBeVisible()
  await expect(row).toHaveCount(0)
  await desk.outside.sandbox.setFaults([{ kind: 'serverError', scope: 'ari' }])
  await rates.change(product, night, next, { kind: 'add', amountMinor: 1_100 })
  await expect(row).toContainText(((before! + 1_100) / 100).toFixed(2))
  await expect(row).toContainText('Booking.com (sandbox)')
  await desk.outside.sandbox.setFaults([])
  await expect(row, 'after the next try').toHaveCount(0, { timeout: 30_000 })
  await rates.change(product, night, next, { kind: 'add', amountMinor: -1_100 })
})

test('while the host is away what was compared stays, and other nights cannot be asked for', async ({
  mortalDesk: desk,
}) => {
  test.setTimeout(90_000)
  const page = await openParity(desk)
  const answer = page.getByTestId('parity-same').or(page.getByRole('table', { name: 'Differences' }))
  await expect(answer).toBeVisible()
  const later = page.getByRole('button', { name: 'Later nights' })
  await expect(later).toBeEnabled()
  await desk.kill()
  await expect(page.getByTestId('host-away')).toBeVisible()
  await expect(answer).toBeVisible()
  await expect(later).toBeDisabled()
  await expect(page.getByLabel('First night')).toBeDisabled()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByLabel('First night')).toHaveValue(desk.outside.hotel.businessDate)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('grid', { name: 'Rates grid' })).toBeVisible()
})
