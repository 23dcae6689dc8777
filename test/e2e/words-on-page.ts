/**
 * Finds words on a page that came from no message catalogue. With the pseudo-locale every message stands in brackets, so
 * a letter outside of them is data of the hotel, a part of a date, or a word that somebody wrote into the code.
 */
import type { Page } from '@playwright/test'
import { PSEUDO_END, PSEUDO_START } from '../../renderer/text/pseudo.ts'

/** What is read, in the order of the page; a message may run over several text nodes. */
interface Said {
  readonly text: string
  /** The element it stands in, for people who look for it. */
  readonly where: string
  /** `text`, or the attribute's name. */
  readonly part: string
}

/** Runs in the page. */
function readPage(): Said[] {
  const said: Said[] = []
  let lastMarked: Element | null = null
  const nameOf = (element: Element) => {
    const classes = typeof element.className === 'string' ? element.className.trim().split(/\s+/) : []
    const own = classes.filter((each) => !each.startsWith('m_'))[0]
    return `${element.tagName.toLowerCase()}${own === undefined || own === '' ? '' : `.${own}`}`
  }
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode()) {
    if (node instanceof Element) {
      if (!node.checkVisibility()) continue
      for (const part of [
        'aria-label',
        'title',
        'placeholder',
        'alt',
        'aria-description',
        'aria-valuetext',
      ]) {
        const text = node.getAttribute(part)
        if (text !== null && text !== '') said.push({ text, where: nameOf(node), part })
      }
      continue
    }
    const parent = node.parentElement
    // Names of keys are the keyboard's; what is in a file is the file's.
    if (parent === null || parent.closest('kbd, script, style, noscript, [translate="no"]') !== null) continue
    if (!parent.checkVisibility() || node.textContent === null || node.textContent.trim() === '') continue
    // A name that is underlined where it matches is still one name.
    const marked =
      parent.closest('mark')?.parentElement ?? (parent.querySelector(':scope > mark') ? parent : null)
    if (marked !== null) {
      if (marked === lastMarked) continue
      lastMarked = marked
    }
    const text = marked?.textContent ?? node.textContent
    said.push({ text, where: nameOf(marked ?? parent), part: 'text' })
  }
  return said
}

/** Names of days and months, and what Intl says of how long ago something was. */
function intlWords(): string[] {
  const days = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 10, 22 + day))
  const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 15))
  const format = (options: Intl.DateTimeFormatOptions, dates: number[]) => {
    const intl = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' })
    return dates.map((date) => intl.format(date))
  }
  const ago = new Intl.RelativeTimeFormat('en-GB', { numeric: 'always', style: 'narrow' })
  const units = (['second', 'minute', 'hour', 'day'] as const).flatMap((unit) => [
    ago.format(-1, unit),
    ago.format(-2, unit),
  ])
  return [
    ...(['long', 'short'] as const).flatMap((weekday) => format({ weekday }, days)),
    ...(['long', 'short'] as const).flatMap((month) => format({ month }, months)),
    ...units.map((words) => words.replace(/[\d\s]+/, '')),
  ]
}

/** The parts of the text outside of any message; `depth` goes on from text to text. */
function outside(text: string, depth: number): { rest: string; depth: number } {
  let rest = ''
  for (const letter of text) {
    if (letter === PSEUDO_START) depth += 1
    else if (letter === PSEUDO_END) depth -= 1
    else if (depth === 0) rest += letter
  }
  return { rest, depth }
}

/** Without names that belong to the hotel; the longest first, so that none hides half of another. */
function withoutNames(text: string, names: readonly string[]): string {
  return names.reduce((left, name) => left.replaceAll(name, ' '), text)
}

/** Of a machine or a person. */
const ADDRESS = /https?:\/\/\S+|\S+@\S+/g
/** A head of a column of days that is too narrow for more. */
const WEEKDAY = /^(?:Mo|Tu|We|Th|Fr|Sa|Su)$/

/** A row of the journal as it was written. */
function isPayload(text: string): boolean {
  if (!text.startsWith('{')) return false
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}

/** Words in no message, each with where it stands; `names` are the hotel's own. */
export async function looseWords(page: Page, names: Iterable<string>): Promise<string[]> {
  const known = [...new Set([...names, ...intlWords()])]
    .filter((name) => /\p{L}/u.test(name))
    .sort((a, b) => b.length - a.length)
  const loose: string[] = []
  let depth = 0
  for (const { text, where, part } of await page.evaluate(readPage)) {
    if (isPayload(text)) continue
    const said = outside(text, part === 'text' ? depth : 0)
    if (part === 'text') depth = said.depth
    const rest = withoutNames(said.rest.replace(ADDRESS, ' '), known).trim()
    if (/\p{L}/u.test(rest) && !WEEKDAY.test(rest)) loose.push(`${where} ${part}: ${text.trim()}`)
  }
  if (depth !== 0) loose.push(`brackets do not close: ${depth}`)
  return [...new Set(loose)]
}

/** Fields of the API whose texts are the hotel's, its guests' or its channels' own. */
const NAME_FIELDS = new Set([
  'name',
  'code',
  'guestName',
  'bookerName',
  'surname',
  'firstName',
  'email',
  'phone',
  'note',
  'channelName',
  'channelRef',
  'currency',
  'timeZone',
  'hotelCode',
  'roomCode',
  'rateCode',
  'ariBaseUrl',
  'reservationsBaseUrl',
  'url',
  'actor',
  'command',
  'message',
  'subject',
  'detail',
])

/** Every name in an answer of the API, however deep. */
export function namesIn(value: unknown, field = ''): string[] {
  // The journal shows the beginning of a hash.
  if (typeof value === 'string' && field === 'hash') return [value.slice(0, 10)]
  if (typeof value === 'string') return NAME_FIELDS.has(field) && value.length > 1 ? [value] : []
  if (Array.isArray(value)) return value.flatMap((each) => namesIn(each, field))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => namesIn(each, key))
}
