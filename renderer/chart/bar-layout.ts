/** Where each bar of the tape chart lies: groups by room type, a lane per room, and lanes for what has no room yet. */
import type { Bar } from '../../shared/contract/stays.ts'
import { addDays, daysBetween, type IsoDate } from '../../shared/dates.ts'
import type { Room, RoomType } from '../hotel-names.ts'
import { type Look, lookOf } from './bar-look.ts'
import type { ChartWindow } from './chart-window.ts'

/** Guests come in the afternoon and leave before noon: where within its first and last day a bar begins and ends. */
const ARRIVES_AT = 0.36
const LEAVES_AT = 0.28

export interface PlacedBar {
  readonly bar: Bar
  readonly look: Look
  /** In days from the left edge of the window, clipped to it. */
  readonly start: number
  readonly end: number
  /** The stay goes on beyond the edge of the window, or in another room. */
  readonly continuesLeft: boolean
  readonly continuesRight: boolean
}

export interface ChartLane {
  /** `room <id>`, or `unassigned <room type id> <number>`. */
  readonly key: string
  readonly roomTypeId: string
  readonly room: Room | null
  readonly bars: readonly PlacedBar[]
}

export interface ChartGroup {
  readonly roomType: RoomType
  /** Rooms left by day of the window; negative when oversold, null for days that are over. */
  readonly left: readonly (number | null)[]
  readonly lanes: readonly ChartLane[]
}

/** The bar's place in the window, or null when none of it is visible. */
export function placeBar(bar: Bar, window: ChartWindow, businessDate: IsoDate): PlacedBar | null {
  const isFirst = bar.from === bar.arrival
  const isLast = bar.to >= bar.departure
  const start = daysBetween(window.from, bar.from) + (isFirst ? ARRIVES_AT : LEAVES_AT + 0.04)
  const end = daysBetween(window.from, bar.to) + LEAVES_AT
  if (end <= 0 || start >= window.days) return null
  return {
    bar,
    look: lookOf(bar, businessDate),
    start: Math.max(0, start),
    end: Math.min(window.days, end),
    continuesLeft: start < 0 || !isFirst,
    continuesRight: end > window.days || !isLast,
  }
}

/** Stacks bars that have no room, earliest first; what is overbooked lies in the first lanes, which are never folded. */
export function stackBars(bars: readonly PlacedBar[]): PlacedBar[][] {
  const lanes: PlacedBar[][] = []
  const isFree = (lane: readonly PlacedBar[], { start, end }: PlacedBar) =>
    lane.every((other) => other.end <= start || end <= other.start)
  const byUrgency = [...bars].sort(
    (a, b) => Number(b.bar.hasCase) - Number(a.bar.hasCase) || a.start - b.start || b.end - a.end,
  )
  for (const placed of byUrgency) {
    const lane = lanes.find((candidate) => isFree(candidate, placed))
    if (lane === undefined) lanes.push([placed])
    else lane.push(placed)
  }
  return lanes.map((lane) => lane.sort((a, b) => a.start - b.start))
}

export interface ChartData {
  readonly businessDate: IsoDate
  readonly bars: readonly Bar[]
  /** From the day before the window, whose departures are still in sight on the first day. */
  readonly left: readonly { readonly roomTypeId: string; readonly days: readonly number[] }[]
}

/** Days that are asked for before the window, so that departures on its first day are known. */
export const LEAD_DAYS = 1

export function layChart(
  hotel: { readonly roomTypes: readonly RoomType[]; readonly rooms: readonly Room[] },
  data: ChartData,
  window: ChartWindow,
): ChartGroup[] {
  const byRoom = new Map<string, PlacedBar[]>()
  const unassigned = new Map<string, PlacedBar[]>()
  for (const bar of data.bars) {
    const placed = placeBar(bar, window, data.businessDate)
    if (placed === null) continue
    const lanes = bar.roomId === null ? unassigned : byRoom
    const key = bar.roomId ?? bar.roomTypeId
    const lane = lanes.get(key)
    if (lane === undefined) lanes.set(key, [placed])
    else lane.push(placed)
  }
  const leftByType = new Map(data.left.map(({ roomTypeId, days }) => [roomTypeId, days]))
  return hotel.roomTypes.map((roomType) => {
    const left = leftByType.get(roomType.id)
    const waiting = stackBars(unassigned.get(roomType.id) ?? []).map((bars, index) => ({
      key: `unassigned ${roomType.id} ${index + 1}`,
      roomTypeId: roomType.id,
      room: null,
      bars,
    }))
    const rooms = hotel.rooms
      .filter((room) => room.roomTypeId === roomType.id)
      .map((room) => ({
        key: `room ${room.id}`,
        roomTypeId: roomType.id,
        room,
        bars: (byRoom.get(room.id) ?? []).sort((a, b) => a.start - b.start),
      }))
    return {
      roomType,
      left: Array.from({ length: window.days }, (_, day) =>
        addDays(window.from, day) < data.businessDate ? null : (left?.[day + LEAD_DAYS] ?? null),
      ),
      lanes: [...waiting, ...rooms],
    }
  })
}

/** Bars by look, each stay once, for the legend. */
export function countLooks(groups: readonly ChartGroup[]): Map<Look, number> {
  const stays = new Map<string, Look>()
  for (const group of groups)
    for (const lane of group.lanes) for (const { bar, look } of lane.bars) stays.set(bar.stayId, look)
  const counts = new Map<Look, number>()
  for (const look of stays.values()) counts.set(look, (counts.get(look) ?? 0) + 1)
  return counts
}
