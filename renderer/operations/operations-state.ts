/** What the operations page shows: how far back, of which channel, on which scale, and where the cursor is. */
import { create } from 'zustand'
import { OPERATIONS_RANGES, type OperationsRange } from '../../shared/operations-targets.ts'

interface OperationsState {
  readonly range: OperationsRange
  /** Null: all channels. */
  readonly channelId: string | null
  readonly isLogarithmic: boolean
  /** Steps that the cursor is behind now. */
  readonly stepsBack: number
  setRange(range: OperationsRange): void
  /** @param by 1 for a longer one */
  zoom(by: number): void
  setChannel(channelId: string | null): void
  switchScale(): void
  moveTo(stepsBack: number): void
}

export const useOperationsState = create<OperationsState>()((set) => ({
  range: 'sixHours',
  channelId: null,
  isLogarithmic: true,
  stepsBack: 0,
  setRange: (range) => set({ range, stepsBack: 0 }),
  zoom: (by) =>
    set(({ range }) => {
      const at = OPERATIONS_RANGES.indexOf(range) + by
      const next = OPERATIONS_RANGES[Math.min(OPERATIONS_RANGES.length - 1, Math.max(0, at))]
      return next === undefined || next === range ? {} : { range: next, stepsBack: 0 }
    }),
  setChannel: (channelId) => set({ channelId }),
  switchScale: () => set(({ isLogarithmic }) => ({ isLogarithmic: !isLogarithmic })),
  moveTo: (stepsBack) => set({ stepsBack: Math.max(0, stepsBack) }),
}))
