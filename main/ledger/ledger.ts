/** The ledger as the rest of the host sees it: commands that commit, queries that read, lanes for the sync process. */
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { z } from 'zod'
import type { channels } from '../../shared/contract/channels.ts'
import type { Contract } from '../../shared/contract/contract.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import type { inventory } from '../../shared/contract/inventory.ts'
import type { property } from '../../shared/contract/property.ts'
import type { rates } from '../../shared/contract/rates.ts'
import type { reservations } from '../../shared/contract/reservations.ts'
import type { rooms } from '../../shared/contract/rooms.ts'
import type { guests, search } from '../../shared/contract/search.ts'
import type { stays } from '../../shared/contract/stays.ts'
import type {
  Batch,
  ChannelConnection,
  Hint,
  LaneError,
  Settlement,
} from '../../shared/contract/sync-link.ts'
import type { InboundMessage, IngestOutcome } from '../../shared/snapshot.ts'
import type { RelayLedger } from './relay-ledger.ts'

type Outputs = InferContractRouterOutputs<Contract>
type InputOf<P> = P extends { '~orpc': { inputSchema?: infer S } }
  ? NonNullable<S> extends z.ZodType
    ? z.output<NonNullable<S>>
    : never
  : never

/** Every command by its contract name: what it takes (already validated) and what it answers. */
export interface Commands {
  'property.setUp': { input: InputOf<typeof property.setUp>; output: Outputs['property']['setUp'] }
  'property.configure': {
    input: InputOf<typeof property.configure>
    output: Outputs['property']['configure']
  }
  'property.addRooms': {
    input: InputOf<typeof property.addRooms>
    output: Outputs['property']['addRooms']
  }
  'reservations.create': {
    input: InputOf<typeof reservations.create>
    output: Outputs['reservations']['create']
  }
  'reservations.cancel': {
    input: InputOf<typeof reservations.cancel>
    output: Outputs['reservations']['cancel']
  }
  'reservations.edit': {
    input: InputOf<typeof reservations.edit>
    output: Outputs['reservations']['edit']
  }
  'reservations.import': {
    input: InputOf<typeof reservations.import>
    output: Outputs['reservations']['import']
  }
  'stays.change': { input: InputOf<typeof stays.change>; output: Outputs['stays']['change'] }
  'rooms.block': { input: InputOf<typeof rooms.block>; output: Outputs['rooms']['block'] }
  'rooms.unblock': { input: InputOf<typeof rooms.unblock>; output: Outputs['rooms']['unblock'] }
  'stays.assignRoom': { input: InputOf<typeof stays.assignRoom>; output: Outputs['stays']['assignRoom'] }
  'stays.checkIn': { input: InputOf<typeof stays.checkIn>; output: Outputs['stays']['checkIn'] }
  'stays.checkOut': { input: InputOf<typeof stays.checkOut>; output: Outputs['stays']['checkOut'] }
  'rates.setRange': { input: InputOf<typeof rates.setRange>; output: Outputs['rates']['setRange'] }
  'rates.setCells': { input: InputOf<typeof rates.setCells>; output: Outputs['rates']['setCells'] }
  'rates.change': { input: InputOf<typeof rates.change>; output: Outputs['rates']['change'] }
  'channels.connect': { input: InputOf<typeof channels.connect>; output: Outputs['channels']['connect'] }
  'channels.configure': {
    input: InputOf<typeof channels.configure>
    output: Outputs['channels']['configure']
  }
  'channels.resync': { input: InputOf<typeof channels.resync>; output: Outputs['channels']['resync'] }
  'channels.resume': { input: InputOf<typeof channels.resume>; output: Outputs['channels']['resume'] }
}
export type CommandName = keyof Commands

