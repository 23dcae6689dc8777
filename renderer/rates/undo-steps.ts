/** Ctrl+Z of the views behind the grid: what was committed there goes back step by step, the last one first. */
import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { create } from 'zustand'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'

const MOST_STEPS = 50

interface UndoSteps {
  /** Journal numbers, the last one last. They outlive the view. */
  readonly steps: readonly number[]
  add(seq: number): void
  drop(seq: number): void
}

const useSteps = create<UndoSteps>()((set) => ({
  steps: [],
  add: (seq) => set(({ steps }) => ({ steps: [...steps, seq].slice(-MOST_STEPS) })),
  drop: (seq) => set(({ steps }) => ({ steps: steps.filter((each) => each !== seq) })),
}))

export interface StepBack {
  /** A commit that can be taken back; `words` are said with the way to do so. */
  committed(seq: number, words: string): void
}

/** A refusal is said in a notice: what was committed may be long out of sight. */
export function useStepBack(): StepBack {
  const { calls } = useDesk()
  const { names } = useHotel()
  const notify = useDeskState((state) => state.notify)
  const isUnderDialog = useDeskState((state) => state.dialog !== null)
  const undo = useCommand(calls.rates.undo)
  async function takeBack(seq: number | undefined) {
    if (seq === undefined || undo.isSending) return
    const answer = await undo.send({ changeSeq: seq })
    if (answer === undefined) return
    useSteps.getState().drop(seq)
    notify('done', t('rates.notice.undone'))
  }
  useHotkeys([['mod+Z', () => !isUnderDialog && void takeBack(useSteps.getState().steps.at(-1))]])
  const sentence = undo.failure === null ? null : failureSentence(undo.failure, names)
  useEffect(() => {
    if (sentence !== null) notify('danger', sentence)
  }, [sentence, notify])
  return {
    committed(seq, words) {
      useSteps.getState().add(seq)
      notify('done', words, { undo: () => void takeBack(seq) })
    },
  }
}
