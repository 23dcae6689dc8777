/**
 * rooms.autoAssign: the best room for every arrival of a day that has none, as one command. All of them begin on that day, so
 * each room goes to one of them, and what is free for a long stay is free for a short one: as many as at all possible get
 * a room, and among the ways to do that the guests who are hardest to please choose first.
 */
import { daysBetween, type IsoDate, isoDate, laterOf } from '../../../shared/dates.ts'
import { DomainError } from '../../../shared/errors.ts'
import { giveRoom } from '../assignment.ts'
import type { Room } from '../catalog.ts'
import type { CommandContext, Outcome } from '../command.ts'
import type { Commands } from '../commands.ts'
import type { Parts } from '../parts.ts'
import type { StayRow } from '../stay-rows.ts'
import { areNeighbours, compareRooms, type RankedRoom } from './fit.ts'
import { freeRooms, type NightsToCome, nightsToCome, roomAround, wishesOf } from './placing.ts'
import { type RoomCalendar, readCalendar } from './room-calendar.ts'

type Input = Commands['rooms.autoAssign']['input']
type Output = Commands['rooms.autoAssign']['output']

/** A stay that shall get a room. */
interface Arrival extends NightsToCome {
  readonly stay: StayRow
  readonly wishes: ReturnType<typeof wishesOf>
  /** Public ids of stays that it wishes to be near, or that wish to be near it. */
  readonly near: ReadonlySet<string>
}

/** An arrival of one type, with the rooms that are still free for all its nights. */
interface Waiting {
  readonly arrival: Arrival
  readonly rooms: Set<Room>
}

const LONG_AGO = isoDate('2000-01-01')
/** There is no free room beside it for those who shall come next to it. */
const LONELY_COST = 80

export function autoAssign(parts: Parts, context: CommandContext, input: Input): Outcome<Output> {
  const { businessDate, horizon } = context.property
  const { date } = input
  if (date < businessDate) throw new DomainError('ArrivalInPast', { arrival: date, businessDate })
  if (date >= horizon) throw new DomainError('DateBeyondHorizon', { date, horizon })

  const arrivals = arrivalsWithoutRoom(parts, date, businessDate)
  const assigned: Output['assigned'] = []
  for (const roomType of context.catalog.roomTypes.all) {
    const group = arrivals.filter((arrival) => arrival.roomTypeId === roomType.id)
    for (const { arrival, room } of placeAll(parts, context, group)) {
      assigned.push({ stayId: arrival.stay.public_id, roomId: room.publicId })
    }
  }
  const placed = new Set(assigned.map(({ stayId }) => stayId))
  const left = arrivals.map(({ stay }) => stay.public_id).filter((stayId) => !placed.has(stayId))
  return {
    answer: { seq: context.seq, assigned, left },
    payload: { date, assigned, left },
    topics: ['inventory', 'reservations'],
    facets: [],
  }
}

/** On the business date also those who should have come before. */
function arrivalsWithoutRoom(parts: Parts, date: IsoDate, businessDate: IsoDate): Arrival[] {
  const stays = parts.roomRows
    .arriving({ from: date === businessDate ? LONG_AGO : date, date })
    .filter((stay) => parts.rooms.ofStay(stay.id).every((night) => night.date < businessDate))
    .map((stay) => ({ stay, wishes: wishesOf(stay) }))
  // Who wishes to be near whom holds both ways.
  const near = new Map(stays.map(({ stay, wishes }) => [stay.public_id, new Set(wishes.nearStayIds)]))
  for (const { stay, wishes } of stays) {
    for (const other of wishes.nearStayIds) near.get(other)?.add(stay.public_id)
  }
  return stays.flatMap(({ stay, wishes }): Arrival[] => {
    const toCome = nightsToCome(parts, stay.id, businessDate)
    return toCome === null ? [] : [{ ...toCome, stay, wishes, near: near.get(stay.public_id) ?? new Set() }]
  })
}

