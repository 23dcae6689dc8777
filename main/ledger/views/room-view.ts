/** Which rooms suit a stay, and which stays would have to move for it. */
import { DomainError } from '../../../shared/errors.ts'
import type { LedgerQueries } from '../ledger.ts'
import { proposeRooms } from '../rooms/proposals.ts'
import { planRepack } from '../rooms/repack-plan.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createRoomView({ parts, journal }: QueryPorts) {
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
      reading: Reading,
      { stayId }: Parameters<LedgerQueries['planRepack']>[0],
    ): ReturnType<LedgerQueries['planRepack']> {
      const stay = parts.stays.stay(stayId)
      if (stay === undefined) throw new DomainError('UnknownStay', { stayId })
      if (stay.status !== 'reserved') {
        throw new DomainError('StayStateForbids', {
          stayId,
          status: stay.status,
          command: 'rooms.planRepack',
        })
      }
      return planRepack(parts, reading, stay, journal.head().seq)
    },
  }
}
