/** What a stay's own commands do to its folios: a fee, its nights at check-out, and a fee taken back. */
import type { IsoDate } from '../../../shared/dates.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import { bringNightsUpToDate, chargeFee, takeFeesBack } from './stay-charges.ts'

export interface Fee {
  /** More than 0. */
  readonly feeMinor: number
  /** What it is for, a key that the page words: it stands on the bill. */
  readonly text: 'cancel' | 'noShow'
}

/** Charges a cancellation or no-show fee to the stay's open folio; where it has none, one is opened. */
export function postFee(parts: Parts, context: CommandContext, stay: StayRow, fee: Fee): void {
  chargeFee(parts, context, parts.folios.payer(stay.id), fee)
}

/** Takes back every fee of the stay that is not taken back yet. */
export function reverseFees(parts: Parts, context: CommandContext, stayId: number): void {
  takeFeesBack(parts, context, parts.folios.payer(stayId))
}

/**
 * Charges the counted nights of the stay before `through` (exclusive) that are not charged yet, at the stay's prices, and
 * puts right what was charged otherwise: nights that were given back meanwhile are credited.
 */
export function postStayNights(parts: Parts, context: CommandContext, stay: StayRow, through: IsoDate): void {
  bringNightsUpToDate(parts, context, parts.folios.payer(stay.id), through, false)
}

/** Nights that were charged in advance to a stay that is cancelled now, or a no-show, are credited. */
export function creditNights(parts: Parts, context: CommandContext, stayId: number): void {
  bringNightsUpToDate(parts, context, parts.folios.payer(stayId), null, false)
}

/** The second part of a stay that was split is paid for by whom the first one is. */
export function inheritRouting(parts: Parts, fromStayId: number, toStayId: number): void {
  parts.folios.inheritRouting({ fromStayId, toStayId })
}
