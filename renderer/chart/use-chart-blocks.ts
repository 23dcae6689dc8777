/** Loads the blocks that the window touches, keeps their answers fresh, and fetches the neighbours ahead of the scroll. */
import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useDesk, useHotel } from '../desk-context.tsx'
import { type Failure, failureOf } from '../failure.ts'
import { ChartBook, type ChartData } from './chart-data.ts'
import { type BlockAnswer, blocksOver, rangeOfBlock } from './data-blocks.ts'

/** A block that went out of sight is kept so long: a look to the side and back costs nothing, a long scroll no memory. */
const KEPT_MS = 60_000

/** A chart that is opened again finds its bars, with their names, as it left them. */
const books = new WeakMap<QueryClient, ChartBook>()

function bookOf(cache: QueryClient): ChartBook {
  const known = books.get(cache) ?? new ChartBook()
  books.set(cache, known)
  return known
}

export interface ChartBlocks {
  readonly data: ChartData
  /** Blocks that are asked for and not there yet, in ascending order. */
  readonly missing: readonly number[]
  readonly failure: Failure | null
  retry(): void
}

/**
 * `firstDay`..`endDay`: the days in the DOM. `asOf` (epoch ms) shows them as they were then: those answers are kept apart,
 * under a book of their own, so that the way back to now costs nothing.
 */
export function useChartBlocks(firstDay: number, endDay: number, asOf: number | null): ChartBlocks {
  const { queries } = useDesk()
  const { hotel } = useHotel()
  const cache = useQueryClient()
  const book = useMemo(() => (asOf === null ? bookOf(cache) : new ChartBook()), [cache, asOf])
  const blocks = useMemo(() => blocksOver(firstDay, endDay), [firstDay, endDay])
  const optionsOf = (block: number) =>
    queries.stays.tapeChart.queryOptions({
      input: { ...rangeOfBlock(block), ...(asOf === null ? {} : { asOf }) },
      gcTime: KEPT_MS,
      // The book compares by room, which is cheaper and finds what moved within a list.
      structuralSharing: false,
    })
  const results = useQueries({ queries: blocks.map(optionsOf) })

  const answers: [number, BlockAnswer][] = []
  const missing: number[] = []
  for (const [index, block] of blocks.entries()) {
    const answer = results[index]?.data
    if (answer === undefined) missing.push(block)
    else answers.push([block, answer])
  }
  const then = asOf === null ? undefined : answers[0]?.[1].businessDate
  const data = book.read(answers, then ?? hotel.businessDate)

  const isComplete = missing.length === 0
  const first = blocks[0]
  const last = blocks.at(-1)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the options follow from the block's number
  useEffect(() => {
    if (!isComplete || first === undefined || last === undefined) return
    for (const block of [first - 1, last + 1]) void cache.prefetchQuery(optionsOf(block))
  }, [cache, isComplete, first, last, asOf])

  const failed = results.find((result) => result.isError && result.data === undefined)
  return {
    data,
    missing,
    failure: failed === undefined ? null : failureOf(failed.error),
    retry() {
      for (const result of results) if (result.isError) void result.refetch()
    },
  }
}
