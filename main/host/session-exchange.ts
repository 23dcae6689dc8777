/** `POST /session`: an opening code or a bearer token becomes a session of the page that sent it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Permission } from '../../shared/contract/procedure.ts'
import { type Attempts, bearerOf, cookiesOf } from './admission.ts'
import { HttpFailure } from './http-failure.ts'
import type { OpeningCodes } from './opening-codes.ts'
import { type NewSession, SESSION_LIFETIME_MS, type Sessions } from './sessions.ts'

const exchangeSchema = z.object({ code: z.string().min(1).max(200) })

export interface SessionAnswer {
  readonly pageToken: string
  readonly actor: string
  readonly permissions: Permission[]
}

/** Beyond so many of the desk's cookies in one request, the oldest sent ones are removed from the browser. */
const MOST_COOKIES = 20

export interface Exchange {
  readonly sessions: Sessions
  readonly codes: OpeningCodes
  readonly attempts: Attempts
}

export function serveSessionExchange(server: FastifyInstance, exchange: Exchange): void {
  server.post('/session', async (request, reply) => {
    const session = opened(request, exchange)
    reply.header('set-cookie', [...staleCookies(request), cookieOf(session)])
    reply.header('cache-control', 'no-store')
    return {
      pageToken: session.pageToken,
      actor: session.caller.actor,
      permissions: [...session.caller.permissions],
    } satisfies SessionAnswer
  })
}

function opened(request: FastifyRequest, { sessions, codes, attempts }: Exchange): NewSession {
  const bearer = bearerOf(request.headers)
  if (bearer !== null) {
    const caller = sessions.ofToken(bearer)
    if (caller !== null) return sessions.open(caller)
    attempts.failed()
    throw new HttpFailure('NotSignedIn')
  }
  const body = exchangeSchema.safeParse(request.body)
  if (!body.success) throw new HttpFailure('MalformedRequest')
  const caller = codes.redeem(body.data.code)
  if (caller !== null) return sessions.open(caller)
  attempts.failed()
  throw new HttpFailure('CodeNotValid')
}

function cookieOf(session: NewSession): string {
  const seconds = Math.floor(SESSION_LIFETIME_MS / 1000)
  return `${session.cookieName}=${session.cookie}; Max-Age=${seconds}; Path=/; HttpOnly; SameSite=Strict`
}

function staleCookies(request: FastifyRequest): string[] {
  const names = [...cookiesOf(request.headers).keys()]
  return names
    .slice(0, Math.max(0, names.length - MOST_COOKIES))
    .map((name) => `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict`)
}
