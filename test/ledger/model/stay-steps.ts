/** What is done to a stay after it was sold. */
import fc from 'fast-check'
import { expect } from 'vitest'
import { addDays, type IsoDate, laterOf, nightsOf } from '../../../shared/dates.ts'
import { DOORS, type House, PRICE, refuse, type Stay, TYPES, type Type, typeOf } from './house.ts'
import { cancelStay, moveIn } from './sale-steps.ts'
import { offset, pick, pickStay, type Step, step } from './step.ts'
import { agree, roomTypeId, type World } from './world.ts'

const door = fc.nat(4).map((index) => DOORS[index]!)

const ALIVE = ['reserved', 'in_house'] as const

/** A step about one stay; there is nothing to do while there is none. */
function stayStep<I>(
  name: string,
  weight: number,
  wished: readonly Stay['status'][],
  input: fc.Arbitrary<I>,
  run: (world: World, stay: Stay, input: I) => Promise<void>,
): Step {
  return step(name, weight, fc.record({ pick, input }), async (world, drawn) => {
    const stay = pickStay(world, drawn.pick, wished)
    if (stay !== undefined) await run(world, stay, drawn.input)
  })
}

/** The stay as the attempt has it: a refused one leaves no trace. */
const own = (house: House, { id }: Stay): Stay => house.stay(id)
const isChannels = (house: House, stay: Stay): boolean =>
  house.state.reservations.get(stay.reservation)!.channelRef !== null

const cancelReservation = stayStep(
  'reservations.cancel',
  2,
  ALIVE,
  fc.boolean(),
  async (world, stay, agreed) => {
    await agree(
      world,
      'reservations.cancel',
      { reservationId: stay.reservation, reason: '', agreedWithChannel: agreed, fee: 'policy' },
      (house) => {
        if (house.state.reservations.get(stay.reservation)!.status === 'cancelled') refuse()
        if (isChannels(house, stay) && !agreed) refuse()
        const stays = house.state.stays.filter(({ reservation }) => reservation === stay.reservation)
        const reserved = stays.filter(({ status }) => status === 'reserved')
        const hasBegun = stays.some(({ status }) => status !== 'reserved' && status !== 'cancelled')
        if (reserved.length === 0 && hasBegun) refuse()
        for (const each of reserved) cancelStay(house, each)
        house.closeWhenEmpty(stay.reservation)
      },
    )
  },
)

const cancel = stayStep('stays.cancel', 2, ['reserved'], fc.boolean(), async (world, stay, agreed) => {
  await agree(
    world,
    'stays.cancel',
    { stayId: stay.id, reason: '', agreedWithChannel: agreed, fee: 'policy' },
    (house) => {
      const target = own(house, stay)
      if (target.status !== 'reserved' || (isChannels(house, target) && !agreed)) refuse()
      cancelStay(house, target)
      house.closeWhenEmpty(target.reservation)
    },
  )
})

const noShow = stayStep('stays.noShow', 2, ['reserved'], fc.constant(null), async (world, stay) => {
  await agree(world, 'stays.noShow', { stayId: stay.id, fee: 'policy' }, (house) => {
    const target = own(house, stay)
    if (target.status !== 'reserved' || target.arrival > house.state.today) refuse()
    house.free(target)
    target.status = 'no_show'
  })
})

/** Takes the nights still to come again that were given back. */
function retake(house: House, stay: Stay, typeFor: (type: Type) => Type): IsoDate[] {
  const missing = [...stay.nights].filter(([date, night]) => date >= house.state.today && !night.counted)
  for (const [date, night] of missing) {
    const type = typeFor(night.type)
    house.take(type, date)
    Object.assign(night, { type, counted: true, group: null })
  }
  return missing.map(([date]) => date)
}

const reinstate = stayStep(
  'stays.reinstate',
  3,
  ['cancelled', 'no_show'],
  fc.boolean(),
  async (world, stay, agreed) => {
    await agree(world, 'stays.reinstate', { stayId: stay.id, agreedWithChannel: agreed }, (house) => {
      const target = own(house, stay)
      if (target.status !== 'cancelled' && target.status !== 'no_show') refuse()
      if (target.status === 'cancelled' && isChannels(house, target) && !agreed) refuse()
      if (target.departure <= house.state.today) refuse()
      retake(house, target, (type) => type)
      Object.assign(target, { status: 'reserved', pinned: false })
      house.state.reservations.get(target.reservation)!.status = 'confirmed'
    })
  },
)

const checkIn = stayStep('stays.checkIn', 5, ['reserved'], fc.option(door), async (world, stay, door) => {
  const room = door === null ? {} : { roomId: world.hotel.room(door) }
  await agree(world, 'stays.checkIn', { stayId: stay.id, ...room }, (house) => {
    const target = own(house, stay)
    if (target.status !== 'reserved') refuse()
    moveIn(house, target, door)
  })
})

