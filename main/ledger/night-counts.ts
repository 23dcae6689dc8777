/** What a night of a stay counts for, given back: to what is for sale, or to the allotment that it was picked up from. */
import type { IsoDate } from '../../shared/dates.ts'
import type { CommandContext } from './command.ts'
import type { Parts } from './parts.ts'

/** A counted night of a stay. */
export interface CountedNight {
  readonly roomTypeId: number
  readonly date: IsoDate
  /** The allotment that it was picked up from. */
  readonly groupId: number | null
}

/**
 * Gives the night back; on a night that is oversold never to its allotment, so that a case is not left without a stay. The
 * caller then marks its row as not counted, removes it, or counts it for another type.
 */
export function releaseNight(parts: Parts, context: CommandContext, night: CountedNight): void {
  const { roomTypeId, date, groupId } = night
  const isOversold = (): boolean => (parts.inventory.day({ roomTypeId, date })?.oversold ?? 0) > 0
  if (groupId !== null && parts.groups.giveBack({ groupId, roomTypeId, date }, !isOversold())) {
    parts.inventory.putBack(context, { roomTypeId, date })
  } else {
    parts.inventory.release(context, { roomTypeId, date })
  }
}
