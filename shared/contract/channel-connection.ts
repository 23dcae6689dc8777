/** Everything needed to talk to one channel: what the sync process is given, and what a connection test tries. */
import { z } from 'zod'
import { FACETS } from '../cells.ts'
import { channelKindSchema, channelSettingsSchema, credentialsSchema } from '../channel-settings.ts'

export const channelConnectionSchema = z.object({
  channelId: z.string(),
  kind: channelKindSchema,
  name: z.string(),
  currency: z.string(),
  settings: channelSettingsSchema,
  credentials: credentialsSchema,
  /** Lanes in the order of the adapter, with the attempts counted since the last acknowledgement. */
  lanes: z.array(
    z.object({
      lane: z.string(),
      facets: z.array(z.enum(FACETS)),
      attempts: z.number().int(),
      stopped: z.boolean(),
    }),
  ),
  /** Epoch ms at which everything that it had sold was fetched last; null: never. At most ten seconds behind. */
  lastPullAt: z.number().int().nullable().optional(),
})
export type ChannelConnection = z.infer<typeof channelConnectionSchema>
