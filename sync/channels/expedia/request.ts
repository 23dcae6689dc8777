/** One request to QuickConnect, in its turn; and what an answer without what was asked for means to a fetch. */
import { type ChannelContext, ChannelFailure, type HttpAnswer, HttpFailure } from '../../engine/ports.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { retryAfterMs } from '../retry-after.ts'
import type { XmlElement } from '../xml/xml-tree.ts'
import { type EqcInterface, type EqcNotice, meaningOf, noticesOf, readAnswer, saying } from './eqc.ts'

/** `whenItsTurn` may refuse by throwing. @throws HttpFailure */
export function post(
  to: EqcInterface,
  body: string,
  context: ChannelContext,
  whenItsTurn: () => void = () => {},
): Promise<HttpAnswer> {
  const { connection, http, signal } = context
  const { ariBaseUrl, reservationsBaseUrl, requestTimeoutMs } = connection.settings
  const base = to === 'ar' ? ariBaseUrl : reservationsBaseUrl
  return oneAtATime(connection.channelId, signal, () => {
    whenItsTurn()
    return http.request({
      method: 'POST',
      url: `${base.replace(/\/+$/, '')}/eqc/${to}`,
      headers: { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8' },
      body,
      timeoutMs: requestTimeoutMs,
      signal,
    })
  })
}

/** What a fetch or a confirmation was answered. @throws ChannelFailure where that is no answer of QuickConnect. */
export async function ask(
  to: 'br' | 'bc',
  body: string,
  context: ChannelContext,
): Promise<{ root: XmlElement; errors: readonly EqcNotice[] }> {
  const answer = await answerOf(post(to, body, context))
  const root = readAnswer(answer.body, to)
  const errors = typeof root === 'string' ? null : noticesOf(root, 'Error')
  const isGood = answer.status >= 200 && answer.status <= 299
  if (typeof root !== 'string' && errors !== null && (isGood || errors.length > 0)) return { root, errors }
  if (!isGood) throw failureOfStatus(answer, context.clock.now())
  const reason = typeof root === 'string' ? root : 'an error has no code'
  throw new ChannelFailure('MalformedAnswer', `Expedia's answer cannot be read: ${reason.slice(0, 300)}`)
}

/** Of errors the one that people have to act upon, else the first. */
export function failureOf(errors: readonly EqcNotice[]): ChannelFailure {
  const needsSomeone = (notice: EqcNotice) => ['access', 'form'].includes(meaningOf(notice.code))
  const notice = errors.find(needsSomeone) ?? errors[0] ?? { code: 0, text: '' }
  if (meaningOf(notice.code) === 'access') {
    const text = `Check the hotel's number, the user name and the password of this channel. ${saying(notice)}`
    return new ChannelFailure('CredentialsRefused', text.slice(0, 500), { stop: true })
  }
  return new ChannelFailure(`Expedia${notice.code}`, saying(notice), { stop: needsSomeone(notice) })
}

async function answerOf(pending: Promise<HttpAnswer>): Promise<HttpAnswer> {
  try {
    return await pending
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    const text = `Expedia gave no complete answer (${error.code}). It is tried again.`
    throw new ChannelFailure(error.code, text)
  }
}

function failureOfStatus({ status, headers }: HttpAnswer, now: number): ChannelFailure {
  const pause = { retryAfterMs: retryAfterMs(headers, now) }
  if (status === 401 || status === 403) {
    const text = `Expedia refused the credentials (HTTP ${status}). Check the user name and the password of this channel.`
    return new ChannelFailure('CredentialsRefused', text, { stop: true })
  }
  if (status === 429) return new ChannelFailure('RateLimited', 'Expedia asks for a pause.', pause)
  if (status >= 500) return new ChannelFailure('ServerError', `Expedia answered HTTP ${status}.`, pause)
  const text = `Expedia answered HTTP ${status}. Check the address of this channel.`
  return new ChannelFailure('UnexpectedStatus', text, pause)
}
