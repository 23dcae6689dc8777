/** Which rooms suit a stay, and which stays would have to move for it. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createRoomView(_ports: QueryPorts) {
  return {
    roomProposals(
      _reading: Reading,
      _input: Parameters<LedgerQueries['roomProposals']>[0],
    ): ReturnType<LedgerQueries['roomProposals']> {
      throw new Error('roomProposals is not built yet')
    },
    planRepack(
      _reading: Reading,
      _input: Parameters<LedgerQueries['planRepack']>[0],
    ): ReturnType<LedgerQueries['planRepack']> {
      throw new Error('planRepack is not built yet')
    },
  }
}
