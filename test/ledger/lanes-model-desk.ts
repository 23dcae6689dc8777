/** The hotel's side of the model: a small ledger in memory, the real lane keeper over it, and what a desk changes. */
import Database from 'better-sqlite3'
import { type Channel, type ChannelRows, createChannelRows } from '../../main/ledger/lanes/channel-rows.ts'
import { createLaneKeeper, type LaneKeeper } from '../../main/ledger/lanes/lane-keeper.ts'
import type { LaneRules } from '../../main/ledger/lanes/rules.ts'
import { cellName } from '../../main/ledger/lanes/work.ts'
import { MIGRATIONS } from '../../main/store/migrate.ts'
import { createStore } from '../../main/store/store.ts'
import { CHANNEL_KINDS } from '../../shared/channel-kinds/kinds.ts'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { addDays, type IsoDate, isoDate, nightsOf } from '../../shared/dates.ts'

export const START = isoDate('2026-11-29')
export const TYPES = [1, 2]
export const DEADLINE_MS = 600
export const REFUSED_PRICE = '[666]'
const NIGHTS = 3
const HORIZON_DAYS = 2

export interface ModelPorts {
  readonly rules: LaneRules
  readonly now: () => number
  readonly nextId: () => number
  /** Uniform integer in [0, limit). */
  readonly below: (limit: number) => number
}

export const availabilityOf = (roomTypeId: number, date: IsoDate): string =>
  cellName({ facet: 'availability', roomTypeId, ratePlanId: 0 }, date)

export class ModelDesk {
  readonly #db = new Database(':memory:')
  readonly #store = createStore(this.#db)
  readonly #rows: ChannelRows = createLateRows(this.#db, this.#store)
  readonly #ports: ModelPorts
  #channel: Channel | null = null
  keeper: LaneKeeper
  seq = 1
  today: IsoDate = START

  constructor(ports: ModelPorts) {
    this.#ports = ports
    this.#fill()
    this.keeper = this.#openKeeper()
  }

  get channel(): Channel {
    this.#channel ??= this.#rows.all()[0]!
    return this.#channel
  }

  lane(name: string) {
    return this.#rows.lanes(this.channel.id).find((lane) => lane.lane === name)!
  }

  /** Nights that the channel is filled for. */
  window(): IsoDate[] {
    return nightsOf({ from: this.today, to: addDays(this.today, HORIZON_DAYS) })
  }

