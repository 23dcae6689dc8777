/** channels.connect, configure, resync and resume: settings and mapping of a channel, and what they ask of its lanes. */
import { CHANNEL_KINDS, type ChannelKind } from '../../shared/channel-kinds/kinds.ts'
import { mostHorizonOf } from '../../shared/channel-limits.ts'
import {
  type ChannelSettings,
  type Credentials,
  settingIssues,
  settingsOfKind,
} from '../../shared/channel-settings.ts'
import { DomainError } from '../../shared/errors.ts'
import type { Keyring } from '../store/keyring.ts'
import type { CommandContext, Outcome } from './command.ts'
import type { Commands } from './commands.ts'
import type { Channel, ChannelRows } from './lanes/channel-rows.ts'
import type { LaneKeeper } from './lanes/lane-keeper.ts'
import type { LaneRules } from './lanes/rules.ts'
import type { Parts } from './parts.ts'

type Mapping = Commands['channels.connect']['input']['mapping']

const ALL_FACETS = ['availability', 'price', 'restrictions'] as const

export interface ChannelParts {
  readonly parts: Parts
  readonly rows: ChannelRows
  readonly keeper: LaneKeeper
  readonly keyring: Keyring
  readonly rules: LaneRules
  readonly find: (channelId: string) => Channel
}

export function connectChannel(
  { rows, keyring }: ChannelParts,
  context: CommandContext,
  input: Commands['channels.connect']['input'],
): Outcome<Commands['channels.connect']['output']> {
  const publicId = context.ids.publicId()
  // A new channel is fetched from; the relay learns of it by relay.connectChannel.
  const settings = settingsOfKind(input.kind, input.settings)
  checkSettings(input.kind, settings, input.credentials, input.exposure)
  if (settings.reservationsBy !== 'pull') {
    throw new DomainError('DeliveryNotChangedHere', { channelId: publicId })
  }
  const channelId = rows.insert({
    publicId,
    kind: input.kind,
    name: input.name,
    settings: JSON.stringify(settings),
    credentials: keyring.seal(JSON.stringify(input.credentials)),
    ...input.exposure,
  })
  for (const [position, { lane, facets }] of CHANNEL_KINDS[input.kind].lanes.entries()) {
    rows.insertLane({ channelId, lane, facets: JSON.stringify(facets), position })
  }
  putMapping(rows, context, channelId, input.mapping)
  return {
    answer: { seq: context.seq, channelId: publicId },
    payload: { channel: publicId, kind: input.kind, exposure: input.exposure, mapping: input.mapping },
    topics: ['channels'],
    facets: ALL_FACETS,
    reload: true,
    connections: true,
  }
}

/** Rule 5: whatever of a channel's settings changes, its cursors go back to 0 and only differences are sent. */
export function configureChannel(
  { parts, rows, keeper, keyring, rules, find }: ChannelParts,
  context: CommandContext,
  input: Commands['channels.configure']['input'],
): Outcome<Commands['channels.configure']['output']> {
  const channel = find(input.channelId)
  const settings = merged(channel.settings, input.settings)
  checkSettings(channel.kind, settings, input.credentials, input.exposure)
  if (settings.reservationsBy !== channel.settings.reservationsBy) {
    throw new DomainError('DeliveryNotChangedHere', { channelId: channel.publicId })
  }
  const { buffer, cap, horizonDays, safetyBuffer } = input.exposure ?? channel
  rows.update({
    id: channel.id,
    name: input.name ?? channel.name,
    enabled: (input.enabled ?? channel.enabled) ? 1 : 0,
    settings: JSON.stringify(settings),
    credentials:
      input.credentials === undefined
        ? channel.credentialsSealed
        : keyring.seal(JSON.stringify(input.credentials)),
    buffer,
    cap,
    horizonDays,
    safetyBuffer,
  })
  const isElsewhere = isAnotherProperty(channel.settings, settings)
  let isRecoded = false
  if (input.mapping !== undefined) {
    const codes = codesOf(rows, channel.id)
    rows.deactivateMappings(channel.id)
    putMapping(rows, context, channel.id, input.mapping)
    isRecoded = [...codesOf(rows, channel.id)].some(
      ([product, code]) => (codes.get(product) ?? code) !== code,
    )
    // What was refused under one code may be taken under another.
    rows.unparkAll(channel.id)
    parts.alerts.close('valueParked', channel.publicId, context.at)
  }
  // What was shown of the old product says nothing about the new one.
  if (isElsewhere || isRecoded) keeper.forget(channel.id)
  // What the others are offered depends on one that is stale.
  const affected = rows.staleSince(channel.id) === null ? [channel] : rows.all()
  for (const { id } of affected) {
    if (rules.settingsResetCursors) rows.resetCursors(id)
    keeper.settingsChangedAt(id, context.seq)
  }
  if (input.credentials !== undefined || input.settings !== undefined) {
    rows.resumeLanes(channel.id)
    keeper.resumedAt(channel.id, context.seq)
  }
  return {
    answer: { seq: context.seq },
    payload: {
      channel: channel.publicId,
      name: input.name,
      enabled: input.enabled,
      exposure: input.exposure,
      settings: input.settings,
      mapping: input.mapping,
      changesCredentials: input.credentials !== undefined,
    },
    topics: ['channels', 'cases'],
    facets: ALL_FACETS,
    reload: true,
    connections: true,
  }
}

