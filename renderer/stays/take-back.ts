/** Universal undo: what was just done to stays is taken back by the command that compensates it, from the notice that said it. */

import { useDesk } from '../desk-context.tsx'
import { type Direct, useDirect } from '../direct-command.ts'
import { t } from '../text/text.ts'

export type TakeBack =
  | { readonly kind: 'undoCheckIn' | 'undoCheckOut'; readonly stayId: string; readonly name: string }
  | {
      readonly kind: 'reinstate'
      readonly stayIds: readonly string[]
      readonly name: string
      readonly agreedWithChannel: boolean
    }

/** Answers what a notice calls to undo it. */
export function useTakeBack(): (what: TakeBack) => () => void {
  const { calls } = useDesk()
  const direct = useDirect()
  return (what) => () => void takeBack(calls, direct, what)
}

async function takeBack(
  calls: ReturnType<typeof useDesk>['calls'],
  direct: Direct,
  what: TakeBack,
): Promise<void> {
  const { name } = what
  if (what.kind !== 'reinstate') {
    const { stayId, kind } = what
    await direct(
      (idempotencyKey) => calls.stays[kind]({ idempotencyKey, stayId }),
      () => ({ text: t(`stays.${kind}.done`, { name }) }),
    )
    return
  }
  const { agreedWithChannel } = what
  for (const stayId of what.stayIds) {
    const answer = await direct(
      (idempotencyKey) => calls.stays.reinstate({ idempotencyKey, stayId, agreedWithChannel }),
      () => ({ text: t('stays.reinstate.done', { name }) }),
    )
    // The rest would be refused for the same reason, and say so again.
    if (answer === undefined) return
  }
}
