/** The sale that is being made, outside of the dialog: it outlives a host that is away and a page that is drawn anew. */
import { create } from 'zustand'
import type { SaleDraft } from './sale-draft.ts'

interface DraftState {
  readonly sale: SaleDraft | null
  begin(sale: SaleDraft): void
  change(change: (sale: SaleDraft) => SaleDraft): void
  drop(): void
}

export const useSaleDraft = create<DraftState>()((set) => ({
  sale: null,
  begin: (sale) => set({ sale }),
  change: (change) => set(({ sale }) => (sale === null ? {} : { sale: change(sale) })),
  drop: () => set({ sale: null }),
}))
