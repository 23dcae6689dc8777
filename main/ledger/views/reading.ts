/** What every view reads with: the hotel as it stands, and the ranges that may be asked for. */
import { type DateRange, daysBetween } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { Catalog } from '../catalog.ts'
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

export function fullName(person: { surname: string; firstName: string }): string {
  return person.firstName === '' ? person.surname : `${person.firstName} ${person.surname}`
}
