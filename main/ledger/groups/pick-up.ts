/** Rooms of a group get their guests: one by one, or a whole rooming list. */
import type { RoomingRow } from '../../../shared/contract/groups.ts'
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError, type DomainErrorCode } from '../../../shared/errors.ts'
import type { RoomType } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import { quoteStay } from '../rates/stay-quote.ts'
import { checkDates, checkGuests, checkLength } from '../sale.ts'
import { roomsLeft } from './allotment.ts'
import type { GroupRow } from './group-rows.ts'
import { findOpenGroup, subjectOf } from './groups.ts'

export function pickUp(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.pickUp']['input'],
): Outcome<Commands['groups.pickUp']['output']> {
  const group = findOpenGroup(parts, input.groupId)
  const picked = pickUpRow(parts, context, planRow(parts, context, group, input, input.beyond))
  return {
    answer: { seq: context.seq, stayId: picked.stayId, totalMinor: picked.totalMinor },
    payload: { ...subjectOf(parts, group), stays: [picked] },
    topics: ['inventory', 'reservations', 'holds'],
    facets: picked.beyond > 0 ? ['availability'] : [],
    reservations: [group.reservation_id],
  }
}

export function importRoomingList(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.importRoomingList']['input'],
): Outcome<Commands['groups.importRoomingList']['output']> {
  const group = findOpenGroup(parts, input.groupId)
  const picked: PickedUp[] = []
  const issues: { path: string; message: string }[] = []
  for (const [index, row] of input.rows.entries()) {
    try {
      picked.push(pickUpRow(parts, context, planRow(parts, context, group, row, input.beyond)))
    } catch (error) {
      // A row is judged before it is written: the next ones can be judged too, and all that do not fit are named at once.
      if (!(error instanceof DomainError)) throw error
      issues.push(issueOf(index, error))
    }
  }
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
  return {
    answer: { seq: context.seq, stayIds: picked.map((stay) => stay.stayId) },
    payload: { ...subjectOf(parts, group), stays: picked },
    topics: ['inventory', 'reservations', 'holds'],
    facets: picked.some((stay) => stay.beyond > 0) ? ['availability'] : [],
    reservations: [group.reservation_id],
  }
}

/** The field of a row that a refusal is about; all others are about the room type. */
const FIELDS: Partial<Record<DomainErrorCode, keyof RoomingRow>> = {
  ArrivalInPast: 'arrival',
  StayHasNoNights: 'departure',
  StayTooLong: 'departure',
  DateBeyondHorizon: 'departure',
  TooManyGuests: 'adults',
}

function issueOf(index: number, error: DomainError): { path: string; message: string } {
  const night = 'date' in error.data ? `${error.data.date}: ` : ''
  return {
    path: `rows.${index}.${FIELDS[error.code] ?? 'roomTypeId'}`,
    message: `${night}${error.message}`,
  }
}

interface PlannedNight {
  readonly date: IsoDate
  readonly amountMinor: number
  /** Comes from the allotment; else from what is for sale. */
  readonly isAllotted: boolean
}

interface Plan {
  readonly group: GroupRow
  readonly row: RoomingRow
  readonly roomType: RoomType
  readonly nights: readonly PlannedNight[]
}

/**
 * Where each night comes from and what it costs. Writes nothing.
 * @throws DomainError the codes of `groups.pickUp`
 */
