/**
 * The lines of an iCalendar text (RFC 5545, 3.1), as leniently as feeds need it: any line ends, a byte order mark, names in any
 * case, folded values.
 */

/** A property: `DTSTART;VALUE=DATE:20261224`. */
export interface ContentLine {
  /** Upper case. */
  readonly name: string
  /** By upper-case name; without quotes. */
  readonly parameters: ReadonlyMap<string, string>
  /** As it stands, escapes included. */
  readonly value: string
  /** The whole line, unfolded. */
  readonly text: string
}

/** In order; a line without a colon, which says nothing that could be read, has no name. */
export function contentLines(text: string): ContentLine[] {
  return unfolded(text.replace(/^\uFEFF/, '')).map(parseLine)
}

function unfolded(text: string): string[] {
  const lines: string[][] = []
  for (const line of text.split(/\r\n|\n|\r/)) {
    const isContinued = line.startsWith(' ') || line.startsWith('\t')
    if (isContinued && lines.length > 0) lines.at(-1)?.push(line.slice(1))
    else if (line.trim() !== '') lines.push([line])
  }
  return lines.map((parts) => parts.join(''))
}

/** The value begins after the first colon that stands in no quotes. */
function parseLine(line: string): ContentLine {
  const [head, value] = splitOnce(line, ':')
  if (value === null) return { name: '', parameters: new Map(), value: line, text: line }
  const [name = '', ...parameters] = splitAll(head, ';')
  return {
    name: name.trim().toUpperCase(),
    parameters: new Map(
      parameters.map((parameter) => {
        const [key, given] = splitOnce(parameter, '=')
        return [key.trim().toUpperCase(), (given ?? '').trim().replace(/^"|"$/g, '')]
      }),
    ),
    value: value.trim(),
    text: line,
  }
}

function splitOnce(text: string, by: string): [string, string | null] {
  const at = placesOf(text, by, 1)[0]
  return at === undefined ? [text, null] : [text.slice(0, at), text.slice(at + 1)]
}

function splitAll(text: string, by: string): string[] {
  const places = placesOf(text, by, Number.POSITIVE_INFINITY)
  return [...places, text.length].map((end, index) => text.slice((places[index - 1] ?? -1) + 1, end))
}

/** Where `by` stands outside of quotes; at most `most` of them. */
function placesOf(text: string, by: string, most: number): number[] {
  const places: number[] = []
  let isQuoted = false
  for (let at = 0; at < text.length && places.length < most; at++) {
    if (text[at] === '"') isQuoted = !isQuoted
    else if (!isQuoted && text[at] === by) places.push(at)
  }
  return places
}

/** `\n`, `\,`, `\;` and `\\` of a text value. */
export function plainText(value: string): string {
  return value.replace(/\\(.)/g, (_, escaped: string) => (escaped.toLowerCase() === 'n' ? '\n' : escaped))
}
