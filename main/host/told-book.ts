/**
 * What each channel was told of each cell, and what it said to that: in memory, the latest requests. The ledger knows what a
 * channel shows; this is how it came to.
 */
import type { ToldCell } from '../../shared/contract/channel-calls.ts'
import type { RangeOutcome, SendRange } from '../../shared/contract/sync-link.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { CallsPort } from '../api/ports.ts'
import type { ClaimedWork, LaneObserver, SettledCall } from '../ledger/lanes/lane-observer.ts'

/** Of all requests together: a season of ten channels some times over. */
const MOST_RANGES = 40_000
const MOST_TOLD = 50
/** Of read-backs; one of a whole horizon has fewer. */
const MOST_PAGES = 20

/** A cell as the link calls it. */
interface LinkCell extends Pick<SendRange, 'facet' | 'roomTypeId' | 'ratePlanId'> {
  readonly channelId: string
  readonly date: IsoDate
}

interface ToldRequest {
  readonly work: ClaimedWork
  readonly at: number
  /** Null while it is on its way. */
  settled: { readonly at: number; readonly outcomes: readonly RangeOutcome[] } | null
}

interface Comparison {
  readonly comparisonId: string
  readonly ranges: readonly SendRange[]
}

interface CellReadBack {
  readonly at: number
  readonly ranges: readonly SendRange[]
  readonly differing: ReadonlyMap<number, ReadonlySet<IsoDate>>
}

export interface ToldBook {
  readonly observer: LaneObserver
  comparing(channelId: string, comparison: Comparison): void
  compared(found: {
    channelId: string
    comparisonId: string
    differing: readonly { range: number; dates: readonly IsoDate[] }[]
  }): void
  told(cell: LinkCell): ReturnType<CallsPort['told']>
}

export interface ToldPorts {
  now(): number
  /** Null where the call is not kept. */
  callIdOf(channelId: string, requestId: string): number | null
}

export function createToldBook({ now, callIdOf }: ToldPorts): ToldBook {
  const since = now()
  /** Oldest first. */
  const requests: ToldRequest[] = []
  const comparisons = new Map<string, Comparison>()
  /** By channel, the pages of its comparisons, oldest first. */
  const readBacks = new Map<string, CellReadBack[]>()
  let ranges = 0

  function claimed(work: ClaimedWork): void {
    for (const earlier of requests) {
      const { lane, channelId } = earlier.work
      // The ledger has settled it so by then: its process is gone.
      if (earlier.settled === null && lane === work.lane && channelId === work.channelId)
        earlier.settled = { at: now(), outcomes: [] }
    }
    requests.push({ work, at: now(), settled: null })
    ranges += work.ranges.length
    while (ranges > MOST_RANGES && requests.length > 1) ranges -= requests.shift()?.work.ranges.length ?? 0
  }

  function settled({ requestId, settledAt, outcomes }: SettledCall): void {
    const request = requests.findLast(({ work }) => work.requestId === requestId)
    if (request !== undefined) request.settled = { at: settledAt, outcomes }
  }

  function toldIn({ work, at, settled }: ToldRequest, cell: LinkCell): ToldCell | null {
    const index = work.ranges.findIndex((range) => holds(range, cell))
    const range = work.ranges[index]
    if (range === undefined || work.channelId !== cell.channelId) return null
    const outcome = settled?.outcomes[index]
    return {
      at,
      value: range.value,
      from: range.from,
      to: range.to,
      outcome: settled === null ? null : (outcome?.status ?? 'uncertain'),
      code: outcome?.code ?? '',
      message: outcome?.message ?? '',
      settledAt: settled?.at ?? null,
      seqs: [...work.seqs],
      callId: callIdOf(work.channelId, work.requestId),
    }
  }

  function readBackOf(cell: LinkCell) {
    for (const { at, ranges: read, differing } of (readBacks.get(cell.channelId) ?? []).toReversed()) {
      const index = read.findIndex((range) => holds(range, cell))
      const range = read[index]
      if (range !== undefined)
        return { at, value: range.value, isSame: differing.get(index)?.has(cell.date) !== true }
    }
    return null
  }

  return {
    observer: { claimed, settled },
    comparing(channelId, { comparisonId, ranges: asked }) {
      comparisons.set(channelId, { comparisonId, ranges: asked })
    },
    compared({ channelId, comparisonId, differing }) {
      const comparison = comparisons.get(channelId)
      if (comparison?.comparisonId !== comparisonId) return
      comparisons.delete(channelId)
      const dates = new Map(differing.map((each) => [each.range, new Set(each.dates)]))
      const read = { at: now(), ranges: comparison.ranges, differing: dates }
      readBacks.set(channelId, [...(readBacks.get(channelId) ?? []), read].slice(-MOST_PAGES))
    },
    told: (cell) => ({
      since,
      told: requests
        .flatMap((request) => toldIn(request, cell) ?? [])
        .slice(-MOST_TOLD)
        .reverse(),
      readBack: readBackOf(cell),
    }),
  }
}

function holds(range: SendRange, { facet, roomTypeId, ratePlanId, date }: LinkCell): boolean {
  return (
    range.facet === facet &&
    range.roomTypeId === roomTypeId &&
    (facet === 'availability' || range.ratePlanId === ratePlanId) &&
    range.from <= date &&
    date < range.to
  )
}