function planRow(
  parts: Parts,
  context: CommandContext,
  group: GroupRow,
  row: RoomingRow,
  mayGoBeyond: boolean,
): Plan {
  const roomType = context.catalog.roomType(row.roomTypeId)
  const range = { from: row.arrival, to: row.departure }
  checkDates(context, range)
  checkLength(context, range)
  checkGuests(roomType, row.adults + row.childrenAges.length)
  let asked: Map<IsoDate, number> | undefined
  const planOf = () => {
    asked ??= planAmounts(parts, context, group, row, roomType)
    return asked
  }
  const nights = nightsOf(range).map((date) => {
    const key = { groupId: group.id, roomTypeId: roomType.id, date }
    const allotted = parts.groups.night(key)
    if (allotted !== undefined && roomsLeft(allotted) > 0) {
      return { date, amountMinor: allotted.amountMinor, isAllotted: true }
    }
    const usedUp = { groupId: group.public_id, roomTypeId: roomType.publicId, date }
    const amountMinor = mayGoBeyond
      ? (allotted?.amountMinor ?? parts.groups.nearestAmount(key) ?? planOf().get(date))
      : undefined
    if (amountMinor === undefined) throw new DomainError('AllotmentUsedUp', usedUp)
    checkForSale(parts, context, roomType, date)
    return { date, amountMinor, isAllotted: false }
  })
  return { group, row, roomType, nights }
}

/**
 * For a night and type that the group has no rate for: what its plan asks by a quote of the whole stay, children, extra beds and length
 * of stay with it. Promotions are for others: what a group gets off is its own rate.
 */
function planAmounts(
  parts: Parts,
  { catalog, property }: CommandContext,
  group: GroupRow,
  row: RoomingRow,
  roomType: RoomType,
): Map<IsoDate, number> {
  const ratePlan = catalog.ratePlans.get(group.rate_plan_id)
  const request = { ...row, bookedOn: property.calendarDate }
  const { nights } = quoteStay(parts, request, { property, roomType, ratePlan, promotions: [] })
  return new Map(nights.map(({ date, amountMinor }) => [date, amountMinor]))
}

function checkForSale(parts: Parts, context: CommandContext, roomType: RoomType, date: IsoDate): void {
  const day = parts.inventory.day({ roomTypeId: roomType.id, date })
  if (day === undefined) {
    throw new DomainError('DateBeyondHorizon', { date, horizon: context.property.horizon })
  }
  if (day.total + day.overbookingAllowance - day.booked - day.held - day.blocked < 1) {
    throw new DomainError('RoomTypeSoldOut', { roomTypeId: roomType.publicId, date })
  }
}

/** A stay that was picked up, as the journal tells it. */
interface PickedUp {
  readonly stayId: string
  readonly roomType: string
  readonly arrival: IsoDate
  readonly departure: IsoDate
  readonly totalMinor: number
  /** Nights taken from what is for sale. */
  readonly beyond: number
}

function pickUpRow(parts: Parts, context: CommandContext, { group, row, roomType, nights }: Plan): PickedUp {
  const publicId = context.ids.publicId()
  const stayId = parts.stays.addStay({
    publicId,
    reservationId: group.reservation_id,
    guestId: parts.guests.add(context.ids.publicId(), row.guest),
    roomTypeId: roomType.id,
    ratePlanId: group.rate_plan_id,
    channelRoomRef: null,
    arrival: row.arrival,
    departure: row.departure,
    adults: row.adults,
    childrenAges: JSON.stringify(row.childrenAges),
    groupId: group.id,
  })
  const { inclusions } = context.catalog.ratePlans.get(group.rate_plan_id).terms
  if (inclusions.length > 0) {
    parts.stays.setSoldWith({ stayId, promotions: '[]', inclusions: JSON.stringify(inclusions) })
  }
  for (const { date, amountMinor, isAllotted } of nights) {
    const key = { roomTypeId: roomType.id, date }
    if (isAllotted) {
      parts.groups.pickUp({ ...key, groupId: group.id })
      parts.inventory.pickUp(context, key)
    } else parts.inventory.take(context, key)
    parts.stays.addNight({ stayId, ...key, amountMinor, groupId: isAllotted ? group.id : null })
  }
  return {
    stayId: publicId,
    roomType: roomType.publicId,
    arrival: row.arrival,
    departure: row.departure,
    totalMinor: nights.reduce((sum, night) => sum + night.amountMinor, 0),
    beyond: nights.filter((night) => !night.isAllotted).length,
  }
}
