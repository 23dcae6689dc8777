/** YCS5 over one address: every request is a POST whose key stands in the query, where no text for people may quote it from. */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import { type ChannelContext, ChannelFailure, type HttpAnswer, HttpFailure } from '../../engine/ports.ts'
import { withoutKey } from '../hidden-key.ts'
import { failureOfStatus, failureWithoutAnswer, type Named } from '../status-answers.ts'
import { attribute } from '../xml/xml-tree.ts'
import { element, type Markup } from '../xml/xml-writer.ts'
import { isAccessError, type Result, readResult, saying } from './result.ts'

export const AGODA: Named = { name: 'Agoda', secret: 'the API key' }

/** `request@type` (Availability and Rates, Element and Attribute). */
export const REQUEST_TYPES = { bookingList: 3, bookingDetails: 4, setAri: 10 } as const

const KEY = /^[\x21-\x7e]{8,200}$/

/** Why no message of this connection can be taken; null when it can. Asked before anything is sent. */
export function problemOfConnection({ credentials, settings }: ChannelConnection): string | null {
  if (!/^\d{1,15}$/.test(settings.hotelCode)) return "Agoda's number of the property is made of digits alone."
  if (!KEY.test(credentials.password))
    return 'The API key of this channel is too short or has characters that no key has. Enter it again.'
  return null
}

/** `now` is epoch milliseconds, as the documentation wants it; its own examples have seconds. */
export function agodaRequest(type: number, now: number, ...content: Markup[]): string {
  const root = element('request', { timestamp: now, type }, ...content)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}`
}

/** @throws HttpFailure */
export function post(base: string, body: string, context: ChannelContext): Promise<HttpAnswer> {
  const { connection, http, signal } = context
  return http.request({
    method: 'POST',
    url: `${base.replace(/\/+$/, '')}/api?apiKey=${encodeURIComponent(connection.credentials.password)}`,
    headers: { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8' },
    body,
    timeoutMs: connection.settings.requestTimeoutMs,
    signal,
  })
}

/** A result without errors. @throws ChannelFailure */
export async function ask(type: number, context: ChannelContext, ...content: Markup[]): Promise<Result> {
  const { connection, clock } = context
  const problem = problemOfConnection(connection)
  if (problem !== null) throw new ChannelFailure('SettingsNotValid', problem, { stop: true })
  const answer = await answerOf(agodaRequest(type, clock.now(), ...content), context)
  const result = readResult(answer.body)
  const isGood = answer.status >= 200 && answer.status <= 299
  if (typeof result !== 'string') {
    const access = result.errors.find(isAccessError)
    const error = access ?? result.errors[0]
    if (error !== undefined) {
      const text = withoutKey(saying(error), connection.credentials.password)
      throw access === undefined && (isGood || answer.status === 400)
        ? new ChannelFailure(`Agoda${error.code}`, text)
        : access === undefined
          ? failureOfStatus(AGODA, answer, clock.now())
          : new ChannelFailure('CredentialsRefused', text, { stop: true })
    }
  }
  if (!isGood) throw failureOfStatus(AGODA, answer, clock.now())
  if (typeof result === 'string' || result.hasErrors) {
    const reason = typeof result === 'string' ? result : 'it has an error without a code'
    throw new ChannelFailure(
      'MalformedAnswer',
      withoutKey(`Agoda's answer cannot be read: ${reason}.`, connection.credentials.password),
    )
  }
  return result
}

async function answerOf(body: string, context: ChannelContext): Promise<HttpAnswer> {
  try {
    return await post(context.connection.settings.reservationsBaseUrl, body, context)
  } catch (error) {
    if (error instanceof HttpFailure) throw failureWithoutAnswer(AGODA, error)
    throw error
  }
}

/** Epoch milliseconds at which Agoda answered; null where it does not say. Some of its samples have seconds. */
export function answeredAt({ root }: Result): number | null {
  const text = attribute(root, 'timestamp') ?? ''
  if (!/^\d{9,14}$/.test(text)) return null
  return text.length <= 10 ? Number(text) * 1_000 : Number(text)
}
