/** AlpineBits messages, the form that carries them, and what an answer says, whichever message it is about. */
import { hash } from 'node:crypto'
import {
  attribute,
  descendant,
  descendants,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../xml/xml-tree.ts'
import { element, type Markup, OTA_NAMESPACE } from '../xml/xml-writer.ts'

export const PROTOCOL_VERSION = '2024-10'

/** Each with the root of its request and of its answer. */
export const ACTIONS = {
  handshake: {
    action: 'OTA_Ping:Handshaking',
    request: 'OTA_PingRQ',
    answer: 'OTA_PingRS',
    version: '8.000',
  },
  freeRooms: {
    action: 'OTA_HotelInvCountNotif:FreeRooms',
    request: 'OTA_HotelInvCountNotifRQ',
    answer: 'OTA_HotelInvCountNotifRS',
    version: '4',
  },
  ratePlans: {
    action: 'OTA_HotelRatePlanNotif:RatePlans',
    request: 'OTA_HotelRatePlanNotifRQ',
    answer: 'OTA_HotelRatePlanNotifRS',
    version: '1.000',
  },
  read: {
    action: 'OTA_Read:GuestRequests',
    request: 'OTA_ReadRQ',
    answer: 'OTA_ResRetrieveRS',
    version: '1.001',
  },
  report: {
    action: 'OTA_NotifReport:GuestRequests',
    request: 'OTA_NotifReportRQ',
    answer: 'OTA_NotifReportRS',
    version: '1.000',
  },
} as const
export type Action = keyof typeof ACTIONS

export function writeMessage(action: Action, ...content: Markup[]): string {
  const { request, version } = ACTIONS[action]
  const root = element(request, { xmlns: OTA_NAMESPACE, Version: version }, ...content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}

export interface Form {
  readonly contentType: string
  readonly body: string
}

/** "The POST request must follow the multipart/form-data encoding scheme": the fields `action` and `request`. */
export function formOf(action: Action, message: string): Form {
  // Made of the content, which therefore cannot have it inside.
  const boundary = `keyrack-${hash('sha256', message).slice(0, 40)}`
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    body: `${field('action', ACTIONS[action].action)}${field('request', message)}--${boundary}--\r\n`,
  }
}

export interface Notice {
  /** OpenTravel's tables EWT and ERR; empty where they are not told. */
  readonly type: string
  readonly code: string
  /** What the server asks for; empty where it asks for nothing. */
  readonly status: string
  readonly text: string
}

export type Reading =
  | {
      readonly kind: 'message'
      readonly root: XmlElement
      readonly isSuccess: boolean
      readonly errors: readonly Notice[]
      readonly warnings: readonly Notice[]
    }
  /** A request that never became a message there is answered in plain text: `ERROR:` and why. */
  | { readonly kind: 'refusal'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly reason: string }

export function readAnswer(body: string, action: Action): Reading {
  const refusal = /^\s*ERROR:([\s\S]{0,600})/.exec(body)?.[1]
  if (refusal !== undefined) return { kind: 'refusal', text: refusal.trim().replace(/\s+/g, ' ') }
  const expected = ACTIONS[action].answer
  let root: XmlElement
  try {
    root = parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    return { kind: 'unreadable', reason: error.message }
  }
  if (root.name !== expected)
    return { kind: 'unreadable', reason: `it is a ${root.name.slice(0, 60)}, not a ${expected}` }
  const hasErrors = descendant(root, 'Errors') !== undefined
  return {
    kind: 'message',
    root,
    isSuccess: !hasErrors && descendant(root, 'Success') !== undefined,
    errors: descendants(root, 'Errors', 'Error').map(noticeOf),
    warnings: descendants(root, 'Warnings', 'Warning').map(noticeOf),
  }
}

function noticeOf(source: XmlElement): Notice {
  return {
    type: attribute(source, 'Type') ?? '',
    code: attribute(source, 'Code') ?? '',
    status: attribute(source, 'Status') ?? '',
    text: source.text.trim().replace(/\s+/g, ' '),
  }
}
