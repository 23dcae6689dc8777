/** channels.replay: a quarantined message is applied now that its rooms are mapped. */
import type { Ingestion } from './channel-bookings.ts'
import type { ChannelParts } from './channel-settings.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'

export function replayMessage(
  _ingestion: Ingestion,
  _channels: ChannelParts,
  _context: CommandContext,
  _input: Commands['channels.replay']['input'],
): Outcome<Commands['channels.replay']['output']> {
  throw new Error('channels.replay is not built yet')
}
