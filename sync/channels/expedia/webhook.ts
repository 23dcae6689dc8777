/**
 * Bookings where Expedia posts them (Booking Notification): SOAP envelopes whose header says who asks and what comes back with
 * the answer. A success carries a confirmation number, and there is no later way to give one: it is made of Expedia's own
 * number, as the desk may be off. An error would end the delivery by e-mail; a fault is tried again until the notification
 * expires, and so every refusal is a fault.
 */
import type { WebhookFault, WebhookForm } from '../webhook-form.ts'
import { type Envelope, openEnvelope, writeEnvelope, writeFault } from '../xml/soap-envelope.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../xml/xml-writer.ts'
import { ownNumberOf } from './own-number.ts'

const HEADER_NAMESPACE = 'http://www.newtrade.com/expedia/R14/header'
const LONGEST_VALUE = 64
const LONGEST_TOKEN = 20
const LONGEST_NUMBER = 14

/** "Error Codes for Nack": header not valid, not to be parsed, software error. */
const FAULT_CODES: Readonly<Record<WebhookFault, string>> = {
  authentication: 'Client.2001',
  malformed: 'Client.2002',
  tooLarge: 'Client.2002',
  busy: 'Server.4000',
  unavailable: 'Server.5000',
}

type WriteContent = (numbers: Numbers, from: { source: string; now: string }) => Markup[]

/** By the root of what is posted: the rest of its answer. */
const MESSAGES: Readonly<
  Record<string, { readonly answer: string; readonly state: Record<string, string>; content: WriteContent }>
> = {
  OTA_HotelResNotifRQ: {
    answer: 'OTA_HotelResNotifRS',
    state: { ResResponseType: 'Committed' },
    content: confirmed('HotelReservations', 'HotelReservation'),
  },
  OTA_HotelResModifyNotifRQ: {
    answer: 'OTA_HotelResModifyNotifRS',
    state: { ResResponseType: 'Modified' },
    content: confirmed('HotelResModifies', 'HotelResModify'),
  },
  OTA_CancelRQ: { answer: 'OTA_CancelRS', state: { Status: 'Cancelled' }, content: cancelled },
}

export const webhook: WebhookForm = {
  actions: { all: 'expedia' },
  signsIn: 'message',
  type: 'text/xml',
  errorStatus: 500,
  read({ body }) {
    const envelope = openEnvelope(body.toString('utf8'))
    if (typeof envelope === 'string') return envelope
    const { header, content } = envelope
    const message = Object.hasOwn(MESSAGES, content.name) ? MESSAGES[content.name] : undefined
    if (message === undefined)
      return 'the body of the envelope must hold a booking, a change or a cancellation'
    const numbers = numbersOf(content)
    if (numbers === null) return 'the booking has no number'
    const payload = descendant(header, 'Interface', 'PayloadInfo')
    const missing = missingOf(payload)
    if (missing !== null) return `the header has no ${missing}`
    return {
      credentials: credentialsOf(payload),
      success: (now) => successAnswer(message, { header, content }, numbers, now),
    }
  },
  error: (_action, _now, fault, text) => writeFault(FAULT_CODES[fault], text),
}

interface Numbers {
  readonly expedia: string
  /** The one that Expedia has of the booking, else the one that it is given now. */
  readonly own: string
}

function numbersOf(message: XmlElement): Numbers | null {
  const reservation =
    descendant(message, 'HotelReservations', 'HotelReservation') ??
    descendant(message, 'HotelResModifies', 'HotelResModify') ??
    message
  const named = descendants(reservation, 'UniqueID').find((each) => attribute(each, 'Type') === '14')
  const expedia = attribute(named, 'ID') ?? ''
  if (!/^\d+$/.test(expedia) || expedia.length > LONGEST_NUMBER) return null
  const known =
    descendants(reservation, 'ResGlobalInfo', 'HotelReservationIDs', 'HotelReservationID')
      .filter((each) => attribute(each, 'ResID_Type') === '3')
      .map((each) => attribute(each, 'ResID_Value'))[0] ??
    attribute(
      descendants(reservation, 'UniqueID').find((each) => attribute(each, 'Type') === '10'),
      'ID',
    )
  return { expedia, own: known?.slice(0, LONGEST_VALUE) ?? ownNumberOf(expedia) }
}

