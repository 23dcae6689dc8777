/** Nights for which rooms are kept back, for a hold or a group: which ones may be asked for. */
import { type DateRange, daysBetween } from '../../shared/dates.ts'
import { DomainError } from '../../shared/errors.ts'
import type { CommandContext } from './command.ts'

/** Longer than any group or option; bounds what one command writes. */
const MOST_KEPT_NIGHTS = 400

/** @throws DomainError StayHasNoNights, RangeTooLong, ArrivalInPast, DateBeyondHorizon */
export function checkKeptNights({ property }: CommandContext, { from, to }: DateRange): void {
  const { businessDate, horizon } = property
  const days = daysBetween(from, to)
  if (days < 1) throw new DomainError('StayHasNoNights', { arrival: from, departure: to })
  if (days > MOST_KEPT_NIGHTS) throw new DomainError('RangeTooLong', { days, maxDays: MOST_KEPT_NIGHTS })
  if (from < businessDate) throw new DomainError('ArrivalInPast', { arrival: from, businessDate })
  if (to > horizon) throw new DomainError('DateBeyondHorizon', { date: to, horizon })
}
