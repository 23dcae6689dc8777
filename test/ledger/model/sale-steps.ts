/** Rooms sold at the desk and by a channel. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, earlierOf, type IsoDate, isoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import {
  DOORS,
  type House,
  PRICE,
  type Reservation,
  refuse,
  type Stay,
  TYPES,
  type Type,
  typeOf,
} from './house.ts'
import { nights, offset, pick, pickOf, type Step, step } from './step.ts'
import { agree, learnOffers, PERSON, roomTypeId, type World } from './world.ts'

export interface NewRoom {
  type: Type
  arrival: IsoDate
  departure: IsoDate
  door: string | null
}

/** Adds a stay and counts its nights, whatever is left when `forced`. Ids come with the ledger's answer. */
export function addStay(
  house: House,
  room: NewRoom,
  { forced = false, amount = PRICE, group = null as string | null, hasPlan = true } = {},
): Stay {
  const stay: Stay = {
    id: '',
    reservation: '',
    status: 'reserved',
    sold: room.type,
    hasPlan,
    arrival: room.arrival,
    departure: room.departure,
    nights: new Map(),
    room: null,
    pinned: false,
    group,
    checkedInOn: null,
    checkedOutOn: null,
  }
  for (const date of nightsOf({ from: room.arrival, to: room.departure })) {
    if (!forced) house.take(room.type, date)
    stay.nights.set(date, { type: room.type, counted: true, amount, room: null, group: null })
    // Counted at once, so that the next night and the next room see it.
    if (!house.state.stays.includes(stay)) house.state.stays.push(stay)
  }
  return stay
}

const room = fc.record({ type: fc.constantFrom(...TYPES), from: offset, nights, door: fc.option(fc.nat(4)) })
type DrawnRoom = { type: Type; from: number; nights: number; door: number | null }

/** A room that the draw names is one of the type that is sold. */
export function roomOf(world: World, drawn: DrawnRoom): NewRoom {
  const arrival = world.date(drawn.from)
  const doors = DOORS.filter((door) => typeOf(door) === drawn.type)
  return {
    type: drawn.type,
    arrival,
    departure: addDays(arrival, drawn.nights),
    door: drawn.door === null ? null : (pickOf(doors, drawn.door) ?? null),
  }
}

export function inputOf(world: World, rooms: readonly NewRoom[]) {
  return rooms.map(({ type, arrival, departure, door }) => ({
    roomTypeId: roomTypeId(world, type),
    ratePlanId: world.hotel.ratePlan('FLEX'),
    arrival,
    departure,
    adults: 1,
    childrenAges: [],
    ...(door === null ? {} : { roomId: world.hotel.room(door) }),
  }))
}

/** What a sale of rooms does; walk-ins move in at once. */
export function sell(house: House, rooms: readonly NewRoom[], checkIn: boolean): Stay[] {
  return rooms.map((room) => {
    if (checkIn && room.arrival !== house.state.today) refuse()
    const stay = addStay(house, room)
    if (checkIn) moveIn(house, stay, room.door)
    else if (room.door !== null) house.give(stay, room.door, room.arrival, room.departure)
    return stay
  })
}

/** Into the room that is named, or the one assigned for tonight. */
export function moveIn(house: House, stay: Stay, named: string | null): void {
  const { today } = house.state
  if (stay.arrival > today || stay.departure <= today) refuse()
  const door = named ?? stay.nights.get(today)?.room ?? refuse()
  if (house.occupant(door) !== undefined) refuse()
  const ahead = nightsOf({ from: today, to: stay.departure })
  const isGiven = stay.nights.get(today)?.room === door
  const isComplete = ahead.every((date) => stay.nights.get(date)?.room !== null)
  if (!isGiven || !isComplete) house.give(stay, door, today, stay.departure)
  Object.assign(stay, { status: 'in_house', room: door, checkedInOn: house.wallDay() })
}

/** Writes down the ids that the ledger gave. */
export function remember(
  house: House,
  stays: readonly Stay[],
  ids: readonly string[],
  reservation: string,
): void {
  const { state } = house
  if (!state.reservations.has(reservation)) {
    state.reservations.set(reservation, {
      id: reservation,
      status: 'confirmed',
      channelRef: null,
      group: null,
    })
  }
  for (const [index, stay] of stays.entries()) Object.assign(stay, { id: ids[index], reservation })
}

const create = step(
  'reservations.create',
  8,
  fc.record({ rooms: fc.array(room, { minLength: 1, maxLength: 2 }), checkIn: fc.boolean() }),
  async (world, drawn) => {
    const rooms = drawn.rooms.map((each) => roomOf(world, each))
    let sold: Stay[] = []
    const answer = await agree(
      world,
      'reservations.create',
      {
        booker: PERSON,
        rooms: inputOf(world, rooms),
        checkIn: drawn.checkIn,
        ignoreRestrictions: false,
        note: '',
      },
      (house) => {
        sold = sell(house, rooms, drawn.checkIn)
      },
    )
    if (answer !== null) remember(world.house, sold, answer.stayIds, answer.reservationId)
  },
)

