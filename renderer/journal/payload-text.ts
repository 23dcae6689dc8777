/** A journal row's payload on one line: names where the hotel has them, the end of an id where it has not. Pure. */

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-([0-9a-f]{12})$/
const ID_DIGITS = 6

/** `nameOf` answers undefined for an id that is no room, type or plan. */
export function payloadText(payload: unknown, nameOf: (id: string) => string | undefined): string {
  if (Array.isArray(payload)) return payload.map((each) => payloadText(each, nameOf)).join('; ')
  if (typeof payload === 'object' && payload !== null)
    return Object.entries(payload)
      .filter(([, value]) => value !== '' && value !== null)
      .map(([field, value]) => `${field} ${payloadText(value, nameOf)}`)
      .join(', ')
  if (typeof payload !== 'string') return String(payload)
  const id = UUID.exec(payload)
  return id === null ? payload : (nameOf(payload) ?? `…${id[1]?.slice(-ID_DIGITS)}`)
}
