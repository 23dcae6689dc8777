/** The day at a glance: who comes, who goes, and how the house is doing. */
import { z } from 'zod'
import { isoDateSchema } from '../snapshot.ts'
import { query } from './procedure.ts'
import { stayRowSchema } from './stays.ts'

export const boardDaySchema = z.object({
  date: isoDateSchema,
  /** Rooms sold for the night. */
  sold: z.number().int(),
  /** Rooms that could be sold: in service and not out of order. */
  rooms: z.number().int(),
  /** Room revenue of the night, minor units. */
  revenueMinor: z.number().int(),
})
export type BoardDay = z.infer<typeof boardDaySchema>

export const board = {
  day: query('read', 'inventory', 'reservations', 'property')
    .route({ method: 'GET', path: '/board' })
    .output(
      z.object({
        businessDate: isoDateSchema,
        currency: z.string(),
        /** 14 days, the eighth is the business date; days before the hotel's first inventory are left out. */
        days: z.array(boardDaySchema),
        /** The business date's weekday 52 weeks earlier; null when the hotel has no inventory of it. */
        yearBefore: boardDaySchema.nullable(),
        /** Still due in, overdue ones included, and those who arrived on the business date. */
        arrivals: z.object({ due: z.array(stayRowSchema), done: z.array(stayRowSchema) }),
        /** Still to leave, overdue ones included, and those who left on the business date. */
        departures: z.object({ due: z.array(stayRowSchema), done: z.array(stayRowSchema) }),
        inHouse: z.object({ rooms: z.number().int(), guests: z.number().int() }),
      }),
    ),
}
