/**
 * Whom a channel names, among the guests that the hotel knows. A row that others have, too (another reservation, a hold, the
 * waitlist) belongs to the desk: a channel's message never rewrites it, as what staff know of a regular guest would be
 * replaced by what a channel lets through. Where a changed booking is for somebody else, it gets another row.
 */
import type { Person } from '../../shared/snapshot.ts'
import type { CommandContext } from './command.ts'
import { isSameName, isSamePerson, keptContact } from './guest-match.ts'
import type { Parts } from './parts.ts'

const asPerson = (row: { surname: string; first_name: string; email: string; phone: string }): Person => ({
  surname: row.surname,
  firstName: row.first_name,
  email: row.email,
  phone: row.phone,
})

/** The row of a known guest where that is certain, else of a new one. @returns its id. */
export function guestOf(parts: Parts, context: CommandContext, told: Person): number {
  const known = parts.guests.namesakes(told).find((row) => isSamePerson(asPerson(row), told))
  return known?.id ?? parts.guests.add(context.ids.publicId(), told)
}

/** The booker after a later message. @returns the id of the row that the booking has from now on. */
export function laterBooker(
  parts: Parts,
  context: CommandContext,
  { id, reservationId }: { readonly id: number; readonly reservationId: number },
  told: Person,
): number {
  const isShared = parts.guests.isElsewhere({ id, reservationId })
  return later(parts, context, id, told, { isShared, isRenamed: !isShared })
}

/** The guest of one room after a later message; the booker may have the same row. @returns as `laterBooker`. */
export function laterGuest(
  parts: Parts,
  context: CommandContext,
  {
    id,
    reservationId,
    stayId,
  }: { readonly id: number; readonly reservationId: number; readonly stayId: number },
  told: Person,
): number {
  const isShared = parts.guests.isElsewhere({ id, reservationId })
  const isRenamed = !isShared && !parts.guests.isOfOthers({ id, reservationId, stayId })
  return later(parts, context, id, told, { isShared, isRenamed })
}

function later(
  parts: Parts,
  context: CommandContext,
  id: number,
  told: Person,
  /** `isRenamed`: another name is a correction of this one, as nobody else has the row. */
  { isShared, isRenamed }: { readonly isShared: boolean; readonly isRenamed: boolean },
): number {
  const row = parts.guests.get(id)
  if (row === undefined) throw new Error(`no guest ${id}`)
  const known = asPerson(row)
  if (!isSameName(known, told) && !isRenamed) return guestOf(parts, context, told)
  if (!isShared) parts.guests.change(id, keptContact(known, told))
  return id
}
