/** The answer of every YCS5 request: a `result` that may hold errors, of which some say what they are about. */
import { attribute, descendant, MalformedXml, parseXml, type XmlElement } from '../xml/xml-tree.ts'

export interface AgodaError {
  readonly code: string
  readonly text: string
  /** Of a partial success: which update and nights are meant; null where it does not say. */
  readonly section: 'inventory' | 'rate' | null
  readonly roomId: string | null
  readonly ratePlanId: string | null
  readonly from: string | null
  /** The last night itself. */
  readonly to: string | null
}

export interface Result {
  readonly root: XmlElement
  readonly isPartial: boolean
  /** Also true where an error cannot be read. */
  readonly hasErrors: boolean
  readonly errors: readonly AgodaError[]
}

/** The result, or why there is none. */
export function readResult(body: string): Result | string {
  let root: XmlElement
  try {
    root = parseXml(body)
  } catch (error) {
    if (error instanceof MalformedXml) return error.message
    throw error
  }
  if (root.name !== 'result') return `it is a ${root.name.slice(0, 60)}, not a result`
  const errors: AgodaError[] = []
  const holder = descendant(root, 'errors')
  const isReadable = holder === undefined || collect(holder, NAMES_NOTHING, errors)
  return {
    root,
    isPartial: attribute(root, 'status') === 'PartialSuccess',
    hasErrors: holder !== undefined,
    errors: isReadable ? errors : [],
  }
}

type Place = Omit<AgodaError, 'code' | 'text'>

const NAMES_NOTHING: Place = { section: null, roomId: null, ratePlanId: null, from: null, to: null }

/** False where one of them has no code: such an answer says nothing sure. */
function collect(holder: XmlElement, place: Place, into: AgodaError[]): boolean {
  return holder.children.every((child) => {
    if (child.name !== 'error') return collect(child, placeIn(child, place), into)
    const code = attribute(child, 'code') ?? ''
    const text = (attribute(child, 'description') ?? child.text).trim().replace(/\s+/g, ' ')
    into.push({ ...place, code, text })
    return /^\d{3,6}$/.test(code)
  })
}

function placeIn(element: XmlElement, place: Place): Place {
  if (element.name === 'inventory' || element.name === 'rate') return { ...place, section: element.name }
  if (element.name === 'update') {
    const roomId = attribute(element, 'room_id') ?? null
    return { ...place, roomId, ratePlanId: attribute(element, 'rateplan_id') ?? null }
  }
  if (element.name !== 'date_range') return place
  return { ...place, from: attribute(element, 'from') ?? null, to: attribute(element, 'to') ?? null }
}

/** Key not authorised for the property, no such property, no key, a property of another supplier (Error Codes). */
const ACCESS_CODES: ReadonlySet<string> = new Set(['1201', '1301', '1503', '1601'])

export function isAccessError({ code }: AgodaError): boolean {
  return ACCESS_CODES.has(code)
}

/** For people. */
export function saying({ code, text }: AgodaError): string {
  return `Agoda ${code}: ${text === '' ? 'no reason given' : text}`.slice(0, 500)
}
