/** Where no single room is free for a stay, others make room for it: looked at first, done by one Enter. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { restCaller } from '../processes/callers.ts'
import { expect, openBySearch, test } from './desk-fixture.ts'

/** Stays that began earlier and lie on the nights have begun within so many days. */
const LONGEST_DAYS = 14

test('a stay that fits only in pieces gets one room, and who moves for it is seen before', async ({
  desk: { outside, openPage, url, token },
}) => {
  const first = await outside.dayWithRooms('DBL', 50)
  const second = addDays(first, 1)
  const rooms = outside.hotel.rooms.filter(({ roomTypeId }) => roomTypeId === outside.roomType('DBL').id)
  const freeOn = async (night: IsoDate) => {
    const { bars, blocks } = await outside.chart(night, addDays(night, 1))
    const taken = new Set([...bars, ...blocks].map(({ roomId }) => roomId))
    return rooms.filter(({ id }) => !taken.has(id))
  }
  const rest = restCaller(url, token)
  for (let before = LONGEST_DAYS; before >= -1; before--) {
    const date = addDays(first, -before)
    await rest.call('rooms.autoAssign', { idempotencyKey: `rooms-of-${date}`, date })
  }
  // One room is left on each night, and not the same one.
  for (const [date, kept] of [
    [first, 0],
    [second, -1],
  ] as const) {
    const free = await freeOn(date)
    for (const room of free) {
      if (room !== free.at(kept)) await outside.sell({ roomTypeCode: 'DBL', date }, 'Onenight', room.id)
    }
  }
  await outside.sell({ roomTypeCode: 'DBL', date: first }, 'Needsroom', undefined, 2)

  const page = await openPage('day')
  await openBySearch(page, 'Needsroom')
  await page.keyboard.press('a')
  await page.getByTestId('rearrange').press('Enter')
  const moves = page.getByTestId('repack-moves')
  await expect(moves.getByRole('row', { name: /Onenight/ })).toHaveCount(1)
  await expect(moves.getByRole('row', { name: /Needsroom .* no room/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice')).toContainText(/Needsroom has room \d+; 1 stay moved for it/)
  const own = (await outside.bars(first, addDays(first, 2))).filter(
    ({ guestName }) => guestName === 'Needsroom',
  )
  expect(own.map(({ from, to, roomId }) => [from, to, roomId === null])).toEqual([
    [first, addDays(first, 2), false],
  ])
})
