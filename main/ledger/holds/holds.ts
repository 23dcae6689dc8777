/** Holds: rooms kept back until an instant, given back, or made a reservation. */
import { LONGEST_HOLD_DAYS } from '../../../shared/contract/holds.ts'
import { nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import { checkKeptNights } from '../kept-nights.ts'
import type { Parts } from '../parts.ts'
import { endHold, sellHeld } from './ending.ts'
import type { HoldNight, HoldRow, NewHold } from './hold-rows.ts'

const DAY_MS = 86_400_000

export function placeHold(
  parts: Parts,
  context: CommandContext,
  input: Commands['holds.place']['input'],
): Outcome<Commands['holds.place']['output']> {
  checkExpiry(context, input.expiresAt)
  const nights = nightsHeld(context, input.lines)
  const publicId = context.ids.publicId()
  const guestId = input.guest === undefined ? null : parts.guests.add(context.ids.publicId(), input.guest)
  const { kind, label, expiresAt } = input
  addHold(parts, context, { publicId, kind, label, guestId, at: context.at, expiresAt }, nights)
  return {
    answer: { seq: context.seq, holdId: publicId },
    payload: { hold: publicId, kind, lines: input.lines, expiresAt },
    topics: ['inventory', 'holds'],
    facets: ['availability'],
  }
}

/**
 * Holds rooms back, all of them or none.
 * @returns its id.
 * @throws DomainError RoomTypeSoldOut, DateBeyondHorizon
 */
export function addHold(
  parts: Parts,
  context: CommandContext,
  hold: NewHold,
  nights: readonly HoldNight[],
): number {
  const holdId = parts.holds.add(hold)
  for (const night of nights) {
    parts.inventory.hold(context, { roomTypeId: night.roomTypeId, date: night.date }, night.rooms)
    parts.holds.addNight({ ...night, holdId })
  }
  return holdId
}

/** Lines of one type that share nights count together. */
function nightsHeld(context: CommandContext, lines: Commands['holds.place']['input']['lines']): HoldNight[] {
  const nights = new Map<string, HoldNight>()
  for (const line of lines) {
    const roomTypeId = context.catalog.roomType(line.roomTypeId).id
    checkKeptNights(context, line)
    for (const date of nightsOf(line)) {
      const key = `${roomTypeId} ${date}`
      nights.set(key, { roomTypeId, date, rooms: (nights.get(key)?.rooms ?? 0) + line.rooms })
    }
  }
  return [...nights.values()]
}

function checkExpiry(context: CommandContext, expiresAt: number): void {
  const latest = context.at + LONGEST_HOLD_DAYS * DAY_MS
  if (expiresAt <= context.at || expiresAt > latest) throw new DomainError('ExpiryNotValid', { expiresAt })
}

/** @throws DomainError UnknownHold, HoldEnded */
function findActive(parts: Parts, holdId: string): HoldRow {
  const hold = parts.holds.find(holdId)
  if (hold === undefined) throw new DomainError('UnknownHold', { holdId })
  if (hold.status !== 'active') throw new DomainError('HoldEnded', { holdId, status: hold.status })
  return hold
}

export function extendHold(
  parts: Parts,
  context: CommandContext,
  input: Commands['holds.extend']['input'],
): Outcome<Commands['holds.extend']['output']> {
  const hold = findActive(parts, input.holdId)
  checkExpiry(context, input.expiresAt)
  parts.holds.setExpiry({ id: hold.id, expiresAt: input.expiresAt })
  return {
    answer: { seq: context.seq },
    payload: { hold: hold.public_id, expiresAt: input.expiresAt, before: { expiresAt: hold.expires_at } },
    topics: ['holds'],
    facets: [],
  }
}

export function releaseHold(
  parts: Parts,
  context: CommandContext,
  input: Commands['holds.release']['input'],
): Outcome<Commands['holds.release']['output']> {
  const hold = findActive(parts, input.holdId)
  endHold(parts, context, hold, 'released')
  parts.cases.review(context)
  return {
    answer: { seq: context.seq },
    payload: { hold: hold.public_id },
    topics: ['inventory', 'holds', 'cases'],
    facets: ['availability'],
  }
}

export function convertHold(
  parts: Parts,
  context: CommandContext,
  { holdId, ...sale }: Commands['holds.convert']['input'],
): Outcome<Commands['holds.convert']['output']> {
  return sellHeld(parts, context, findActive(parts, holdId), sale)
}
