/**
 * How long channels go on selling at the old prices: a season over ten room types, four plans (three follow the first
 * one) and 365 nights, from its commit to the commit of the last acknowledgement of three properties, each a sandbox of
 * its own with all 40 products and 5 requests a second. Its own stock is then compared with the ledger, price by price.
 * `season-converged` has one price for the whole year; `season-converged-weekdays` dearer Fridays and Saturdays, which makes
 * about 4,200 ranges, as the documented message has no weekdays. The calls are the most that any property received; the
 * repeats are all that they received after the same season was applied again. Fetches of reservations go on beside it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import {
  acknowledgedThrough,
  type ConnectedHotel,
  type ConnectedProperty,
  openConnectedHotel,
  type ReceivedRequest,
  rateCodeOf,
  roomCodeOf,
} from './connected-hotel.ts'
import type { Figure } from './figure.ts'
import { median } from './samples.ts'
import { dearerWeekends, layered, SEASON_NIGHTS, wholeYear } from './season-plans.ts'

export const names = [
  'season-converged',
  'season-converged-calls',
  'season-converged-weekdays',
  'season-converged-weekdays-calls',
  'season-repeat-calls',
]

const PROPERTIES = 3
const ROUNDS = 7
const LIMIT_MS = 5_000
const LIMIT_CALLS = 8
const REQUESTS_PER_SECOND = 5
const REPEAT_WATCHED_MS = 1_500
const SETTINGS = {
  requestsPerMinute: REQUESTS_PER_SECOND * 60,
  // As documented, with deadlines as for a channel far away.
  pullIntervalMs: 20_000,
  requestTimeoutMs: 30_000,
  requestDeadlineMs: 120_000,
}

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openConnectedHotel({
    properties: PROPERTIES,
    settings: SETTINGS,
    prepare: (unconnected) => layered(unconnected),
  })
  try {
    // Asking all lanes for what is left is dear: not before each has been through once.
    await hotel.settled(() => acknowledgedThrough(hotel, '%') > 0 && hotel.isInStep())
    const { id } = await wholeYear(hotel, null, 0)
    await hotel.settled(hotel.isInStep)
    const repeats: number[] = []
    for (const name of ['season-converged', 'season-converged-weekdays']) {
      if (name === 'season-converged-weekdays') {
        await dearerWeekends(hotel)
        await hotel.settled(hotel.isInStep)
      }
      const samples: Converged[] = []
      for (let round = 1; round <= ROUNDS; round++) samples.push(await apply(hotel, id, round))
      repeats.push(await applyAgain(hotel, id, ROUNDS))
      const spent = samples.map(({ spentMs }) => spentMs)
      const [calls, ranges] = [most(samples, 'calls'), most(samples, 'ranges')]
      console.error(
        `${name}: ${spent.map(Math.round).join(', ')} ms; at most ${ranges} ranges and ` +
          `${most(samples, 'bytes')} bytes in a call, ${most(samples, 'inOneSecond')} calls in a second`,
      )
      report({
        name,
        value: median(spent),
        unit: 'ms',
        p50: median(spent),
        p99: Math.max(...spent),
        limit: LIMIT_MS,
      })
      report({ name: `${name}-calls`, value: calls, unit: 'calls', limit: LIMIT_CALLS })
    }
    report({ name: 'season-repeat-calls', value: Math.max(...repeats), unit: 'calls', limit: 0 })
  } finally {
    await hotel.close()
  }
}

interface Converged {
  readonly spentMs: number
  /** Of the property that received the most. */
  readonly calls: number
  readonly ranges: number
  readonly bytes: number
  readonly inOneSecond: number
}

const most = (samples: readonly Converged[], what: keyof Converged) =>
  Math.max(...samples.map((sample) => sample[what]))

