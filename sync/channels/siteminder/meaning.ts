/** What pmsXchange's errors, faults and statuses mean, whichever message they answer. */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { ChannelFailure, type HttpAnswer, type HttpFailure } from '../../engine/ports.ts'
import { retryAfterMs } from '../retry-after.ts'
import type { Notice, SoapAnswer } from './soap.ts'

/**
 * access: credentials, our code, or a hotel that is not ours; stop. later: the same may work in a while. size: too large.
 * refused: never again unchanged ("Application level: it cannot be processed due to invalid data", Error Handling).
 */
export type Meaning = 'access' | 'later' | 'size' | 'refused'

/** EWT: authentication, authorization. */
const ACCESS_TYPES: ReadonlySet<string> = new Set(['4', '6'])
/** ERR: hotel not active, invalid hotel code, authorization error. */
const ACCESS_CODES: ReadonlySet<string> = new Set(['375', '392', '497'])
/** EWT: processing exception. */
const LATER_TYPE = '12'
/** ERR: system currently unavailable, system error, system temporarily unavailable. */
const LATER_CODES: ReadonlySet<string> = new Set(['187', '188', '448'])

export function meaningOf({ type, code }: Notice): Meaning {
  if (LATER_CODES.has(code)) return 'later'
  if (ACCESS_TYPES.has(type) || ACCESS_CODES.has(code)) return 'access'
  return type === LATER_TYPE ? 'later' : 'refused'
}

/** Faults are tried again, but for those of WS-Security and of a message beyond 2 MB. */
export function meaningOfFault({ code, text }: Notice): Meaning {
  if (/FailedAuthentication|FailedCheck|InvalidSecurity/i.test(code)) return 'access'
  if (/authentication failed|invalid (user ?name|password|credentials)|not authori[sz]ed/i.test(text))
    return 'access'
  return /too (large|big)|larger than|exceed\w* .{0,40}(size|limit)|size .{0,40}exceed/i.test(text)
    ? 'size'
    : 'later'
}

/** Of errors the one that people have to act upon, then the one that passes, else the first. */
export function weightiest(errors: readonly Notice[]): { notice: Notice; meaning: Meaning } {
  const all = errors.map((notice) => ({ notice, meaning: meaningOf(notice) }))
  return (
    all.find(({ meaning }) => meaning === 'access') ??
    all.find(({ meaning }) => meaning === 'later') ??
    all[0] ?? { notice: { type: '', code: '', text: '' }, meaning: 'refused' }
  )
}

export function codeOf({ type, code }: Notice, meaning: Meaning): string {
  if (meaning === 'access') return 'CredentialsRefused'
  if (meaning === 'size') return 'MessageTooLarge'
  const number = code === '' ? type : code
  return number === '' ? 'SiteMinderError' : `SiteMinder${number.replace(/[^\w.]/g, '')}`.slice(0, 60)
}

/** For people; at most 500 characters. */
export function saying({ text }: Notice, meaning: Meaning): string {
  const said = `SiteMinder: ${text === '' ? 'no reason given' : text}`
  return (
    meaning === 'access'
      ? `Check the hotel's code, our code there, the user name and the password of this channel. ${said}`
      : said
  ).slice(0, 500)
}

export function unreachable({ code }: HttpFailure): string {
  return `SiteMinder gave no complete answer (${code}). It is tried again.`
}

/**
 * Why no request of this connection can be right; null when it can. Asked before sending, as the refusal would name no
 * range.
 */
export function problemOfConnection({ settings, credentials }: ChannelConnection): string | null {
  if (!/^[\w-]{1,32}$/.test(settings.accountCode))
    return 'Our code at SiteMinder is made of letters, digits, _ and - alone.'
  return credentials.username === '' ? 'SiteMinder signs in by a user name too.' : null
}

/** Why what was asked of the reservations did not come. */
export function failureOf(read: SoapAnswer, answer: HttpAnswer, now: number): ChannelFailure {
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  const told =
    read.kind === 'fault'
      ? { notice: read.fault, meaning: meaningOfFault(read.fault) }
      : read.kind === 'message' && read.errors.length > 0
        ? weightiest(read.errors)
        : null
  if (told !== null) {
    const { notice, meaning } = told
    const options = { ...pause, stop: meaning === 'access' }
    return new ChannelFailure(codeOf(notice, meaning), saying(notice, meaning), options)
  }
  const { status } = answer
  if (status === 401 || status === 403) {
    const text = `SiteMinder refused the credentials (HTTP ${status}). Check the user name and the password of this channel.`
    return new ChannelFailure('CredentialsRefused', text, { stop: true })
  }
  if (status === 429) return new ChannelFailure('RateLimited', 'SiteMinder asks for a pause.', pause)
  if (status >= 500) return new ChannelFailure('ServerError', `SiteMinder answered HTTP ${status}.`, pause)
  if (status < 200 || status > 299) {
    const text = `SiteMinder answered HTTP ${status}. Check the address of this channel.`
    return new ChannelFailure('UnexpectedStatus', text, pause)
  }
  const reason = read.kind === 'unreadable' ? read.reason : 'it says neither success nor what failed'
  return new ChannelFailure('MalformedAnswer', `SiteMinder's answer cannot be read: ${reason}.`.slice(0, 500))
}
