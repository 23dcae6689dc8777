/** What the channel sells reaches every desk. */
import { dayText } from '../../renderer/formats.ts'
import { addDays } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import { goToType, showOnChart } from './on-chart.ts'

test('I7: the last room of a night, sold by the sandbox, is on the chart of another window, once, and none is left', async ({
  desk: { outside, openPage },
}) => {
  const night = { roomTypeCode: 'FAM', date: await outside.dayWithRooms('FAM', 4) }
  await outside.sellDownTo(1, night, 'Colleague')
  await expect.poll(() => outside.shown(night), { message: 'the sandbox knows of the last room' }).toBe(1)
  const [atTheDesk, colleagues] = [await openPage(), await openPage()]
  const left = colleagues.getByTitle(new RegExp(`^Family room, ${dayText(night.date)}: `))
  await goToType(colleagues, 'FAM')
  await expect(left).toHaveText('1')

  await atTheDesk.keyboard.press('6')
  const sandbox = atTheDesk.getByTestId('sandbox')
  await sandbox.getByLabel('Type').click()
  await atTheDesk.getByRole('option', { name: 'Family room' }).click()
  await sandbox.getByLabel('Arrival').fill(night.date)
  await sandbox.getByRole('button', { name: 'Let the sandbox sell a room' }).click()
  const notice = atTheDesk.getByTestId('notice')
  await expect(notice).toContainText('The sandbox sold Family room, 1 night')
  const channelRef = /as (\S+)\. /.exec((await notice.textContent()) ?? '')![1]!

  await expect(left).toHaveText('0')
  const channelBars = async () => {
    const bars = await outside.bars(night.date, addDays(night.date, 1))
    return bars.filter((bar) => bar.channelName !== null && bar.arrival === night.date)
  }
  const [sold, ...more] = await channelBars()
  expect(more).toEqual([])
  await showOnChart(colleagues, sold!.guestName, channelRef)
  await colleagues.getByTestId(`stay-${sold!.stayId}`).click()
  const drawer = colleagues.getByTestId('reservation')
  await expect(drawer).toContainText(`Booked on the channel, ${channelRef}`)
  await expect(drawer).toContainText('Booking.com (sandbox)')
  expect(await outside.available(night)).toBe(0)

  await atTheDesk.getByRole('button', { name: 'Let the sandbox sell a room' }).click()
  await expect(sandbox.getByTestId('failure')).toHaveText(/did not sell: it has no room left/)
})
