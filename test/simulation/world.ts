/**
 * One seed, one world: the real ledger over its file and the real engine, with modelled channels, network and relay, under a clock that
 * moves from one happening to the next. A time of turmoil, then everything heals and has to come together.
 */
import { ALL_RULES, type LaneRules } from '../../main/ledger/lanes/rules.ts'
import type { OpenedLedger } from '../../main/ledger/open-ledger.ts'
import type { IsoDate } from '../../shared/dates.ts'
import type { ChannelAdapters, Desk } from '../../sync/engine/ports.ts'
import { act } from './acts.ts'
import { modelledAdapter } from './adapter.ts'
import { Auditor } from './auditor.ts'
import { Chance } from './chance.ts'
import { ModelledChannel } from './channel.ts'
import { FrontDesk } from './front-desk.ts'
import { Host, settled } from './host.ts'
import { Machine } from './machine.ts'
import { MachineClock } from './machine-clock.ts'
import { Network } from './network.ts'
import { drawPlan, type Plan } from './plan.ts'
import { HOTEL, ModelledRelay } from './relay.ts'
import type { Stage } from './stage.ts'
import { openTables, type Tables } from './tables.ts'
import { copyTemplate, MIDNIGHT, ZONE_MS } from './template.ts'
import { type Scope, Timeline, WORLD } from './timeline.ts'
import { Webhooks } from './webhooks.ts'

/** What an injected bug takes away, of the rules or of the ports around the ledger. */
export interface Weakness {
  readonly rules?: Partial<LaneRules>
  readonly ignoresNumbers?: boolean
  readonly hosts?: number
  wrapDesk?(desk: Desk, scope: Scope): Desk
}

export interface Outcome {
  readonly seed: number
  /** What was found wrong; empty when all is well. */
  readonly wrong: readonly string[]
  /** Of everything that happened. */
  readonly hash: string
  readonly trace: readonly string[]
  readonly steps: number
  /** Virtual time from the end of the turmoil until all was well. */
  readonly convergedMs: number
}

const LANES_OF_ADAPTERS = ['bookingcom', 'channex', 'expedia'] as const
/** A world that has found nothing to agree on by then never will: several silences, deadlines and longest backoffs. */
const CONVERGES_WITHIN_MS = 400_000
const LOOK_EVERY_MS = 500

export class World implements Stage {
  readonly chance: Chance
  readonly plan: Plan
  readonly timeline: Timeline
  readonly clock: MachineClock
  readonly relay: ModelledRelay
  readonly network: Network
  readonly channels = new Map<string, ModelledChannel>()
  readonly machines: Machine[] = []
  readonly desk: FrontDesk
  readonly webhooks: Webhooks[] = []

  readonly ids = new Map<string, string>()
  readonly types: { publicId: string; code: string }[]
  readonly ratePlans: { publicId: string; code: string }[]
  readonly rooms: { publicId: string }[]
  readonly wrong: string[] = []
  readonly sold: { reservationId: string; stayId: string }[] = []
  readonly held: string[] = []
  readonly blocks: string[] = []
  guests = 0
  readonly #auditor: Auditor
  readonly #startedAt: number
  readonly #dir: string
  readonly #tables: Tables

