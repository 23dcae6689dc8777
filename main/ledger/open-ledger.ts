/** Opens a data folder as a ledger: puts the parts together and routes every command through the group commit. */
import { hash, randomUUID } from 'node:crypto'
import { DomainError } from '../../shared/errors.ts'
import { openKeyring } from '../store/keyring.ts'
import { openStore } from '../store/open.ts'
import type { Store } from '../store/store.ts'
import type { Alert } from './attention.ts'
import { createCalendarDesk } from './calendars/calendar-desk.ts'
import { isCalendar } from './calendars/is-calendar.ts'
import { type Catalog, createCatalogReader } from './catalog.ts'
import { createIngestion } from './channel-bookings.ts'
import type { ChannelParts } from './channel-settings.ts'
import type { CommandContext, Property } from './command.ts'
import { createAnswers } from './command-answers.ts'
import type { CommandName, Commands } from './commands.ts'
import { createCommitQueue } from './commit-queue.ts'
import { createExecution } from './execution.ts'
import { createHandlers } from './handlers.ts'
import { createHistory } from './history/history.ts'
import { createHotel } from './hotel.ts'
import { createHouseRules } from './house-rules.ts'
import { createIdSource, type Randomness } from './ids.ts'
import { type BareContext, createIngestOne, type InHotel } from './ingest-one.ts'
import { createJournal } from './journal.ts'
import { type Channel, createChannelRows } from './lanes/channel-rows.ts'
import { createLaneDesk } from './lanes/lane-desk.ts'
import { createLaneKeeper } from './lanes/lane-keeper.ts'
import { ALL_RULES, type LaneRules } from './lanes/rules.ts'
import type { Ledger } from './ledger.ts'
import { createParts } from './parts.ts'
import { isAutopilotDue, runAutopilot } from './pricing/autopilot.ts'
import { createQueries } from './queries.ts'
import { createRelayMail } from './relay-mail.ts'
import { createRelayPairing } from './relay-pairing.ts'
import { createRelayRows } from './relay-rows.ts'
import { createReplays } from './replay.ts'
import { createSetUp } from './set-up.ts'

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
  const houseRules = createHouseRules(store)
  const history = createHistory(store, parts.touched)
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
  /** One that something is sent to. */
  const findPushed = (channelId: string): Channel => {
    const channel = findChannel(channelId)
    if (isCalendar(channel)) throw new DomainError('UnknownChannel', { channelId })
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
  const channelParts: ChannelParts = { parts, rows, keeper, keyring, rules, find: findPushed }
  const channelName = (id: number) => channels.find((row) => row.id === id)?.name ?? ''

  reload()

  const withHotel = (context: BareContext): CommandContext => ({
    ...context,
    property: requireProperty(),
    catalog,
  })
  const inHotel: InHotel = (work) => (context) => work(withHotel(context))
  const execution = createExecution({
    store,
    parts,
    journal,
    history,
    clock,
    ids,
    inHotel,
    withHotel,
    hasHotel: () => property !== undefined,
    reload,
  })
  const { execute, rehearse, touch, hint } = execution
  const queue = createCommitQueue(
    store.sqlite,
    execution.afterCommit,
    execution.afterFailure,
    execution.beginJob,
  )
  const calendarDesk = createCalendarDesk({
    store,
    parts,
    channelRows: rows,
    ingestion,
    keyring,
    random,
    queue,
    clock,
    execute,
    inHotel,
    reading: () => withHotel({ seq: journal.head().seq, at: clock.now(), actor: 'calendar', ids }),
    channels: () => channels,
    relayUrl: () => relayRows.pairing()?.url ?? null,
    touch,
  })
  store.compileAll()
  const handlers = createHandlers({
    parts,
    setUp,
    houseRules,
    ingestion,
    channelParts,
    calendars: calendarDesk.commands,
    channelName,
    inHotel,
  })

  function submit<N extends CommandName>(
    name: N,
    actor: string,
    input: Commands[N]['input'],
  ): Promise<Commands[N]['output']> {
    const fingerprint = hash('sha256', `${name}\n${JSON.stringify(input)}`, 'buffer')
    const answered = queue.submit(() => {
      const known = answers.find<Commands[N]['output']>(actor, input.idempotencyKey, fingerprint)
      if (known !== undefined) return known
      const answer = execute(name, actor, handlers[name](input))
      // In the same commit: no channel is told of rooms that its waiting bookings have taken.
      if (name === 'channels.configure')
        replayWaiting(actor, (input as Commands['channels.configure']['input']).channelId)
      if (name === 'calendars.importFile') {
        const { calendarId, text } = input as Commands['calendars.importFile']['input']
        calendarDesk.takeFile(calendarId, text)
      }
      answers.keep(actor, input.idempotencyKey, fingerprint, answer, clock.now())
      return answer
    }, true)
    if (name !== 'calendars.readNow') return answered
    const { calendarId: channelId } = input as Commands['calendars.readNow']['input']
    return answered.then((answer) => {
      hint({ kind: 'pull', channelId })
      return answer
    })
  }

  const replayWaiting = createReplays({ sqlite: store.sqlite, ingestion, execute, inHotel, findChannel })

  /** Opens an alert while the write-ahead log is too large, and closes it again. */
  let isWalLarge: boolean | null = null
  async function watchWal(): Promise<void> {
    const isLarge = opened.walBytes() > WAL_ALERT_BYTES
    if (isLarge === isWalLarge) return
    isWalLarge = isLarge
    await queue.submit(() => {
      if (isLarge) parts.alerts.open(WAL_ALERT, clock.now())
      else parts.alerts.close(WAL_ALERT.kind, WAL_ALERT.key, clock.now())
      touch('cases')
    })
  }

  const ingestOne = calendarDesk.ingestWith(createIngestOne(ingestion, keeper, execute, inHotel))
  const relayParts = { queue, clock, rows: relayRows, execute, channels: () => channels }
  const relayMail = createRelayMail({ ...relayParts, alerts: parts.alerts, ingestOne, touch })
  const relayPairing = createRelayPairing({
    ...relayParts,
    channelRows: rows,
    keyring,
    random,
    findChannel: findPushed,
    currency: () => requireProperty().currency,
  })
  const lanes = createLaneDesk({
    queue,
    clock,
    rows,
    keeper,
    alerts: parts.alerts,
    ingestOne,
    channels: () => channels.filter(calendarDesk.isFetched),
    findChannel,
    currency: () => requireProperty().currency,
    openCredentials: (channel) => keyring.open(channel.credentialsSealed),
    headSeq: () => journal.head().seq,
    committedAt: (seq) => journal.row(seq)?.at,
    newId: randomUUID,
    touch,
    hint,
    onHint: execution.onHint,
  })

  const queries = createQueries({
    store,
    parts,
    rows,
    keeper,
    journal,
    now: clock.now,
    property: () => property,
    catalog: () => catalog,
    channels: () => channels.filter((channel) => !isCalendar(channel)),
    calendars: calendarDesk.view,
    findChannel,
    rehearse,
  })

  /** Once a business date, in a commit of its own: what the desk does meanwhile waits for it. */
  async function pilot(): Promise<void> {
    await queue.submit(() => {
      if (!isAutopilotDue(parts, requireProperty().businessDate)) return
      execute(
        'pricing.autopilot',
        'autopilot',
        inHotel((context) => runAutopilot(parts, context, queries.recommendations)),
      )
    })
  }

  return {
    store,
    warning: opened.warning,
    recordUrl: (url) => opened.lock.recordUrl(url),
    submit,
    lanes,
    relay: { ...relayPairing, ...relayMail },
    calendars: calendarDesk.exports,
    queries,
    onChanged: execution.onChanged,
    tick: async () => {
      answers.pruneBefore(queue, clock.now())
      relayMail.prune()
      await watchWal()
      if (property === undefined) return
      const isRollDue = hotel.needsRoll(property, clock.now())
      if (isRollDue || execution.isClockDue(property.businessDate))
        await queue.submit(() => {
          execution.catchUp()
          // Looked at again inside: another tick may have rolled meanwhile.
          if (!hotel.needsRoll(requireProperty(), clock.now())) return
          const { businessDate } = execute(
            'property.roll',
            'clock',
            inHotel((context) => {
              // Rule 9: a night that comes within a channel's horizon is a raise, as by a change of its settings.
              for (const { id } of channels) keeper.settingsChangedAt(id, context.seq)
              return hotel.roll(context, rules)
            }),
          )
          keeper.prune(businessDate)
          execution.catchUp()
        })
      if (isAutopilotDue(parts, property.businessDate)) await pilot()
    },
    close: async () => {
      await queue.close()
      store.sqlite.close()
      opened.lock.release()
    },
  }
}
