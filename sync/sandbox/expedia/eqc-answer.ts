/** Answers in QuickConnect's form, and the checks that every request goes through. */
import {
  attribute,
  descendant,
  MalformedXml,
  parseXml,
  type XmlElement,
} from '../../channels/xml/xml-tree.ts'
import { type Attributes, element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'

/** The request is refused as a whole. */
export class EqcRefused extends Error {
  override readonly name = 'EqcRefused'
  readonly code: number

  constructor(code: number, text: string) {
    super(text)
    this.code = code
  }
}

export type Endpoint = 'ar' | 'br' | 'bc'

const FORMS = {
  ar: {
    request: 'AvailRateUpdateRQ',
    namespace: 'http://www.expediaconnect.com/EQC/AR/2011/06',
    answer: 'AvailRateUpdateRS',
    answerNamespace: 'http://www.expediaconnect.com/EQC/AR/2007/02',
  },
  br: {
    request: 'BookingRetrievalRQ',
    namespace: 'http://www.expediaconnect.com/EQC/BR/2014/01',
    answer: 'BookingRetrievalRS',
    answerNamespace: 'http://www.expediaconnect.com/EQC/BR/2014/01',
  },
  bc: {
    request: 'BookingConfirmRQ',
    namespace: 'http://www.expediaconnect.com/EQC/BC/2007/09',
    answer: 'BookingConfirmRS',
    answerNamespace: 'http://www.expediaconnect.com/EQC/BC/2007/08',
  },
} as const

export interface Account {
  readonly hotelCode: string
  readonly username: string
  readonly password: string
}

export function eqcAnswer(endpoint: Endpoint, ...content: Markup[]): Answer {
  const { answer, answerNamespace } = FORMS[endpoint]
  const root = element(answer, { xmlns: answerNamespace }, ...content)
  return {
    status: 200,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`,
  }
}

export function errorAnswer(endpoint: Endpoint, code: number, text: string): Answer {
  return eqcAnswer(endpoint, element('Error', { code }, text))
}

/** @throws EqcRefused where the form, the account or the hotel is not right. */
export function readRequest(endpoint: Endpoint, body: string, account: Account): XmlElement {
  const { request, namespace } = FORMS[endpoint]
  let root: XmlElement
  try {
    root = parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    throw new EqcRefused(2002, `Parsing error: ${error.message}`)
  }
  if (root.name !== request || root.attributes.xmlns !== namespace)
    throw new EqcRefused(2010, 'The namespace specified is invalid.')
  const [authentication, hotel] = root.children
  if (authentication?.name !== 'Authentication' || hotel?.name !== 'Hotel')
    throw new EqcRefused(3010, 'Validation against schema failed: Authentication and Hotel are required.')
  const { username, password } = authentication.attributes
  if (username !== account.username || password !== account.password)
    throw new EqcRefused(1001, 'Authentication error: invalid username or password.')
  if (attribute(descendant(root, 'Hotel'), 'id') !== account.hotelCode)
    throw new EqcRefused(
      3202,
      'Hotel ID not found. You either specified an invalid hotel ID or your account is not linked to this hotel.',
    )
  return root
}

const MOST_LISTED = 20

/** The warnings of one cause are counted, and no more than 20 of them told (EQC guide). */
export function writeWarnings(code: number, texts: readonly string[], attributes: Attributes = {}): Markup[] {
  const left = texts.length - MOST_LISTED
  return texts.slice(0, MOST_LISTED).map((text, index) => {
    const isLast = left > 0 && index === MOST_LISTED - 1
    const more = isLast
      ? `Remaining ${left} warnings will not be returned, we recommend that you address this problem and resubmit this request afterwards. `
      : ''
    const count = texts.length === 1 ? '' : `Warning ${index + 1} out of ${texts.length} for this cause. `
    return element('Warning', { code, ...attributes }, `${count}${more}${text} Ref=[sandbox]`)
  })
}
