/** The layers that prices come from. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function seasonsApi(desk: GuardedContract, ledger: Ledger) {
  return {
    list: desk.seasons.list.handler(() => ledger.queries.seasons()),
    apply: desk.seasons.apply.handler(({ input, context }) =>
      ledger.submit('seasons.apply', context.caller.actor, input),
    ),
    preview: desk.seasons.preview.handler(({ input }) => ledger.queries.previewLayer(input)),
  }
}
