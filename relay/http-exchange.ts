/** Reading requests and writing answers, with every length bounded. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { REFUSALS, Refusal, type RefusalCode } from './refusals.ts'

/** Null when the body is larger than `limit`; rejects when the sender goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  const declared = Number(request.headers['content-length'] ?? 0)
  if (declared > limit) return Promise.resolve(null)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    let isWhole = false
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limit) {
        request.removeAllListeners('data')
        resolve(null)
      } else chunks.push(chunk)
    })
    request.on('end', () => {
      isWhole = true
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks))
    })
    request.on('error', reject)
    request.on('close', () => {
      // An error costs more than all the rest of this, so it is made where there is one only.
      if (!isWhole) reject(new Error('the sender went away'))
    })
  })
}

/** @throws Refusal RequestTooLarge, MalformedRequest */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>, limit: number): Promise<T> {
  const body = await readBody(request, limit)
  if (body === null) throw new Refusal('RequestTooLarge')
  try {
    return schema.parse(JSON.parse(body.toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) throw new Refusal('MalformedRequest')
    throw error
  }
}

export interface Answer {
  readonly status: number
  readonly type: keyof typeof TYPES
  readonly body: string | Buffer
  readonly retryAfterS?: number | null
  /** Others than those of every answer. */
  readonly headers?: Readonly<Record<string, string>>
  /** The rest of the request was not read, so the connection cannot be used again. */
  readonly isCut?: boolean
}

const TYPES = {
  'application/json': 'application/json; charset=utf-8',
  'application/xml': 'application/xml; charset=utf-8',
  'text/calendar': 'text/calendar; charset=utf-8',
  'text/plain': 'text/plain; charset=utf-8',
  'text/xml': 'text/xml; charset=utf-8',
} as const

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  const { status, body } = answer
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length
  const headers: Record<string, string | number> = {
    ...answer.headers,
    'content-type': TYPES[answer.type],
    ...(status === 304 ? {} : { 'content-length': length }),
  }
  if (answer.retryAfterS != null) headers['retry-after'] = answer.retryAfterS
  if (status === 401) headers['www-authenticate'] = 'Basic realm="relay", charset="UTF-8"'
  if (answer.isCut === true) headers.connection = 'close'
  response.writeHead(status, headers)
  response.end(body)
}

export const json = (status: number, value: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
})

export function refusalAnswer({ code, retryAfterS }: Pick<Refusal, 'code' | 'retryAfterS'>): Answer {
  const { status, message } = REFUSALS[code]
  return {
    ...json(status, { code, message }),
    retryAfterS,
    isCut: CUTTING.includes(code),
  }
}

const CUTTING: readonly RefusalCode[] = ['RequestTooLarge']
