/** Calendars (iCal): a feed of one room, or of one unit of a type, that is read, exported, or both. */
import { z } from 'zod'
import { loopbackOrHttps } from '../channel-settings.ts'
import { errorsOf } from '../errors.ts'
import { CONFIRMATION_LIMITS, READ_EVERY_MINUTES } from '../ical/limits.ts'
import { LARGEST_CALENDAR_CHARACTERS } from '../ical/read-calendar.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

const nameSchema = z.string().trim().min(1).max(80)
/** Where the feed is fetched; a secret, since whoever has it reads when guests come. */
const addressSchema = loopbackOrHttps
const confirmationsSchema = z.number().int().min(CONFIRMATION_LIMITS.least).max(CONFIRMATION_LIMITS.most)
const minutesSchema = z.number().int().min(READ_EVERY_MINUTES.least).max(READ_EVERY_MINUTES.most)

export const calendarUnitSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('room'), roomId: publicIdSchema }),
  z.object({ kind: z.literal('type'), roomTypeId: publicIdSchema }),
])

export const calendarSchema = z.object({
  id: publicIdSchema,
  name: z.string(),
  enabled: z.boolean(),
  roomTypeId: publicIdSchema,
  /** Null: one unit of the type, whichever. */
  roomId: publicIdSchema.nullable(),
  /** Of the address that is fetched; null where files are brought by hand. */
  feedHost: z.string().nullable(),
  confirmations: z.number().int(),
  readEveryMinutes: z.number().int(),
  lastReadAt: z.number().int().nullable(),
  lastError: z.object({ code: z.string(), message: z.string(), at: z.number().int() }).nullable(),
  /** Events to come, by what they were taken for. */
  bookings: z.number().int(),
  blocks: z.number().int(),
  echoes: z.number().int(),
  /** Events of the latest feed whose nights could not be told. */
  unreadable: z.number().int(),
  /** Where the export is served, or will be once the relay has it; null where it is not published. */
  exportAddress: z.string().nullable(),
  /** When the export was last handed out, as far as is known. */
  exportServedAt: z.number().int().nullable(),
})

const calendarInput = commandInput.extend({ calendarId: publicIdSchema })
const calendarCommand = () =>
  command('channels', 'channels', 'inventory', 'reservations', 'holds', 'cases').errors(
    errorsOf('UnknownCalendar'),
  )

export const calendars = {
  /** By name; those that were disconnected are left out. */
  list: query('channels', 'channels', 'inventory', 'relay')
    .route({ method: 'GET', path: '/calendars' })
    .output(z.object({ calendars: z.array(calendarSchema), isPaired: z.boolean() })),

  connect: command('channels', 'channels')
    .errors(errorsOf('UnknownRoom', 'UnknownRoomType'))
    .route({ method: 'POST', path: '/calendars', successStatus: 201 })
    .input(
      commandInput.extend({
        name: nameSchema,
        unit: calendarUnitSchema,
        /** Left out: its files are brought by hand, or it is only exported. */
        address: addressSchema.optional(),
        confirmations: confirmationsSchema.default(CONFIRMATION_LIMITS.standard),
        readEveryMinutes: minutesSchema.default(READ_EVERY_MINUTES.standard),
      }),
    )
    .output(committed.extend({ calendarId: publicIdSchema })),

  /** Changes what is given and leaves the rest. */
  configure: calendarCommand()
    .route({ method: 'PUT', path: '/calendars/{calendarId}' })
    .input(
      calendarInput.extend({
        name: nameSchema.optional(),
        enabled: z.boolean().optional(),
        /** Null: it is fetched no more. */
        address: addressSchema.nullable().optional(),
        confirmations: confirmationsSchema.optional(),
        readEveryMinutes: minutesSchema.optional(),
      }),
    )
    .output(committed),

  /** Fetches it at once, also where the last attempts failed; without an address nothing happens. */
  readNow: calendarCommand()
    .route({ method: 'POST', path: '/calendars/{calendarId}/read' })
    .input(calendarInput)
    .output(committed),

  /** Its reservations stay, its blocks are given back, and its export is served no more. */
  disconnect: calendarCommand()
    .route({ method: 'POST', path: '/calendars/{calendarId}/disconnect' })
    .input(calendarInput)
    .output(committed),

  /** A whole calendar brought by hand, as if it had been fetched. */
  importFile: calendarCommand()
    .errors(errorsOf('CalendarNotReadable'))
    .route({ method: 'POST', path: '/calendars/{calendarId}/import' })
    .input(calendarInput.extend({ text: z.string().max(LARGEST_CALENDAR_CHARACTERS) }))
    .output(committed.extend({ events: z.number().int(), unreadable: z.number().int() })),

  /** The export as a file. A command, since what was handed out may come back as an echo. */
  exportFile: calendarCommand()
    .route({ method: 'POST', path: '/calendars/{calendarId}/export' })
    .input(calendarInput)
    .output(committed.extend({ fileName: z.string(), text: z.string() })),

  /** Serves the export through the relay under an address that nobody can guess; a new one replaces the one before. */
  publish: calendarCommand()
    .errors(errorsOf('NotPaired'))
    .route({ method: 'POST', path: '/calendars/{calendarId}/publish' })
    .input(calendarInput)
    .output(committed),

  revoke: calendarCommand()
    .route({ method: 'POST', path: '/calendars/{calendarId}/revoke' })
    .input(calendarInput)
    .output(committed),
}
