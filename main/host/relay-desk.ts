/** The desk's side of the relay: pairing, restoring, which channels deliver by it, and what is known of it right now. */

import { privateKeyOf, rawPublicKey } from '../../sealing/key-pair.ts'
import { privateKeyFrom, RecoveryCodeMistyped, recoveryCodeOf } from '../../sealing/recovery-code.ts'
import { createOpener } from '../../sealing/sealed-box.ts'
import { isPosting } from '../../shared/channel-kinds/posting.ts'
import type { RelayState } from '../../shared/contract/relay.ts'
import type { RelaySighting } from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import { POSTED_THERE, RECOVERY_CONTEXT } from '../../shared/relay-protocol.ts'
import type { ReportIncident } from '../api/failures.ts'
import type { RelayPort } from '../api/ports.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { createRelayClient, type RelayHttp } from './relay-client.ts'
import type { RelayFeedPort } from './sync-link.ts'

export interface RelayDeskParts {
  readonly ledger: Pick<Ledger, 'relay' | 'queries'>
  readonly http: RelayHttp
  readonly clock: { now(): number }
  readonly report: ReportIncident
}

const UNSEEN: RelaySighting = { connection: 'connecting', heardAt: null, head: null, error: null }
/** Of the error that the sync process names when the token is no longer good. */
const REFUSED = 'RelayRefused'
const KEY_LOST = {
  code: 'KeyLost',
  message: 'The key file of this data folder is another one. Restore the pairing with the recovery code.',
}

export interface RelayDesk extends RelayPort, RelayFeedPort {
  /** The sync process has ended: nobody looks at the relay until it is back. */
  unseen(): void
}

export function createRelayDesk({ ledger, http, clock, report }: RelayDeskParts): RelayDesk {
  const { relay } = ledger
  const client = createRelayClient(http)
  const listeners = new Set<() => void>()
  let sighting = UNSEEN
  let errorAt = 0
  let isRefused: boolean | null = null

  function see(seen: RelaySighting): void {
    if (seen.error?.code !== sighting.error?.code) errorAt = clock.now()
    const isNews = JSON.stringify({ ...seen, heardAt: 0 }) !== JSON.stringify({ ...sighting, heardAt: 0 })
    sighting = seen
    if (isNews) for (const listener of listeners) listener()
  }

  /** @throws DomainError NotPaired, RelayRefused when the secrets of the pairing cannot be opened here. */
  function requireConnection() {
    relay.requirePaired()
    const connection = relay.connection()
    if (connection === null) throw new DomainError(REFUSED, {})
    return connection
  }

  function stateOf(): RelayState {
    const paired = relay.facts()
    if (paired === null) return { state: 'not_paired' }
    const lost = relay.connection() === null ? { ...KEY_LOST, at: clock.now() } : null
    const seen = sighting.error === null ? null : { ...sighting.error, at: errorAt }
    return {
      state: 'paired',
      url: paired.url,
      hotelId: paired.hotelId,
      connection: lost === null ? sighting.connection : 'away',
      lastHeardAt: sighting.heardAt,
      waiting: Math.max(0, (sighting.head ?? 0) - paired.cursor),
      unreadable: relay.unreadable(),
      lastError: lost ?? seen,
      sources: relay.sources().map(({ channelId, username, connectedAt, lastMessageAt }) => ({
        channelId,
        username,
        connectedAt,
        lastMessageAt,
      })),
    }
  }

  return {
    state: stateOf,
    onSeen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },

    async pair(actor, { url, code }) {
      const attempt = await relay.beginPairing(url)
      const publicKey = rawPublicKey(privateKeyOf(attempt.privateKey))
      const { hotelId, epoch } = await client.pair(url, { code, publicKey, tokenHash: attempt.tokenHash })
      const { seq } = await relay.completePairing(actor, 'relay.pair', { url, hotelId, epoch, attempt })
      return { seq, hotelId, recoveryCode: recoveryCodeOf(attempt.privateKey) }
    },

    async restore(actor, { url, recoveryCode }) {
      const privateKey = keyOf(recoveryCode)
      const key = privateKeyOf(privateKey)
      const attempt = await relay.beginRestoring(url, privateKey)
      const { id, sealed } = await client.challenge(url, rawPublicKey(key))
      const proof = proofOf(() =>
        createOpener(key).open(Buffer.from(sealed, 'base64url'), [RECOVERY_CONTEXT]),
      )
      const { tokenHash } = attempt
      const { hotelId, epoch } = await client.recover(url, { id, proof, tokenHash })
      const { seq } = await relay.completePairing(actor, 'relay.restore', { url, hotelId, epoch, attempt })
      return { seq, hotelId }
    },

    recoveryCode: () => recoveryCodeOf(relay.privateKey()),

    async connectChannel(actor, channelId) {
      const { url, token } = requireConnection()
      const known = ledger.queries.channels().find(({ id }) => id === channelId)
      if (known === undefined) throw new DomainError('UnknownChannel', { channelId })
      const { kind } = known
      if (!isPosting(kind)) throw new DomainError('NotByRelay', { channelId })
      const { username, password, paths } = await client.connectSource(url, token, channelId, kind)
      const { seq } = await relay.connectChannel(actor, channelId, username)
      const base = url.replace(/\/+$/, '')
      return {
        seq,
        webhooks: POSTED_THERE.flatMap((queue) => {
          const path = paths[queue]
          return path === undefined ? [] : [{ queue, url: base + path }]
        }),
        username,
        password,
      }
    },

    async disconnectChannel(actor, { channelId, evenIfUnreachable }) {
      const { url, token } = requireConnection()
      try {
        const { head } = await client.disconnectSource(url, token, channelId)
        const { cursor } = relay.requirePaired()
        if (head > cursor) throw new DomainError('MessagesWaiting', { waiting: head - cursor })
      } catch (error) {
        const isGivenUp =
          evenIfUnreachable &&
          error instanceof DomainError &&
          (error.code === 'RelayUnreachable' || error.code === REFUSED)
        if (!isGivenUp) throw error
      }
      return relay.disconnectChannel(actor, channelId)
    },

    async unpair(actor) {
      const connection = relay.connection()
      const answer = await relay.unpair(actor)
      sighting = UNSEEN
      // No channel delivers by it any more, so a relay that does not hear of this keeps nothing from anyone.
      if (connection !== null) {
        await client.unpair(connection.url, connection.token).catch((error: unknown) => {
          if (!(error instanceof DomainError)) report(error, 'unpairing')
        })
      }
      return answer
    },

    connection: () => relay.connection(),
    ingest: (message) => relay.ingest(message),
    bridgeGap: (bridge) => relay.bridgeGap(bridge),
    seen(now) {
      see(now)
      const refused = now.error?.code === REFUSED
      if (refused === isRefused || (!refused && now.connection !== 'connected')) return
      isRefused = refused
      relay.noteRefused(refused).catch((error: unknown) => report(error, 'relay alert'))
    },
    unseen: () => see({ ...sighting, connection: 'connecting' }),
  }
}

function keyOf(recoveryCode: string): Buffer {
  try {
    return privateKeyFrom(recoveryCode)
  } catch (error) {
    if (error instanceof RecoveryCodeMistyped) throw new DomainError('RecoveryCodeNotValid', {})
    throw error
  }
}

/** A seal that does not open was not made for this key: that is no relay of this hotel. */
function proofOf(open: () => Buffer): Buffer {
  try {
    return open()
  } catch {
    throw new DomainError('RecoveryRefused', {})
  }
}
