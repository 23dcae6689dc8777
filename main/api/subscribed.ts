/** Feeds one subscriber with what its source announces, bounded however slowly it reads. */

export interface Subscription<T> {
  /** Merges everything that waits into fewer values that cover it; called when more than `limit` wait. */
  readonly coalesce: (waiting: readonly T[]) => T[]
  readonly limit: number
  readonly signal: AbortSignal | undefined
}

/**
 * Subscribes at once, not at the first read: what is announced between the call and the first read is kept.
 * Ends when the signal aborts or the reader returns.
 */
export function subscribed<T>(
  source: (listener: (value: T) => void) => () => void,
  { coalesce, limit, signal }: Subscription<T>,
): AsyncGenerator<T, void, void> {
  let waiting: T[] = []
  let wake: () => void = () => {}
  const unsubscribe = source((value) => {
    waiting.push(value)
    if (waiting.length > limit) waiting = coalesce(waiting)
    wake()
  })
  const stop = (): void => {
    unsubscribe()
    wake()
  }
  const ended = (): boolean => signal?.aborted === true
  if (ended()) unsubscribe()
  signal?.addEventListener('abort', stop, { once: true })

  return (async function* read() {
    try {
      while (!ended()) {
        const value = waiting.shift()
        if (value !== undefined) {
          yield value
          continue
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    } finally {
      signal?.removeEventListener('abort', stop)
      unsubscribe()
    }
  })()
}
