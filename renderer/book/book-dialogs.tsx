/** Which dialog of the book is open. */

import type { BookDialog } from './book-dialog.ts'
import {
  CancelGroupDialog,
  ChangeGroupDialog,
  CreateGroupDialog,
  PickUpDialog,
  ReleaseGroupDialog,
} from './group-dialogs.tsx'
import { ConvertHoldDialog, ExtendHoldDialog, PlaceHoldDialog, ReleaseHoldDialog } from './hold-dialogs.tsx'
import { RoomingListDialog } from './rooming-list-dialog.tsx'
import { AcceptOfferDialog, WaitDialog, WithdrawDialog } from './waitlist-dialogs.tsx'

export function OpenBookDialog({ of }: { of: BookDialog }) {
  switch (of.kind) {
    case 'placeHold':
      return <PlaceHoldDialog />
    case 'extendHold':
      return <ExtendHoldDialog hold={of.hold} />
    case 'releaseHold':
      return <ReleaseHoldDialog hold={of.hold} />
    case 'convertHold':
      return <ConvertHoldDialog hold={of.hold} />
    case 'createGroup':
      return <CreateGroupDialog />
    case 'changeGroup':
      return <ChangeGroupDialog group={of.group} />
    case 'pickUp':
      return <PickUpDialog group={of.group} />
    case 'roomingList':
      return <RoomingListDialog group={of.group} />
    case 'releaseGroup':
      return <ReleaseGroupDialog group={of.group} />
    case 'cancelGroup':
      return <CancelGroupDialog group={of.group} />
    case 'waitFor':
      return <WaitDialog />
    case 'acceptOffer':
      return <AcceptOfferDialog entry={of.entry} />
    case 'withdraw':
      return <WithdrawDialog entry={of.entry} />
  }
}
