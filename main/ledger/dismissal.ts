/**
 * channels.dismiss: a message that waits for a mapping, or could not be read, is dealt with by a person in another way. It
 * stays in the inbox with the reason; nothing is sold by it, and a later message about the booking applies as ever.
 */
import { DomainError } from '../../shared/errors.ts'
import type { ChannelParts } from './channel-settings.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Inbox } from './inbox.ts'

export function dismissMessage(
  inbox: Inbox,
  { parts, find }: ChannelParts,
  context: CommandContext,
  { channelId, messageId, reason }: Commands['channels.dismiss']['input'],
): Outcome<Commands['channels.dismiss']['output']> {
  const channel = find(channelId)
  const row = inbox.find(channel.id, messageId)
  if (row === undefined) throw new DomainError('UnknownMessage', { messageId })
  const { outcome, channelRef } = row
  if (outcome !== 'quarantined' && outcome !== 'unreadable')
    throw new DomainError('NotQuarantined', { messageId, outcome })
  inbox.dismiss({ id: messageId, reason: `dismissed: ${reason}` })
  const key = `${channel.publicId}|${channelRef}`
  // Another message about the same booking may still wait, and keeps its alert.
  if (!inbox.stillOpen(channel.id, channelRef, 'quarantined'))
    parts.alerts.close('unmappedBooking', key, context.at)
  if (!inbox.stillOpen(channel.id, channelRef, 'unreadable'))
    parts.alerts.close('unreadableMessage', key, context.at)
  return {
    answer: { seq: context.seq },
    // The reason may name a guest, who can be forgotten: it stands in the inbox.
    payload: { channel: channel.publicId, channelRef, message: messageId, outcome },
    topics: ['channels', 'cases', 'reservations'],
    facets: [],
  }
}
