/** SOAP 1.1: opening an envelope and writing one. */
import { childrenNamed, MalformedXml, parseXml, type XmlElement } from './xml-tree.ts'
import { element, type Markup } from './xml-writer.ts'

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'

export interface Envelope {
  readonly header: XmlElement | undefined
  /** The one message in its body. */
  readonly content: XmlElement
}

/** An envelope, or why the text is none. */
export function openEnvelope(text: string): Envelope | string {
  try {
    const root = parseXml(text)
    if (root.name !== 'Envelope') return `it is a ${root.name.slice(0, 60)}, not an envelope`
    const [content, ...others] = childrenNamed(root, 'Body').flatMap((each) => each.children)
    if (content === undefined || others.length > 0) return 'its body does not hold one message'
    return { header: childrenNamed(root, 'Header')[0], content }
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
}

export function writeEnvelope(header: readonly Markup[], content: Markup): string {
  const envelope = element(
    'SOAP-ENV:Envelope',
    { 'xmlns:SOAP-ENV': SOAP },
    element('SOAP-ENV:Header', {}, ...header),
    element('SOAP-ENV:Body', {}, content),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${envelope.xml}`
}

/** The header is empty; `code` is one of SOAP's, with what a format adds to it. */
export function writeFault(code: string, text: string): string {
  const fault = element(
    'SOAP-ENV:Fault',
    {},
    element('faultcode', {}, `SOAP-ENV:${code}`),
    element('faultstring', {}, text),
  )
  return writeEnvelope([], fault)
}
