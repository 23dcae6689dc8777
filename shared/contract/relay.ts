/** The relay: where bookings wait while the desk is off. Pairing with one, and which channels deliver through it. */
import { z } from 'zod'
import { loopbackOrHttps } from '../channel-settings.ts'
import { errorsOf } from '../errors.ts'
import { POSTED_THERE } from '../relay-protocol.ts'
import { command, commandInput, committed, publicIdSchema, query } from './procedure.ts'

/** A channel whose reservations come by the relay. */
export const relaySourceSchema = z.object({
  channelId: publicIdSchema,
  /** What the channel signs in with; its password was shown once, when the channel was connected. */
  username: z.string(),
  connectedAt: z.number().int(),
  /** When the relay received the latest message that was applied here. */
  lastMessageAt: z.number().int().nullable(),
})

export const relayStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not_paired') }),
  z.object({
    state: z.literal('paired'),
    url: z.string(),
    /** The hotel's id at the relay. */
    hotelId: z.string(),
    /** connecting: an attempt is under way. away: the last one failed, or nothing was heard for too long. */
    connection: z.enum(['connected', 'connecting', 'away']),
    lastHeardAt: z.number().int().nullable(),
    /** Messages at the relay that are not applied here yet, as far as is known. */
    waiting: z.number().int(),
    /** Messages kept because they could not be read; each has an alert. */
    unreadable: z.number().int(),
    lastError: z.object({ code: z.string(), message: z.string(), at: z.number().int() }).nullable(),
    sources: z.array(relaySourceSchema),
  }),
])
export type RelayState = z.infer<typeof relayStateSchema>

/** Groups of letters and digits, as printed: `K7M2X-4QXWA-...`; small letters, spaces and missing hyphens do not matter. */
const recoveryCodeSchema = z.string().trim().min(20).max(200)

export const relay = {
  state: query('read', 'relay', 'channels').route({ method: 'GET', path: '/relay' }).output(relayStateSchema),

  /**
   * Pairs this hotel with a relay by the single-use code that its operator made. The recovery code restores the
   * relay's messages on another machine: it belongs on paper, and is not stored anywhere in the clear.
   */
  pair: command('admin', 'relay')
    .errors(errorsOf('AlreadyPaired', 'PairingRefused', 'RelayUnreachable'))
    .route({ method: 'POST', path: '/relay/pairing' })
    .input(commandInput.extend({ url: loopbackOrHttps, code: z.string().trim().min(8).max(80) }))
    .output(committed.extend({ hotelId: z.string(), recoveryCode: z.string() })),

  /** Takes up an earlier pairing on this data folder; a desk that used it before is no longer let in. */
  restore: command('admin', 'relay')
    .errors(errorsOf('RecoveryCodeNotValid', 'RecoveryRefused', 'RelayUnreachable', 'AlreadyPaired'))
    .route({ method: 'POST', path: '/relay/restoration' })
    .input(commandInput.extend({ url: loopbackOrHttps, recoveryCode: recoveryCodeSchema }))
    .output(committed.extend({ hotelId: z.string() })),

  /** The recovery code once more, for a printout that was lost. */
  recoveryCode: query('admin')
    .errors(errorsOf('NotPaired'))
    .route({ method: 'POST', path: '/relay/recovery-code' })
    .output(z.object({ recoveryCode: z.string() })),

  /**
   * From now on this channel's reservations come by the relay instead of being fetched; where it posts hints alone, they are
   * fetched as before, and sooner after a hint. What is answered goes into the channel's own settings; the password is shown this once, and asking again makes a new one.
   */
  connectChannel: command('channels', 'relay', 'channels')
    .errors(errorsOf('NotPaired', 'UnknownChannel', 'NotByRelay', 'RelayUnreachable', 'RelayRefused'))
    .route({ method: 'POST', path: '/relay/channels/{channelId}' })
    .input(commandInput.extend({ channelId: publicIdSchema }))
    .output(
      committed.extend({
        /** One address per kind of message; that of hints holds the user name and the password itself. */
        webhooks: z.array(z.object({ queue: z.enum(POSTED_THERE), url: z.string() })),
        username: z.string(),
        password: z.string(),
      }),
    ),

  /**
   * From now on this channel's reservations are fetched again; the relay refuses what it still sends. Refused while
   * messages of it wait at the relay, as they would then come after newer ones.
   */
  disconnectChannel: command('channels', 'relay', 'channels')
    .errors(errorsOf('NotPaired', 'UnknownChannel', 'RelayUnreachable', 'RelayRefused', 'MessagesWaiting'))
    .route({ method: 'DELETE', path: '/relay/channels/{channelId}' })
    .input(
      commandInput.extend({
        channelId: publicIdSchema,
        /** For a relay that is gone for good: whatever waits there is given up. */
        evenIfUnreachable: z.boolean().default(false),
      }),
    )
    .output(committed),

  /** Ends the pairing; its key is forgotten here and cannot be had again but from the printed recovery code. */
  unpair: command('admin', 'relay')
    .errors(errorsOf('NotPaired', 'ChannelsByRelay'))
    .route({ method: 'DELETE', path: '/relay/pairing' })
    .input(commandInput)
    .output(committed),
}
