/** One connected channel at work: its lanes, its pull and the limit of requests that its lanes share. */
import type { Facet } from '../../shared/cells.ts'
import type { ChannelConnection } from '../../shared/contract/sync-link.ts'
import { Comparison } from './comparison.ts'
import { Lane } from './lane.ts'
import type { EnginePorts } from './ports.ts'
import { Pull } from './pull.ts'
import { TokenBucket } from './token-bucket.ts'

interface RunningLane {
  readonly lane: Lane
  facets: readonly Facet[]
}

export class Channel {
  readonly #stop = new AbortController()
  readonly #bucket: TokenBucket
  readonly #lanes: RunningLane[]
  readonly #pull: Pull | null
  readonly #comparison: Comparison | null
  #connection: ChannelConnection
  /** Resolves when every loop has ended, all of them at once after the first that fails; rejects with its error. */
  readonly finished: Promise<void>

  constructor(ports: EnginePorts, connection: ChannelConnection) {
    const adapter = ports.adapters[connection.kind]
    const bucket = new TokenBucket(ports.clock, connection.settings.requestsPerMinute)
    this.#bucket = bucket
    this.#connection = connection
    this.#lanes = connection.lanes.map(({ lane, facets, attempts, stopped }) => ({
      lane: new Lane(ports, { lane, adapter, bucket, connection, attempts, stopped }),
      facets,
    }))
    // Of a kind without reservations too: a round that asks for nothing lets raises go out, which wait for one.
    this.#pull = isPulled(connection) ? new Pull(ports, adapter, connection) : null
    this.#comparison =
      adapter.readBack === undefined ? null : new Comparison(ports, { adapter, bucket, connection })
    this.finished = this.#run()
  }

  /** The lanes that stand still now; only a reading of the connections begun after this may set them going. */
  haltedLanes(): ReadonlySet<string> {
    return new Set(this.#lanes.filter(({ lane }) => lane.standstill.halted).map(({ lane }) => lane.lane))
  }

  /** False when the lanes or the way of its reservations are other ones now, so that the channel must be stopped and started. */
  update(connection: ChannelConnection, haltedBefore: ReadonlySet<string>): boolean {
    const names = (lanes: readonly { readonly lane: string }[]) => lanes.map(({ lane }) => lane).join('\n')
    const isSameKind = connection.kind === this.#connection.kind
    if (!isSameKind || isPulled(connection) !== isPulled(this.#connection)) return false
    if (names(connection.lanes) !== names(this.#connection.lanes)) return false
    const isOther = wire(connection) !== wire(this.#connection)
    const before = this.#connection
    this.#connection = connection
    if (isOther) this.#bucket.configure(connection.settings.requestsPerMinute)
    this.#pull?.update(connection, isOther)
    this.#comparison?.update(connection)
    for (const [index, running] of this.#lanes.entries()) {
      const { lane } = running
      lane.update(connection, isOther)
      const told = connection.lanes[index]
      if (told === undefined) continue
      running.facets = told.facets
      if (!told.stopped && haltedBefore.has(lane.lane)) lane.standstill.lift()
      // Other credentials deserve an attempt even where the desk still counts the lane as stopped.
      if (told.stopped && before.lanes[index]?.stopped === false && !isOther) lane.standstill.halt()
    }
    return true
  }

  /** Work of these facets may wait; of any facet when none are named. */
  ringLanes(facets?: readonly Facet[]): void {
    for (const { lane, facets: carried } of this.#lanes) {
      if (facets === undefined || carried.some((facet) => facets.includes(facet))) lane.ring()
    }
  }

  ringPull(): void {
    this.#pull?.ring()
  }

  /** Someone acted on the channels: a pull that stands still may be tried again. */
  liftPull(): void {
    this.#pull?.standstill.lift()
  }

  /** Gives up requests in flight; their fate is unknown, which the desk handles. */
  async stop(): Promise<void> {
    this.#stop.abort()
    await this.finished
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop
    const others = [this.#pull, this.#comparison].filter((loop) => loop !== null)
    const loops = [...this.#lanes.map(({ lane }) => lane), ...others]
    const ends = await Promise.allSettled(
      loops.map(async (loop) => {
        try {
          await loop.run(signal)
        } finally {
          this.#stop.abort()
        }
      }),
    )
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
}

/** What is delivered by the relay is not fetched as well: two ways would mix their orders. */
const isPulled = ({ settings }: ChannelConnection): boolean => settings.reservationsBy === 'pull'

/** What decides whether a failure of before still says anything. */
function wire({ settings, credentials, currency }: ChannelConnection): string {
  return JSON.stringify([settings, credentials, currency])
}
