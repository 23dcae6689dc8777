/**
 * Runs commands inside the commit queue's jobs: rows, history, journal row and answer, whole or not at all (I4); then tells
 * what a commit changed, once it is durable.
 */
import type { Facet } from '../../shared/cells.ts'
import type { Changed } from '../../shared/contract/desk.ts'
import type { Topic } from '../../shared/contract/procedure.ts'
import type { Hint } from '../../shared/contract/sync-link.ts'
import type { Store } from '../store/store.ts'
import { areGroupsDue, areHoldsDue, expireHolds, releaseGroups } from './clock-work.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { History } from './history/history.ts'
import type { IdSource } from './ids.ts'
import type { BareContext, Execute, InHotel } from './ingest-one.ts'
import type { Journal } from './journal.ts'
import type { Parts } from './parts.ts'
import { followSales } from './pricing/follow-yield.ts'
import { offerFreed } from './waitlist/offers.ts'

export interface ExecutionPorts {
  readonly store: Store
  readonly parts: Parts
  readonly journal: Journal
  readonly history: History
  readonly clock: { now(): number }
  readonly ids: IdSource
  readonly inHotel: InHotel
  readonly hasHotel: () => boolean
  /** The hotel as the last commit left it, with the running command's context. @throws DomainError NoHotelYet */
  readonly withHotel: (context: BareContext) => CommandContext
  /** Reads the caches of catalog and property again. */
  readonly reload: () => void
}

/** Who did what nobody asked for. */
const CLOCK = 'clock'

