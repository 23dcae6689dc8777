/** The two reservation queues: what a fetch brings, and what an acknowledgement takes away. */
import {
  attribute,
  descendant,
  descendants,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { type Bookings, type QueueName, responseToken } from './bookings.ts'
import type { Answer, AnswerWriter } from './ota-answer.ts'
import { reservationDocument } from './reservation-document.ts'

export const QUEUE_OF_ACTION: Readonly<Record<string, QueueName>> = {
  OTA_HotelResNotif: 'new',
  OTA_HotelResModifyNotif: 'modified',
}

const FORMS = {
  new: { root: 'OTA_HotelResNotifRS', list: 'HotelReservations', item: 'HotelReservation' },
  modified: { root: 'OTA_HotelResModifyNotifRS', list: 'HotelResModifies', item: 'HotelResModify' },
} as const

interface Confirmation {
  readonly channelRef: string
  readonly token: string | null
  readonly propertyCode: string | null
}

/** All open messages; each comes with every fetch until it is acknowledged. */
export function serveQueue(queue: QueueName, bookings: Bookings, hotelCode: string, now: number): Answer {
  return { status: 200, body: reservationDocument(queue, bookings.waiting(queue), hotelCode, now) }
}

/**
 * All of the acknowledgement or, when one message of it is stale or foreign, nothing. With `Errors` instead of
 * `Success` the messages stay in the queue.
 */
export function receiveAcknowledgement(
  queue: QueueName,
  body: string,
  bookings: Bookings,
  answers: AnswerWriter,
): Answer {
  const { root, list, item } = FORMS[queue]
  const refuse = (status: number, word: string, text: string, code: string) =>
    answers.errors(status, root, [{ word, text, type: '3', code }])
  let document: XmlElement
  try {
    document = parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    return refuse(400, 'SCHEMA_VALIDATION_ERROR', error.message, '320')
  }
  if (document.name !== root) return refuse(400, 'SCHEMA_VALIDATION_ERROR', `the root must be ${root}`, '320')
  if (descendant(document, 'Errors') !== undefined) return answers.success(root)
  const confirmations = descendants(document, list, item).map(readConfirmation)
  if (descendant(document, 'Success') === undefined || confirmations.length === 0) {
    return refuse(400, 'SCHEMA_VALIDATION_ERROR', 'Success and the reservations are required', '321')
  }
  for (const confirmation of confirmations) {
    const problem = problemOf(confirmation, queue, bookings)
    if (problem !== null) return refuse(problem.status, problem.word, problem.text, problem.code)
  }
  for (const { channelRef, propertyCode } of confirmations) bookings.release(channelRef, propertyCode)
  return answers.success(root)
}

function readConfirmation(item: XmlElement): Confirmation {
  const ids = descendants(item, 'ResGlobalInfo', 'HotelReservationIDs', 'HotelReservationID')
  const valueFrom = (source: string) =>
    attribute(
      ids.find((id) => attribute(id, 'ResID_Source') === source),
      'ResID_Value',
    ) ?? null
  const other = ids.find((id) => !['BOOKING.COM', 'RT'].includes(attribute(id, 'ResID_Source') ?? ''))
  return {
    channelRef: valueFrom('BOOKING.COM') ?? '',
    token: valueFrom('RT'),
    propertyCode: attribute(other, 'ResID_Value') ?? null,
  }
}

/** The refusals in docs/CHANNELS.md; an acknowledgement that is repeated unchanged is no refusal. */
function problemOf({ channelRef, token }: Confirmation, queue: QueueName, bookings: Bookings) {
  const booking = bookings.find(channelRef)
  if (booking === null) {
    const text = `Reservation ${channelRef.slice(0, 20)} is not known`
    return { status: 404, word: 'RESERVATION_NOT_FOUND', text, code: '397' }
  }
  if (booking.queue !== null && booking.queue !== queue) {
    const text = 'Hotel reservation has transaction message of the wrong type'
    return { status: 400, word: 'WRONG_MESSAGE_TYPE', text, code: '450' }
  }
  if (token !== responseToken(booking)) {
    const text = 'Response token does not match, please pull again'
    return { status: 409, word: 'RESPONSE_TOKEN_MISMATCH', text, code: '450' }
  }
  return null
}
