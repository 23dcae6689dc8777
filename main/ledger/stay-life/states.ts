/**
 * The life of a stay as a table: every command that names a stay, by the status that it finds, and the status that it leaves.
 * `requireStatus` reads it, so the table is the rule. docs/ARCHITECTURE.md shows it to people.
 */
import { DomainError } from '../../../shared/errors.ts'
import type { StayRow } from '../stay-rows.ts'

export type StayStatus = StayRow['status']

/** Refused: the command answers `StayStateForbids` and changes nothing. */
export const NO = 'StayStateForbids'
type Next = StayStatus | typeof NO
type Life = Readonly<Record<StayStatus, Next>>

const row = (reserved: Next, in_house: Next, departed: Next, cancelled: Next, no_show: Next): Life => ({
  reserved,
  in_house,
  departed,
  cancelled,
  no_show,
})

export const STAY_LIFE = {
  //                      reserved     in_house    departed    cancelled    no_show
  'stays.change': row('reserved', 'in_house', NO, NO, NO),
  'stays.assignRoom': row('reserved', 'in_house', NO, NO, NO),
  'stays.split': row('reserved', 'in_house', NO, NO, NO),
  'stays.pin': row('reserved', 'in_house', NO, NO, NO),
  'stays.wish': row('reserved', 'in_house', NO, NO, NO),
  'stays.announce': row('reserved', NO, NO, NO, NO),
  'stays.checkIn': row('in_house', NO, NO, NO, NO),
  'stays.checkOut': row(NO, 'departed', NO, NO, NO),
  'stays.cancel': row('cancelled', NO, NO, NO, NO),
  'stays.noShow': row('no_show', NO, NO, NO, NO),
  'stays.reinstate': row(NO, NO, NO, 'reserved', 'reserved'),
  'stays.undoCheckIn': row(NO, 'reserved', NO, NO, NO),
  'stays.undoCheckOut': row(NO, NO, 'in_house', NO, NO),
  // Of each stay; refused only when no stay of the reservation may, and then by its own name when all are cancelled.
  'reservations.cancel': row('cancelled', NO, NO, NO, NO),
} as const satisfies Record<string, Life>
export type StayCommand = keyof typeof STAY_LIFE

export const mayIn = (status: StayStatus, command: StayCommand): boolean => STAY_LIFE[command][status] !== NO

/** @throws DomainError StayStateForbids */
export function requireStatus(stay: StayRow, command: StayCommand): void {
  if (mayIn(stay.status, command)) return
  throw new DomainError(NO, { stayId: stay.public_id, status: stay.status, command })
}