const checkOut = stayStep('stays.checkOut', 3, ['in_house'], fc.constant(null), async (world, stay) => {
  await agree(world, 'stays.checkOut', { stayId: stay.id }, (house) => {
    const target = own(house, stay)
    if (target.status !== 'in_house') refuse()
    house.free(target)
    Object.assign(target, { status: 'departed', checkedOutOn: house.wallDay() })
  })
})

const undoCheckIn = stayStep('stays.undoCheckIn', 2, ['in_house'], fc.constant(null), async (world, stay) => {
  await agree(world, 'stays.undoCheckIn', { stayId: stay.id }, (house) => {
    const target = own(house, stay)
    if (target.status !== 'in_house' || target.checkedInOn! < house.state.today) refuse()
    Object.assign(target, { status: 'reserved', room: null, checkedInOn: null })
  })
})

const undoCheckOut = stayStep(
  'stays.undoCheckOut',
  2,
  ['departed'],
  fc.constant(null),
  async (world, stay) => {
    await agree(world, 'stays.undoCheckOut', { stayId: stay.id }, (house) => {
      const target = own(house, stay)
      if (target.status !== 'departed' || target.checkedOutOn! < house.state.today) refuse()
      const door = target.room!
      if (house.occupant(door) !== undefined) refuse()
      const dates = nightsOf({ from: house.state.today, to: laterOf(target.departure, house.state.today) })
      if (dates.some((date) => house.isTaken(door, date))) refuse()
      for (const date of retake(house, target, () => typeOf(door))) target.nights.get(date)!.room = door
      Object.assign(target, { status: 'in_house', checkedOutOn: null })
    })
  },
)

const assign = stayStep(
  'stays.assignRoom',
  6,
  ALIVE,
  fc.record({ door: fc.option(door, { freq: 6 }), from: fc.option(offset, { freq: 2 }) }),
  async (world, stay, drawn) => {
    const from = drawn.from === null ? undefined : world.date(drawn.from)
    const roomId = drawn.door === null ? null : world.hotel.room(drawn.door)
    const input = { stayId: stay.id, roomId, ...(from === undefined ? {} : { from }) }
    await agree(world, 'stays.assignRoom', input, (house) => {
      const target = own(house, stay)
      const { today } = house.state
      const isInHouse = target.status === 'in_house'
      if (target.status !== 'reserved' && !isInHouse) refuse()
      const first = house.ahead(target)
      const begin = from === undefined ? first : laterOf(from, first)
      if (from !== undefined && begin >= target.departure) refuse()
      if (drawn.door === null) {
        if (isInHouse) refuse()
        for (const [date, night] of target.nights) if (date >= begin) night.room = null
        if (begin === first) target.pinned = false
        return
      }
      const movesNow = isInHouse && begin <= today
      const tonight = target.nights.get(today)?.room ?? null
      const isPlanned = movesNow && tonight === drawn.door && target.room !== drawn.door
      if (movesNow) {
        const occupant = house.occupant(drawn.door)
        if (occupant !== undefined && occupant !== target) refuse()
        target.room = drawn.door
      }
      if (!isPlanned) house.give(target, drawn.door, begin, target.departure)
    })
  },
)

const pinStay = stayStep('stays.pin', 1, ALIVE, fc.boolean(), async (world, stay, pinned) => {
  await agree(world, 'stays.pin', { stayId: stay.id, pinned }, (house) => {
    const target = own(house, stay)
    if (target.status !== 'reserved' && target.status !== 'in_house') refuse()
    const first = house.ahead(target)
    const hasRoom = [...target.nights].some(([date, { room }]) => date >= first && room !== null)
    if (pinned && !hasRoom) refuse()
    target.pinned = pinned
  })
})

const split = stayStep(
  'stays.split',
  2,
  ALIVE,
  fc.integer({ min: 0, max: 4 }),
  async (world, stay, after) => {
    const at = addDays(stay.arrival, after)
    let second: Stay | null = null
    const answer = await agree(world, 'stays.split', { stayId: stay.id, at }, (house) => {
      const target = own(house, stay)
      if (target.status !== 'reserved' && target.status !== 'in_house') refuse()
      if (at <= house.ahead(target) || at >= target.departure) refuse()
      const handed = [...target.nights].filter(([date]) => date >= at)
      for (const [date] of handed) target.nights.delete(date)
      second = {
        ...target,
        id: 'new',
        status: 'reserved',
        arrival: at,
        nights: new Map(handed),
        room: null,
        checkedInOn: null,
        checkedOutOn: null,
      }
      target.departure = at
      house.state.stays.push(second)
    })
    if (answer !== null) world.house.stay('new').id = answer.stayId
  },
)

