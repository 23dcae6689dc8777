/** Some channels take one request of a hotel at a time, whatever it is for: what comes in between waits for its turn. */
import { HttpFailure } from '../engine/ports.ts'

const tails = new Map<string, Promise<void>>()

/**
 * Does the work when everything asked for earlier under this key has ended.
 * @throws HttpFailure `Aborted` when `signal` aborts before its turn.
 */
export async function oneAtATime<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve()
  const { promise: done, resolve: end } = Promise.withResolvers<void>()
  // One that gives up its place lets nobody pass the one before it.
  const tail = before.then(() => done)
  tails.set(key, tail)
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key)
  })
  try {
    await turnOrAbort(before, signal)
    if (signal.aborted) throw new HttpFailure('Aborted', 'The request was given up before its turn.', 'no')
    return await work()
  } finally {
    end()
  }
}

async function turnOrAbort(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const { promise: aborted, resolve } = Promise.withResolvers<void>()
  const give = () => resolve()
  signal.addEventListener('abort', give, { once: true })
  try {
    await Promise.race([turn, aborted])
  } finally {
    signal.removeEventListener('abort', give)
  }
}
