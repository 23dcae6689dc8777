/** Bounds of the engine that are not a channel's own settings. */

/** A lane without hints looks for work after this long all the same, as hints may be lost. */
export const LONGEST_SILENCE_MS = 60_000

/** An empty claim is not repeated sooner without a hint, whatever the desk says. */
export const SHORTEST_SILENCE_MS = 20

/** Messages ingested of one fetch; the rest comes with the next round. */
export const MOST_MESSAGES_PER_FETCH = 1_000

/** Messages that wait for the desk's answer at once: it takes them in few commits. */
export const MOST_INGESTED_TOGETHER = 32

/** Attempts to acknowledge before the channel is left to deliver the messages again. */
export const MOST_ACKNOWLEDGE_ATTEMPTS = 3

/** Attempts to report an outcome; after them the desk takes the batch for uncertain at the next claim. */
export const MOST_SETTLE_ATTEMPTS = 3

/** Between two rounds at least this, where the interval of the channel is not shorter still. */
export const SHORTEST_ROUND_GAP_MS = 1_000

/** Waits after a call that the desk did not answer or refused. */
export const DESK_BACKOFF = { backoffBaseMs: 250, backoffMaxMs: 10_000 } as const
