/** Rooms that are set apart for groups, and picked up guest by guest. */
import fc from 'fast-check'
import { addDays, nightsOf } from '../../../shared/dates.ts'
import { cell, type Group, type House, PRICE, refuse, TYPES, type Type } from './house.ts'
import { addStay, cancelStay, remember, type roomOf } from './sale-steps.ts'
import { nights, offset, pick, pickOf, type Step, step } from './step.ts'
import { agree, PERSON, roomTypeId, type World } from './world.ts'

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

export const GROUP_STEPS: Step[] = [createGroup, pickUp, releaseGroup, cancelGroup]
