/**
 * `/metrics` for a scraper: Prometheus text, on loopback like all of the desk, and let in as REST is: by a bearer token, or
 * by a page's session, that may read. Nothing in it names a guest or opens anything.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance } from 'fastify'
import type { Caller } from '../api/context.ts'
import { HttpFailure } from './http-failure.ts'
import { PROMETHEUS_TYPE } from './measures/prometheus.ts'

export interface MetricsAddress {
  /** @throws HttpFailure TooManyAttempts */
  callerOf(headers: IncomingHttpHeaders): Caller | null
  text(): Promise<string>
}

export function serveMetrics(server: FastifyInstance, { callerOf, text }: MetricsAddress): void {
  server.get('/metrics', async (request, reply) => {
    const caller = callerOf(request.headers)
    if (caller === null) throw new HttpFailure('NotSignedIn')
    if (!caller.permissions.has('read')) throw new HttpFailure('MayNotRead')
    reply.header('cache-control', 'no-store').type(PROMETHEUS_TYPE)
    return text()
  })
}