/** @throws Error when a price of a property differs from the ledger's, or a property was sent more than its rate. */
async function apply(hotel: ConnectedHotel, id: string | null, round: number): Promise<Converged> {
  const before = await requestsOf(hotel)
  let [committedAt, seq] = [Number.NaN, Number.POSITIVE_INFINITY]
  const forget = hotel.ledger.onChanged((changed) => {
    if (!changed.topics.includes('rates')) return
    committedAt = performance.now()
    seq = changed.toSeq
  })
  const { changedCells } = await wholeYear(hotel, id, round)
  forget()
  const cells = hotel.roomTypeIds.length * hotel.soldPlanIds.length * SEASON_NIGHTS
  if (changedCells !== cells) throw new Error(`the season changed ${changedCells} prices of ${cells}`)
  const acknowledgedAt = await hotel.settled(() => acknowledgedThrough(hotel, 'prices') >= seq)
  for (const property of hotel.properties) await compare(hotel, property)
  if (!hotel.isInStep()) throw new Error('something is left to be sent')
  const sent = (await requestsOf(hotel)).map((requests, index) => requests.slice(before[index]?.length))
  const posts = sent.map((requests) => requests.filter(({ method }) => method === 'POST'))
  const inOneSecond = Math.max(...posts.map(mostInOneSecond))
  if (inOneSecond > REQUESTS_PER_SECOND) throw new Error(`a property had ${inOneSecond} calls in a second`)
  return {
    spentMs: acknowledgedAt - committedAt,
    calls: Math.max(...posts.map(({ length }) => length)),
    ranges: Math.max(...posts.flat().map(({ ranges }) => ranges)),
    bytes: Math.max(...posts.flat().map(({ bytes }) => bytes)),
    inOneSecond,
  }
}

/** The same season once more. @returns the messages that all properties received while it was watched. */
async function applyAgain(hotel: ConnectedHotel, id: string | null, round: number): Promise<number> {
  const before = await requestsOf(hotel)
  const { changedCells } = await wholeYear(hotel, id, round)
  if (changedCells !== 0) throw new Error(`the same season changed ${changedCells} prices`)
  await pause(REPEAT_WATCHED_MS)
  const sent = (await requestsOf(hotel)).flatMap((requests, index) => requests.slice(before[index]?.length))
  return sent.filter(({ method }) => method === 'POST').length
}

const requestsOf = (hotel: ConnectedHotel): Promise<ReceivedRequest[][]> =>
  Promise.all(hotel.properties.map((property) => property.requests()))

function mostInOneSecond(requests: readonly ReceivedRequest[]): number {
  return Math.max(
    0,
    ...requests.map(({ at }) => requests.filter((other) => other.at >= at && other.at < at + 1_000).length),
  )
}

/** The property's own stock against the ledger's rows, read past the lanes. */
async function compare(hotel: ConnectedHotel, property: ConnectedProperty): Promise<void> {
  const { ledger, roomTypeIds, soldPlanIds, businessDate } = hotel
  const shown = new Map(
    (await property.prices()).map((row) => [`${row.roomCode}|${row.rateCode}|${row.date}`, row.amounts]),
  )
  const nights = ledger.store.sqlite.prepare(
    `SELECT rate.date, rate.prices FROM rate JOIN rate_plan ON rate_plan.id = rate.rate_plan_id
     JOIN room_type ON room_type.id = rate.room_type_id
     WHERE rate_plan.public_id = ? AND room_type.public_id = ? AND rate.date >= ?
     ORDER BY rate.date LIMIT ${SEASON_NIGHTS}`,
  )
  let equal = 0
  for (const [plan, ratePlanId] of soldPlanIds.entries()) {
    for (const [type, roomTypeId] of roomTypeIds.entries()) {
      const rows = nights.all(ratePlanId, roomTypeId, businessDate) as { date: string; prices: string }[]
      for (const { date, prices } of rows) {
        const there = JSON.stringify(shown.get(`${roomCodeOf(type)}|${rateCodeOf(plan)}|${date}`))
        if (there !== prices) throw new Error(`${date}: the ledger says ${prices}, the property ${there}`)
        equal++
      }
    }
  }
  const cells = roomTypeIds.length * soldPlanIds.length * SEASON_NIGHTS
  if (equal !== cells) throw new Error(`${equal} prices were compared instead of ${cells}`)
}
