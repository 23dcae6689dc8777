/** Rooms kept back: out of order, held, set apart for a group; and how far a type may be sold beyond them. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, nightsOf } from '../../../shared/dates.ts'
import { cell, DOORS, type Hold, type House, refuse, TYPES, typeOf } from './house.ts'
import { inputOf, remember, roomOf, sell } from './sale-steps.ts'
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

export const STOCK_STEPS: Step[] = [
  block,
  unblock,
  setAllowance,
  place,
  extend,
  release,
  convert,
  passes,
  rolls,
]
