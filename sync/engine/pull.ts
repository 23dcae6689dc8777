/**
 * Fetches a channel's reservations round after round. A message is acknowledged to the channel only after the desk
 * has committed it (I7); one that could not be read or committed is left to be delivered again.
 */
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import type { ChannelConnection } from '../../shared/contract/sync-link.ts'
import { backoffMs } from './backoff.ts'
import { Bell } from './bell.ts'
import { codeOf, endsEngine, laneError, type Problem, problemOf, traceOf } from './faults.ts'
import {
  MOST_ACKNOWLEDGE_ATTEMPTS,
  MOST_INGESTED_TOGETHER,
  MOST_MESSAGES_PER_FETCH,
  SHORTEST_ROUND_GAP_MS,
} from './limits.ts'
import type { ChannelAdapter, ChannelContext, EnginePorts, PulledMessage } from './ports.ts'
import { Standstill } from './standstill.ts'
import { toldHttp } from './told-http.ts'

interface Committed {
  readonly queue: string
  readonly messages: { readonly receipt: string; readonly code: string | null }[]
}

/** One round as it goes on. */
interface Round {
  readonly committed: Committed[]
  /** Reservations of which an earlier message was not committed: later ones must not overtake it. */
  readonly heldBack: Set<string>
  problem: Problem | null
}

export class Pull {
  readonly standstill: Standstill
  readonly #ports: EnginePorts
  readonly #adapter: ChannelAdapter
  readonly #soon: Bell
  #connection: ChannelConnection
  #failures = 0
  /** Monotonic; the documented pause is counted from here. */
  #acknowledgedAt = Number.NEGATIVE_INFINITY
  /** Epoch ms at which the last complete round began. */
  #fetchedAt: number | null

  constructor(ports: EnginePorts, adapter: ChannelAdapter, connection: ChannelConnection) {
    this.standstill = new Standstill(ports.clock, false)
    this.#ports = ports
    this.#adapter = adapter
    this.#soon = new Bell(ports.clock)
    this.#connection = connection
    this.#fetchedAt = connection.lastPullAt ?? null
  }

  /** Begins the next round as early as the channel allows; a round under way is followed by another one. */
  ring(): void {
    this.#soon.ring()
  }

  /** As for a lane. */
  update(connection: ChannelConnection, isOther: boolean): void {
    this.#connection = connection
    if (!isOther) return
    this.#failures = 0
    this.standstill.startAfresh()
  }

  /** Ends after `signal` aborts; rejects only when the desk is gone for good, or by a bug. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      this.#soon.hush()
      this.standstill.settingsRead()
      const connection = this.#connection
      const problem = await this.#round(connection, signal)
      if (problem?.isOutage) await this.#waitAfter(problem, connection, signal)
      else await this.#waitForNext(connection, signal)
    }
  }

  /** The interval, or less after a ring, but never less than the pauses that the channel asks for. */
  async #waitForNext(connection: ChannelConnection, signal: AbortSignal): Promise<void> {
    this.#failures = 0
    const { pullIntervalMs } = connection.settings
    const leastGapMs = CHANNEL_KINDS[connection.kind].pullGapMs ?? SHORTEST_ROUND_GAP_MS
    const gapMs = Math.max(Math.min(pullIntervalMs, leastGapMs), this.#pauseLeftMs(connection))
    await this.#ports.clock.sleep(gapMs, signal)
    if (pullIntervalMs > gapMs) await this.#soon.answer(pullIntervalMs - gapMs, signal)
  }