/** Gives rooms to arrivals that count for one type. @returns who got which. */
function placeAll(parts: Parts, context: CommandContext, arrivals: readonly Arrival[]) {
  const [first] = arrivals
  if (first === undefined) return []
  const { catalog, property } = context
  const rooms = catalog.rooms.all.filter((room) => room.roomTypeId === first.roomTypeId && room.inService)
  const to = arrivals.reduce((last, { range }) => laterOf(range.to, last), first.range.to)
  const calendar = readCalendar(parts, rooms, { from: first.range.from, to }, property.businessDate)
  let waiting = arrivals.map((arrival): Waiting => {
    const free = rooms.filter((room) => calendar.isFree(room.id, arrival.range, arrival.stay.id))
    return { arrival, rooms: new Set(free) }
  })
  const placed: { arrival: Arrival; room: Room }[] = []
  for (const next of [...waiting].sort(hardestFirst)) {
    waiting = waiting.filter((other) => other !== next)
    const room = choose(parts, context, calendar, next, waiting)
    if (room === undefined) continue
    giveRoom(parts, context, next.arrival.stay.id, room, next.arrival.range)
    calendar.give(room.id, next.arrival.range, next.arrival.stay.id)
    for (const other of waiting) other.rooms.delete(room)
    placed.push({ arrival: next.arrival, room })
  }
  return placed
}

function hardestFirst(a: Waiting, b: Waiting): number {
  return (
    demand(b.arrival) - demand(a.arrival) ||
    a.rooms.size - b.rooms.size ||
    daysBetween(a.arrival.range.from, a.arrival.range.to) -
      daysBetween(b.arrival.range.from, b.arrival.range.to) ||
    a.arrival.stay.id - b.arrival.stay.id
  )
}

function demand({ wishes, near }: Arrival): number {
  return (
    (wishes.accessible ? 100 : 0) +
    10 * wishes.features.length +
    5 * near.size +
    (wishes.floor === '' ? 0 : 1)
  )
}

/** The best room that takes no other arrival's last one. */
function choose(
  parts: Parts,
  context: CommandContext,
  calendar: RoomCalendar,
  { arrival, rooms }: Waiting,
  others: readonly Waiting[],
): Room | undefined {
  const { stay, range, wishes } = arrival
  const { catalog, property } = context
  const sizes = others.map((other) => other.rooms.size)
  const most = mostPlaced(sizes)
  const isSpared = (room: Room) =>
    mostPlaced(others.map((other) => other.rooms.size - (other.rooms.has(room) ? 1 : 0))) === most
  const wanted = {
    roomTypeId: arrival.roomTypeId ?? 0,
    wishes,
    isToday: range.from === property.businessDate,
    near: [...arrival.near].flatMap((id) => roomAround(parts, catalog, id, range.from) ?? []),
  }
  const companions = others.filter((other) => arrival.near.has(other.arrival.stay.public_id))
  const rankedOf = (candidates: readonly Room[]) =>
    freeRooms(candidates, catalog, calendar, parts.rooms.occupied(), { id: stay.id, range, wanted })
      .map((ranked) => besideOthers(ranked, companions))
      .sort(compareRooms)
  const spared = rankedOf([...rooms].filter(isSpared))
  // Where nobody's last room can be spared, one of two goes without: the one that is asked later.
  return (spared[0] ?? rankedOf([...rooms])[0])?.room
}

/** A room is better when those who shall come next to it find a free one there. */
function besideOthers(ranked: RankedRoom, companions: readonly Waiting[]): RankedRoom {
  const lonely = companions.filter(
    ({ rooms }) => ![...rooms].some((room) => areNeighbours(room, ranked.room)),
  )
  const cost = ranked.fit.cost + LONELY_COST * lonely.length
  return { ...ranked, fit: { ...ranked.fit, cost } }
}

/**
 * How many of these arrivals can get a room each, by how many rooms are free for each: sets that contain each other fill
 * up from the smallest.
 */
export function mostPlaced(sizes: readonly number[]): number {
  let placed = 0
  for (const size of [...sizes].sort((a, b) => a - b)) if (size > placed) placed++
  return placed
}
