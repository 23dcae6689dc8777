/**
 * What a season costs a channel: ten room types by 365 days at one price and one availability are 3,650 cells of each
 * facet, and 3,650 calls for who sends them one by one. Calls are counted where they arrive, at the sandbox, which
 * two lanes reach at one address (availability and restrictions): each lane's edits are made alone, and the first full
 * load counts whole for both. `season-calls` is the most of any of these.
 */
import { addDays } from '../shared/dates.ts'
import { type ConnectedHotel, HORIZON_DAYS, openConnectedHotel } from './connected-hotel.ts'
import type { Figure } from './figure.ts'
import { ACTOR, newKey } from './hotel.ts'

export const names = ['season-calls']

const ROUNDS = 7

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openConnectedHotel()
  try {
    await hotel.settled(hotel.isInStep)
    const calls = [Math.max(...(await hotel.calls()).values())]
    for (let round = 0; round < ROUNDS; round++) {
      const prices = await editAndAwait(hotel, () =>
        setSeason(hotel, { prices: [11_000 + round * 100, 13_000 + round * 100] }),
      )
      const restrictions = await editAndAwait(hotel, () =>
        setSeason(hotel, { restrictions: { minLosThrough: 1 + ((round + 1) % 2) } }),
      )
      // A larger buffer closes, a smaller one opens again, after the next pull.
      const availability = await editAndAwait(hotel, () => setBuffer(hotel, (round + 1) % 2))
      calls.push(prices, restrictions, availability)
    }
    report({ name: 'season-calls', value: Math.max(...calls), unit: 'calls', limit: 4 })
  } finally {
    await hotel.close()
  }
}

type Season = { prices: number[] } | { restrictions: { minLosThrough: number } }

function setSeason({ ledger, ratePlanId, roomTypeIds, businessDate }: ConnectedHotel, change: Season) {
  return ledger.submit('rates.setRange', ACTOR, {
    idempotencyKey: newKey(),
    ratePlanId,
    roomTypeIds: [...roomTypeIds],
    from: businessDate,
    to: addDays(businessDate, HORIZON_DAYS),
    ...change,
  })
}

function setBuffer({ ledger, channelId }: ConnectedHotel, buffer: number) {
  const exposure = { buffer, cap: null, horizonDays: HORIZON_DAYS, safetyBuffer: 0 }
  return ledger.submit('channels.configure', ACTOR, { idempotencyKey: newKey(), channelId, exposure })
}

/** One edit of a season, until every lane has acknowledged it. @returns its calls to all lanes. */
async function editAndAwait(hotel: ConnectedHotel, edit: () => Promise<unknown>): Promise<number> {
  const before = total(await hotel.calls())
  await edit()
  if (hotel.isInStep()) throw new Error('the edit changed nothing')
  await hotel.settled(hotel.isInStep)
  return total(await hotel.calls()) - before
}

const total = (calls: ReadonlyMap<string, number>) => [...calls.values()].reduce((sum, each) => sum + each, 0)
