/** Where the journal is opened from: at one row, which stands first then. */
import { create } from 'zustand'
import { useDeskState } from '../desk-state.ts'

interface JournalState {
  /** For the next opening alone; null: the newest row. */
  readonly fromSeq: number | null
}

export const useJournalState = create<JournalState>()(() => ({ fromSeq: null }))

/** From anywhere on the desk: the journal from this row on downwards. */
export function openJournalAt(seq: number): void {
  useJournalState.setState({ fromSeq: seq })
  useDeskState.getState().show('journal')
}