/** What has to come back with the answer. */
const REQUIRED = ['RequestId', 'RequestorId', 'ResponderId'] as const

function missingOf(payload: XmlElement | undefined): string | null {
  const missing = REQUIRED.find((name) => attribute(payload, name) === undefined)
  if (missing !== undefined) return missing
  const communication = descendant(payload, 'CommDescriptor')
  return ['SourceId', 'DestinationId'].find((name) => attribute(communication, name) === undefined) ?? null
}

function credentialsOf(payload: XmlElement | undefined): { username: string; password: string } | null {
  const told = descendant(payload, 'CommDescriptor', 'Authentication')
  const [username, password] = [attribute(told, 'Username'), attribute(told, 'Password')]
  return username === undefined || password === undefined ? null : { username, password }
}

function successAnswer(
  { answer, state, content: write }: (typeof MESSAGES)[string],
  { header, content }: Envelope,
  numbers: Numbers,
  at: number,
): string {
  const payload = descendant(header, 'Interface', 'PayloadInfo')
  const now = `${new Date(at).toISOString().slice(0, 19)}+00:00`
  const source = echoed(payload, 'ResponderId')
  const attributes = {
    xmlns: OTA_NAMESPACE,
    EchoToken: attribute(content, 'EchoToken')?.slice(0, LONGEST_TOKEN),
    TimeStamp: now,
    Target: 'Production',
    Version: '1.000',
    PrimaryLangID: 'en-us',
    ...state,
  }
  const message = element(answer, attributes, element('Success', {}), ...write(numbers, { source, now }))
  return writeEnvelope([headerOf(payload, answer)], message)
}

const echoed = (source: XmlElement | undefined, name: string): string =>
  (attribute(source, name) ?? '').slice(0, LONGEST_VALUE)

/** The same request and parties; who sends and who receives change places. */
function headerOf(payload: XmlElement | undefined, answer: string): Markup {
  const communication = descendant(payload, 'CommDescriptor')
  const parties = Object.fromEntries(REQUIRED.map((name) => [name, echoed(payload, name)]))
  return element(
    'Interface',
    { xmlns: HEADER_NAMESPACE, Name: 'ExpediaDirectConnect', Version: '4.0' },
    element(
      'PayloadInfo',
      { ...parties, Location: 'Body' },
      element('CommDescriptor', {
        SourceId: echoed(communication, 'DestinationId'),
        DestinationId: echoed(communication, 'SourceId'),
        RetryIndicator: 'false',
      }),
      element('PayloadDescriptor', { Name: answer, Version: '2003A' }),
    ),
  )
}

function confirmed(list: string, item: string): WriteContent {
  return ({ expedia, own }, { source, now }) => {
    const ids = element(
      'HotelReservationIDs',
      {},
      element('HotelReservationID', {
        ResID_Type: '8',
        ResID_Value: expedia,
        ResID_Source: 'Expedia',
        ResID_Date: now,
      }),
      element('HotelReservationID', {
        ResID_Type: '3',
        ResID_Value: own,
        ResID_Source: source,
        ResID_Date: now,
      }),
    )
    return [element(list, {}, element(item, {}, element('ResGlobalInfo', {}, ids)))]
  }
}

function cancelled({ expedia, own }: Numbers, { source }: { source: string }): Markup[] {
  const unique = (Type: string, ID: string, company: string) =>
    element('UniqueID', { Type, ID }, element('CompanyName', {}, company))
  return [
    unique('14', expedia, 'Expedia'),
    unique('10', own, source),
    element('CancelInfoRS', {}, unique('10', ownNumberOf(expedia), source)),
  ]
}
