/** Posts spans to a collector; loaded only where one is named. */
import { Agent, request } from 'undici'
import type { PostSpans } from './spans.ts'

const TIMEOUT_MS = 5_000

/** @param url of the collector; without a path of its own `/v1/traces`, as OTLP names it. */
export function postSpansTo(url: URL): PostSpans {
  const address = url.pathname === '/' ? new URL('/v1/traces', url) : url
  const agent = new Agent({
    connections: 1,
    connect: { timeout: TIMEOUT_MS, rejectUnauthorized: true },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  return async (body) => {
    const answer = await request(address, {
      dispatcher: agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    await answer.body.dump()
    if (answer.statusCode >= 300) throw new Error(`the collector answered ${answer.statusCode}`)
  }
}