/** Synchronous reads on the writer's connection; each is one short transaction. They throw `DomainError`. */
export interface LedgerQueries {
  /** Null before a hotel is set up. */
  hotel(): Outputs['property']['get']['hotel']
  availability(input: InputOf<typeof inventory.availability>): Outputs['inventory']['availability']
  offers(input: InputOf<typeof inventory.offers>): Outputs['inventory']['offers']
  reservation(input: InputOf<typeof reservations.get>): Outputs['reservations']['get']
  timeline(input: InputOf<typeof reservations.timeline>): Outputs['reservations']['timeline']
  /** Tried on the file itself and undone. */
  previewStayChange(input: InputOf<typeof stays.previewChange>): Outputs['stays']['previewChange']
  board(): Outputs['board']['day']
  search(input: InputOf<typeof search.find>): Outputs['search']['find']
  matchGuests(input: InputOf<typeof guests.match>): Outputs['guests']['match']
  arrivals(): Outputs['stays']['arrivals']
  departures(): Outputs['stays']['departures']
  inHouse(): Outputs['stays']['inHouse']
  tapeChart(input: InputOf<typeof stays.tapeChart>): Outputs['stays']['tapeChart']
  rates(input: InputOf<typeof rates.get>): Outputs['rates']['get']
  ratesGrid(input: InputOf<typeof rates.grid>): Outputs['rates']['grid']
  /** Tried on the file itself and undone. */
  previewRateChange(input: InputOf<typeof rates.previewChange>): Outputs['rates']['previewChange']
  channels(): Outputs['channels']['list']['channels']
  channelCells(input: InputOf<typeof channels.cells>): Outputs['channels']['cells']
  channelInbox(input: InputOf<typeof channels.inbox>): Outputs['channels']['inbox']
  channelMessage(input: InputOf<typeof channels.message>): Outputs['channels']['message']
  channelSent(input: InputOf<typeof channels.sent>): Outputs['channels']['sent']
  channelParked(input: InputOf<typeof channels.parked>): Outputs['channels']['parked']
  channelMapping(input: InputOf<typeof channels.mapping>): Outputs['channels']['mapping']
  /** Active mapping, for the demo's sandbox panel: our room type ids by the channel's room code. */
  channelRoomCodes(channelId: string): Map<string, string>
  cases(): Outputs['attention']['cases']
  alerts(): Outputs['attention']['alerts']
  journal(input: { beforeSeq?: number | undefined; limit: number }): Outputs['journal']['list']
  /** Journal number of the last command. */
  headSeq(): number
}

/** The lanes' side of the ledger, for the sync process; bookkeeping, no journal rows (except `ingest`). */
export interface LaneDesk {
  connections(): ChannelConnection[]
  /** Called with work, settings changes and wished-for pulls; never throws into the ledger. */
  onHint(listener: (hint: Hint) => void): () => void
  /**
   * A new sync process begins: batches of the earlier one are of unknown fate, so their cells are sent again and
   * confirmed T later (rule 4).
   */
  beginEpoch(): Promise<void>
  claim(claim: { channelId: string; lane: string; maxRanges: number }): Promise<{
    batch: Batch | null
    wakeAfterMs: number | null
  }>
  settle(settlement: Settlement): Promise<void>
  beginPull(channelId: string): Promise<string>
  ingest(channelId: string, message: InboundMessage): Promise<{ outcome: IngestOutcome; code: string | null }>
  completePull(channelId: string, pullId: string, error: LaneError | null): Promise<void>
  /** The largest request deadline T of all channels; a process that will not exit is waited for that long. */
  longestDeadlineMs(): number
}

export interface Ledger {
  /**
   * Queues a command for the next group commit. Resolves after the commit; rejects with `DomainError`, or with any
   * other error for a bug, which rolled the command back.
   */
  submit<N extends CommandName>(
    name: N,
    actor: string,
    input: Commands[N]['input'],
  ): Promise<Commands[N]['output']>
  readonly queries: LedgerQueries
  readonly lanes: LaneDesk
  /** The pairing with the relay, and what it delivers. */
  readonly relay: RelayLedger
  /** After each commit, in order. */
  onChanged(listener: (changed: Changed) => void): () => void
  /** Rolls the business date and extends the horizon when the property's clock says so; called about twice a minute. */
  tick(): Promise<void>
  /** Waits for what is queued, then closes the file. */
  close(): Promise<void>
}
