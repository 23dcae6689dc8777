/** The session of a caller, the stream of changes, and the demo's sandbox channel. */
import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { command, commandInput, PERMISSIONS, publicIdSchema, query, stream, TOPICS } from './procedure.ts'

export const session = {
  who: query('read')
    .route({ method: 'GET', path: '/session' })
    .output(z.object({ actor: z.string(), permissions: z.array(z.enum(PERMISSIONS)) })),

  /** A link that opens the desk in one more browser: single use, good for 60 s. */
  createOpeningLink: query('admin')
    .route({ method: 'POST', path: '/session/opening-links' })
    .output(z.object({ url: z.string(), expiresAt: z.number().int() })),
}

/** After each commit; a gap between `fromSeq` and the last `toSeq` means: refetch everything. */
export const changedSchema = z.object({
  fromSeq: z.number().int(),
  toSeq: z.number().int(),
  topics: z.array(z.enum(TOPICS)),
})
export type Changed = z.infer<typeof changedSchema>

export const events = {
  /** Starts with one event of the present seq and no topics, then one per commit. */
  changed: stream('read')
    .route({ method: 'GET', path: '/events/changed' })
    .output(eventIterator(changedSchema)),
}

/** The sandbox of the demo: a real channel on this machine that can be told to sell. */
export const sandbox = {
  state: query('read', 'channels', 'inventory')
    .errors(errorsOf('NoSandbox'))
    .route({ method: 'GET', path: '/sandbox' })
    .input(z.object({ from: isoDateSchema, to: isoDateSchema }))
    .output(
      z.object({
        stock: z.array(
          z.object({
            roomTypeId: publicIdSchema,
            date: isoDateSchema,
            /** Rooms the sandbox would still sell. */
            roomsToSell: z.number().int(),
          }),
        ),
        faults: z.array(z.string()),
      }),
    ),

  /** Lets the sandbox sell one room as a guest on the channel's site would; the booking arrives by the next pull. */
  sell: command('sell')
    .errors(errorsOf('NoSandbox', 'SandboxRefused', 'UnknownRoomType'))
    .route({ method: 'POST', path: '/sandbox/sell' })
    .input(
      commandInput.extend({ roomTypeId: publicIdSchema, arrival: isoDateSchema, departure: isoDateSchema }),
    )
    .output(z.object({ channelRef: z.string() })),
}
