/** Groups, their allotments and their pick-up lists. */
import type { LedgerQueries } from '../ledger.ts'
import type { QueryPorts } from './query-ports.ts'
import type { Reading } from './reading.ts'

export function createGroupView(_ports: QueryPorts) {
  return {
    groups(_reading: Reading): ReturnType<LedgerQueries['groups']> {
      throw new Error('groups is not built yet')
    },
    group(
      _reading: Reading,
      _input: Parameters<LedgerQueries['group']>[0],
    ): ReturnType<LedgerQueries['group']> {
      throw new Error('group is not built yet')
    },
  }
}
