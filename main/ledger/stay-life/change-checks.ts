/** What forbids a change of a stay before anything is tried. */
import { daysBetween, laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import type { CommandContext } from '../command.ts'
import type { Parts } from '../parts.ts'
import { checkGuests, checkLength } from '../sale.ts'
import type { StayRow } from '../stay-rows.ts'
import type { StayChange, Target } from './change-target.ts'

const invalid = (path: string, message: string) =>
  new DomainError('InvalidInput', { issues: [{ path, message }] })

/** @throws DomainError for dates, the room and the number of amounts that cannot be. */
export function checkChange(context: CommandContext, stay: StayRow, input: StayChange, target: Target): void {
  const { businessDate, horizon } = context.property
  const { arrival, departure } = input
  if (departure <= arrival) throw new DomainError('StayHasNoNights', { arrival, departure })
  if (departure > horizon) throw new DomainError('DateBeyondHorizon', { date: departure, horizon })
  const isInHouse = stay.status === 'in_house'
  if (isInHouse && arrival !== stay.arrival) {
    throw invalid('arrival', 'the guest is in house: only the departure can change')
  }
  if (isInHouse && departure < businessDate) {
    throw invalid('departure', `must not be before the business date ${businessDate}`)
  }
  if (arrival < businessDate && arrival !== stay.arrival) {
    throw new DomainError('ArrivalInPast', { arrival, businessDate })
  }
  // One that is longer already, by an earlier rule or a channel's sale, may stay so, or become shorter.
  const isLonger = daysBetween(arrival, departure) > daysBetween(stay.arrival, stay.departure)
  if (isLonger) checkLength(context, { from: arrival, to: departure })
  const { room } = target
  if (isInHouse && room === null) throw new DomainError('RoomRequired', { stayId: stay.public_id })
  if (room !== null && target.isTypeGiven && room.roomTypeId !== target.soldTypeId) {
    const roomTypeId = context.catalog.roomTypes.get(target.soldTypeId).publicId
    throw new DomainError('RoomOfAnotherType', { roomId: room.publicId, roomTypeId })
  }
  checkAmounts(context, input)
}

function checkAmounts({ property }: CommandContext, input: StayChange): void {
  const { price, nightlyAmounts, arrival, departure } = input
  if (price !== 'agreed') {
    if (nightlyAmounts === undefined) return
    throw invalid('nightlyAmounts', 'amounts are given only with the price "agreed"')
  }
  const nights = Math.max(0, daysBetween(laterOf(arrival, property.businessDate), departure))
  if ((nightlyAmounts ?? []).length !== nights) {
    throw invalid('nightlyAmounts', `give one amount for each of the ${nights} nights still to come`)
  }
}

/** The guests fit the types that the nights to come will count for. @throws DomainError TooManyGuests */
export function checkParty(
  parts: Parts,
  { catalog }: CommandContext,
  stay: StayRow,
  input: StayChange,
  target: Target,
): void {
  const { room } = target
  const isPartyGiven = input.adults !== undefined || input.childrenAges !== undefined
  const typeIds = new Set<number>()
  if (room !== null) typeIds.add(room.roomTypeId)
  else if (target.isTypeGiven) typeIds.add(target.soldTypeId)
  else if (isPartyGiven) {
    for (const night of parts.stays.nights(stay.id)) {
      if (night.date >= target.first && night.date < target.to) typeIds.add(night.roomTypeId)
    }
    if (typeIds.size === 0) typeIds.add(target.soldTypeId)
  }
  const guests = target.adults + (JSON.parse(target.childrenAges) as number[]).length
  for (const typeId of typeIds) checkGuests(catalog.roomTypes.get(typeId), guests)
}
