/** Card data in JSON: what is kept of a message is written from a value that went through here. */
import { CARD_ELEMENTS, CARD_NAMES, hide, MASK, maskCardNumbers } from '../xml/card-masking.ts'

/** Objects that hold nothing but card data, beside those of XML. */
const CARD_OBJECTS = /^(guarantee|payment_?method|virtual_?card|card_?details?)$/i
/** The seller's own message as it came, in which card data cannot be told apart. */
const FOREIGN_TEXT = /^raw(_?(message|data|payload|body))?$/i
/** No message is nested so deep; what lies below is left out, as a walk without an end would be a crash. */
const DEEPEST = 40

/** The same value without card data: card fields, and every text and number that reads like a card number. */
export function maskJson(value: unknown, isCard = false, depth = 0): unknown {
  if (depth > DEEPEST) return MASK
  if (Array.isArray(value)) return value.map((each) => maskJson(each, isCard, depth + 1))
  if (typeof value === 'object' && value !== null) {
    // Built from entries, so that a field named __proto__ stays a field.
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [
        maskCardNumbers(name),
        maskField(name, each, isCard, depth + 1),
      ]),
    )
  }
  if (typeof value === 'string') return isCard ? hideText(value) : maskCardNumbers(value)
  if (typeof value === 'number') return isCard ? hideText(String(value)) : maskNumber(value)
  return value
}

function maskField(name: string, value: unknown, isCard: boolean, depth: number): unknown {
  if (FOREIGN_TEXT.test(name) && value !== null) return MASK
  const isHidden = CARD_OBJECTS.test(name) || CARD_ELEMENTS.test(name) || CARD_NAMES.test(name)
  return maskJson(value, isCard || isHidden, depth)
}

function hideText(text: string): string {
  return text.trim() === '' ? text : hide(text)
}

function maskNumber(value: number): unknown {
  const masked = maskCardNumbers(String(value))
  return masked === String(value) ? value : masked
}
