/** The fetched days of the grid by block, and the look-up of one cell. */
import { type UseQueryResult, useQueries } from '@tanstack/react-query'
import { useCallback } from 'react'
import { dayNumber } from '../../shared/dates.ts'
import type { Answers } from '../connection/desk-client.ts'
import { useDesk } from '../desk-context.tsx'
import { blockOfDay, type DataBlock, type PlanRow } from './grid-layout.ts'
import type { HeatNight } from './heat.ts'
import type { GridDay } from './rate-draft.ts'

export type RatesGrid = Answers['rates']['grid']
type TypeDays = RatesGrid['roomTypes'][number]

export interface LoadedBlock {
  /** Number of its first day. */
  readonly first: number
  readonly grid: RatesGrid
  readonly types: ReadonlyMap<string, TypeDays>
  readonly plans: ReadonlyMap<string, readonly GridDay[]>
}

export interface RateDays {
  readonly blocks: ReadonlyMap<number, LoadedBlock>
  readonly isFetching: boolean
  readonly error: unknown
  retry(): void
}

function planKey(roomTypeId: string, ratePlanId: string): string {
  return `${roomTypeId} ${ratePlanId}`
}

const indexed = new WeakMap<RatesGrid, LoadedBlock>()

/** Kept by the answer: what did not change is the same object after a refetch, and its strips are not drawn again. */
export function loadBlock(grid: RatesGrid, first: number): LoadedBlock {
  const known = indexed.get(grid)
  if (known !== undefined) return known
  const block: LoadedBlock = {
    first,
    grid,
    types: new Map(grid.roomTypes.map((type) => [type.roomTypeId, type])),
    plans: new Map(
      grid.roomTypes.flatMap((type) =>
        type.plans.map((plan) => [planKey(type.roomTypeId, plan.ratePlanId), plan.days] as const),
      ),
    ),
  }
  indexed.set(grid, block)
  return block
}

export function planDays(
  block: LoadedBlock | undefined,
  { roomType, ratePlan }: PlanRow,
): readonly GridDay[] | undefined {
  return block?.plans.get(planKey(roomType.id, ratePlan.id))
}

export function dayAt(
  blocks: ReadonlyMap<number, LoadedBlock>,
  row: PlanRow | undefined,
  day: number,
): GridDay | undefined {
  const block = blocks.get(blockOfDay(day))
  if (block === undefined || row === undefined) return undefined
  return planDays(block, row)?.[day - block.first]
}

/** What the inventory says of the night of the row's type. */
export function nightAt(
  blocks: ReadonlyMap<number, LoadedBlock>,
  row: PlanRow | undefined,
  day: number,
): HeatNight | undefined {
  const block = blocks.get(blockOfDay(day))
  const type = row === undefined ? undefined : block?.types.get(row.roomType.id)
  if (block === undefined || type === undefined) return undefined
  const at = day - block.first
  return { left: type.left[at], total: type.total[at], pickUp: type.pickUp[at] }
}

/** Fetches the blocks and keeps them fresh. `wanted` must stay the same object while the same blocks are wanted. */
export function useRateDays(wanted: readonly DataBlock[]): RateDays {
  const { queries } = useDesk()
  return useQueries({
    queries: wanted.map(({ from, to }) => queries.rates.grid.queryOptions({ input: { from, to } })),
    combine: useCallback(
      (results: readonly UseQueryResult<RatesGrid, unknown>[]): RateDays => ({
        blocks: new Map(
          wanted.flatMap(({ block, from }, index) => {
            const grid = results[index]?.data
            return grid === undefined ? [] : [[block, loadBlock(grid, dayNumber(from))] as const]
          }),
        ),
        isFetching: results.some((result) => result.isFetching),
        error: results.find((result) => result.isError && result.data === undefined)?.error ?? null,
        retry() {
          for (const result of results) if (result.isError) void result.refetch()
        },
      }),
      [wanted],
    ),
  })
}
