/** Confirms committed reservation messages to the queue that they came from. */
import { z } from 'zod'
import { element, type Markup, otaMessage } from '../xml/xml-writer.ts'
import { QUEUES, type Queue } from './queues.ts'

export interface CommittedMessage {
  readonly receipt: string
  /** Our reservation code; null where the message made none. */
  readonly code: string | null
}

const receiptSchema = z.array(z.record(z.string(), z.string()))
const OUR_SOURCE = 'KEYRACK'

/** The body of the POST: the channel's own numbers and tokens as they came, and our code beside them. */
export function writeAcknowledgement(
  queue: Queue,
  committed: readonly CommittedMessage[],
  now: number,
): string {
  const { action, list, item } = QUEUES[queue]
  const confirmed = committed.map((message) =>
    element(item, {}, element('ResGlobalInfo', {}, idsOf(message))),
  )
  return otaMessage(`${action}RS`, '2.001', now, {}, element('Success', {}), element(list, {}, ...confirmed))
}

function idsOf({ receipt, code }: CommittedMessage): Markup {
  const theirs = receiptSchema.parse(JSON.parse(receipt)).filter((id) => id.ResID_Source !== OUR_SOURCE)
  const ours = code === null ? [] : [{ ResID_Source: OUR_SOURCE, ResID_Value: code }]
  return element(
    'HotelReservationIDs',
    {},
    ...[...theirs, ...ours].map((id) => element('HotelReservationID', id)),
  )
}
