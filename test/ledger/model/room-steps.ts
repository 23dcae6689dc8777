/** Rooms that the ledger chooses by itself: the naive hotel looks only at whether they are free, and nobody was left out. */
import { expect } from 'vitest'
import type { IsoDate } from '../../../shared/dates.ts'
import { type House, ROOMS, type Stay, type Type, typeOf } from './house.ts'
import { offset, pick, pickStay, type Step, step } from './step.ts'
import { agree, ask, learnOffers, type World } from './world.ts'

const doorOf = ({ hotel }: World, roomId: string): string =>
  hotel.ledger.queries.hotel()!.rooms.find(({ id }) => id === roomId)!.name

const ahead = (house: House, stay: Stay): IsoDate[] =>
  [...stay.nights].filter(([date, { counted }]) => date >= house.state.today && counted).map(([date]) => date)

function isFree(house: House, stay: Stay, door: string): boolean {
  return ahead(house, stay).every((date) => !house.isTaken(door, date, stay))
}

/** The type that all nights still to come count for; null when they differ. */
function typeAhead(house: House, stay: Stay): Type | null {
  const types = new Set(ahead(house, stay).map((date) => stay.nights.get(date)!.type))
  return types.size === 1 ? [...types][0]! : null
}

const autoAssign = step('rooms.autoAssign', 2, offset, async (world, from) => {
  const { house } = world
  const answer = await ask(world, 'rooms.autoAssign', { date: world.date(from) })
  expect(answer).not.toBeNull()
  house.accepts(() => undefined)
  learnOffers(world)
  for (const { stayId, roomId } of answer!.assigned) {
    const stay = house.stay(stayId)
    const door = doorOf(world, roomId)
    expect(stay.status, 'only who has not come is given a room').toBe('reserved')
    expect(typeAhead(house, stay), 'of the type that is counted').toBe(typeOf(door))
    expect(isFree(house, stay, door), `${door} is free`).toBe(true)
    for (const date of ahead(house, stay)) stay.nights.get(date)!.room = door
  }
  for (const stayId of answer!.left) {
    const stay = house.stay(stayId)
    const type = typeAhead(house, stay)
    const doors = type === null ? [] : ROOMS[type].filter((door) => isFree(house, stay, door))
    expect(doors, 'nobody is left out who fits').toEqual([])
  }
})

/** A plan that is answered must be carried out, whole, and give the stay one room. */
const repack = step('rooms.repack', 3, pick, async (world, pick) => {
  const { house, hotel } = world
  const stay = pickStay(world, pick, ['reserved'])
  if (stay === undefined || stay.status !== 'reserved' || ahead(house, stay).length === 0) return
  const plan = hotel.ledger.queries.planRepack({ stayId: stay.id })
  const type = typeAhead(house, stay)
  const hasRoom = type !== null && ROOMS[type].some((door) => isFree(house, stay, door))
  if (plan.outcome !== 'solved') {
    // A pinned stay is not moved, and is named as what stands in the way: its channel gave it other nights since. One that counts
    // for two types has no room to be moved to at all.
    if (stay.pinned || type === null)
      expect(plan).toMatchObject({ outcome: 'impossible', pinnedStayIds: type === null ? [] : [stay.id] })
    else expect(hasRoom, `${stay.id} has a free room, and none was found`).toBe(false)
    return
  }
  const moves = plan.moves.map(({ stayId, fromRoomId, toRoomId }) => ({ stayId, fromRoomId, toRoomId }))
  const answer = await agree(world, 'rooms.repack', { moves }, (house) => {
    const moved = moves.map(({ stayId, toRoomId }) => [house.stay(stayId), doorOf(world, toRoomId)] as const)
    for (const [each] of moved) for (const date of ahead(house, each)) each.nights.get(date)!.room = null
    for (const [each, door] of moved) {
      expect(each.status === 'reserved' && !each.pinned, 'only who may move does').toBe(true)
      for (const date of ahead(house, each)) {
        expect(each.nights.get(date)!.type).toBe(typeOf(door))
        expect(house.isTaken(door, date), `${door} is free on ${date}`).toBe(false)
        each.nights.get(date)!.room = door
      }
    }
  })
  expect(answer, 'a plan fits').not.toBeNull()
  const rooms = new Set(ahead(house, stay).map((date) => house.stay(stay.id).nights.get(date)!.room))
  expect([...rooms], 'one room for all nights').toHaveLength(1)
})

export const ROOM_STEPS: Step[] = [autoAssign, repack]
