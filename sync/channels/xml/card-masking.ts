/** Card data never leaves this folder: what is kept of a message is written from a tree that went through here. */
import type { XmlElement } from './xml-tree.ts'

export const MASK = '****'
/** Everything inside these is card data: number, code, expiry, holder. */
export const CARD_ELEMENTS = /^(payment_?card|credit_?card|card|cc|virtual_?credit_?card|vcc)$/i
/** Names of card data wherever they stand, as elements or attributes. */
export const CARD_NAMES =
  /card_?(number|holder|code)|series_?code|magnetic_?stripe|^(cc_|vcc_?)|^(pan|cvc|cvv2?)$|(cvc|cvv)_?(code|number)|track_?data|expire_?date_?card/i
/** 13 to 19 digits, alone or in groups, that are not part of a longer number. */
const PAN_LIKE = /(?<![\d])\d(?:[ -]?\d){12,18}(?!\d)/g

/** The same tree without card data: card fields and everything that reads like a card number. */
export function maskCards(source: XmlElement, insideCard = false): XmlElement {
  const isCard = insideCard || CARD_ELEMENTS.test(source.name)
  const hidden = isCard || CARD_NAMES.test(source.name)
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(source.attributes)) {
    const isHidden = name !== 'xmlns' && (hidden || CARD_NAMES.test(name))
    attributes[name] = isHidden ? hide(value) : maskCardNumbers(value)
  }
  return {
    name: source.name,
    attributes,
    children: source.children.map((child) => maskCards(child, isCard)),
    text: hidden && source.text.trim() !== '' ? hide(source.text) : maskCardNumbers(source.text),
  }
}

/** Free text whose card numbers (Luhn) are replaced by `****` and the last four digits. */
export function maskCardNumbers(text: string): string {
  return text.replace(PAN_LIKE, (run) => {
    const digits = run.replace(/\D/g, '')
    return passesLuhn(digits) ? MASK + digits.slice(-4) : run
  })
}

/** Only a whole card number may show its end: of a security code it would be all. */
export function hide(value: string): string {
  const digits = value.replace(/\D/g, '')
  return digits.length >= 13 ? MASK + digits.slice(-4) : MASK
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const weighted = place % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}
