/** What can be sold. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function inventoryApi(desk: GuardedContract, ledger: Ledger) {
  return {
    availability: desk.inventory.availability.handler(({ input }) => ledger.queries.availability(input)),
    why: desk.inventory.why.handler(({ input }) => ledger.queries.whyAvailability(input)),
    offers: desk.inventory.offers.handler(({ input }) => ledger.queries.offers(input)),
  }
}
