/** What the rates screen itself decides. It outlives the screen: what was painted and typed is there on coming back. */
import { create } from 'zustand'
import type { IsoDate } from '../../shared/dates.ts'
import type { CopiedRange, PriceRun } from './copied-range.ts'
import type { Heat } from './heat.ts'
import { NOTHING_PAINTED, type Painting } from './painting.ts'
import type { DraftChange, RateDraft } from './rate-draft.ts'
import type { RateView } from './rate-views.ts'

export type EditorPart = 'price' | 'restrictions'

/** A change as it was when its preview was asked for: what was typed, or exact prices that are pasted. */
export type PlannedChange = PlannedDraft | { readonly kind: 'cells'; readonly runs: readonly PriceRun[] }
export interface PlannedDraft {
  readonly kind: 'draft'
  readonly blocks: readonly { ratePlanId: string; roomTypeId: string; from: IsoDate; to: IsoDate }[]
  readonly weekdays: readonly number[]
  readonly change: DraftChange
}

export interface CommittedChange {
  readonly seq: number
  /** Nights whose prices, and whose restrictions, it changed. */
  readonly prices: number
  readonly restrictions: number
  readonly isUndo: boolean
}

interface RatesState {
  /** The grid, or one of the views behind it. */
  readonly view: RateView
  readonly adults: number
  readonly roomTypeId: string | null
  readonly heat: Heat
  readonly painting: Painting
  readonly editor: EditorPart | null
  readonly draft: RateDraft
  readonly planned: PlannedChange | null
  /** Stays until something else is copied: one copies once and pastes often. */
  readonly copied: CopiedRange | null
  readonly committed: CommittedChange | null
  /** Number of the first day in sight; null follows the business date. */
  readonly firstDay: number | null
  /** A day to scroll to; each wish is a new object. */
  readonly jump: { readonly day: number } | null
  set(changes: Partial<Omit<RatesState, 'set' | 'paint'>>): void
  paint(painting: Painting): void
}

export const useRatesState = create<RatesState>()((set) => ({
  view: 'grid',
  adults: 2,
  roomTypeId: null,
  heat: 'occupancy',
  painting: NOTHING_PAINTED,
  editor: null,
  draft: { priceText: '', roundToMinor: null, numbers: {}, closings: {} },
  planned: null,
  copied: null,
  committed: null,
  firstDay: null,
  jump: null,
  set: (changes) => set(changes),
  paint: (painting) => set({ painting }),
}))
