/** Does what a key or a button of the folio panel asks: most open a dialog, nights and closing are done at once. */
import type { ReservationDetail } from '../../shared/contract/reservations.ts'
import { useDesk, useHotel } from '../desk-context.tsx'
import { useDeskState } from '../desk-state.ts'
import { useDirect } from '../direct-command.ts'
import { subjectOf } from '../reservation/reservation-actions.tsx'
import type { StayDetail } from '../stays/stay-line.tsx'
import { t } from '../text/text.ts'
import type { FolioAct } from './folio-act.ts'
import { type FolioAction, type FolioSelection, isPossible, linesToMove, lineToSplit } from './folio-keys.ts'

export function useFolioActions(
  reservation: ReservationDetail,
  stay: StayDetail | undefined,
  selection: FolioSelection,
  onMoved: () => void,
): (action: FolioAction) => void {
  const { calls } = useDesk()
  const { hotel } = useHotel()
  const direct = useDirect()
  const openDialog = useDeskState((state) => state.open)
  const { folio, line } = selection
  const open = (act: FolioAct) => openDialog({ kind: 'folio', reservationId: reservation.id, act })
  const pay = (how: 'payment' | 'deposit' | 'refund') =>
    open({ do: 'pay', how, folioId: folio?.id ?? null, stayId: stay?.id ?? null })

  function setOpen(isOpen: boolean) {
    if (folio === undefined) return
    const { id: folioId, name } = folio
    void direct(
      (idempotencyKey) => calls.folios[isOpen ? 'reopen' : 'close']({ idempotencyKey, folioId }),
      () => ({ text: t(isOpen ? 'folio.reopen.done' : 'folio.close.done', { name }) }),
    )
  }
  return (action) => {
    if (!isPossible(action, selection)) return
    switch (action) {
      case 'pay':
        return pay('payment')
      case 'deposit':
      case 'refund':
        return pay(action)
      case 'charge':
        if (stay === undefined) return
        return openDialog({
          kind: 'charge',
          stay: subjectOf(stay, reservation, hotel.businessDate),
          ...(folio === undefined ? {} : { folioId: folio.id }),
        })
      case 'postNights':
        if (stay === undefined) return
        void direct(
          (idempotencyKey) => calls.folios.postNights({ idempotencyKey, stayId: stay.id }),
          ({ postingIds }) => ({ text: t('folio.postNights.done', { count: postingIds.length }) }),
        )
        return
      case 'split': {
        const posting = lineToSplit(selection)
        if (folio !== undefined && posting !== undefined)
          open({ do: 'split', folioId: folio.id, postingId: posting.id })
        return
      }
      case 'transfer': {
        const postingIds = linesToMove(selection).map(({ id }) => id)
        if (folio !== undefined) open({ do: 'transfer', folioId: folio.id, postingIds })
        return onMoved()
      }
      case 'reverse':
        if (folio !== undefined && line !== undefined)
          open({ do: 'reverse', folioId: folio.id, postingId: line.id })
        return
      case 'route':
      case 'open':
        if (stay !== undefined) open({ do: action, stayId: stay.id })
        return
      case 'close':
      case 'reopen':
        return setOpen(action === 'reopen')
    }
  }
}
