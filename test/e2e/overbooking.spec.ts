/** A channel that could not be told sells a room twice: nothing is lost, and somebody is told. */
import { dayText } from '../../renderer/formats.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import { goToType } from './on-chart.ts'

test('I2: a booking that no longer fits is on the chart with its mark and its case, until the channel cancels it', async ({
  desk: { outside, openPage },
}) => {
  const night = { roomTypeCode: 'STE', date: await outside.dayWithRooms('STE', 5) }
  await outside.sellDownTo(1, night, 'Colleague')
  await expect.poll(() => outside.shown(night)).toBe(1)
  const page = await openPage()
  await goToType(page, 'STE')
  const left = page.getByTitle(new RegExp(`^Suite with terrace, ${dayText(night.date)}: `))
  await expect(left).toHaveText('1')

  await outside.sandbox.setFaults([{ kind: 'serverError', scope: 'ari' }])
  await page.keyboard.press('Shift+W')
  await page.getByLabel(/^Arrival/).fill(night.date)
  await page.getByTestId('type-Suite with terrace').click()
  await page.getByLabel('Guest’s surname').fill('Lastroom')
  await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('Lastroom is booked')
  await expect(left).toHaveText('0')
  expect(await outside.shown(night), 'the sandbox cannot know').toBe(1)
  await page.keyboard.press('6')
  await expect(page.getByTestId('lane-availability')).toContainText(/[Tt]rying again/)
  await page.keyboard.press('2')

  const sold = await outside.sandbox.sell({
    roomCode: outside.roomCode('STE'),
    arrival: night.date,
    departure: addDays(night.date, 1),
    adults: 2,
  })
  await outside.sandbox.setFaults([])

  await expect(left).toHaveText('−1')
  const overbooked = page.getByRole('gridcell', { name: /Booking\.com \(sandbox\), overbooked$/ })
  await expect(overbooked).toBeVisible()
  await expect(overbooked.locator('.bar-case')).toBeVisible()
  await page.getByRole('button', { name: /^Waiting for you/ }).click()
  const waiting = page.getByRole('region', { name: 'Waiting for you' })
  await expect(waiting).toContainText(`Overbooked: Suite with terrace, ${dayText(night.date)}`)
  const cases = await outside.openCases()
  expect(cases.map(({ nights }) => nights)).toEqual([[night.date]])
  await expect.poll(() => outside.shown(night), { message: 'an oversold night is closed' }).toBe(0)

  await outside.sandbox.cancel(sold!.channelRef)
  await expect(waiting).toContainText('No booking is over the hotel’s rooms.')
  await expect(left).toHaveText('0')
  await expect(overbooked).toHaveCount(0)
  expect(await outside.openCases()).toEqual([])
})

test('I2: a case is resolved by the way out that is chosen, whose cost is seen before, and says what it was chosen from', async ({
  desk: { outside, openPage },
}) => {
  const night = { roomTypeCode: 'FAM', date: await outside.dayWithRooms('FAM', 9) }
  await outside.sellDownTo(1, night, 'Colleague')
  await expect.poll(() => outside.shown(night)).toBe(1)
  await outside.sandbox.setFaults([{ kind: 'serverError', scope: 'ari' }])
  await outside.sellDownTo(0, night, 'Colleague')
  await outside.sandbox.sell({
    roomCode: outside.roomCode('FAM'),
    arrival: night.date,
    departure: addDays(night.date, 1),
    adults: 2,
  })
  await expect.poll(async () => (await outside.openCases()).length).toBe(1)
  await outside.sandbox.setFaults([])
  const twins = { roomTypeCode: 'TWN', date: night.date }
  const twinsBefore = await outside.available(twins)
  expect(twinsBefore, 'a twin is free').toBeGreaterThan(0)

  const page = await openPage()
  await page.getByRole('button', { name: /^Waiting for you/ }).click()
  await page.getByRole('button', { name: 'Ways out' }).press('Enter')
  const facts = page.getByTestId('case-facts')
  await expect(facts.getByRole('heading', { level: 2 })).toHaveText('Family room, overbooked')
  await expect(facts.getByTestId(`night-${night.date}`)).toContainText('−1')
  const events = facts.getByTestId('case-events')
  await expect(events).toContainText('could not be told what is left')
  await expect(events).toContainText('booking received, new')
  await expect(events).toContainText('case opened')

  const way = page.getByRole('region', { name: 'Upgrade to Twin, garden' })
  const head = way.locator('.way-head')
  await expect(head).toContainText(/EUR|costs nothing/)
  const number = (await head.locator('.way-number').textContent())!
  const first = page.locator('.way-head').first()
  await first.focus()
  await page.keyboard.press(number)
  await expect(head).toBeFocused()
  await expect(head, 'looked at, not taken').toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('Enter')
  await expect(way.getByRole('button', { name: /^Upgrade to Twin, garden Enter/ })).toBeFocused()
  expect(await outside.openCases()).toHaveLength(1)
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText('the case is closed')
  const resolved = page.getByTestId('case-resolved')
  await expect(resolved).toContainText('Upgrade to Twin, garden')
  await expect(resolved).toContainText(/Chosen on .*, by .*: costs nothing|Chosen on .*, by .* EUR/)
  const from = page.getByTestId('chosen-from')
  await expect(from.getByRole('row', { name: /Upgrade to Twin, garden taken/ })).toBeVisible()
  await expect(from.getByRole('row', { name: /Relocate the guest/ })).toBeVisible()
  await expect(facts.getByTestId(`night-${night.date}`)).not.toContainText('−1')
  await expect(events).toContainText('resolved')
  expect(await outside.openCases()).toEqual([])
  expect(await outside.available(twins)).toBe(twinsBefore - 1)
  await expect.poll(() => outside.shown(twins), { message: 'the channel is told' }).toBe(twinsBefore - 1)
})
