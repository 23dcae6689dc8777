/** What every view reads with: the hotel as it stands, and the ranges that may be asked for. */
import type { z } from 'zod'
import type { roomSchema } from '../../../shared/contract/property.ts'
import { type DateRange, dayNumber, daysBetween } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Catalog, Room } from '../catalog.ts'
import type { Property } from '../command.ts'

export interface Reading {
  readonly property: Property
  readonly catalog: Catalog
}

/** @throws DomainError RangeTooLong; an empty or reversed range is `InvalidInput`. */
export function checkViewRange(range: DateRange, maxDays: number): void {
  const days = daysBetween(range.from, range.to)
  if (days > maxDays) throw new DomainError('RangeTooLong', { days, maxDays })
  if (days < 1) {
    const issues = [{ path: 'to', message: 'must be after "from": it is the day after the last one' }]
    throw new DomainError('InvalidInput', { issues })
  }
}

/** A room as the contract gives it. */
export function roomOf(catalog: Catalog, room: Room): z.infer<typeof roomSchema> {
  return {
    id: room.publicId,
    roomTypeId: catalog.roomTypes.get(room.roomTypeId).publicId,
    name: room.name,
    inService: room.inService,
    floor: room.floor,
    accessible: room.accessible,
    features: [...room.features],
    housekeeping: room.housekeeping,
  }
}

export function fullName(person: { surname: string; firstName: string }): string {
  return person.firstName === '' ? person.surname : `${person.firstName} ${person.surname}`
}

const SHOWN_AFTER_ITS_END_DAYS = 30
const DAY_MS = 86_400_000

/** Instant (epoch ms) from which on what has ended is still listed: the 30th day before the business date. */
export function endedSince({ property }: Reading): number {
  return (dayNumber(property.businessDate) - SHOWN_AFTER_ITS_END_DAYS) * DAY_MS
}
