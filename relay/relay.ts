/** The relay put together: its store, what it takes in, and what it hands out. Time and chance are passed in. */
import { createCalendars } from './calendars.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { createHooks } from './hooks.ts'
import { createHotels } from './hotels.ts'
import { openSessions } from './mailbox-sessions.ts'
import { createPairingEndpoints } from './pairing-endpoints.ts'
import { createSealingRoom } from './sealing-room.ts'
import { newSecret, type RandomBytes } from './secrets.ts'
import { startServer } from './server.ts'
import { createSqliteMailbox, type SqliteMailbox } from './sqlite-mailbox.ts'
import { openStore, type RelayStore } from './store.ts'
import { createBuckets, type Limit } from './token-bucket.ts'

export interface RelayClock {
  /** Epoch milliseconds. */
  now(): number
  monotonic(): number
  /** Calls once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void
  /** Calls every `ms`; the answer ends it. */
  every(ms: number, run: () => void): () => void
}

export interface RelayLog {
  info(fields: object, text: string): void
  error(fields: object, text: string): void
}

export interface RelayOptions {
  readonly dir: string
  readonly host: string
  readonly port: number
  /** Webhooks of one hotel. */
  readonly rate: Limit
  readonly clock: RelayClock
  readonly randomBytes: RandomBytes
  readonly log: RelayLog
}

export interface Relay {
  readonly url: string
  close(): Promise<void>
}

/** Wrong credentials for one hotel: a mistyped password is tried a few times, not a thousand. */
const FAILURES: Limit = { perSecond: 0.5, burst: 20 }
/** Pairings and recoveries, all of them together. */
const STRANGERS: Limit = { perSecond: 5, burst: 50 }
/** Channels fetch a calendar every few hours, several at once perhaps. */
const FETCHES: Limit = { perSecond: 0.2, burst: 30 }
const SWEEP_EVERY_MS = 30_000
const PRUNE_EVERY_MS = 60_000
const MOST_PRUNED = 2_000

/** @throws FolderInUse, StoreTooNew, or the system's error when the port cannot be had. */
export async function openRelay(options: RelayOptions): Promise<Relay> {
  const { dir, host, port, rate, clock, randomBytes, log } = options
  const { now, monotonic } = clock
  const report = (error: unknown) => log.error(traceOf(error), 'an unknown failure')
  const store = openStore(dir, () => newSecret(randomBytes).slice(0, 22), now())
  const { commits, mailbox } = openMailbox(store, now, report)
  try {
    const hotels = createHotels({ sqlite: store.sqlite, commits, now, randomBytes })
    const sealing = createSealingRoom(randomBytes, monotonic)
    const hooks = createHooks({
      hotels,
      mailbox,
      sealing,
      accepted: createBuckets(rate, monotonic),
      failed: createBuckets(FAILURES, monotonic),
      now,
    })
    const pairing = createPairingEndpoints({
      hotels,
      epoch: store.epoch,
      randomBytes,
      monotonic,
      strangers: createBuckets(STRANGERS, monotonic),
    })
    const calendars = createCalendars({
      sqlite: store.sqlite,
      commits,
      hotels,
      now,
      fetched: createBuckets(FETCHES, monotonic),
      unknown: createBuckets(STRANGERS, monotonic),
    })
    const sessions = await openSessions({ mailbox, hotels, epoch: store.epoch, monotonic, report })
    const server = await startServer({
      host,
      port,
      hotels,
      mailbox,
      hooks,
      pairing,
      calendars,
      sessions,
      monotonic,
      after: clock.after,
      report,
    })
    const ends = [
      clock.every(SWEEP_EVERY_MS, () => {
        sealing.sweep()
        sessions.sweep()
      }),
      clock.every(PRUNE_EVERY_MS, () => {
        mailbox.prune(now(), MOST_PRUNED).catch(report)
      }),
    ]
    log.info({ url: server.url, epoch: store.epoch }, 'the relay listens')
    return {
      url: server.url,
      async close() {
        for (const end of ends) end()
        await server.close()
        await mailbox.close()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}

/** The mailbox and the group commit that it writes through, which the registry of hotels shares. */
export function openMailbox(
  store: RelayStore,
  now: () => number,
  report: (error: unknown) => void,
  mostWaiting?: number,
): { commits: GroupCommit; mailbox: SqliteMailbox } {
  const mailbox: SqliteMailbox = createSqliteMailbox({
    store,
    now,
    commits: () => commits,
    ...(mostWaiting === undefined ? {} : { mostWaiting }),
  })
  const commits: GroupCommit = createGroupCommit(store.sqlite, {
    beforeCommit: mailbox.beforeCommit,
    afterCommit: mailbox.afterCommit,
    afterRollback: mailbox.afterRollback,
    onFailure: report,
  })
  return { commits, mailbox }
}

/** What failed and where, without its message, as that may quote what a guest wrote. */
function traceOf(error: unknown): object {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  const stack = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return { name: error.name, code, stack: stack.slice(0, 12) }
}
