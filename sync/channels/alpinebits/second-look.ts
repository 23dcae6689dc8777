/**
 * Messages have no numbers: an acknowledgement names the reservation, and with it whatever became of that since it was read.
 * After one, the next fetch looks once more at all that is newer than the read, acknowledged or not.
 */
import type { InboundMessage } from '../../../shared/snapshot.ts'
import type { PulledMessage } from '../../engine/ports.ts'

/** Clocks of portals and desks differ. */
const MARGIN_MS = 900_000

/** Of a channel: reservations whose latest message is remembered. */
const MOST_REMEMBERED = 1_000

/** By channel, epoch milliseconds. */
const readAt = new Map<string, number>()
const pending = new Map<string, number>()
/** By channel, the latest message of each reservation that was handed over, so that it is not handed over twice. */
const handedOver = new Map<string, Map<string, string>>()

export function noteRead(channelId: string, at: number, pulled: readonly PulledMessage[]): void {
  readAt.set(channelId, at)
  const latest = handedOver.get(channelId) ?? new Map<string, string>()
  handedOver.set(channelId, latest)
  for (const { message } of pulled) {
    latest.delete(message.channelRef)
    latest.set(message.channelRef, message.rawMasked)
  }
  for (const oldest of latest.keys()) {
    if (latest.size <= MOST_REMEMBERED) break
    latest.delete(oldest)
  }
}

export function isHandedOver(channelId: string, { channelRef, rawMasked }: InboundMessage): boolean {
  return handedOver.get(channelId)?.get(channelRef) === rawMasked
}

/** What was read last is being acknowledged. An older look that is still to come stays. */
export function noteAcknowledged(channelId: string): void {
  const at = readAt.get(channelId)
  if (at !== undefined && !pending.has(channelId)) pending.set(channelId, at - MARGIN_MS)
}

/** From when on to look, as XML Schema has it; null where there is nothing to look for. */
export function lookSince(channelId: string): string | null {
  const at = pending.get(channelId)
  return at === undefined ? null : `${new Date(at).toISOString().slice(0, 19)}+00:00`
}

export function lookedAt(channelId: string): void {
  pending.delete(channelId)
}
