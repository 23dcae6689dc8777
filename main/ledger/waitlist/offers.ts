/**
 * What became free is offered to the entry of the waitlist that comes first: by priority, then by how long it has waited.
 * Each gets the first that fits of its types in the order wished for: the exact dates, then a day earlier, a day later, two
 * days earlier, and so on as far as it is flexible.
 */
import { dayNumber, fromDayNumber, nightsOf } from '../../../shared/dates.ts'
import type { CommandContext, Outcome } from '../command.ts'
import { addHold } from '../holds/holds.ts'
import type { Parts } from '../parts.ts'
import { createFreeNights, type FreeNights } from './free-nights.ts'
import type { WaitlistRow } from './waitlist-rows.ts'

/** Offers made after one command; more wait for the next one, or for the clock. */
export const MOST_OFFERS_AT_ONCE = 50
/** Entries looked at after one command, the first ones; no hotel has more. */
export const MOST_LOOKED_AT = 1_000

const HOUR_MS = 3_600_000

/** One room of a type; days are numbers of `dayNumber`. */
interface Fit {
  readonly roomTypeId: number
  readonly arrival: number
  readonly nights: number
}

/**
 * Offers what can be offered now, and ends the entries whose dates have passed. Nothing fitted when it last looked: what
 * fits now has a night that was given back since, or the entry is new.
 * @returns null when there is nothing, and nothing was changed.
 */
export function offerFreed(parts: Parts, context: CommandContext): Outcome<{ offers: number }> | null {
  const { businessDate } = context.property
  const givenBack = parts.inventory.takeGivenBack()
  if (givenBack !== null) parts.waitlist.lookAt(givenBack)
  const toLookAt = parts.waitlist.takeToLookAt()
  if (toLookAt === null) return null
  const free = createFreeNights(parts.inventory, businessDate)
  const offers: Record<string, unknown>[] = []
  const lapsed: string[] = []
  for (const entry of parts.waitlist.inOrder(toLookAt, businessDate, MOST_LOOKED_AT)) {
    if (dayNumber(entry.arrival) + entry.flexible_days < dayNumber(businessDate)) {
      parts.waitlist.end({ id: entry.id, status: 'lapsed', at: context.at })
      lapsed.push(entry.public_id)
      continue
    }
    const fit = firstFit(context, entry, free)
    if (fit === null) continue
    offers.push(makeOffer(parts, context, entry, fit))
    free.take(fit.roomTypeId, fit.arrival, fit.nights)
    if (offers.length === MOST_OFFERS_AT_ONCE) {
      parts.waitlist.lookAgain()
      break
    }
  }
  if (offers.length === 0 && lapsed.length === 0) return null
  return {
    answer: { offers: offers.length },
    payload: { offers, lapsed },
    topics: ['holds', 'inventory'],
    facets: offers.length === 0 ? [] : ['availability'],
  }
}

function firstFit({ catalog }: CommandContext, entry: WaitlistRow, free: FreeNights): Fit | null {
  const arrival = dayNumber(entry.arrival)
  const nights = dayNumber(entry.departure) - arrival
  const guests = entry.adults + (JSON.parse(entry.children_ages) as number[]).length
  for (const roomTypeId of JSON.parse(entry.room_types) as number[]) {
    if (guests > catalog.roomTypes.get(roomTypeId).maxOccupancy) continue
    const shift = firstShift(free, roomTypeId, { arrival, nights, flexibleDays: entry.flexible_days })
    if (shift !== null) return { roomTypeId, arrival: arrival + shift, nights }
  }
  return null
}

/** Days that the stay must be moved by to fit, the fewest; of two as many, the earlier. Null: it does not fit. */
function firstShift(
  free: FreeNights,
  roomTypeId: number,
  { arrival, nights, flexibleDays }: { arrival: number; nights: number; flexibleDays: number },
): number | null {
  const fits = (shift: number): boolean => {
    for (let day = arrival + shift; day < arrival + shift + nights; day++) {
      if (!free.isFree(roomTypeId, day)) return false
    }
    return true
  }
  if (fits(0)) return 0
  for (let shift = 1; shift <= flexibleDays; shift++) {
    if (fits(-shift)) return -shift
    if (fits(shift)) return shift
  }
  return null
}

/** @returns what the journal says of it. */
function makeOffer(
  parts: Parts,
  context: CommandContext,
  entry: WaitlistRow,
  { roomTypeId, arrival, nights }: Fit,
): Record<string, unknown> {
  const range = { from: fromDayNumber(arrival), to: fromDayNumber(arrival + nights) }
  const hold = context.ids.publicId()
  const expiresAt = context.at + entry.offer_hours * HOUR_MS
  const holdId = addHold(
    parts,
    context,
    // Whose it is says the entry; what it is, its kind.
    { publicId: hold, kind: 'waitlist', label: '', guestId: entry.guest_id, at: context.at, expiresAt },
    nightsOf(range).map((date) => ({ roomTypeId, date, rooms: 1 })),
  )
  parts.waitlist.offer({ id: entry.id, holdId })
  return {
    entry: entry.public_id,
    hold,
    roomType: context.catalog.roomTypes.get(roomTypeId).publicId,
    arrival: range.from,
    departure: range.to,
    expiresAt,
  }
}
