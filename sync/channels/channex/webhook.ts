/**
 * Channex's webhooks: an event without a signature, which may come out of order and says only that the feed has something. The
 * secret stands in the address, which is registered there as the callback.
 */
import { z } from 'zod'
import type { WebhookForm } from '../webhook-form.ts'

const eventSchema = z.object({ event: z.string().max(100) })

export const webhook: WebhookForm = {
  actions: { hints: 'channex' },
  signsIn: 'query',
  type: 'application/json',
  read({ body }) {
    const event = eventOf(body.toString('utf8'))
    if (event === null) return 'a webhook is an object that names its event'
    // Others tell of prices, messages or faults, for which nothing has to be fetched.
    const success = () => JSON.stringify({ ok: true })
    return isOfBookings(event) ? { success } : { isQuestion: true, success }
  },
  error: (_action, _now, _fault, text) => JSON.stringify({ error: text }),
}

/** Null where the text is no event. */
export function eventOf(text: string): string | null {
  try {
    const read = eventSchema.safeParse(JSON.parse(text))
    return read.success ? read.data.event : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** `booking`, `booking_new`, `booking_unmapped_room`, `non_acked_booking` and the like. */
const isOfBookings = (event: string): boolean => event.includes('booking')
