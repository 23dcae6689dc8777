/** Fetches again what the page shows and a commit has touched: one pass at a time, however fast commits come. */
import type { QueryClient } from '@tanstack/react-query'
import type { Stale } from './change-feed.ts'
import { isStale } from './query-topics.ts'

export function joinStale(a: Stale, b: Stale): Stale {
  if (a === 'everything' || b === 'everything') return 'everything'
  if (a === 'nothing') return b
  if (b === 'nothing') return a
  return [...new Set([...a, ...b])]
}

/**
 * Answers the function to tell what became stale. Passes do not overlap: restarting a fetch at every commit would
 * starve a chart under a steady stream of them. What failed earlier is fetched again with any pass.
 */
export function refreshing(cache: QueryClient): (stale: Stale) => void {
  let waiting: Stale = 'nothing'
  let isRunning = false

  const run = async () => {
    isRunning = true
    while (waiting !== 'nothing') {
      const stale = waiting
      waiting = 'nothing'
      await cache.invalidateQueries({
        predicate: (query) => query.state.status === 'error' || isStale(query.queryKey, stale),
      })
    }
    isRunning = false
  }
  return (stale) => {
    waiting = joinStale(waiting, stale)
    if (!isRunning) void run()
  }
}