  #openKeeper(): LaneKeeper {
    const { now, nextId, rules } = this.#ports
    return createLaneKeeper(this.#store, this.#rows, {
      now,
      monotonic: now,
      newRequestId: () => `request-${nextId()}`,
      headSeq: () => this.seq,
      channel: () => this.channel,
      today: () => this.today,
      rules,
    })
  }

  readonly #dates = () => nightsOf({ from: START, to: addDays(START, NIGHTS + 2) })
  readonly #pick = <T>(items: readonly T[]): T => items[this.#ports.below(items.length)]!
  readonly #run = (text: string, ...values: unknown[]) => this.#db.prepare(text).run(...values)

  #fill(): void {
    const run = this.#run
    const horizon = addDays(START, NIGHTS + 2)
    run(
      `INSERT INTO property (id, public_id, name, time_zone, currency, business_date, calendar_date, horizon, ledger_epoch)
         VALUES (1, 'p', 'Hotel', 'Europe/Vienna', 'EUR', ?, ?, ?, 1)`,
      START,
      START,
      horizon,
    )
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
    const settings = settingsOfKind('bookingcom', {
      hotelCode: '1',
      requestDeadlineMs: DEADLINE_MS,
      pullIntervalMs: 50,
    })
    const channelId = this.#rows.insert({
      publicId: 'c',
      kind: 'bookingcom',
      name: 'Channel',
      settings: JSON.stringify(settings),
      credentials: Buffer.alloc(1),
      buffer: 0,
      cap: null,
      horizonDays: HORIZON_DAYS,
      safetyBuffer: 0,
    })
    for (const [position, { lane, facets }] of CHANNEL_KINDS.bookingcom.lanes.entries()) {
      this.#rows.insertLane({ channelId, lane, facets: JSON.stringify(facets), position })
    }
    for (const type of TYPES) this.#map(type)
  }

  #map(type: number): void {
    const channelId = this.channel.id
    this.#rows.putRoom({ channelId, roomTypeId: type, roomCode: `r${type}` })
    this.#rows.putRate({ channelId, roomTypeId: type, ratePlanId: 1, rateCode: 'f' })
  }

  #resetCursors(): void {
    if (this.#ports.rules.settingsResetCursors) this.#rows.resetCursors(this.channel.id)
  }

  /** A sale, a cancellation, a price or a closing. @returns the availability that it raised, if it did. */
  changeCell(): string | null {
    const type = this.#pick(TYPES)
    const date = this.#pick(this.#dates())
    const seq = ++this.seq
    const roll = this.#ports.below(10)
    if (roll < 6) return this.#changeBooked(type, date, this.#ports.below(20) < 11 ? 1 : -1)
    if (roll < 8) {
      const prices = this.#pick(['[100]', '[120]', REFUSED_PRICE])
      this.#run(
        'UPDATE rate SET prices = ?, price_seq = ? WHERE room_type_id = ? AND date = ?',
        prices,
        seq,
        type,
        date,
      )
    } else {
      const text =
        'UPDATE rate SET closed = 1 - closed, restrictions_seq = ? WHERE room_type_id = ? AND date = ?'
      this.#run(text, seq, type, date)
    }
    return null
  }

  #changeBooked(type: number, date: IsoDate, change: 1 | -1): string | null {
    const { changes } = this.#db
      .prepare(
        `UPDATE inventory SET booked = booked + @change, oversold = max(0, booked + @change - total), seq = @seq
          WHERE room_type_id = @type AND date = @date
            AND booked + @change >= 0 AND (@change < 0 OR booked < total)`,
      )
      .run({ change, seq: this.seq, type, date })
    return changes > 0 && change < 0 ? availabilityOf(type, date) : null
  }

  ingest(sale: { roomTypeId: number; date: IsoDate }): void {
    const seq = ++this.seq
    this.#run(
      `UPDATE inventory SET booked = booked + 1, oversold = max(0, booked + 1 - total), seq = ?
        WHERE room_type_id = ? AND date = ?`,
      seq,
      sale.roomTypeId,
      sale.date,
    )
    this.keeper.disturb(this.channel.id, sale.roomTypeId, [sale.date], seq)
    this.keeper.confirmAll(this.channel)
  }

  /** Whether the ledger believes to know what the channel shows of a night. */
  isKnown({ roomTypeId, date }: { roomTypeId: number; date: IsoDate }): boolean {
    const day = this.keeper.shown
      .open(this.channel.id)
      .get({ facet: 'availability', roomTypeId, ratePlanId: 0 }, date)
    return day !== undefined && day.value !== null
  }

  changeSettings(): void {
    const { id, name, settings, credentialsSealed } = this.channel
    this.seq++
    this.#rows.update({
      id,
      name,
      enabled: 1,
      settings: JSON.stringify(settings),
      credentials: credentialsSealed,
      buffer: this.#ports.below(3),
      cap: this.#pick([null, 1, 2]),
      horizonDays: this.#pick([1, HORIZON_DAYS]),
      safetyBuffer: 0,
    })
    this.#channel = null
    this.#resetCursors()
  }

  changeMapping(): void {
    this.seq++
    this.#rows.deactivateMappings(this.channel.id)
    for (const type of TYPES) if (this.#ports.below(10) < 6) this.#map(type)
    this.#resetCursors()
  }

  midnight(): void {
    if (this.today >= addDays(START, NIGHTS - HORIZON_DAYS + 1)) return
    this.today = addDays(this.today, 1)
    this.#resetCursors()
  }

  resync(): void {
    this.seq++
    this.keeper.forget(this.channel.id)
    this.#rows.unparkAll(this.channel.id)
    this.#rows.resetCursors(this.channel.id)
  }

  /** What was in memory is gone. */
  crash(): void {
    this.keeper = this.#openKeeper()
    this.keeper.beginEpoch([this.channel])
  }

  /** What the channel should show, without what is parked; and the window that it should show it for. */
  desired(): { cells: Map<string, string>; parked: Map<string, string>; from: IsoDate; to: IsoDate } {
    const exposure = this.keeper.exposureOf(this.channel)
    const cells = new Map<string, string>()
    for (const { facets } of this.#rows.lanes(this.channel.id)) {
      for (const cell of facets.flatMap((facet) => this.keeper.desired.mapped(facet, exposure))) {
        if (cell.desired !== null) cells.set(cellName(cell, cell.date), cell.desired)
      }
    }
    return { cells, parked: this.keeper.parkedOf(this.channel), from: exposure.from, to: exposure.to }
  }

  close(): void {
    this.#db.close()
  }
}

function createLateRows(db: Database.Database, store: ReturnType<typeof createStore>): ChannelRows {
  for (const { sql } of MIGRATIONS) db.exec(sql)
  return createChannelRows(store)
}
