/** Calls to channels as they went over the wire, masked: what the sync process tells of each, and what people look at. */
import { z } from 'zod'
import { FACETS } from '../cells.ts'
import { errorsOf } from '../errors.ts'
import { isoDateSchema } from '../snapshot.ts'
import { publicIdSchema, query } from './procedure.ts'

/** send: values. fetch: reservations. acknowledge: reservations that are committed. compare: what the channel shows, read back. */
export const CALL_KINDS = ['send', 'fetch', 'acknowledge', 'compare'] as const
export type CallKind = (typeof CALL_KINDS)[number]

/** Of each side of a call so many bytes are kept at most. */
export const LONGEST_CALL_BODY = 64 * 1024

export const callBodySchema = z.object({
  /** Credentials and card data are masked. Empty too where it was too large to tell them apart. */
  text: z.string().max(LONGEST_CALL_BODY),
  /** How long it was on the wire. */
  bytes: z.number().int().min(0),
  /** Something at its end was not kept. */
  isCut: z.boolean(),
})
export type CallBody = z.infer<typeof callBodySchema>

export const channelCallSchema = z.object({
  channelId: z.string().max(100),
  kind: z.enum(CALL_KINDS),
  /** The lane that sent, or the queue that was fetched from; empty where there is neither. */
  part: z.string().max(100),
  /** Of the batch that it carried; null: it carried none. */
  requestId: z.string().nullable(),
  /** When it left, epoch ms. */
  at: z.number().int(),
  tookMs: z.number().min(0),
  method: z.enum(['GET', 'POST']),
  address: z.string().max(1_000),
  request: callBodySchema,
  /** Null: no whole answer came. */
  status: z.number().int().nullable(),
  answer: callBodySchema.nullable(),
  /** Why no answer came: a code of the network, `Timeout`, `Aborted`. */
  failure: z.string().max(100).nullable(),
})
export type ChannelCall = z.infer<typeof channelCallSchema>

/** A call in the list: everything but the texts. */
export const callLineSchema = channelCallSchema.omit({ request: true, answer: true }).extend({
  /** Counted by this host; a newer call has a larger one. */
  id: z.number().int(),
  /** The entry of `channels.sent` that it belongs to; null: it carried no values, or they are not settled yet. */
  sentId: z.number().int().nullable(),
  requestBytes: z.number().int(),
  answerBytes: z.number().int().nullable(),
})
export type CallLine = z.infer<typeof callLineSchema>

const toldOfSchema = z.object({
  channelId: publicIdSchema,
  facet: z.enum(FACETS),
  roomTypeId: publicIdSchema,
  /** Left out for availability. */
  ratePlanId: publicIdSchema.optional(),
  date: isoDateSchema,
})
export type ToldOf = z.infer<typeof toldOfSchema>

/** What a channel was told of one cell, and what it said. */
export const toldCellSchema = z.object({
  /** When it was claimed to be sent, epoch ms. */
  at: z.number().int(),
  /** Text of `encodeCellValue`. */
  value: z.string(),
  /** The run of nights that were told together; `to` exclusive. */
  from: isoDateSchema,
  to: isoDateSchema,
  /** Null: on its way. uncertain: nobody knows whether it arrived. */
  outcome: z.enum(['acknowledged', 'refused', 'not_applied', 'uncertain']).nullable(),
  /** The channel's reason where it did not take it; empty else. */
  code: z.string(),
  message: z.string(),
  settledAt: z.number().int().nullable(),
  /** Of the commands whose changes the request carried, also for other cells; the latest ones. */
  seqs: z.array(z.number().int()),
  /** Of `channels.call`; null: it is not kept any more, or none left. */
  callId: z.number().int().nullable(),
})
export type ToldCell = z.infer<typeof toldCellSchema>

/** What a channel that can be asked showed of a cell when it was asked last. */
const readBackSchema = z.object({
  at: z.number().int(),
  /** What it was taken to show. */
  value: z.string(),
  isSame: z.boolean(),
})

export const channelCallQueries = {
  /**
   * Calls to a channel, newest first, as far as this host keeps them: in memory, so since its start, and of each kind the latest.
   * Without topics: whoever looks asks again every few seconds.
   */
  calls: query('read')
    .route({ method: 'GET', path: '/channels/{channelId}/calls' })
    .input(z.object({ channelId: publicIdSchema }))
    .output(
      z.object({
        /** Since when this host keeps them, epoch ms. */
        since: z.number().int(),
        /** Calls of that time which are not kept any more. */
        gone: z.number().int(),
        calls: z.array(callLineSchema).max(500),
      }),
    ),

  /** What a channel was told of one cell since this host's start, newest first, as far as it is kept; without topics, too. */
  told: query('read')
    .errors(errorsOf('UnknownRoomType', 'UnknownRatePlan'))
    .route({ method: 'GET', path: '/channels/{channelId}/told' })
    .input(toldOfSchema)
    .output(
      z.object({
        since: z.number().int(),
        told: z.array(toldCellSchema).max(50),
        /** Null: it was not asked since then, or cannot be. */
        readBack: readBackSchema.nullable(),
      }),
    ),

  /** One call with what was asked and answered, masked; null: it is not kept any more. */
  call: query('channels')
    .route({ method: 'GET', path: '/channels/{channelId}/calls/{callId}' })
    .input(z.object({ channelId: publicIdSchema, callId: z.coerce.number().int().min(1) }))
    .output(z.object({ call: channelCallSchema.nullable() })),
}
