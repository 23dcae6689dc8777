/** The dialog of a stay by what is to be done with it. */
import type { StayDialog, StaySubject } from '../desk-state.ts'
import { AnnounceDialog } from './announce-dialog.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { CancelStayDialog } from './cancel-stay-dialog.tsx'
import { CheckInDialog } from './check-in-dialog.tsx'
import { CheckOutDialog } from './check-out-dialog.tsx'
import { NoShowDialog } from './no-show-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { TakeBackDialog } from './take-back-dialog.tsx'
import { WishDialog } from './wish-dialog.tsx'

export function StayDialogOf({
  kind,
  stay,
  roomId,
}: {
  kind: StayDialog
  stay: StaySubject
  /** The room that is proposed first. */
  roomId: string | null
}) {
  switch (kind) {
    case 'checkIn':
      return <CheckInDialog stay={stay} />
    case 'checkOut':
      return <CheckOutDialog stay={stay} />
    case 'assign':
      return <AssignDialog stay={stay} roomId={roomId} />
    case 'split':
      return <SplitDialog stay={stay} />
    case 'announce':
      return <AnnounceDialog stay={stay} />
    case 'wish':
      return <WishDialog stay={stay} />
    case 'noShow':
      return <NoShowDialog stay={stay} />
    case 'cancelStay':
      return <CancelStayDialog stay={stay} />
    case 'reinstate':
    case 'undoCheckIn':
    case 'undoCheckOut':
      return <TakeBackDialog kind={kind} stay={stay} />
  }
}
