/**
 * Who may speak to the desk: sessions of pages (a cookie and a token held by the page), and tokens for scripts. Only
 * hashes are stored, so a copy of the file opens nothing.
 */
import type { Permission } from '../../shared/contract/procedure.ts'
import { PERMISSIONS } from '../../shared/contract/procedure.ts'
import type { Caller } from '../api/context.ts'
import type { Store } from '../store/store.ts'
import type { HostClock, HostRandom } from './clock.ts'
import { hashOf, isSameHash, newSecret } from './secrets.ts'

export const SESSION_LIFETIME_MS = 30 * 86_400_000
/** Beyond it the oldest session ends: a hotel has far fewer browsers. */
const MOST_SESSIONS = 1_000

export interface NewSession {
  readonly caller: Caller
  readonly cookieName: string
  readonly cookie: string
  readonly pageToken: string
}

export interface Sessions {
  open(caller: Caller): NewSession
  /** Null when the two do not belong together, or the session has ended. */
  ofPage(pageToken: string, cookies: ReadonlyMap<string, string>): Caller | null
  ofToken(token: string): Caller | null
  /** The token itself is told once and never again. */
  createToken(name: string, permissions: readonly Permission[]): string
  /** Ends the tokens of that name and the sessions opened with them; answers how many tokens there were. */
  revokeToken(name: string): number
  /** A token whose plain text is known only to this start of the host: replaces the earlier one of that name. */
  replaceToken(name: string, permissions: readonly Permission[]): string
}

/**
 * Each session has its own cookie, named after its page token: cookies do not know ports or windows, so one common
 * name would let a second window, or a second desk on this machine, end the first one's session.
 */
export function cookieNameOf(pageToken: string): string {
  return `${COOKIE_PREFIX}${hashOf(pageToken).toString('hex').slice(0, 16)}`
}
export const COOKIE_PREFIX = 'keyrack-'

export function createSessions(store: Store, clock: HostClock, random: HostRandom): Sessions {
  const queries = prepareQueries(store)

  const createToken = (name: string, permissions: readonly Permission[]): string => {
    const token = newSecret(random)
    queries.addToken.run({
      hash: hashOf(token),
      name,
      permissions: JSON.stringify(permissions),
      at: clock.now(),
    })
    return token
  }
  return {
    open(caller) {
      const cookie = newSecret(random)
      const pageToken = newSecret(random)
      const now = clock.now()
      store.sqlite.transaction(() => {
        queries.forgetEnded.run({ now })
        queries.forgetOldest.run({ kept: MOST_SESSIONS - 1 })
        queries.addSession.run({
          cookie: hashOf(cookie),
          pageToken: hashOf(pageToken),
          actor: caller.actor,
          permissions: JSON.stringify([...caller.permissions]),
          now,
          until: now + SESSION_LIFETIME_MS,
        })
      })()
      return { caller, cookie, cookieName: cookieNameOf(pageToken), pageToken }
    },
    ofPage(pageToken, cookies) {
      const cookie = cookies.get(cookieNameOf(pageToken))
      if (cookie === undefined) return null
      const row = queries.session.first({ cookie: hashOf(cookie), now: clock.now() })
      if (row === undefined || !isSameHash(row.page_token_hash, hashOf(pageToken))) return null
      return callerOf(row.actor, row.permissions)
    },
    ofToken(token) {
      const row = queries.token.first({ hash: hashOf(token) })
      return row === undefined ? null : callerOf(tokenActor(row.name), row.permissions)
    },
    createToken,
    revokeToken: (name) =>
      store.sqlite.transaction(() => {
        queries.endSessionsOf.run({ actor: tokenActor(name) })
        return queries.revoke.run({ name, at: clock.now() })
      })(),
    replaceToken: (name, permissions) =>
      store.sqlite.transaction(() => {
        queries.dropTokens.run({ name })
        return createToken(name, permissions)
      })(),
  }
}

function tokenActor(name: string): string {
  return `token:${name}`
}

function callerOf(actor: string, permissions: string): Caller {
  const granted: unknown = JSON.parse(permissions)
  const known = Array.isArray(granted) ? PERMISSIONS.filter((permission) => granted.includes(permission)) : []
  return { actor, permissions: new Set(known) }
}

function prepareQueries(store: Store) {
  return {
    addSession: store.prepare<{
      cookie: Buffer
      pageToken: Buffer
      actor: string
      permissions: string
      now: number
      until: number
    }>((sql, p) =>
      sql.insertInto('session').values({
        cookie_hash: p.cookie,
        page_token_hash: p.pageToken,
        actor: p.actor,
        permissions: p.permissions,
        created_at: p.now,
        expires_at: p.until,
      }),
    ),
    session: store.prepare<
      { cookie: Buffer; now: number },
      { page_token_hash: Buffer; actor: string; permissions: string }
    >((sql, p) =>
      sql
        .selectFrom('session')
        .select(['page_token_hash', 'actor', 'permissions'])
        .where('cookie_hash', '=', p.cookie)
        .where('expires_at', '>', p.now),
    ),
    forgetEnded: store.prepare<{ now: number }>((sql, p) =>
      sql.deleteFrom('session').where('expires_at', '<=', p.now),
    ),
    forgetOldest: store.prepare<{ kept: number }>((sql, p) =>
      sql
        .deleteFrom('session')
        .where('id', 'not in', (rows) =>
          rows.selectFrom('session').select('id').orderBy('id', 'desc').limit(p.kept),
        ),
    ),
    endSessionsOf: store.prepare<{ actor: string }>((sql, p) =>
      sql.deleteFrom('session').where('actor', '=', p.actor),
    ),
    addToken: store.prepare<{ hash: Buffer; name: string; permissions: string; at: number }>((sql, p) =>
      sql.insertInto('api_token').values({
        token_hash: p.hash,
        name: p.name,
        permissions: p.permissions,
        created_at: p.at,
        revoked_at: null,
      }),
    ),
    token: store.prepare<{ hash: Buffer }, { name: string; permissions: string }>((sql, p) =>
      sql
        .selectFrom('api_token')
        .select(['name', 'permissions'])
        .where('token_hash', '=', p.hash)
        .where('revoked_at', 'is', null),
    ),
    revoke: store.prepare<{ name: string; at: number }>((sql, p) =>
      sql
        .updateTable('api_token')
        .set({ revoked_at: p.at })
        .where('name', '=', p.name)
        .where('revoked_at', 'is', null),
    ),
    dropTokens: store.prepare<{ name: string }>((sql, p) =>
      sql.deleteFrom('api_token').where('name', '=', p.name),
    ),
  }
}
