/** The stream of changes: no commit is left out, however slowly a subscriber reads; nor that sync came or went. */
import type { Changed } from '../../shared/contract/desk.ts'
import { TOPICS } from '../../shared/contract/procedure.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'
import type { RelayPort, SyncPort } from './ports.ts'
import { subscribed } from './subscribed.ts'

/** Commits that may wait for one subscriber; beyond it they become one event that covers them all. */
export const MOST_WAITING_EVENTS = 1_000

export function eventsApi(desk: GuardedContract, ledger: Ledger, sync: SyncPort, relay: RelayPort) {
  return {
    changed: desk.events.changed.handler(({ signal }) =>
      subscribed<Changed>(
        (listener) => {
          /** What changed without a commit: the present number, so that nobody sees a gap. */
          const announce = (topics: Changed['topics']): void => {
            const head = ledger.queries.headSeq()
            listener({ fromSeq: head, toSeq: head, topics })
          }
          announce([])
          const ends = [
            ledger.onChanged(listener),
            sync.onRunning(() => announce(['channels', 'relay'])),
            relay.onSeen(() => announce(['relay'])),
          ]
          return () => {
            for (const end of ends) end()
          }
        },
        { coalesce: (waiting) => [covering(waiting)], limit: MOST_WAITING_EVENTS, signal },
      ),
    ),
  }
}

/** One event from the first to the last of `events`, with every topic they name. */
export function covering(events: readonly Changed[]): Changed {
  const named = new Set(events.flatMap((event) => event.topics))
  return {
    fromSeq: Math.min(...events.map((event) => event.fromSeq)),
    toSeq: Math.max(...events.map((event) => event.toSeq)),
    topics: TOPICS.filter((topic) => named.has(topic)),
  }
}
