/** How a stay ends that has not begun: its fee as the ledger knows the stay, its nights, and who has to agree. */
import { DomainError } from '../../../shared/errors.ts'
import { freeNights } from '../assignment.ts'
import type { CancellationPolicy, Catalog } from '../catalog.ts'
import type { CommandContext, Property } from '../command.ts'
import { creditNights, postFee } from '../folio/hooks.ts'
import type { Parts } from '../parts.ts'
import { arrivalInstant } from '../property-clock.ts'
import type { ReservationRow, StayRow } from '../stay-rows.ts'
import { type Ending, feeFor } from './fees.ts'

/** The policy of the stay's rate plan; null when it has no plan, or the plan no policy. */
export function policyOf(catalog: Catalog, stay: StayRow): CancellationPolicy | null {
  if (stay.rate_plan_id === null) return null
  const policyId = catalog.ratePlans.get(stay.rate_plan_id).cancellationPolicyId
  return policyId === null ? null : catalog.policies.get(policyId)
}

const HOUR_MS = 3_600_000

/** When the stay's room is ready, epoch ms: hours before the arrival count from it. */
export function arrivalOf(property: Property, stay: Pick<StayRow, 'arrival'>): number {
  return arrivalInstant(stay.arrival, property.rules.checkInTime, property.timeZone)
}

/** What an ending now asks for, in minor units of the reservation's currency. */
export function feeOf(
  parts: Parts,
  { catalog, property, at }: Pick<CommandContext, 'catalog' | 'property' | 'at'>,
  stay: StayRow,
  ending: Ending,
): number {
  const nights = parts.stays.nights(stay.id).filter((night) => night.counted === 1)
  const amounts = nights.map((night) => night.amountMinor)
  const hoursLeft = (arrivalOf(property, stay) - at) / HOUR_MS
  return feeFor(policyOf(catalog, stay), ending, amounts, hoursLeft)
}

/**
 * Charges the fee to the stay's folio, before its nights are given back.
 * @returns minor units; 0 when it is waived, or nothing is due.
 */
export function chargeEnding(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  ending: Ending,
  fee: 'policy' | 'waive',
): number {
  const feeMinor = fee === 'waive' ? 0 : feeOf(parts, context, stay, ending)
  if (feeMinor > 0) postFee(parts, context, stay, { feeMinor, text: ending })
  return feeMinor
}

/**
 * Ends a stay that has not begun: nights still to come are free again, and what was charged for nights is taken back.
 * @returns how many nights became free.
 */
export function endStay(
  parts: Parts,
  context: CommandContext,
  stay: StayRow,
  status: 'cancelled' | 'no_show',
): number {
  const freedNights = freeNights(parts, context, stay.id)
  parts.stays.setStatus({ stayId: stay.id, status, endedAt: context.at })
  creditNights(parts, context, stay.id)
  return freedNights
}

/** What a channel sold is ended, or taken up again, only when the channel knows. @throws DomainError ReservationFromChannel */
export function checkAgreed(
  reservation: ReservationRow,
  agreedWithChannel: boolean,
  channelName: (channelId: number) => string,
): void {
  if (reservation.channel_id === null || agreedWithChannel) return
  throw new DomainError('ReservationFromChannel', {
    reservationId: reservation.public_id,
    channel: channelName(reservation.channel_id),
    channelRef: reservation.channel_ref ?? '',
  })
}
