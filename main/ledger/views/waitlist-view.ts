/** The waitlist in its order, and why it is so. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createWaitlistView(_ports: QueryPorts) {
  return {
    waitlist(_reading: Reading): ReturnType<LedgerQueries['waitlist']> {
      throw new Error('waitlist is not built yet')
    },
  }
}
