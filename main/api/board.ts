/** The day at a glance, and finding a stay or a guest from anywhere. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function boardApi(desk: GuardedContract, ledger: Ledger) {
  return { day: desk.board.day.handler(() => ledger.queries.board()) }
}

export function searchApi(desk: GuardedContract, ledger: Ledger) {
  return { find: desk.search.find.handler(({ input }) => ledger.queries.search(input)) }
}

export function guestsApi(desk: GuardedContract, ledger: Ledger) {
  return { match: desk.guests.match.handler(({ input }) => ledger.queries.matchGuests(input)) }
}
