/** The ledger as the rest of the host sees it: commands that commit, queries that read, lanes for the sync process. */

import type { Facet } from '../../shared/cells.ts'
import type { channels } from '../../shared/contract/channels.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import type { folios } from '../../shared/contract/folios.ts'
import type { groups } from '../../shared/contract/groups.ts'
import type { holds } from '../../shared/contract/holds.ts'
import type { inventory } from '../../shared/contract/inventory.ts'
import type { overbooking } from '../../shared/contract/overbooking.ts'
import type { pricing } from '../../shared/contract/pricing.ts'
import type { rates } from '../../shared/contract/rates.ts'
import type { reservations } from '../../shared/contract/reservations.ts'
import type { rooms } from '../../shared/contract/rooms.ts'
import type { guests, search } from '../../shared/contract/search.ts'
import type { seasons } from '../../shared/contract/seasons.ts'
import type { stays } from '../../shared/contract/stays.ts'
import type {
  Batch,
  ChannelConnection,
  Hint,
  LaneError,
  SendRange,
  Settlement,
} from '../../shared/contract/sync-link.ts'
import type { yieldRules } from '../../shared/contract/yield.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { InboundMessage, IngestOutcome } from '../../shared/snapshot.ts'
import type { CalendarExports } from './calendars/calendar-exports.ts'
import type { CommandName, Commands, InputOf, Outputs } from './commands.ts'
import type { Compared, Differing } from './lanes/comparison.ts'
import type { LaneObserver } from './lanes/lane-observer.ts'
import type { RelayLedger } from './relay-ledger.ts'
import type { Standing } from './views/standing.ts'

/** Synchronous reads on the writer's connection; each is one short transaction. They throw `DomainError`. */
export interface LedgerQueries {
  /** Null before a hotel is set up. */
  hotel(): Outputs['property']['get']['hotel']
  availability(input: InputOf<typeof inventory.availability>): Outputs['inventory']['availability']
  offers(input: InputOf<typeof inventory.offers>): Outputs['inventory']['offers']
  reservation(input: InputOf<typeof reservations.get>): Outputs['reservations']['get']
  reservations(input: InputOf<typeof reservations.list>): Outputs['reservations']['list']
  fees(input: InputOf<typeof stays.fees>): Outputs['stays']['fees']
  roomProposals(input: InputOf<typeof rooms.proposals>): Outputs['rooms']['proposals']
  planRepack(input: InputOf<typeof rooms.planRepack>): Outputs['rooms']['planRepack']
  holds(input: InputOf<typeof holds.list>): Outputs['holds']['list']
  groups(): Outputs['groups']['list']
  group(input: InputOf<typeof groups.get>): Outputs['groups']['get']
  waitlist(): Outputs['waitlist']['list']
  folios(input: InputOf<typeof folios.ofReservation>): Outputs['folios']['ofReservation']
  articles(): Outputs['folios']['articles']
  /** Tried on the file itself and undone, way by way. */
  waysOut(input: InputOf<typeof overbooking.ways>): Outputs['overbooking']['ways']
  whyAvailability(input: InputOf<typeof inventory.why>): Outputs['inventory']['why']
  whyRate(input: InputOf<typeof rates.why>): Outputs['rates']['why']
  timeline(input: InputOf<typeof reservations.timeline>): Outputs['reservations']['timeline']
  /** Tried on the file itself and undone. */
  previewStayChange(input: InputOf<typeof stays.previewChange>): Outputs['stays']['previewChange']
  /** Tried on the file itself and undone. */
  previewSplit(input: InputOf<typeof stays.previewSplit>): Outputs['stays']['previewSplit']
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
  previewRateCells(input: InputOf<typeof rates.previewCells>): Outputs['rates']['previewCells']
  rateFile(input: InputOf<typeof rates.file>): Outputs['rates']['file']
  /** Rate commands, newest first, and whether they can be undone. */
  rateChanges(): Outputs['rates']['changes']
  rateComparison(input: InputOf<typeof rates.comparison>): Outputs['rates']['comparison']
  /** Where the desk and the channels would show other prices than the hotel asks. */
  parity(input: InputOf<typeof rates.parity>): Outputs['rates']['parity']
  seasons(): Outputs['seasons']['list']
  /** Tried on the file itself and undone. */
  previewLayer(input: InputOf<typeof seasons.preview>): Outputs['seasons']['preview']
  promotions(): Outputs['promotions']['list']
  pricingSettings(): Outputs['pricing']['settings']
  recommendations(input: InputOf<typeof pricing.recommendations>): Outputs['pricing']['recommendations']
  explainRecommendation(input: InputOf<typeof pricing.explain>): Outputs['pricing']['explain']
  backTest(input: InputOf<typeof pricing.backTest>): Outputs['pricing']['backTest']
  yieldRules(): Outputs['yieldRules']['list']
  /** Tried on the file itself and undone. */
  previewYieldRule(input: InputOf<typeof yieldRules.preview>): Outputs['yieldRules']['preview']
  exchangeRates(): Outputs['pricing']['exchangeRates']
  calendars(): Outputs['calendars']['list']
  /** Without calendars: nothing is sent to them. */
  channels(): Outputs['channels']['list']['channels']
  channelCells(input: InputOf<typeof channels.cells>): Outputs['channels']['cells']
  channelInbox(input: InputOf<typeof channels.inbox>): Outputs['channels']['inbox']
  channelMessage(input: InputOf<typeof channels.message>): Outputs['channels']['message']
  channelSent(input: InputOf<typeof channels.sent>): Outputs['channels']['sent']
  exposure(): Outputs['channels']['exposure']
  quarantine(): Outputs['channels']['quarantine']
  channelParked(input: InputOf<typeof channels.parked>): Outputs['channels']['parked']
  channelMapping(input: InputOf<typeof channels.mapping>): Outputs['channels']['mapping']
  /** What a product is called on the link to the sync process. @throws DomainError UnknownRoomType, UnknownRatePlan */
  linkProduct(product: {
    roomTypeId: string
    ratePlanId?: string | undefined
  }): Pick<SendRange, 'roomTypeId' | 'ratePlanId'>
  /** Active mapping, for the demo's sandbox panel: our room type ids by the channel's room code. */
  channelRoomCodes(channelId: string): Map<string, string>
  cases(): Outputs['attention']['cases']
  alerts(): Outputs['attention']['alerts']
  journal(input: { beforeSeq?: number | undefined; limit: number }): Outputs['journal']['list']
  /** What waits, and since when: for the operations page and whoever measures. */
  standing(): Standing
  /** Journal number of the last command. */
  headSeq(): number
}

