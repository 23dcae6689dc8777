/** What is typed into the form of a channel, what is wrong with it, and the command it becomes. Pure. */

import { MOST_COMMISSION_PERCENT } from '../../shared/channel-commission.ts'
import { LIMIT_NAMES, type LimitName } from '../../shared/channel-kinds/definition.ts'
import { CHANNEL_KINDS, type ChannelKind } from '../../shared/channel-kinds/kinds.ts'
import { EXPOSURE_LIMITS, LOOPBACK_OR_HTTPS, mostHorizonOf } from '../../shared/channel-limits.ts'
import type { ChannelSettings, Credentials } from '../../shared/channel-settings.ts'
import type { ChannelState } from '../../shared/contract/channels.ts'
import type { Hotel } from '../../shared/contract/property.ts'
import type { Answers } from '../connection/desk-client.ts'
import type { Failure } from '../failure.ts'
import type { MessageId } from '../text/catalogue.ts'

export type Mapping = Answers['channels']['mapping']['mapping']

/** Everything as text, as it stands in the fields; codes by the id of our type, or of type and plan. */
export interface ChannelDraft {
  readonly kind: ChannelKind
  readonly name: string
  readonly enabled: boolean
  readonly hotelCode: string
  /** Only of kinds that have one. */
  readonly accountCode: string
  readonly username: string
  readonly password: string
  readonly buffer: string
  readonly safetyBuffer: string
  /** Empty: nothing was agreed, or nobody knows. */
  readonly commissionPercent: string
  /** Empty: no cap. */
  readonly cap: string
  readonly horizonDays: string
  readonly ariBaseUrl: string
  readonly reservationsBaseUrl: string
  readonly limits: Readonly<Record<LimitName, string>>
  readonly roomCodes: Readonly<Record<string, string>>
  readonly rateCodes: Readonly<Record<string, string>>
}

export const rateKey = (roomTypeId: string, ratePlanId: string): string => `${roomTypeId} ${ratePlanId}`

/** Field names: those of the draft, `limits.NAME`, `room ID`, `rate ID PLAN`. */
export interface Issue {
  readonly words: MessageId
  readonly values?: Readonly<Record<string, string | number>>
}
export type Issues = Readonly<Record<string, Issue>>

export function emptyDraft(kind: ChannelKind): ChannelDraft {
  const { title, addresses, limits } = CHANNEL_KINDS[kind]
  return {
    kind,
    name: title,
    enabled: true,
    hotelCode: '',
    accountCode: '',
    username: '',
    password: '',
    buffer: String(EXPOSURE_LIMITS.buffer.standard),
    safetyBuffer: String(EXPOSURE_LIMITS.safetyBuffer.standard),
    commissionPercent: '',
    cap: '',
    horizonDays: String(EXPOSURE_LIMITS.horizonDays.standard),
    ...addresses,
    limits: limitsOf((name) => limits[name].standard),
    roomCodes: {},
    rateCodes: {},
  }
}

/** Another kind: its own addresses and limits, and its name unless another one was typed; what is mapped stays. */
export function becoming(draft: ChannelDraft, kind: ChannelKind): ChannelDraft {
  const { title } = CHANNEL_KINDS[draft.kind]
  const { name, ariBaseUrl, reservationsBaseUrl, limits } = emptyDraft(kind)
  return {
    ...draft,
    kind,
    ariBaseUrl,
    reservationsBaseUrl,
    limits,
    ...(draft.name === title ? { name } : {}),
  }
}

function limitsOf(numberOf: (name: LimitName) => number): Record<LimitName, string> {
  return Object.fromEntries(LIMIT_NAMES.map((name) => [name, String(numberOf(name))])) as Record<
    LimitName,
    string
  >
}

/** The channel as it is; user name and password are never shown and stay empty. */
export function draftOf(
  { kind, name, enabled, settings, exposure }: ChannelState,
  mapping: Mapping,
): ChannelDraft {
  return {
    ...emptyDraft(kind),
    name,
    enabled,
    hotelCode: settings.hotelCode,
    accountCode: settings.accountCode,
    buffer: String(exposure.buffer),
    safetyBuffer: String(exposure.safetyBuffer),
    commissionPercent: settings.commissionPercent === null ? '' : String(settings.commissionPercent),
    cap: exposure.cap === null ? '' : String(exposure.cap),
    horizonDays: String(exposure.horizonDays),
    ariBaseUrl: settings.ariBaseUrl,
    reservationsBaseUrl: settings.reservationsBaseUrl,
    limits: limitsOf((limit) => settings[limit]),
    roomCodes: Object.fromEntries(mapping.map(({ roomTypeId, roomCode }) => [roomTypeId, roomCode])),
    rateCodes: Object.fromEntries(
      mapping.flatMap(({ roomTypeId, rates }) =>
        rates.map(({ ratePlanId, rateCode }) => [rateKey(roomTypeId, ratePlanId), rateCode]),
      ),
    ),
  }
}

