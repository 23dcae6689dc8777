/** The tape chart in a real browser: far scrolls, long stays, drags and keys with their price, refusals, two windows. */
import type { Locator, Page } from '@playwright/test'
import { addDays, type IsoDate } from '../../shared/dates.ts'
import { expect, test } from './desk-fixture.ts'
import type { HotelOutside } from './hotel.ts'
import { showOnChart } from './on-chart.ts'

const lastNotice = (page: Page): Locator => page.getByTestId('notice').last()
const dialogOf = (page: Page): Locator => page.getByTestId('change-dialog')

/** Rooms of a type that nobody has from the first to the last of these days after today. */
async function freeRooms(outside: HotelOutside, typeCode: string, from: IsoDate, to: IsoDate) {
  const { bars, blocks } = await outside.chart(from, to)
  const taken = new Set([...bars, ...blocks].map(({ roomId }) => roomId))
  const type = outside.roomType(typeCode)
  return outside.hotel.rooms.filter((room) => room.roomTypeId === type.id && !taken.has(room.id))
}

/** A stay of three nights in a room that is free around it, and the rooms that are free as well. */
async function stayInRoom(outside: HotelOutside, surname: string, after: number) {
  const arrival = outside.day(after)
  const free = await freeRooms(outside, 'DBL', addDays(arrival, -2), addDays(arrival, 6))
  const [room, other] = free
  expect(room, 'the demo has a free room for the test').toBeDefined()
  expect(other, 'and another one').toBeDefined()
  const stay = { roomTypeCode: 'DBL', date: arrival }
  const sold = await outside.sell(stay, surname, room!.id, 3)
  if (sold.kind !== 'done') throw new Error(JSON.stringify(sold))
  return { arrival, room: room!, other: other!, reservationId: sold.output.reservationId }
}

async function stayOf(outside: HotelOutside, surname: string, from: IsoDate, to: IsoDate) {
  const { bars } = await outside.chart(from, to)
  return bars.find((bar) => bar.guestName.includes(surname))!
}

/** Drags from a point of the bar (0..1 of its width) by so many px. */
async function drag(page: Page, bar: Locator, at: number, [dx, dy]: [number, number]): Promise<void> {
  const box = (await bar.boundingBox())!
  const x = at >= 1 ? box.x + box.width - 2 : box.x + box.width * at
  const y = box.y + box.height / 2
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 })
  await page.mouse.move(x + dx, y + dy, { steps: 4 })
}

