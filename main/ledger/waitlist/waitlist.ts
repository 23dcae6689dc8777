/** The waitlist: entries, and what a guest says to an offer. The offers themselves are made in offers.ts. */
import { addDays } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import { endHold, sellHeld } from '../holds/ending.ts'
import type { Parts } from '../parts.ts'
import { checkDates, checkGuests, checkLength } from '../sale.ts'
import type { WaitlistRow } from './waitlist-rows.ts'

export function addToWaitlist(
  parts: Parts,
  context: CommandContext,
  input: Commands['waitlist.add']['input'],
): Outcome<Commands['waitlist.add']['output']> {
  const types = [...new Set(input.roomTypeIds)].map((id) => context.catalog.roomType(id))
  const ratePlan = context.catalog.ratePlan(input.ratePlanId)
  const range = { from: input.arrival, to: input.departure }
  checkDates(context, range)
  checkLength(context, range)
  for (const type of types) checkGuests(type, input.adults + input.childrenAges.length)
  const publicId = context.ids.publicId()
  const { arrival, departure, flexibleDays, adults, priority, offerHours, note } = input
  parts.waitlist.add({
    publicId,
    guestId: parts.guests.add(context.ids.publicId(), input.guest),
    roomTypes: JSON.stringify(types.map((type) => type.id)),
    ratePlanId: ratePlan.id,
    arrival,
    departure,
    flexibleDays,
    adults,
    childrenAges: JSON.stringify(input.childrenAges),
    priority,
    offerHours,
    note,
    at: context.at,
  })
  return {
    answer: { seq: context.seq, entryId: publicId },
    payload: {
      entry: publicId,
      roomTypes: types.map((type) => type.publicId),
      ratePlan: ratePlan.publicId,
      arrival,
      departure,
      flexibleDays,
      priority,
      offerHours,
    },
    topics: ['holds'],
    // What is free already is offered to it at once.
    facets: ['availability'],
  }
}

/** @throws DomainError UnknownWaitlistEntry */
function findEntry(parts: Parts, entryId: string): WaitlistRow {
  const entry = parts.waitlist.find(entryId)
  if (entry === undefined) throw new DomainError('UnknownWaitlistEntry', { entryId })
  return entry
}

/** @throws DomainError UnknownWaitlistEntry, WaitlistEntryEnded */
function findLive(parts: Parts, entryId: string): WaitlistRow {
  const entry = findEntry(parts, entryId)
  if (entry.status !== 'waiting' && entry.status !== 'offered') {
    throw new DomainError('WaitlistEntryEnded', { entryId, status: entry.status })
  }
  return entry
}

export function changeWaitlistEntry(
  parts: Parts,
  context: CommandContext,
  input: Commands['waitlist.change']['input'],
): Outcome<Commands['waitlist.change']['output']> {
  const entry = findLive(parts, input.entryId)
  const before = { priority: entry.priority, offerHours: entry.offer_hours }
  const { priority = before.priority, offerHours = before.offerHours, note = entry.note } = input
  parts.waitlist.change({ id: entry.id, priority, offerHours, note })
  return {
    answer: { seq: context.seq },
    payload: { entry: entry.public_id, priority, offerHours, note: input.note !== undefined, before },
    topics: ['holds'],
    facets: [],
  }
}

export function withdrawFromWaitlist(
  parts: Parts,
  context: CommandContext,
  input: Commands['waitlist.withdraw']['input'],
): Outcome<Commands['waitlist.withdraw']['output']> {
  const entry = findLive(parts, input.entryId)
  // Before its hold ends: it is withdrawn, and has not lapsed.
  parts.waitlist.end({ id: entry.id, status: 'withdrawn', at: context.at })
  const hold = entry.status === 'offered' && entry.hold_id !== null ? parts.holds.get(entry.hold_id) : null
  if (hold !== null) {
    endHold(parts, context, hold, 'released')
    parts.cases.review(context)
  }
  return {
    answer: { seq: context.seq },
    payload: { entry: entry.public_id, hold: hold?.public_id },
    topics: hold === null ? ['holds'] : ['holds', 'inventory', 'cases'],
    facets: hold === null ? [] : ['availability'],
  }
}

export function acceptOffer(
  parts: Parts,
  context: CommandContext,
  input: Commands['waitlist.accept']['input'],
): Outcome<Commands['waitlist.accept']['output']> {
  const entry = findEntry(parts, input.entryId)
  if (entry.status !== 'offered' || entry.hold_id === null) {
    throw new DomainError('NothingOffered', { entryId: input.entryId, status: entry.status })
  }
  const guest = parts.guests.get(entry.guest_id)
  const nights = parts.holds.nights(entry.hold_id)
  const [first, last] = [nights[0], nights.at(-1)]
  if (guest === undefined || first === undefined || last === undefined) {
    throw new Error(`entry ${entry.id} of the waitlist lacks its guest or its nights`)
  }
  const sale = sellHeld(parts, context, parts.holds.get(entry.hold_id), {
    idempotencyKey: input.idempotencyKey,
    booker: {
      surname: guest.surname,
      firstName: guest.first_name,
      email: guest.email,
      phone: guest.phone,
    },
    bookerId: guest.public_id,
    rooms: [
      {
        roomTypeId: context.catalog.roomTypes.get(first.roomTypeId).publicId,
        ratePlanId: context.catalog.ratePlans.get(entry.rate_plan_id).publicId,
        arrival: first.date,
        departure: addDays(last.date, 1),
        adults: entry.adults,
        childrenAges: JSON.parse(entry.children_ages) as number[],
      },
    ],
    checkIn: false,
    ignoreRestrictions: input.ignoreRestrictions,
    note: entry.note,
  })
  const { seq, reservationId, code } = sale.answer
  return {
    ...sale,
    answer: { seq, reservationId, code },
    payload: { entry: entry.public_id, ...sale.payload },
  }
}
