/** The HTTP side of the sandbox: bounded bodies, whole answers, and answers that are cut on purpose. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './ota-answer.ts'

const MOST_BYTES = 12_000_000

/** The body as text; null when it is larger than 12 MB. Rejects when the sender goes away. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    // Read on to the end: leaving early would cut the connection before the refusal is sent.
    if (bytes > MOST_BYTES) chunks.length = 0
    else chunks.push(chunk)
  }
  if (bytes > MOST_BYTES) return null
  return Buffer.concat(chunks).toString('utf8')
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, headersOf(answer))
  response.end(answer.body)
}

/** Promises the whole body, sends half of it, and cuts the connection. */
export function writeHalf(response: ServerResponse, answer: Answer): void {
  const whole = Buffer.from(answer.body)
  response.writeHead(answer.status, headersOf(answer))
  response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => response.socket?.destroy())
}

function headersOf(answer: Answer): Record<string, string | number> {
  return {
    'content-type': 'application/xml; charset=utf-8',
    'content-length': Buffer.byteLength(answer.body),
    ...answer.headers,
  }
}

/** Whether the Basic credentials are exactly these. */
export function isAuthorized(request: IncomingMessage, username: string, password: string): boolean {
  const expected = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
  return request.headers.authorization === expected
}
