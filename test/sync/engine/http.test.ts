import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { HttpFailure, type HttpRequest } from '../../../sync/engine/ports.ts'
import { ChannelHttp } from '../../../sync/http.ts'
import { SELF_SIGNED } from './self-signed.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function listening(server: TcpServer): Promise<number> {
  const sockets = new Set<{ destroy(): void }>()
  server.on('connection', (socket) => sockets.add(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    for (const socket of sockets) socket.destroy()
    server.close()
    await once(server, 'close')
  })
  return (server.address() as AddressInfo).port
}

async function served(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer)
  return `http://127.0.0.1:${await listening(server)}`
}

function client(options?: ConstructorParameters<typeof ChannelHttp>[0]): ChannelHttp {
  const http = new ChannelHttp(options)
  closing.unshift(() => http.close())
  return http
}

const never = new AbortController().signal
const post = (url: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/xml' },
  body: '<request/>',
  timeoutMs: 10_000,
  signal: never,
  ...rest,
})

async function failureOf(answer: Promise<unknown>): Promise<HttpFailure> {
  const failure = await answer.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(HttpFailure)
  return failure as HttpFailure
}

test('a whole answer comes with its status, lower-case headers and text', async () => {
  const url = await served((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      response.writeHead(429, { 'Retry-After': '7', 'X-Seen': `${request.method} ${request.url}` })
      response.end(`<got>${body} é</got>`)
    })
  })
  const answer = await client().request(post(`${url}/hotels/ota?x=1`))
  expect(answer.status).toBe(429)
  expect(answer.headers['retry-after']).toBe('7')
  expect(answer.headers['x-seen']).toBe('POST /hotels/ota?x=1')
  expect(answer.body).toBe('<got><request/> é</got>')
})

test('connections are kept alive and used again', async () => {
  const ports = new Set<number | undefined>()
  const url = await served((request, response) => {
    ports.add(request.socket.remotePort)
    request.resume().on('end', () => response.end('ok'))
  })
  const http = client()
  for (let request = 0; request < 20; request += 1) await http.request(post(url))
  // The next request may leave just before the last answer's connection is free again.
  expect(ports.size).toBeLessThanOrEqual(2)
})

test('a redirect is an answer, and is not followed', async () => {
  let asked = 0
  const url = await served((_, response) => {
    asked += 1
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  const answer = await client().request(post(url, { method: 'GET' }))
  expect(answer.status).toBe(302)
  expect(asked).toBe(1)
})

test('a refused connection was certainly not sent', async () => {
  const server = createTcpServer()
  const port = await listening(server)
  server.close()
  await once(server, 'close')
  closing.pop()
  const failure = await failureOf(client().request(post(`http://127.0.0.1:${port}`)))
  expect(failure).toMatchObject({ code: 'ECONNREFUSED', sent: 'no' })
})

test('a name that does not resolve was certainly not sent', async () => {
  const failure = await failureOf(client().request(post('https://nowhere.invalid/hotels')))
  expect(failure.sent).toBe('no')
  expect(failure.code).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/)
})

test('a certificate that nobody vouches for is refused before anything is sent, whatever the environment says', async () => {
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
  let asked = 0
  const port = await listening(
    createTlsServer(SELF_SIGNED, (_, response) => {
      asked += 1
      response.end('ok')
    }),
  )
  const failure = await failureOf(client().request(post(`https://localhost:${port}`)))
  vi.unstubAllEnvs()
  expect(failure).toMatchObject({ sent: 'no' })
  expect(failure.code).toMatch(/SELF_SIGNED|CERT/)
  expect(asked).toBe(0)
})

test('a handshake that never ends is given up at the deadline, and nothing was sent', async () => {
  const port = await listening(createTcpServer(() => undefined))
  const failure = await failureOf(client().request(post(`https://127.0.0.1:${port}`, { timeoutMs: 200 })))
  expect(failure).toMatchObject({ code: 'Timeout', sent: 'no' })
})

test('a server that never answers is given up at the deadline; the request may have been sent', async () => {
  const url = await served((request) => request.resume())
  const failure = await failureOf(client().request(post(url, { timeoutMs: 200 })))
  expect(failure).toMatchObject({ code: 'Timeout', sent: 'maybe' })
})

test('the deadline counts for the whole answer, also when every byte comes in time', async () => {
  const url = await served((_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('x'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const failure = await failureOf(client().request(post(url, { timeoutMs: 300 })))
  expect(failure).toMatchObject({ code: 'Timeout', sent: 'maybe' })
})

test('a connection cut before the answer leaves the fate open', async () => {
  const url = await served((request) => request.socket.destroy())
  const failure = await failureOf(client().request(post(url)))
  expect(failure.sent).toBe('maybe')
})

test.each([
  ['by length', { 'content-length': '1000' }],
  ['in chunks', { 'transfer-encoding': 'chunked' }],
])('an answer cut off in the middle (%s) is a failure, not half an answer', async (_, headers) => {
  const url = await served((_request, response) => {
    response.writeHead(200, headers)
    response.write('<half', () => response.socket?.end())
  })
  const failure = await failureOf(client().request(post(url)))
  expect(failure.sent).toBe('maybe')
})

test('what is not HTTP is a failure', async () => {
  const port = await listening(
    createTcpServer((socket) => socket.on('data', () => socket.end('garbage\r\n\r\n'))),
  )
  const failure = await failureOf(client().request(post(`http://127.0.0.1:${port}`)))
  expect(failure.sent).toBe('maybe')
})

test('an answer beyond the limit is given up', async () => {
  const url = await served((_, response) => response.end('x'.repeat(2_000)))
  const http = client({ largestAnswerBytes: 1_000 })
  const failure = await failureOf(http.request(post(url)))
  expect(failure).toMatchObject({ code: 'AnswerTooLarge', sent: 'maybe' })
})

test('an answer of exactly the limit is taken', async () => {
  const url = await served((_, response) => response.end('x'.repeat(1_000)))
  const answer = await client({ largestAnswerBytes: 1_000 }).request(post(url))
  expect(answer.body.length).toBe(1_000)
})

test('an abort ends the request, and one that is aborted already is never made', async () => {
  let asked = 0
  const stop = new AbortController()
  const url = await served(() => {
    asked += 1
    stop.abort()
  })
  const http = client()
  expect(await failureOf(http.request(post(url, { signal: stop.signal })))).toMatchObject({
    code: 'Aborted',
    sent: 'maybe',
  })
  expect(await failureOf(http.request(post(url, { signal: stop.signal })))).toMatchObject({
    code: 'Aborted',
    sent: 'no',
  })
  expect(asked).toBe(1)
})

test.each([
  ['an address that is none', post('not an address')],
  [
    'a header that cannot be sent',
    post('http://127.0.0.1:1', { headers: { authorization: 'Basic \n secret' } }),
  ],
])('%s is a failure that sent nothing and quotes nothing', async (_, request) => {
  const failure = await failureOf(client().request(request))
  expect(failure).toMatchObject({ code: 'InvalidRequest', sent: 'no' })
  expect(failure.message).not.toContain('secret')
})
