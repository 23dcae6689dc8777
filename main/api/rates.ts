/** Prices and restrictions. */
import type { Ledger } from '../ledger/ledger.ts'
import type { GuardedContract } from './guard.ts'

export function ratesApi(desk: GuardedContract, ledger: Ledger) {
  return {
    get: desk.rates.get.handler(({ input }) => ledger.queries.rates(input)),
    why: desk.rates.why.handler(({ input }) => ledger.queries.whyRate(input)),
    grid: desk.rates.grid.handler(({ input }) => ledger.queries.ratesGrid(input)),
    change: desk.rates.change.handler(({ input, context }) =>
      ledger.submit('rates.change', context.caller.actor, input),
    ),
    previewChange: desk.rates.previewChange.handler(({ input }) => ledger.queries.previewRateChange(input)),
    previewCells: desk.rates.previewCells.handler(({ input }) => ledger.queries.previewRateCells(input)),
    file: desk.rates.file.handler(({ input }) => ledger.queries.rateFile(input)),
    setCells: desk.rates.setCells.handler(({ input, context }) =>
      ledger.submit('rates.setCells', context.caller.actor, input),
    ),
    undo: desk.rates.undo.handler(({ input, context }) =>
      ledger.submit('rates.undo', context.caller.actor, input),
    ),
    changes: desk.rates.changes.handler(() => ledger.queries.rateChanges()),
    comparison: desk.rates.comparison.handler(({ input }) => ledger.queries.rateComparison(input)),
    parity: desk.rates.parity.handler(({ input }) => ledger.queries.parity(input)),
    setRange: desk.rates.setRange.handler(({ input, context }) =>
      ledger.submit('rates.setRange', context.caller.actor, input),
    ),
  }
}
