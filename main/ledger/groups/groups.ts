/** Groups: an allotment set apart with its master reservation, changed, returned, cancelled. */
import { type IsoDate, nightsOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { cancelStays, closeWhenEmpty } from '../cancellation.ts'
import type { RoomType } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import { checkKeptNights } from '../kept-nights.ts'
import type { Parts } from '../parts.ts'
import { changeAllotment, returnAllotment, setApart } from './allotment.ts'
import type { GroupRow } from './group-rows.ts'

export function createGroup(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.create']['input'],
): Outcome<Commands['groups.create']['output']> {
  const { arrival, departure, releaseDate } = input
  const types = typesOf(context, input)
  const ratePlanId = context.catalog.ratePlan(input.ratePlanId).id
  checkKeptNights(context, { from: arrival, to: departure })
  checkReleaseDate(context, releaseDate, departure)
  if (parts.groups.hasCode(input.code)) throw new DomainError('GroupCodeTaken', { code: input.code })
  const reservation = openMaster(parts, context, input)
  const publicId = context.ids.publicId()
  const groupId = parts.groups.add({
    publicId,
    code: input.code,
    name: input.name,
    reservationId: reservation.id,
    ratePlanId,
    arrival,
    departure,
    releaseDate,
    note: input.note,
    at: context.at,
  })
  for (const { type, rooms, amountMinor } of types) {
    for (const date of nightsOf({ from: arrival, to: departure })) {
      setApart(parts, context, { groupId, roomTypeId: type.id, date, rooms, amountMinor })
    }
  }
  return {
    answer: {
      seq: context.seq,
      groupId: publicId,
      reservationId: reservation.publicId,
      code: reservation.code,
    },
    payload: {
      group: publicId,
      groupCode: input.code,
      reservation: reservation.publicId,
      ratePlan: input.ratePlanId,
      arrival,
      departure,
      releaseDate,
      allotments: input.allotments,
    },
    topics: ['inventory', 'reservations', 'holds'],
    facets: ['availability'],
    reservations: [reservation.id],
  }
}

/** @throws DomainError UnknownRoomType, InvalidInput */
function typesOf(
  context: CommandContext,
  { allotments }: Commands['groups.create']['input'],
): { type: RoomType; rooms: number; amountMinor: number }[] {
  const issues = allotments.flatMap(({ roomTypeId }, index) =>
    allotments.findIndex((other) => other.roomTypeId === roomTypeId) === index
      ? []
      : [{ path: `allotments.${index}.roomTypeId`, message: 'the type is there already: give it once' }],
  )
  if (issues.length > 0) throw new DomainError('InvalidInput', { issues })
  return allotments.map(({ roomTypeId, rooms, amountMinor }) => ({
    type: context.catalog.roomType(roomTypeId),
    rooms,
    amountMinor,
  }))
}

/** The reservation that every room picked up becomes a stay of; it has none at first. */
function openMaster(
  parts: Parts,
  context: CommandContext,
  { contact }: Commands['groups.create']['input'],
): { id: number; publicId: string; code: string } {
  const bookerId = parts.guests.add(context.ids.publicId(), contact)
  const publicId = context.ids.publicId()
  const { id, code } = parts.stays.addReservation(
    {
      publicId,
      source: 'direct',
      bookerId,
      channelId: null,
      channelRef: null,
      fingerprint: null,
      status: 'confirmed',
      isTombstone: 0,
      currency: context.property.currency,
      note: '',
      at: context.at,
    },
    context.ids.reservationCode,
  )
  return { id, publicId, code }
}

function checkReleaseDate({ property }: CommandContext, releaseDate: IsoDate, departure: IsoDate): void {
  const { businessDate } = property
  if (releaseDate < businessDate || releaseDate > departure) {
    throw new DomainError('ReleaseDateNotValid', { releaseDate, businessDate, departure })
  }
}

/** @throws DomainError UnknownGroup, GroupNotOpen */
export function findOpenGroup(parts: Parts, groupId: string): GroupRow {
  const group = parts.groups.find(groupId)
  if (group === undefined) throw new DomainError('UnknownGroup', { groupId })
  if (group.status !== 'open') throw new DomainError('GroupNotOpen', { groupId, status: group.status })
  return group
}

/** What a journal row about a group refers to. */
export function subjectOf(parts: Parts, group: GroupRow): { group: string; reservation: string } {
  const reservation = parts.stays.reservationById(group.reservation_id).public_id
  return { group: group.public_id, reservation }
}

export function changeGroup(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.change']['input'],
): Outcome<Commands['groups.change']['output']> {
  const group = findOpenGroup(parts, input.groupId)
  const { name = group.name, releaseDate = group.release_date, note = group.note } = input
  if (input.releaseDate !== undefined) checkReleaseDate(context, releaseDate, group.departure)
  parts.groups.change({ id: group.id, name, releaseDate, note })
  for (const [index, change] of input.allotments.entries()) {
    changeAllotment(parts, context, group, change, `allotments.${index}`)
  }
  parts.cases.review(context)
  const isStock = input.allotments.length > 0
  return {
    answer: { seq: context.seq },
    payload: {
      ...subjectOf(parts, group),
      ...(releaseDate === group.release_date ? {} : { releaseDate, before: group.release_date }),
      name: input.name !== undefined,
      note: input.note !== undefined,
      allotments: input.allotments,
    },
    topics: isStock ? ['inventory', 'holds', 'cases'] : ['holds'],
    facets: isStock ? ['availability'] : [],
    reservations: [group.reservation_id],
  }
}

export function releaseGroup(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.release']['input'],
): Outcome<Commands['groups.release']['output']> {
  const group = findOpenGroup(parts, input.groupId)
  const releasedNights = returnAllotment(parts, context, group, 'released')
  parts.cases.review(context)
  return {
    answer: { seq: context.seq, releasedNights },
    payload: { ...subjectOf(parts, group), releasedNights },
    topics: ['inventory', 'holds', 'cases'],
    facets: ['availability'],
    reservations: [group.reservation_id],
  }
}

export function cancelGroup(
  parts: Parts,
  context: CommandContext,
  input: Commands['groups.cancel']['input'],
): Outcome<Commands['groups.cancel']['output']> {
  const group = findOpenGroup(parts, input.groupId)
  const releasedNights = returnAllotment(parts, context, group, 'cancelled')
  const cancelled = cancelStays(parts, context, parts.stays.staysOf(group.reservation_id))
  closeWhenEmpty(parts, group.reservation_id)
  return {
    answer: { seq: context.seq, cancelledStays: cancelled.length },
    payload: {
      ...subjectOf(parts, group),
      releasedNights,
      stays: cancelled.map((stay) => stay.public_id),
      reason: input.reason,
    },
    topics: ['inventory', 'reservations', 'holds', 'cases'],
    facets: ['availability'],
    reservations: [group.reservation_id],
  }
}
