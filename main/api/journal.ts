/** The journal. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function journalApi(desk: GuardedContract, ledger: Ledger) {
  return { list: desk.journal.list.handler(({ input }) => ledger.queries.journal(input)) }
}
