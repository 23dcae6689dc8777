/** What the seasons view itself decides; what is typed outlives the view. */
import { create } from 'zustand'
import type { IsoDate } from '../../shared/dates.ts'
import type { CopyKeeps } from '../../shared/rates/year-copy.ts'
import type { LayerDraft } from './layer-draft.ts'

interface SeasonsState {
  /** Null: that of the business date. */
  readonly year: number | null
  readonly ratePlanId: string | null
  readonly roomTypeId: string | null
  readonly draft: LayerDraft | null
  /** The copy of the year to the next one, while it is asked for: what its dates keep. */
  readonly copying: CopyKeeps | null
  /** The night whose price is explained; null: the business date. */
  readonly day: IsoDate | null
  /** Whether what is set by hand on the nights of the season is taken away. */
  readonly overHand: boolean
  /** Of the last commit, for Ctrl+Z. */
  readonly lastSeq: number | null
  set(changes: Partial<Omit<SeasonsState, 'set'>>): void
}

export const useSeasonsState = create<SeasonsState>()((set) => ({
  year: null,
  ratePlanId: null,
  roomTypeId: null,
  draft: null,
  copying: null,
  day: null,
  overHand: false,
  lastSeq: null,
  set: (changes) => set(changes),
}))
