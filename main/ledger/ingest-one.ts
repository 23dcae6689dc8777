/** One message of a channel, whichever way it came, inside a job of the commit queue. */
import type { InboundMessage } from '../../shared/snapshot.ts'
import type { IngestAnswer, Ingestion } from './channel-bookings.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Channel } from './lanes/channel-rows.ts'
import type { LaneKeeper } from './lanes/lane-keeper.ts'

/** A command's context before a hotel is looked up. */
export type BareContext = Omit<CommandContext, 'property' | 'catalog'>
export type InHotel = <A>(
  work: (context: CommandContext) => Outcome<A>,
) => (context: BareContext) => Outcome<A>
export type Execute = <A>(name: string, actor: string, work: (context: BareContext) => Outcome<A>) => A
export type IngestOne = (channel: Channel, message: InboundMessage) => IngestAnswer

export function createIngestOne(
  ingestion: Ingestion,
  keeper: LaneKeeper,
  execute: Execute,
  inHotel: InHotel,
): IngestOne {
  return (channel, message) => {
    const known = ingestion.known(channel, message)
    if (known !== null) {
      // Equal to the latest one, yet the booking may have been another one in between.
      if (known.outcome === 'duplicate') {
        keeper.confirmAll(channel)
        ingestion.noteRevision(channel, message)
      }
      return known
    }
    const answer = execute(
      'channels.ingest',
      `channel:${channel.name}`,
      inHotel((context) => ingestion.ingest(context, channel, message)),
    )
    keeper.confirmAll(channel)
    return answer
  }
}
