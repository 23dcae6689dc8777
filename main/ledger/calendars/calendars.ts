/** The commands of calendars: each is a channel of the kind `ical`, to which nothing is sent. */
import { credentialsSchema, settingsOfKind } from '../../../shared/channel-settings.ts'
import { DomainError } from '../../../shared/errors.ts'
import { CalendarUnreadable } from '../../../shared/ical/read-calendar.ts'
import type { Keyring } from '../../store/keyring.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Randomness } from '../ids.ts'
import type { Channel, ChannelRows } from '../lanes/channel-rows.ts'
import type { Parts } from '../parts.ts'
import type { CalendarExports } from './calendar-exports.ts'
import { ROOM_CODE } from './calendar-messages.ts'
import type { CalendarRow, CalendarRows } from './calendar-rows.ts'
import type { FeedTaking } from './feed-taking.ts'

/** 192 bits: nobody guesses an address. */
const TOKEN_BYTES = 24
const MINUTE_MS = 60_000

export interface CalendarParts {
  readonly parts: Parts
  readonly rows: CalendarRows
  readonly channelRows: ChannelRows
  readonly keyring: Keyring
  readonly random: Randomness
  readonly exports: CalendarExports
  readonly feeds: FeedTaking
  readonly isPaired: () => boolean
  readonly channels: () => readonly Channel[]
}

type Input<N extends string> = `calendars.${N}` extends infer C extends keyof Commands
  ? Commands[C]['input']
  : never
type Result<N extends string> = `calendars.${N}` extends infer C extends keyof Commands
  ? Outcome<Commands[C]['output']>
  : never

