/** Which nights the parity check looks at; kept while one goes and puts something right. */
import { create } from 'zustand'
import type { IsoDate } from '../../shared/dates.ts'

export const PARITY_LENGTHS = [14, 31, 62] as const
export type ParityLength = (typeof PARITY_LENGTHS)[number]

interface ParityState {
  /** Null follows the business date. */
  readonly from: IsoDate | null
  readonly nights: ParityLength
  readonly chosen: string | null
  set(changes: Partial<Omit<ParityState, 'set'>>): void
}

export const useParityState = create<ParityState>()((set) => ({
  from: null,
  nights: 31,
  chosen: null,
  set: (changes) => set(changes),
}))