/** What is typed of a connection; credentials that are not are those that are stored. */
export type TriedConnection = InputOf<typeof channels.test>

/** The lanes' side of the ledger, for the sync process; bookkeeping, no journal rows (except `ingest`). */
export interface LaneDesk {
  connections(): ChannelConnection[]
  /**
   * A connection as somebody has typed it, before it is saved. @throws DomainError UnknownChannel, CredentialsNeeded,
   * InvalidInput for what the kind does not allow.
   */
  triedConnection(tried: TriedConnection): ChannelConnection
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
  /** Told of what was claimed and settled, after its commit; must not throw. The answer ends it. */
  observe(observer: LaneObserver): () => void
  beginPull(channelId: string): Promise<string>
  ingest(channelId: string, message: InboundMessage): Promise<{ outcome: IngestOutcome; code: string | null }>
  beginComparison(question: {
    channelId: string
    facets: readonly Facet[]
    from: IsoDate | null
  }): Promise<{ comparisonId: string; ranges: SendRange[]; next: IsoDate | null }>
  /** Two comparisons in a row that find the same make a cell unknown. */
  settleComparison(found: {
    channelId: string
    comparisonId: string
    differing: Differing
  }): Promise<Compared>
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
  /** What the relay should serve of calendars, and what is known of who fetched it. */
  readonly calendars: Pick<CalendarExports, 'isUsed' | 'published' | 'notePushed' | 'noteServed'>
  /** After each commit, in order. */
  onChanged(listener: (changed: Changed) => void): () => void
  /** Rolls the business date and extends the horizon when the property's clock says so; called about twice a minute. */
  tick(): Promise<void>
  /** Waits for what is queued, then closes the file. */
  close(): Promise<void>
}
