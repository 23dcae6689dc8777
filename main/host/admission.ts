/**
 * Which requests are let in: the Host header must be the desk's own, Origin must match wherever something
 * can change, and a caller is a page with its cookie and token, or a script with a bearer token.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '../api/context.ts'
import type { HostClock } from './clock.ts'
import { HttpFailure } from './http-failure.ts'
import { COOKIE_PREFIX, type Sessions } from './sessions.ts'

export const PAGE_TOKEN_HEADER = 'x-keyrack-page-token'
/** Wrong codes and tokens answered as such in a minute; beyond it they are answered 429. */
const MOST_FAILURES_PER_MINUTE = 60
const MINUTE_MS = 60_000
const MOST_COOKIES_READ = 200

export function ownHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`])
}

/** @throws HttpFailure MisdirectedRequest: a name that resolves here is not yet us (DNS rebinding). */
export function requireOwnHost(headers: IncomingHttpHeaders, hosts: ReadonlySet<string>): void {
  if (headers.host === undefined || !hosts.has(headers.host)) throw new HttpFailure('MisdirectedRequest')
}

/** @throws HttpFailure ForeignOrigin. Only a bearer token, which no other site can send, makes up for a missing one. */
export function requireOwnOrigin(headers: IncomingHttpHeaders): void {
  const { origin } = headers
  const allowed = origin === undefined ? bearerOf(headers) !== null : origin === `http://${headers.host}`
  if (!allowed) throw new HttpFailure('ForeignOrigin')
}

export function bearerOf(headers: IncomingHttpHeaders): string | null {
  const match = /^Bearer ([\w.~+/-]{1,200}=*)$/i.exec(headers.authorization ?? '')
  return match?.[1] ?? null
}

/** The desk's cookies by name; other servers on this machine may have left theirs, too. */
export function cookiesOf(headers: IncomingHttpHeaders): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (headers.cookie ?? '').split(';', MOST_COOKIES_READ)) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, at).trim()
    if (at > 0 && name.startsWith(COOKIE_PREFIX)) cookies.set(name, pair.slice(at + 1).trim())
  }
  return cookies
}

/** Counts wrong codes and tokens. A right one always passes: 256 bits are not guessed, and the desk is not locked out. */
export interface Attempts {
  /** @throws HttpFailure TooManyAttempts when there were too many in the last minute. */
  failed(): void
}

export function countAttempts(clock: HostClock): Attempts {
  let since = clock.monotonic()
  let failures = 0
  return {
    failed() {
      const now = clock.monotonic()
      if (now - since >= MINUTE_MS) {
        since = now
        failures = 0
      }
      failures++
      if (failures > MOST_FAILURES_PER_MINUTE) throw new HttpFailure('TooManyAttempts')
    },
  }
}

/**
 * The caller behind a request, or null when it names none. `pageToken` comes from the header, or from a WebSocket's
 * subprotocol.
 * @throws HttpFailure TooManyAttempts
 */
export function callerOf(
  headers: IncomingHttpHeaders,
  pageToken: string | null,
  sessions: Sessions,
  attempts: Attempts,
): Caller | null {
  const bearer = bearerOf(headers)
  if (bearer === null && pageToken === null) return null
  const caller =
    bearer !== null
      ? sessions.ofToken(bearer)
      : pageToken === null
        ? null
        : sessions.ofPage(pageToken, cookiesOf(headers))
  if (caller === null) attempts.failed()
  return caller
}

export function pageTokenOf(headers: IncomingHttpHeaders): string | null {
  const token = headers[PAGE_TOKEN_HEADER]
  return typeof token === 'string' && token.length <= 200 ? token : null
}
