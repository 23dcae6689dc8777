/** The journal: one row per command, in order, hash-chained (I10). */
import { z } from 'zod'
import { publicIdSchema, query } from './procedure.ts'

export const journal = {
  /** Newest first. */
  list: query('read', 'journal')
    .route({ method: 'GET', path: '/journal' })
    .input(
      z.object({
        /** Only rows older than this number. */
        beforeSeq: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            seq: z.number().int(),
            at: z.number().int(),
            actor: z.string(),
            command: z.string(),
            payload: z.record(z.string(), z.unknown()),
            hash: z.string(),
            /** The one reservation it is about, as far as the row names it or a stay of it. */
            reservationId: publicIdSchema.nullable(),
          }),
        ),
      }),
    ),
}
