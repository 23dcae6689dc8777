/**
 * The hotel's machine: a host, its sync process, and who starts them again after a death. As the host's own supervisor does, it
 * starts no sync process before the ledger knows that the earlier one is gone.
 */
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import type { OpenedLedger } from '../../main/ledger/open-ledger.ts'
import type { Batch } from '../../shared/contract/sync-link.ts'
import { Engine } from '../../sync/engine/engine.ts'
import type { ChannelAdapters, Desk, Log } from '../../sync/engine/ports.ts'
import { RelayFeed } from '../../sync/relay/relay-feed.ts'
import type { Chance } from './chance.ts'
import { Host } from './host.ts'
import { codeOf, linkedDesk } from './link.ts'
import type { MachineClock } from './machine-clock.ts'
import type { Network } from './network.ts'
import type { Plan } from './plan.ts'
import type { ModelledRelay } from './relay.ts'
import type { Scope, Timeline } from './timeline.ts'

/** As the host looks at its clock. */
const TICK_MS = 15_000
/** As long as a host needs to be there again, at most. */
const LONGEST_START_MS = 3_000

export interface MachineParts {
  readonly dir: string
  readonly timeline: Timeline
  readonly chance: Chance
  /** Of the ledger's ids: a source of its own, so that one id more or less makes no other world of a seed. */
  readonly idChance: Chance
  readonly plan: Plan
  readonly clock: MachineClock
  readonly rules: LaneRules
  readonly network: Network
  readonly relay: ModelledRelay
  readonly adapters: ChannelAdapters
  readonly wrapDesk: (desk: Desk, scope: Scope) => Desk
  readonly onClaimed: (batch: Batch) => void
  readonly onBug: (what: string) => void
  /** Called when a host has opened the file, before anything asks it. */
  readonly onHost: () => void
}

export class Machine {
  readonly #parts: MachineParts
  host: Host | null = null
  #sync: Scope | null = null

  constructor(parts: MachineParts) {
    this.#parts = parts
  }

  /** @param prepare done with the ledger before anybody else asks it. */
  async start(prepare: (ledger: OpenedLedger) => Promise<void> = async () => undefined): Promise<void> {
    const host = await Host.open({ ...this.#parts, chance: this.#parts.idChance })
    this.host = host
    this.#parts.onHost()
    await prepare(host.ledger)
    this.#tickLater(host)
    this.#startSync(host)
  }

  #tickLater(host: Host): void {
    const { timeline } = this.#parts
    timeline.after(TICK_MS, host.scope, '', () => {
      this.#check(host.ask((ledger) => ledger.tick()))
      this.#tickLater(host)
    })
  }

  #startSync(host: Host): void {
    this.#check(
      host.ask(async ({ lanes }) => {
        await lanes.beginEpoch()
        if (host.scope.isAlive) this.#runSync(host)
      }),
    )
  }

  #runSync(host: Host): void {
    const { timeline, chance, plan, clock, network, relay, adapters, onBug } = this.#parts
    const scope: Scope = { isAlive: true, onMachine: true }
    this.#sync = scope
    const { onClaimed } = this.#parts
    const isHealed = () => network.isHealed
    const link = linkedDesk({ timeline, chance, plan, host, scope, isHealed, onClaimed })
    const desk = this.#parts.wrapDesk(link, scope)
    const log: Log = {
      info: () => undefined,
      warn: () => undefined,
      error: (fields, message) => {
        // What has a code was foreseen: a desk that is too slow, a channel that is switched off meanwhile.
        if (fields.code === null) onBug(`${message}: ${JSON.stringify(fields)}`)
      },
    }
    const ports = { desk, clock: clock.ofProcess(scope), random: chance.next, log, adapters }
    const feed = new RelayFeed({ ...ports, connect: relay.connectOf(scope) })
    const engine = new Engine({ ...ports, http: network.httpOf(scope), relay: feed })
    engine.run().then(
      () => onBug('the engine ended by itself'),
      (error: unknown) => onBug(`the engine ended: ${codeOf(error)} ${(error as Error).stack}`),
    )
  }

  /** Between any two of its steps; the host starts another one. */
  killSync(): void {
    const { timeline, chance } = this.#parts
    const { host } = this
    if (this.#sync === null || host === null) return
    this.#sync.isAlive = false
    this.#sync = null
    timeline.after(chance.int(1, 500), host.scope, 'sync is started again', () => this.#startSync(host))
  }

  /** The sync process ends when its link closes, a moment later. */
  killHost(): void {
    const { timeline, chance } = this.#parts
    const { host } = this
    if (host === null) return
    this.host = null
    const sync = this.#sync
    this.#sync = null
    if (sync !== null)
      timeline.after(chance.int(0, 20), { ...sync, isAlive: true }, 'sync ends with its host', () => {
        sync.isAlive = false
      })
    Host.underWay += 1
    this.#check(host.die().finally(() => (Host.underWay -= 1)))
    const machine: Scope = { isAlive: true, onMachine: true }
    timeline.after(chance.int(100, LONGEST_START_MS), machine, 'host is started again', () => {
      Host.underWay += 1
      this.#check(this.start().finally(() => (Host.underWay -= 1)))
    })
  }

  async end(): Promise<void> {
    if (this.#sync !== null) this.#sync.isAlive = false
    await this.host?.die()
    this.host = null
  }

  #check(work: Promise<unknown>): void {
    work.catch((error: unknown) =>
      this.#parts.onBug(`the host failed: ${codeOf(error)} ${(error as Error).stack}`),
    )
  }
}
