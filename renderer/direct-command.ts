/** Commands that need no dialog: what was done is a notice that can be taken back, a refusal is one, too. */
import { useMemo } from 'react'
import { useDesk, useHotel } from './desk-context.tsx'
import { type NoticeMore, useDeskState } from './desk-state.ts'
import { failureOf } from './failure.ts'
import { failureSentence } from './wording.ts'

/** What the notice says, and its undo. */
export interface Done extends Pick<NoticeMore, 'undo'> {
  readonly text: string
}

/** `send` gets the key of this intent: the same again after a lost answer is done at most once. */
export type Direct = <O>(
  send: (idempotencyKey: string) => Promise<O>,
  done: (answer: O) => Done,
) => Promise<O | undefined>

export function useDirect(): Direct {
  const { page } = useDesk()
  const { names } = useHotel()
  return useMemo(() => {
    const { notify } = useDeskState.getState()
    return async (send, done) => {
      const key = page.newKey()
      const attempt = async () => {
        try {
          const answer = await send(key)
          const { text, undo } = done(answer)
          notify('done', text, undo === undefined ? {} : { undo })
          return answer
        } catch (error) {
          const failure = failureOf(error)
          const again = failure.kind === 'no-answer' ? { retry: () => void attempt() } : {}
          const id = failure.kind === 'unexpected' ? { errorId: failure.errorId } : {}
          notify(failure.kind === 'refused' ? 'warning' : 'danger', failureSentence(failure, names), {
            ...again,
            ...id,
          })
          return undefined
        }
      }
      return attempt()
    }
  }, [page, names])
}
