/** What was typed into the dialog that changes a stay, and what leaving early gives back. Pure. */
import { addDays, daysBetween, type IsoDate, isIsoDate, laterOf, nightsOf } from '../../shared/dates.ts'

export interface ChangeEntry {
  readonly arrival: string
  readonly departure: string
  readonly roomId: string | null
}

export function isStayRange(entry: Pick<ChangeEntry, 'arrival' | 'departure'>): boolean {
  return isIsoDate(entry.arrival) && isIsoDate(entry.departure) && entry.departure > entry.arrival
}

/** Nights between the typed days; null while they are none. */
export function nightsOfEntry({ arrival, departure }: ChangeEntry): number | null {
  if (!isIsoDate(arrival) || !isIsoDate(departure)) return null
  const nights = daysBetween(arrival, departure)
  return nights > 0 ? nights : null
}

/** Another arrival moves the departure with it, so that the nights stay; a text that is no day is kept as it is. */
export function enterArrival(entry: ChangeEntry, text: string): ChangeEntry {
  const nights = nightsOfEntry(entry)
  if (nights === null || !isIsoDate(text)) return { ...entry, arrival: text }
  return { ...entry, arrival: text, departure: addDays(text, nights) }
}

export function enterNights(entry: ChangeEntry, text: string): ChangeEntry {
  if (!isIsoDate(entry.arrival) || !/^\d{1,3}$/.test(text) || Number(text) < 1) return entry
  return { ...entry, departure: addDays(entry.arrival, Number(text)) }
}

interface Before {
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly roomId: string | null
}

/** What is to be tried and done, or null while nothing differs (from `before`, if any) or a day is no day. */
export function targetOf(
  entry: ChangeEntry,
  before: Before | null,
): { arrival: IsoDate; departure: IsoDate; roomId: string | null } | null {
  const { arrival, departure, roomId } = entry
  if (!isIsoDate(arrival) || !isIsoDate(departure) || departure <= arrival) return null
  const isSame =
    before !== null &&
    arrival === before.arrival &&
    departure === before.departure &&
    roomId === before.roomId
  return isSame ? null : { arrival, departure, roomId }
}

/** The fields that differ: only what a person touched is theirs, the rest follows the stay as it is now. */
export function touched(before: ChangeEntry, after: ChangeEntry): Partial<ChangeEntry> {
  return {
    ...(after.arrival === before.arrival ? {} : { arrival: after.arrival }),
    ...(after.departure === before.departure ? {} : { departure: after.departure }),
    ...(after.roomId === before.roomId ? {} : { roomId: after.roomId }),
  }
}

/** Nights that are given back when the stay ends on the business date. */
export function freedNights(
  stay: { arrival: IsoDate; departure: IsoDate },
  businessDate: IsoDate,
): IsoDate[] {
  return nightsOf({ from: laterOf(stay.arrival, businessDate), to: stay.departure })
}
