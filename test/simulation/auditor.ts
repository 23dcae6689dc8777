/**
 * Looks at every step whether the invariants hold (I1 to I8), with arithmetic of its own on the file's tables and on what the channels
 * really show; and in the end, whether everything has come together.
 */
import type { Batch, SendRange } from '../../shared/contract/sync-link.ts'
import { addDays, type IsoDate, nightsOf } from '../../shared/dates.ts'
import type { ReservationSnapshot } from '../../shared/snapshot.ts'
import { cellOf, type ModelledChannel } from './channel.ts'
import { type Booking, latestOf, nightsOfRoom, snapshotOf } from './channel-bookings.ts'
import { checkCounts } from './counts.ts'
import type { ModelledRelay } from './relay.ts'
import type { Tables } from './tables.ts'
import { type Codes, codesOf, dateOf, isClosed, wantedCells } from './wanted.ts'

export interface AuditorParts {
  readonly tables: Tables
  readonly channels: ReadonlyMap<string, ModelledChannel>
  readonly relay: ModelledRelay
  readonly now: () => number
  readonly note: (what: string) => void
  readonly report: (what: string) => void
}

interface Sent {
  /** Journal number at which the ledger was read. */
  readonly seq: number
  readonly value: string
}

export class Auditor {
  readonly #parts: AuditorParts
  readonly #tables: Tables
  readonly #codes: Codes
  /** The ledger's number of each channel. */
  #numbers = new Map<string, number>()
  #version = -1
  #journalSeq = 0
  #journalHash = ''
  #answeredSeq = 0
  readonly #readAt = new WeakMap<SendRange, number>()
  /** By channel and cell. */
  readonly #sent = new Map<string, Sent>()
  #wanted = new Map<number, Map<string, string>>()
  /** When a channel was to show more rooms than before, by channel and cell. */
  readonly #raisedAt = new Map<string, number>()
  readonly #rooms = new Map<string, number>()
  readonly #known = new Map<number, Map<string, string>>()
  /** By channel and cell, those of which the ledger has a value, settled or to be confirmed. */
  readonly #valued = new Set<string>()
  #inboxId = 0
  readonly #lookedAt = new Map<string, number>()

  constructor(parts: AuditorParts) {
    this.#parts = parts
    this.#tables = parts.tables
    this.#codes = codesOf(parts.tables)
  }

