/** The relay's HTTP as the host uses it: pairing, recovery and sources. What it answers is checked before it is used. */
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { PostingKind } from '../../shared/channel-kinds/posting.ts'
import { DomainError } from '../../shared/errors.ts'
import {
  calendarsAnswerSchema,
  pairedSchema,
  RELAY_PATHS,
  recoveryChallengeSchema,
  sourceEndedSchema,
  sourceSchema,
} from '../../shared/relay-protocol.ts'

const TIMEOUT_MS = 10_000
const LARGEST_ANSWER_BYTES = 65_536

export interface RelayAnswer {
  readonly status: number
  readonly body: string
}

/** The network, as far as it is needed here; rejects when no complete answer came. */
export interface RelayHttp {
  request(wish: {
    method: 'POST' | 'DELETE'
    url: string
    headers: Record<string, string>
    body: string | undefined
  }): Promise<RelayAnswer>
}

export function relayHttp(): RelayHttp {
  const agent = new Agent({
    connections: 2,
    maxResponseSize: LARGEST_ANSWER_BYTES,
    // Said in full, as an environment variable could turn it off otherwise.
    connect: { timeout: TIMEOUT_MS, rejectUnauthorized: true },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  return {
    async request({ method, url, headers, body }) {
      const answer = await request(url, {
        dispatcher: agent,
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      })
      return { status: answer.statusCode, body: await answer.body.text() }
    },
  }
}

const emptySchema = z.object({})
const base64url = (bytes: Buffer) => bytes.toString('base64url')

/** Every call: @throws DomainError RelayUnreachable when no usable answer comes. */
export function createRelayClient(http: RelayHttp) {
  async function call<T>(
    wish: { method: 'POST' | 'DELETE'; base: string; path: string; token?: string; body?: object },
    schema: z.ZodType<T>,
    refusals: Readonly<Record<number, () => DomainError>>,
  ): Promise<T> {
    const { method, base, path, token, body } = wish
    let answer: RelayAnswer
    try {
      answer = await http.request({
        method,
        url: `${base.replace(/\/+$/, '')}${path}`,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
    } catch (error) {
      throw unreachable(codeOf(error))
    }
    const refusal = refusals[answer.status]
    if (refusal !== undefined) throw refusal()
    if (answer.status !== 200) throw unreachable(`it answered HTTP ${answer.status}`)
    try {
      return schema.parse(JSON.parse(answer.body))
    } catch {
      throw unreachable('what answers there is no relay')
    }
  }

  const refusedPairing = () => new DomainError('PairingRefused', {})
  const refusedRecovery = () => new DomainError('RecoveryRefused', {})
  const lockedOut = { 401: () => new DomainError('RelayRefused', {}) }

  return {
    /** @throws DomainError PairingRefused */
    pair: (base: string, wish: { code: string; publicKey: Buffer; tokenHash: Buffer }) =>
      call(
        {
          method: 'POST',
          base,
          path: RELAY_PATHS.pairings,
          body: {
            code: wish.code,
            publicKey: base64url(wish.publicKey),
            tokenHash: base64url(wish.tokenHash),
          },
        },
        pairedSchema,
        { 400: refusedPairing, 409: refusedPairing },
      ),

    /** What the relay sealed to this key, to be opened and answered. */
    challenge: (base: string, publicKey: Buffer) =>
      call(
        { method: 'POST', base, path: RELAY_PATHS.recoveries, body: { publicKey: base64url(publicKey) } },
        recoveryChallengeSchema,
        { 409: refusedRecovery },
      ),

    /** @throws DomainError RecoveryRefused */
    recover: (base: string, wish: { id: string; proof: Buffer; tokenHash: Buffer }) =>
      call(
        {
          method: 'POST',
          base,
          path: `${RELAY_PATHS.recoveries}/${encodeURIComponent(wish.id)}`,
          body: { proof: base64url(wish.proof), tokenHash: base64url(wish.tokenHash) },
        },
        pairedSchema,
        { 409: refusedRecovery },
      ),

    /** @throws DomainError RelayRefused */
    connectSource: (base: string, token: string, sourceId: string, kind: PostingKind) =>
      call(
        { method: 'POST', base, path: RELAY_PATHS.sources, token, body: { sourceId, kind } },
        sourceSchema,
        lockedOut,
      ),

    /** Answers the newest message's number: nothing of the source comes after it. @throws DomainError RelayRefused */
    disconnectSource: (base: string, token: string, sourceId: string) =>
      call(
        { method: 'DELETE', base, path: `${RELAY_PATHS.sources}/${sourceId}`, token },
        sourceEndedSchema,
        lockedOut,
      ),

    /** All calendars that are to be served from now on. @throws DomainError RelayRefused */
    serveCalendars: (
      base: string,
      token: string,
      calendars: readonly { tokenHash: Buffer; tag: string; text: string | null }[],
    ) =>
      call(
        {
          method: 'POST',
          base,
          path: RELAY_PATHS.calendars,
          token,
          body: {
            calendars: calendars.map((calendar) => ({
              ...calendar,
              tokenHash: base64url(calendar.tokenHash),
            })),
          },
        },
        calendarsAnswerSchema,
        lockedOut,
      ),

    unpair: (base: string, token: string) =>
      call({ method: 'DELETE', base, path: RELAY_PATHS.pairing, token }, emptySchema, lockedOut),
  }
}

function unreachable(reason: string): DomainError {
  return new DomainError('RelayUnreachable', { reason })
}

function codeOf(error: unknown): string {
  const cause = error instanceof AggregateError ? error.errors[0] : error
  if (typeof cause === 'object' && cause !== null && 'code' in cause && typeof cause.code === 'string')
    return cause.code
  return 'no connection could be made'
}
