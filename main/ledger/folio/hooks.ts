/** What a stay's own commands do to its folios: a fee, its nights at check-out, and a fee taken back. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'

export interface Fee {
  /** More than 0. */
  readonly feeMinor: number
  /** What it is for; stands on the bill. */
  readonly text: string
}

/**
 * Charges a cancellation or no-show fee to the stay's folio, which is opened when it has none.
 * @throws DomainError FolioClosed
 */
export function postFee(_parts: Parts, _context: CommandContext, _stay: StayRow, _fee: Fee): void {}

/**
 * Takes back every fee of the stay that is not taken back yet.
 * @throws DomainError FolioClosed
 */
export function reverseFees(_parts: Parts, _context: CommandContext, _stayId: number): void {}

/**
 * Charges the counted nights of the stay before `through` (exclusive) that are not charged yet, at the stay's prices.
 * @throws DomainError FolioClosed
 */
export function postStayNights(
  _parts: Parts,
  _context: CommandContext,
  _stay: StayRow,
  _through: IsoDate,
): void {}
