/**
 * How long a channel may still sell a room that the desk has sold: from the commit of a sale (before its caller has
 * the answer) to the commit of the channel's acknowledgement of all its nights. Each sale begins from quiet, with
 * nothing in flight. On the way lie the hint, the claim, the request over HTTP on loopback, the sandbox's own commit
 * and the settlement; host and sync, and sync and sandbox, are processes of their own. Pulls go on every 250 ms.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { type ConnectedHotel, openConnectedHotel } from './connected-hotel.ts'
import type { Figure } from './figure.ts'
import { ACTOR, saleInput } from './hotel.ts'
import { percentile } from './samples.ts'

export const names = ['sale-acknowledged']

const WARM_UP_SALES = 20
const SALES = 150

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openConnectedHotel()
  try {
    await hotel.settled(hotel.isInStep)
    const samples: number[] = []
    for (let number = 0; number < WARM_UP_SALES + SALES; number++) {
      // Quiet, and another one each time, so that sales meet the pulls at every phase.
      await pause(20 + ((number * 17) % 50))
      if (!hotel.isInStep()) throw new Error('the sale would not begin from quiet')
      const spentMs = await sellAndAwait(hotel, number)
      if (number >= WARM_UP_SALES) samples.push(spentMs)
    }
    const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)]
    report({ name: 'sale-acknowledged', value: p50, unit: 'ms', p50, p99, limit: 100 })
  } finally {
    await hotel.close()
  }
}

async function sellAndAwait(hotel: ConnectedHotel, number: number): Promise<number> {
  const { ledger, channelId } = hotel
  const input = saleInput(hotel, number)
  const [room] = input.rooms
  if (room === undefined) throw new Error('a sale needs a room')
  let committedAt = Number.NaN
  const forget = ledger.onChanged(({ topics }) => {
    if (Number.isNaN(committedAt) && topics.includes('reservations')) committedAt = performance.now()
  })
  await ledger.submit('reservations.create', ACTOR, input)
  forget()
  const cells = { channelId, facet: 'availability' as const, from: room.arrival, to: room.departure }
  const acknowledgedAt = await hotel.settled(() =>
    ledger.queries
      .channelCells({ ...cells, roomTypeId: room.roomTypeId })
      .cells.every(({ state }) => state === 'settled'),
  )
  return acknowledgedAt - committedAt
}
