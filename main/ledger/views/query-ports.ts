/** What every view is made with. */
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import type { CommandContext, Property } from '../command.ts'
import type { Journal } from '../journal.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { LaneKeeper } from '../lanes/lane-keeper.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'

type CalendarView = (catalog: Catalog) => ReturnType<LedgerQueries['calendars']>

export interface QueryPorts {
  readonly store: Store
  readonly parts: Parts
  readonly rows: ChannelRows
  readonly keeper: LaneKeeper
  readonly journal: Journal
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly property: () => Property | undefined
  readonly catalog: () => Catalog
  /** Without calendars. */
  readonly channels: () => readonly Channel[]
  readonly calendars: CalendarView
  /** Does something on the file itself and undoes it; what it answers is what would be. */
  readonly rehearse: <A>(work: (context: CommandContext) => A) => A
  /** @throws DomainError UnknownChannel */
  readonly findChannel: (channelId: string) => Channel
}
