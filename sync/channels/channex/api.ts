/** Channex's REST API: addresses, the key's header, and what an answer that is no success means for a fetch. */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { type ChannelContext, ChannelFailure, type HttpAnswer, HttpFailure } from '../../engine/ports.ts'
import { MalformedJson, objectAt, parseObject, textAt } from '../json/json-tree.ts'
import { retryAfterMs } from '../retry-after.ts'

/** "If you hit any error you should pause updates for the property for 1 minute" (API Rate Limits). */
const USUAL_PAUSE_MS = 60_000
/** What a header can carry; a key with anything else was mistyped, and would end the request or add a header. */
const KEY = /^[\x21-\x7e]{1,200}$/

export const MISTYPED_KEY = 'The API key of this channel has characters that no key has. Enter it again.'

export function isKey({ credentials }: ChannelConnection): boolean {
  return KEY.test(credentials.password)
}

/** `path` begins with a slash; what goes into it is encoded by the caller. */
export function call(
  context: ChannelContext,
  request: { method: 'GET' | 'POST'; base: string; path: string; body?: string },
): Promise<HttpAnswer> {
  const { connection, http, signal } = context
  const { method, base, path, body } = request
  return http.request({
    method,
    url: `${base.replace(/\/+$/, '')}/api/v1${path}`,
    headers: {
      accept: 'application/json',
      'user-api-key': connection.credentials.password,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
    timeoutMs: connection.settings.requestTimeoutMs,
    signal,
  })
}

/** As `call`, for reservations. @throws ChannelFailure where no complete answer came or the key cannot be one */
export async function callForReservations(
  context: ChannelContext,
  request: { method: 'GET' | 'POST'; path: string; body?: string },
): Promise<HttpAnswer> {
  if (!isKey(context.connection)) throw new ChannelFailure('CredentialsRefused', MISTYPED_KEY, { stop: true })
  try {
    return await call(context, { ...request, base: context.connection.settings.reservationsBaseUrl })
  } catch (error) {
    if (error instanceof HttpFailure) throw new ChannelFailure(error.code, unreachable(error))
    throw error
  }
}

export function failureOf(answer: HttpAnswer, now: number): ChannelFailure {
  const { status } = answer
  if (status === 401 || status === 403) {
    return new ChannelFailure('CredentialsRefused', keyRefused(answer), { stop: true })
  }
  if (status === 429)
    return new ChannelFailure('RateLimited', ASKS_FOR_PAUSE, { retryAfterMs: pauseMs(answer, now) })
  const pause = { retryAfterMs: retryAfterMs(answer.headers, now) }
  if (status >= 500)
    return new ChannelFailure('ServerError', `Channex answered HTTP ${status}${reasonIn(answer)}.`, pause)
  const text = `Channex answered HTTP ${status}${reasonIn(answer)}. Check the address of this channel.`
  return new ChannelFailure('UnexpectedStatus', text, pause)
}

export const ASKS_FOR_PAUSE = 'Channex asks for a pause: more than its requests a minute for this property.'

/** Its 429 names no time; a minute is the documented one. */
export function pauseMs(answer: HttpAnswer, now: number): number {
  return retryAfterMs(answer.headers, now) ?? USUAL_PAUSE_MS
}

export function keyRefused(answer: HttpAnswer): string {
  return `Channex refused the API key (HTTP ${answer.status}). Check the key and the rights it has to this property.`
}

export function unreachable(error: HttpFailure): string {
  return `Channex gave no complete answer (${error.code}). It is tried again.`
}

/** ` (Validation Error: restrictions is required)` from `{"errors": {code, title, details}}`; empty where there is none. */
export function reasonIn(answer: HttpAnswer): string {
  try {
    const errors = objectAt(parseObject(answer.body), 'errors')
    const title = textAt(errors, 'title') ?? textAt(errors, 'code')
    if (title === undefined) return ''
    const details = errors?.details === undefined ? '' : `: ${plain(JSON.stringify(errors.details))}`
    return ` (${title.slice(0, 100)}${details.slice(0, 250)})`
  } catch (error) {
    // Details may be nested too deep to be written.
    if (error instanceof MalformedJson || error instanceof RangeError) return ''
    throw error
  }
}

/** JSON without its marks, for people. */
export function plain(json: string): string {
  return json.replace(/[[\]{}"]/g, '').replaceAll(',', ', ')
}
