/** Ctrl+Z of the views behind the grid: what was committed there goes back step by step, the last one first. */
import { useHotkeys } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
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
  drop(step: UndoStep): void
}

const useSteps = create<UndoSteps>()((set) => ({
  steps: [],
  add: (step) => set(({ steps }) => ({ steps: [...steps, step].slice(-MOST_STEPS) })),
  drop: (step) => set(({ steps }) => ({ steps: steps.filter((each) => each !== step) })),
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
  const turns = useRef({ last: Promise.resolve(), waiting: 0 })
  async function takeBack(step: UndoStep | undefined) {
    // Key and notice offer the same: the second of them has nothing left to do.
    if (step === undefined || !useSteps.getState().steps.includes(step)) return
    const answer = await undo.send({ changeSeq: step.seq })
    if (answer === undefined) return
    dismiss(step.noticeId)
    useSteps.getState().drop(step)
    notify('done', t('rates.notice.undone'))
  }
  /** One after the other: a key pressed before the answer to the one before it is a step more, and is not lost. */
  function inTurn(step: () => Promise<void>) {
    const line = turns.current
    if (line.waiting >= MOST_STEPS) return
    line.waiting += 1
    line.last = line.last.then(step).finally(() => {
      line.waiting -= 1
    })
  }
  const takeBackLast = () => takeBack(useSteps.getState().steps.at(-1))
  useHotkeys([['mod+Z', () => !isUnderDialog && inTurn(takeBackLast)]])
  const sentence = undo.failure === null ? null : failureSentence(undo.failure, names)
  useEffect(() => {
    if (sentence !== null) notify('danger', sentence)
  }, [sentence, notify])
  return {
    committed(seq, words) {
      const undo = () => inTurn(() => takeBack(step))
      const step = { seq, noticeId: notify('done', words, { undo }) }
      useSteps.getState().add(step)
    },
  }
}
