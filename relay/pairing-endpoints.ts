/** JSON over HTTPS: pairing by a code, recovery by the private key, and the sources of a hotel. */
import type { IncomingMessage } from 'node:http'
import { publicKeyOf } from '../sealing/key-pair.ts'
import { createSealer } from '../sealing/sealed-box.ts'
import {
  pairingRequestSchema,
  RECOVERY_CONTEXT,
  RELAY_PATHS,
  recoveryProofSchema,
  recoveryRequestSchema,
  sourceRequestSchema,
} from '../shared/relay-protocol.ts'
import { WEBHOOK_FORMS } from './hook-kinds.ts'
import type { Hotel, Hotels } from './hotels.ts'
import { type Answer, json, readJson } from './http-exchange.ts'
import { Refusal } from './refusals.ts'
import { isSame, newSecret, type RandomBytes } from './secrets.ts'
import type { Buckets } from './token-bucket.ts'

const LARGEST_BODY_BYTES = 8_192
const CHALLENGE_TTL_MS = 60_000
const MOST_CHALLENGES = 1_000

export interface PairingParts {
  readonly hotels: Hotels
  readonly epoch: string
  readonly randomBytes: RandomBytes
  readonly monotonic: () => number
  /** What anybody may ask for, all of them together. */
  readonly strangers: Buckets
}

interface Challenge {
  readonly publicKey: Buffer
  readonly proof: Buffer
  readonly until: number
}

export function createPairingEndpoints(parts: PairingParts) {
  const { hotels, epoch, randomBytes, monotonic, strangers } = parts
  const challenges = new Map<string, Challenge>()
  const bytes = (text: string) => Buffer.from(text, 'base64url')

  function admitStranger(): void {
    const waitS = strangers.take('strangers')
    if (waitS > 0) throw new Refusal('TooManyRequests', waitS)
  }

  async function pair(request: IncomingMessage): Promise<Answer> {
    admitStranger()
    const { code, publicKey, tokenHash } = await readJson(request, pairingRequestSchema, LARGEST_BODY_BYTES)
    const hotel = await hotels.pair({ code, publicKey: bytes(publicKey), tokenHash: bytes(tokenHash) })
    return json(200, { hotelId: hotel.id, epoch })
  }

  /** Whether the key is known shows only to whoever holds its private half. */
  async function challenge(request: IncomingMessage): Promise<Answer> {
    admitStranger()
    const { publicKey } = await readJson(request, recoveryRequestSchema, LARGEST_BODY_BYTES)
    const now = monotonic()
    for (const [id, { until }] of challenges) if (until < now) challenges.delete(id)
    if (challenges.size >= MOST_CHALLENGES) throw new Refusal('TooManyRequests', CHALLENGE_TTL_MS / 1_000)
    const id = newSecret(randomBytes)
    const proof = Buffer.from(randomBytes(32))
    const raw = bytes(publicKey)
    let sealed: Buffer
    try {
      sealed = createSealer(publicKeyOf(raw), randomBytes).seal([proof], [RECOVERY_CONTEXT])
    } catch {
      // A point of low order is nobody's key.
      throw new Refusal('RecoveryRefused')
    }
    challenges.set(id, { publicKey: raw, proof, until: now + CHALLENGE_TTL_MS })
    return json(200, { id, sealed: sealed.toString('base64url') })
  }

  async function recover(request: IncomingMessage, id: string): Promise<Answer> {
    admitStranger()
    const { proof, tokenHash } = await readJson(request, recoveryProofSchema, LARGEST_BODY_BYTES)
    const open = challenges.get(id)
    challenges.delete(id)
    if (open === undefined || open.until < monotonic() || !isSame(open.proof, bytes(proof))) {
      throw new Refusal('RecoveryRefused')
    }
    const hotel = hotels.byKey(open.publicKey)
    if (hotel === undefined) throw new Refusal('RecoveryRefused')
    await hotels.replaceToken(hotel, bytes(tokenHash))
    return json(200, { hotelId: hotel.id, epoch })
  }

  function hotelOf(request: IncomingMessage): Hotel {
    const hotel = bearerHotel(request, hotels)
    if (hotel === undefined) throw new Refusal('NotSignedIn')
    return hotel
  }

  async function connectSource(request: IncomingMessage): Promise<Answer> {
    const hotel = hotelOf(request)
    const { sourceId, kind } = await readJson(request, sourceRequestSchema, LARGEST_BODY_BYTES)
    const credentials = await hotels.connectSource(hotel, { id: sourceId, kind })
    const { actions, signsIn } = WEBHOOK_FORMS[kind]
    const base = `${RELAY_PATHS.hooks}/${hotel.id}/${sourceId}`
    const { username: user, password: key } = credentials
    const query = signsIn === 'query' ? `?${new URLSearchParams({ user, key })}` : ''
    const paths = Object.fromEntries(
      Object.entries(actions).map(([what, action]) => [what, `${base}/${action}${query}`]),
    )
    return json(200, { ...credentials, paths })
  }

  /** Null for a path that is none of these. @throws Refusal */
  return async (request: IncomingMessage, path: string): Promise<Answer | null> => {
    const only = (method: string) => {
      if (request.method !== method) throw new Refusal('WrongMethod')
    }
    if (path === RELAY_PATHS.pairings) {
      only('POST')
      return pair(request)
    }
    if (path === RELAY_PATHS.recoveries) {
      only('POST')
      return challenge(request)
    }
    if (path.startsWith(`${RELAY_PATHS.recoveries}/`)) {
      only('POST')
      return recover(request, path.slice(RELAY_PATHS.recoveries.length + 1))
    }
    if (path === RELAY_PATHS.pairing) {
      only('DELETE')
      await hotels.end(hotelOf(request))
      return json(200, {})
    }
    if (path === RELAY_PATHS.sources) {
      only('POST')
      return connectSource(request)
    }
    if (path.startsWith(`${RELAY_PATHS.sources}/`)) {
      only('DELETE')
      const head = await hotels.disconnectSource(hotelOf(request), path.slice(RELAY_PATHS.sources.length + 1))
      return json(200, { head })
    }
    return null
  }
}

export function bearerHotel(request: IncomingMessage, hotels: Hotels): Hotel | undefined {
  const [scheme, token, ...more] = (request.headers.authorization ?? '').split(' ')
  return scheme === 'Bearer' && token && more.length === 0 ? hotels.byToken(token) : undefined
}
