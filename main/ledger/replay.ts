/** channels.replay: a quarantined message is applied now that its rooms are mapped; by itself when the mapping changes. */
import type Database from 'better-sqlite3'
import type { Ingestion } from './channel-bookings.ts'
import type { ChannelParts } from './channel-settings.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Execute, InHotel } from './ingest-one.ts'
import type { Channel } from './lanes/channel-rows.ts'

export function replayMessage(
  ingestion: Ingestion,
  channels: ChannelParts,
  context: CommandContext,
  input: Commands['channels.replay']['input'],
): Outcome<Commands['channels.replay']['output']> {
  return ingestion.replay(context, channels.find(input.channelId), input.messageId)
}

/** More wait for the next change of the mapping, or for somebody to replay them one by one. */
const MOST_REPLAYED = 1_000

export interface ReplayPorts {
  readonly sqlite: Database.Database
  readonly ingestion: Ingestion
  readonly execute: Execute
  readonly inHotel: InHotel
  readonly findChannel: (channelId: string) => Channel
}

/**
 * Inside the job that changed a mapping: applies what waited for it, in order of arrival, each with a journal row of its
 * own and whole or not at all. One that fails stays in quarantine with its alert; replayed by hand it shows why.
 */
export function createReplays({ sqlite, ingestion, execute, inHotel, findChannel }: ReplayPorts) {
  function replay(actor: string, channel: Channel, messageId: number): void {
    sqlite.exec('SAVEPOINT replay')
    try {
      execute(
        'channels.replay',
        actor,
        inHotel((context) => ingestion.replay(context, channel, messageId)),
      )
    } catch (error) {
      if (!sqlite.inTransaction) throw error
      sqlite.exec('ROLLBACK TO replay')
    }
    sqlite.exec('RELEASE replay')
  }

  return (actor: string, channelId: string): void => {
    const channel = findChannel(channelId)
    for (const messageId of ingestion.replayable(channel, MOST_REPLAYED)) replay(actor, channel, messageId)
  }
}
