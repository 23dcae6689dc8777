/** The desk's side of the relay: pairing, and what the sync process reports of it. */
import { DomainError } from '../../shared/errors.ts'
import type { RelayPort } from '../api/ports.ts'
import type { RelayFeedPort } from './sync-link.ts'

/** A desk that is not paired. */
export function createRelayDesk(): RelayPort & RelayFeedPort {
  const notPaired = async (): Promise<never> => {
    throw new DomainError('NotPaired', {})
  }
  const noRelay = async (): Promise<never> => {
    throw new DomainError('RelayUnreachable', { reason: 'this version cannot pair yet' })
  }
  return {
    state: () => ({ state: 'not_paired' }),
    pair: noRelay,
    restore: noRelay,
    recoveryCode() {
      throw new DomainError('NotPaired', {})
    },
    connectChannel: notPaired,
    disconnectChannel: notPaired,
    unpair: notPaired,
    onSeen: () => () => undefined,
    connection: () => null,
    ingest: async () => {
      throw new DomainError('RelayChanged', {})
    },
    bridgeGap: async () => {
      throw new DomainError('RelayChanged', {})
    },
    seen: () => undefined,
  }
}
