/**
 * Exports of calendars, served to whoever knows their addresses: busy nights of rooms, as the desk wrote them. Nothing tells an
 * address that was revoked from one that never was, and there is no list.
 */
import type { IncomingMessage } from 'node:http'
import type Database from 'better-sqlite3'
import { calendarsRequestSchema, LARGEST_CALENDARS_BYTES, RELAY_PATHS } from '../shared/relay-protocol.ts'
import type { GroupCommit } from './group-commit.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { type Answer, json, readJson } from './http-exchange.ts'
import { bearerHotel } from './pairing-endpoints.ts'
import { Refusal } from './refusals.ts'
import { hashOf } from './secrets.ts'
import type { Buckets } from './token-bucket.ts'

/** That the same text was fetched again is written at most so often. */
const SERVED_AGAIN_MS = 300_000
const FILE = /^\/([A-Za-z0-9_-]{22,64})\.ics$/

export interface CalendarsParts {
  readonly sqlite: Database.Database
  readonly commits: GroupCommit
  readonly hotels: Hotels
  readonly now: () => number
  /** Fetches of one address. */
  readonly fetched: Buckets
  /** Of addresses that are not known, all of them together. */
  readonly unknown: Buckets
}

interface Served {
  readonly hash: Buffer
  readonly tag: string
  readonly body: string
  readonly changedAt: number
  readonly servedTag: string | null
  readonly servedAt: number | null
}

export function createCalendars({ sqlite, commits, hotels, now, fetched, unknown }: CalendarsParts) {
  const COLUMNS = `c.token_hash AS hash, c.tag, c.body, c.changed_at AS changedAt, c.served_tag AS servedTag,
    c.served_at AS servedAt`
  const find = sqlite.prepare<[Buffer], Served>(
    `SELECT ${COLUMNS} FROM calendar AS c JOIN hotel AS h ON h.number = c.hotel
       WHERE c.token_hash = ? AND h.ended_at IS NULL`,
  )
  const ofHotel = sqlite.prepare<[number], Served>(`SELECT ${COLUMNS} FROM calendar AS c WHERE c.hotel = ?`)
  const put = sqlite.prepare<[Buffer, number, string, string, number]>(
    `INSERT INTO calendar (token_hash, hotel, tag, body, changed_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (token_hash) DO UPDATE SET tag = excluded.tag, body = excluded.body, changed_at = excluded.changed_at
         WHERE calendar.hotel = excluded.hotel AND calendar.tag <> excluded.tag`,
  )
  const remove = sqlite.prepare<[Buffer]>('DELETE FROM calendar WHERE token_hash = ?')
  const noteServed = sqlite.prepare<[string, number, Buffer]>(
    'UPDATE calendar SET served_tag = ?, served_at = ? WHERE token_hash = ?',
  )

  /** The desk names all that is to be served from now on; what it does not name is gone. */
  async function replace(hotel: Hotel, request: IncomingMessage): Promise<Answer> {
    const wish = await readJson(request, calendarsRequestSchema, LARGEST_CALENDARS_BYTES)
    const answer = await commits.submit(() => {
      const wanted = new Map(
        wish.calendars.map((calendar) => [calendar.tokenHash, Buffer.from(calendar.tokenHash, 'base64url')]),
      )
      for (const { hash } of ofHotel.all(hotel.number)) {
        if (!wanted.has(hash.toString('base64url'))) remove.run(hash)
      }
      for (const { tokenHash, tag, text } of wish.calendars) {
        const hash = wanted.get(tokenHash)
        if (text !== null && hash !== undefined) put.run(hash, hotel.number, tag, text, now())
      }
      const kept = new Map(ofHotel.all(hotel.number).map((row) => [row.hash.toString('base64url'), row]))
      return {
        missing: wish.calendars.flatMap(({ tokenHash, tag }) =>
          kept.get(tokenHash)?.tag === tag ? [] : [tokenHash],
        ),
        served: [...kept].flatMap(([tokenHash, { servedTag, servedAt }]) =>
          servedTag === null || servedAt === null ? [] : [{ tokenHash, tag: servedTag, at: servedAt }],
        ),
      }
    })
    return json(200, answer)
  }

  async function serve(request: IncomingMessage, path: string): Promise<Answer> {
    const [, token = ''] = FILE.exec(path) ?? []
    const calendar = token === '' ? undefined : find.get(hashOf(token))
    if (calendar === undefined) {
      const waitS = unknown.take('unknown')
      throw waitS > 0 ? new Refusal('TooManyRequests', waitS) : new Refusal('UnknownPath')
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal('UnknownPath')
    const { hash, tag, body, changedAt, servedTag, servedAt } = calendar
    const waitS = fetched.take(hash.toString('base64url'))
    if (waitS > 0) throw new Refusal('TooManyRequests', waitS)
    const isNews = servedTag !== tag || now() - (servedAt ?? 0) > SERVED_AGAIN_MS
    // Before it leaves: the desk must know what a channel may echo.
    if (isNews && request.method === 'GET') await commits.submit(() => noteServed.run(tag, now(), hash))
    const etag = `"${tag}"`
    const headers = {
      etag,
      'last-modified': new Date(changedAt).toUTCString(),
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
    }
    const isKnown = isFresh(request, etag, changedAt)
    return { status: isKnown ? 304 : 200, type: 'text/calendar', body: isKnown ? '' : body, headers }
  }

  /** Null for a path that is none of these. @throws Refusal */
  return async (request: IncomingMessage, path: string): Promise<Answer | null> => {
    if (path.startsWith(`${RELAY_PATHS.ical}/`)) return serve(request, path.slice(RELAY_PATHS.ical.length))
    if (path !== RELAY_PATHS.calendars) return null
    if (request.method !== 'POST') throw new Refusal('WrongMethod')
    const hotel = bearerHotel(request, hotels)
    if (hotel === undefined) throw new Refusal('NotSignedIn')
    return replace(hotel, request)
  }
}

/** RFC 9110, 13.2.2: the date counts only where no tag is given. */
function isFresh({ headers }: IncomingMessage, etag: string, changedAt: number): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    return tags.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && Math.floor(changedAt / 1_000) * 1_000 <= since
}
