/**
 * Ten channels, each a sandbox of its own with ten room types and 5 requests a second. `season-ten-channels`: from the commit of a season
 * over 3,650 prices to the last channel's acknowledgement, and the calls of the channel that received the most.
 * `sale-ten-channels`: from the commit of one sale, made from quiet, to the acknowledgement of all ten. `isolation`: the same sales
 * until nine have acknowledged, while the tenth answers nothing, against the same nine while it does.
 */
import { setTimeout as pause } from 'node:timers/promises'
import {
  acknowledgedThrough,
  type ConnectedHotel,
  openConnectedHotel,
  type ReceivedRequest,
} from './connected-hotel.ts'
import type { Figure } from './figure.ts'
import { ACTOR, saleInput } from './hotel.ts'
import { median, percentile } from './samples.ts'
import { layered, SEASON_NIGHTS, wholeYear } from './season-plans.ts'

export const names = ['season-ten-channels', 'season-ten-channels-calls', 'sale-ten-channels', 'isolation']

const CHANNELS = 10
const ROUNDS = 7
const SALES = 100
/** Sales in a row with the tenth channel up, then as many with it down, in turns: a busy machine is not as busy all the time. */
const ISOLATION_SALES = 25
const ISOLATION_TURNS = 4
const SETTINGS = {
  requestsPerMinute: 5 * 60,
  pullIntervalMs: 20_000,
  // Short, so that the tenth channel is soon back after its silence.
  requestTimeoutMs: 2_000,
  requestDeadlineMs: 4_000,
  backoffMaxMs: 2_000,
}

export async function run(report: (figure: Figure) => void): Promise<void> {
  const hotel = await openConnectedHotel({
    properties: CHANNELS,
    settings: SETTINGS,
    prepare: (unconnected) => layered(unconnected, []),
  })
  try {
    await hotel.settled(() => acknowledgedThrough(hotel, '%') > 0 && hotel.isInStep())
    await seasons(hotel, report)
    let number = 0
    const next = () => number++
    const samples: number[] = []
    for (let sale = 0; sale < SALES; sale++) samples.push(await sellFromQuiet(hotel, next(), ''))
    const [p50, p99] = [percentile(samples, 50), percentile(samples, 99)]
    report({ name: 'sale-ten-channels', value: p50, unit: 'ms', p50, p99, limit: 150 })
    report(await isolation(hotel, next))
  } finally {
    await hotel.close()
  }
}

async function seasons(hotel: ConnectedHotel, report: (figure: Figure) => void): Promise<void> {
  const { id } = await wholeYear(hotel, null, 0)
  await hotel.settled(hotel.isInStep)
  const spent: number[] = []
  let mostCalls = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const before = await requestsOf(hotel)
    const committed = committedOf(hotel, 'rates')
    const { changedCells } = await wholeYear(hotel, id, round)
    const { at, seq } = committed()
    if (changedCells !== hotel.roomTypeIds.length * SEASON_NIGHTS)
      throw new Error(`the season changed ${changedCells} prices`)
    spent.push((await hotel.settled(() => acknowledgedThrough(hotel, 'prices') >= seq)) - at)
    const after = await requestsOf(hotel)
    const calls = after.map((requests, index) => posts(requests.slice(before[index]?.length)))
    mostCalls = Math.max(mostCalls, ...calls)
  }
  console.error(`seasons: ${spent.map(Math.round).join(', ')} ms`)
  const [value, p99] = [median(spent), Math.max(...spent)]
  report({ name: 'season-ten-channels', value, unit: 'ms', p50: value, p99, limit: 5_000 })
  report({ name: 'season-ten-channels-calls', value: mostCalls, unit: 'calls', limit: 8 })
}

async function isolation(hotel: ConnectedHotel, next: () => number): Promise<Figure> {
  const tenth = hotel.properties.at(-1)
  if (tenth === undefined) throw new Error('ten channels were asked for')
  const spent = { up: [] as number[], down: [] as number[] }
  for (let turn = 0; turn < ISOLATION_TURNS; turn++) {
    for (const state of ['up', 'down'] as const) {
      await tenth.setDown(state === 'down')
      if (state === 'up') await hotel.settled(hotel.isInStep)
      for (let sale = 0; sale < ISOLATION_SALES; sale++)
        spent[state].push(await sellFromQuiet(hotel, next(), tenth.channelId))
    }
  }
  await tenth.setDown(false)
  const [up, down] = [percentile(spent.up, 99), percentile(spent.down, 99)]
  console.error(`isolation: p99 ${up.toFixed(1)} ms with all up, ${down.toFixed(1)} ms with one down`)
  return {
    name: 'isolation',
    value: down,
    unit: 'ms',
    p50: percentile(spent.down, 50),
    p99: down,
    limit: up * 1.1,
  }
}

/** @returns ms from the commit to the acknowledgement of all channels but one. */
async function sellFromQuiet(
  hotel: ConnectedHotel,
  number: number,
  exceptChannelId: string,
): Promise<number> {
  // No limit of five requests a second is spent.
  await pause(220 + ((number * 17) % 50))
  const committed = committedOf(hotel, 'reservations')
  await hotel.ledger.submit('reservations.create', ACTOR, saleInput(hotel, number))
  const { at, seq } = committed()
  return (await hotel.settled(() => acknowledgedThrough(hotel, 'availability', exceptChannelId) >= seq)) - at
}

/** Listens for the next commit of the topic; call what it answers once the command is done. */
function committedOf({ ledger }: ConnectedHotel, topic: 'rates' | 'reservations') {
  let [at, seq] = [Number.NaN, 0]
  const forget = ledger.onChanged((changed) => {
    if (seq > 0 || !changed.topics.includes(topic)) return
    at = performance.now()
    seq = changed.toSeq
  })
  return () => {
    forget()
    return { at, seq }
  }
}

const requestsOf = (hotel: ConnectedHotel): Promise<ReceivedRequest[][]> =>
  Promise.all(hotel.properties.map((property) => property.requests()))

const posts = (requests: readonly ReceivedRequest[]) =>
  requests.filter(({ method }) => method === 'POST').length
