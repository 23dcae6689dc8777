/** JSON of a channel, read without trust: every look at it says what it expects and gets that or nothing. */

/** The text is no JSON object. */
export class MalformedJson extends Error {
  override readonly name = 'MalformedJson'
}

export type JsonObject = Readonly<Record<string, unknown>>

/** @throws MalformedJson */
export function parseObject(text: string): JsonObject {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new MalformedJson('it is not JSON')
  }
  const object = objectOf(value)
  if (object === undefined) throw new MalformedJson('it is not a JSON object')
  return object
}

export function objectOf(value: unknown): JsonObject | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as JsonObject) : undefined
}

/** The field's list; empty where it is none. */
export function listAt(object: JsonObject | undefined, name: string): readonly unknown[] {
  const value = fieldOf(object, name)
  return Array.isArray(value) ? value : []
}

export function objectAt(object: JsonObject | undefined, name: string): JsonObject | undefined {
  return objectOf(fieldOf(object, name))
}

/** Trimmed; a number is taken as it is written. Undefined for an empty text and for anything else. */
export function textAt(object: JsonObject | undefined, name: string): string | undefined {
  const value = fieldOf(object, name)
  if (typeof value === 'number') return String(value)
  const text = typeof value === 'string' ? value.trim() : ''
  return text === '' ? undefined : text
}

/** A count of 0 to 999, written as a number or as digits; undefined for anything else. */
export function countAt(object: JsonObject | undefined, name: string): number | undefined {
  const text = textAt(object, name)
  return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined
}

/** Own fields alone: a name of the object's prototype is no field. */
function fieldOf(object: JsonObject | undefined, name: string): unknown {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined
}
