/** What the view of yield rules itself decides; what is typed outlives the view. */
import { create } from 'zustand'
import type { RuleTerms, YieldEntry } from './yield-entry.ts'

export interface YieldDraft {
  /** Null: a new rule. */
  readonly stored: { readonly id: string; readonly seq: number; readonly rule: RuleTerms } | null
  readonly entry: YieldEntry
}

/** What is rehearsed before it is saved. */
export interface PlannedRule {
  readonly stored: YieldDraft['stored']
  /** Null removes it. */
  readonly rule: RuleTerms | null
}

interface YieldState {
  readonly chosen: string | null
  readonly draft: YieldDraft | null
  set(changes: Partial<Omit<YieldState, 'set'>>): void
}

export const useYieldState = create<YieldState>()((set) => ({
  chosen: null,
  draft: null,
  set: (changes) => set(changes),
}))
