/** The dialogs of the folio panel by what is to be done. */
import type { FolioAct } from './folio-act.ts'
import { OpenFolioDialog } from './open-folio-dialog.tsx'
import { PayDialog } from './pay-dialog.tsx'
import { ReverseDialog } from './reverse-dialog.tsx'
import { RouteDialog } from './route-dialog.tsx'
import { SplitPostingDialog } from './split-posting-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

export function FolioDialog({ reservationId, act }: { reservationId: string; act: FolioAct }) {
  switch (act.do) {
    case 'pay':
      return <PayDialog reservationId={reservationId} act={act} />
    case 'reverse':
      return <ReverseDialog reservationId={reservationId} {...act} />
    case 'split':
      return <SplitPostingDialog reservationId={reservationId} {...act} />
    case 'transfer':
      return <TransferDialog reservationId={reservationId} {...act} />
    case 'route':
      return <RouteDialog reservationId={reservationId} stayId={act.stayId} />
    case 'open':
      return <OpenFolioDialog reservationId={reservationId} stayId={act.stayId} />
  }
}
