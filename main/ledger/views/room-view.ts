/** Which rooms suit a stay, and which stays would have to move for it. */
import { DomainError } from '../../../shared/errors.ts'
import type { LedgerQueries } from '../ledger.ts'
import { proposeRooms } from '../rooms/proposals.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createRoomView({ parts }: QueryPorts) {
  return {
    roomProposals(
      reading: Reading,
      { stayId }: Parameters<LedgerQueries['roomProposals']>[0],
    ): ReturnType<LedgerQueries['roomProposals']> {
      const stay = parts.stays.stay(stayId)
      if (stay === undefined) throw new DomainError('UnknownStay', { stayId })
      return { rooms: proposeRooms(parts, reading, stay) }
    },
    planRepack(
      _reading: Reading,
      _input: Parameters<LedgerQueries['planRepack']>[0],
    ): ReturnType<LedgerQueries['planRepack']> {
      throw new Error('planRepack is not built yet')
    },
  }
}
