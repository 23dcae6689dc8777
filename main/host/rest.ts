/** `/api`: the contract as REST, and its OpenAPI document. */
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { experimental_ZodSmartCoercionPlugin as ZodSmartCoercionPlugin } from '@orpc/zod/zod4'
import type { FastifyInstance } from 'fastify'
import type { ApiContext, Caller } from '../api/context.ts'
import { answerUnreadable } from '../api/failures.ts'
import type { DeskRouter } from '../api/router.ts'
import { withTrace } from '../api/trace.ts'
import { HttpFailure } from './http-failure.ts'
import { openapiDocument } from './openapi.ts'

type HandlerOptions = NonNullable<ConstructorParameters<typeof OpenAPIHandler<ApiContext>>[1]>
type CallInterceptor = NonNullable<HandlerOptions['clientInterceptors']>[number]

export interface Rest {
  readonly router: DeskRouter
  readonly version: string
  callerOf(headers: import('node:http').IncomingHttpHeaders): Caller | null
}

export function serveRest(server: FastifyInstance, { router, version, callerOf }: Rest): void {
  const handler = new OpenAPIHandler<ApiContext>(router, {
    interceptors: [answerUnreadable, withTrace],
    clientInterceptors: [coerceQueries()],
  })
  let document: ReturnType<typeof openapiDocument> | undefined
  server.get('/api/openapi.json', async () => {
    document ??= openapiDocument(version)
    return document
  })
  server.all('/api/*', async (request, reply) => {
    const { matched } = await handler.handle(request, reply, {
      prefix: '/api',
      context: { caller: callerOf(request.headers) },
    })
    if (!matched) throw new HttpFailure('UnknownPath')
    return reply
  })
}

/** The text of a query becomes numbers and booleans; in a body, `"2"` stays text and is refused where a number belongs. */
function coerceQueries(): CallInterceptor {
  const options: { clientInterceptors?: CallInterceptor[] } = {}
  new ZodSmartCoercionPlugin<ApiContext>().init(options)
  const [coerce] = options.clientInterceptors ?? []
  return (call) =>
    coerce !== undefined && call.procedure['~orpc'].route.method === 'GET' ? coerce(call) : call.next()
}
