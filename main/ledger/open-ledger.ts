/** Opens a data folder as a ledger: puts the parts together and routes every command through the group commit. */
import { hash, randomUUID } from 'node:crypto'
import type { Facet } from '../../shared/cells.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import type { Topic } from '../../shared/contract/procedure.ts'
import type { Hint } from '../../shared/contract/sync-link.ts'
import { DomainError } from '../../shared/errors.ts'
import { openKeyring } from '../store/keyring.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import { assignRoom, checkIn, checkOut } from './assignment.ts'
import type { Alert } from './attention.ts'
import { cancelReservation } from './cancellation.ts'
import { type Catalog, createCatalogReader } from './catalog.ts'
import { createIngestion } from './channel-bookings.ts'
import {
  type ChannelParts,
  configureChannel,
  connectChannel,
  resumeChannel,
  resyncChannel,
} from './channel-settings.ts'
import type { CommandContext, Outcome, Property } from './command.ts'
import { createAnswers } from './command-answers.ts'
import { createCommitQueue } from './commit-queue.ts'
import { createHotel } from './hotel.ts'
import { createIdSource, type Randomness } from './ids.ts'
import { createIngestOne } from './ingest-one.ts'
import { createJournal } from './journal.ts'
import { type Channel, createChannelRows } from './lanes/channel-rows.ts'
import { createLaneDesk } from './lanes/lane-desk.ts'
import { createLaneKeeper } from './lanes/lane-keeper.ts'
import { ALL_RULES, type LaneRules } from './lanes/rules.ts'
import type { CommandName, Commands, Ledger } from './ledger.ts'
import { blockRoom, unblockRoom } from './out-of-order.ts'
import { createParts } from './parts.ts'
import { createQueries } from './queries.ts'
import { changeRates, setRateCells, setRateRange } from './rate-changes.ts'
import { createRelayMail } from './relay-mail.ts'
import { createRelayPairing } from './relay-pairing.ts'
import { createRelayRows } from './relay-rows.ts'
import { editReservation } from './reservation-changes.ts'
import { createReservation } from './sale.ts'
import { createSetUp } from './set-up.ts'
import { changeStay } from './stay-change.ts'
import { importStays } from './stay-import.ts'

export interface LedgerOptions {
  readonly dir: string
  readonly clock: { now(): number; monotonic(): number }
  readonly random: Randomness
  /** Of the lanes; all of them, but in the model that shows each to be needed. */
  readonly rules?: LaneRules
}

export interface OpenedLedger extends Ledger {
  readonly store: Store
  /** For people: the folder is usable, but not a good place. */
  readonly warning: string | null
  /** Where this host is reached, for the message of a second one. */
  recordUrl(url: string): void
}

/** Beyond it a reader has been open for too long. */
const WAL_ALERT_BYTES = 64 * 1024 * 1024
const WAL_ALERT: Alert = {
  kind: 'walLarge',
  key: 'ledger',
  severity: 'warning',
  subject: 'Ledger file',
  detail: 'The write-ahead log is over 64 MB: a report or a copy has been reading for too long. End it.',
}

