/** Rate limits: a bucket per key that fills by itself, for as many keys as are in use. */

export interface Limit {
  readonly perSecond: number
  readonly burst: number
}

/** Keys beyond it are forgotten, the longest unused first: they begin with a full bucket again. */
const MOST_KEYS = 20_000

interface Bucket {
  tokens: number
  at: number
}

export function createBuckets(limit: Limit, monotonic: () => number) {
  const buckets = new Map<string | number, Bucket>()
  return {
    /** Takes one. @returns 0, or after how many whole seconds there is one again. */
    take(key: string | number): number {
      const now = monotonic()
      let bucket = buckets.get(key)
      if (bucket === undefined) {
        bucket = { tokens: limit.burst, at: now }
        const [oldest] = buckets.keys()
        if (buckets.size >= MOST_KEYS && oldest !== undefined) buckets.delete(oldest)
        buckets.set(key, bucket)
      }
      bucket.tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1_000) * limit.perSecond)
      bucket.at = now
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / limit.perSecond))
      bucket.tokens -= 1
      return 0
    },
  }
}
export type Buckets = ReturnType<typeof createBuckets>
