/**
 * What a season costs a channel: ten room types by 365 days at one price and one availability are 3,650 cells of each
 * facet, and 3,650 calls for who sends them one by one. Calls are counted where they arrive, at the sandbox, which
 * two lanes reach at one address (availability and restrictions): each lane's edits are made alone, and the first full
 * load counts whole for both. `season-calls` is the most of any of these; `season-converged` the time from the commit
 * of a season's prices to that of their acknowledgement.
 */
import { addDays } from '../shared/dates.ts'
import { type ConnectedHotel, HORIZON_DAYS, openConnectedHotel } from './connected-hotel.ts'
import type { Figure } from './figure.ts'
import { ACTOR, newKey } from './hotel.ts'
import { median } from './samples.ts'

export const names = ['season-calls', 'season-converged']

const ROUNDS = 7

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openConnectedHotel()
  try {
    await hotel.settled(hotel.isInStep)
    const calls = [Math.max(...(await hotel.calls()).values())]
    const pricesMs: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const prices = await editAndAwait(hotel, () =>
        setSeason(hotel, { prices: [11_000 + round * 100, 13_000 + round * 100] }),
      )
      pricesMs.push(prices.spentMs)
      const restrictions = await editAndAwait(hotel, () =>
        setSeason(hotel, { restrictions: { minLosThrough: 1 + ((round + 1) % 2) } }),
      )
      // A larger buffer closes, a smaller one opens again, after the next pull.
      const availability = await editAndAwait(hotel, () => setBuffer(hotel, (round + 1) % 2))
      calls.push(prices.calls, restrictions.calls, availability.calls)
    }
    report({ name: 'season-calls', value: Math.max(...calls), unit: 'calls', limit: 4 })
    report({ name: 'season-converged', value: median(pricesMs), unit: 'ms', p50: median(pricesMs) })
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
  const exposure = { buffer, cap: null, horizonDays: HORIZON_DAYS }
  return ledger.submit('channels.configure', ACTOR, { idempotencyKey: newKey(), channelId, exposure })
}

/** One edit of a season, until every lane has acknowledged it. @returns its calls to all lanes, and the time. */
async function editAndAwait(
  hotel: ConnectedHotel,
  edit: () => Promise<unknown>,
): Promise<{ calls: number; spentMs: number }> {
  const before = total(await hotel.calls())
  await edit()
  const committedAt = performance.now()
  if (hotel.isInStep()) throw new Error('the edit changed nothing')
  const settledAt = await hotel.settled(hotel.isInStep)
  return { calls: total(await hotel.calls()) - before, spentMs: settledAt - committedAt }
}

const total = (calls: ReadonlyMap<string, number>) => [...calls.values()].reduce((sum, each) => sum + each, 0)
