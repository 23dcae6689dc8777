/** Floor and ceiling of a room type: beyond them a price has to be confirmed. */
import { DomainError } from '../../../shared/errors.ts'
import { amountFor } from '../../../shared/pricing.ts'
import type { RoomType } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import type { ChangedNight } from './materialise.ts'

export interface BeyondBounds {
  readonly night: ChangedNight
  /** For base occupancy. */
  readonly amountMinor: number
  readonly roomType: RoomType
}

/** Nights of plans without a parent whose new price for base occupancy lies below the floor or above the ceiling. */
export function beyondBounds({ catalog }: CommandContext, nights: Iterable<ChangedNight>): BeyondBounds[] {
  const found: BeyondBounds[] = []
  for (const night of nights) {
    if (!night.isOwn) continue
    const roomType = catalog.roomTypes.get(night.key.roomTypeId)
    const { floorMinor, ceilingMinor, baseOccupancy } = roomType
    if (floorMinor === null && ceilingMinor === null) continue
    const amountMinor = amountFor(night.after.prices, baseOccupancy)
    if (amountMinor === undefined || amountMinor === amountFor(night.before.prices, baseOccupancy)) continue
    const isBelow = floorMinor !== null && amountMinor < floorMinor
    const isAbove = ceilingMinor !== null && amountMinor > ceilingMinor
    if (isBelow || isAbove) found.push({ night, amountMinor, roomType })
  }
  return found
}

/** @throws DomainError PriceBeyondBounds unless they are meant. */
export function checkBounds(
  context: CommandContext,
  nights: Iterable<ChangedNight>,
  isConfirmed: boolean | undefined,
): void {
  if (isConfirmed === true) return
  const found = beyondBounds(context, nights)
  const [first] = found
  if (first === undefined) return
  throw new DomainError('PriceBeyondBounds', {
    ratePlanId: context.catalog.ratePlans.get(first.night.key.ratePlanId).publicId,
    roomTypeId: first.roomType.publicId,
    date: first.night.date,
    amountMinor: first.amountMinor,
    floorMinor: first.roomType.floorMinor,
    ceilingMinor: first.roomType.ceilingMinor,
    nights: found.length,
  })
}
