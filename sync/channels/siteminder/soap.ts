/** OTA messages of pmsXchange in their SOAP 1.1 envelopes, and what an answer says, whichever message it is about. */
import { hash } from 'node:crypto'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { openEnvelope, writeEnvelope } from '../xml/soap-envelope.ts'
import { attribute, descendant, descendants, type XmlElement } from '../xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../xml/xml-writer.ts'

const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss'
/** "The only acceptable value for the Password @Type attribute" (Message Structure). */
const PASSWORD_TYPE = `${WSS}-username-token-profile-1.0#PasswordText`

export interface SoapRequest {
  /** The OTA message alone. */
  readonly message: string
  readonly body: string
  /** Comes back with the answer. */
  readonly echoToken: string
}

/** `now` is epoch milliseconds, `monotonic` never goes back. Any two instants make requests of one length. */
export function soapRequest(
  name: string,
  { channelId, credentials }: Pick<ChannelConnection, 'channelId' | 'credentials'>,
  { now, monotonic }: { now: number; monotonic: number },
  ...content: Markup[]
): SoapRequest {
  const inner = content.map(({ xml }) => xml).join('')
  const echoToken = tokenOf([channelId, String(now), String(monotonic), name, inner].join('\n'))
  const TimeStamp = `${new Date(now).toISOString().slice(0, 19)}+00:00`
  const attributes = { xmlns: OTA_NAMESPACE, EchoToken: echoToken, TimeStamp, Version: '1.0' }
  const message = element(name, attributes, { xml: inner })
  return { message: message.xml, body: writeEnvelope([security(credentials)], message), echoToken }
}

function security({ username, password }: ChannelConnection['credentials']): Markup {
  const token = element(
    'wsse:UsernameToken',
    {},
    element('wsse:Username', {}, username),
    element('wsse:Password', { Type: PASSWORD_TYPE }, password),
  )
  return element(
    'wsse:Security',
    { 'xmlns:wsse': `${WSS}-wssecurity-secext-1.0.xsd`, 'SOAP-ENV:mustUnderstand': '1' },
    token,
  )
}

/** "Each EchoToken must be unique per request": no two requests of a channel have the same content at the same instant. */
function tokenOf(text: string): string {
  const hex = hash('sha256', text)
  return [8, 4, 4, 4, 12].map((length, index) => hex.slice(index * 12, index * 12 + length)).join('-')
}

/** Who speaks: type 22 is OpenTravel's ERSP. */
export function pointOfSale({ settings }: Pick<ChannelConnection, 'settings'>): Markup {
  return element(
    'POS',
    {},
    element('Source', {}, element('RequestorID', { Type: '22', ID: settings.accountCode })),
  )
}

export interface Notice {
  /** OpenTravel's numbers (tables EWT and ERR), empty where there are none. */
  readonly type: string
  readonly code: string
  readonly text: string
}

export type SoapAnswer =
  | {
      readonly kind: 'message'
      readonly root: XmlElement
      readonly errors: readonly Notice[]
      readonly isSuccess: boolean
    }
  | { readonly kind: 'fault'; readonly fault: Notice }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** `echoToken` of the request; an answer to another one says nothing of this. */
export function readAnswer(body: string, expected: string, echoToken: string): SoapAnswer {
  const envelope = openEnvelope(body)
  if (typeof envelope === 'string') return { kind: 'unreadable', reason: envelope }
  const { content } = envelope
  if (content.name === 'Fault') {
    const text = (name: string) => descendant(content, name)?.text.trim() ?? ''
    return { kind: 'fault', fault: { type: '', code: text('faultcode'), text: text('faultstring') } }
  }
  if (content.name !== expected)
    return { kind: 'unreadable', reason: `it is a ${content.name.slice(0, 60)}, not a ${expected}` }
  const told = attribute(content, 'EchoToken')
  if (told !== undefined && told !== echoToken)
    return { kind: 'unreadable', reason: 'it belongs to another request' }
  const errors = descendants(content, 'Errors', 'Error').map(noticeOf)
  const hasErrors = descendant(content, 'Errors') !== undefined
  const isSuccess = !hasErrors && descendant(content, 'Success') !== undefined
  return { kind: 'message', root: content, errors, isSuccess }
}

function noticeOf(source: XmlElement): Notice {
  const short = attribute(source, 'ShortText') ?? ''
  const long = source.text.trim().replace(/\s+/g, ' ')
  const type = attribute(source, 'Type') ?? ''
  const code = attribute(source, 'Code') ?? ''
  return { type, code, text: long === '' ? short : long }
}
