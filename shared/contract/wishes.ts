/** What a guest announced or wished before coming. */
import { z } from 'zod'
import { publicIdSchema } from './procedure.ts'

/** HH:MM, local to the property. */
export const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM, such as 22:30')

/** What a guest wishes of a room; it orders the rooms that are proposed and never refuses one. */
export const wishesSchema = z.object({
  features: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  floor: z.string().trim().max(20).default(''),
  accessible: z.boolean().default(false),
  /** Stays whose rooms should be next to this one. */
  nearStayIds: z.array(publicIdSchema).max(10).default([]),
})
export type Wishes = z.infer<typeof wishesSchema>
