/** A page of reservations, the newest first. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createReservationList(_ports: QueryPorts) {
  return {
    reservations(
      _reading: Reading,
      _input: Parameters<LedgerQueries['reservations']>[0],
    ): ReturnType<LedgerQueries['reservations']> {
      throw new Error('reservations is not built yet')
    },
  }
}
