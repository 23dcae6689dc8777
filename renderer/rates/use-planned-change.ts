/** A planned change of either kind, rehearsed and committed by the procedures that take it. */
import { useQuery } from '@tanstack/react-query'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import type { BoundChoice } from './bound-decisions.ts'
import { cappedRuns, type PriceRun } from './copied-range.ts'
import { plannedInput } from './planned-words.ts'
import type { Preview } from './preview-table.ts'
import type { PlannedChange } from './rates-state.ts'

const NO_BLOCKS = { blocks: [] }
const NO_CELLS = { cells: [] }

export function usePlannedChange(planned: PlannedChange) {
  const { queries, calls } = useDesk()
  const { hotel } = useHotel()
  const isCells = planned.kind === 'cells'
  // Rehearsed anew each time it is opened: what an earlier look answered may be over.
  const fresh = { staleTime: 0, gcTime: 0 }
  const ofChange = useQuery({
    ...queries.rates.previewChange.queryOptions({ input: isCells ? NO_BLOCKS : plannedInput(planned) }),
    ...fresh,
    enabled: !isCells,
  })
  const ofCells = useQuery({
    ...queries.rates.previewCells.queryOptions({ input: isCells ? cellsInput(planned.runs) : NO_CELLS }),
    ...fresh,
    enabled: isCells,
  })
  const change = useCommand(calls.rates.change)
  const setCells = useCommand(calls.rates.setCells)
  const baseOccupancyOf = (roomTypeId: string) =>
    hotel.roomTypes.find(({ id }) => id === roomTypeId)?.baseOccupancy ?? 1
  const query = isCells ? ofCells : ofChange
  const { isSending, failure } = isCells ? setCells : change
  return {
    query,
    isSending,
    failure,
    /** @returns undefined where it was refused or not answered */
    commit: (seen: Preview, bounds: BoundChoice['answer']) => {
      if (!isCells) return change.send({ ...plannedInput(planned), ...bounds, seenSeq: seen.seq })
      const named = new Set(bounds.cap?.map(nameOf))
      const runs = cappedRuns(
        planned.runs,
        seen.beyondBounds.filter((check) => named.has(nameOf(check))),
        baseOccupancyOf,
      )
      const capAll = bounds.capAll === true ? { capAll: true } : {}
      return setCells.send({ ...cellsInput(runs), ...capAll, confirmBounds: true, seenSeq: seen.seq })
    },
  }
}

const nameOf = (cell: { ratePlanId: string; roomTypeId: string; date: string }) =>
  `${cell.ratePlanId} ${cell.roomTypeId} ${cell.date}`

function cellsInput(runs: readonly PriceRun[]) {
  return { cells: runs.map((run) => ({ ...run, prices: [...run.prices] })) }
}