test('two years scroll away and back, and what was in sight is there again', async ({
  desk: { openPage },
}) => {
  const page = await openPage()
  const bars = page.locator('.chart .bar')
  await expect(bars.first()).toBeVisible()
  const chart = page.getByRole('grid', { name: 'Tape chart' })
  const before = await chart.evaluate((element) => [element.scrollLeft, element.scrollTop])
  const names = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')).sort())
  const lastDay = page.locator('.chart-day').last()
  for (const [far, year] of [
    [0, /20(25|26)$/],
    [10_000_000, /20(28|29)$/],
  ] as const) {
    await chart.evaluate((element, left) => element.scrollTo(left, 10_000_000), far)
    await expect(lastDay).toHaveAttribute('title', year)
    await expect(chart).toHaveAttribute('aria-busy', 'false')
    expect(await bars.count(), 'a window of the chart is in the DOM, not the chart').toBeLessThan(600)
  }
  await page.getByRole('button', { name: /^Today/ }).click()
  await chart.evaluate((element, [left, top]) => element.scrollTo(left!, top!), before)
  await expect
    .poll(() => bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')).sort()))
    .toEqual(names)
})

test('a stay longer than the screen stays in sight with its name, however far it is scrolled', async ({
  desk: { outside, openPage },
}) => {
  const arrival = outside.day(150)
  const free = await freeRooms(outside, 'TWN', arrival, addDays(arrival, 95))
  expect(free.length).toBeGreaterThan(0)
  const night = { roomTypeCode: 'TWN', date: arrival }
  expect((await outside.sell(night, 'Longinus', free[0]!.id, 90)).kind).toBe('done')
  const page = await openPage()
  const bar = await showOnChart(page, 'Longinus')
  for (const days of [20, 40, 60, 80]) {
    await page.getByLabel('First day shown').fill(addDays(arrival, days))
    await expect(bar).toBeVisible()
    const name = bar.locator('.bar-name')
    await expect
      .poll(async () => (await name.boundingBox())!.x, { message: 'the name stands at the edge' })
      .toBeGreaterThanOrEqual(132)
    expect((await name.boundingBox())!.x).toBeLessThan(300)
  }
})

test('I1: a drag to another room shows old and new with the price, changes nothing before Enter, and then does', async ({
  desk: { outside, openPage },
}) => {
  const { arrival, room, other } = await stayInRoom(outside, 'Dragovic', 30)
  const page = await openPage()
  const bar = await showOnChart(page, 'Dragovic')
  const target = page.getByTestId(`room-${other.name}`)
  const dy = (await target.boundingBox())!.y - (await page.getByTestId(`room-${room.name}`).boundingBox())!.y
  await drag(page, bar, 0.5, [72, dy])
  const tag = page.getByTestId('ghost-tag')
  await expect(tag).toContainText(`Room ${other.name}`)
  await expect(tag).toContainText('Free on these nights')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(tag).toHaveCount(0)
  await expect(dialogOf(page)).toHaveCount(0)

  await drag(page, bar, 0.5, [72, dy])
  await page.mouse.up()
  await expect(dialogOf(page)).toContainText(room.name)
  await expect(dialogOf(page)).toContainText(other.name)
  await expect(page.getByTestId('price-keep')).toContainText(/\d+\.\d\d/)
  expect((await stayOf(outside, 'Dragovic', arrival, addDays(arrival, 4))).roomId).toBe(room.id)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText(`Dragovic: Room ${other.name}`)
  await expect(page.getByTestId('ghost')).toHaveCount(0)
  const moved = await stayOf(outside, 'Dragovic', arrival, addDays(arrival, 6))
  expect([moved.roomId, moved.arrival]).toEqual([other.id, addDays(arrival, 1)])
  await expect(target.getByRole('gridcell', { name: /^Dragovic/ })).toBeVisible()
})

test('a bar pulled at its end is extended at a price that is confirmed', async ({
  desk: { outside, openPage },
}) => {
  const { arrival } = await stayInRoom(outside, 'Longermann', 40)
  const page = await openPage()
  const bar = await showOnChart(page, 'Longermann')
  await drag(page, bar, 1, [144, 0])
  await expect(page.getByTestId('ghost-tag')).toContainText('5 nights')
  await page.mouse.up()
  await expect(page.getByRole('dialog')).toContainText('Extend Longermann')
  await expect(page.getByTestId('price-keep')).toHaveText(/^\d+\.\d\d → \d+\.\d\d, \+\d+\.\d\d$/)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Longermann: Room')
  const stay = await stayOf(outside, 'Longermann', arrival, addDays(arrival, 2))
  expect(stay.departure).toBe(addDays(arrival, 5))
})

test('I1: a room that is taken is refused in words, and nothing is changed', async ({
  desk: { outside, openPage },
}) => {
  const { arrival, room, other } = await stayInRoom(outside, 'Refusalis', 50)
  const night = { roomTypeCode: 'DBL', date: addDays(arrival, 1) }
  expect((await outside.sell(night, 'Sitzfleisch', other.id)).kind).toBe('done')
  const page = await openPage()
  const bar = await showOnChart(page, 'Refusalis')
  const dy =
    (await page.getByTestId(`room-${other.name}`).boundingBox())!.y -
    (await page.getByTestId(`room-${room.name}`).boundingBox())!.y
  await drag(page, bar, 0.5, [0, dy])
  await expect(page.getByTestId('ghost-tag')).toContainText('by Sitzfleisch')
  await page.mouse.up()
  await expect(page.getByTestId('failure')).toContainText(`Room ${other.name} is taken on`)
  await expect(dialogOf(page)).toContainText('Nothing was changed.')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(dialogOf(page)).toHaveCount(0)
  await expect(page.getByTestId('ghost')).toHaveCount(0)
  expect((await stayOf(outside, 'Refusalis', arrival, addDays(arrival, 2))).roomId).toBe(room.id)
})

test('a stay is looked at, moved and extended by the keyboard alone', async ({
  desk: { outside, openPage },
}) => {
  const { arrival, room } = await stayInRoom(outside, 'Tastatur', 60)
  const page = await openPage()
  await showOnChart(page, 'Tastatur')
  await page.keyboard.press('Space')
  const card = page.getByTestId('hover-card')
  await expect(card).toContainText('3 nights')
  await expect(card).toContainText('Flexible')
  await expect(card).toContainText('EUR')
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)

  await page.keyboard.press('m')
  const tag = page.getByTestId('ghost-tag')
  await expect(tag).toContainText(`Room ${room.name}`)
  for (let tried = 0; tried < 30; tried++) {
    await page.keyboard.press('ArrowDown')
    const text = (await tag.textContent()) ?? ''
    if (text.includes('Free on these nights') && !text.includes(`Room ${room.name}`)) break
  }
  await page.keyboard.press('Enter')
  await expect(dialogOf(page)).toBeVisible()
  await expect(page.locator('.price-choices')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('Tastatur: Room')
  const moved = await stayOf(outside, 'Tastatur', arrival, addDays(arrival, 2))
  expect(moved.roomId).not.toBe(room.id)

  await showOnChart(page, 'Tastatur')
  await page.keyboard.press('e')
  await page.keyboard.press('ArrowLeft')
  await expect(tag).toContainText('2 nights')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('Shorten Tastatur')
  await expect(page.getByTestId('price-keep')).toHaveText(/, −\d+\.\d\d$/)
  await page.keyboard.press('Enter')
  await expect
    .poll(async () => (await stayOf(outside, 'Tastatur', arrival, addDays(arrival, 2))).departure)
    .toBe(addDays(arrival, 2))
})

test('I1: a free night is taken out of order by the keyboard, hatched with its reason, and put back', async ({
  desk: { outside, openPage },
}) => {
  const { arrival, other } = await stayInRoom(outside, 'Nebenan', 70)
  const page = await openPage()
  await showOnChart(page, 'Nebenan')
  const cell = page.locator('#chart-cell')
  for (let tried = 0; tried < 40; tried++) {
    await page.keyboard.press('ArrowDown')
    const name = (await cell.count()) === 1 ? await cell.getAttribute('aria-label') : ''
    if (name?.startsWith(`Room ${other.name}, `)) break
  }
  await expect(cell).toHaveAttribute('aria-label', new RegExp(`^Room ${other.name}, .+, free$`))
  await page.keyboard.press('b')
  await page.keyboard.type('Shower leaks')
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText(`Room ${other.name} is out of order`)
  const block = page.getByRole('gridcell', {
    name: new RegExp(`^Out of order · Shower leaks, room ${other.name}, `),
  })
  await expect(block).toHaveText('Out of order · Shower leaks')
  expect((await outside.chart(arrival, addDays(arrival, 4))).blocks.map(({ roomId }) => roomId)).toContain(
    other.id,
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText(`Room ${other.name} back in order`)
  await page.keyboard.press('Enter')
  await expect(lastNotice(page)).toContainText('1 night can be sold again')
  await expect(block).toHaveCount(0)
})

test('a stay that another window changed is not overwritten: what it is now is said, and it can be looked at', async ({
  desk: { outside, openHeldPage },
}) => {
  const { arrival, room, reservationId } = await stayInRoom(outside, 'Zweifenster', 80)
  const { page, line } = await openHeldPage()
  const bar = await showOnChart(page, 'Zweifenster')
  const { stayId } = await stayOf(outside, 'Zweifenster', arrival, addDays(arrival, 2))
  // This window has not heard yet what the other one did.
  line.hold()
  await outside.changeStay(stayId, { arrival, departure: addDays(arrival, 2), roomId: room.id })
  await drag(page, bar, 1, [72, 0])
  await page.mouse.up()
  await expect(dialogOf(page)).toBeVisible()
  line.release()
  await expect(page.getByTestId('failure')).toContainText('changed')
  await expect(page.getByTestId('as-it-is-now')).toContainText('2 nights')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('reservation')).toContainText('Zweifenster')
  const stay = await stayOf(outside, 'Zweifenster', arrival, addDays(arrival, 2))
  expect([stay.departure, stay.reservationId]).toEqual([addDays(arrival, 2), reservationId])
})

test('the card of a stay comes under the mouse, and zooming keeps the day at the left', async ({
  desk: { outside, openPage },
}) => {
  const { arrival } = await stayInRoom(outside, 'Mausius', 90)
  const page = await openPage()
  const bar = await showOnChart(page, 'Mausius')
  await bar.hover()
  await expect(page.getByTestId('hover-card')).toContainText('Mausius')
  await expect(page.getByTestId('hover-card')).toContainText('3 nights')
  await page.mouse.move(640, 20)
  await expect(page.getByTestId('hover-card')).toHaveCount(0)
  await page.getByLabel('First day shown').fill(arrival)
  for (const zoom of ['Week', 'Month', 'Quarter', '2 weeks']) {
    await page.getByText(zoom, { exact: true }).click()
    await expect(page.getByLabel('First day shown')).toHaveValue(arrival)
    await expect(bar).toBeVisible()
  }
})
