/**
 * A reservation as it was when somebody began to work on it. Commands say that this is what they saw; when somebody
 * else has changed it since, that is shown, and it is looked at again before anything is done.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk } from '../desk-context.tsx'

export interface SeenReservation {
  /** Undefined before the first answer. */
  readonly seen: ReservationDetail | undefined
  /** As it stands now. */
  readonly live: ReservationDetail | undefined
  readonly isChanged: boolean
  lookAgain(): Promise<void>
}

/** What two looks at a reservation are compared by: the journal's number moves with every command of the hotel. */
function contentOf({ seq: _seq, ...content }: ReservationDetail): string {
  return JSON.stringify(content)
}

export function useSeenReservation(reservationId: string): SeenReservation {
  const { queries } = useDesk()
  const query = useQuery(queries.reservations.get.queryOptions({ input: { reservationId } }))
  const [kept, setKept] = useState<ReservationDetail | null>(null)
  const live = query.data
  if (kept === null && live !== undefined) setKept(live)
  const seen = kept ?? live
  return {
    seen,
    live,
    isChanged: seen !== undefined && live !== undefined && contentOf(seen) !== contentOf(live),
    async lookAgain() {
      const fresh = await query.refetch()
      if (fresh.data !== undefined) setKept(fresh.data)
    },
  }
}