/** What a channel sold is accepted whatever is left; a later message changes it, or cancels it. */
const channelSells = step(
  'channels.ingest',
  5,
  fc.record({ room, change: fc.option(pick, { freq: 2 }), cancels: fc.boolean() }),
  async (world, drawn) => {
    const { house, hotel } = world
    const known = [...house.state.reservations.values()].filter(({ channelRef }) => channelRef !== null)
    const target = drawn.change === null ? undefined : pickOf(known, drawn.change)
    const room = roomOf(world, { ...drawn.room, door: null })
    const channelRef = target?.channelRef ?? `R${world.next()}`
    const cancels = target !== undefined && drawn.cancels
    const answer = await hotel.ledger.lanes.ingest(world.channelId, {
      queue: 'new',
      kind: cancels ? 'cancelled' : target === undefined ? 'new' : 'modified',
      channelRef,
      snapshot: {
        channelRef,
        status: cancels ? 'cancelled' : 'booked',
        booker: PERSON,
        currency: 'EUR',
        rooms: cancels
          ? []
          : [
              {
                ref: '1',
                roomCode: room.type,
                rateCode: null,
                arrival: room.arrival,
                departure: room.departure,
                adults: 1,
                childrenAges: [],
                guest: null,
                nightlyAmounts: nightsOf({ from: room.arrival, to: room.departure }).map(() => 100),
              },
            ],
        note: '',
      },
      unreadable: null,
      rawMasked: '',
    })
    expect(['applied', 'duplicate']).toContain(answer.outcome)
    if (answer.outcome === 'duplicate') return
    house.catchUp()
    applyMessage(world, target, channelRef, room, cancels)
    house.offer()
    learnOffers(world)
  },
)

function applyMessage(
  { house, hotel }: World,
  target: Reservation | undefined,
  channelRef: string,
  room: NewRoom,
  cancels: boolean,
): void {
  if (target === undefined) {
    const ids = hotel.ledger.store.sqlite
      .prepare(
        `SELECT s.public_id AS stayId, r.public_id AS reservationId
             FROM stay AS s JOIN reservation AS r ON r.id = s.reservation_id WHERE r.channel_ref = ?`,
      )
      .get(channelRef) as { stayId: string; reservationId: string }
    const stay = addStay(house, room, { forced: true, amount: 100, hasPlan: false })
    remember(house, [stay], [ids.stayId], ids.reservationId)
    house.state.reservations.get(ids.reservationId)!.channelRef = channelRef
    return
  }
  const stays = house.state.stays.filter(({ reservation }) => reservation === target.id)
  if (cancels) {
    for (const stay of stays) if (stay.status === 'reserved') cancelStay(house, stay)
    house.closeWhenEmpty(target.id)
  } else reshape(house, target.id, stays, room)
}

export function cancelStay(house: House, stay: Stay): void {
  house.free(stay)
  stay.status = 'cancelled'
}

/** Makes the channel's stay what its snapshot says; parts that the desk had split off are gone. */
function reshape(house: House, reservation: string, stays: readonly Stay[], room: NewRoom): void {
  const [own, ...parts] = stays
  if (own === undefined) return
  const { today } = house.state
  house.state.reservations.get(reservation)!.status = 'confirmed'
  if (own.status === 'departed' || (own.status === 'no_show' && room.departure <= today)) return
  for (const part of parts) if (part.status === 'reserved') cancelStay(house, part)
  const isInHouse = own.status === 'in_house'
  const first = isInHouse ? house.ahead(own) : isoDate('2000-01-01')
  // Who is in house has arrived, and does not leave before today.
  const arrival = isInHouse ? own.arrival : room.arrival
  const departure = isInHouse
    ? laterOf(room.departure, laterOf(addDays(arrival, 1), earlierOf(today, own.departure)))
    : room.departure
  const held = [...own.nights].find(([date, night]) => date >= first && night.room !== null)?.[1].room ?? null
  for (const [date, night] of own.nights) if (date >= first) night.room = null
  const wanted = nightsOf({ from: arrival, to: departure }).filter(
    (date) => date >= first || !own.nights.has(date),
  )
  const typeFor = (date: IsoDate): Type =>
    own.sold === room.type ? (own.nights.get(date)?.type ?? room.type) : room.type
  const kept = new Set(
    wanted.filter((date) => {
      const night = own.nights.get(date)
      return night?.counted === true && night.type === typeFor(date)
    }),
  )
  const types = new Map(wanted.map((date) => [date, typeFor(date)]))
  for (const [date, night] of [...own.nights]) {
    if (date < first || kept.has(date)) continue
    if (night.counted) house.release(own, date)
    if (!types.has(date)) own.nights.delete(date)
  }
  for (const [date, type] of types) {
    const before = own.nights.get(date)
    const isSold = date >= room.arrival && date < room.departure
    const amount = isSold ? 100 : (before?.amount ?? 0)
    const group = kept.has(date) ? before!.group : null
    own.nights.set(date, { type, counted: true, amount, room: null, group })
  }
  own.nights = new Map([...own.nights].sort(([a], [b]) => (a < b ? -1 : 1)))
  Object.assign(own, { sold: room.type, hasPlan: false, arrival, departure })
  if (own.status === 'cancelled' || own.status === 'no_show') own.status = 'reserved'
  if (held !== null) keepRoom(house, own, held, laterOf(first, arrival))
}

/** As long as it is free and of the type that is counted; for all nights, unless the guest is in it. */
function keepRoom(house: House, stay: Stay, door: string, from: IsoDate): void {
  const dates = nightsOf({ from, to: stay.departure })
  const end = dates.find(
    (date) => house.isTaken(door, date, stay) || stay.nights.get(date)!.type !== typeOf(door),
  )
  if (end !== undefined && stay.status !== 'in_house') return
  house.give(stay, door, from, end ?? stay.departure)
}

export const SALE_STEPS: Step[] = [create, channelSells]
