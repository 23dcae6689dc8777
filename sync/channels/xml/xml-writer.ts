/** Writes XML: every value is escaped, and characters that XML 1.0 cannot carry are left out. */
import { isXmlCharacter, type XmlElement } from './xml-tree.ts'

/** Text that is XML already. */
export interface Markup {
  readonly xml: string
}

export type Attributes = Readonly<Record<string, string | number | undefined>>

export const OTA_NAMESPACE = 'http://www.opentravel.org/OTA/2003/05'

/** An element; attributes that are undefined are left out, plain strings become character data. */
export function element(name: string, attributes: Attributes, ...content: (Markup | string)[]): Markup {
  let head = name
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) head += ` ${key}="${escaped(String(value))}"`
  }
  const inner = content.map((part) => (typeof part === 'string' ? escaped(part) : part.xml)).join('')
  return { xml: inner === '' ? `<${head}/>` : `<${head}>${inner}</${name}>` }
}

/** The root of an OTA message with its standard attributes; `now` is epoch milliseconds. */
export function otaMessage(
  name: string,
  version: string,
  now: number,
  attributes: Attributes,
  ...content: (Markup | string)[]
): string {
  const standard = {
    xmlns: OTA_NAMESPACE,
    TimeStamp: `${new Date(now).toISOString().slice(0, 19)}Z`,
    Target: 'Production',
    Version: version,
  }
  const root = element(name, { ...standard, ...attributes }, ...content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}

/** The element as XML again, without the comments and prefixes that reading left out. */
export function writeElement(tree: XmlElement): Markup {
  const content: (Markup | string)[] = tree.children.map(writeElement)
  if (tree.text.trim() !== '') content.unshift(tree.text)
  return element(tree.name, tree.attributes, ...content)
}

function escaped(text: string): string {
  let safe = ''
  for (const character of text) {
    if (isXmlCharacter(character.codePointAt(0) ?? 0)) safe += ESCAPES[character] ?? character
  }
  return safe
}

/** Line breaks and tabs too, as they would be read as spaces inside an attribute. */
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}