/** @throws DataFolderInUse, DataFolderRefused, LedgerTooNew */
export async function openLedger(options: LedgerOptions): Promise<OpenedLedger> {
  const { clock, random } = options
  const rules = options.rules ?? ALL_RULES
  const opened = await openStore(options.dir, clock.now())
  const { store } = opened
  const ids = createIdSource(random, clock.now)
  const journal = createJournal(store)
  const answers = createAnswers(store)
  const parts = createParts(store, ids, journal)
  const hotel = createHotel(store, parts)
  const setUp = createSetUp(store, parts, hotel)
  const rows = createChannelRows(store)
  const readCatalog = createCatalogReader(store)
  const keyring = openKeyring(opened.dir, (count) => random.bytes(count))

  let property: Property | undefined
  let catalog: Catalog
  let channels: readonly Channel[]
  const reload = () => {
    property = hotel.property()
    catalog = readCatalog()
    channels = rows.all()
  }
  const requireProperty = (): Property => {
    if (property === undefined) throw new DomainError('NoHotelYet', {})
    return property
  }
  const findChannel = (channelId: string): Channel => {
    const channel = channels.find((row) => row.publicId === channelId)
    if (channel === undefined) throw new DomainError('UnknownChannel', { channelId })
    return channel
  }

  const keeper = createLaneKeeper(store, rows, {
    now: clock.now,
    monotonic: clock.monotonic,
    newRequestId: randomUUID,
    headSeq: () => journal.head().seq,
    channel: (id) => {
      const channel = channels.find((row) => row.id === id)
      if (channel === undefined) throw new Error(`no channel ${id}`)
      return channel
    },
    today: () => requireProperty().calendarDate,
    rules,
  })
  const relayRows = createRelayRows(store)
  const ingestion = createIngestion(store, parts, rows, keeper)
  const channelParts: ChannelParts = { parts, rows, keeper, keyring, rules, find: findChannel }
  const channelName = (id: number) => channels.find((row) => row.id === id)?.name ?? ''

  store.compileAll()
  reload()

  // What a commit touched, gathered while its jobs run and told once it is durable.
  let fromSeq = journal.head().seq + 1
  let lastSeq = fromSeq - 1
  let topics = new Set<Topic>()
  let facets = new Set<Facet>()
  let connectionsChanged = false
  const changedListeners = new Set<(changed: Changed) => void>()
  const hintListeners = new Set<(hint: Hint) => void>()
  const hint = (wanted: Hint) => {
    for (const listener of hintListeners) listener(wanted)
  }

  const queue = createCommitQueue(store.sqlite, afterCommit, afterFailure)

  function afterCommit(): void {
    const [touchedTopics, touchedFacets, reconnect] = [topics, facets, connectionsChanged]
    const changed = { fromSeq: Math.min(fromSeq, lastSeq), toSeq: lastSeq, topics: [...touchedTopics] }
    fromSeq = lastSeq + 1
    topics = new Set()
    facets = new Set()
    connectionsChanged = false
    if (changed.topics.length > 0) for (const listener of changedListeners) listener(changed)
    if (reconnect) hint({ kind: 'connections' })
    if (touchedFacets.size > 0) hint({ kind: 'work', facets: [...touchedFacets] })
  }

  function afterFailure(): void {
    topics = new Set()
    facets = new Set()
    connectionsChanged = false
    lastSeq = journal.head().seq
    fromSeq = lastSeq + 1
    reload()
  }

  /** One command inside its savepoint: its rows, its journal row and its answer, whole or not at all (I4). */
  function execute<A>(
    name: string,
    actor: string,
    work: (context: Omit<CommandContext, 'property' | 'catalog'>) => Outcome<A>,
  ): A {
    const head = journal.head()
    const context = { seq: head.seq + 1, at: clock.now(), actor, ids }
    const outcome = work(context)
    const payload = JSON.stringify(outcome.payload)
    journal.append({ seq: context.seq, at: context.at, actor, command: name, payload }, head.hash)
    for (const reservationId of outcome.reservations ?? []) journal.touch(reservationId, context.seq)
    if (outcome.reload === true) reload()
    lastSeq = context.seq
    for (const topic of outcome.topics) topics.add(topic)
    topics.add('journal')
    for (const facet of outcome.facets) facets.add(facet)
    connectionsChanged ||= outcome.connections === true
    return outcome.answer
  }

  /**
   * What `work` would do and answer, tried on the file itself and undone; a refusal is thrown. Nothing runs in between:
   * like every commit, it begins and ends in one turn of the loop.
   */
  function rehearse<A>(work: (context: CommandContext) => A): A {
    const context = { seq: journal.head().seq + 1, at: clock.now(), actor: 'rehearsal', ids }
    store.sqlite.exec('BEGIN IMMEDIATE')
    try {
      return work({ ...context, property: requireProperty(), catalog })
    } finally {
      if (store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK')
    }
  }

  const inHotel =
    <A>(work: (context: CommandContext) => Outcome<A>) =>
    (context: Omit<CommandContext, 'property' | 'catalog'>): Outcome<A> =>
      work({ ...context, property: requireProperty(), catalog })

  type Handlers = {
    [N in CommandName]: (
      input: Commands[N]['input'],
    ) => (context: Omit<CommandContext, 'property' | 'catalog'>) => Outcome<Commands[N]['output']>
  }
  const handlers: Handlers = {
    'property.setUp': (input) => (context) => setUp.setUp(context, input),
    'property.configure': (input) => inHotel((context) => setUp.configure(context, input)),
    'property.addRooms': (input) => inHotel((context) => setUp.addRooms(context, input)),
    'reservations.create': (input) => inHotel((context) => createReservation(parts, context, input)),
    'reservations.cancel': (input) =>
      inHotel((context) => cancelReservation(parts, context, input, channelName)),
    'reservations.edit': (input) => inHotel((context) => editReservation(parts, context, input)),
    'reservations.import': (input) => inHotel((context) => importStays(parts, context, input)),
    'stays.change': (input) => inHotel((context) => changeStay(parts, context, input)),
    'rooms.block': (input) => inHotel((context) => blockRoom(parts, context, input)),
    'rooms.unblock': (input) => inHotel((context) => unblockRoom(parts, context, input)),
    'rates.change': (input) => inHotel((context) => changeRates(parts, context, input)),
    'stays.assignRoom': (input) => inHotel((context) => assignRoom(parts, context, input)),
    'stays.checkIn': (input) => inHotel((context) => checkIn(parts, context, input)),
    'stays.checkOut': (input) => inHotel((context) => checkOut(parts, context, input)),
    'rates.setCells': (input) => inHotel((context) => setRateCells(parts, context, input)),
    'rates.setRange': (input) => inHotel((context) => setRateRange(parts, context, input)),
    'channels.connect': (input) => inHotel((context) => connectChannel(channelParts, context, input)),
    'channels.configure': (input) => inHotel((context) => configureChannel(channelParts, context, input)),
    'channels.resync': (input) => inHotel((context) => resyncChannel(channelParts, context, input)),
    'channels.resume': (input) => inHotel((context) => resumeChannel(channelParts, context, input)),
  }

  function submit<N extends CommandName>(
    name: N,
    actor: string,
    input: Commands[N]['input'],
  ): Promise<Commands[N]['output']> {
    const fingerprint = hash('sha256', `${name}\n${JSON.stringify(input)}`, 'buffer')
    return queue.submit(() => {
      const known = answers.find<Commands[N]['output']>(actor, input.idempotencyKey, fingerprint)
      if (known !== undefined) return known
      const answer = execute(name, actor, handlers[name](input))
      answers.keep(actor, input.idempotencyKey, fingerprint, answer, clock.now())
      return answer
    }, true)
  }

  /** Opens an alert while the write-ahead log is too large, and closes it again. */
  let isWalLarge: boolean | null = null
  async function watchWal(): Promise<void> {
    const isLarge = opened.walBytes() > WAL_ALERT_BYTES
    if (isLarge === isWalLarge) return
    isWalLarge = isLarge
    await queue.submit(() => {
      if (isLarge) parts.alerts.open(WAL_ALERT, clock.now())
      else parts.alerts.close(WAL_ALERT.kind, WAL_ALERT.key, clock.now())
      topics.add('cases')
    })
  }

  const touch = (...touched: Topic[]) => {
    for (const topic of touched) topics.add(topic)
  }
  const ingestOne = createIngestOne(ingestion, keeper, execute, inHotel)
  const relayParts = { queue, clock, rows: relayRows, execute, channels: () => channels }
  const relayMail = createRelayMail({ ...relayParts, alerts: parts.alerts, ingestOne, touch })
  const relayPairing = createRelayPairing({
    ...relayParts,
    channelRows: rows,
    keyring,
    random,
    findChannel,
    currency: () => requireProperty().currency,
  })
  const lanes = createLaneDesk({
    queue,
    clock,
    rows,
    keeper,
    alerts: parts.alerts,
    ingestOne,
    channels: () => channels,
    findChannel,
    currency: () => requireProperty().currency,
    openCredentials: (channel) => keyring.open(channel.credentialsSealed),
    headSeq: () => journal.head().seq,
    newId: randomUUID,
    touch,
    hint,
    onHint: (listener) => {
      hintListeners.add(listener)
      return () => hintListeners.delete(listener)
    },
  })

  return {
    store,
    warning: opened.warning,
    recordUrl: (url) => opened.lock.recordUrl(url),
    submit,
    lanes,
    relay: { ...relayPairing, ...relayMail },
    queries: createQueries({
      store,
      parts,
      rows,
      keeper,
      journal,
      property: () => property,
      catalog: () => catalog,
      channels: () => channels,
      findChannel,
      rehearse,
    }),
    onChanged: (listener) => {
      changedListeners.add(listener)
      return () => changedListeners.delete(listener)
    },
    tick: async () => {
      answers.pruneBefore(queue, clock.now())
      relayMail.prune()
      await watchWal()
      if (property === undefined || !hotel.needsRoll(property, clock.now())) return
      await queue.submit(() => {
        // Looked at again inside: another tick may have rolled meanwhile.
        if (!hotel.needsRoll(requireProperty(), clock.now())) return
        const { businessDate } = execute(
          'property.roll',
          'clock',
          inHotel((context) => hotel.roll(context, rules)),
        )
        keeper.prune(businessDate)
      })
    },
    close: async () => {
      await queue.close()
      store.sqlite.close()
      opened.lock.release()
    },
  }
}
