/** What a change of a stay asks for, in the ledger's own terms. */
import { type DateRange, type IsoDate, laterOf } from '../../../shared/dates.ts'
import type { Room } from '../catalog.ts'
import type { CommandContext } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { StayRow } from '../stay-rows.ts'

export type StayChange = Omit<Commands['stays.change']['input'], 'idempotencyKey'>

/** The stay as it is to be. */
export interface Target extends DateRange {
  readonly price: StayChange['price']
  /** First night that may change: what lies behind the business date has been slept. */
  readonly first: IsoDate
  readonly room: Room | null
  readonly soldTypeId: number
  /** Whether the nights to come count for the sold type, whatever they counted for. */
  readonly isTypeGiven: boolean
  readonly ratePlanId: number | null
  readonly adults: number
  readonly childrenAges: string
}

/** @throws DomainError UnknownRoom, UnknownRoomType, UnknownRatePlan */
export function targetOf({ catalog, property }: CommandContext, stay: StayRow, input: StayChange): Target {
  const { price, roomTypeId, ratePlanId, childrenAges } = input
  const room = input.roomId === null ? null : catalog.room(input.roomId)
  const followedType = price === 'plan' && room !== null ? room.roomTypeId : stay.room_type_id
  return {
    from: input.arrival,
    to: input.departure,
    price,
    first: laterOf(stay.arrival, property.businessDate),
    room,
    soldTypeId: roomTypeId === undefined ? followedType : catalog.roomType(roomTypeId).id,
    isTypeGiven: roomTypeId !== undefined,
    ratePlanId: ratePlanId === undefined ? stay.rate_plan_id : catalog.ratePlan(ratePlanId).id,
    adults: input.adults ?? stay.adults,
    childrenAges: childrenAges === undefined ? stay.children_ages : JSON.stringify(childrenAges),
  }
}
