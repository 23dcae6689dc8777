/** A desk that is not paired, for tests of other parts. */
import type { RelayDesk } from '../../main/host/relay-desk.ts'
import { DomainError } from '../../shared/errors.ts'

const notPaired = async (): Promise<never> => {
  throw new DomainError('NotPaired', {})
}

export const noRelay = (): RelayDesk => ({
  state: () => ({ state: 'not_paired' }),
  pair: notPaired,
  restore: notPaired,
  recoveryCode() {
    throw new DomainError('NotPaired', {})
  },
  connectChannel: notPaired,
  disconnectChannel: notPaired,
  unpair: notPaired,
  onSeen: () => () => undefined,
  connection: () => null,
  ingest: notPaired,
  bridgeGap: notPaired,
  seen: () => undefined,
  unseen: () => undefined,
})
