/** Ctrl+C and Ctrl+V on painted cells: prices are taken along, and previewed where they would land. */
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { copyRange, pastedRuns, pastePainting } from './copied-range.ts'
import type { GridCells } from './following.ts'
import type { GridLayout } from './grid-layout.ts'
import { useRatesState } from './rates-state.ts'

/** As the contract takes them. */
const MOST_RUNS = 5_000

export function useCopiedRange(layout: GridLayout, { dayOf }: Pick<GridCells, 'dayOf'>) {
  const notify = useDeskState((state) => state.notify)
  const set = useRatesState((state) => state.set)
  return {
    copy() {
      const { painting } = useRatesState.getState()
      const copied = copyRange(painting, (row) => layout.rows.find((line) => line.row === row), dayOf)
      if (typeof copied === 'string') notify('warning', t(`rates.copied.${copied}`))
      else set({ copied, committed: null })
    },
    paste() {
      const { painting, copied } = useRatesState.getState()
      if (copied === null) {
        notify('warning', t('rates.copied.nothing'))
        return
      }
      const target = pastePainting(copied, painting, layout)
      const runs = pastedRuns(copied, target, layout, dayOf)
      if (runs.length > MOST_RUNS) notify('warning', t('rates.copied.tooMany', { most: MOST_RUNS }))
      // Every cell under the pattern was one without a price.
      else if (runs.length === 0) notify('warning', t('rates.copied.noPrice'))
      else set({ painting: target, planned: { kind: 'cells', runs } })
    },
  }
}
