/** OTA_NotifReportRQ: what the desk has committed is acknowledged, all of it in one request where the server takes it so. */
import { z } from 'zod'
import { type ChannelContext, ChannelFailure } from '../../engine/ports.ts'
import { element } from '../xml/xml-writer.ts'
import { ask } from './asking.ts'
import { writeMessage } from './message.ts'
import { noteAcknowledged } from './second-look.ts'

const deliverySchema = z.object({
  /** 14: a reservation or a quote, 15: a cancellation. */
  type: z.string(),
  /** The portal's number of the reservation: messages have none of their own. */
  id: z.string(),
})
/** What is needed to acknowledge a message; a receipt holds those of one reservation. */
export type Delivery = z.infer<typeof deliverySchema>

/** Answers of the server to what it will never take; any other failure may pass. */
const NEVER_TAKEN = /^AlpineBits/
const MAY_PASS = /^AlpineBits(187|188|448|SEND_\w+)$/

/** @throws ChannelFailure */
export async function acknowledge(
  committed: readonly { receipt: string }[],
  context: ChannelContext,
): Promise<void> {
  const deliveries = committed.flatMap(({ receipt }) => z.array(deliverySchema).parse(JSON.parse(receipt)))
  if (deliveries.length === 0) return
  // Before it is sent: one whose answer is lost was taken all the same.
  noteAcknowledged(context.connection.channelId)
  if ((await isTaken(deliveries, context)) || deliveries.length === 1) return
  // One of them is refused, and nothing says which: it comes again with the next fetch, the others need not.
  for (const delivery of deliveries) await isTaken([delivery], context)
}

/** False where it is refused for good. @throws ChannelFailure where another attempt may help, or somebody has to act. */
async function isTaken(deliveries: readonly Delivery[], context: ChannelContext): Promise<boolean> {
  const reservations = deliveries.map(({ type, id }) =>
    element('HotelReservation', {}, element('UniqueID', { Type: type, ID: id })),
  )
  const report = element('HotelNotifReport', {}, element('HotelReservations', {}, ...reservations))
  const message = writeMessage('report', element('Success', {}), element('NotifDetails', {}, report))
  try {
    await ask('report', message, context)
    return true
  } catch (error) {
    if (!(error instanceof ChannelFailure) || error.stop) throw error
    if (NEVER_TAKEN.test(error.code) && !MAY_PASS.test(error.code)) return false
    throw error
  }
}
