/** Ctrl+Z of the views behind the grid: what was committed there goes back step by step, the last one first. */
import { useHotkeys } from '@mantine/hooks'
import { useEffect } from 'react'
import { create } from 'zustand'
import { useCommand, useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { t } from '../text/text.ts'
import { failureSentence } from '../wording.ts'

const MOST_STEPS = 50

interface UndoStep {
  /** Journal number of the commit. */
  readonly seq: number
  /** Of the notice that offers the same. */
  readonly noticeId: number
}

interface UndoSteps {
  /** The last one last. They outlive the view. */
  readonly steps: readonly UndoStep[]
  add(step: UndoStep): void
  drop(seq: number): void
}

const useSteps = create<UndoSteps>()((set) => ({
  steps: [],
  add: (step) => set(({ steps }) => ({ steps: [...steps, step].slice(-MOST_STEPS) })),
  drop: (seq) => set(({ steps }) => ({ steps: steps.filter((each) => each.seq !== seq) })),
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
  const dismiss = useDeskState((state) => state.dismiss)
  const isUnderDialog = useDeskState((state) => state.dialog !== null)
  const undo = useCommand(calls.rates.undo)
  async function takeBack(seq: number | undefined) {
    if (seq === undefined || undo.isSending) return
    const answer = await undo.send({ changeSeq: seq })
    if (answer === undefined) return
    const step = useSteps.getState().steps.find((each) => each.seq === seq)
    // What it offers is done.
    if (step !== undefined) dismiss(step.noticeId)
    useSteps.getState().drop(seq)
    notify('done', t('rates.notice.undone'))
  }
  useHotkeys([['mod+Z', () => !isUnderDialog && void takeBack(useSteps.getState().steps.at(-1)?.seq)]])
  const sentence = undo.failure === null ? null : failureSentence(undo.failure, names)
  useEffect(() => {
    if (sentence !== null) notify('danger', sentence)
  }, [sentence, notify])
  return {
    committed(seq, words) {
      const noticeId = notify('done', words, { undo: () => void takeBack(seq) })
      useSteps.getState().add({ seq, noticeId })
    },
  }
}
