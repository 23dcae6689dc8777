/** Requests to the portal with the checks that all go through, and its answers. */
import type { IncomingMessage } from 'node:http'
import {
  attribute,
  childrenNamed,
  descendant,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'

export interface Account {
  readonly username: string
  readonly password: string
  readonly hotelCode: string
}

export type Demand = () => string | null

const VERSION = '2024-10'
/** The stem of the roots that go with an action. */
const STEMS: Readonly<Record<string, string>> = {
  'OTA_Ping:Handshaking': 'OTA_Ping',
  'OTA_HotelInvCountNotif:FreeRooms': 'OTA_HotelInvCountNotif',
  'OTA_HotelRatePlanNotif:RatePlans': 'OTA_HotelRatePlanNotif',
  'OTA_Read:GuestRequests': 'OTA_Read',
  'OTA_NotifReport:GuestRequests': 'OTA_NotifReport',
}

/** There is no message to be answered. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused'
}

/** "Nothing processed": an error of type 13 with a number of OpenTravel's table ERR. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused'
  readonly code: string

  constructor(code: string, text: string) {
    super(text)
    this.code = code
  }
}

/** @throws RequestRefused */
export function readRequest(
  request: IncomingMessage,
  form: ReadonlyMap<string, string> | null,
): { action: string; message: XmlElement } {
  const version = request.headers['x-alpinebits-clientprotocolversion']
  if (version !== VERSION) throw new RequestRefused(`version ${String(version)} is not ${VERSION}`)
  if (form === null) throw new RequestRefused('multipart/form-data is required')
  const action = form.get('action') ?? ''
  if (!Object.hasOwn(STEMS, action)) throw new RequestRefused('unknown or missing action')
  try {
    return { action, message: parseXml(form.get('request') ?? '') }
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    throw new RequestRefused(`the request is no XML: ${error.message}`)
  }
}

/** @throws RequestRefused or MessageRefused */
export function checkRequest(message: XmlElement, action: string, { hotelCode }: Account): void {
  if (message.name !== `${STEMS[action]}RQ` || message.attributes.xmlns !== OTA_NAMESPACE)
    throw new RequestRefused(`XML validation: ${message.name} is not what ${action} takes`)
  if (attribute(message, 'Version') === undefined)
    throw new RequestRefused('XML validation: the attribute Version is required')
  if (action === 'OTA_Ping:Handshaking' || action === 'OTA_NotifReport:GuestRequests') return
  const place =
    descendant(message, 'Inventories') ??
    descendant(message, 'RatePlans') ??
    descendant(message, 'ReadRequests', 'HotelReadRequest')
  const told = attribute(place, 'HotelCode') ?? ''
  if (told !== hotelCode) throw new MessageRefused('392', `Invalid hotel code ${told}`)
}

export function rootOf(action: string): string {
  const stem = STEMS[action] ?? ''
  return stem === 'OTA_Read' ? 'OTA_ResRetrieveRS' : `${stem}RS`
}

/** `demand` is told in a warning, beside the one of the answer itself where it has one. */
export function writeAnswer(root: string, demand: string | null, ...content: Markup[]): Answer {
  const asking =
    demand === null || root === 'OTA_PingRS'
      ? []
      : [element('Warnings', {}, element('Warning', { Type: '11', Status: demand }, 'Please send it again.'))]
  return answerOf(root, element('Success', {}), ...asking, ...content)
}

export function writeErrors(root: string, { code, message }: MessageRefused): Answer {
  return answerOf(root, element('Errors', {}, element('Error', { Type: '13', Code: code }, message)))
}

function answerOf(root: string, ...content: Markup[]): Answer {
  const message = element(root, { xmlns: OTA_NAMESPACE, Version: '1.000' }, ...content)
  return {
    status: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${message.xml}`,
  }
}

/** The elements of a list that must not be empty. @throws MessageRefused */
export function listOf(source: XmlElement | undefined, name: string): XmlElement[] {
  const found = childrenNamed(source, name)
  if (found.length === 0 || found.length !== source?.children.length)
    throw new MessageRefused('321', `${name} is required, and nothing else`)
  return found
}
