/** One scenario for every command: what has to be there for it, and what it is asked. */
import type { CommandName } from '../../main/ledger/commands.ts'
import { bookingcomSettingsSchema } from '../../shared/channel-settings.ts'
import { addDays } from '../../shared/dates.ts'
import { type Given, PERSON, type Stage } from './fault-stage.ts'
import { day, TODAY } from './ledger-fixture.ts'

type Scenario<N extends CommandName> = (stage: Stage) => Promise<Given<N>>
type Scenarios = { readonly [N in CommandName]?: Scenario<N> }

const HOUR_MS = 3_600_000

export const HOUSE: Scenarios = {
  'property.configure': async () => ({ name: 'Hotel Neu' }),
  'property.setRules': async () => ({ maxStayNights: 90, walkCostMinor: 9_900, autoUpgrade: false }),
  'property.savePolicy': async ({ flex }) => ({
    name: 'Flexible',
    freeUntilDays: 1,
    latePercent: 80,
    lateNights: 1,
    noShowPercent: 100,
    noShowNights: 1,
    ratePlanIds: [flex],
  }),
  'property.addRooms': async ({ sup }) => ({ roomTypeId: sup, rooms: ['901', '902'] }),
  'rooms.describe': async (stage) => ({ roomId: stage.door(), floor: '3', features: ['balcony'] }),
  'rooms.block': async (stage) => ({ roomId: stage.door(), ...stage.nights(), reason: 'shower' }),
  'rooms.unblock': async (stage) => {
    const { blockId } = await stage.do('rooms.block', {
      roomId: stage.door(),
      ...stage.nights(),
      reason: 'paint',
    })
    return { blockId }
  },
  'rates.setRange': async ({ flex, dbl, sup }) => ({
    ratePlanId: flex,
    roomTypeIds: [dbl, sup],
    from: day(3),
    to: day(9),
    prices: [11_100, 13_300],
    restrictions: { minLosArrival: 2 },
  }),
  'rates.setCells': async ({ flex, dbl }) => ({
    cells: [{ ratePlanId: flex, roomTypeId: dbl, from: day(3), to: day(6), prices: [7_700] }],
  }),
  'rates.change': async ({ flex, dbl }) => ({
    blocks: [{ ratePlanId: flex, roomTypeId: dbl, from: day(3), to: day(6) }],
    restrictions: { closedToArrival: true },
  }),
  'overbooking.setAllowance': async ({ sup }) => ({ roomTypeId: sup, from: day(3), to: day(6), rooms: 2 }),
}

export const RESERVATIONS: Scenarios = {
  'reservations.create': async (stage) => {
    const { from, to } = stage.nights()
    const sale = stage.sale({ from, to })
    return { ...sale, rooms: [...sale.rooms, ...stage.sale({ from, to: addDays(to, 1) }, stage.sup).rooms] }
  },
  'reservations.cancel': async (stage) => ({
    reservationId: (await stage.sold()).reservationId,
    reason: 'ill',
  }),
  'reservations.edit': async (stage) => {
    const { reservationId, seq } = await stage.sold()
    return { reservationId, booker: { surname: 'Neumann' }, note: 'quiet room', seenSeq: seq }
  },
  'reservations.import': async (stage) => ({
    stays: (['reserved', 'in_house'] as const).map((status) => ({
      guest: PERSON,
      roomTypeId: stage.dbl,
      ratePlanId: stage.flex,
      roomId: stage.door(),
      arrival: TODAY,
      departure: day(2),
      status,
      source: 'direct' as const,
      adults: 2,
      childrenAges: [7],
      nightlyAmounts: [9_000, 9_000],
      note: '',
      bookedAt: stage.hotel.clock.at,
      checkedInAt: null,
      checkedOutAt: null,
    })),
  }),
  'stays.change': async (stage) => {
    const { stayId } = await stage.sold()
    const { from, to } = stage.nights()
    return { stayId, arrival: from, departure: addDays(to, 1), roomId: stage.door(), price: 'plan' }
  },
  'stays.assignRoom': async (stage) => ({ stayId: (await stage.sold()).stayId, roomId: stage.door() }),
  'stays.checkIn': async (stage) => ({ stayId: (await stage.dueIn()).stayId }),
  'stays.checkOut': async (stage) => ({ stayId: (await stage.inHouse()).stayId }),
}

export const CHANNELS: Scenarios = {
  'channels.connect': async ({ sup, flex }) => ({
    kind: 'bookingcom',
    name: 'Another',
    settings: bookingcomSettingsSchema.parse({ hotelCode: '2' }),
    credentials: { username: 'u', password: 'p' },
    mapping: [{ roomTypeId: sup, roomCode: 'SUP', rates: [{ ratePlanId: flex, rateCode: 'F' }] }],
  }),
  'channels.configure': async (stage) => ({
    channelId: await stage.channel(),
    exposure: { buffer: 1, cap: 5, horizonDays: 200 },
    credentials: { username: 'u', password: 'q' },
  }),
  'channels.resync': async (stage) => ({ channelId: await stage.channel() }),
  'channels.resume': async (stage) => ({ channelId: await stage.channel() }),
}

export const STOCK: Scenarios = {
  'holds.place': async (stage) => ({
    kind: 'option',
    label: 'Agency Blau',
    guest: PERSON,
    lines: [{ roomTypeId: stage.dbl, ...stage.nights(), rooms: 2 }],
    expiresAt: stage.hotel.clock.at + 30 * HOUR_MS,
  }),
  'holds.extend': async (stage) => ({
    holdId: await held(stage),
    expiresAt: stage.hotel.clock.at + 60 * HOUR_MS,
  }),
  'holds.release': async (stage) => ({ holdId: await held(stage) }),
  'holds.convert': async (stage) => {
    const nights = stage.nights()
    return { holdId: await held(stage, nights), ...stage.sale(nights) }
  },
}

async function held(stage: Stage, nights = stage.nights()): Promise<string> {
  const { holdId } = await stage.do('holds.place', {
    kind: 'quote',
    label: 'Q-1',
    lines: [{ roomTypeId: stage.dbl, ...nights, rooms: 1 }],
    expiresAt: stage.hotel.clock.at + 30 * HOUR_MS,
  })
  return holdId
}

export const ALL: Scenarios = { ...HOUSE, ...RESERVATIONS, ...CHANNELS, ...STOCK }
