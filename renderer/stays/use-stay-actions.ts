/** Does what a key, a button or a menu asks for a stay: a dialog, or at once with a notice that can undo it. */
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useDirect } from '../direct-command.ts'
import { t } from '../text/text.ts'
import { type ActedStay, asksInDialog, lateTime, type StayAction } from './stay-actions.ts'

export function useStayActions(): (action: StayAction, stay: ActedStay, seenSeq?: number) => void {
  const { calls, page } = useDesk()
  const { clock } = useHotel()
  const direct = useDirect()
  const open = useDeskState((state) => state.open)

  function announceNow(stay: ActedStay, seen: { seenSeq?: number }) {
    const { stayId, guestName: name } = stay
    const expectedAt = lateTime(clock.time(page.now()))
    void direct(
      (idempotencyKey) => calls.stays.announce({ idempotencyKey, stayId, expectedAt, ...seen }),
      () => ({
        text: t('stays.late.done', { name, time: expectedAt }),
        undo: () =>
          void direct(
            (idempotencyKey) => calls.stays.announce({ idempotencyKey, stayId, expectedAt: null }),
            () => ({ text: t('stays.late.forgotten', { name }) }),
          ),
      }),
    )
  }
  function pin(stay: ActedStay, pinned: boolean, seen: { seenSeq?: number }) {
    const { stayId, guestName: name } = stay
    void direct(
      (idempotencyKey) => calls.stays.pin({ idempotencyKey, stayId, pinned, ...seen }),
      () => ({
        text: t(pinned ? 'stays.pin.done' : 'stays.pin.undone', { name }),
        undo: () => pin(stay, !pinned, {}),
      }),
    )
  }
  return (action, stay, seenSeq) => {
    const seen = seenSeq === undefined ? {} : { seenSeq }
    if (asksInDialog(action)) open({ kind: action, stay })
    else if (action === 'change') open({ kind: 'change', stay })
    else if (action === 'charge') open({ kind: 'charge', stay })
    else if (action === 'pin') pin(stay, stay.pinned !== true, seen)
    else if (action === 'pay') {
      const { reservationId, stayId } = stay
      open({ kind: 'folio', reservationId, act: { do: 'pay', how: 'payment', stayId, folioId: null } })
    } else if (stay.expectedAt === null) announceNow(stay, seen)
    // Somebody said when already: another time is typed.
    else open({ kind: 'announce', stay })
  }
}
