/**
 * Exposure: what channels may still sell although it is no longer to be sold. A room night counts when a channel is known to
 * show it, or may show it after a request of unknown fate, and should not. Those that only the buffer hides are covered: the
 * hotel has the room. Where nobody can tell what is shown, the night is counted by itself, as no number would be true.
 */
import type { IsoDate } from '../../../shared/dates.ts'
import type { Store } from '../../store/store.ts'
import type { Catalog } from '../catalog.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { LaneKeeper } from '../lanes/lane-keeper.ts'
import type { ShownDay } from '../lanes/shown-day.ts'
import type { LedgerQueries } from '../ledger.ts'

type Exposed = ReturnType<LedgerQueries['exposure']>['channels'][number]
type Night = Exposed['nights'][number]

/** Listed of a channel; the sums are of all. */
const MOST_NIGHTS = 20

interface Cell {
  readonly roomTypeId: number
  readonly date: IsoDate
  readonly desired: number
}

export function createExposureView(store: Store, rows: ChannelRows, keeper: LaneKeeper) {
  const left = store.prepare((sql, p: { roomTypeId: number; date: IsoDate }) =>
    sql
      .selectFrom('inventory')
      .select((eb) =>
        eb(
          eb(
            eb(eb('total', '+', eb.ref('overbooking_allowance')), '-', eb.ref('blocked')),
            '-',
            eb.ref('held'),
          ),
          '-',
          eb.ref('booked'),
        ).as('left'),
      )
      .where('room_type_id', '=', p.roomTypeId)
      .where('date', '=', p.date),
  )

  /** Cheap, and true for nearly every channel at nearly every moment. */
  function isInStep(channel: Channel): boolean {
    if (rows.parked(channel.id).some(({ facet }) => facet === 'availability')) return false
    return rows
      .lanes(channel.id)
      .filter(({ facets }) => facets.includes('availability'))
      .every((lane) => {
        const { sends, waitingForPull } = keeper.pending(channel, lane)
        return sends.length + waitingForPull === 0
      })
  }

  function cellsOf(channel: Channel): Cell[] {
    const exposure = keeper.exposureOf(channel)
    const mapped = keeper.desired
      .mapped('availability', exposure)
      .map(({ roomTypeId, date, desired }) => ({ roomTypeId, date, desired: Number(desired ?? 0) }))
    const known = new Set(mapped.map(({ roomTypeId, date }) => `${roomTypeId} ${date}`))
    // What is no longer mapped is to show no room.
    const others = keeper.shown
      .all(channel.id, 'availability')
      .filter(({ date }) => date >= exposure.from && date < exposure.to)
      .filter(({ roomTypeId, date }) => !known.has(`${roomTypeId} ${date}`))
      .map(({ roomTypeId, date }) => ({ roomTypeId, date, desired: 0 }))
    return [...mapped, ...others]
  }

  function nightOf(cell: Cell, day: ShownDay | undefined, catalog: Catalog): Night | null {
    const { roomTypeId, date, desired } = cell
    const may = mayOf(day)
    if (may !== null && may.most <= desired) return null
    const rooms = Math.max(0, left.first({ roomTypeId, date })?.left ?? 0)
    return {
      roomTypeId: catalog.roomTypes.get(roomTypeId).publicId,
      date,
      wanted: desired,
      may,
      tooMany: may === null ? null : may.most - desired,
      covered: may === null ? 0 : Math.min(may.most, rooms) - Math.min(desired, rooms),
    }
  }

  function exposed(channel: Channel, catalog: Catalog): Exposed {
    const open = keeper.shown.open(channel.id)
    const nights = isInStep(channel)
      ? []
      : cellsOf(channel).flatMap(
          (cell) =>
            nightOf(
              cell,
              open.get({ facet: 'availability', ratePlanId: 0, roomTypeId: cell.roomTypeId }, cell.date),
              catalog,
            ) ?? [],
        )
    const sum = (of: (night: Night) => number) => nights.reduce((total, night) => total + of(night), 0)
    return {
      channelId: channel.publicId,
      roomNights: sum(({ tooMany }) => tooMany ?? 0),
      covered: sum(({ covered }) => covered),
      untold: sum(({ tooMany }) => (tooMany === null ? 1 : 0)),
      exposedNights: nights.length,
      nights: nights
        .toSorted((a, b) => (b.tooMany ?? 0) - (a.tooMany ?? 0) || (a.date < b.date ? -1 : 1))
        .slice(0, MOST_NIGHTS),
    }
  }

  return (channels: readonly Channel[], catalog: Catalog): ReturnType<LedgerQueries['exposure']> => ({
    channels: channels.map((channel) => exposed(channel, catalog)),
  })
}

/** Null: it was never told, or has changed its own stock since, or everything was forgotten. */
function mayOf(day: ShownDay | undefined): Night['may'] {
  if (day === undefined) return null
  if (day.value !== null) return { least: Number(day.value), most: Number(day.value) }
  return day.most === null ? null : { least: day.least, most: day.most }
}
