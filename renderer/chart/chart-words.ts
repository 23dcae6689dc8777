/** The chart's sentences about stays, cells and changes; texts that many frames need are kept. */
import { daysBetween, fromDayNumber, type IsoDate } from '../../shared/dates.ts'
import { dayText, stayDatesText } from '../formats.ts'
import type { HotelNames } from '../hotel-names.ts'
import { t } from '../text/text.ts'
import type { Placed, PlacedBlock, PlacedStay } from './bar-layout.ts'
import { lookText } from './bar-look.ts'
import type { RoomState } from './chart-data.ts'
import type { ChartRow, LaneRow } from './chart-rows.ts'
import type { StayPlan } from './stay-plan.ts'

const barNames = new WeakMap<Placed, string>()

/** How a bar is called: who, status, where and when, and what is special about it. */
export function barName(placed: Placed, roomName: string): string {
  const known = barNames.get(placed)
  if (known !== undefined) return known
  const name = placed.kind === 'stay' ? stayName(placed, roomName) : blockName(placed, roomName)
  barNames.set(placed, name)
  return name
}

function stayName({ bar, look }: PlacedStay, roomName: string): string {
  const parts = [
    bar.guestName,
    lookText(look).toLowerCase(),
    roomName,
    stayDatesText(bar.arrival, bar.departure),
  ]
  if (bar.channelName !== null) parts.push(bar.channelName)
  if (bar.pinned) parts.push(t('chart.mark.pinned'))
  if (bar.hasNote) parts.push(t('chart.mark.note'))
  if (bar.hasCase) parts.push(t('chart.mark.overbooked'))
  return parts.join(', ')
}

function blockName({ block }: PlacedBlock, roomName: string) {
  return t('chart.block.name', {
    room: roomName,
    dates: stayDatesText(block.from, block.to),
    reason: block.reason,
    kind: block.kind,
  })
}

/** What a lane is called in the names of its bars: `room 305`, `no room yet`. */
export function laneName(row: Pick<LaneRow, 'room'>): string {
  return row.room === null ? t('chart.lane.waiting') : t('chart.lane.room', { room: row.room.name })
}

export function rowName(row: ChartRow): string {
  if (row.kind === 'group') return row.roomType.name
  return t('chart.row', { type: row.roomType.name, lane: laneName(row) })
}

export function freeCellName(row: LaneRow, day: number, isLoaded: boolean): string {
  const date = dayText(fromDayNumber(day))
  if (!isLoaded) return t('chart.cell.loading', { date })
  return row.room === null
    ? t('chart.cell.waiting', { date })
    : t('chart.cell.free', { room: row.room.name, date })
}

export function groupCellName(row: ChartRow, day: number, left: number | undefined): string {
  return leftName(row.roomType.name, fromDayNumber(day), left ?? null)
}

export function leftName(roomType: string, date: IsoDate, left: number | null): string {
  const day = dayText(date)
  if (left === null) return t('chart.left.unknown', { type: roomType, date: day })
  return left < 0
    ? t('chart.left.oversold', { type: roomType, date: day, count: -left })
    : t('chart.left.free', { type: roomType, date: day, count: left })
}

export function nightsText(from: IsoDate, to: IsoDate): string {
  return t('common.nights', { count: daysBetween(from, to) })
}

export function roomText(roomId: string | null, names: HotelNames): string {
  return roomId === null ? t('chart.room.none') : t('chart.room', { room: names.room(roomId) })
}

export interface PlanWords {
  readonly room: string
  readonly dates: string
  readonly state: string
  readonly isGood: boolean
}

/** What stands beside the ghost while a stay is moved or stretched. */
export function planWords(plan: StayPlan, state: RoomState, names: HotelNames): PlanWords {
  const { after } = plan
  return {
    room: roomText(after.roomId, names),
    dates: t('chart.plan.dates', {
      dates: stayDatesText(after.arrival, after.departure),
      nights: nightsText(after.arrival, after.departure),
    }),
    ...stateWords(after.roomId, state),
  }
}

function stateWords(roomId: string | null, state: RoomState): { state: string; isGood: boolean } {
  if (roomId === null) return { state: t('chart.plan.noRoom'), isGood: true }
  switch (state.kind) {
    case 'free':
      return { state: t('chart.plan.free'), isGood: true }
    case 'taken':
      return { state: t('chart.plan.taken', { guest: state.by, date: dayText(state.date) }), isGood: false }
    case 'outOfOrder':
      return {
        state: t('chart.plan.outOfOrder', { reason: state.reason, date: dayText(state.date) }),
        isGood: false,
      }
    case 'unknown':
      return { state: t('chart.plan.unknown'), isGood: true }
  }
}
