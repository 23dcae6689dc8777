/** Refusals that any procedure may answer. */
import { z } from 'zod'

const count = z.number().int()

export const GENERAL_ERRORS = {
  InvalidInput: {
    status: 400,
    message: 'The input is not valid. Correct the named fields and try again.',
    data: z.object({ issues: z.array(z.object({ path: z.string(), message: z.string() })) }),
  },
  NotSignedIn: {
    status: 401,
    message: 'This needs a session. Open the desk from its own link, or send a bearer token.',
    data: z.object({}),
  },
  NotPermitted: {
    status: 403,
    message: 'Your session may not do this. Ask someone whose permissions include it.',
    data: z.object({ permission: z.string() }),
  },
  IdempotencyKeyReused: {
    status: 409,
    message: 'This key was already used for another command. Send a new key.',
    data: z.object({ key: z.string() }),
  },
  HostBusy: {
    status: 503,
    message: 'Too many commands are waiting. Nothing was changed; try again in a moment.',
    data: z.object({ waiting: count }),
  },
  NoHotelYet: {
    status: 409,
    message: 'This data folder has no hotel yet. Open the demo hotel or set one up first.',
    data: z.object({}),
  },
  HotelExists: {
    status: 409,
    message: 'This data folder already holds a hotel. Use another folder for a second one.',
    data: z.object({ name: z.string() }),
  },
  NoHistoryThen: {
    status: 409,
    message: 'The ledger does not reach back so far. Choose a later moment.',
    data: z.object({ asOf: count, since: count }),
  },
  RangeTooLong: {
    status: 400,
    message: 'The range of dates is too long. Ask for fewer days.',
    data: z.object({ days: count, maxDays: count }),
  },
} as const
