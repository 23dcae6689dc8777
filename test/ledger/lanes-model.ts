/**
 * A randomized world around the real lane keeper: a channel that sells by itself, and a network that loses, delays and
 * refuses. At the end everything heals, and the channel must show what the ledger says (I5), except what is parked.
 */
import type { ClaimedBatch } from '../../main/ledger/lanes/lane-keeper.ts'
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import { cellName, type WorkRange } from '../../main/ledger/lanes/work.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import type { RangeOutcome } from '../../shared/contract/sync-link.ts'
import { type IsoDate, nightsOf } from '../../shared/dates.ts'
import { seededRandom } from '../seeded-random.ts'
import { availabilityOf, DEADLINE_MS, ModelDesk, REFUSED_PRICE, TYPES } from './lanes-model-desk.ts'

const LANES = CHANNEL_KINDS.bookingcom.lanes.map((lane) => lane.lane)
/** Availability is the busiest lane. */
const BUSY_LANES = [...LANES, 'availability', 'availability']

interface Flight {
  readonly batch: ClaimedBatch
  readonly lane: string
  /** The network may keep a request back until then, and not longer. */
  readonly landsUntil: number
  /** When the engine gives up waiting and reports an uncertain fate. */
  readonly timeoutAt: number
  landed: boolean
  settled: boolean
}

interface Sale {
  readonly roomTypeId: number
  readonly date: IsoDate
  /** Order of the world's events. */
  readonly at: number
}

class LanesModel {
  readonly #rules: LaneRules
  readonly #random: () => number
  readonly #desk: ModelDesk
  #now = 0
  #event = 0
  /** What the channel really shows. */
  readonly #remote = new Map<string, string>()
  #flights: Flight[] = []
  #undelivered: Sale[] = []
  #pull: { seq: number } | null = null
  readonly #raisedAt = new Map<string, number>()
  readonly #lastSent = new Map<string, number>()
  readonly violations: string[] = []
  readonly trace: string[] = []

