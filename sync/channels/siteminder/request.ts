/** One request to pmsXchange, in its turn: "wait for a response before sending additional requests for the same site". */
import { type ChannelContext, ChannelFailure, type HttpAnswer, HttpFailure } from '../../engine/ports.ts'
import { oneAtATime } from '../one-at-a-time.ts'
import { problemOfConnection, unreachable } from './meaning.ts'
import { readAnswer, type SoapAnswer, type SoapRequest } from './soap.ts'

/** `whenItsTurn` may refuse by throwing. @throws HttpFailure */
export function post(
  to: 'ari' | 'reservations',
  { body }: SoapRequest,
  { connection, http, signal }: ChannelContext,
  whenItsTurn: () => void = () => {},
): Promise<HttpAnswer> {
  const { ariBaseUrl, reservationsBaseUrl, accountCode, requestTimeoutMs } = connection.settings
  const base = to === 'ari' ? ariBaseUrl : reservationsBaseUrl
  return oneAtATime(connection.channelId, signal, () => {
    whenItsTurn()
    return http.request({
      method: 'POST',
      url: `${base.replace(/\/+$/, '')}/${encodeURIComponent(accountCode)}`,
      // No other content type is taken; SOAP 1.1 wants the action's header, though it may be empty.
      headers: { accept: 'text/xml', 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
      body,
      timeoutMs: requestTimeoutMs,
      signal,
    })
  })
}

/** What a fetch or a confirmation was answered. @throws ChannelFailure where nothing came, or nothing can come. */
export async function ask(
  request: SoapRequest,
  expected: string,
  context: ChannelContext,
): Promise<{ read: SoapAnswer; answer: HttpAnswer }> {
  const problem = problemOfConnection(context.connection)
  if (problem !== null)
    throw new ChannelFailure('SettingsNotValid', `${problem} Correct the settings of this channel.`, {
      stop: true,
    })
  try {
    const answer = await post('reservations', request, context)
    return { read: readAnswer(answer.body, expected, request.echoToken), answer }
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error
    throw new ChannelFailure(error.code, unreachable(error))
  }
}
