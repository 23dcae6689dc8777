/** Rooms kept back: out of order, held, set apart for a group; and how far a type may be sold beyond them. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, type IsoDate, nightsOf } from '../../../shared/dates.ts'
import {
  cell,
  DOORS,
  type Group,
  type Hold,
  type House,
  PRICE,
  refuse,
  TYPES,
  type Type,
  typeOf,
} from './house.ts'
import { addStay, cancelStay, inputOf, remember, roomOf, sell } from './sale-steps.ts'
import { nights, offset, pick, pickOf, type Step, step } from './step.ts'
import { agree, learnOffers, PERSON, roomTypeId, type World } from './world.ts'

const block = step(
  'rooms.block',
  3,
  fc.record({ door: fc.nat(4), from: offset, nights, isOrder: fc.boolean() }),
  async (world, drawn) => {
    const door = DOORS[drawn.door]!
    const from = world.date(drawn.from)
    const to = addDays(from, drawn.nights)
    const kind = drawn.isOrder ? ('out_of_order' as const) : ('out_of_service' as const)
    const answer = await agree(
      world,
      'rooms.block',
      { roomId: world.hotel.room(door), from, to, reason: 'shower', kind, force: false },
      (house) => {
        if (from === house.state.today && house.occupant(door) !== undefined) refuse()
        for (const date of nightsOf({ from, to })) {
          if (house.isTaken(door, date)) refuse()
          if (drawn.isOrder) house.take(typeOf(door), date)
        }
      },
    )
    if (answer === null) return
    const dates = new Set(nightsOf({ from, to }))
    world.house.state.blocks.set(answer.blockId, { id: answer.blockId, door, kind, dates })
  },
)

const unblock = step('rooms.unblock', 1, pick, async (world, pick) => {
  const block = pickOf([...world.house.state.blocks.values()], pick)
  if (block === undefined) return
  await agree(world, 'rooms.unblock', { blockId: block.id }, (house) => {
    const { dates } = house.state.blocks.get(block.id)!
    const ahead = [...dates].filter((date) => date >= house.state.today)
    if (ahead.length === 0) refuse()
    for (const date of ahead) dates.delete(date)
  })
})

const setAllowance = step(
  'overbooking.setAllowance',
  2,
  fc.record({ type: fc.constantFrom(...TYPES), from: offset, nights, rooms: fc.nat(2) }),
  async (world, drawn) => {
    const from = world.date(drawn.from)
    const to = addDays(from, drawn.nights)
    const input = { roomTypeId: roomTypeId(world, drawn.type), from, to, rooms: drawn.rooms, force: false }
    await agree(world, 'overbooking.setAllowance', input, (house) => {
      for (const date of nightsOf({ from, to })) {
        const before = house.limit(drawn.type, date)
        house.state.allowance.set(cell(drawn.type, date), drawn.rooms)
        const isLess = house.limit(drawn.type, date) < before
        if (isLess && house.used(drawn.type, date) > house.limit(drawn.type, date)) refuse()
      }
    })
  },
)

const line = fc.record({
  type: fc.constantFrom(...TYPES),
  from: offset,
  nights,
  rooms: fc.constantFrom(1, 1, 2),
})

const place = step(
  'holds.place',
  4,
  fc.record({
    lines: fc.array(line, { minLength: 1, maxLength: 2 }),
    hours: fc.integer({ min: 1, max: 60 }),
  }),
  async (world, drawn) => {
    const hold: Hold = {
      id: '',
      status: 'active',
      expiresAt: world.hotel.clock.at + drawn.hours * 3_600_000,
      nights: new Map(),
    }
    const lines = drawn.lines.map(({ type, from, nights, rooms }) => ({
      type,
      roomTypeId: roomTypeId(world, type),
      from: world.date(from),
      to: addDays(world.date(from), nights),
      rooms,
    }))
    const answer = await agree(
      world,
      'holds.place',
      {
        kind: 'option',
        label: 'Agency',
        lines: lines.map(({ type: _type, ...given }) => given),
        expiresAt: hold.expiresAt,
      },
      (house) => {
        house.state.holds.set('new', hold)
        for (const { type, from, to, rooms } of lines) {
          for (const date of nightsOf({ from, to })) {
            if (!house.fits(type, date, rooms)) refuse()
            hold.nights.set(cell(type, date), (hold.nights.get(cell(type, date)) ?? 0) + rooms)
          }
        }
      },
    )
    if (answer === null) return
    const { holds } = world.house.state
    const placed = holds.get('new')!
    holds.delete('new')
    holds.set(answer.holdId, Object.assign(placed, { id: answer.holdId }))
  },
)

/** An ended one now and then: it must be refused. */
function pickHold(world: World, pick: number): Hold | undefined {
  const all = [...world.house.state.holds.values()]
  const active = all.filter(({ status }) => status === 'active')
  return pick % 5 === 0 || active.length === 0 ? pickOf(all, pick) : pickOf(active, pick)
}

