/** Who is let in: Host, Origin, sessions, codes and tokens. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cookieNameOf } from '../../main/host/sessions.ts'
import { PERMISSIONS } from '../../shared/contract/procedure.ts'
import {
  bearer,
  openSocket,
  openTestDesk,
  ownOrigin,
  send,
  sendJson,
  type TestDesk,
} from './desk-under-test.ts'

const quietLedger = { queries: { hotel: () => null } }
const caller = { actor: 'desk', permissions: new Set(PERMISSIONS) }

async function signIn(desk: TestDesk) {
  const { code } = desk.codes.create(caller)
  const answer = await sendJson(desk, '/session', { code }, ownOrigin(desk))
  expect(answer.status).toBe(200)
  const cookie = String(answer.headers['set-cookie']?.at(-1))
  const pageToken = String(answer.json().pageToken)
  return { code, cookie, cookiePair: cookie.split(';')[0]!, pageToken }
}

const property = { path: '/api/property' }

test.each(['evil.example', 'localhost', '127.0.0.1:1', 'evil.example:80'])(
  'a request under the foreign host name %s is answered 421, on pages, REST and WebSocket',
  async (host) => {
    const desk = await openTestDesk(quietLedger)
    const token = desk.token()
    for (const path of ['/', '/health', '/api/property', '/api/openapi.json', '/nowhere']) {
      const answer = await send(desk, { path, headers: { host, ...bearer(token) } })
      expect([answer.status, answer.json().code]).toEqual([421, 'MisdirectedRequest'])
    }
    const refused = await openSocket(desk, { host, ...bearer(token) }).ended
    expect(refused).toMatchObject({ opened: false, code: 421 })
  },
)

test('the desk answers under 127.0.0.1 and localhost with its own port', async () => {
  const desk = await openTestDesk(quietLedger)
  for (const name of ['127.0.0.1', 'localhost']) {
    const headers = { host: `${name}:${desk.server.port}`, ...bearer(desk.token()) }
    expect((await send(desk, { ...property, headers })).status).toBe(200)
  }
})

test('a foreign Origin is refused on commands and on WebSocket, also with a good token', async () => {
  const desk = await openTestDesk(quietLedger)
  for (const origin of ['http://evil.example', 'null', `http://localhost:1`, 'https://127.0.0.1']) {
    const headers = { origin, ...bearer(desk.token()) }
    const posted = await sendJson(desk, '/api/property', {}, headers)
    expect([posted.status, posted.json().code]).toEqual([403, 'ForeignOrigin'])
    expect(await openSocket(desk, headers).ended).toMatchObject({ opened: false, code: 403 })
  }
})

test('without an Origin only a bearer token is let in', async () => {
  const desk = await openTestDesk(quietLedger)
  const { cookiePair, pageToken } = await signIn(desk)
  const page = { cookie: cookiePair, 'x-keyrack-page-token': pageToken }
  expect((await sendJson(desk, '/api/property', {}, page)).json().code).toBe('ForeignOrigin')
  expect((await sendJson(desk, '/session', { code: 'x' })).json().code).toBe('ForeignOrigin')
  // Past the Origin rule it is the input that is refused.
  const withOrigin = await sendJson(desk, '/api/property', {}, { ...page, ...ownOrigin(desk) })
  expect(withOrigin.json().code).toBe('InvalidInput')
  const scripted = await sendJson(desk, '/api/property', {}, bearer(desk.token()))
  expect(scripted.json().code).toBe('InvalidInput')
})

test('a call without a session is answered NotSignedIn, and so is one with half of it', async () => {
  const desk = await openTestDesk(quietLedger)
  const { cookiePair, pageToken } = await signIn(desk)
  const other = await signIn(desk)
  // Whoever got the cookie alone (cookies ignore ports) could send it under the name that fits a token of their own.
  const forged = 'a-token-of-their-own'
  const renamed = `${cookieNameOf(forged)}=${cookiePair.split('=')[1]}`
  const halves: Record<string, string>[] = [
    { cookie: renamed, 'x-keyrack-page-token': forged },
    {},
    { cookie: cookiePair },
    { 'x-keyrack-page-token': pageToken },
    { cookie: other.cookiePair, 'x-keyrack-page-token': pageToken },
    {
      cookie: cookiePair.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      'x-keyrack-page-token': pageToken,
    },
    bearer('nonsense'),
  ]
  for (const headers of halves) {
    const answer = await send(desk, { ...property, headers })
    expect([answer.status, answer.json().code], JSON.stringify(headers)).toEqual([401, 'NotSignedIn'])
  }
  expect(await openSocket(desk, ownOrigin(desk)).ended).toMatchObject({ opened: false, code: 401 })
  const whole = { cookie: cookiePair, 'x-keyrack-page-token': pageToken }
  expect((await send(desk, { ...property, headers: whole })).status).toBe(200)
})

test('an opening code works once, within a minute', async () => {
  const desk = await openTestDesk(quietLedger)
  const { code, cookie } = await signIn(desk)
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
  const again = await sendJson(desk, '/session', { code }, ownOrigin(desk))
  expect([again.status, again.json().code]).toEqual([401, 'CodeNotValid'])

  const late = desk.codes.create(caller)
  desk.clock.advance(60_000)
  const answer = await sendJson(desk, '/session', { code: late.code }, ownOrigin(desk))
  expect([answer.status, answer.json().code]).toEqual([401, 'CodeNotValid'])

  const timely = desk.codes.create(caller)
  desk.clock.advance(59_999)
  expect((await sendJson(desk, '/session', { code: timely.code }, ownOrigin(desk))).status).toBe(200)
})

test('two windows of one browser keep their sessions side by side', async () => {
  const desk = await openTestDesk(quietLedger)
  const [first, second] = [await signIn(desk), await signIn(desk)]
  const cookie = `${first.cookiePair}; ${second.cookiePair}; other=1`
  for (const { pageToken } of [first, second]) {
    const headers = { cookie, 'x-keyrack-page-token': pageToken }
    expect((await send(desk, { ...property, headers })).status).toBe(200)
  }
})

test('a page opens its WebSocket with cookie and token protocol; the token is not echoed', async () => {
  const desk = await openTestDesk(quietLedger)
  const { cookiePair, pageToken } = await signIn(desk)
  const headers = { cookie: cookiePair, ...ownOrigin(desk) }
  const good = openSocket(desk, headers, ['keyrack.v1', `token.${pageToken}`])
  await good.ready
  expect(good.socket.protocol).toBe('keyrack.v1')
  const bad = openSocket(desk, headers, ['keyrack.v1', 'token.wrong'])
  expect(await bad.ended).toMatchObject({ opened: false, code: 401 })
})

test('a bearer token is exchanged for a page session of the same actor and permissions', async () => {
  const desk = await openTestDesk(quietLedger)
  const answer = await send(desk, {
    method: 'POST',
    path: '/session',
    headers: bearer(desk.token('read', 'sell')),
  })
  expect(answer.json()).toMatchObject({ actor: 'token:test', permissions: ['read', 'sell'] })
  const headers = {
    cookie: String(answer.headers['set-cookie']?.at(-1)).split(';')[0]!,
    'x-keyrack-page-token': String(answer.json().pageToken),
  }
  expect((await send(desk, { path: '/api/session', headers })).json()).toEqual({
    actor: 'token:test',
    permissions: ['read', 'sell'],
  })
})

test('a session ends after 30 days', async () => {
  const desk = await openTestDesk(quietLedger)
  const { cookiePair, pageToken } = await signIn(desk)
  const headers = { cookie: cookiePair, 'x-keyrack-page-token': pageToken }
  desk.clock.advance(30 * 86_400_000 - 1)
  expect((await send(desk, { ...property, headers })).status).toBe(200)
  desk.clock.advance(1)
  expect((await send(desk, { ...property, headers })).status).toBe(401)
})

test('a revoked token opens nothing any more, and its open socket ends at the next heartbeat', async () => {
  const desk = await openTestDesk(quietLedger)
  const token = desk.token()
  const { ready, ended } = openSocket(desk, bearer(token))
  await ready
  expect(desk.sessions.revokeToken('test')).toBe(1)
  expect((await send(desk, { ...property, headers: bearer(token) })).status).toBe(401)
  desk.clock.advance(15_000)
  expect(await ended).toMatchObject({ opened: true, code: 4401 })
})

test('wrong codes and tokens are throttled, without locking out a right one', async () => {
  const desk = await openTestDesk(quietLedger)
  const statuses = new Set<number>()
  for (let attempt = 0; attempt < 61; attempt++) {
    statuses.add((await send(desk, { ...property, headers: bearer(`wrong-${attempt}`) })).status)
  }
  expect([...statuses]).toEqual([401, 429])
  expect((await send(desk, { ...property, headers: bearer(desk.token()) })).status).toBe(200)
  desk.clock.advance(60_000)
  expect((await send(desk, { ...property, headers: bearer('wrong') })).status).toBe(401)
})

test('a caller without the permission is answered NotPermitted with its name, before the input is looked at', async () => {
  const desk = await openTestDesk(quietLedger)
  const answer = await sendJson(desk, '/api/reservations', {}, bearer(desk.token('read')))
  expect([answer.status, answer.json().code]).toEqual([403, 'NotPermitted'])
  expect(answer.json().data).toEqual({ permission: 'sell' })
})

test('no secret is in the data folder in plain text', async () => {
  const desk = await openTestDesk(quietLedger)
  const token = desk.token()
  const { code, cookiePair, pageToken } = await signIn(desk)
  const files = readdirSync(desk.dir, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const written = Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))))
  expect(written.includes('token:test') || written.includes('"sell"'), 'the rows are there').toBe(true)
  for (const secret of [token, code, pageToken, cookiePair.split('=')[1]!]) {
    expect(written.includes(secret)).toBe(false)
    expect(written.includes(Buffer.from(secret, 'base64url'))).toBe(false)
  }
})

test('every answer forbids scripts of others, frames and sniffing', async () => {
  const desk = await openTestDesk(quietLedger)
  for (const path of ['/', '/health', '/api/property', '/nowhere.js']) {
    const { headers } = await send(desk, { path })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("script-src 'self';")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
  }
})
