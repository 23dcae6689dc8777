/** The relay's side of the ledger as the host sees it: the pairing, and what is delivered. */
import type { RelayConnection, RelayedMessage, RelayGap } from '../../shared/contract/sync-link.ts'
import type { IngestOutcome } from '../../shared/snapshot.ts'

/** What the relay is asked with. */
export interface PairingAttempt {
  /** Raw X25519 key. */
  readonly privateKey: Buffer
  readonly token: string
  /** SHA-256 of the token. */
  readonly tokenHash: Buffer
}

export interface RelayFacts {
  readonly url: string
  readonly hotelId: string
  readonly epoch: string
  readonly cursor: number
}

export interface RelaySource {
  readonly channelId: string
  readonly name: string
  readonly username: string
  readonly connectedAt: number
  readonly lastMessageAt: number | null
}

export interface GapBridge {
  readonly gap: RelayGap
  readonly epoch: string
  readonly cursor: number
  readonly toEpoch: string
  readonly toCursor: number
}

export interface RelayLedger {
  /** Null where the hotel is not paired. */
  facts(): RelayFacts | null
  /** @throws DomainError NotPaired */
  requirePaired(): RelayFacts
  sources(): RelaySource[]
  /** How many messages are kept that could not be read. */
  unreadable(): number
  /** Null where the hotel is not paired, or the key file of this folder does not open its secrets. */
  connection(): RelayConnection | null
  /** @throws DomainError NotPaired; Error when the key file is another one. */
  privateKey(): Buffer
  /** An earlier attempt with the same relay goes on. @throws DomainError AlreadyPaired */
  beginPairing(url: string): Promise<PairingAttempt>
  /** With the key of the printed code. */
  beginRestoring(url: string, privateKey: Buffer): Promise<PairingAttempt>
  /**
   * The relay has answered. A ledger that knows this hotel's mailbox goes on where it was; any other reads from the
   * beginning. @throws DomainError AlreadyPaired with another hotel.
   */
  completePairing(
    actor: string,
    command: 'relay.pair' | 'relay.restore',
    answered: { url: string; hotelId: string; epoch: string; attempt: PairingAttempt },
  ): Promise<{ seq: number }>
  /** @throws DomainError NotPaired, UnknownChannel */
  connectChannel(actor: string, channelId: string, username: string): Promise<{ seq: number }>
  /** @throws DomainError UnknownChannel */
  disconnectChannel(actor: string, channelId: string): Promise<{ seq: number }>
  /** @throws DomainError NotPaired, ChannelsByRelay */
  unpair(actor: string): Promise<{ seq: number }>

  /** @throws DomainError RelayChanged when the pairing, its epoch or its cursor is not the one that the reader knew. */
  ingest(message: RelayedMessage): Promise<{ cursor: number; outcomes: IngestOutcome[] }>
  /** @throws DomainError RelayChanged */
  bridgeGap(bridge: GapBridge): Promise<void>
  /** Opens an alert while another desk has taken up the pairing. */
  noteRefused(isRefused: boolean): Promise<void>
}