const change = stayStep(
  'stays.change',
  8,
  ALIVE,
  fc.record({
    door: fc.option(door),
    from: fc.integer({ min: -1, max: 6 }),
    nights: fc.integer({ min: 0, max: 4 }),
    keepsArrival: fc.boolean(),
    type: fc.option(fc.constantFrom(...TYPES), { freq: 2 }),
    price: fc.constantFrom('keep' as const, 'keep' as const, 'plan' as const, 'agreed' as const),
  }),
  async (world, stay, drawn) => {
    const arrival = drawn.keepsArrival ? stay.arrival : world.date(drawn.from)
    const departure = addDays(arrival, drawn.nights)
    const ahead = nightsOf({ from: laterOf(arrival, world.house.state.today), to: departure })
    const input = {
      stayId: stay.id,
      arrival,
      departure,
      roomId: drawn.door === null ? null : world.hotel.room(drawn.door),
      price: drawn.price,
      ...(drawn.type === null ? {} : { roomTypeId: roomTypeId(world, drawn.type) }),
      ...(drawn.price === 'agreed' ? { nightlyAmounts: ahead.map(() => 7_000) } : {}),
    }
    const { price, nightlyAmounts: _amounts, ...asked } = { nightlyAmounts: undefined, ...input }
    // What the clock has brought about meanwhile is not tried, only done.
    const preview =
      price === 'agreed' || world.house.isDue()
        ? null
        : world.hotel.ledger.queries.previewStayChange(asked)[price]
    const answer = await agree(world, 'stays.change', input, (house) =>
      changeStay(house, own(house, stay), { ...drawn, arrival, departure }),
    )
    if (preview === null) return
    expect(preview.possible, 'the preview says whether it may be done').toBe(answer !== null)
    if (preview.possible) expect(answer?.totalMinor).toBe(preview.totalMinor)
  },
)

function changeStay(
  house: House,
  stay: Stay,
  to: {
    arrival: IsoDate
    departure: IsoDate
    door: string | null
    type: Type | null
    price: 'keep' | 'plan' | 'agreed'
  },
): void {
  const { today } = house.state
  const isInHouse = stay.status === 'in_house'
  if (stay.status !== 'reserved' && !isInHouse) refuse()
  if (to.departure <= to.arrival) refuse()
  if (isInHouse && (to.arrival !== stay.arrival || to.departure < today || to.door === null)) refuse()
  if (to.arrival < today && to.arrival !== stay.arrival) refuse()
  const doorType = to.door === null ? null : typeOf(to.door)
  if (doorType !== null && to.type !== null && doorType !== to.type) refuse()
  if (isInHouse) {
    const occupant = house.occupant(to.door!)
    if (occupant !== undefined && occupant !== stay) refuse()
    stay.room = to.door
  }
  const first = house.ahead(stay)
  const sold = to.type ?? (to.price === 'plan' && doorType !== null ? doorType : stay.sold)
  for (const [date, night] of stay.nights) if (date >= first) night.room = null
  const lastAmount = [...stay.nights.values()].at(-1)!.amount
  for (const [date, night] of [...stay.nights]) {
    if (date >= to.arrival && date < to.departure) continue
    if (night.counted) house.release(stay, date)
    stay.nights.delete(date)
  }
  const keepsTypes = to.price !== 'plan' && to.type === null
  for (const date of nightsOf({ from: to.arrival, to: to.departure })) {
    const night = stay.nights.get(date)
    if (night !== undefined && date < first) continue
    const type = doorType ?? (keepsTypes ? night?.type : undefined) ?? sold
    const isSame = night?.counted === true && night.type === type
    if (!isSame) {
      house.take(type, date)
      if (night?.counted === true) house.release(stay, date)
    }
    const asked =
      to.price === 'agreed'
        ? date < laterOf(to.arrival, today)
          ? lastAmount
          : 7_000
        : stay.hasPlan
          ? PRICE
          : to.price === 'plan'
            ? refuse()
            : lastAmount
    const amount = night !== undefined && to.price === 'keep' ? night.amount : asked
    const group = isSame ? night.group : null
    stay.nights.set(date, { type, counted: true, amount, room: null, group })
  }
  stay.nights = new Map([...stay.nights].sort(([a], [b]) => (a < b ? -1 : 1)))
  Object.assign(stay, { sold, arrival: to.arrival, departure: to.departure })
  const given = laterOf(to.arrival, today)
  if (to.door === null) stay.pinned = false
  else if (given < to.departure) house.give(stay, to.door, given, to.departure)
}

export const STAY_STEPS: Step[] = [
  cancelReservation,
  cancel,
  noShow,
  reinstate,
  checkIn,
  checkOut,
  undoCheckIn,
  undoCheckOut,
  assign,
  pinStay,
  split,
  change,
]
