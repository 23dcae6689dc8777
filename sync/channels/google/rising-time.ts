/** The `TimeStamp` of a channel's messages: an older one than Google has is ignored, so that each is later than the one before. */

const latest = new Map<string, number>()

/** Epoch milliseconds, strictly later for each call of a channel, also where the clock stands still or goes back. */
export function risingTime(channelId: string, now: number): number {
  const next = Math.max(now, (latest.get(channelId) ?? 0) + 1)
  latest.set(channelId, next)
  return next
}
