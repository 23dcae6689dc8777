/** The hotels of this relay: pairing, recovery, and the sources (channels) that may post for each. */
import type Database from 'better-sqlite3'
import type { GroupCommit } from './group-commit.ts'
import type { HotelNumber, SourceNumber } from './mailbox.ts'
import { Refusal } from './refusals.ts'
import { basicHeader, hashOf, newPassword, pairingCodeHash, type RandomBytes } from './secrets.ts'

/** A hotel has a handful of channels. */
const MOST_SOURCES = 50
const CODE_TTL_MS = 86_400_000
/** So many known sources stay in memory; a hotel that sleeps takes none. */
const MOST_REMEMBERED = 20_000

export interface Hotel {
  readonly number: HotelNumber
  readonly id: string
  readonly publicKey: Buffer
}

export interface Source {
  readonly number: SourceNumber
  readonly hotel: Hotel
  readonly id: string
  readonly kind: string
  /** Of the header `Authorization`. */
  readonly secretHash: Buffer
  /** What its messages are sealed for, besides the hotel's key: the hotel's id and its own. */
  readonly context: readonly string[]
}

export interface HotelsParts {
  readonly sqlite: Database.Database
  readonly commits: GroupCommit
  readonly now: () => number
  readonly randomBytes: RandomBytes
}

/** For the operator, also beside a running relay: a code that pairs one hotel, good for 24 hours. */
export function storePairingCode(sqlite: Database.Database, code: string, now: number): void {
  sqlite.prepare('DELETE FROM pairing_code WHERE expires_at < ?').run(now)
  sqlite
    .prepare('INSERT INTO pairing_code (code_hash, expires_at) VALUES (?, ?)')
    .run(pairingCodeHash(code), now + CODE_TTL_MS)
}

