/** What the recommendations view itself decides; it is there again on coming back. */
import { create } from 'zustand'
import type { IsoDate } from '../../shared/dates.ts'
import { NOTHING_SELECTED, type Selection } from './selection.ts'

export const RECOMMEND_PARTS = ['prices', 'backTest', 'autopilot'] as const
export type RecommendPart = (typeof RECOMMEND_PARTS)[number]

export const RECOMMEND_DAYS = [14, 30, 60, 90, 120] as const
export type RecommendDays = (typeof RECOMMEND_DAYS)[number]

export const BACK_TEST_SPANS = ['quarter', 'year', 'dates'] as const
export type BackTestSpan = (typeof BACK_TEST_SPANS)[number]

interface RecommendState {
  readonly part: RecommendPart
  readonly days: RecommendDays
  readonly showsIgnored: boolean
  readonly selection: Selection
  readonly span: BackTestSpan
  /** Of the span `dates`; the last one is a night. */
  readonly from: IsoDate | null
  readonly last: IsoDate | null
  /** As it is typed; empty is what the hotel has set. */
  readonly whatIfPercent: string
  set(changes: Partial<Omit<RecommendState, 'set'>>): void
}

export const useRecommendState = create<RecommendState>()((set) => ({
  part: 'prices',
  days: 30,
  showsIgnored: false,
  selection: NOTHING_SELECTED,
  span: 'quarter',
  from: null,
  last: null,
  whatIfPercent: '',
  set: (changes) => set(changes),
}))
