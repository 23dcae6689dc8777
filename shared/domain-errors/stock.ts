/** Refusals about rooms that are kept back: holds, groups, the waitlist, overbooking. */
import { z } from 'zod'

const id = z.string()
const date = z.string()
const count = z.number().int()

export const STOCK_ERRORS = {
  UnknownHold: {
    status: 404,
    message: 'There is no such hold. Reload the list.',
    data: z.object({ holdId: id }),
  },
  HoldEnded: {
    status: 409,
    message: 'This hold has ended already. Nothing was changed; place another one if rooms are left.',
    data: z.object({ holdId: id, status: z.string() }),
  },
  ExpiryNotValid: {
    status: 400,
    message: 'The expiry must lie in the future, at most 400 days ahead.',
    data: z.object({ expiresAt: count }),
  },
  UnknownGroup: {
    status: 404,
    message: 'There is no such group. Reload the list.',
    data: z.object({ groupId: id }),
  },
  GroupNotOpen: {
    status: 409,
    message: 'The allotment of this group has been returned. Book further rooms like any other.',
    data: z.object({ groupId: id, status: z.string() }),
  },
  GroupCodeTaken: {
    status: 409,
    message: 'A group of this code is there already. Give it a code of its own.',
    data: z.object({ code: z.string() }),
  },
  ReleaseDateNotValid: {
    status: 400,
    message: 'The release date must not be before the business date, nor after the departure.',
    data: z.object({ releaseDate: date, businessDate: date, departure: date }),
  },
  AllotmentUsedUp: {
    status: 409,
    message:
      'The group has no room of this type left on that night. Choose another type, or take it from what is for sale.',
    data: z.object({ groupId: id, roomTypeId: id, date }),
  },
  AllotmentPickedUp: {
    status: 409,
    message: 'More rooms are picked up on that night than would be left. Cancel or move some of them first.',
    data: z.object({ groupId: id, roomTypeId: id, date, pickedUp: count }),
  },
  UnknownWaitlistEntry: {
    status: 404,
    message: 'There is no such entry of the waitlist. Reload the list.',
    data: z.object({ entryId: id }),
  },
  WaitlistEntryEnded: {
    status: 409,
    message: 'This entry no longer waits. Add another one.',
    data: z.object({ entryId: id, status: z.string() }),
  },
  NothingOffered: {
    status: 409,
    message: 'Nothing is offered to this entry now. It goes on waiting, or its offer has lapsed.',
    data: z.object({ entryId: id, status: z.string() }),
  },
  UnknownCase: {
    status: 404,
    message: 'There is no such overbooking case. Reload the list.',
    data: z.object({ caseId: id }),
  },
  CaseClosed: {
    status: 409,
    message: 'This case is closed: its nights fit again. Nothing was changed.',
    data: z.object({ caseId: id }),
  },
  WayNotOpen: {
    status: 409,
    message: 'This way out is no longer there. Look at the ways as they are now.',
    data: z.object({ caseId: id, kind: z.string() }),
  },
  AllowanceInUse: {
    status: 409,
    message:
      'More rooms are sold on that night than this would allow. Move bookings first, or force it: they get their cases.',
    data: z.object({ roomTypeId: id, date, oversold: count }),
  },
} as const
