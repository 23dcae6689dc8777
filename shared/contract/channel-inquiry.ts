/** What the desk asks of a channel itself, by the sync process: does the connection work, and which products does it sell. */
import { z } from 'zod'
import { channelConnectionSchema } from './channel-connection.ts'

/**
 * What is asked. probe: one harmless request, whose answer is dropped. products: the channel's own list of rooms and
 * rates, where its kind gives one.
 */
export const inquirySchema = z.object({
  ask: z.enum(['probe', 'products']),
  connection: channelConnectionSchema,
})
export type Inquiry = z.infer<typeof inquirySchema>

const LONGEST_CODE = 60
const LONGEST_NAME = 200
const MOST_PRODUCTS = 500

const productSchema = z.object({
  code: z.string().min(1).max(LONGEST_CODE),
  /** As the channel calls it; empty where only the code is known. */
  name: z.string().max(LONGEST_NAME),
})

/** A room that the channel sells, with the rates that it sells it at. */
export const channelProductSchema = productSchema.extend({ rates: z.array(productSchema).max(MOST_PRODUCTS) })
export type ChannelProduct = z.infer<typeof channelProductSchema>

/**
 * Why an inquiry failed. refused: the credentials. unreachable: no complete answer came. busy: it asks for a pause, or has
 * trouble of its own. settings: nothing was sent, as what is set cannot be right. strange: an answer that it should not give.
 */
export const INQUIRY_FAILURES = ['refused', 'unreachable', 'busy', 'settings', 'strange'] as const
export type InquiryFailure = (typeof INQUIRY_FAILURES)[number]

const failedSchema = z.object({
  result: z.literal('failed'),
  reason: z.enum(INQUIRY_FAILURES),
  code: z.string().max(100),
  /** The adapter's own sentence: never a credential. */
  message: z.string().max(500),
})

export const probeAnswerSchema = z.discriminatedUnion('result', [
  /** `waiting`: messages that wait to be fetched there. */
  z.object({ result: z.literal('works'), waiting: z.number().int() }),
  /** Of a kind that offers no harmless request: only the first update will show. */
  z.object({ result: z.literal('notTestable') }),
  failedSchema,
])
export type ProbeAnswer = z.infer<typeof probeAnswerSchema>

export const productsAnswerSchema = z.discriminatedUnion('result', [
  z.object({ result: z.literal('products'), rooms: z.array(channelProductSchema).max(MOST_PRODUCTS) }),
  /** Of a kind that gives no list: the codes are typed or pasted. */
  z.object({ result: z.literal('noList') }),
  failedSchema,
])
export type ProductsAnswer = z.infer<typeof productsAnswerSchema>

export const inquiryAnswerSchema = z.union([probeAnswerSchema, productsAnswerSchema])
export type InquiryAnswer = z.infer<typeof inquiryAnswerSchema>
