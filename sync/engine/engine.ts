/** The sync engine: keeps one `Channel` running for each connection of the desk and hands them the desk's hints. */
import type { ChannelConnection, Hint } from '../../shared/contract/sync-link.ts'
import { backoffMs } from './backoff.ts'
import { Bell } from './bell.ts'
import { Channel } from './channel.ts'
import { endsEngine, traceOf } from './faults.ts'
import { inquire } from './inquiry.ts'
import { DESK_BACKOFF, LONGEST_SILENCE_MS, SHORTEST_SILENCE_MS } from './limits.ts'
import type { EnginePorts } from './ports.ts'

export class Engine {
  readonly #ports: EnginePorts
  readonly #stop = new AbortController()
  readonly #channels = new Map<string, Channel>()
  readonly #reread: Bell
  /** Pulls that stand still may be tried again, once the connections are read: with the old ones it would be in vain. */
  #hasPersonActed = false
  #running: Promise<void> | null = null

  constructor(ports: EnginePorts) {
    this.#ports = ports
    this.#reread = new Bell(ports.clock)
  }

  /**
   * Runs until `stop`. Rejects when no further call to the desk can succeed (`LinkClosed`, `StaleEpoch`) or by a
   * bug; all loops have ended then.
   */
  run(): Promise<void> {
    this.#running ??= this.#run()
    return this.#running
  }

  /** Resolves when every loop has ended. Requests in flight are given up. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.#running?.catch(() => undefined)
  }

  async #run(): Promise<void> {
    const ends = await Promise.allSettled([
      this.#keep(this.#followHints()),
      this.#keep(this.#followConnections()),
      this.#keep(this.#followRelay()),
    ])
    const stopped = await Promise.allSettled([...this.#channels.values()].map((channel) => channel.stop()))
    this.#channels.clear()
    const failure = this.#failure ?? [...ends, ...stopped].find((end) => end.status === 'rejected')
    if (failure !== undefined) throw failure.reason
  }

  async #followRelay(): Promise<void> {
    await this.#ports.relay?.run(this.#stop.signal, (channelId) => this.#channels.get(channelId)?.ringPull())
  }

  /** The first failure, which is the cause of the others. */
  #failure: { readonly reason: unknown } | undefined

  /** A loop that fails ends the engine. */
  async #keep(loop: Promise<void>): Promise<void> {
    try {
      await loop
    } catch (reason) {
      this.#failure ??= { reason }
      this.#stop.abort()
      throw reason
    }
  }

  async #followHints(): Promise<void> {
    const { desk, clock, log, random } = this.#ports
    const { signal } = this.#stop
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        for await (const hint of desk.hints(signal)) {
          failures = 1
          this.#take(hint)
        }
      } catch (error) {
        if (signal.aborted) return
        if (endsEngine(error)) throw error
        log.warn(traceOf(error), 'the desk’s hints ended')
      }
      await clock.sleep(Math.max(SHORTEST_SILENCE_MS, backoffMs(failures, DESK_BACKOFF, random)), signal)
    }
  }

  #take(hint: Hint): void {
    if (hint.kind === 'work') for (const channel of this.#channels.values()) channel.ringLanes(hint.facets)
    else if (hint.kind === 'inquiry') void this.#inquire(hint)
    else if (hint.kind === 'pull') {
      this.#channels.get(hint.channelId)?.ringPull()
      this.#ports.relay?.ring()
    } else {
      this.#hasPersonActed = true
      this.#reread.ring()
      this.#ports.relay?.reconsider()
    }
  }

  /** Beside the lanes, and not within the limit that they share: it is one request, and somebody waits for it. */
  async #inquire(hint: Extract<Hint, { kind: 'inquiry' }>): Promise<void> {
    const { desk, adapters, log } = this.#ports
    const { inquiryId, ask, connection } = hint
    try {
      const answer = await inquire(hint, adapters[connection.kind], this.#ports, this.#stop.signal)
      if (!this.#stop.signal.aborted) await desk.answerInquiry(inquiryId, answer)
    } catch (error) {
      // The desk waits a bounded time; where it is gone the hints end, too, and with them the engine.
      log.warn({ ...traceOf(error), ask, kind: connection.kind }, 'an inquiry was not answered')
    }
  }

  /** Reads the connections at the start, after each hint about them, and now and then, as hints may be lost. */
  async #followConnections(): Promise<void> {
    const { desk, clock, log, random } = this.#ports
    const { signal } = this.#stop
    for (let failures = 0; !signal.aborted; ) {
      this.#reread.hush()
      const lifts = this.#hasPersonActed
      this.#hasPersonActed = false
      const haltedBefore = new Map([...this.#channels].map(([id, channel]) => [id, channel.haltedLanes()]))
      try {
        await this.#apply(await desk.connections(), haltedBefore)
        if (lifts) for (const channel of this.#channels.values()) channel.liftPull()
        failures = 0
        await this.#reread.answer(LONGEST_SILENCE_MS, signal)
      } catch (error) {
        if (endsEngine(error)) throw error
        failures += 1
        this.#hasPersonActed ||= lifts
        log.warn(traceOf(error), 'the desk did not give its connections')
        await clock.sleep(backoffMs(failures, DESK_BACKOFF, random), signal)
      }
    }
  }

  async #apply(
    connections: readonly ChannelConnection[],
    haltedBefore: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<void> {
    const wanted = new Map(connections.map((connection) => [connection.channelId, connection]))
    for (const [channelId, channel] of this.#channels) {
      const connection = wanted.get(channelId)
      if (connection !== undefined && channel.update(connection, haltedBefore.get(channelId) ?? new Set())) {
        // Hints of before the subscription, or of between the two readings, may have been missed.
        channel.ringLanes()
      } else {
        await channel.stop()
        this.#channels.delete(channelId)
      }
    }
    for (const [channelId, connection] of wanted) {
      if (!this.#channels.has(channelId) && !this.#stop.signal.aborted) this.#start(channelId, connection)
    }
  }

  #start(channelId: string, connection: ChannelConnection): void {
    const channel = new Channel(this.#ports, connection)
    this.#channels.set(channelId, channel)
    channel.finished.catch((reason: unknown) => {
      this.#failure ??= { reason }
      this.#stop.abort()
    })
  }
}