const requireActive = (house: House, id: string): Hold => {
  const hold = house.state.holds.get(id)!
  return hold.status === 'active' ? hold : refuse()
}

const extend = step(
  'holds.extend',
  1,
  fc.record({ pick, hours: fc.integer({ min: 1, max: 40 }) }),
  async (world, drawn) => {
    const hold = pickHold(world, drawn.pick)
    if (hold === undefined) return
    const expiresAt = world.hotel.clock.at + drawn.hours * 3_600_000
    await agree(world, 'holds.extend', { holdId: hold.id, expiresAt }, (house) => {
      requireActive(house, hold.id).expiresAt = expiresAt
    })
  },
)

const release = step('holds.release', 1, pick, async (world, pick) => {
  const hold = pickHold(world, pick)
  if (hold === undefined) return
  await agree(world, 'holds.release', { holdId: hold.id }, (house) =>
    house.endHold(requireActive(house, hold.id), 'released'),
  )
})

const convert = step(
  'holds.convert',
  2,
  fc.record({
    pick,
    room: fc.record({ type: fc.constantFrom(...TYPES), from: offset, nights, door: fc.option(fc.nat(4)) }),
  }),
  async (world, drawn) => {
    const hold = pickHold(world, drawn.pick)
    if (hold === undefined) return
    const room = roomOf(world, drawn.room)
    let sold: ReturnType<typeof sell> = []
    const answer = await agree(
      world,
      'holds.convert',
      {
        holdId: hold.id,
        booker: PERSON,
        rooms: inputOf(world, [room]),
        checkIn: false,
        ignoreRestrictions: false,
        note: '',
      },
      (house) => {
        house.endHold(requireActive(house, hold.id), 'converted')
        sold = sell(house, [room], false)
      },
    )
    if (answer !== null) remember(world.house, sold, answer.stayIds, answer.reservationId)
  },
)

const allotment = fc.record({ type: fc.constantFrom(...TYPES), rooms: fc.integer({ min: 1, max: 2 }) })

const createGroup = step(
  'groups.create',
  2,
  fc.record({ from: offset, nights, allotment, releaseAfter: fc.nat(5) }),
  async (world, drawn) => {
    const arrival = world.date(drawn.from)
    const departure = addDays(arrival, drawn.nights)
    const releaseDate = world.date(drawn.releaseAfter)
    const group: Group = {
      id: '',
      reservation: '',
      status: 'open',
      arrival,
      departure,
      releaseDate,
      amount: 8_000,
      nights: new Map(),
    }
    const { type, rooms } = drawn.allotment
    const answer = await agree(
      world,
      'groups.create',
      {
        code: `G${world.next()}`,
        name: 'Choir',
        contact: PERSON,
        ratePlanId: world.hotel.ratePlan('FLEX'),
        arrival,
        departure,
        releaseDate,
        allotments: [{ roomTypeId: roomTypeId(world, type), rooms, amountMinor: group.amount }],
        note: '',
      },
      (house) => {
        if (releaseDate > departure) refuse()
        for (const date of nightsOf({ from: arrival, to: departure })) {
          if (!house.fits(type, date, rooms)) refuse()
          group.nights.set(cell(type, date), { rooms, pickedUp: 0, released: 0 })
        }
        house.state.groups.set('new', group)
      },
    )
    if (answer === null) return
    const { groups, reservations } = world.house.state
    groups.delete('new')
    groups.set(
      answer.groupId,
      Object.assign(group, { id: answer.groupId, reservation: answer.reservationId }),
    )
    reservations.set(answer.reservationId, {
      id: answer.reservationId,
      status: 'confirmed',
      channelRef: null,
      group: answer.groupId,
    })
  },
)

