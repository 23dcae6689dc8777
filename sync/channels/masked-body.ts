/** Bodies of calls as people may see them: no credentials, no card data, and no more than is worth keeping. */
import { type CallBody, LONGEST_CALL_BODY } from '../../shared/contract/channel-calls.ts'
import { maskJson } from './json/card-masking.ts'
import { MASK, maskCardNumbers, maskCards } from './xml/card-masking.ts'
import { MalformedXml, parseXml } from './xml/xml-tree.ts'
import { writeElement } from './xml/xml-writer.ts'

export interface Secrets {
  readonly username: string
  readonly password: string
}

/** Reading a larger one again would hold up what else is to be sent. */
const LARGEST_READ_BYTES = 2 * 1024 * 1024
/** Longer than any credential or card number: what a cut may have split is cut off as well. */
const MARGIN = 2_500
const LONGEST_ADDRESS = 1_000
/** A security code is the shortest of card data. */
const DIGITS_OF_A_CARD = /\d(?:[ -]?\d){2,}/g

/** A request of ours: it holds no card data, and of credentials only those it was made with. */
export function maskedRequest(body: string, secrets: Secrets): CallBody {
  const taken = body.length > LONGEST_CALL_BODY + MARGIN ? body.slice(0, LONGEST_CALL_BODY + MARGIN) : body
  const masked = maskCardNumbers(withoutSecrets(taken, secrets))
  const isTaken = taken.length < body.length
  const sure = isTaken ? masked.slice(0, Math.max(0, masked.length - MARGIN)) : masked
  return bounded(sure, Buffer.byteLength(body), isTaken)
}

/** What a channel answered: of guests with their cards, or with our own credentials in an error's text. */
export function maskedAnswer(body: string, secrets: Secrets): CallBody {
  const bytes = Buffer.byteLength(body)
  if (bytes > LARGEST_READ_BYTES) return { text: '', bytes, isCut: true }
  return bounded(withoutSecrets(withoutCards(body), secrets), bytes, false)
}

/** Where a request went; a key in it is a credential like any other. Where an address itself is the secret, its server alone. */
export function maskedAddress(url: string, secrets: Secrets): string {
  if (URL.canParse(secrets.password)) return `${new URL(url).origin}/${MASK}`
  return withoutSecrets(url, secrets).slice(0, LONGEST_ADDRESS)
}

function withoutCards(body: string): string {
  const start = body.trimStart()
  try {
    if (start.startsWith('<')) return writeElement(maskCards(parseXml(body))).xml
    if (start.startsWith('{') || start.startsWith('[')) return JSON.stringify(maskJson(JSON.parse(body)))
  } catch (error) {
    // A page of a proxy, or a cut answer: fields cannot be told apart, so nothing that may be a card's digits stays.
    if (!(error instanceof MalformedXml || error instanceof SyntaxError || error instanceof RangeError))
      throw error
    return body.replace(DIGITS_OF_A_CARD, MASK)
  }
  return start.startsWith('BEGIN:VCALENDAR') ? maskCardNumbers(body) : body.replace(DIGITS_OF_A_CARD, MASK)
}

/** The password wherever it stands, as it may be written in text, XML, JSON, an address or a header; the name where it stands alone. */
function withoutSecrets(text: string, { username, password }: Secrets): string {
  const basic = Buffer.from(`${username}:${password}`).toString('base64')
  const hidden = [password, basic].flatMap(writtenForms).reduce((so, form) => so.replaceAll(form, MASK), text)
  return writtenForms(username).reduce(
    (so, form) =>
      ['"', "'"]
        .reduce((all, quote) => all.replaceAll(quote + form + quote, quote + MASK + quote), so)
        .replaceAll(`>${form}<`, `>${MASK}<`),
    hidden,
  )
}

/** Longest first, so that none leaves a part of another. */
function writtenForms(secret: string): string[] {
  if (secret === '') return []
  const inText = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const inAttribute = inText.replaceAll('"', '&quot;').replaceAll("'", '&apos;')
  const forms = [
    secret,
    inText,
    inText.replaceAll('"', '&quot;'),
    inAttribute,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]
  return [...new Set(forms)].sort((a, b) => b.length - a.length)
}

function bounded(text: string, bytes: number, isCut: boolean): CallBody {
  const whole = Buffer.from(text)
  if (whole.length <= LONGEST_CALL_BODY) return { text, bytes, isCut }
  // A character that the cut split reads as a replacement sign.
  const cut = whole
    .subarray(0, LONGEST_CALL_BODY)
    .toString('utf8')
    .replace(/\uFFFD$/, '')
  return { text: cut, bytes, isCut: true }
}
