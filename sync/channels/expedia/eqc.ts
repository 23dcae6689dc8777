/** What all messages of Expedia QuickConnect share: who speaks, which hotel, where they go, and what their errors mean. */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { childrenNamed, MalformedXml, parseXml, type XmlElement } from '../xml/xml-tree.ts'
import { element, type Markup } from '../xml/xml-writer.ts'

/** Interface, namespace of the request and name of the answer's root. */
export const INTERFACES = {
  ar: { namespace: 'http://www.expediaconnect.com/EQC/AR/2011/06', answer: 'AvailRateUpdateRS' },
  br: { namespace: 'http://www.expediaconnect.com/EQC/BR/2014/01', answer: 'BookingRetrievalRS' },
  bc: { namespace: 'http://www.expediaconnect.com/EQC/BC/2007/09', answer: 'BookingConfirmRS' },
} as const
export type EqcInterface = keyof typeof INTERFACES

/** A whole request; Expedia takes the credentials inside the message, in clear text. */
export function eqcRequest(
  name: string,
  to: EqcInterface,
  { credentials, settings }: Pick<ChannelConnection, 'credentials' | 'settings'>,
  ...content: Markup[]
): string {
  const { username, password } = credentials
  const root = element(
    name,
    { xmlns: INTERFACES[to].namespace },
    element('Authentication', { username, password }),
    element('Hotel', { id: settings.hotelCode }),
    ...content,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}

/**
 * Why no message of this connection can be valid, by Expedia's schema; null when it can. Asked before sending, as the
 * refusal would name no range and every one of them would be parked for it.
 */
export function problemOfConnection({ credentials, settings }: ChannelConnection): string | null {
  if (!/^\d{1,14}$/.test(settings.hotelCode)) return "Expedia's number of the hotel is made of digits alone."
  const { username, password } = credentials
  if (username.length < 4 || username.length > 30) return "Expedia's user name has 4 to 30 characters."
  if (password.length < 6 || password.length > 30) return "Expedia's password has 6 to 30 characters."
  return null
}

export interface EqcNotice {
  readonly code: number
  readonly text: string
}

/**
 * access: credentials, or a hotel that is not theirs; stop. form: our XML is at fault; stop and alarm. closed: nothing was
 * looked at, try again. internal: try again, and nobody knows. refused: never again unchanged
 * (EQC guide, "Detailed Error Handling and Retry Strategy").
 */
export type ErrorMeaning = 'access' | 'form' | 'closed' | 'internal' | 'refused'

/** Hotel not found or not linked to the account, account without hotels, hotel missing. */
const HOTEL_CODES: ReadonlySet<number> = new Set([3202, 3206, 3207])
/** A second connection at once; a hotel whose business model is being converted; closed for maintenance. */
const CLOSED_CODES: ReadonlySet<number> = new Set([3210, 3145, 4206])

export function meaningOf(code: number): ErrorMeaning {
  if ((code >= 1000 && code < 2000) || HOTEL_CODES.has(code)) return 'access'
  if (code >= 2000 && code < 3000) return 'form'
  if (CLOSED_CODES.has(code)) return 'closed'
  if ((code >= 4000 && code < 4100) || code === 5000) return 'internal'
  return 'refused'
}

/** The root of an answer, or why there is none. */
export function readAnswer(body: string, of: EqcInterface): XmlElement | string {
  const expected = INTERFACES[of].answer
  try {
    const root = parseXml(body)
    return root.name === expected ? root : `it is a ${root.name.slice(0, 60)}, not a ${expected}`
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}

/** Null where one of them has no code: such an answer says nothing sure. */
export function noticesOf(parent: XmlElement | undefined, name: 'Error' | 'Warning'): EqcNotice[] | null {
  const notices = childrenNamed(parent, name).map((each) => ({
    code: /^\d{4,5}$/.test(each.attributes.code ?? '') ? Number(each.attributes.code) : Number.NaN,
    text: each.text.trim().replace(/\s+/g, ' '),
  }))
  return notices.some(({ code }) => Number.isNaN(code)) ? null : notices
}

const LONGEST_TEXT = 500

/** What Expedia says, for people; its support asks for the reference, which stands at the end. */
export function saying({ code, text }: EqcNotice): string {
  const whole = `Expedia ${code}: ${text === '' ? 'no reason given' : text}`
  if (whole.length <= LONGEST_TEXT) return whole
  const reference = /\s*Ref=\[[^\]]{1,100}\]$/.exec(whole)?.[0] ?? ''
  return whole.slice(0, LONGEST_TEXT - reference.length) + reference
}
