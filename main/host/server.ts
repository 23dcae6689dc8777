/** The desk's HTTP and WebSocket server on loopback: REST, RPC, sessions and the page's files. */
import type { IncomingHttpHeaders } from 'node:http'
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import type { ReportIncident } from '../api/failures.ts'
import { unexpectedFailure } from '../api/failures.ts'
import type { DeskRouter } from '../api/router.ts'
import {
  callerOf,
  countAttempts,
  ownHosts,
  pageTokenOf,
  requireOwnHost,
  requireOwnOrigin,
} from './admission.ts'
import type { HostClock } from './clock.ts'
import { failureBody, HttpFailure, type HttpFailureCode } from './http-failure.ts'
import { serveMetrics } from './metrics-address.ts'
import type { OpeningCodes } from './opening-codes.ts'
import { servePages } from './pages.ts'
import { serveRest } from './rest.ts'
import { securityHeaders } from './security-headers.ts'
import { serveSessionExchange } from './session-exchange.ts'
import type { Sessions } from './sessions.ts'
import { serveSockets } from './sockets.ts'

export const LARGEST_BODY_BYTES = 1_048_576
const MOST_CONNECTIONS = 1_000

export interface ServerParts {
  readonly router: DeskRouter
  readonly sessions: Sessions
  readonly codes: OpeningCodes
  readonly clock: HostClock
  readonly report: ReportIncident
  readonly version: string
  /** For `/metrics`. */
  readonly metricsText: () => Promise<string>
  /** The built page. */
  readonly pageDir: string
  /** 0 takes any free one. */
  readonly port: number
}

export interface DeskServer {
  readonly port: number
  /** `http://127.0.0.1:4780` */
  readonly url: string
  close(): Promise<void>
}

/** @throws the system's error when the port is taken (`EADDRINUSE`) or not allowed (`EACCES`). */
export async function startServer(parts: ServerParts): Promise<DeskServer> {
  const bound = { port: 0 }
  const server = fastify({
    // An address that cannot be decoded reaches no hook and no handler.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      const body = failureBody('MalformedRequest')
      void reply.headers(securityHeaders(bound.port)).status(body.status).send(body)
    },
    bodyLimit: LARGEST_BODY_BYTES,
    forceCloseConnections: true,
    requestTimeout: 60_000,
    routerOptions: { ignoreTrailingSlash: false },
  })
  server.server.maxConnections = MOST_CONNECTIONS
  const attempts = countAttempts(parts.clock)
  const authenticate = (headers: IncomingHttpHeaders, pageToken: string | null) =>
    callerOf(headers, pageToken, parts.sessions, attempts)

  admitRequests(server, bound)
  answerFailures(server, parts.report)
  server.get('/health', async () => ({ status: 'ok' }))
  serveSessionExchange(server, { sessions: parts.sessions, codes: parts.codes, attempts })
  const callerOfRequest = (headers: IncomingHttpHeaders) => authenticate(headers, pageTokenOf(headers))
  serveRest(server, { router: parts.router, version: parts.version, callerOf: callerOfRequest })
  serveMetrics(server, { callerOf: callerOfRequest, text: parts.metricsText })
  server.get('/rpc', async () => {
    throw new HttpFailure('UpgradeExpected')
  })
  await servePages(server, parts.pageDir)
  await server.listen({ host: '127.0.0.1', port: parts.port })
  bound.port = portOf(server)
  const endSockets = serveSockets(server.server, {
    router: parts.router,
    clock: parts.clock,
    hosts: ownHosts(bound.port),
    callerOf: authenticate,
  })
  return {
    port: bound.port,
    url: `http://127.0.0.1:${bound.port}`,
    async close() {
      endSockets()
      await server.close()
    },
  }
}

function admitRequests(server: FastifyInstance, bound: { port: number }): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(bound.port))
    requireOwnHost(request.headers, ownHosts(bound.port))
    if (request.method !== 'GET' && request.method !== 'HEAD') requireOwnOrigin(request.headers)
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store')
  })
}

const FASTIFY_FAILURES: Readonly<Record<string, HttpFailureCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'RequestTooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UnsupportedMediaType',
}

function answerFailures(server: FastifyInstance, report: ReportIncident): void {
  server.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const code = codeOf(error)
    if (code !== null) {
      // A request that was not read to its end would leave its rest on the connection.
      if (code === 'RequestTooLarge') reply.header('connection', 'close')
      if (code === 'TooManyAttempts') reply.header('retry-after', '60')
      return reply.status(failureBody(code).status).send(failureBody(code))
    }
    const failure = unexpectedFailure(
      report(error, `${request.method} ${request.routeOptions.url ?? 'unknown'}`),
    )
    return reply.status(failure.status).send(failure.toJSON())
  })
}

function codeOf(error: FastifyError): HttpFailureCode | null {
  if (error instanceof HttpFailure) return error.code
  const known = FASTIFY_FAILURES[error.code]
  if (known !== undefined) return known
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
    ? 'MalformedRequest'
    : null
}

function portOf(server: FastifyInstance): number {
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}