  constructor(seed: number, dir: string, tables: Tables, weakness: Weakness, keepsTrace: boolean) {
    this.#dir = dir
    this.#tables = tables
    this.chance = new Chance(seed)
    this.plan = drawPlan(this.chance)
    const { chance, plan } = this
    this.#startedAt = MIDNIGHT + plan.startMs
    this.timeline = new Timeline(keepsTrace)
    this.clock = new MachineClock(this.timeline, this.#startedAt)
    for (const channel of plan.channels) this.channels.set(channel.name, new ModelledChannel(channel, chance))
    this.types = tables.types()
    this.ratePlans = tables.plans()
    this.rooms = tables.rooms()
    const report = (what: string) => {
      if (!this.wrong.includes(what)) {
        this.wrong.push(what)
        this.timeline.note(`WRONG ${what}`)
      }
    }
    const { timeline, clock, channels } = this
    this.relay = new ModelledRelay({
      timeline,
      chance,
      networkMs: plan.networkMs,
      now: () => this.#startedAt + timeline.now,
      onAcknowledged: (epoch, upTo) => this.#auditor.onRelayAcknowledged(epoch, upTo),
    })
    this.#auditor = new Auditor({
      tables,
      channels,
      relay: this.relay,
      now: () => timeline.now,
      note: (what) => timeline.note(what),
      report,
    })
    const auditor = this.#auditor
    this.network = new Network({
      timeline,
      chance,
      plan,
      channels,
      onAcknowledged: (channel, receipt) => auditor.onAcknowledged(channel, receipt),
    })
    const adapterPorts = {
      onLeave: auditor.onLeave.bind(auditor),
      ignoresNumbers: weakness.ignoresNumbers ?? false,
    }
    const adapters = Object.fromEntries(
      LANES_OF_ADAPTERS.map((kind) => [kind, modelledAdapter(kind, adapterPorts)]),
    ) as unknown as ChannelAdapters
    const idChance = new Chance(~seed)
    for (let count = 0; count < (weakness.hosts ?? 1); count++)
      this.machines.push(
        new Machine({
          dir,
          timeline,
          chance,
          idChance,
          plan,
          clock,
          rules: { ...ALL_RULES, ...weakness.rules },
          network: this.network,
          relay: this.relay,
          adapters,
          wrapDesk: weakness.wrapDesk ?? ((desk) => desk),
          onClaimed: (batch) => auditor.onClaimed(batch),
          onBug: (what) => report(`bug: ${what}`),
          onHost: () => auditor.onHost(),
        }),
      )
    const machine = this.machines[0]!
    this.desk = new FrontDesk({
      timeline,
      chance,
      machine,
      linkMs: plan.linkMs,
      onBug: (what) => report(`bug: ${what}`),
      onAnswered: (key, seq) => auditor.onAnswered(key, seq),
    })
  }

  readonly today = (): IsoDate =>
    new Date(this.#startedAt + this.timeline.now + ZONE_MS).toISOString().slice(0, 10) as IsoDate

  mappingOf(types: readonly string[], plans: readonly string[]) {
    return types.map((code) => ({
      roomTypeId: this.types.find((type) => type.code === code)!.publicId,
      roomCode: code,
      rates: plans.map((plan) => ({
        ratePlanId: this.ratePlans.find((each) => each.code === plan)!.publicId,
        rateCode: plan,
      })),
    }))
  }

  /** Until all is well, something is wrong, or it takes too long. @returns how long it took from the end of the turmoil. */
  async live(): Promise<number> {
    await this.#begin()
    while (!this.#isTurmoilOver() && this.wrong.length === 0) await this.#step()
    const healedAt = this.timeline.now
    await this.#heal()
    await this.#comeTogether()
    const convergedMs = this.timeline.now - healedAt
    if (this.plan.closesInTheEnd) await this.#close()
    return convergedMs
  }

  /** Once all is well a product is taken off its channel, which closes it there (rule 8). */
  async #close(): Promise<void> {
    const { name, types, plans } = this.plan.channels[0]!
    this.timeline.note(`${name} sells ${types[0]} no longer`)
    const mapping = this.mappingOf(types.slice(1), plans)
    this.desk.ask('channels.configure', { channelId: this.ids.get(name)!, mapping })
    await this.#comeTogether()
  }

  async #comeTogether(): Promise<void> {
    const from = this.timeline.now
    let left: string[] = ['nothing was looked at']
    while (left.length > 0 && this.wrong.length === 0) {
      const until = this.timeline.now + LOOK_EVERY_MS
      while (this.timeline.now < until && this.wrong.length === 0) await this.#step()
      left = this.desk.waiting > 0 ? ['the desk waits for answers'] : this.#auditor.differences()
      if (this.timeline.now - from > CONVERGES_WITHIN_MS) this.wrong.push(...left)
    }
  }

  #isTurmoilOver(): boolean {
    return this.timeline.now - this.timeline.sleptMs > this.plan.turmoilMs
  }

  async #step(): Promise<void> {
    if (!this.timeline.step()) throw new Error('the world has come to a standstill')
    await settled()
    this.#auditor.look()
  }

  async #begin(): Promise<void> {
    const [first, ...others] = this.machines
    await first?.start((ledger) => this.#connectChannels(ledger))
    for (const machine of others) {
      Host.unlock(this.#dir)
      await machine.start()
    }
    this.#actLater()
  }

  async #connectChannels(ledger: OpenedLedger): Promise<void> {
    for (const { plan } of this.channels.values()) {
      const { channelId } = await ledger.submit('channels.connect', 'desk', {
        idempotencyKey: plan.name,
        kind: plan.kind,
        name: plan.name,
        settings: {
          hotelCode: plan.name,
          ariBaseUrl: `https://${plan.name}`,
          reservationsBaseUrl: `https://${plan.name}`,
          ...plan.settings,
        },
        exposure: { buffer: 0, cap: null, horizonDays: plan.horizonDays, safetyBuffer: plan.safetyBuffer },
        credentials: { username: 'u', password: 'p' },
        mapping: this.mappingOf(plan.types, plan.plans),
      })
      this.ids.set(plan.name, channelId)
    }
    const posting = [...this.channels.values()].filter(({ plan }) => plan.by === 'relay')
    if (posting.length > 0) {
      const attempt = await ledger.relay.beginPairing('https://relay')
      this.relay.pair(attempt.privateKey)
      const answered = { url: 'https://relay', hotelId: HOTEL, epoch: this.relay.epoch, attempt }
      await ledger.relay.completePairing('desk', 'relay.pair', answered)
    }
    for (const channel of posting) {
      const source = this.ids.get(channel.plan.name)!
      await ledger.relay.connectChannel('desk', source, 'u')
      const { timeline, chance, relay, plan } = this
      const isHealed = () => this.network.isHealed
      this.webhooks.push(
        new Webhooks({ timeline, chance, relay, channel, source, networkMs: plan.networkMs, isHealed }),
      )
    }
  }

  #actLater(): void {
    const { timeline, chance, plan } = this
    // While the machine sleeps for hours, the rest of the world does not do a thousand things.
    const gapMs = Math.max(plan.actGapMs, timeline.asleepMs / 10)
    timeline.after(chance.int(0, 2 * gapMs), WORLD, '', () => {
      if (this.network.isHealed) return
      const name = chance.weighted(plan.acts)
      timeline.note(name)
      act(this, name)
      this.#actLater()
    })
  }

  /** No more faults, and people have done what the alerts ask for. */
  async #heal(): Promise<void> {
    this.network.isHealed = true
    this.timeline.note('everything heals')
    this.relay.awayUntil = 0
    for (const channel of this.channels.values()) channel.reachableAt = 0
    // What was asked before is answered first.
    while (this.desk.waiting > 0 && this.wrong.length === 0) await this.#step()
    for (const channel of this.channels.values()) {
      const { name, types, plans } = channel.plan
      const channelId = this.ids.get(name)!
      // New credentials also start again what stopped for a refusal of the old ones; another mapping would also send again
      // what was refused.
      const mapping = this.#isMapped(name, types.length, plans.length)
        ? undefined
        : this.mappingOf(types, plans)
      const credentials = { username: 'u', password: 'new' }
      this.desk.ask('channels.configure', { channelId, enabled: true, mapping, credentials })
    }
  }

  #isMapped(name: string, types: number, plans: number): boolean {
    const tables = this.#tables
    const number = tables.channels().find((channel) => channel.name === name)?.id
    return tables.rateMappings().filter(({ channel }) => channel === number).length === types * plans
  }

  async end(): Promise<void> {
    for (const machine of this.machines) await machine.end()
  }
}

export async function simulate(
  seed: number,
  { weakness = {}, keepsTrace = false }: { weakness?: Weakness; keepsTrace?: boolean } = {},
): Promise<Outcome> {
  const { dir, remove } = await copyTemplate()
  const tables = openTables(dir)
  try {
    const world = new World(seed, dir, tables, weakness, keepsTrace)
    try {
      const convergedMs = await world.live()
      const { timeline, wrong } = world
      return { seed, wrong, hash: timeline.hash(), trace: timeline.trace, steps: timeline.steps, convergedMs }
    } finally {
      await world.end()
    }
  } finally {
    tables.close()
    remove()
  }
}