type Products = Pick<Hotel, 'roomTypes' | 'ratePlans'>

/** Types without a code are not sold there; codes of their plans do not count. */
export function mappingOf(draft: ChannelDraft, { roomTypes, ratePlans }: Products): Mapping {
  return roomTypes.flatMap(({ id }) => {
    const roomCode = draft.roomCodes[id]?.trim() ?? ''
    if (roomCode === '') return []
    const rates = ratePlans.flatMap((plan) => {
      const rateCode = draft.rateCodes[rateKey(id, plan.id)]?.trim() ?? ''
      return rateCode === '' ? [] : [{ ratePlanId: plan.id, rateCode }]
    })
    return [{ roomTypeId: id, roomCode, rates }]
  })
}

const number = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text))

function isWithin(text: string, least: number, most: number): boolean {
  const value = number(text)
  return Number.isInteger(value) && value >= least && value <= most
}

/** With a point or a comma; null: empty. Undefined where it is no percent that can be agreed. */
function percentOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  if (!/^\d{1,2}(?:[.,]\d{1,2})?$/.test(text.trim())) return undefined
  const percent = Number(text.trim().replace(',', '.'))
  return percent > MOST_COMMISSION_PERCENT ? undefined : percent
}

const MOST_CODE = 60
const MOST_NAME = 80
const MOST_HOTEL_CODE = 60
const MOST_SECRET = 200
const MOST_ADDRESS = 300

function textIssue(text: string, most: number): Issue | null {
  if (text.trim() === '') return { words: 'channels.form.needed' }
  return text.trim().length > most
    ? { words: 'channels.form.tooLong', values: { most, length: text.trim().length } }
    : null
}

/** What is wrong with each field; empty when the form can be sent. */
export function issuesOf(draft: ChannelDraft, products: Products, isNew: boolean): Issues {
  const issues: Record<string, Issue> = {}
  const say = (field: string, issue: Issue | null) => {
    if (issue !== null) issues[field] = issue
  }
  say('name', textIssue(draft.name, MOST_NAME))
  say('hotelCode', textIssue(draft.hotelCode, MOST_HOTEL_CODE))
  // Kept as they are while both are empty; a new password alone would be sent with no name.
  const { limits, hasAccountCode, signsInBy } = CHANNEL_KINDS[draft.kind]
  if (hasAccountCode) say('accountCode', textIssue(draft.accountCode, MOST_HOTEL_CODE))
  if (isNew || draft.username !== '' || draft.password !== '') {
    if (signsInBy === 'username_password') say('username', textIssue(draft.username, MOST_SECRET))
    say('password', textIssue(draft.password, MOST_SECRET))
  }
  const range = (field: string, text: string, { least, most }: { least: number; most: number }) => {
    if (!isWithin(text, least, most)) say(field, { words: 'channels.form.range', values: { least, most } })
  }
  range('buffer', draft.buffer, EXPOSURE_LIMITS.buffer)
  if (draft.cap.trim() !== '') range('cap', draft.cap, EXPOSURE_LIMITS.cap)
  range('horizonDays', draft.horizonDays, {
    least: EXPOSURE_LIMITS.horizonDays.least,
    most: mostHorizonOf(CHANNEL_KINDS[draft.kind]),
  })
  range('safetyBuffer', draft.safetyBuffer, EXPOSURE_LIMITS.safetyBuffer)
  if (percentOf(draft.commissionPercent) === undefined)
    say('commissionPercent', { words: 'channels.form.percent', values: { most: MOST_COMMISSION_PERCENT } })
  for (const name of LIMIT_NAMES) range(`limits.${name}`, draft.limits[name], limits[name])
  for (const field of ['ariBaseUrl', 'reservationsBaseUrl'] as const) {
    const url = draft[field].trim()
    if (!LOOPBACK_OR_HTTPS.test(url) || !URL.canParse(url) || url.length > MOST_ADDRESS)
      say(field, { words: 'channels.form.address' })
  }
  return { ...issues, ...codeIssues(draft, products) }
}

/** A code stands for one product: among rooms, and among the plans of one room. */
function codeIssues(draft: ChannelDraft, { roomTypes, ratePlans }: Products): Issues {
  const issues: Record<string, Issue> = {}
  const check = (fields: readonly { field: string; code: string }[]) => {
    const seen = new Set<string>()
    for (const { field, code } of fields) {
      if (code.length > MOST_CODE)
        issues[field] = { words: 'channels.form.tooLong', values: { most: MOST_CODE, length: code.length } }
      else if (code !== '' && seen.has(code))
        issues[field] = { words: 'channels.form.codeTwice', values: { code } }
      seen.add(code)
    }
  }
  check(roomTypes.map(({ id }) => ({ field: `room ${id}`, code: draft.roomCodes[id]?.trim() ?? '' })))
  for (const { id } of roomTypes) {
    const hasRoom = (draft.roomCodes[id]?.trim() ?? '') !== ''
    const rates = ratePlans.map((plan) => ({
      field: `rate ${rateKey(id, plan.id)}`,
      code: draft.rateCodes[rateKey(id, plan.id)]?.trim() ?? '',
    }))
    check(rates)
    if (!hasRoom && rates.some(({ code }) => code !== ''))
      issues[`room ${id}`] = { words: 'channels.form.roomCodeNeeded' }
  }
  return issues
}

