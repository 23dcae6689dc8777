/**
 * The pairing with the relay as the ledger keeps it. The key and the token of an attempt are stored before the relay is
 * asked, so that a lost answer is asked for again and no key is ever lost.
 */
import { hash } from 'node:crypto'
import { isPosting, POSTING } from '../../shared/channel-kinds/posting.ts'
import type { RelayConnection } from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Keyring } from '../store/keyring.ts'
import type { CommitQueue } from './commit-queue.ts'
import type { Randomness } from './ids.ts'
import type { Execute } from './ingest-one.ts'
import type { Channel, ChannelRows } from './lanes/channel-rows.ts'
import type { PairingAttempt, RelayFacts } from './relay-ledger.ts'
import type { RelayRows } from './relay-rows.ts'

export interface RelayPairingPorts {
  readonly queue: CommitQueue
  readonly rows: RelayRows
  readonly channelRows: ChannelRows
  readonly keyring: Keyring
  readonly random: Randomness
  readonly execute: Execute
  readonly channels: () => readonly Channel[]
  /** @throws DomainError UnknownChannel */
  readonly findChannel: (channelId: string) => Channel
  readonly currency: () => string
}

const KEY_BYTES = 32

export function createRelayPairing(ports: RelayPairingPorts) {
  const { queue, rows, channelRows, keyring, random, execute, findChannel } = ports

  const facts = (): RelayFacts | null => {
    const row = rows.pairing()
    if (row === undefined) return null
    return { url: row.url, hotelId: row.hotel_id, epoch: row.epoch, cursor: row.cursor }
  }
  const requirePaired = (): RelayFacts => {
    const paired = facts()
    if (paired === null) throw new DomainError('NotPaired', {})
    return paired
  }
  const open = (sealed: Buffer): Buffer => Buffer.from(keyring.open(sealed), 'base64')
  const seal = (bytes: Uint8Array): Buffer => keyring.seal(Buffer.from(bytes).toString('base64'))

  function storeAttempt(url: string, privateKey: Buffer): PairingAttempt {
    const token = Buffer.from(random.bytes(KEY_BYTES)).toString('base64url')
    rows.putAttempt({ url, privateKey: seal(privateKey), token: seal(Buffer.from(token)) })
    return { privateKey, token, tokenHash: hash('sha256', token, 'buffer') }
  }

  /** The earlier attempt with that relay, where its key can still be opened. */
  function openAttempt(url: string): PairingAttempt | null {
    const row = rows.attempt()
    if (row === undefined || row.url !== url) return null
    try {
      const token = open(row.token_sealed).toString()
      return { privateKey: open(row.private_key_sealed), token, tokenHash: hash('sha256', token, 'buffer') }
    } catch {
      return null
    }
  }

  const isConnected = ({ publicId }: Channel): boolean =>
    rows.sources().some(({ channelId }) => channelId === publicId)

  function setDelivery(channel: Channel, reservationsBy: 'pull' | 'relay'): void {
    channelRows.update({
      id: channel.id,
      name: channel.name,
      enabled: channel.enabled ? 1 : 0,
      settings: JSON.stringify({ ...channel.settings, reservationsBy }),
      credentials: channel.credentialsSealed,
      buffer: channel.buffer,
      cap: channel.cap,
      horizonDays: channel.horizonDays,
      safetyBuffer: channel.safetyBuffer,
    })
  }

  return {
    facts,
    requirePaired,
    sources: () => rows.sources(),
    unreadable: () => rows.countUnreadable(),

    connection(): RelayConnection | null {
      const row = rows.pairing()
      if (row === undefined) return null
      try {
        return {
          url: row.url,
          hotelId: row.hotel_id,
          token: open(row.token_sealed).toString(),
          privateKey: open(row.private_key_sealed).toString('base64'),
          epoch: row.epoch,
          cursor: row.cursor,
          channels: ports
            .channels()
            .filter(isConnected)
            .flatMap((channel) => {
              const { kind, settings, enabled } = channel
              if (!isPosting(kind)) return []
              const { hotelCode, pullIntervalMs } = settings
              const currency = ports.currency()
              return [{ channelId: channel.publicId, kind, currency, hotelCode, enabled, pullIntervalMs }]
            }),
        }
      } catch {
        return null
      }
    },

    privateKey(): Buffer {
      const row = rows.pairing()
      if (row === undefined) throw new DomainError('NotPaired', {})
      return open(row.private_key_sealed)
    },

    beginPairing: (url: string): Promise<PairingAttempt> =>
      queue.submit(() => {
        const paired = facts()
        if (paired !== null) throw new DomainError('AlreadyPaired', { url: paired.url })
        return openAttempt(url) ?? storeAttempt(url, Buffer.from(random.bytes(KEY_BYTES)))
      }),

    beginRestoring: (url: string, privateKey: Buffer): Promise<PairingAttempt> =>
      queue.submit(() => storeAttempt(url, privateKey)),

    completePairing: (
      actor: string,
      command: 'relay.pair' | 'relay.restore',
      answered: { url: string; hotelId: string; epoch: string; attempt: PairingAttempt },
    ): Promise<{ seq: number }> =>
      queue.submit(() => {
        const { url, hotelId, epoch, attempt } = answered
        const before = facts()
        if (before !== null && before.hotelId !== hotelId) {
          throw new DomainError('AlreadyPaired', { url: before.url })
        }
        return execute(command, actor, ({ seq, at }) => {
          rows.putPairing({
            url,
            hotelId,
            privateKey: seal(attempt.privateKey),
            token: seal(Buffer.from(attempt.token)),
            epoch: before?.epoch ?? epoch,
            cursor: before?.cursor ?? 0,
            at,
          })
          rows.deleteAttempt()
          return {
            answer: { seq },
            payload: { url, hotelId },
            topics: ['relay'],
            facets: [],
            connections: true,
          }
        })
      }),

    connectChannel: (actor: string, channelId: string, username: string): Promise<{ seq: number }> =>
      queue.submit(() => {
        requirePaired()
        const channel = findChannel(channelId)
        return execute('relay.connectChannel', actor, ({ seq, at }) => {
          // Of hints the reservations themselves are still fetched.
          if (isPosting(channel.kind) && POSTING[channel.kind] === 'reservations')
            setDelivery(channel, 'relay')
          rows.putSource({ channelId: channel.id, username, at })
          return {
            answer: { seq },
            payload: { channel: channelId, username },
            topics: ['relay', 'channels'],
            facets: [],
            reload: true,
            connections: true,
          }
        })
      }),

    disconnectChannel: (actor: string, channelId: string): Promise<{ seq: number }> =>
      queue.submit(() => {
        const channel = findChannel(channelId)
        return execute('relay.disconnectChannel', actor, ({ seq }) => {
          setDelivery(channel, 'pull')
          rows.deleteSource(channel.id)
          return {
            answer: { seq },
            payload: { channel: channelId },
            topics: ['relay', 'channels'],
            facets: [],
            reload: true,
            connections: true,
          }
        })
      }),

    unpair: (actor: string): Promise<{ seq: number }> =>
      queue.submit(() => {
        const { url, hotelId } = requirePaired()
        const channels = rows.sources()
        if (channels.length > 0) {
          throw new DomainError('ChannelsByRelay', { channels: channels.map(({ name }) => name) })
        }
        return execute('relay.unpair', actor, ({ seq }) => {
          rows.deletePairing()
          rows.deleteAttempt()
          return {
            answer: { seq },
            payload: { url, hotelId },
            topics: ['relay'],
            facets: [],
            connections: true,
          }
        })
      }),
  }
}
