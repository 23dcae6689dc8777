/** multipart/form-data from its body alone, which names its own boundary. */

const LONGEST_BOUNDARY = 72
const MOST_FIELDS = 10

/** Text by name; null where the body is no such form. What stands behind the last whole field is left out. */
export function readForm(body: string): ReadonlyMap<string, string> | null {
  const lineEnd = body.indexOf('\r\n')
  const delimiter = body.slice(0, Math.max(0, lineEnd))
  if (!delimiter.startsWith('--') || delimiter.length > LONGEST_BOUNDARY + 2) return null
  const fields = new Map<string, string>()
  let at = 0
  while (fields.size < MOST_FIELDS) {
    const head = at + delimiter.length + 2
    const text = body.indexOf('\r\n\r\n', head)
    const end = text === -1 ? -1 : body.indexOf(`\r\n${delimiter}`, text + 2)
    if (end === -1) break
    const disposition = /^content-disposition:.*$/im.exec(body.slice(head, text))?.[0] ?? ''
    const name = /[;\s]name="?([\w-]{1,40})"?/i.exec(disposition)?.[1]
    if (name !== undefined && !fields.has(name))
      fields.set(name, body.slice(text + 4, Math.max(text + 4, end)))
    at = end + 2
    if (body.startsWith('--', at + delimiter.length)) break
  }
  return fields
}
