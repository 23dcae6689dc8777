/**
 * A body of XML or JSON with its lines and indents, as text. It reads no further than marks and quotes, so a body that was cut is
 * laid out as far as it goes; anything else stays as it is. Pure.
 */

const INDENT = '  '
/** A text of nothing but beginnings must not become a page of blanks a thousand times as long. */
const DEEPEST = 40
/** Comments and CDATA first: inside them marks mean nothing. */
const XML_PARTS = /<!--[\s\S]*?(?:-->|$)|<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<[^>]*(?:>|$)|[^<]+/g

export function prettyBody(text: string): string {
  const start = text.trimStart()
  // A form with a message in it begins with its boundary.
  if (start.startsWith('<') || (start.startsWith('--') && text.includes('<'))) return prettyXml(text)
  if (start.startsWith('{') || start.startsWith('[')) return prettyJson(text)
  return text
}

const indent = (depth: number): string => INDENT.repeat(Math.min(depth, DEEPEST))

function prettyXml(text: string): string {
  const lines: string[] = []
  let depth = 0
  // The line of an element that has had no element inside so far: its text and its end stand on it.
  let isOpen = false
  const line = (words: string) => lines.push(indent(depth) + words)
  for (const [part] of text.matchAll(XML_PARTS)) {
    const words = part.trim()
    if (words === '') continue
    if (words.startsWith('</')) {
      depth = Math.max(0, depth - 1)
      if (isOpen) lines.push((lines.pop() ?? '') + words)
      else line(words)
      isOpen = false
    } else if (!words.startsWith('<') && isOpen) lines.push((lines.pop() ?? '') + words)
    else {
      line(words)
      isOpen = words.startsWith('<') && !/^<[!?]/.test(words) && !words.endsWith('/>')
      if (isOpen) depth++
    }
  }
  return lines.join('\n')
}

function prettyJson(text: string): string {
  let depth = 0
  let out = ''
  // Nothing stands in the list or object yet.
  let isBegun = false
  const line = () => {
    out += `\n${indent(depth)}`
  }
  // A text with whatever is escaped in it, a mark, or anything else between them.
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|[{}[\],:]|[^\s"{}[\],:]+/g)) {
    if (part === '}' || part === ']') {
      depth = Math.max(0, depth - 1)
      if (!isBegun) line()
      out += part
    } else if (part === ',') {
      out += part
      line()
    } else if (part === ':') out += ': '
    else {
      if (isBegun) line()
      out += part
      if (part === '{' || part === '[') depth++
    }
    isBegun = part === '{' || part === '['
  }
  return out
}
