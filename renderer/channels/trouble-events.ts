/** What went wrong with a channel lately, in order of time: from the requests that failed and the last errors. Pure. */
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Answers } from '../connection/desk-client.ts'

type SentRequest = Answers['channels']['sent']['requests'][number]

export interface TroubleEvent {
  readonly at: number
  /** The lane, or `fetch` for the bookings. */
  readonly about: string
  readonly code: string
  readonly message: string
  /** So often one after the other, the last time at `lastAt`. */
  readonly times: number
  readonly lastAt: number
}

type Failure = Omit<TroubleEvent, 'times' | 'lastAt'>

/** Failures in a row that say the same are one. */
function grouped(failures: readonly Failure[]): TroubleEvent[] {
  const events: TroubleEvent[] = []
  for (const failure of failures) {
    const last = events.at(-1)
    if (last !== undefined && last.about === failure.about && last.message === failure.message)
      events[events.length - 1] = { ...last, times: last.times + 1, lastAt: failure.at }
    else events.push({ ...failure, times: 1, lastAt: failure.at })
  }
  return events
}

/** Oldest first; a lane's requests of before its last success are over and left out. */
export function troubleEvents(
  { lanes, pull }: Pick<ChannelState, 'lanes' | 'pull'>,
  requests: readonly SentRequest[],
): TroubleEvent[] {
  const events: Failure[] = []
  for (const lane of lanes) {
    const since = lane.lastAcknowledgedAt ?? 0
    const failed = requests.filter(
      (request) => request.lane === lane.lane && request.error !== null && request.error.at > since,
    )
    for (const { error } of failed) if (error !== null) events.push({ about: lane.lane, ...error })
    const last = lane.lastError
    const isInTrouble = lane.state === 'waiting' || lane.state === 'stopped'
    if (isInTrouble && last !== null && !failed.some(({ error }) => error?.at === last.at))
      events.push({ about: lane.lane, ...last })
  }
  if (pull.lastError !== null) events.push({ about: 'fetch', ...pull.lastError })
  return grouped(events.sort((a, b) => a.at - b.at))
}
