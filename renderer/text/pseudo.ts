/** The pseudo-locale: every message accented, a third longer and in brackets, its arguments and tags untouched. */
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'

const ACCENTED: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, index) => [
    letter,
    [...'åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'][index] ?? letter,
  ]),
)

export const PSEUDO_START = '⟦'
export const PSEUDO_END = '⟧'

function accent(text: string): string {
  return text.replace(/[A-Za-z]/g, (letter) => ACCENTED[letter] ?? letter)
}

function accentAll(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map((element) => {
    switch (element.type) {
      case TYPE.literal:
        return { ...element, value: accent(element.value) }
      case TYPE.select:
      case TYPE.plural: {
        const options = Object.entries(element.options).map(([name, option]) => [
          name,
          { ...option, value: accentAll(option.value) },
        ])
        return { ...element, options: Object.fromEntries(options) } as MessageFormatElement
      }
      case TYPE.tag:
        return { ...element, children: accentAll(element.children) }
      default:
        return element
    }
  })
}

/** Letters on the page: the longest of its alternatives; what its arguments come to is not known. */
function lengthOf(elements: readonly MessageFormatElement[]): number {
  return elements.reduce((sum, element) => sum + elementLength(element), 0)
}

function elementLength(element: MessageFormatElement): number {
  switch (element.type) {
    case TYPE.literal:
      return element.value.length
    case TYPE.select:
    case TYPE.plural:
      return Math.max(...Object.values(element.options).map((option) => lengthOf(option.value)))
    case TYPE.tag:
      return lengthOf(element.children)
    default:
      return 0
  }
}

/** A third as long as the message, in words, which break where those of a language would. */
function padding(elements: readonly MessageFormatElement[]): string {
  return Array.from({ length: Math.ceil(lengthOf(elements) / 3) }, (_, index) =>
    index % 9 === 8 ? ' ' : '~',
  ).join('')
}

function literal(value: string): MessageFormatElement {
  return { type: TYPE.literal, value }
}

export function pseudoCatalogue<K extends string>(
  catalogue: Readonly<Record<K, string>>,
): Record<K, MessageFormatElement[]> {
  const entries = Object.entries<string>(catalogue).map(([id, message]) => {
    const elements = parse(message)
    return [id, [literal(PSEUDO_START), ...accentAll(elements), literal(`${padding(elements)}${PSEUDO_END}`)]]
  })
  return Object.fromEntries(entries) as Record<K, MessageFormatElement[]>
}
