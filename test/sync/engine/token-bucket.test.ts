import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TokenBucket } from '../../../sync/engine/token-bucket.ts'
import { VirtualClock } from './virtual-clock.ts'

const never = new AbortController().signal

/** Takes tokens as fast as they come and answers when each was taken. */
async function takenAt(bucket: TokenBucket, clock: VirtualClock, takers: number, forMs: number) {
  const stop = new AbortController()
  const times: number[] = []
  const loops = Array.from({ length: takers }, async () => {
    while (await bucket.take(stop.signal)) times.push(clock.monotonic())
  })
  await clock.pass(forMs)
  stop.abort()
  await Promise.all(loops)
  return times
}

test('no 60 s ever hold more requests than the limit, after any quiet and with any number of takers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 0, max: 200_000 }),
      async (perMinute, takers, quietMs) => {
        const clock = new VirtualClock()
        const bucket = new TokenBucket(clock, perMinute)
        await clock.pass(quietMs)
        const times = await takenAt(bucket, clock, takers, 150_000)
        for (const [index, from] of times.entries()) {
          const until = times[index + perMinute]
          if (until !== undefined) expect(until - from).toBeGreaterThanOrEqual(59_999)
        }
        // The limit is made use of, too: in the long run at least half of it.
        expect(times.length).toBeGreaterThanOrEqual(Math.floor(perMinute * 2.5 * 0.5))
      },
    ),
    { numRuns: 25 },
  )
})

test('after quiet a few requests leave at once', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, 150)
  const times = await takenAt(bucket, clock, 1, 0)
  expect(times).toEqual(Array.from({ length: 10 }, () => 0))
})

test('waiters are served in the order in which they came', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, 10)
  const served: number[] = []
  const waiting = [0, 1, 2, 3].map(async (taker) => {
    await bucket.take(never)
    served.push(taker)
  })
  await clock.pass(60_000)
  await Promise.all(waiting)
  expect(served).toEqual([0, 1, 2, 3])
})

test('a token given back goes to the one who waits, without waiting for the next', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, 1)
  await bucket.take(never)
  const second = bucket.take(never)
  await clock.settle()
  bucket.giveBack()
  await expect(second).resolves.toBe(true)
  expect(clock.monotonic()).toBe(0)
})

test('an aborted waiter gets none and takes none', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, 1)
  await bucket.take(never)
  const stop = new AbortController()
  const second = bucket.take(stop.signal)
  await clock.settle()
  stop.abort()
  await expect(second).resolves.toBe(false)
  bucket.giveBack()
  await expect(bucket.take(never)).resolves.toBe(true)
})