  /** After every step; the tables only where something was committed. */
  look(): void {
    const version = this.#tables.version()
    if (version !== this.#version) {
      this.#version = version
      this.#numbers = new Map(this.#tables.channels().map(({ name, id }) => [name, id]))
      checkCounts(this.#tables, this.#parts.report)
      this.#checkJournal()
      this.#wanted = wantedCells(this.#tables, this.#codes)
      this.#noteRaises()
      this.#readKnown()
      this.#checkOwnSales()
      for (const { ref, times } of this.#tables.references())
        if (times > 1) this.#parts.report(`I7: ${ref} is in the ledger ${times} times`)
    }
    this.#checkKnown()
  }

  /** I4, I10: every command has its row, and each row follows the one before. */
  #checkJournal(): void {
    for (const { seq, previous, hash } of this.#tables.journal(this.#journalSeq)) {
      const isFirst = this.#journalHash === ''
      if (seq !== this.#journalSeq + 1 && !isFirst) this.#parts.report(`I4: journal row ${seq} follows a gap`)
      if (previous !== this.#journalHash && !isFirst)
        this.#parts.report(`I10: journal row ${seq} does not follow its predecessor`)
      this.#journalSeq = seq
      this.#journalHash = hash
    }
  }

  #noteRaises(): void {
    for (const [name, number] of this.#numbers) {
      for (const [cell, value] of this.#wanted.get(number) ?? []) {
        if (!cell.startsWith('availability')) continue
        const key = `${name} ${cell}`
        const before = this.#rooms.get(key)
        if (before !== undefined && Number(value) > before) this.#raisedAt.set(key, this.#parts.now())
        this.#rooms.set(key, Number(value))
      }
      // What is no longer wanted is closed.
      for (const key of this.#rooms.keys()) {
        const [of = '', cell = ''] = key.split(' ')
        if (of === name && this.#wanted.get(number)?.has(cell) !== true) this.#rooms.set(key, 0)
      }
    }
  }

  /** I5: what the ledger calls known is what the channel shows, but for what the channel did by itself meanwhile. */
  #checkKnown(): void {
    for (const [name, channel] of this.#parts.channels) {
      const state = this.#version + channel.changes / 1_000_000
      if (channel.hasForgotten || this.#lookedAt.get(name) === state) continue
      this.#lookedAt.set(name, state)
      for (const [cell, value] of this.#known.get(this.#numbers.get(name) ?? 0) ?? []) {
        const shows = channel.shown.get(cell)
        if (shows !== value && !channel.touched.has(cell))
          this.#parts.report(`I5: ${name} shows ${shows} for ${cell}, the ledger knows ${value}`)
      }
    }
  }

  /** By channel, the cells that the ledger knows for certain. */
  #readKnown(): void {
    this.#known.clear()
    this.#valued.clear()
    for (const { channel, facet, month, days, ...row } of this.#tables.shown()) {
      const type = this.#codes.types.get(row.type)!
      const plan = row.plan === 0 ? '' : this.#codes.plans.get(row.plan)!
      const known = this.#known.get(channel) ?? new Map<string, string>()
      this.#known.set(channel, known)
      for (const [day, value] of Object.entries(JSON.parse(days) as Record<string, string | object>)) {
        const date = `${month}-${day.padStart(2, '0')}` as IsoDate
        const cell = cellOf(facet, type, plan, date)
        if (typeof value === 'string' || 'v' in value) this.#valued.add(`${channel} ${cell}`)
        if (typeof value === 'string') known.set(cell, value)
      }
    }
  }

  /** I5: with the commit of a channel's own sale nobody knows any more what it shows of those nights. */
  #checkOwnSales(): void {
    for (const { id, channel, raw } of this.#tables.applied(this.#inboxId)) {
      this.#inboxId = id
      for (const { roomCode, arrival, departure } of (JSON.parse(raw) as ReservationSnapshot).rooms) {
        for (const date of nightsOf({ from: arrival, to: departure })) {
          const cell = cellOf('availability', roomCode, '', date)
          if (this.#valued.has(`${channel} ${cell}`))
            this.#parts.report(`I5: ${cell} is called known right after the channel’s own sale`)
        }
      }
    }
  }

  onClaimed(batch: Batch): void {
    const { seq } = this.#tables.head()[0]!
    for (const range of batch.ranges) this.#readAt.set(range, seq)
  }

  /** I6: an older value never leaves after a newer one; rule 9: a raise waits until every older sale is known. */
  onLeave(name: string, ranges: readonly SendRange[]): void {
    for (const range of ranges) {
      const seq = this.#readAt.get(range) ?? 0
      const { facet, roomCode, rateCode, from, to, value } = range
      this.#parts.note(
        `${name} is sent ${facet} ${roomCode} ${rateCode ?? ''} ${from} to ${to}: ${value}, of ${seq}`,
      )
      for (const date of nightsOf(range)) {
        const key = `${name} ${cellOf(range.facet, range.roomCode, range.rateCode ?? '', date)}`
        const before = this.#sent.get(key)
        if (before !== undefined && seq < before.seq)
          this.#parts.report(`I6: ${key} is sent as it was at ${seq} after ${before.seq}`)
        if (range.facet === 'availability') this.#checkRaise(name, key, range, date, before)
        this.#sent.set(key, { seq, value: range.value })
      }
    }
  }

  #checkRaise(name: string, key: string, range: SendRange, date: IsoDate, before: Sent | undefined): void {
    const channel = this.#parts.channels.get(name)!
    const raisedAt = this.#raisedAt.get(key)
    // To send the same again is no raise: an absolute may undo a decrement that nobody was told of yet.
    const isRaise = Number(range.value) > Number(before?.value ?? 0)
    if (channel.plan.by === 'relay' || raisedAt === undefined || !isRaise) return
    for (const booking of channel.bookings.values()) {
      const sold = booking.revisions.some(
        ({ number, at, rooms }) =>
          number > booking.toldThrough &&
          at < raisedAt &&
          rooms.some((room) =>
            nightsOfRoom(room).some((night) => night.date === date && night.type === range.roomCode),
          ) &&
          !this.#isTold(channel, booking, number),
      )
      if (sold)
        this.#parts.report(`rule 9: ${key} is raised to ${range.value} before ${booking.ref} is known`)
    }
  }

