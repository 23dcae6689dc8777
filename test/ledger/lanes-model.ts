/**
 * A randomized world around the real lane keeper on a real (in-memory) file: a ledger whose cells change, a channel
 * that sells by itself, and a network that loses, delays and refuses. At the end everything heals, and the channel
 * must show what the ledger says (I5), except what is parked.
 */
import Database from 'better-sqlite3'
import { type Channel, type ChannelRows, createChannelRows } from '../../main/ledger/lanes/channel-rows.ts'
import { type ClaimedBatch, createLaneKeeper, type LaneKeeper } from '../../main/ledger/lanes/lane-keeper.ts'
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import { cellName, type WorkRange } from '../../main/ledger/lanes/work.ts'
import { createStore } from '../../main/store/store.ts'
import { sql as schema } from '../../migrations/0001_spine.ts'
import { bookingcomSettingsSchema, CHANNEL_LANES } from '../../shared/channel-settings.ts'
import type { RangeOutcome } from '../../shared/contract/sync-link.ts'
import { addDays, type IsoDate, isoDate, nightsOf } from '../../shared/dates.ts'

const START = isoDate('2026-11-29')
const NIGHTS = 3
const HORIZON_DAYS = 2
const TYPES = [1, 2]
const DEADLINE_MS = 600
const REFUSED_PRICE = '[666]'

interface Flight {
  readonly batch: ClaimedBatch
  readonly lane: string
  readonly landsUntil: number
  landed: boolean
  /** When the engine gives up waiting and reports an uncertain fate. */
  readonly timeoutAt: number
  settled: boolean
}

interface Sale {
  readonly roomTypeId: number
  readonly date: IsoDate
  /** Order of the world's events. */
  readonly at: number
}

export class LanesModel {
  readonly #db = new Database(':memory:')
  readonly #rows: ChannelRows
  readonly #rules: LaneRules
  #keeper: LaneKeeper
  #random: () => number
  #seq = 0
  #now = 0
  #event = 0
  #today: IsoDate = START
  /** What the channel really shows. */
  readonly #remote = new Map<string, string>()
  #flights: Flight[] = []
  #undelivered: Sale[] = []
  #pull: { seq: number; event: number } | null = null
  readonly #raisedAt = new Map<string, number>()
  readonly #lastSent = new Map<string, number>()
  readonly #store
  violations: string[] = []
  readonly trace: string[] = []

  constructor(seed: number, rules: LaneRules) {
    this.#rules = rules
    this.#random = mulberry32(seed)
    this.#db.exec(schema)
    this.#store = createStore(this.#db)
    this.#rows = createChannelRows(this.#store)
    this.#keeper = this.#openKeeper()
    this.#fill()
  }