export function createHotels({ sqlite, commits, now, randomBytes }: HotelsParts) {
  const COLUMNS = 'number, id, public_key AS publicKey'
  const codeOf = sqlite.prepare<[Buffer, number], { hotel: number | null }>(
    'SELECT hotel FROM pairing_code WHERE code_hash = ? AND expires_at > ?',
  )
  const useCode = sqlite.prepare<[number | bigint, Buffer]>(
    'UPDATE pairing_code SET hotel = ? WHERE code_hash = ?',
  )
  const insertHotel = sqlite.prepare<[string, Buffer, Buffer, number]>(
    'INSERT INTO hotel (id, public_key, token_hash, paired_at) VALUES (?, ?, ?, ?)',
  )
  const byNumber = sqlite.prepare<[number], Hotel & { tokenHash: Buffer; endedAt: number | null }>(
    `SELECT ${COLUMNS}, token_hash AS tokenHash, ended_at AS endedAt FROM hotel WHERE number = ?`,
  )
  const byKey = sqlite.prepare<[Buffer], Hotel>(
    `SELECT ${COLUMNS} FROM hotel WHERE public_key = ? AND ended_at IS NULL`,
  )
  const byToken = sqlite.prepare<[Buffer], Hotel>(
    `SELECT ${COLUMNS} FROM hotel WHERE token_hash = ? AND ended_at IS NULL`,
  )
  const byId = sqlite.prepare<[string], Hotel>(
    `SELECT ${COLUMNS} FROM hotel WHERE id = ? AND ended_at IS NULL`,
  )
  const setToken = sqlite.prepare<[Buffer, number]>('UPDATE hotel SET token_hash = ? WHERE number = ?')
  const endHotel = sqlite.prepare<[number, number]>('UPDATE hotel SET ended_at = ? WHERE number = ?')
  const forgetCalendars = sqlite.prepare<[number]>('DELETE FROM calendar WHERE hotel = ?')
  const silence = sqlite.prepare<[number]>('UPDATE source SET secret_hash = NULL WHERE hotel = ?')
  const countSources = sqlite
    .prepare<[number, string], number>('SELECT count(*) FROM source WHERE hotel = ? AND id <> ?')
    .pluck()
  const putSource = sqlite.prepare<[number, string, string, string, Buffer, number]>(
    `INSERT INTO source (hotel, id, kind, username, secret_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (hotel, id) DO UPDATE SET kind = excluded.kind, username = excluded.username,
         secret_hash = excluded.secret_hash`,
  )
  const endSource = sqlite.prepare<[number, string]>(
    'UPDATE source SET secret_hash = NULL WHERE hotel = ? AND id = ?',
  )
  const sourceOf = sqlite.prepare<[number, string], Omit<Source, 'hotel' | 'context'>>(
    `SELECT number, id, kind, secret_hash AS secretHash FROM source
       WHERE hotel = ? AND id = ? AND secret_hash IS NOT NULL`,
  )
  const sourceNames = sqlite.prepare<[number], { number: number; id: string }>(
    'SELECT number, id FROM source WHERE hotel = ?',
  )
  const headOf = sqlite.prepare<[number], number>('SELECT last_seq FROM mailbox_head WHERE hotel = ?').pluck()

  const remembered = new Map<string, Source>()
  const lockOutListeners = new Set<(hotel: Hotel) => void>()

  function forgetSources(hotel: Hotel): void {
    for (const [key, source] of remembered) if (source.hotel.number === hotel.number) remembered.delete(key)
  }

  function requireActive(hotel: Hotel): void {
    if (byId.get(hotel.id) === undefined) throw new Refusal('NotSignedIn')
  }

  return {
    /**
     * The desk makes its own token and gives its hash, so that a repeat after a lost answer is the same request and
     * answers the same; with another key or token the code is used up. @throws Refusal PairingRefused
     */
    pair: (wish: { code: string; publicKey: Buffer; tokenHash: Buffer }): Promise<Hotel> =>
      commits.submit(() => {
        const codeHash = pairingCodeHash(wish.code)
        const code = codeOf.get(codeHash, now())
        if (code === undefined) throw new Refusal('PairingRefused')
        if (code.hotel !== null) {
          const paired = byNumber.get(code.hotel)
          const isRepeat =
            paired !== undefined &&
            paired.endedAt === null &&
            paired.publicKey.equals(wish.publicKey) &&
            paired.tokenHash.equals(wish.tokenHash)
          if (!isRepeat) throw new Refusal('PairingRefused')
          return paired
        }
        if (byKey.get(wish.publicKey) !== undefined || byToken.get(wish.tokenHash) !== undefined) {
          throw new Refusal('PairingRefused')
        }
        const id = Buffer.from(randomBytes(12)).toString('base64url')
        const { lastInsertRowid } = insertHotel.run(id, wish.publicKey, wish.tokenHash, now())
        useCode.run(lastInsertRowid, codeHash)
        return { number: Number(lastInsertRowid), id, publicKey: wish.publicKey }
      }),

    byKey: (publicKey: Buffer): Hotel | undefined => byKey.get(publicKey),
    byId: (id: string): Hotel | undefined => byId.get(id),
    byToken: (token: string): Hotel | undefined => byToken.get(hashOf(token)),

    /** Another desk takes up the pairing: the token of the one before is no longer good. */
    replaceToken: async (hotel: Hotel, tokenHash: Buffer): Promise<void> => {
      await commits.submit(() => {
        requireActive(hotel)
        const holder = byToken.get(tokenHash)
        if (holder !== undefined && holder.number !== hotel.number) throw new Refusal('RecoveryRefused')
        setToken.run(tokenHash, hotel.number)
      })
      for (const listener of lockOutListeners) listener(hotel)
    },

    /** What was waiting stays sealed in the store; nothing is taken in any more. */
    end: async (hotel: Hotel): Promise<void> => {
      await commits.submit(() => {
        endHotel.run(now(), hotel.number)
        silence.run(hotel.number)
        forgetCalendars.run(hotel.number)
      })
      forgetSources(hotel)
      for (const listener of lockOutListeners) listener(hotel)
    },

    /** Calls when the token of a hotel is no longer good. */
    onLockOut: (listener: (hotel: Hotel) => void): void => void lockOutListeners.add(listener),

    /** A source's credentials, new ones for one that is known. The password is not stored. */
    connectSource: async (
      hotel: Hotel,
      wish: { id: string; kind: string },
    ): Promise<{ username: string; password: string }> => {
      const username = `kr-${Buffer.from(randomBytes(6)).toString('hex')}`
      const password = newPassword(randomBytes)
      const secretHash = hashOf(basicHeader(username, password))
      await commits.submit(() => {
        requireActive(hotel)
        if ((countSources.get(hotel.number, wish.id) ?? 0) >= MOST_SOURCES)
          throw new Refusal('TooManySources')
        putSource.run(hotel.number, wish.id, wish.kind, username, secretHash, now())
      })
      forgetSources(hotel)
      return { username, password }
    },

    /** @returns the newest message's number: nothing of this source comes after it. */
    disconnectSource: async (hotel: Hotel, id: string): Promise<number> => {
      await commits.submit(() => endSource.run(hotel.number, id))
      forgetSources(hotel)
      return headOf.get(hotel.number) ?? 0
    },

    /** Undefined for one that is unknown, disconnected, or of a hotel that has left. */
    source(hotelId: string, sourceId: string): Source | undefined {
      const key = `${hotelId}/${sourceId}`
      const known = remembered.get(key)
      if (known !== undefined) return known
      const hotel = byId.get(hotelId)
      const found = hotel && sourceOf.get(hotel.number, sourceId)
      if (hotel === undefined || found === undefined) return undefined
      const source = { ...found, hotel, context: [hotel.id, found.id] }
      remembered.set(key, source)
      const [oldest] = remembered.keys()
      if (remembered.size > MOST_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
      return source
    },

    /** Ids of a hotel's sources by number, also of those that are disconnected. */
    sourceNames: (hotel: Hotel): Map<SourceNumber, string> =>
      new Map(sourceNames.all(hotel.number).map(({ number, id }) => [number, id])),
  }
}
export type Hotels = ReturnType<typeof createHotels>
