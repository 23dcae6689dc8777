/** Refusals about channels, the relay and the sync process. */
import { z } from 'zod'
import { CALENDAR_FAULTS } from '../ical/read-calendar.ts'

const id = z.string()
const count = z.number().int()

export const CHANNELS_ERRORS = {
  UnknownChannel: {
    status: 404,
    message: 'There is no such channel. Reload the list of channels.',
    data: z.object({ channelId: id }),
  },
  UnknownCalendar: {
    status: 404,
    message: 'There is no such calendar. Reload the list of calendars.',
    data: z.object({ calendarId: id }),
  },
  CalendarNotReadable: {
    status: 422,
    message: 'This is no whole calendar. Nothing was changed; download the file again.',
    data: z.object({ fault: z.enum(CALENDAR_FAULTS) }),
  },
  UnknownMessage: {
    status: 404,
    message: 'There is no such message of this channel. Reload the list.',
    data: z.object({ messageId: count }),
  },
  ReservationFromChannel: {
    status: 409,
    message:
      'A channel sold this reservation and still counts on it. Cancel it there: it will arrive here by itself. Where that is already agreed with the channel, say so and cancel here.',
    data: z.object({ reservationId: id, channel: z.string(), channelRef: z.string() }),
  },
  NotQuarantined: {
    status: 409,
    message: 'This message does not wait for a mapping. Nothing was changed.',
    data: z.object({ messageId: count, outcome: z.string() }),
  },
  StillUnmapped: {
    status: 409,
    message: 'A room code of this message is still not mapped. Map it to a room type first.',
    data: z.object({ messageId: count, roomCode: z.string() }),
  },
  MappingConflict: {
    status: 409,
    message: 'This code of the channel is already mapped to another product. Remove that mapping first.',
    data: z.object({ code: z.string() }),
  },
  SyncUnavailable: {
    status: 503,
    message:
      'The sync process is not running, or did not answer in time. Nothing was changed; it starts again by itself, so try again in a moment.',
    data: z.object({}),
  },
  CredentialsNeeded: {
    status: 409,
    message: 'There are no credentials for this channel yet. Give them to test the connection.',
    data: z.object({}),
  },
  NoSandbox: {
    status: 409,
    message: 'No sandbox channel is running. Start the desk with --demo.',
    data: z.object({}),
  },
  SandboxRefused: {
    status: 409,
    message: 'The sandbox could not sell: it shows no room for these dates.',
    data: z.object({ reason: z.string() }),
  },
  NotPaired: {
    status: 409,
    message: 'This hotel is not paired with a relay. Pair it first.',
    data: z.object({}),
  },
  AlreadyPaired: {
    status: 409,
    message: 'This hotel is paired with a relay already. End that pairing first.',
    data: z.object({ url: z.string() }),
  },
  PairingRefused: {
    status: 409,
    message:
      'The relay does not accept this code. A code is good once, for 24 hours: check it, or ask for a new one.',
    data: z.object({}),
  },
  RelayUnreachable: {
    status: 503,
    message: 'The relay does not answer. Nothing was changed; check its address and try again.',
    data: z.object({ reason: z.string() }),
  },
  RelayRefused: {
    status: 409,
    message:
      'The relay no longer lets this desk in: another one has taken up the pairing. Restore it here with the recovery code.',
    data: z.object({}),
  },
  RecoveryCodeNotValid: {
    status: 400,
    message: 'This is not a recovery code as it was printed. Check it letter by letter.',
    data: z.object({}),
  },
  RecoveryRefused: {
    status: 409,
    message: 'The relay knows no hotel of this recovery code. Check its address, and the code.',
    data: z.object({}),
  },
  MessagesWaiting: {
    status: 409,
    message:
      'Reservations of this channel still wait at the relay. Let them be applied first, then try again.',
    data: z.object({ waiting: count }),
  },
  ChannelsByRelay: {
    status: 409,
    message: 'Reservations of channels still come by this relay. Disconnect those channels from it first.',
    data: z.object({ channels: z.array(z.string()) }),
  },
  DeliveryNotChangedHere: {
    status: 409,
    message:
      'How reservations come is not changed by the settings of a channel. Connect it to the relay, or disconnect it there.',
    data: z.object({ channelId: id }),
  },
  NotByRelay: {
    status: 409,
    message:
      'Channels of this kind do not deliver to a relay. Leave its reservations to be fetched: nothing has to be set up for that.',
    data: z.object({ channelId: id }),
  },
  RelayChanged: {
    status: 409,
    message: 'The pairing with the relay is another one now. Read the connections again.',
    data: z.object({}),
  },
  UnknownBatch: {
    status: 409,
    message: 'The host no longer knows this batch. Ask for work again.',
    data: z.object({ requestId: z.string() }),
  },
  StaleEpoch: {
    status: 409,
    message: 'A newer sync process has taken over. This one must exit.',
    data: z.object({ epoch: count, current: count }),
  },
} as const
