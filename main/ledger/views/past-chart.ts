/** The tape chart as it was after a past command: read from the history, with the names of now. */
import { sql as raw } from 'kysely'
import { type DateRange, earlierOf, type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Past, PastStay } from '../history/past.ts'
import type { LedgerQueries } from '../ledger.ts'
import type { Parts } from '../parts.ts'
import { localDay } from '../property-clock.ts'
import { type BlockNight, barsOf, blocksOf, type ChartNight, type Counts, stockOf } from './chart-parts.ts'
import type { Reading } from './reading.ts'

/** By type and night; a night that nothing counts is none. */
class CountedThen {
  readonly #counts = new Map<string, Counts>()

  of(roomTypeId: number, date: IsoDate): Counts {
    const name = `${roomTypeId}|${date}`
    const known = this.#counts.get(name)
    if (known !== undefined) return known
    const counts = { booked: 0, held: 0, blocked: 0 }
    this.#counts.set(name, counts)
    return counts
  }
}

/** The part of a run of nights that lies in the range. */
function clipped(from: IsoDate, to: IsoDate, range: DateRange): IsoDate[] {
  return nightsOf({ from: laterOf(from, range.from), to: earlierOf(to, range.to) })
}

export function createPastChart(store: Store, parts: Parts, past: Past) {
  const named = store.prepare((sql, p: { ids: string }) =>
    sql
      .selectFrom('stay')
      .innerJoin('reservation', 'reservation.id', 'stay.reservation_id')
      .innerJoin('guest', 'guest.id', 'stay.guest_id')
      .leftJoin('channel', 'channel.id', 'reservation.channel_id')
      .select([
        'stay.id',
        'stay.public_id as stayId',
        'reservation.public_id as reservationId',
        'reservation.code',
        'reservation.source',
        'channel.name as channelName',
        'guest.surname',
        'guest.first_name as firstName',
        raw<0 | 1>`(reservation.note <> '')`.as('hasNote'),
      ])
      .where('stay.id', 'in', raw<number>`(SELECT value FROM json_each(${p.ids}))`),
  )
  const blockNames = store.prepare((sql, p: { ids: string }) =>
    sql
      .selectFrom('room_block')
      .select(['id', 'public_id as publicId', 'reason'])
      .where('id', 'in', raw<number>`(SELECT value FROM json_each(${p.ids}))`),
  )
  const rowsOf = <R extends { readonly id: number }>(
    query: { all(p: { ids: string }): R[] },
    found: readonly { readonly id: number }[],
  ) => new Map(query.all({ ids: JSON.stringify(found.map(({ id }) => id)) }).map((row) => [row.id, row]))

  function nightsOfStays(stays: readonly PastStay[], range: DateRange): ChartNight[] {
    const rows = rowsOf(named, stays)
    return stays.flatMap(({ id, arrival, departure, state }) => {
      const row = rows.get(id)
      if (row === undefined) throw new Error(`the history tells of stay ${id}, which is not there`)
      const { id: _id, hasNote, ...names } = row
      const stay = {
        ...names,
        status: state.status,
        arrival,
        departure,
        hasCase: false,
        hasNote: hasNote === 1,
        guests: state.adults + state.children.length,
        pinned: state.pinned === 1,
      }
      return state.runs.flatMap(([from, to, roomTypeId, roomId, _amount, counted]) =>
        counted === 0 ? [] : clipped(from, to, range).map((date) => ({ stay, date, roomTypeId, roomId })),
      )
    })
  }

  function nightsOfBlocks(range: DateRange, seq: number): BlockNight[] {
    const blocks = past.blocks(range, seq)
    const rows = rowsOf(blockNames, blocks)
    return blocks.flatMap(({ id, state }) => {
      const row = rows.get(id)
      if (row === undefined) throw new Error(`the history tells of block ${id}, which is not there`)
      const { publicId, reason } = row
      return state.nights
        .filter(([, date]) => date >= range.from && date < range.to)
        .map(([roomId, date]) => ({ blockId: publicId, reason, kind: state.kind, roomId, date }))
    })
  }

  /** @throws DomainError NoHistoryThen */
  return (reading: Reading, range: DateRange, asOf: number): ReturnType<LedgerQueries['tapeChart']> => {
    const { catalog, property } = reading
    const seq = past.seqAt(asOf)
    const stayNights = nightsOfStays(past.stays(range, seq), range)
    const blockNights = nightsOfBlocks(range, seq)
    const counted = new CountedThen()
    for (const { roomTypeId, date } of stayNights) counted.of(roomTypeId, date).booked++
    for (const { roomId, date, kind } of blockNights) {
      if (kind === 'out_of_order') counted.of(catalog.rooms.get(roomId).roomTypeId, date).blocked++
    }
    for (const kind of ['hold', 'group'] as const) {
      for (const [type, date, rooms] of past.stock(kind, range, seq).flatMap(({ nights }) => nights)) {
        counted.of(type, date)[kind === 'hold' ? 'held' : 'blocked'] += rooms
      }
    }
    return {
      seq,
      businessDate: earlierOf(localDay(asOf, property.timeZone).businessDate, property.businessDate),
      bars: barsOf(reading, stayNights),
      blocks: blocksOf(reading, blockNights),
      ...stockOf(reading, parts.inventory, range, (type, { date }) => counted.of(type, date)),
    }
  }
}
