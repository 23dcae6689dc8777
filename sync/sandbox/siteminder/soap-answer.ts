/** Answers of pmsXchange in their envelopes, and the checks that every request goes through. */
import {
  attribute,
  descendant,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
const PASSWORD_TYPE =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText'

export interface Account {
  /** SiteMinder's code of the desk software. */
  readonly requestorId: string
  readonly username: string
  readonly password: string
  readonly hotelCode: string
}

export interface SoapMessage {
  readonly root: XmlElement
  /** OTA_HotelAvailNotif of an OTA_HotelAvailNotifRQ. */
  readonly action: string
  readonly echoToken: string
}

/** The message is refused as a whole, with OpenTravel's numbers. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused'
  readonly type: string
  readonly code: string

  constructor(type: string, code: string, text: string) {
    super(text)
    this.type = type
    this.code = code
  }
}

/** There is no message to be answered. */
export class EnvelopeRefused extends Error {
  override readonly name = 'EnvelopeRefused'
}

/** @throws EnvelopeRefused */
export function readMessage(body: string): { message: SoapMessage; security: XmlElement | undefined } {
  let envelope: XmlElement
  try {
    envelope = parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    throw new EnvelopeRefused(`Unable to parse the request: ${error.message}`)
  }
  const [root, ...others] = descendant(envelope, 'Body')?.children ?? []
  if (envelope.name !== 'Envelope' || root === undefined || others.length > 0)
    throw new EnvelopeRefused('A SOAP 1.1 envelope with one message in its body is required.')
  const action = /^(OTA_\w+?)RQ$/.exec(root.name)?.[1] ?? root.name
  const message = { root, action, echoToken: attribute(root, 'EchoToken') ?? '' }
  return { message, security: descendant(envelope, 'Header', 'Security', 'UsernameToken') }
}

/** @throws MessageRefused where the form, the account or the hotel is not right. */
export function checkMessage(
  { root, action, echoToken }: SoapMessage,
  security: XmlElement | undefined,
  path: string,
  account: Account,
): void {
  const password = descendant(security, 'Password')
  const isKnown =
    descendant(security, 'Username')?.text === account.username &&
    password?.text === account.password &&
    attribute(password, 'Type') === PASSWORD_TYPE
  if (!isKnown)
    throw new MessageRefused('4', '497', 'Authentication failed - Invalid Username and/or Password')
  if (path !== account.requestorId)
    throw new MessageRefused('4', '', `Authentication failed - PMS ${path} does not exist`)
  if (root.attributes.xmlns !== OTA_NAMESPACE || root.attributes.Version !== '1.0')
    throw new MessageRefused('10', '321', 'Version 1.0 of OTA 2003/05 is required')
  if (echoToken === '' || attribute(root, 'TimeStamp') === undefined)
    throw new MessageRefused('10', '321', 'EchoToken and TimeStamp are required')
  // A report names messages, which are ours already.
  if (action === 'OTA_NotifReport') return
  const requestor = attribute(descendant(root, 'POS', 'Source', 'RequestorID'), 'ID')
  if (requestor !== account.requestorId)
    throw new MessageRefused(
      '6',
      '',
      `Inconsistent PMS codes. PMS '${path}' does not match RequestorID '${requestor}'`,
    )
  const place =
    descendant(root, 'AvailStatusMessages') ??
    descendant(root, 'RateAmountMessages') ??
    descendant(root, 'ReadRequests', 'HotelReadRequest')
  const hotel = attribute(place, 'HotelCode') ?? ''
  if (hotel !== account.hotelCode)
    throw new MessageRefused('6', '392', `Hotel not found for HotelCode=${hotel}`)
}

/** `content` beside the message's own attributes; `now` is epoch milliseconds. */
export function soapAnswer(root: string, echoToken: string, now: number, ...content: Markup[]): Answer {
  const TimeStamp = `${new Date(now).toISOString().slice(0, 19)}+00:00`
  const attributes = { Version: '1.0', TimeStamp, EchoToken: echoToken, xmlns: OTA_NAMESPACE }
  return envelope(200, element(root, attributes, ...content))
}

export function errorAnswer(root: string, echoToken: string, now: number, refused: MessageRefused): Answer {
  const attributes = { Type: refused.type, Code: refused.code === '' ? undefined : refused.code }
  return soapAnswer(
    root,
    echoToken,
    now,
    element('Errors', {}, element('Error', attributes, refused.message)),
  )
}

export function faultAnswer(status: number, code: 'Client' | 'Server', text: string): Answer {
  return envelope(
    status,
    element(
      'SOAP-ENV:Fault',
      {},
      element('faultcode', {}, `SOAP-ENV:${code}`),
      element('faultstring', {}, text),
    ),
  )
}

function envelope(status: number, content: Markup): Answer {
  const whole = element(
    'SOAP-ENV:Envelope',
    { 'xmlns:SOAP-ENV': SOAP },
    element('SOAP-ENV:Header', {}),
    element('SOAP-ENV:Body', {}, content),
  )
  return { status, headers: { 'content-type': 'text/xml; charset=utf-8' }, body: whole.xml }
}
