/** Who waits, what is offered, and what becomes of it. */
import fc from 'fast-check'
import { addDays, type IsoDate } from '../../../shared/dates.ts'
import { refuse, TYPES, type Type } from './house.ts'
import { remember, sell } from './sale-steps.ts'
import { nights, offset, pick, pickOf, type Step, step } from './step.ts'
import { agree, learnOffers, PERSON, roomTypeId, type World } from './world.ts'

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

export const WAITLIST_STEPS: Step[] = [wait, withdraw, accept]