  /** "5xx on fetch: wait for the next poll, no zero-delay retry" (Booking.com): never less than the interval. */
  async #waitAfter(problem: Problem, connection: ChannelConnection, signal: AbortSignal): Promise<void> {
    const { random, log } = this.#ports
    const { channelId, settings } = connection
    this.#failures += 1
    const backoff = backoffMs(this.#failures, settings, random, problem.retryAfterMs)
    const waitMs = Math.max(backoff, settings.pullIntervalMs, this.#pauseLeftMs(connection))
    const code = problem.error.code
    log.warn({ channelId, code, failures: this.#failures, waitMs, stop: problem.stop }, 'a pull failed')
    if (problem.stop) this.standstill.haltUnlessChanged()
    await this.standstill.wait(waitMs, signal)
  }

  #pauseLeftMs(connection: ChannelConnection): number {
    const earliest = this.#acknowledgedAt + connection.settings.pauseAfterAcknowledgeMs
    return Math.max(0, earliest - this.#ports.clock.monotonic())
  }

  async #round(connection: ChannelConnection, signal: AbortSignal): Promise<Problem | null> {
    const { desk, http, clock } = this.#ports
    const { channelId } = connection
    const context = { connection, http, clock, signal, fetchedAt: this.#fetchedAt }
    const begunAt = clock.now()
    const round: Round = { committed: [], heldBack: new Set(), problem: null }
    try {
      const pullId = await desk.beginPull(channelId)
      for (const queue of this.#adapter.queues) {
        if (!(await this.#fetch(queue, round, context))) break
      }
      // A round given up by ourselves is no error of the channel; the desk sees one that never completed.
      if (signal.aborted) return null
      // The desk may raise availability from here on; the acknowledgement has no part in that.
      await desk.completePull(channelId, pullId, round.problem?.error ?? null)
      if (round.problem === null) this.#fetchedAt = begunAt
    } catch (error) {
      if (endsEngine(error)) throw error
      round.problem ??= this.#deskProblem(error, 'the desk refused a pull', true)
    }
    const unacknowledged = await this.#acknowledgeAll(round.committed, context)
    if (unacknowledged !== null && round.problem === null) await this.#report(unacknowledged, channelId)
    return round.problem ?? unacknowledged
  }

  /** One queue into the desk; false when the queues after it must wait for the next round. */
  async #fetch(queue: string, round: Round, context: ChannelContext): Promise<boolean> {
    const { channelId } = context.connection
    let messages: PulledMessage[]
    try {
      messages = await this.#adapter.fetch(queue, this.#told(context, 'fetch', queue))
    } catch (error) {
      round.problem ??= this.#channelProblem(error, channelId)
      return false
    }
    const committed: Committed = { queue, messages: [] }
    round.committed.push(committed)
    for (const together of togetherOf(messages.slice(0, MOST_MESSAGES_PER_FETCH))) {
      if (context.signal.aborted) return false
      await this.#ingestTogether(together, round, committed, channelId)
    }
    if (messages.length <= MOST_MESSAGES_PER_FETCH) return true
    round.problem ??= MORE_TO_COME
    return false
  }

  /** Asked in order without waiting for each other, so that the desk takes them in few commits. Ends when all are answered. */
  async #ingestTogether(
    together: readonly PulledMessage[],
    round: Round,
    committed: Committed,
    channelId: string,
  ): Promise<void> {
    const ends = await Promise.allSettled(
      together.map((pulled) => this.#ingest(pulled, round, committed, channelId)),
    )
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }

  /** The same, whose calls are told as made for this. */
  #told(context: ChannelContext, kind: 'fetch' | 'acknowledge', part: string): ChannelContext {
    const http = toldHttp(this.#ports, context.connection, { kind, part, requestId: null })
    return { ...context, http }
  }

  /** A message that the desk fails on holds back its own reservation, not those behind it. */
  async #ingest(pulled: PulledMessage, round: Round, committed: Committed, channelId: string): Promise<void> {
    const { message, receipt } = pulled
    if (round.heldBack.has(message.channelRef)) return
    try {
      const { outcome, code } = await this.#ports.desk.ingest(channelId, message)
      if (outcome !== 'unreadable') committed.messages.push({ receipt, code })
    } catch (error) {
      // Without the link, or with a desk too busy to answer, the messages behind it would fare no better.
      if (endsEngine(error) || codeOf(error) === 'Timeout') throw error
      round.heldBack.add(message.channelRef)
      round.problem ??= this.#deskProblem(error, 'the desk did not take a message', false)
    }
  }

  async #acknowledgeAll(committed: readonly Committed[], context: ChannelContext): Promise<Problem | null> {
    let problem: Problem | null = null
    for (const { queue, messages } of committed) {
      if (messages.length > 0 && !context.signal.aborted) {
        problem = (await this.#acknowledge(queue, messages, context)) ?? problem
        this.#acknowledgedAt = this.#ports.clock.monotonic()
      }
    }
    return problem
  }

  /** Given up after a few attempts: the channel delivers again, and the desk recognises what it has. */
  async #acknowledge(
    queue: string,
    messages: Committed['messages'],
    context: ChannelContext,
  ): Promise<Problem | null> {
    const { clock, random } = this.#ports
    const { channelId, settings } = context.connection
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#adapter.acknowledge(queue, messages, this.#told(context, 'acknowledge', queue))
        return null
      } catch (error) {
        const problem = this.#channelProblem(error, channelId)
        const isLast = attempt === MOST_ACKNOWLEDGE_ATTEMPTS || context.signal.aborted
        if (problem.stop || isLast) return problem
        const jitteredMs = backoffMs(attempt, settings, random)
        // A channel that asks for a longer pause than this gets it as a part of the wait for the next round.
        if ((problem.retryAfterMs ?? 0) > jitteredMs) return problem
        await clock.sleep(jitteredMs, context.signal)
      }
    }
  }

  /** The round itself was complete, so what failed after it is shown by one that was not. */
  async #report(problem: Problem, channelId: string): Promise<void> {
    const { desk } = this.#ports
    try {
      await desk.completePull(channelId, await desk.beginPull(channelId), problem.error)
    } catch (error) {
      if (endsEngine(error)) throw error
      this.#deskProblem(error, 'the desk did not take a report', true)
    }
  }

  #channelProblem(error: unknown, channelId: string): Problem {
    const problem = problemOf(error)
    const fields = { channelId, ...traceOf(error) }
    if (codeOf(error) === null) this.#ports.log.error(fields, 'the adapter failed')
    return problem
  }

  #deskProblem(error: unknown, event: string, isOutage: boolean): Problem {
    this.#ports.log.error({ channelId: this.#connection.channelId, ...traceOf(error) }, event)
    const code = codeOf(error) ?? 'DeskFault'
    const message =
      'The desk did not take a reservation that was fetched. It will be fetched again; the log has the details.'
    return { error: laneError(code, message), stop: false, retryAfterMs: null, isOutage }
  }
}

/** Neighbours of different reservations: what is said of one reservation twice waits for the answer to the first. */
function togetherOf(messages: readonly PulledMessage[]): PulledMessage[][] {
  const groups: PulledMessage[][] = []
  let references = new Set<string>()
  for (const pulled of messages) {
    const { channelRef } = pulled.message
    const group = groups.at(-1)
    if (group === undefined || group.length === MOST_INGESTED_TOGETHER || references.has(channelRef)) {
      groups.push([pulled])
      references = new Set([channelRef])
    } else {
      group.push(pulled)
      references.add(channelRef)
    }
  }
  return groups
}

const MORE_TO_COME: Problem = {
  error: laneError(
    'MoreMessages',
    `The channel holds more than ${MOST_MESSAGES_PER_FETCH} reservations in one queue. The rest comes with the next rounds.`,
  ),
  stop: false,
  retryAfterMs: null,
  isOutage: false,
}
