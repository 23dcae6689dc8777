/** A day at the desk by keyboard: a guest gets a room, checks in, moves and leaves; and what stands in the way is said. */
import type { Locator, Page } from '@playwright/test'
import type { Answers } from '../../renderer/connection/desk-client.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'

const lastNotice = (page: Page): Locator => page.getByTestId('notice').last()

/** Walks down the list to the guest's row, as staff do. */
async function selectGuest(page: Page, guestName: string): Promise<void> {
  const selected = page.locator('tr[aria-selected="true"]')
  await expect(selected).toBeVisible()
  const rows = page.locator('.stay-table tbody tr')
  const names = await rows.locator('td:nth-child(2)').allTextContents()
  for (let at = 0; at < names.indexOf(guestName); at++) await page.keyboard.press('ArrowDown')
  await expect(selected).toContainText(guestName)
}

test('I1: a guest gets a room, checks in, moves and leaves, all by keyboard', async ({
  desk: { outside, openPage },
}) => {
  const tonight = { roomTypeCode: 'DBL', date: outside.hotel.businessDate }
  await outside.emptyRooms('DBL', 3)
  expect((await outside.sell(tonight, 'Arrivalis')).kind).toBe('done')
  const page = await openPage()

  await page.keyboard.press('3')
  await selectGuest(page, 'Arrivalis')
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  const give = dialog.getByRole('button', { name: /^Give \d+/ })
  const firstRoom = /Give (\d+)/.exec((await give.textContent()) ?? '')![1]!
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(new RegExp(`^Arrivalis has room ${firstRoom}\\.`))

  await expect(page.locator('tr[aria-selected="true"]')).toContainText(firstRoom)
  await page.keyboard.press('i')
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(new RegExp(`^Arrivalis is in house in ${firstRoom}\\.`))
  await expect(page.getByRole('row', { name: /Arrivalis/ }), 'done, below those to do').toHaveClass(/is-done/)

  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await selectGuest(page, 'Arrivalis')
  await page.keyboard.press('a')
  await expect(dialog).toContainText(`Move from ${firstRoom}`)
  await page.keyboard.press('ArrowDown')
  const move = dialog.getByRole('button', { name: /^Give \d+/ })
  const secondRoom = /Give (\d+)/.exec((await move.textContent()) ?? '')![1]!
  expect(secondRoom).not.toBe(firstRoom)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(new RegExp(`^Arrivalis has room ${secondRoom}\\.`))

  await expect(page.locator('tr[aria-selected="true"]')).toContainText(secondRoom)
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(/^Arrivalis has left\. 1 night can be sold again\./)
  await expect(page.getByRole('row', { name: /Arrivalis/ })).toHaveCount(0)
})

test('what a colleague sold between opening the dialog and Enter is said with its day, and nothing is sold', async ({
  desk: { outside, openHeldPage },
}) => {
  const night = { roomTypeCode: 'STE', date: await outside.dayWithRooms('STE', 9) }
  await outside.sellDownTo(1, night, 'Colleague')
  const { page, line } = await openHeldPage()
  await page.keyboard.press('Shift+W')
  await page.getByLabel(/^Arrival/).fill(night.date)
  await page.getByTestId('type-Suite with terrace').click()
  await page.getByLabel('Guest’s surname').fill('Toolate')
  await expect(page.getByRole('button', { name: /^Book Enter/ })).toBeEnabled()

  line.hold()
  await outside.sellDownTo(0, night, 'Faster')
  await page.keyboard.press('Enter')
  line.release()
  await expect(page.getByTestId('failure')).toHaveText(
    /^Suite with terrace sold out on .+\. Choose other dates or another type\.$/,
  )
  await expect(page.getByLabel('Guest’s surname')).toHaveValue('Toolate')
  expect(await outside.available(night)).toBe(0)
  const bars = await outside.bars(night.date, addDays(night.date, 1))
  expect(bars.filter((bar) => bar.guestName.includes('Toolate'))).toEqual([])
})

test('no room is proposed before the best one is known: Enter waits for it', async ({
  desk: { outside, openHeldPage },
}) => {
  await outside.emptyRooms('DBL', 3)
  const tonight = { roomTypeCode: 'DBL', date: outside.hotel.businessDate }
  const sold = await outside.sell(tonight, 'Bestroom')
  if (sold.kind !== 'done') throw new Error('no room to sell')
  const { rooms } = (await outside.ask(
    `/stays/${sold.output.stayIds[0]}/rooms`,
  )) as Answers['rooms']['proposals']
  const best = outside.hotel.rooms.find(({ id }) => id === rooms[0]!.roomId)!.name
  const { page, line } = await openHeldPage()
  await page.keyboard.press('3')
  await selectGuest(page, 'Bestroom')
  line.hold('"because"')
  await page.keyboard.press('i')
  await expect.poll(() => line.held()).toBe(1)
  await expect(page.getByRole('dialog').getByRole('button', { name: /^Check in to/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  line.release()
  await expect(lastNotice(page)).toHaveText(new RegExp(`^Bestroom is in house in ${best}\\.`))
})

test('I1: a room that a colleague gave away meanwhile is refused in words, and the guest can have another', async ({
  desk: { outside, openHeldPage },
}) => {
  const tonight = { roomTypeCode: 'DBL', date: outside.hotel.businessDate }
  await outside.emptyRooms('DBL', 3)
  expect((await outside.sell(tonight, 'Patiens')).kind).toBe('done')
  const { page, line } = await openHeldPage()
  await page.keyboard.press('3')
  await selectGuest(page, 'Patiens')
  await page.keyboard.press('i')
  const checkIn = page.getByRole('dialog').getByRole('button', { name: /^Check in to \d+/ })
  const room = /Check in to (\d+)/.exec((await checkIn.textContent()) ?? '')![1]!

  line.hold()
  const roomId = outside.hotel.rooms.find(({ name }) => name === room)!.id
  expect((await outside.sell(tonight, 'Faster', roomId)).kind).toBe('done')
  await page.keyboard.press('Enter')
  line.release()
  await expect(page.getByTestId('failure')).toHaveText(
    new RegExp(`^Room ${room} is taken on .+\\. Choose another room\\.$`),
  )
  await expect(checkIn).not.toContainText(`Check in to ${room}`)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toHaveText(/^Patiens is in house in \d+\./)
})
