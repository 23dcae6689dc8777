/** Settings of a channel: addresses, intervals and limits. Every kind has the same; what its documentation says are the defaults. */
import { z } from 'zod'
import { commissionPercentSchema } from './channel-commission.ts'
import { LIMIT_NAMES, type LimitName } from './channel-kinds/definition.ts'
import { CHANNEL_KINDS, type ChannelKind, KIND_NAMES } from './channel-kinds/kinds.ts'
import { EXPOSURE_LIMITS, LOOPBACK_OR_HTTPS } from './channel-limits.ts'

export const loopbackOrHttps = z
  .url()
  .max(300)
  .refine((url) => LOOPBACK_OR_HTTPS.test(url), 'must be https, or http on this machine')

export const channelKindSchema = z.enum(KIND_NAMES)

/** Within what any kind allows; what the kind itself allows is asked for by `settingsOfKind`. */
const number = (name: LimitName) => {
  const limits = Object.values(CHANNEL_KINDS).map((kind) => kind.limits[name])
  return z
    .number()
    .int()
    .min(Math.min(...limits.map(({ least }) => least)))
    .max(Math.max(...limits.map(({ most }) => most)))
}

export const channelSettingsSchema = z.object({
  /** Availability, restrictions and prices. */
  ariBaseUrl: loopbackOrHttps,
  /** Reservations. */
  reservationsBaseUrl: loopbackOrHttps,
  /** The channel's number of the property. */
  hotelCode: z.string().trim().min(1).max(60),
  /** What the channel knows us by, where the kind has such a code. */
  accountCode: z.string().trim().max(60),
  /**
   * How reservations come: fetched from the channel's queues, or posted by the channel to the relay. Changed by
   * `relay.connectChannel` and `relay.disconnectChannel` alone, so that the two never mix their orders.
   */
  reservationsBy: z.enum(['pull', 'relay']),
  /** What it keeps, for bookings whose messages do not tell it; shown at the desk alone. */
  commissionPercent: commissionPercentSchema,
  /** Reservations are fetched so often. */
  pullIntervalMs: number('pullIntervalMs'),
  /** Pause between an acknowledgement and the next fetch. */
  pauseAfterAcknowledgeMs: number('pauseAfterAcknowledgeMs'),
  /** A request without an answer after this long is given up; its fate is unknown. */
  requestTimeoutMs: number('requestTimeoutMs'),
  /** T of invariant I6: after this long from its start, a request given up can no longer land. */
  requestDeadlineMs: number('requestDeadlineMs'),
  /** All lanes together. */
  requestsPerMinute: number('requestsPerMinute'),
  /** Ranges in one message. */
  maxRangesPerRequest: number('maxRangesPerRequest'),
  /** Bytes of one message. */
  maxRequestBytes: number('maxRequestBytes'),
  /** First wait after a failure; doubles up to `backoffMaxMs`, with full jitter. */
  backoffBaseMs: number('backoffBaseMs'),
  backoffMaxMs: number('backoffMaxMs'),
})
export type ChannelSettings = z.infer<typeof channelSettingsSchema>

/** As it is given for a new channel: what is left out is as the kind documents it. */
export const givenSettingsSchema = channelSettingsSchema.partial().required({ hotelCode: true })
export type GivenSettings = z.infer<typeof givenSettingsSchema>

/** @returns the settings of a new channel of the kind, before its limits are checked. */
export function settingsOfKind(kind: ChannelKind, given: GivenSettings): ChannelSettings {
  const { addresses, limits } = CHANNEL_KINDS[kind]
  const standard = Object.fromEntries(LIMIT_NAMES.map((name) => [name, limits[name].standard]))
  const wanted = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return {
    accountCode: '',
    reservationsBy: 'pull',
    commissionPercent: null,
    ...addresses,
    ...(standard as Record<LimitName, number>),
    ...(wanted as GivenSettings),
  } as ChannelSettings
}

/** What of the settings the kind does not allow; empty where all is well. */
export function settingIssues(
  kind: ChannelKind,
  settings: ChannelSettings,
): { path: string; message: string }[] {
  const { limits, hasAccountCode, isCalendar } = CHANNEL_KINDS[kind]
  const issues = LIMIT_NAMES.filter(
    (name) => settings[name] < limits[name].least || settings[name] > limits[name].most,
  ).map((name) => ({
    path: `settings.${name}`,
    message: `must be from ${limits[name].least} to ${limits[name].most}`,
  }))
  if (hasAccountCode && settings.accountCode === '')
    issues.push({ path: 'settings.accountCode', message: 'this channel knows us by a code: give it' })
  if (isCalendar === true)
    issues.push({ path: 'kind', message: 'a calendar is connected by calendars.connect' })
  return issues
}

const exposureNumber = ({ least, most, standard }: { least: number; most: number; standard: number }) =>
  z.number().int().min(least).max(most).default(standard)

/** Of every channel, whatever its kind: what is shown of the inventory. */
export const exposureSettingsSchema = z.object({
  /** Rooms held back from this channel, of each type and night. */
  buffer: exposureNumber(EXPOSURE_LIMITS.buffer),
  /** The most rooms shown of a type and night; null shows all. */
  cap: z.number().int().min(EXPOSURE_LIMITS.cap.least).max(EXPOSURE_LIMITS.cap.most).nullable().default(null),
  /** Days from the property's today that the channel is kept filled; Booking.com wants at least 12 months. */
  horizonDays: exposureNumber(EXPOSURE_LIMITS.horizonDays),
  /** Rooms of each type mapped here that the other channels are not offered while this one cannot be updated and may go on selling. */
  safetyBuffer: exposureNumber(EXPOSURE_LIMITS.safetyBuffer).default(EXPOSURE_LIMITS.safetyBuffer.standard),
})

export const credentialsSchema = z.object({
  /** Empty where the kind signs in by a key alone. */
  username: z.string().trim().max(200),
  /** Of a calendar its whole address. */
  password: z.string().min(1).max(400),
})
export type Credentials = z.infer<typeof credentialsSchema>