export function createExecution(ports: ExecutionPorts) {
  const { store, parts, journal, history, clock, ids, inHotel, withHotel, reload } = ports
  // What a commit touched, gathered while its jobs run and told once it is durable.
  let fromSeq = journal.head().seq + 1
  let lastSeq = fromSeq - 1
  let topics = new Set<Topic>()
  let facets = new Set<Facet>()
  let connectionsChanged = false
  // How often the caches were read again, and how often as of the last commit: in between they show what is not yet durable.
  let reloads = 0
  let durableReloads = 0
  const changedListeners = new Set<(changed: Changed) => void>()
  const hintListeners = new Set<(hint: Hint) => void>()
  const hint = (wanted: Hint) => {
    for (const listener of hintListeners) listener(wanted)
  }

  /** @param work answers null when there was nothing to do; then nothing is written. */
  function runOne<A>(
    name: string,
    actor: string,
    work: (context: BareContext) => Outcome<A> | null,
  ): Outcome<A> | null {
    const head = journal.head()
    const context = { seq: head.seq + 1, at: clock.now(), actor, ids }
    // What a refused or rehearsed command had touched.
    parts.touched.take()
    const outcome = work(context)
    if (outcome === null) return null
    const payload = JSON.stringify(outcome.payload)
    journal.append({ seq: context.seq, at: context.at, actor, command: name, payload }, head.hash)
    const reservations = new Set([...(outcome.reservations ?? []), ...history.record(context.seq)])
    for (const reservationId of reservations) journal.touch(reservationId, context.seq)
    if (outcome.reload === true) {
      reloads++
      reload()
    }
    lastSeq = context.seq
    for (const topic of outcome.topics) topics.add(topic)
    topics.add('journal')
    for (const facet of outcome.facets) facets.add(facet)
    connectionsChanged ||= outcome.connections === true
    return outcome
  }

  /** What the clock has brought about meanwhile, also while the machine slept, comes before what is asked for now. */
  function catchUp(): void {
    if (!ports.hasHotel()) return
    if (areHoldsDue(parts, clock.now())) {
      runOne(
        'holds.expire',
        CLOCK,
        inHotel((context) => expireHolds(parts, context)),
      )
      offer()
    }
    if (areGroupsDue(parts, withHotel({ seq: 0, at: 0, actor: CLOCK, ids }).property.businessDate)) {
      runOne(
        'groups.releaseDue',
        CLOCK,
        inHotel((context) => releaseGroups(parts, context)),
      )
      offer()
    }
  }

  /** What became free goes to the waitlist in the same commit, before anybody else can ask for it. */
  function offer(): void {
    if (!parts.waitlist.isWaiting()) return
    runOne('waitlist.offer', CLOCK, (context) => offerFreed(parts, withHotel(context)))
  }

  /** Prices follow what was sold or freed after the command of that number, in the same commit. */
  function price(afterSeq: number): void {
    if (!parts.yield.isOn()) return
    runOne('yieldRules.follow', CLOCK, (context) => followSales(parts, withHotel(context), afterSeq))
  }

  /** One command inside its savepoint, with what the clock, the waitlist and the yield rules do around it. */
  const execute: Execute = (name, actor, work) => {
    try {
      const { seq } = journal.head()
      catchUp()
      const outcome = runOne(name, actor, work)
      if (outcome === null) throw new Error(`${name} has no outcome`)
      if (outcome.facets.includes('availability')) {
        offer()
        price(seq)
      }
      return outcome.answer
    } catch (error) {
      parts.waitlist.undone()
      throw error
    }
  }

  /**
   * What `work` would do and answer, tried on the file itself and undone; a refusal is thrown. Nothing runs in between:
   * like every commit, it begins and ends in one turn of the loop.
   */
  function rehearse<A>(work: (context: CommandContext) => A): A {
    const context = { seq: journal.head().seq + 1, at: clock.now(), actor: 'rehearsal', ids }
    store.sqlite.exec('BEGIN IMMEDIATE')
    try {
      return work(withHotel(context))
    } finally {
      if (store.sqlite.inTransaction) store.sqlite.exec('ROLLBACK')
    }
  }

  return {
    execute,
    rehearse,
    /** Inside a job: does what the clock has brought about. @returns whether there was something. */
    catchUp,
    isClockDue: (businessDate: string): boolean =>
      areHoldsDue(parts, clock.now()) || areGroupsDue(parts, businessDate),
    hint,
    /** Bookkeeping without a journal row changed what these topics show. */
    touch: (...touched: Topic[]): void => {
      for (const topic of touched) topics.add(topic)
    },
    onHint: (listener: (hint: Hint) => void): (() => void) => {
      hintListeners.add(listener)
      return () => hintListeners.delete(listener)
    },
    onChanged: (listener: (changed: Changed) => void): (() => void) => {
      changedListeners.add(listener)
      return () => changedListeners.delete(listener)
    },

    /** @returns forgets what a job told that was undone alone. */
    beginJob(): () => void {
      const [seq, toldTopics, toldFacets, connected] = [
        lastSeq,
        new Set(topics),
        new Set(facets),
        connectionsChanged,
      ]
      const reloadsBefore = reloads
      return () => {
        lastSeq = seq
        topics = toldTopics
        facets = toldFacets
        connectionsChanged = connected
        if (reloads !== reloadsBefore) reload()
      }
    },

    afterCommit(): void {
      parts.waitlist.committed()
      const [touchedTopics, touchedFacets, reconnect] = [topics, facets, connectionsChanged]
      const changed = { fromSeq: Math.min(fromSeq, lastSeq), toSeq: lastSeq, topics: [...touchedTopics] }
      fromSeq = lastSeq + 1
      durableReloads = reloads
      topics = new Set()
      facets = new Set()
      connectionsChanged = false
      if (changed.topics.length > 0) for (const listener of changedListeners) listener(changed)
      if (reconnect) hint({ kind: 'connections' })
      if (touchedFacets.size > 0) hint({ kind: 'work', facets: [...touchedFacets] })
    },

    afterFailure(): void {
      parts.waitlist.undone()
      topics = new Set()
      facets = new Set()
      connectionsChanged = false
      lastSeq = journal.head().seq
      fromSeq = lastSeq + 1
      // Most batches fail by a refusal, which leaves the caches as they are.
      if (reloads !== durableReloads) reload()
      durableReloads = reloads
    },
  }
}
