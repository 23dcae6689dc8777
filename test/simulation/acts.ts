/** What happens in a world by itself: guests at channels and at the desk, people who change settings, and what breaks. */
import { addDays, type IsoDate } from '../../shared/dates.ts'
import type { Act } from './plan.ts'
import { REFUSED_PRICE } from './plan.ts'
import type { Stage } from './stage.ts'

const MOST_ASKED = 12

/** Does one act, or nothing where it makes no sense now. */
export function act(world: Stage, name: Act): void {
  const { timeline, desk } = world
  if (timeline.asleepMs > 0 && !name.startsWith('channel') && !name.startsWith('relay')) return
  // Who waits for answers asks nothing more.
  if (name.startsWith('desk') && desk.waiting >= MOST_ASKED) return
  ACTS[name](world)
}

const date = ({ chance, plan, today }: Stage, back = 0): IsoDate =>
  addDays(today(), chance.int(-back, plan.nights - 1))

function span(world: Stage): { from: IsoDate; to: IsoDate } {
  const from = date(world)
  return { from, to: addDays(from, world.chance.int(1, 3)) }
}

const pickChannel = (world: Stage) => world.chance.pick([...world.channels.values()])
const pickType = (world: Stage) => world.chance.pick(world.types)

const ACTS: Readonly<Record<Act, (world: Stage) => void>> = {
  channelSells(world) {
    const channel = pickChannel(world)
    note(world, channel.sell(world.today(), world.plan.nights, world.timeline.now))
  },
  channelChanges(world) {
    note(world, pickChannel(world).change(world.today(), world.plan.nights, world.timeline.now))
  },
  channelCancels(world) {
    note(world, pickChannel(world).cancel(world.timeline.now))
  },
  channelDeliversAgain(world) {
    note(world, pickChannel(world).deliverAgain())
  },
  channelUnreachable(world) {
    const channel = pickChannel(world)
    channel.reachableAt = world.timeline.now + world.chance.int(500, 8_000)
    world.timeline.note(`${channel.plan.name} cannot be reached until ${channel.reachableAt}`)
  },
  channelForgets(world) {
    const channel = pickChannel(world)
    const channelId = world.ids.get(channel.plan.name)!
    if (channel.hasForgotten) return
    channel.forget()
    world.timeline.note(`${channel.plan.name} forgets everything`)
    world.desk.ask('channels.resync', { channelId }, () => {
      channel.hasForgotten = false
    })
  },

  deskSells(world) {
    const { from, to } = span(world)
    const surname = `Guest ${++world.guests}`
    world.desk.ask(
      'reservations.create',
      {
        booker: { surname, firstName: '', email: '', phone: '' },
        rooms: [
          {
            roomTypeId: pickType(world).publicId,
            ratePlanId: world.ratePlans[0]!.publicId,
            arrival: from,
            departure: to,
            adults: 1,
            childrenAges: [],
          },
        ],
        checkIn: false,
        ignoreRestrictions: true,
        note: '',
      },
      ({ reservationId, stayIds }) => world.sold.push({ reservationId, stayId: stayIds[0]! }),
    )
  },
  deskChanges(world) {
    const { chance, sold, desk } = world
    if (sold.length === 0) return
    const { from, to } = span(world)
    desk.ask('stays.change', {
      stayId: chance.pick(sold).stayId,
      arrival: from,
      departure: to,
      roomId: null,
      roomTypeId: pickType(world).publicId,
      price: 'keep',
    })
  },
  deskCancels(world) {
    const { chance, sold, desk } = world
    if (sold.length === 0) return
    const [{ reservationId }] = sold.splice(chance.int(0, sold.length - 1), 1) as [(typeof sold)[0]]
    desk.ask('reservations.cancel', { reservationId, reason: '', agreedWithChannel: false, fee: 'waive' })
  },
  deskHolds(world) {
    const { chance, clock, desk, held } = world
    const first = held.shift()
    if (first !== undefined && chance.happens(0.5)) desk.ask('holds.release', { holdId: first })
    const lines = [{ roomTypeId: pickType(world).publicId, ...span(world), rooms: 1 }]
    const expiresAt = clock.now() + chance.int(3_000, 30_000)
    desk.ask('holds.place', { kind: 'quote', label: 'Caller', lines, expiresAt }, ({ holdId }) =>
      held.push(holdId),
    )
  },
  deskBlocks(world) {
    const { chance, desk, blocks, rooms } = world
    const first = blocks.shift()
    if (first !== undefined && chance.happens(0.6)) desk.ask('rooms.unblock', { blockId: first })
    const { publicId: roomId } = chance.pick(rooms)
    const force = chance.happens(0.3)
    const input = { roomId, ...span(world), reason: 'Paint', kind: 'out_of_order', force } as const
    desk.ask('rooms.block', input, ({ blockId }) => blocks.push(blockId))
  },
  deskAllows(world) {
    const { chance, desk } = world
    const rooms = chance.int(0, 2)
    desk.ask('overbooking.setAllowance', {
      roomTypeId: pickType(world).publicId,
      ...span(world),
      rooms,
      force: chance.happens(0.5),
    })
  },
  deskPrices(world) {
    const { chance, desk, ratePlans, types } = world
    desk.ask('rates.setRange', {
      ratePlanId: chance.pick(ratePlans).publicId,
      roomTypeIds: chance.happens(0.5) ? types.map(({ publicId }) => publicId) : [pickType(world).publicId],
      ...span(world),
      prices: [chance.pick([9_000, 10_000, 11_000, REFUSED_PRICE])],
    })
  },
  deskRestricts(world) {
    const { chance, desk, ratePlans } = world
    desk.ask('rates.setRange', {
      ratePlanId: chance.pick(ratePlans).publicId,
      roomTypeIds: [pickType(world).publicId],
      ...span(world),
      restrictions: chance.pick([
        { closed: true },
        { closed: false },
        { minLosArrival: 2 },
        { closedToArrival: true },
      ]),
    })
  },
  deskExposes(world) {
    const { chance, desk, ids } = world
    const channel = pickChannel(world)
    const buffer = chance.pick([0, 0, 1])
    const exposure = {
      buffer,
      cap: chance.pick([null, null, 1, 2]),
      horizonDays: chance.int(1, 8),
      safetyBuffer: chance.pick([0, 1]),
    }
    desk.ask('channels.configure', { channelId: ids.get(channel.plan.name)!, exposure })
  },
  deskMaps(world) {
    const { chance, desk, ids } = world
    const channel = pickChannel(world)
    const types = channel.plan.types.filter(() => chance.happens(0.6))
    const mapping = world.mappingOf(types, channel.plan.plans)
    desk.ask('channels.configure', { channelId: ids.get(channel.plan.name)!, mapping })
  },
  deskSwitches(world) {
    const { chance, desk, ids } = world
    const channelId = ids.get(pickChannel(world).plan.name)!
    desk.ask('channels.configure', { channelId, enabled: chance.happens(0.6) })
  },
  deskResumes(world) {
    const channelId = world.ids.get(pickChannel(world).plan.name)!
    world.desk.ask('channels.resume', { channelId })
  },

  syncDies(world) {
    world.timeline.note('the sync process dies')
    for (const machine of world.machines) machine.killSync()
  },
  hostDies(world) {
    world.timeline.note('the host dies')
    for (const machine of world.machines) machine.killHost()
  },
  machineSleeps(world) {
    const ms = world.chance.pick([4_000, 60_000, 3 * 3_600_000])
    world.timeline.note(`the machine sleeps for ${ms} ms`)
    world.timeline.sleepMachine(ms)
  },
  clockIsSet(world) {
    world.clock.skewMs = world.chance.int(-120_000, 20_000)
    world.timeline.note(`the clock is off by ${world.clock.skewMs} ms`)
  },

  relayIsAway(world) {
    world.timeline.note('the relay is away')
    world.relay.goAway(world.chance.int(300, 10_000))
  },
  relayIsRestored(world) {
    const { relay, chance, timeline } = world
    if (chance.happens(0.5)) return relay.copy()
    const lost = relay.restore()
    timeline.note(`the relay is restored and has lost ${lost} messages`)
    // The alert that the desk opens asks for nothing else: what is missing is told again.
    if (lost > 0) for (const webhooks of world.webhooks) webhooks.postAll()
  },
}

function note({ timeline }: Stage, what: string | null): void {
  if (what !== null) timeline.note(`channel: ${what}`)
}
