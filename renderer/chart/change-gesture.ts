/** A stay being moved or stretched, by pointer or by arrows: its plan, its ghost, and what the tag says. */
import { dayNumber } from '../../shared/dates.ts'
import type { HotelNames } from '../hotel-names.ts'
import type { PlacedStay } from './bar-layout.ts'
import { type ChartData, roomStateOf } from './chart-data.ts'
import type { ChartRow, LaneRow } from './chart-rows.ts'
import { type PlanWords, planWords } from './chart-words.ts'
import { Ghost } from './ghost.ts'
import {
  changeOf,
  type Handle,
  isChange,
  nightsNeeded,
  type PlanLimits,
  planChange,
  type StayChange,
  type StayPlan,
} from './stay-plan.ts'
import { BAR_HEIGHT, type Timeline, type View, xOf } from './timeline.ts'

/** The chart as it is at this moment. */
export interface GestureGround {
  readonly rows: readonly ChartRow[]
  readonly data: ChartData
  readonly timeline: Timeline
  readonly limits: PlanLimits
  readonly names: HotelNames
  view(): View
}

export class ChangeGesture {
  readonly handle: Handle
  readonly placed: PlacedStay
  readonly #ground: () => GestureGround
  readonly #ghost: Ghost
  #row: LaneRow
  #byDays = 0
  #plan: StayPlan
  #words: PlanWords

  constructor(
    ground: () => GestureGround,
    layer: HTMLElement,
    from: { readonly row: LaneRow; readonly placed: PlacedStay; readonly handle: Handle },
  ) {
    this.#ground = ground
    this.placed = from.placed
    this.handle = from.handle
    this.#row = from.row
    this.#plan = this.#planned()
    this.#words = this.#worded()
    this.#ghost = new Ghost(layer, from.placed)
    this.#show()
  }

  get plan(): StayPlan {
    return this.#plan
  }

  get words(): PlanWords {
    return this.#words
  }

  get row(): LaneRow {
    return this.#row
  }

  get byDays(): number {
    return this.#byDays
  }

  /** Rows of types and, for a guest in house, lanes without a room cannot be aimed at: the last room stays. */
  aim(byDays: number, row: ChartRow | undefined): void {
    const isAim =
      row !== undefined &&
      row.kind !== 'group' &&
      this.handle === 'move' &&
      (row.room !== null || this.placed.bar.status === 'reserved')
    if (byDays === this.#byDays && (!isAim || row.key === this.#row.key)) return
    this.#byDays = byDays
    if (isAim) this.#row = row
    this.#plan = this.#planned()
    this.#words = this.#worded()
    this.#show()
  }

  /** The change to confirm, or null when everything is as it was. */
  change(): StayChange | null {
    if (!isChange(this.#plan)) return null
    const { data } = this.#ground()
    const { arrival, departure } = this.placed.bar
    return changeOf(this.#plan, data.seqOver(dayNumber(arrival), dayNumber(departure)))
  }

  end(): void {
    this.#ghost.remove()
  }

  #planned(): StayPlan {
    const roomId = this.#row.room?.id ?? null
    return planChange(this.placed, this.handle, this.#byDays, roomId, this.#ground().limits)
  }

  #worded(): PlanWords {
    const { data, limits, names } = this.#ground()
    const { roomId } = this.#plan.after
    const nights = nightsNeeded(this.#plan, limits.businessDate)
    const state =
      roomId === null
        ? ({ kind: 'free' } as const)
        : roomStateOf(data, roomId, nights, this.placed.bar.stayId)
    return planWords(this.#plan, state, names)
  }

  #show(): void {
    const { timeline, view } = this.#ground()
    const { start, end } = this.#plan
    const sight = view()
    this.#ghost.show(
      {
        left: xOf(timeline, start),
        top: this.#row.top + (this.#row.height - BAR_HEIGHT) / 2,
        width: (end - start) * timeline.px - 1,
        sight: { left: sight.left, right: sight.left + sight.width, bottom: sight.top + sight.height },
      },
      this.#words,
    )
  }
}
