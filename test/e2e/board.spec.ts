/** The day board shows what the ledger says, and a guest arrives and leaves from it by two keys each. */
import { amountText, decimalText } from '../../renderer/formats.ts'
import { expect, test } from './desk-fixture.ts'

test('the board opens first, and its numbers are those of the API', async ({
  desk: { outside, openPage },
}) => {
  const page = await openPage('day')
  const board = await outside.board()
  const tonight = board.days.find((day) => day.date === board.businessDate)!
  await expect(page.getByTestId('kpi-occupancy')).toHaveText(
    `${decimalText((tonight.sold / tonight.rooms) * 100)} %`,
  )
  await expect(page.getByTestId('kpi-adr')).toHaveText(
    `${amountText(Math.round(tonight.revenueMinor / tonight.sold), board.currency)} ${board.currency}`,
  )
  await expect(page.getByTestId('kpi-revpar')).toHaveText(
    `${amountText(Math.round(tonight.revenueMinor / tonight.rooms), board.currency)} ${board.currency}`,
  )
  const { due, done } = board.arrivals
  const arrivals = page.getByTestId('board-arrivals')
  await expect(arrivals).toContainText(`${done.length} of ${due.length + done.length} checked in`)
  await expect(page.getByTestId('arrivals-total')).toHaveText(
    `Total ${amountText(
      due.reduce((sum, stay) => sum + stay.totalMinor, 0),
      board.currency,
    )} ${board.currency}`,
  )
  for (const stay of [...due, ...done])
    await expect(page.getByTestId('board-arrivals').getByTestId(`board-row-${stay.stayId}`)).toContainText(
      stay.guestName,
    )
  await expect(page.getByTestId('in-house-count')).toContainText(`${board.inHouse.rooms} rooms`)
  await expect(page.getByRole('img', { name: /^Occupancy tonight: .*today \d+%/ })).toBeVisible()
})

test('check-in is two keys from the opened board, and check-out two keys in the departures', async ({
  desk: { outside, openPage },
}) => {
  const before = await outside.board()
  const page = await openPage('day')
  const selected = page.getByTestId('board-arrivals').locator('tr[aria-selected="true"]')
  await expect(selected).toHaveCount(1)
  const first = before.arrivals.due.find((stay) => stay.roomId !== null)!
  const rows = page.getByTestId('board-arrivals').locator('tbody tr[aria-selected]')
  await expect(rows.first(), 'the first arrival is chosen').toHaveAttribute('aria-selected', 'true')
  const stayId = ((await selected.getAttribute('data-testid')) ?? '').replace('board-row-', '')
  const chosen = before.arrivals.due.find((stay) => stay.stayId === stayId)!
  expect(first, 'the demo has arrivals with a room').toBeDefined()

  await page.keyboard.press('i')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(`${chosen.guestName} is in house`)
  await expect
    .poll(async () => (await outside.board()).arrivals.done.map((stay) => stay.stayId))
    .toContain(stayId)
  await expect(page.getByTestId(`board-row-${stayId}`)).toHaveClass(/is-done/)
  await expect(selected, 'the selection stays with what is to do').not.toHaveAttribute(
    'data-testid',
    `board-row-${stayId}`,
  )

  // Whoever has just come can also be seen off from the same list: the row is done for arrivals, not for the house.
  await page.keyboard.press('End')
  const leaving = ((await selected.getAttribute('data-testid')) ?? '').replace('board-row-', '')
  const guest = (await outside.board()).arrivals.done.find((stay) => stay.stayId === leaving)!
  await page.keyboard.press('o')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('notice').last()).toContainText(`${guest.guestName} has left`)
  await expect
    .poll(async () => (await outside.board()).departures.done.map((stay) => stay.stayId))
    .toContain(leaving)
  await expect(page.getByTestId('board-departures')).toContainText(guest.guestName)
})

test('Tab goes from column to column, and Enter opens what is chosen there', async ({
  desk: { outside, openPage },
}) => {
  const page = await openPage('day')
  const focused = page.locator('[role="group"]:focus')
  await expect(focused).toHaveAccessibleName('Arrivals')
  await page.keyboard.press('Tab')
  await expect(focused).toHaveAccessibleName('Departures')
  await page.keyboard.press('Tab')
  await expect(focused).toHaveAccessibleName('In house')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowDown')
  const selected = page.getByTestId('board-arrivals').locator('tr[aria-selected="true"]')
  const stayId = ((await selected.getAttribute('data-testid')) ?? '').replace('board-row-', '')
  const { due } = (await outside.board()).arrivals
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('reservation-code')).toHaveText(
    due.find((stay) => stay.stayId === stayId)!.code,
  )
})