/** Fields whose code the host names as taken, so that it is said where it stands. */
function fieldsOfCode(draft: ChannelDraft, code: string): string[] {
  const named = (prefix: string, codes: Readonly<Record<string, string>>) =>
    Object.entries(codes)
      .filter(([, text]) => text.trim() === code)
      .map(([id]) => `${prefix} ${id}`)
  return [...named('room', draft.roomCodes), ...named('rate', draft.rateCodes)]
}

/** The host's word about a code belongs to the fields that hold it. */
export function withHostIssues(issues: Issues, draft: ChannelDraft, failure: Failure | null): Issues {
  if (failure?.kind !== 'refused' || failure.refusal.code !== 'MappingConflict') return issues
  const { code } = failure.refusal.data
  const taken: Issue = { words: 'channels.form.codeTwice', values: { code } }
  return { ...Object.fromEntries(fieldsOfCode(draft, code).map((field) => [field, taken])), ...issues }
}

/** Of a draft without issues. `before`: what is kept, such as how reservations come. */
export function settingsOf(draft: ChannelDraft, before: ChannelSettings | null): ChannelSettings {
  const limits = Object.fromEntries(LIMIT_NAMES.map((name) => [name, Number(draft.limits[name])]))
  return {
    reservationsBy: 'pull',
    ...before,
    ...(limits as Record<LimitName, number>),
    hotelCode: draft.hotelCode.trim(),
    accountCode: draft.accountCode.trim(),
    commissionPercent: percentOf(draft.commissionPercent) ?? null,
    ariBaseUrl: draft.ariBaseUrl.trim(),
    reservationsBaseUrl: draft.reservationsBaseUrl.trim(),
  }
}

export function exposureSettingsOf(draft: ChannelDraft): ChannelState['exposure'] {
  return {
    buffer: Number(draft.buffer),
    cap: draft.cap.trim() === '' ? null : Number(draft.cap),
    horizonDays: Number(draft.horizonDays),
    safetyBuffer: Number(draft.safetyBuffer),
  }
}

/** Null while nothing is typed: what is stored stays. */
export function credentialsOf({ username, password }: ChannelDraft): Credentials | null {
  return username === '' && password === '' ? null : { username, password }
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What `channels.configure` is given: only what differs, so that nothing is compared again for nothing. */
export function changesOf(
  draft: ChannelDraft,
  before: ChannelDraft,
  channel: ChannelState,
  products: Products,
) {
  const settings = settingsOf(draft, channel.settings)
  const exposure = exposureSettingsOf(draft)
  const mapping = mappingOf(draft, products)
  const credentials = credentialsOf(draft)
  const changes = {
    ...(draft.name.trim() === before.name ? {} : { name: draft.name.trim() }),
    ...(draft.enabled === before.enabled ? {} : { enabled: draft.enabled }),
    ...(isSame(settings, settingsOf(before, channel.settings)) ? {} : { settings }),
    ...(isSame(exposure, exposureSettingsOf(before)) ? {} : { exposure }),
    ...(isSame(mapping, mappingOf(before, products)) ? {} : { mapping }),
    ...(credentials === null ? {} : { credentials }),
  }
  return Object.keys(changes).length === 0 ? null : changes
}

export interface SendingCost {
  readonly types: number
  readonly plans: number
  /** Cells that are compared, and at most sent. */
  readonly cells: number
  readonly days: number
  /** Types that are sold there now and will be closed. */
  readonly closed: number
  /** Products whose code becomes another one: all is sent, and the old ones stay as they are there. */
  readonly recoded: number
}

/** The channel's code by product. */
function codesOf(mapping: Mapping): Map<string, string> {
  return new Map(
    mapping.flatMap(({ roomTypeId, roomCode, rates }) => [
      [roomTypeId, roomCode] as const,
      ...rates.map(({ ratePlanId, rateCode }) => [rateKey(roomTypeId, ratePlanId), rateCode] as const),
    ]),
  )
}

/** One cell of availability a type and day, and a price and a rule for each plan of it. */
export function costOf(mapping: Mapping, before: Mapping, horizonDays: number): SendingCost {
  const plans = mapping.reduce((sum, { rates }) => sum + rates.length, 0)
  const codes = codesOf(before)
  const kept = new Set(mapping.map(({ roomTypeId }) => roomTypeId))
  return {
    types: mapping.length,
    plans,
    cells: (mapping.length + 2 * plans) * horizonDays,
    days: horizonDays,
    closed: before.filter(({ roomTypeId }) => !kept.has(roomTypeId)).length,
    recoded: [...codesOf(mapping)].filter(([product, code]) => (codes.get(product) ?? code) !== code).length,
  }
}
