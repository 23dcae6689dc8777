/** When the changes have stopped: does the channel show what the ledger says, cell by cell? */
import { expect, vi } from 'vitest'
import { DEMO_RATE_PLANS, DEMO_ROOM_TYPES } from '../../main/host/demo-hotel.ts'
import { decodeCellValue, type PriceValue, type RestrictionsValue } from '../../shared/cells.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import { addDays, earlierOf } from '../../shared/dates.ts'
import { type SandboxControl, type SandboxState, sandboxControl } from '../sync/suite/sandbox-control.ts'
import type { DeskClient } from './callers.ts'
import type { RunningDesk } from './desk-folder.ts'

/** The issue's own bound: so long after the last change the channel shows what the ledger says. */
export const CONVERGED_WITHIN_MS = 15_000
const MOST_CELL_DAYS = 100

type ChannelState = Awaited<ReturnType<DeskClient['channels']['list']>>['channels'][number]
type Cell = Awaited<ReturnType<DeskClient['channels']['cells']>>['cells'][number]

export async function channelOf(desk: RunningDesk): Promise<ChannelState> {
  const { channels } = await desk.client.channels.list()
  return channels[0]!
}

export async function sandboxOf(desk: RunningDesk): Promise<SandboxControl> {
  return sandboxControl((await channelOf(desk)).settings.ariBaseUrl)
}

/**
 * I5: waits until the desk calls every cell settled and the channel has nothing left to deliver; what the channel shows
 * must then equal what the ledger wants, at once and in every cell. Answers how many cells were compared.
 */
export async function expectConverged(desk: RunningDesk, sandbox: SandboxControl): Promise<number> {
  const cells = await vi.waitFor(() => settledCells(desk, sandbox), {
    timeout: CONVERGED_WITHIN_MS,
    interval: 250,
  })
  const first = cells.reduce((least, { date }) => earlierOf(least, date), cells[0]!.date)
  const { hotel } = await desk.client.property.get()
  const shown = shownBy(hotel!, await sandbox.state(first, addDays(first, 801)))
  const wrong = cells.filter((cell) => cell.desired !== null && shown(cell) !== wantedText(cell))
  expect(wrong.map((cell) => ({ ...cell, channelShows: shown(cell) }))).toEqual([])
  return cells.length
}

async function settledCells(desk: RunningDesk, sandbox: SandboxControl): Promise<Cell[]> {
  const channel = await channelOf(desk)
  // What a person does after a channel refused the credentials.
  if (channel.lanes.some(({ state }) => state === 'stopped') || channel.pull.lastError !== null) {
    await desk.client.channels.resume({ idempotencyKey: crypto.randomUUID(), channelId: channel.id })
  }
  const undelivered = (await sandbox.bookings()).filter(({ queue }) => queue !== null)
  expect(undelivered, 'bookings that the desk has not acknowledged').toEqual([])
  expect(
    channel.lanes.filter(({ state }) => state !== 'in_step'),
    'lanes that are not in step',
  ).toEqual([])
  const { hotel } = await desk.client.property.get()
  const cells: Cell[] = []
  const end = addDays(hotel!.calendarDate, channel.exposure.horizonDays)
  for (let from = hotel!.calendarDate; from < end; from = addDays(from, MOST_CELL_DAYS)) {
    const to = earlierOf(addDays(from, MOST_CELL_DAYS), end)
    cells.push(...(await desk.client.channels.cells({ channelId: channel.id, from, to })).cells)
  }
  expect(cells.length).toBeGreaterThan(0)
  const open = cells.filter(({ state }) => state !== 'settled')
  expect(open.slice(0, 5), `${open.length} cells are not settled`).toEqual([])
  return cells
}

/** What the channel can show of a value, as text. */
function wantedText({ facet, desired }: Cell): string {
  if (desired === null) return ''
  if (facet !== 'restrictions') return JSON.stringify(decodeCellValue(facet, desired) as number | PriceValue)
  const value = decodeCellValue(facet, desired) as RestrictionsValue
  const { maxLosThrough, closed, closedToArrival, closedToDeparture } = value
  // Booking.com knows one minimum only, and is sent the larger one.
  const minLos = Math.max(value.minLosArrival, value.minLosThrough)
  return JSON.stringify([minLos, maxLosThrough, closed, closedToArrival, closedToDeparture])
}

function shownBy(hotel: Hotel, state: SandboxState): (cell: Cell) => string | undefined {
  const texts = new Map<string, string>()
  for (const row of state.stock) {
    texts.set(`availability ${row.roomCode} ${row.date}`, JSON.stringify(row.roomsToSell))
  }
  for (const row of state.prices) {
    texts.set(`price ${row.roomCode} ${row.rateCode} ${row.date}`, JSON.stringify(row.amounts))
  }
  for (const row of state.restrictions) {
    const { minLos, maxLos, closed, closedToArrival, closedToDeparture } = row
    texts.set(
      `restrictions ${row.roomCode} ${row.rateCode} ${row.date}`,
      JSON.stringify([minLos, maxLos, closed, closedToArrival, closedToDeparture]),
    )
  }
  const roomCodes = codesOf(hotel.roomTypes, DEMO_ROOM_TYPES, ({ roomCode }) => roomCode)
  const rateCodes = codesOf(hotel.ratePlans, DEMO_RATE_PLANS, ({ rateCode }) => rateCode)
  return ({ facet, roomTypeId, ratePlanId, date }) => {
    const rate = ratePlanId === null ? '' : ` ${rateCodes.get(ratePlanId)}`
    return texts.get(`${facet} ${roomCodes.get(roomTypeId)}${rate} ${date}`)
  }
}

/** The channel's code of each product, by the hotel's id. */
export function codesOf<T extends { readonly code: string }>(
  named: readonly { readonly id: string; readonly code: string }[],
  demo: readonly T[],
  channelCode: (product: T) => string,
): ReadonlyMap<string, string> {
  return new Map(named.map(({ id, code }) => [id, channelCode(demo.find((each) => each.code === code)!)]))
}