export function resyncChannel(
  { rows, keeper, find }: ChannelParts,
  context: CommandContext,
  input: Commands['channels.resync']['input'],
): Outcome<Commands['channels.resync']['output']> {
  const channel = find(input.channelId)
  keeper.forget(channel.id)
  rows.unparkAll(channel.id)
  rows.resetCursors(channel.id)
  return {
    answer: { seq: context.seq },
    payload: { channel: channel.publicId },
    topics: ['channels'],
    facets: ALL_FACETS,
  }
}

export function resumeChannel(
  { parts, rows, keeper, find }: ChannelParts,
  context: CommandContext,
  input: Commands['channels.resume']['input'],
): Outcome<Commands['channels.resume']['output']> {
  const channel = find(input.channelId)
  const unparkedCells = rows.unparkAll(channel.id)
  rows.resumeLanes(channel.id)
  keeper.resumedAt(channel.id, context.seq)
  // A cell that was parked may lie below the cursor.
  rows.resetCursors(channel.id)
  parts.alerts.close('channelStopped', channel.publicId, context.at)
  parts.alerts.close('valueParked', channel.publicId, context.at)
  return {
    answer: { seq: context.seq, unparkedCells },
    payload: { channel: channel.publicId, unparkedCells },
    topics: ['channels', 'cases'],
    facets: ALL_FACETS,
    connections: true,
  }
}

/** What is given replaces; the rest stays. */
function merged(
  before: ChannelSettings,
  given: Commands['channels.configure']['input']['settings'],
): ChannelSettings {
  const wanted = Object.entries(given ?? {}).filter(([, value]) => value !== undefined)
  return { ...before, ...(Object.fromEntries(wanted) as Partial<ChannelSettings>) }
}

/** @throws DomainError InvalidInput for what the kind of channel does not allow. */
export function checkSettings(
  kind: ChannelKind,
  settings: ChannelSettings,
  credentials: Credentials | undefined,
  exposure: { readonly horizonDays: number } | undefined,
): void {
  const issues = settingIssues(kind, settings)
  if (credentials?.username === '' && CHANNEL_KINDS[kind].signsInBy === 'username_password')
    issues.push({ path: 'credentials.username', message: 'this channel signs in by a user name: give it' })
  const most = mostHorizonOf(CHANNEL_KINDS[kind])
  if (exposure !== undefined && exposure.horizonDays > most)
    issues.push({ path: 'exposure.horizonDays', message: `this channel takes ${most} days ahead at most` })
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
}

function isAnotherProperty(before: ChannelSettings, after: ChannelSettings): boolean {
  return (
    before.hotelCode !== after.hotelCode ||
    before.ariBaseUrl !== after.ariBaseUrl ||
    before.accountCode !== after.accountCode
  )
}

/** The channel's code by product, of those that are no longer mapped too: they may be mapped again. */
function codesOf(rows: ChannelRows, channelId: number): Map<string, string> {
  return new Map([
    ...rows.roomMappings(channelId).map((row): [string, string] => [`${row.room_type_id}`, row.room_code]),
    ...rows
      .rateMappings(channelId)
      .map((row): [string, string] => [`${row.room_type_id} ${row.rate_plan_id}`, row.rate_code]),
  ])
}

function putMapping(rows: ChannelRows, context: CommandContext, channelId: number, mapping: Mapping): void {
  refuseRepeatedCodes(mapping)
  for (const { roomTypeId, roomCode, rates } of mapping) {
    const roomType = context.catalog.roomType(roomTypeId)
    rows.putRoom({ channelId, roomTypeId: roomType.id, roomCode })
    for (const { ratePlanId, rateCode } of rates) {
      const ratePlan = context.catalog.ratePlan(ratePlanId)
      rows.putRate({ channelId, roomTypeId: roomType.id, ratePlanId: ratePlan.id, rateCode })
    }
  }
}

function refuseRepeatedCodes(mapping: Mapping): void {
  const rooms = new Set<string>()
  for (const { roomCode, rates } of mapping) {
    if (rooms.has(roomCode)) throw new DomainError('MappingConflict', { code: roomCode })
    rooms.add(roomCode)
    const codes = rates.map((rate) => rate.rateCode)
    const repeated = codes.find((code, index) => codes.indexOf(code) !== index)
    if (repeated !== undefined) throw new DomainError('MappingConflict', { code: repeated })
  }
}