  /** Whether this revision or a later one is in the ledger's inbox. */
  #isTold(channel: ModelledChannel, booking: Booking, number: number): boolean {
    if (number <= booking.toldThrough) return true
    const rows = this.#tables.told(this.#numbers.get(channel.plan.name), booking.ref)
    const told = new Set(rows.map(({ raw }) => raw))
    for (const revision of booking.revisions) {
      if (told.has(JSON.stringify(snapshotOf(booking, revision))))
        booking.toldThrough = Math.max(booking.toldThrough, revision.number)
    }
    return number <= booking.toldThrough
  }

  /** I7: the channel is told that a message arrived only when that is committed. */
  onAcknowledged(channel: ModelledChannel, receipt: string): void {
    const [ref = '', number] = receipt.split(':')
    const booking = channel.bookings.get(ref)!
    if (!this.#isTold(channel, booking, Number(number)))
      this.#parts.report(`I7: ${receipt} is acknowledged and not in the ledger`)
  }

  /** I8: the relay may forget only what is committed. */
  onRelayAcknowledged(epoch: string, upTo: number): void {
    const pairing = this.#tables.relayCursor()[0]
    if (pairing?.epoch !== epoch || pairing.cursor < upTo)
      this.#parts.report(
        `I8: the relay is told ${upTo} of ${epoch}, the ledger has ${JSON.stringify(pairing)}`,
      )
  }

  /** I4: an answer leaves after the commit. */
  onAnswered(key: string, seq: number): void {
    this.#answeredSeq = Math.max(this.#answeredSeq, seq)
    this.#checkDurable(key)
  }

  #checkDurable(when: string): void {
    const { seq } = this.#tables.head()[0]!
    if (seq < this.#answeredSeq)
      this.#parts.report(`I4: ${when}: ${this.#answeredSeq} was answered, the file ends at ${seq}`)
  }

  onHost(): void {
    this.#checkDurable('a host has started')
  }

  /** What has not come together yet; empty when all is well. */
  differences(): string[] {
    const wrong: string[] = []
    const { today, businessDate } = this.#tables.property()[0]!
    const parked = new Map(
      this.#tables.parked().map((row) => {
        const plan = row.plan === 0 ? '' : this.#codes.plans.get(row.plan)!
        const cell = `${row.facet}|${this.#codes.types.get(row.type)}|${plan}|${row.date}`
        return [`${row.channel} ${cell}`, row.value]
      }),
    )
    for (const [name, channel] of this.#parts.channels) {
      const number = this.#numbers.get(name)!
      const wanted = this.#wanted.get(number) ?? new Map<string, string>()
      for (const [cell, value] of wanted) {
        if (parked.get(`${number} ${cell}`) === value) continue
        const shows = channel.shown.get(cell)
        if (shows !== value) wrong.push(`I5: ${name} shows ${shows} for ${cell} and should show ${value}`)
        else if (this.#known.get(number)?.get(cell) !== value)
          wrong.push(`I5: ${name} ${cell} is not settled`)
      }
      const end = addDays(today, this.#tables.channels().find(({ id }) => id === number)?.horizonDays ?? 0)
      for (const [cell, value] of channel.shown) {
        if (wanted.has(cell) || dateOf(cell) < today || dateOf(cell) >= end || isClosed(cell, value)) continue
        if (cell.startsWith('availability') || cell.startsWith('restrictions'))
          wrong.push(`I5: ${name} still shows ${value} for ${cell}, which is not mapped`)
      }
      if (!channel.isEverythingDelivered()) wrong.push(`I7: ${name} holds messages that are not acknowledged`)
      for (const booking of channel.bookings.values()) this.#compare(number, booking, businessDate, wrong)
    }
    const { relay } = this.#parts
    if (relay.acked < relay.head) wrong.push(`I8: the relay holds ${relay.head - relay.acked} messages`)
    for (const { surname, times } of this.#tables.bookers())
      if (times > 1) wrong.push(`I4: ${surname} asked once and has ${times} reservations`)
    return wrong
  }

  /** I7: each booking is in the ledger as the channel has it, from the business date on. */
  #compare(channel: number, booking: Booking, from: IsoDate, wrong: string[]): void {
    const sold = latestOf(booking)
      .rooms.flatMap(nightsOfRoom)
      .filter(({ date }) => date >= from)
      .map(({ type, date }) => `${date} ${type}`)
      .sort()
    const stored = this.#tables
      .nightsOf(channel, booking.ref, from)
      .map(({ type, date }) => `${date} ${this.#codes.types.get(type)}`)
      .sort()
    if (`${sold}` !== `${stored}`)
      wrong.push(
        `I7: ${booking.ref} is ${sold.join(', ')} at the channel and ${stored.join(', ')} in the ledger`,
      )
  }
}
