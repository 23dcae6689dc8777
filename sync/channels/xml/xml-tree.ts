/**
 * The one place where XML becomes data: strict about form, blind to namespaces' prefixes, and without entities
 * or doctypes, so that no document can make us read a file, call a server or grow in memory.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser'

export interface XmlElement {
  /** Local name. */
  readonly name: string
  /** By local name, decoded. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own character data, decoded and joined; comments are left out. */
  readonly text: string
}

/** The text is not one complete XML document of the kind that we read. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml'
}

const TEXT = '#text'
const CDATA = '#cdata'
const ATTRIBUTES = ':@'

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  textNodeName: TEXT,
  cdataPropName: CDATA,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 60,
})

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** @throws MalformedXml for anything but one complete document without a doctype. */
export function parseXml(text: string): XmlElement {
  const document = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (!document.trimStart().startsWith('<')) throw new MalformedXml('the text is not XML')
  refuseDoctype(document)
  let nodes: unknown
  try {
    const verdict = XMLValidator.validate(document)
    if (verdict !== true)
      throw new MalformedXml(`${verdict.err.msg} (line ${verdict.err.line})`.slice(0, 200))
    nodes = parser.parse(document)
  } catch (error) {
    if (error instanceof MalformedXml) throw error
    throw new MalformedXml(error instanceof Error ? error.message.slice(0, 200) : 'unreadable XML')
  }
  const roots = elementsOf(nodes)
  const root = roots[0]
  if (root === undefined || roots.length > 1)
    throw new MalformedXml('the document has no single root element')
  return root
}

/** A doctype is legal only before the root; elsewhere the words may stand in character data of a guest's remark. */
function refuseDoctype(document: string): void {
  const firstElement = document.search(/<[A-Za-z_]/)
  const prolog = firstElement === -1 ? document : document.slice(0, firstElement)
  if (/<!(DOCTYPE|ENTITY)/i.test(prolog)) throw new MalformedXml('documents with a doctype are refused')
}

function elementsOf(nodes: unknown): XmlElement[] {
  if (!Array.isArray(nodes)) return []
  const elements: XmlElement[] = []
  for (const node of nodes as Record<string, unknown>[]) {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES)
    if (name === undefined || name === TEXT || name === CDATA) continue
    elements.push({
      name: localName(name),
      attributes: attributesOf(node[ATTRIBUTES]),
      children: elementsOf(node[name]),
      text: textOf(node[name]),
    })
  }
  return elements
}

function attributesOf(raw: unknown): Record<string, string> {
  const attributes: Record<string, string> = {}
  if (typeof raw !== 'object' || raw === null) return attributes
  for (const [name, value] of Object.entries(raw)) {
    if (!name.startsWith('xmlns:')) attributes[localName(name)] = decode(String(value))
  }
  return attributes
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function textOf(nodes: unknown): string {
  if (!Array.isArray(nodes)) return ''
  let text = ''
  for (const node of nodes as Record<string, unknown>[]) {
    if (TEXT in node) text += decode(String(node[TEXT]))
    else if (CDATA in node) text += textOfCdata(node[CDATA])
  }
  return text
}

function textOfCdata(nodes: unknown): string {
  if (!Array.isArray(nodes)) return String(nodes)
  return (nodes as Record<string, unknown>[]).map((node) => String(node[TEXT] ?? '')).join('')
}

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,40});/g, (whole, name: string) => {
    const named = PREDEFINED[name]
    if (named !== undefined) return named
    if (!name.startsWith('#')) throw new MalformedXml(`unknown entity ${whole}`)
    const point = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    if (!isXmlCharacter(point)) throw new MalformedXml(`${whole} is no character of XML`)
    return String.fromCodePoint(point)
  })
}

/** XML 1.0, production Char. */
export function isXmlCharacter(point: number): boolean {
  return (
    point === 0x9 ||
    point === 0xa ||
    point === 0xd ||
    (point >= 0x20 && point <= 0xd7ff) ||
    (point >= 0xe000 && point <= 0xfffd) ||
    (point >= 0x10000 && point <= 0x10ffff)
  )
}

export function childrenNamed(element: XmlElement | undefined, name: string): XmlElement[] {
  return element === undefined ? [] : element.children.filter((child) => child.name === name)
}

/** The first element at the end of a path of names below `element`. */
export function descendant(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  let found = element
  for (const name of path) found = found?.children.find((child) => child.name === name)
  return found
}

/** Every element at the end of a path of names, whichever branches lead there, in document order. */
export function descendants(element: XmlElement | undefined, ...path: string[]): XmlElement[] {
  let found = element === undefined ? [] : [element]
  for (const name of path) found = found.flatMap((each) => childrenNamed(each, name))
  return found
}

/** A trimmed attribute; undefined when it is absent or empty. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  const value = element?.attributes[name]?.trim()
  return value === '' ? undefined : value
}
