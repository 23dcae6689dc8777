/** What errors, warnings and statuses of an AlpineBits server mean, whichever message they answer. */
import type { Facet } from '../../../shared/cells.ts'
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { ChannelFailure, type HttpAnswer, type HttpFailure } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import type { Notice, Reading } from './message.ts'

/**
 * access: credentials, or a hotel that is not ours there; stop. later: the same may work in a while. asked: nothing was taken,
 * as the server wants something else before. refused: never again unchanged.
 */
export type Meaning = 'access' | 'later' | 'asked' | 'refused'

/** EWT 11: "one or more non-fatal problems were detected", and nothing has to be sent again. */
const ADVISORY = '11'
/** ERR: hotel not active, invalid hotel code, authorization error. */
const ACCESS_CODES: ReadonlySet<string> = new Set(['375', '392', '497'])
/** ERR: system currently unavailable, system error, system temporarily unavailable. */
const LATER_CODES: ReadonlySet<string> = new Set(['187', '188', '448'])

/** "Responses with a request for complete sets of data"; an inventory of rooms is not sent by us. */
const ASKED_FACETS: Readonly<Record<string, readonly Facet[]>> = {
  ALPINEBITS_SEND_FREEROOMS: ['availability'],
  ALPINEBITS_SEND_RATEPLANS: ['price', 'restrictions'],
}
const ASKED_HANDSHAKE = 'ALPINEBITS_SEND_HANDSHAKE'

export function facetsAsked(notices: readonly Notice[]): readonly Facet[] {
  return notices.flatMap(({ status }) =>
    Object.hasOwn(ASKED_FACETS, status) ? (ASKED_FACETS[status] ?? []) : [],
  )
}

export function asksForHandshake(notices: readonly Notice[]): boolean {
  return notices.some(({ status }) => status === ASKED_HANDSHAKE)
}

export function isAdvisory({ type, status }: Notice): boolean {
  return type === ADVISORY || status !== ''
}

function meaningOf({ code, status }: Notice): Meaning {
  if (LATER_CODES.has(code)) return 'later'
  if (ACCESS_CODES.has(code)) return 'access'
  return status === '' ? 'refused' : 'asked'
}

/** Of errors the one that people have to act upon, then the one that passes, then what is asked for, else the first. */
export function weightiest(errors: readonly Notice[]): { notice: Notice; meaning: Meaning } {
  const all = errors.map((notice) => ({ notice, meaning: meaningOf(notice) }))
  const first = (meaning: Meaning) => all.find((each) => each.meaning === meaning)
  const none = { notice: { type: '', code: '', status: '', text: '' }, meaning: 'refused' as const }
  return first('access') ?? first('later') ?? first('asked') ?? all[0] ?? none
}

export function codeOf({ type, code, status }: Notice, meaning: Meaning): string {
  if (meaning === 'access') return 'CredentialsRefused'
  const word = code !== '' ? code : status !== '' ? status.replace(/^ALPINEBITS_/, '') : type
  return `AlpineBits${word.replace(/[^\w.]/g, '') || 'Error'}`.slice(0, 60)
}

/** For people; at most 500 characters. */
export function saying({ text }: Notice, meaning: Meaning): string {
  const said = `The AlpineBits server: ${text === '' ? 'no reason given' : text}`
  return (
    meaning === 'access'
      ? `Check the hotel's code, the user name and the password of this channel. ${said}`
      : said
  ).slice(0, 500)
}

export function unreachable({ code }: HttpFailure): string {
  return `The AlpineBits server gave no complete answer (${code}). It is tried again.`
}

export const CREDENTIALS_REFUSED =
  'The AlpineBits server refused the credentials. Check the user name and the password of this channel.'

/** Why no request of this connection can be right; null when it can. */
export function problemOfConnection({ settings, credentials }: ChannelConnection): string | null {
  const { ariBaseUrl, reservationsBaseUrl, hotelCode } = settings
  if ([ariBaseUrl, reservationsBaseUrl].some((url) => new URL(url).hostname.endsWith('.invalid')))
    return 'AlpineBits has no address of its own: enter the one that the portal gave you.'
  if (hotelCode.length > 16) return 'A hotel code of AlpineBits has at most 16 characters.'
  if (credentials.username.includes(':')) return 'A user name of HTTP has no colon.'
  return credentials.username === '' ? 'AlpineBits signs in by a user name too.' : null
}

/** A refusal before there was a message: words that hint at what was agreed in the handshake rather than at the content. */
export function isAboutAgreement(text: string): boolean {
  return /\b(action|version|header|handshake|capabilit)/i.test(text)
}

/** Why a handshake, a fetch or a report did not work. */
export function failureOf(read: Reading, { status, headers }: HttpAnswer, now: number): ChannelFailure {
  const pause = { retryAfterMs: retryAfterMs(headers, now) }
  if (read.kind === 'message' && read.errors.length > 0) {
    const { notice, meaning } = weightiest(read.errors)
    return new ChannelFailure(codeOf(notice, meaning), saying(notice, meaning), {
      ...pause,
      stop: meaning === 'access',
    })
  }
  if (status === 401 || status === 403)
    return new ChannelFailure('CredentialsRefused', CREDENTIALS_REFUSED, { stop: true })
  if (status === 429)
    return new ChannelFailure('RateLimited', 'The AlpineBits server asks for a pause.', pause)
  if (status >= 500)
    return new ChannelFailure('ServerError', `The AlpineBits server answered HTTP ${status}.`, pause)
  if (read.kind === 'refusal')
    return new ChannelFailure('RequestRefused', `The AlpineBits server: ${read.text}`.slice(0, 500), pause)
  if (status < 200 || status > 299) {
    const text = `The AlpineBits server answered HTTP ${status}. Check the address of this channel.`
    return new ChannelFailure('UnexpectedStatus', text, pause)
  }
  const reason = read.kind === 'unreadable' ? read.reason : 'it says neither success nor what failed'
  const text = `The AlpineBits server's answer cannot be read: ${reason}.`
  return new ChannelFailure('MalformedAnswer', text.slice(0, 500))
}