  constructor(seed: number, rules: LaneRules) {
    this.#rules = rules
    this.#random = seededRandom(seed)
    this.#desk = new ModelDesk({
      rules,
      now: () => this.#now,
      nextId: () => ++this.#event,
      below: (limit) => this.#below(limit),
    })
  }

  readonly #below = (limit: number) => Math.floor(this.#random() * limit)
  readonly #pick = <T>(items: readonly T[]): T => items[this.#below(items.length)]!
  readonly #note = (text: string) => this.trace.push(`${this.#now} ${text}`)

  /** One random event of the world. */
  step(): void {
    this.#event++
    this.#now += this.#below(16)
    this.#timeOut()
    const roll = this.#random()
    if (roll < 0.3) this.#claim(this.#pick(BUSY_LANES))
    else if (roll < 0.52) this.#progressFlight()
    else if (roll < 0.72) this.#changeCell()
    else if (roll < 0.79) this.#channelSells()
    else if (roll < 0.89) this.#progressPull()
    else if (roll < 0.91) this.#desk.changeSettings()
    else if (roll < 0.93) this.#desk.changeMapping()
    else if (roll < 0.945) this.#desk.midnight()
    else if (roll < 0.955) this.#resync()
    else if (roll < 0.98) this.#crash()
    else this.#now += DEADLINE_MS
  }

  #claim(name: string): void {
    const isBusy = this.#flights.some((flight) => flight.lane === name && !flight.settled)
    if (isBusy && this.#rules.oneInFlight) return
    const { keeper, channel } = this.#desk
    const { batch } = keeper.claim(channel, this.#desk.lane(name), 1 + this.#below(4))
    if (batch === null) return
    for (const range of batch.ranges) this.#checkRaise(range)
    this.#note(`claim ${name} ${batch.ranges.map((r) => `${r.facet}/${r.roomTypeId}/${r.from}=${r.value}`)}`)
    const landsUntil = this.#now + DEADLINE_MS
    const timeoutAt = this.#now + 60 + this.#below(120)
    this.#flights.push({ batch, lane: name, landsUntil, timeoutAt, landed: false, settled: false })
  }

  /** Rule 9: before a raise leaves, every own sale of the channel from before the raise must have been pulled. */
  #checkRaise(range: WorkRange): void {
    if (range.facet !== 'availability') return
    for (const date of nightsOf(range)) {
      const name = cellName(range, date)
      const raisedAt = this.#raisedAt.get(name)
      // Sending the same again is no raise: an absolute may undo a decrement that nobody was told of yet.
      const isRaise = Number(range.value) > (this.#lastSent.get(name) ?? 0)
      this.#lastSent.set(name, Number(range.value))
      if (raisedAt === undefined || !isRaise) continue
      const isMissed = this.#undelivered.some(
        (sale) => sale.roomTypeId === range.roomTypeId && sale.date === date && sale.at < raisedAt,
      )
      if (isMissed) this.violations.push(`a raise of ${name} left before an older sale was pulled`)
    }
  }

  #land(flight: Flight): void {
    if (flight.landed) return
    flight.landed = true
    for (const range of flight.batch.ranges) {
      if (range.value === REFUSED_PRICE) continue
      for (const date of nightsOf(range)) this.#remote.set(cellName(range, date), range.value)
    }
  }

  #settle(flight: Flight, status: RangeOutcome['status']): void {
    flight.settled = true
    const outcomes = flight.batch.ranges.map(
      (range): RangeOutcome => ({
        status: status === 'acknowledged' && range.value === REFUSED_PRICE ? 'refused' : status,
        code: '',
        message: '',
      }),
    )
    this.#note(`settle ${flight.lane} ${status}`)
    const { requestId } = flight.batch
    this.#desk.keeper.settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
  }

  /** What happens to one request that is under way: it lands, is answered, or its answer is lost. */
  #progressFlight(): void {
    const flight = this.#pick(this.#flights)
    if (flight === undefined) return
    const roll = this.#random()
    if (roll < 0.45) {
      this.#land(flight)
      if (!flight.settled) this.#settle(flight, 'acknowledged')
    } else if (roll < 0.6) this.#land(flight)
    else if (roll < 0.7 && !flight.landed && !flight.settled) {
      flight.landed = true
      this.#settle(flight, 'not_applied')
    }
    this.#sweep()
  }

  #timeOut(): void {
    for (const flight of this.#flights) {
      if (!flight.settled && flight.timeoutAt <= this.#now) this.#settle(flight, 'uncertain')
      if (!flight.landed && flight.landsUntil <= this.#now) flight.landed = true
    }
    this.#sweep()
  }

  #sweep(): void {
    this.#flights = this.#flights.filter((flight) => !flight.landed || !flight.settled)
  }

  #changeCell(): void {
    const raised = this.#desk.changeCell()
    if (raised !== null) this.#raisedAt.set(raised, this.#event)
  }

  /** A booking may be changed to another night before anyone is told: the first one stays taken, and unnamed. */
  #channelSells(): void {
    const roomTypeId = this.#pick(TYPES)
    const first = this.#take(roomTypeId)
    if (first === null) return
    const changed = this.#random() < 0.2 ? this.#take(roomTypeId) : null
    this.#undelivered.push({ roomTypeId, date: changed ?? first, at: this.#event })
  }

  /** The channel lowers its own stock. */
  #take(roomTypeId: number): IsoDate | null {
    const date = this.#pick(this.#desk.window())
    const name = availabilityOf(roomTypeId, date)
    const stock = Number(this.#remote.get(name) ?? 0)
    if (stock < 1) return null
    this.#remote.set(name, String(stock - 1))
    this.#note(`channel sells ${name}, ${stock - 1} left`)
    return date
  }

  #progressPull(): void {
    if (this.#pull === null) {
      this.#pull = { seq: this.#desk.seq }
      return
    }
    // The fetch answers with everything sold up to some moment after it began.
    this.#deliver()
    if (this.#random() < 0.8) this.#desk.keeper.pulled(this.#desk.channel.id, this.#pull.seq)
    this.#pull = null
  }

  #deliver(): void {
    for (const sale of this.#undelivered.splice(0)) {
      this.#desk.ingest(sale)
      // I5: what a channel shows is never assumed, not even for the moment until it is confirmed.
      if (this.#desk.isKnown(sale))
        this.violations.push(`${availabilityOf(sale.roomTypeId, sale.date)} was called known`)
    }
  }

  /** Someone asks for a full resync because the channel lost what it had. */
  #resync(): void {
    this.#remote.clear()
    this.#desk.resync()
    this.#note('resync')
  }

  /** The host dies; requests under way do not. */
  #crash(): void {
    for (const flight of this.#flights) flight.settled = true
    this.#pull = null
    this.#desk.crash()
    this.#note('crash')
  }

  /** No more faults: what may still land lands at a random moment, everything else is answered. */
  heal(): boolean {
    for (let round = 0; round < 40; round++) {
      this.#event++
      this.#now += 60
      for (const flight of this.#flights) if (this.#random() < 0.3) this.#land(flight)
      this.#timeOut()
      this.#pull = null
      this.#deliver()
      this.#desk.keeper.pulled(this.#desk.channel.id, this.#desk.seq)
      for (const lane of LANES) this.#answerOnce(lane)
    }
    const { keeper, channel } = this.#desk
    return LANES.every((lane) => keeper.pending(channel, this.#desk.lane(lane)).sends.length === 0)
  }

  #answerOnce(lane: string): void {
    if (this.#flights.some((flight) => flight.lane === lane && !flight.settled)) return
    this.#claim(lane)
    const flight = this.#flights.findLast((one) => one.lane === lane && !one.settled)
    if (flight === undefined) return
    this.#land(flight)
    this.#settle(flight, 'acknowledged')
  }

  /** Cells in which the channel and the ledger differ. */
  differences(): string[] {
    const { cells, parked, from, to } = this.#desk.desired()
    const wrong: string[] = []
    for (const [name, value] of cells) {
      if (parked.get(name) === value || this.#remote.get(name) === value) continue
      wrong.push(`${name}: ${this.#remote.get(name)} should be ${value}`)
    }
    for (const [name, value] of this.#remote) {
      const [facet, , , date = ''] = name.split('|')
      if (cells.has(name) || date < from || date >= to) continue
      const isClosed = facet === 'availability' ? value === '0' : facet === 'price' || value.endsWith(',1')
      if (!isClosed) wrong.push(`${name}: ${value} is no longer mapped`)
    }
    return wrong
  }

  close(): void {
    this.#desk.close()
  }
}

const STEPS = 150

/** What is wrong after one run of the world; empty when the rules held. */
export function runModel(seed: number, rules: LaneRules): { wrong: string[]; trace: string[] } {
  const model = new LanesModel(seed, rules)
  try {
    for (let step = 0; step < STEPS; step++) model.step()
    const isQuiet = model.heal()
    const wrong = [...model.violations, ...model.differences()]
    if (!isQuiet) wrong.push('the lanes never became quiet')
    return { wrong, trace: model.trace }
  } finally {
    model.close()
  }
}
