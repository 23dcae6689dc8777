/** OTA_NotifReportRQ: every message that the desk has committed is reported, each in a request of its own. */
import { z } from 'zod'
import type { ChannelContext } from '../../engine/ports.ts'
import { element } from '../xml/xml-writer.ts'
import { failureOf, meaningOf } from './meaning.ts'
import { ask } from './request.ts'
import { type SoapRequest, soapRequest } from './soap.ts'

const deliverySchema = z.object({
  /** SiteMinder's number of the message (UniqueID, type 16). */
  id: z.string(),
  /** As the message said it: Book, Commit, Modify or Cancel. */
  status: z.string(),
  /** When it was written, as XML Schema has it; null where it does not say. */
  at: z.string().nullable(),
  /** The seller's number of the reservation. */
  channelRef: z.string(),
})
/** What is needed to report a message; receipts hold those of one reservation, oldest first. */
export type Delivery = z.infer<typeof deliverySchema>

/**
 * A message that SiteMinder does not let us report ends the reports of its reservation: a newer one reported without it
 * would leave it behind, to come again alone and undo the newer.
 *
 * @throws ChannelFailure
 */
export async function acknowledge(
  committed: readonly { receipt: string; code: string | null }[],
  context: ChannelContext,
): Promise<void> {
  for (const { receipt, code } of committed) {
    for (const delivery of z.array(deliverySchema).parse(JSON.parse(receipt))) {
      if (!(await report(delivery, code, context))) break
    }
  }
}

/** False where it is refused for good. @throws ChannelFailure where another attempt may help, or somebody has to act. */
async function report(delivery: Delivery, code: string | null, context: ChannelContext): Promise<boolean> {
  const request = writeReport(delivery, code, context)
  const { read, answer } = await ask(request, 'OTA_NotifReportRS', context)
  if (read.kind === 'message' && answer.status < 300) {
    if (read.isSuccess) return true
    if (read.errors.length > 0 && read.errors.every((each) => meaningOf(each) === 'refused')) return false
  }
  throw failureOf(read, answer, context.clock.now())
}

function writeReport(
  { id, status, at, channelRef }: Delivery,
  code: string | null,
  { connection, clock }: ChannelContext,
): SoapRequest {
  const isNew = status !== 'Modify' && status !== 'Cancel'
  const when = at ?? `${new Date(clock.now()).toISOString().slice(0, 19)}+00:00`
  const reservation = element(
    'HotelReservation',
    { [isNew ? 'CreateDateTime' : 'LastModifyDateTime']: when, ResStatus: status },
    element('UniqueID', { Type: '16', ID: id }),
    element(
      'ResGlobalInfo',
      {},
      element(
        'HotelReservationIDs',
        {},
        element('HotelReservationID', { ResID_Type: '14', ResID_Value: code ?? channelRef }),
      ),
    ),
  )
  return soapRequest(
    'OTA_NotifReportRQ',
    connection,
    { now: clock.now(), monotonic: clock.monotonic() },
    element('Success', {}),
    element(
      'NotifDetails',
      {},
      element('HotelNotifReport', {}, element('HotelReservations', {}, reservation)),
    ),
  )
}
