/** Answers in YCS5's form, and the checks that every request goes through. */
import { attribute, MalformedXml, parseXml, type XmlElement } from '../../channels/xml/xml-tree.ts'
import { type Attributes, element, type Markup } from '../../channels/xml/xml-writer.ts'
import type { Answer } from '../bookingcom/ota-answer.ts'

/** The request is refused as a whole. */
export class AgodaRefused extends Error {
  override readonly name = 'AgodaRefused'
  readonly status: number
  readonly code: number

  constructor(status: number, code: number, text: string) {
    super(text)
    this.status = status
    this.code = code
  }
}

export function resultAnswer(
  status: number,
  now: number,
  attributes: Attributes,
  ...content: Markup[]
): Answer {
  const root = element('result', { ...attributes, timestamp: now }, ...content)
  return {
    status,
    headers: { 'content-type': 'text/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`,
  }
}

export function writeError(code: number, description: string): Markup {
  return element('error', { code, description })
}

/** Total failure: errors of the property, which say nothing of updates. */
export function failureAnswer(
  status: number,
  now: number,
  propertyId: string,
  errors: readonly Markup[],
): Answer {
  const property = element('property', { id: propertyId }, ...errors)
  return resultAnswer(status, now, {}, element('errors', {}, property))
}

export type RequestType = 'setAri' | 'bookingList' | 'bookingDetails'

const TYPES: Readonly<Record<string, RequestType>> = { 10: 'setAri', 3: 'bookingList', 4: 'bookingDetails' }

/** By the body alone, whatever else is in it. */
export function typeOf(body: string): RequestType | null {
  const number = /<request\b[^>]{0,200}\btype="(\d{1,2})"/.exec(body)?.[1] ?? ''
  return TYPES[number] ?? null
}

/** The request's criteria. @throws AgodaRefused */
export function readRequest(body: string): XmlElement {
  let root: XmlElement
  try {
    root = parseXml(body)
  } catch (error) {
    if (!(error instanceof MalformedXml)) throw error
    throw new AgodaRefused(400, 1511, error.message)
  }
  const [criteria, ...others] = root.children
  if (root.name !== 'request' || criteria?.name !== 'criteria' || others.length > 0)
    throw new AgodaRefused(400, 1511, 'a request holds one criteria')
  if (!/^\d{9,14}$/.test(attribute(root, 'timestamp') ?? ''))
    throw new AgodaRefused(400, 1511, 'request@timestamp is no time')
  return criteria
}

/** @throws AgodaRefused */
export function checkProperty(id: string | undefined, propertyId: string): void {
  if (id !== propertyId) throw new AgodaRefused(400, 1301, `Invalid Property id: ${id ?? ''}`)
}
