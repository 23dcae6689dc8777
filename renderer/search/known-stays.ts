/** Stays that the page has seen, for a search while the host is away: as they were then, which the banner says. Pure. */
import type { SearchHit } from '../../shared/contract/search.ts'
import { foldText } from '../../shared/words.ts'
import { procedureOf } from '../connection/query-topics.ts'
import type { HotelNames } from '../hotel-names.ts'
import { isMatch } from './matches.ts'

type KnownStay = Omit<SearchHit, 'channelRef' | 'matched'>

/** What a query's answer holds of stays; the paths are the contract's. */
const STAYS_OF: Readonly<Record<string, (answer: never) => readonly KnownStay[]>> = {
  'board.day': ({
    arrivals,
    departures,
  }: Record<'arrivals' | 'departures', Record<'due' | 'done', KnownStay[]>>) => [
    ...arrivals.due,
    ...arrivals.done,
    ...departures.due,
    ...departures.done,
  ],
  'stays.arrivals': ({ stays }: { stays: KnownStay[] }) => stays,
  'stays.departures': ({ stays }: { stays: KnownStay[] }) => stays,
  'stays.inHouse': ({ stays }: { stays: KnownStay[] }) => stays,
  'stays.tapeChart': ({ bars }: { bars: KnownStay[] }) => bars,
  'search.find': ({ hits }: { hits: KnownStay[] }) => hits,
}

export interface KnownAnswer {
  readonly queryKey: readonly unknown[]
  readonly data: unknown
}

function matchedBy(
  stay: KnownStay,
  text: string,
  names: Pick<HotelNames, 'room'>,
): SearchHit['matched'] | null {
  if (stay.roomId !== null && foldText(names.room(stay.roomId)) === foldText(text)) return 'room'
  if (text.length >= 3 && foldText(stay.code).replace('-', '').startsWith(foldText(text).replace('-', '')))
    return 'code'
  return isMatch(stay.guestName, text) ? 'guest' : null
}

const ORDER = ['in_house', 'reserved', 'departed', 'cancelled', 'no_show']

/** In house first, then to come, then past, as the host orders them. */
export function knownHits(
  answers: readonly KnownAnswer[],
  text: string,
  names: Pick<HotelNames, 'room'>,
  limit: number,
): SearchHit[] {
  const hits = new Map<string, SearchHit>()
  for (const { queryKey, data } of answers) {
    const staysOf = STAYS_OF[procedureOf(queryKey) ?? '']
    if (staysOf === undefined || data === undefined) continue
    for (const stay of staysOf(data as never)) {
      const matched = hits.has(stay.stayId) ? null : matchedBy(stay, text, names)
      if (matched !== null) hits.set(stay.stayId, { ...stay, channelRef: null, matched })
    }
  }
  return [...hits.values()]
    .sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || a.arrival.localeCompare(b.arrival))
    .slice(0, limit)
}