function pickGroup(world: World, pick: number): Group | undefined {
  return pickOf([...world.house.state.groups.values()], pick)
}
const requireOpen = (house: House, id: string): Group => {
  const group = house.state.groups.get(id)!
  return group.status === 'open' ? group : refuse()
}

const pickUp = step(
  'groups.pickUp',
  4,
  fc.record({
    pick,
    type: fc.constantFrom(...TYPES),
    shift: fc.integer({ min: -1, max: 2 }),
    nights,
    beyond: fc.boolean(),
  }),
  async (world, drawn) => {
    const group = pickGroup(world, drawn.pick)
    if (group === undefined) return
    const arrival = addDays(group.arrival, drawn.shift)
    const departure = addDays(arrival, drawn.nights)
    let stay: ReturnType<typeof addStay> | null = null
    const answer = await agree(
      world,
      'groups.pickUp',
      {
        groupId: group.id,
        guest: PERSON,
        roomTypeId: roomTypeId(world, drawn.type),
        arrival,
        departure,
        adults: 1,
        childrenAges: [],
        beyond: drawn.beyond,
      },
      (house) => {
        const own = requireOpen(house, group.id)
        if (arrival < house.state.today) refuse()
        stay = pickUpRoom(house, own, drawn.type, { arrival, departure }, drawn.beyond)
      },
    )
    if (answer !== null && stay !== null) remember(world.house, [stay], [answer.stayId], group.reservation)
  },
)

function pickUpRoom(
  house: House,
  group: Group,
  type: Type,
  { arrival, departure }: Pick<ReturnType<typeof roomOf>, 'arrival' | 'departure'>,
  beyond: boolean,
): ReturnType<typeof addStay> {
  const room = { type, arrival, departure, door: null }
  const own = group.nights.keys().next().value?.startsWith(`${type} `) === true
  const amount = own ? group.amount : PRICE
  const stay = addStay(house, room, { forced: true, amount, group: group.id })
  for (const [date, night] of stay.nights) {
    // The night itself does not stand in its own way.
    night.counted = false
    const kept = group.nights.get(cell(type, date))
    if (kept !== undefined && kept.rooms - kept.pickedUp - kept.released > 0) {
      kept.pickedUp += 1
      night.group = group.id
    } else if (beyond) house.take(type, date)
    else refuse()
    night.counted = true
  }
  return stay
}

const releaseGroup = step('groups.release', 1, pick, async (world, pick) => {
  const group = pickGroup(world, pick)
  if (group === undefined) return
  await agree(world, 'groups.release', { groupId: group.id }, (house) =>
    house.releaseGroup(requireOpen(house, group.id)),
  )
})

const cancelGroup = step('groups.cancel', 1, pick, async (world, pick) => {
  const group = pickGroup(world, pick)
  if (group === undefined) return
  await agree(world, 'groups.cancel', { groupId: group.id, reason: '' }, (house) => {
    const own = requireOpen(house, group.id)
    for (const stay of house.state.stays) {
      if (stay.group === own.id && stay.status === 'reserved') cancelStay(house, stay)
    }
    house.releaseGroup(own, 'cancelled')
    house.closeWhenEmpty(own.reservation)
  })
})

/** The clock goes on; what is due happens before the next command, or when the desk rolls its day. */
const passes = step(
  'clock',
  2,
  fc.record({ hours: fc.integer({ min: 1, max: 30 }) }),
  async (world, { hours }) => {
    world.hotel.clock.at += hours * 3_600_000
    world.house.state.now = world.hotel.clock.at
  },
)