export function createCalendars(ports: CalendarParts) {
  const { parts, rows, channelRows, keyring } = ports
  /** Another wish to read it makes other credentials: the sync process does not wait to its end after a failure then. */
  const sealedAddress = (address: string | null, wish = ''): Buffer =>
    // A channel without an address has credentials all the same; they open nothing.
    keyring.seal(JSON.stringify({ username: wish, password: address ?? '-' }))

  /** @throws DomainError UnknownCalendar */
  function find(calendarId: string): { channel: Channel; calendar: CalendarRow } {
    const channel = ports.channels().find(({ publicId }) => publicId === calendarId)
    const calendar = rows.all().find(({ channelId }) => channelId === channel?.id)
    if (channel === undefined || calendar === undefined || calendar.endedAt !== null) {
      throw new DomainError('UnknownCalendar', { calendarId })
    }
    return { channel, calendar }
  }

  function connect(context: CommandContext, input: Input<'connect'>): Result<'connect'> {
    const { unit, address = null, name, confirmations } = input
    const room = unit.kind === 'room' ? context.catalog.room(unit.roomId) : null
    const roomTypeId =
      unit.kind === 'room'
        ? context.catalog.room(unit.roomId).roomTypeId
        : context.catalog.roomType(unit.roomTypeId).id
    const publicId = context.ids.publicId()
    const settings = { hotelCode: ROOM_CODE, pullIntervalMs: input.readEveryMinutes * MINUTE_MS }
    const channelId = channelRows.insert({
      publicId,
      kind: 'ical',
      name,
      settings: JSON.stringify(settingsOfKind('ical', settings)),
      credentials: sealedAddress(address),
      buffer: 0,
      cap: null,
      safetyBuffer: 0,
      horizonDays: 1,
    })
    channelRows.putRoom({ channelId, roomTypeId, roomCode: ROOM_CODE })
    const feedHost = hostOf(address)
    rows.insert({ channelId, roomTypeId, roomId: room?.id ?? null, feedHost, confirmations, at: context.at })
    return {
      answer: { seq: context.seq, calendarId: publicId },
      payload: { calendar: publicId, name, unit, feedHost },
      topics: ['channels'],
      facets: [],
      reload: true,
      connections: true,
    }
  }

  function configure(context: CommandContext, input: Input<'configure'>): Result<'configure'> {
    const { channel, calendar } = find(input.calendarId)
    const { address, readEveryMinutes: minutes } = input
    const settings = minutes === undefined ? {} : { pullIntervalMs: minutes * MINUTE_MS }
    channelRows.update({
      id: channel.id,
      name: input.name ?? channel.name,
      enabled: (input.enabled ?? channel.enabled) ? 1 : 0,
      settings: JSON.stringify({ ...channel.settings, ...settings }),
      credentials: address === undefined ? channel.credentialsSealed : sealedAddress(address),
      buffer: 0,
      cap: null,
      safetyBuffer: 0,
      horizonDays: channel.horizonDays,
    })
    rows.update({
      channelId: channel.id,
      feedHost: address === undefined ? calendar.feedHost : hostOf(address),
      confirmations: input.confirmations ?? calendar.confirmations,
      endedAt: null,
    })
    const { name, enabled, confirmations } = input
    return {
      answer: { seq: context.seq },
      payload: {
        calendar: channel.publicId,
        name,
        enabled,
        confirmations,
        changesAddress: address !== undefined,
      },
      topics: ['channels'],
      facets: [],
      reload: true,
      connections: true,
    }
  }

  function readNow(context: CommandContext, input: Input<'readNow'>): Result<'readNow'> {
    const { channel } = find(input.calendarId)
    const { password } = credentialsSchema.parse(JSON.parse(keyring.open(channel.credentialsSealed)))
    channelRows.update({
      ...channel,
      enabled: channel.enabled ? 1 : 0,
      settings: JSON.stringify(channel.settings),
      credentials: sealedAddress(password, String(context.seq)),
    })
    return {
      answer: { seq: context.seq },
      payload: { calendar: channel.publicId, name: channel.name },
      topics: ['channels'],
      facets: [],
      reload: true,
      connections: true,
    }
  }

  function disconnect(context: CommandContext, input: Input<'disconnect'>): Result<'disconnect'> {
    const { channel, calendar } = find(input.calendarId)
    ports.feeds.unblock(context, channel)
    const { feedHost, confirmations } = calendar
    rows.update({ channelId: channel.id, feedHost, confirmations, endedAt: context.at })
    rows.setToken({ channelId: channel.id, token: null })
    channelRows.update({
      ...channel,
      enabled: 0,
      settings: JSON.stringify(channel.settings),
      credentials: sealedAddress(null),
    })
    for (const kind of ['pullFailing', 'calendarInDoubt'] as const) {
      parts.alerts.close(kind, channel.publicId, context.at)
    }
    return {
      answer: { seq: context.seq },
      payload: { calendar: channel.publicId, name: channel.name },
      topics: ['channels', 'inventory', 'holds', 'reservations', 'cases'],
      facets: ['availability'],
      reload: true,
      connections: true,
    }
  }

  /** What it says is taken after it, in the same commit, as that of a feed is. */
  function importFile(context: CommandContext, input: Input<'importFile'>): Result<'importFile'> {
    const { channel } = find(input.calendarId)
    try {
      const { events, unreadable } = ports.feeds.read(input.text)
      return {
        answer: { seq: context.seq, events: events.length, unreadable },
        payload: { calendar: channel.publicId, name: channel.name, events: events.length, unreadable },
        topics: ['channels'],
        facets: [],
      }
    } catch (error) {
      if (error instanceof CalendarUnreadable)
        throw new DomainError('CalendarNotReadable', { fault: error.fault })
      throw error
    }
  }

  function exportFile(context: CommandContext, input: Input<'exportFile'>): Result<'exportFile'> {
    const { channel, calendar } = find(input.calendarId)
    const { text, tag, busy } = ports.exports.exportOf(context, channel, calendar)
    rows.putExport({ channelId: channel.id, tag, busy, madeAt: context.at, servedAt: context.at })
    return {
      answer: { seq: context.seq, fileName: `${fileNameOf(channel.name)}.ics`, text },
      payload: { calendar: channel.publicId, name: channel.name },
      topics: ['channels'],
      facets: [],
    }
  }

  function setAddress(context: CommandContext, calendarId: string, token: string | null) {
    const { channel } = find(calendarId)
    rows.setToken({ channelId: channel.id, token: token === null ? null : keyring.seal(token) })
    return {
      answer: { seq: context.seq },
      payload: { calendar: channel.publicId, name: channel.name },
      topics: ['channels'],
      facets: [],
    } satisfies Outcome<{ seq: number }>
  }

  return {
    find,
    connect,
    configure,
    readNow,
    disconnect,
    importFile,
    exportFile,
    publish(context: CommandContext, input: Input<'publish'>): Result<'publish'> {
      find(input.calendarId)
      if (!ports.isPaired()) throw new DomainError('NotPaired', {})
      const token = Buffer.from(ports.random.bytes(TOKEN_BYTES)).toString('base64url')
      return setAddress(context, input.calendarId, token)
    },
    revoke: (context: CommandContext, input: Input<'revoke'>): Result<'revoke'> =>
      setAddress(context, input.calendarId, null),
  }
}
export type Calendars = ReturnType<typeof createCalendars>

const hostOf = (address: string | null): string | null => (address === null ? null : new URL(address).host)

const fileNameOf = (name: string): string =>
  name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'calendar'
