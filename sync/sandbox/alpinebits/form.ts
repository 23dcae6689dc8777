/** Fields of a multipart/form-data body, by the boundary that its header names. */

/** Null where it is no such form, or not a whole one. */
export function fieldsOf(contentType: string | undefined, body: string): ReadonlyMap<string, string> | null {
  const boundary = /^multipart\/form-data; ?boundary="?([\w'()+,./:=? -]{1,70})"?$/.exec(
    contentType ?? '',
  )?.[1]
  if (boundary === undefined) return null
  const [preamble, ...parts] = body.split(`--${boundary}`)
  if (preamble !== '' || !parts.pop()?.startsWith('--')) return null
  const fields = parts.map((part): [string, string] | null => {
    const match = /^\r\ncontent-disposition: form-data; name="(\w+)"\r\n\r\n([\s\S]*)\r\n$/i.exec(part)
    return match === null ? null : [match[1] ?? '', match[2] ?? '']
  })
  return fields.includes(null) ? null : new Map(fields.filter((field) => field !== null))
}
