/** Operations: how fast commands and channels are, and what waits, now and over the last day. Numbers, no names of guests. */
import { z } from 'zod'
import { OPERATIONS_RANGES } from '../operations-targets.ts'
import { publicIdSchema, query } from './procedure.ts'

const count = z.number().int()
/** Milliseconds; null where nothing happened. */
const duration = z.number().nullable()

const pointSchema = z.object({
  /** When the step began, epoch ms. */
  at: z.number().int(),
  /** From the commit of the oldest change in a request to its acknowledgement. */
  lagP50Ms: duration,
  lagP99Ms: duration,
  lagWorstMs: duration,
  calls: count,
  errors: count,
  retries: count,
  /** Cells that the calls carried: so many calls it were with one a cell. */
  cells: count,
  /** The most there were, as looked at once a minute; null where nobody looked. */
  pendingCells: count.nullable(),
  parkedCells: count.nullable(),
  oldestPendingMs: duration,
  inboxOldestMs: duration,
  commands: count,
  commandP50Ms: duration,
  commandP99Ms: duration,
})

const channelTotalsSchema = z.object({
  channelId: publicIdSchema,
  calls: count,
  errors: count,
  retries: count,
  cells: count,
  lagP50Ms: duration,
  lagP99Ms: duration,
  /** Acknowledged requests that carried a change, and those of them that were within the target. */
  measured: count,
  withinTarget: count,
  /** As it is now. */
  pendingCells: count,
  parkedCells: count,
  oldestPendingAt: z.number().int().nullable(),
  lastAcknowledgedAt: z.number().int().nullable(),
  inboxWaiting: count,
  inboxOldestAt: z.number().int().nullable(),
})

export const operations = {
  /**
   * The last 24 hours, also over a restart: a process that was killed loses at most five minutes. A step is a minute, for a day five. Without topics: whoever
   * looks asks again every few seconds, not at every commit.
   */
  measures: query('read')
    .route({ method: 'GET', path: '/operations' })
    .input(
      z.object({
        range: z.enum(OPERATIONS_RANGES).default('sixHours'),
        /** Only this channel's calls, cells and lag; commands and the inbox are always the house's. */
        channelId: publicIdSchema.optional(),
      }),
    )
    .output(
      z.object({
        at: z.number().int(),
        /** When the oldest began that is kept. */
        since: z.number().int(),
        stepMs: z.number().int(),
        /** Oldest first; the last step is still under way. */
        points: z.array(pointSchema).max(360),
        channels: z.array(channelTotalsSchema),
        openCases: count,
        /** Over the whole range. */
        lagP99Ms: duration,
        commandP99Ms: duration,
      }),
    ),

  /** The same as a scraper gets it at `/metrics`. */
  text: query('read')
    .route({ method: 'GET', path: '/operations/text' })
    .output(z.object({ text: z.string() })),
}
