/** One request to an AlpineBits server, which "exposes a single HTTPS URL". */
import type { ChannelConnection } from '../../../shared/contract/sync-link.ts'
import type { ChannelContext, HttpAnswer } from '../../engine/ports.ts'
import { type Action, formOf, PROTOCOL_VERSION } from './message.ts'

/** "An arbitrary string which a server implementer might want to use to identify the client software." */
const CLIENT_ID = 'Keyrack'

/** @throws HttpFailure */
export function post(
  action: Action,
  message: string,
  { connection, http, signal }: Pick<ChannelContext, 'connection' | 'http' | 'signal'>,
): Promise<HttpAnswer> {
  const { ariBaseUrl, reservationsBaseUrl, requestTimeoutMs } = connection.settings
  const form = formOf(action, message)
  return http.request({
    method: 'POST',
    url: action === 'read' || action === 'report' ? reservationsBaseUrl : ariBaseUrl,
    headers: {
      accept: 'application/xml, text/xml',
      authorization: basicOf(connection),
      'content-type': form.contentType,
      'x-alpinebits-clientid': CLIENT_ID,
      'x-alpinebits-clientprotocolversion': PROTOCOL_VERSION,
    },
    body: form.body,
    timeoutMs: requestTimeoutMs,
    signal,
  })
}

function basicOf({ credentials: { username, password } }: ChannelConnection): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