const rolls = step('roll', 2, fc.constant(null), async (world) => {
  const { house, hotel } = world
  hotel.clock.at += 86_400_000
  house.state.now = hotel.clock.at
  await hotel.ledger.tick()
  const { businessDate } = hotel.ledger.queries.hotel()!
  expect(businessDate > house.state.today).toBe(true)
  house.catchUp()
  house.state.today = businessDate
  house.offer()
  house.catchUp()
  learnOffers(world)
})

const wait = step(
  'waitlist.add',
  3,
  fc.record({
    types: fc.shuffledSubarray([...TYPES], { minLength: 1 }),
    from: offset,
    nights,
    flexible: fc.integer({ min: 0, max: 2 }),
    priority: fc.integer({ min: 1, max: 3 }),
    hours: fc.integer({ min: 1, max: 40 }),
  }),
  async (world, drawn) => {
    const arrival = world.date(drawn.from)
    const answer = await agree(
      world,
      'waitlist.add',
      {
        guest: PERSON,
        roomTypeIds: drawn.types.map((type) => roomTypeId(world, type)),
        ratePlanId: world.hotel.ratePlan('FLEX'),
        arrival,
        departure: addDays(arrival, drawn.nights),
        flexibleDays: drawn.flexible,
        adults: 1,
        childrenAges: [],
        priority: drawn.priority,
        offerHours: drawn.hours,
        note: '',
      },
      (house) => {
        house.state.entries.set('new', {
          id: 'new',
          status: 'waiting',
          types: drawn.types,
          arrival,
          nights: drawn.nights,
          flexible: drawn.flexible,
          priority: drawn.priority,
          hours: drawn.hours,
          place: world.next(),
          hold: null,
        })
      },
    )
    if (answer === null) return
    const { entries } = world.house.state
    const entry = entries.get('new')!
    entries.delete('new')
    entries.set(answer.entryId, Object.assign(entry, { id: answer.entryId }))
    learnOffers(world)
  },
)

const pickEntry = (world: World, pick: number) => pickOf([...world.house.state.entries.values()], pick)

const withdraw = step('waitlist.withdraw', 1, pick, async (world, pick) => {
  const entry = pickEntry(world, pick)
  if (entry === undefined) return
  await agree(world, 'waitlist.withdraw', { entryId: entry.id }, (house) => {
    const own = house.state.entries.get(entry.id)!
    if ((own.status !== 'waiting' && own.status !== 'offered') || house.isPast(own)) refuse()
    const hold = own.status === 'offered' ? house.state.holds.get(own.hold!) : undefined
    own.status = 'withdrawn'
    if (hold !== undefined) house.endHold(hold, 'released')
  })
})

const accept = step('waitlist.accept', 2, pick, async (world, pick) => {
  const entry = pickEntry(world, pick)
  if (entry === undefined) return
  let sold: ReturnType<typeof sell> = []
  const answer = await agree(
    world,
    'waitlist.accept',
    { entryId: entry.id, ignoreRestrictions: false },
    (house) => {
      const own = house.state.entries.get(entry.id)!
      if (own.status !== 'offered') refuse()
      const hold = house.state.holds.get(own.hold!)!
      const held = [...hold.nights.keys()].map((key) => key.split(' ') as [Type, IsoDate])
      const [type, arrival] = held[0]!
      if (arrival < house.state.today) refuse()
      house.endHold(hold, 'converted')
      const departure = addDays(arrival, held.length)
      sold = sell(house, [{ type, arrival, departure, door: null }], false)
    },
  )
  if (answer === null) return
  const { sqlite } = world.hotel.ledger.store
  const ids = sqlite
    .prepare(
      'SELECT s.public_id FROM stay AS s JOIN reservation AS r ON r.id = s.reservation_id WHERE r.public_id = ?',
    )
    .pluck()
    .all(answer.reservationId) as string[]
  remember(world.house, sold, ids, answer.reservationId)
})

export const STOCK_STEPS: Step[] = [
  block,
  unblock,
  setAllowance,
  place,
  extend,
  release,
  convert,
  createGroup,
  pickUp,
  releaseGroup,
  cancelGroup,
  wait,
  withdraw,
  accept,
  passes,
  rolls,
]