  #openKeeper(): LaneKeeper {
    return createLaneKeeper(this.#store, this.#rows, {
      now: () => this.#now,
      monotonic: () => this.#now,
      newRequestId: () => `request-${++this.#event}`,
      headSeq: () => this.#seq,
      channel: () => this.#channel(),
      today: () => this.#today,
      rules: this.#rules,
    })
  }

  #fill(): void {
    const run = (text: string, ...values: unknown[]) => this.#db.prepare(text).run(...values)
    run(
      `INSERT INTO property VALUES (1, 'p', 'Hotel', 'Europe/Vienna', 'EUR', ?, ?, ?, 1)`,
      START,
      START,
      addDays(START, NIGHTS + 2),
    )
    this.#seq = 1
    run(`INSERT INTO rate_plan (id, public_id, code, name, position) VALUES (1, 'f', 'F', 'F', 0)`)
    for (const type of TYPES) {
      run(
        `INSERT INTO room_type (id, public_id, code, name, base_occupancy, max_occupancy, position)
         VALUES (?, ?, ?, 'T', 1, 1, 0)`,
        type,
        `t${type}`,
        `T${type}`,
      )
      for (const date of this.#dates()) {
        run('INSERT INTO inventory (room_type_id, date, total, seq) VALUES (?, ?, 3, 1)', type, date)
        run(
          `INSERT INTO rate (rate_plan_id, room_type_id, date, prices, price_seq, restrictions_seq)
           VALUES (1, ?, ?, '[100]', 1, 1)`,
          type,
          date,
        )
      }
    }
    const settings = bookingcomSettingsSchema.parse({ hotelCode: '1', requestDeadlineMs: DEADLINE_MS })
    const id = this.#rows.insert({
      publicId: 'c',
      kind: 'bookingcom',
      name: 'Channel',
      settings: JSON.stringify(settings),
      credentials: Buffer.alloc(1),
      buffer: 0,
      cap: null,
      horizonDays: HORIZON_DAYS,
    })
    for (const [position, { lane, facets }] of CHANNEL_LANES.bookingcom.entries()) {
      this.#rows.insertLane({ channelId: id, lane, facets: JSON.stringify(facets), position })
    }
    for (const type of TYPES) this.#map(type)
  }

  #map(type: number): void {
    const channelId = this.#channel().id
    this.#rows.putRoom({ channelId, roomTypeId: type, roomCode: `r${type}` })
    this.#rows.putRate({ channelId, roomTypeId: type, ratePlanId: 1, rateCode: 'f' })
  }

  readonly #dates = () => nightsOf({ from: START, to: addDays(START, NIGHTS + 2) })
  #cached: Channel | null = null
  readonly #channel = (): Channel => {
    this.#cached ??= this.#rows.all()[0]!
    return this.#cached
  }
  readonly #lane = (name: string) => this.#rows.lanes(this.#channel().id).find((lane) => lane.lane === name)!
  readonly #below = (limit: number) => Math.floor(this.#random() * limit)
  readonly #pick = <T>(items: readonly T[]): T => items[this.#below(items.length)]!
  readonly #lanes = CHANNEL_LANES.bookingcom.map((lane) => lane.lane)
  /** Availability is the busiest lane. */
  readonly #busy = [...this.#lanes, 'availability', 'availability']
  #note(text: string): void {
    this.trace.push(`${this.#now} ${text}`)
  }

  /** One random event of the world. */
  step(): void {
    this.#event++
    this.#now += this.#below(16)
    this.#timeOut()
    const roll = this.#random()
    if (roll < 0.3) this.#claim(this.#pick(this.#busy))
    else if (roll < 0.52) this.#progressFlight()
    else if (roll < 0.72) this.#changeCell()
    else if (roll < 0.79) this.#channelSells()
    else if (roll < 0.89) this.#progressPull()
    else if (roll < 0.91) this.#changeSettings()
    else if (roll < 0.93) this.#changeMapping()
    else if (roll < 0.945) this.#midnight()
    else if (roll < 0.955) this.#resync()
    else if (roll < 0.98) this.#crash()
    else this.#now += DEADLINE_MS
  }

  #claim(name: string): void {
    const isBusy = this.#flights.some((flight) => flight.lane === name && !flight.settled)
    if (isBusy && this.#rules.oneInFlight) return
    const { batch } = this.#keeper.claim(this.#channel(), this.#lane(name), 1 + this.#below(4))
    if (batch === null) return
    for (const range of batch.ranges) this.#checkRaise(range)
    this.#note(`claim ${name} ${batch.ranges.map((r) => `${r.facet}/${r.roomTypeId}/${r.from}=${r.value}`)}`)
    const landsUntil = this.#now + DEADLINE_MS
    const timeoutAt = this.#now + 60 + this.#below(120)
    this.#flights.push({ batch, lane: name, landsUntil, landed: false, timeoutAt, settled: false })
  }

  /** Rule 9: before a raise leaves, every own sale of the channel from before the raise must have been pulled. */
  #checkRaise(range: WorkRange): void {
    if (range.facet !== 'availability') return
    for (const date of nightsOf(range)) {
      const key = cellName(range, date)
      const raisedAt = this.#raisedAt.get(key)
      // Sending the same again is no raise: an absolute may undo a decrement that nobody was told of yet.
      const lastSent = this.#lastSent.get(key) ?? 0
      this.#lastSent.set(key, Number(range.value))
      if (raisedAt === undefined || Number(range.value) <= lastSent) continue
      const missed = this.#undelivered.find(
        (sale) => sale.roomTypeId === range.roomTypeId && sale.date === date && sale.at < raisedAt,
      )
      if (missed !== undefined) this.violations.push(`a raise of ${key} left before an older sale was pulled`)
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
    const { requestId } = flight.batch
    this.#note(`settle ${flight.lane} ${status}`)
    this.#keeper.settle({ requestId, outcomes, error: null, stop: false, nextAttemptAt: null })
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
      // The network is allowed to keep a request back until its deadline, and not longer.
      if (!flight.landed && flight.landsUntil <= this.#now) flight.landed = true
    }
    this.#sweep()
  }

  #sweep(): void {
    this.#flights = this.#flights.filter((flight) => !flight.landed || !flight.settled)
  }

  #changeCell(): void {
    const type = this.#pick(TYPES)
    const date = this.#pick(this.#dates())
    this.#seq++
    const roll = this.#random()
    if (roll < 0.6) {
      const change = this.#random() < 0.55 ? 1 : -1
      const { changes } = this.#db
        .prepare(
          `UPDATE inventory SET booked = booked + @change, oversold = max(0, booked + @change - total), seq = @seq
            WHERE room_type_id = @type AND date = @date AND booked + @change >= 0 AND (@change < 0 OR booked < total)`,
        )
        .run({ change, seq: this.#seq, type, date })
      if (changes > 0 && change < 0) {
        this.#raisedAt.set(
          cellName({ facet: 'availability', roomTypeId: type, ratePlanId: 0 }, date),
          this.#event,
        )
      }
    } else if (roll < 0.8) {
      this.#db
        .prepare('UPDATE rate SET prices = ?, price_seq = ? WHERE room_type_id = ? AND date = ?')
        .run(this.#pick(['[100]', '[120]', REFUSED_PRICE]), this.#seq, type, date)
    } else {
      this.#db
        .prepare(
          'UPDATE rate SET closed = 1 - closed, restrictions_seq = ? WHERE room_type_id = ? AND date = ?',
        )
        .run(this.#seq, type, date)
    }
    this.#note(`change ${type} ${date}`)
  }

  #channelSells(): void {
    const type = this.#pick(TYPES)
    const date = this.#pick(nightsOf({ from: this.#today, to: addDays(this.#today, HORIZON_DAYS) }))
    const key = cellName({ facet: 'availability', roomTypeId: type, ratePlanId: 0 }, date)
    const stock = Number(this.#remote.get(key) ?? 0)
    if (stock < 1) return
    this.#remote.set(key, String(stock - 1))
    this.#undelivered.push({ roomTypeId: type, date, at: this.#event })
    this.#note(`channel sells ${key}, ${stock - 1} left`)
  }

  #progressPull(): void {
    if (this.#pull === null) {
      this.#pull = { seq: this.#seq, event: this.#event }
      return
    }
    // The fetch answers with everything sold up to some moment after it began.
    for (const sale of this.#undelivered.splice(0)) this.#ingest(sale)
    if (this.#random() < 0.8) this.#keeper.pulled(this.#channel().id, this.#pull.seq)
    this.#pull = null
  }

  #ingest(sale: Sale): void {
    this.#seq++
    this.#db
      .prepare(
        `UPDATE inventory SET booked = booked + 1, oversold = max(0, booked + 1 - total), seq = ?
          WHERE room_type_id = ? AND date = ?`,
      )
      .run(this.#seq, sale.roomTypeId, sale.date)
    this.#keeper.disturb(this.#channel().id, sale.roomTypeId, [sale.date], this.#seq)
    this.#note(`ingest ${sale.roomTypeId} ${sale.date} seq ${this.#seq}`)
  }

  #changeSettings(): void {
    const channel = this.#channel()
    this.#seq++
    this.#rows.update({
      id: channel.id,
      enabled: 1,
      settings: JSON.stringify(channel.settings),
      credentials: channel.credentialsSealed,
      buffer: this.#below(3),
      cap: this.#pick([null, 1, 2]),
      horizonDays: this.#pick([1, HORIZON_DAYS]),
    })
    this.#cached = null
    if (this.#rules.settingsResetCursors) this.#rows.resetCursors(channel.id)
    this.#note('settings')
  }

  #changeMapping(): void {
    const channel = this.#channel()
    this.#seq++
    this.#rows.deactivateMappings(channel.id)
    for (const type of TYPES) if (this.#random() < 0.6) this.#map(type)
    if (this.#rules.settingsResetCursors) this.#rows.resetCursors(channel.id)
    this.#note('mapping')
  }

  #midnight(): void {
    if (this.#today >= addDays(START, NIGHTS - HORIZON_DAYS + 1)) return
    this.#today = addDays(this.#today, 1)
    if (this.#rules.settingsResetCursors) this.#rows.resetCursors(this.#channel().id)
    this.#note('midnight')
  }

  /** Someone asks for a full resync because the channel lost what it had. */
  #resync(): void {
    const channel = this.#channel()
    this.#seq++
    this.#remote.clear()
    this.#keeper.forget(channel.id)
    this.#rows.unparkAll(channel.id)
    this.#rows.resetCursors(channel.id)
    this.#note('resync')
  }

  /** The host dies: what was in memory is gone, requests under way are not. */
  #crash(): void {
    for (const flight of this.#flights) flight.settled = true
    this.#pull = null
    this.#keeper = this.#openKeeper()
    this.#keeper.beginEpoch(this.#rows.all())
    this.#note('crash')
  }

  /** No more faults: what may still land lands at a random moment, everything else is answered. */
  heal(): boolean {
    for (let round = 0; round < 40; round++) {
      this.#event++
      this.#now += 60
      for (const flight of this.#flights) {
        if (!flight.landed && this.#random() < 0.3) this.#land(flight)
      }
      this.#timeOut()
      this.#pull = null
      for (const sale of this.#undelivered.splice(0)) this.#ingest(sale)
      this.#keeper.pulled(this.#channel().id, this.#seq)
      for (const lane of this.#lanes) {
        if (this.#flights.some((flight) => flight.lane === lane && !flight.settled)) continue
        this.#claim(lane)
        const flight = this.#flights.findLast((one) => one.lane === lane && !one.settled)
        if (flight === undefined) continue
        this.#land(flight)
        this.#settle(flight, 'acknowledged')
      }
    }
    return this.#lanes.every(
      (lane) => this.#keeper.pending(this.#channel(), this.#lane(lane)).sends.length === 0,
    )
  }

  /** Cells in which the channel and the ledger differ. */
  differences(): string[] {
    const channel = this.#channel()
    const exposure = this.#keeper.exposureOf(channel)
    const parked = this.#keeper.parkedOf(channel)
    const desired = new Map<string, string>()
    for (const { facets } of this.#rows.lanes(channel.id)) {
      for (const facet of facets) {
        for (const cell of this.#keeper.desired.mapped(facet, exposure)) {
          if (cell.desired !== null) desired.set(cellName(cell, cell.date), cell.desired)
        }
      }
    }
    const wrong: string[] = []
    for (const [name, value] of desired) {
      if (parked.get(name) === value) continue
      if (this.#remote.get(name) !== value)
        wrong.push(`${name}: ${this.#remote.get(name)} should be ${value}`)
    }
    for (const [name, value] of this.#remote) {
      const [facet, , , date] = name.split('|')
      if (desired.has(name) || date! < exposure.from || date! >= exposure.to) continue
      if (facet === 'availability' && value !== '0') wrong.push(`${name}: ${value} is no longer mapped`)
      if (facet === 'restrictions' && !value.endsWith(',1'))
        wrong.push(`${name}: ${value} is no longer mapped`)
    }
    return wrong
  }

  close(): void {
    this.#db.close()
  }
}

/** A small seeded generator, uniform in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What is wrong after one run of the world; empty when the rules held. */
export function runModel(seed: number, rules: LaneRules, steps = 150): { wrong: string[]; trace: string[] } {
  const model = new LanesModel(seed, rules)
  try {
    for (let step = 0; step < steps; step++) model.step()
    const isQuiet = model.heal()
    const wrong = [...model.violations, ...model.differences()]
    if (!isQuiet) wrong.push('the lanes never became quiet')
    return { wrong, trace: model.trace }
  } finally {
    model.close()
  }
}
