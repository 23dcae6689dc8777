/** One scenario for every command: what has to be there for it, and what it is asked. */
import type { CommandName } from '../../main/ledger/commands.ts'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { addDays } from '../../shared/dates.ts'
import { CALENDARS } from './calendar-scenarios.ts'
import { type Given, type Of, PERSON, type Scenario, type Stage } from './fault-stage.ts'
import { day, TODAY } from './ledger-fixture.ts'
import { policyTerms } from './policy-terms.ts'
import { LAYERS } from './rate-scenarios.ts'

const HOUR_MS = 3_600_000

const HOUSE: Omit<Of<'property' | 'rooms' | 'rates' | 'overbooking'>, 'property.setUp'> = {
  'property.configure': async () => ({ name: 'Hotel Neu' }),
  'property.setRules': async () => ({ maxStayNights: 90, walkCostMinor: 9_900, autoUpgrade: false }),
  'property.savePolicy': async ({ flex }) => ({
    name: 'Flexible',
    ...policyTerms({ freeUntilDays: 1, latePercent: 80, lateNights: 1, noShowPercent: 100, noShowNights: 1 }),
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
  'rooms.autoAssign': async (stage) => {
    const { from, to } = stage.nights()
    for (let room = 0; room < 2; room++) await stage.sold({ from, to })
    return { date: from }
  },
  'rooms.repack': async (stage) => {
    const nights = stage.nights()
    const [first, second] = [await stage.sold(nights), await stage.sold(nights)]
    const [left, right] = [stage.door(), stage.door()]
    await stage.do('stays.assignRoom', { stayId: first.stayId, roomId: left })
    return {
      moves: [
        { stayId: first.stayId, fromRoomId: left, toRoomId: right },
        { stayId: second.stayId, fromRoomId: null, toRoomId: left },
      ],
    }
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
  'rates.undo': async (stage) => {
    const { flex, dbl } = stage
    const { seq } = await stage.do('rates.change', {
      blocks: [{ ratePlanId: flex, roomTypeId: dbl, from: day(3), to: day(6) }],
      price: { kind: 'add', amountMinor: 700 },
    })
    return { changeSeq: seq }
  },
  'overbooking.resolve': async (stage) => {
    const { from, to } = stage.nights()
    const channelId = await stage.channel()
    for (let room = 0; room <= stage.doubles; room++) {
      await stage.hotel.ledger.lanes.ingest(channelId, stage.message({ from, to }))
    }
    const { cases } = stage.hotel.ledger.queries.cases()
    const found = cases.find(({ status, nights }) => status === 'open' && nights.includes(from))
    return { caseId: found?.id ?? '', way: { kind: 'upgrade', roomTypeId: stage.sup } }
  },
  'overbooking.setAllowance': async ({ sup }) => ({ roomTypeId: sup, from: day(3), to: day(6), rooms: 2 }),
}

const RESERVATIONS: Of<'reservations'> &
  Pick<Of<'stays'>, `stays.${'change' | 'assignRoom' | 'checkIn' | 'checkOut'}`> = {
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

const STAY_LIFE: Omit<Of<'stays'>, keyof typeof RESERVATIONS> = {
  'stays.split': async (stage) => {
    const nights = stage.nights()
    const { stayId } = await stage.sold(nights)
    await stage.do('stays.assignRoom', { stayId, roomId: stage.door() })
    return { stayId, at: addDays(nights.from, 1) }
  },
  'stays.announce': async (stage) => ({
    stayId: (await stage.sold()).stayId,
    expectedAt: '22:30',
    note: 'late',
  }),
  'stays.pin': async (stage) => ({ stayId: (await stage.dueIn()).stayId, pinned: true }),
  'stays.wish': async (stage) => ({ stayId: (await stage.sold()).stayId, wishes: { features: ['balcony'] } }),
  'stays.noShow': async (stage) => {
    await policy(stage)
    return { stayId: (await stage.dueIn()).stayId }
  },
  'stays.cancel': async (stage) => {
    await policy(stage)
    return { stayId: (await stage.dueIn()).stayId, reason: 'ill' }
  },
  'stays.reinstate': async (stage) => {
    await policy(stage)
    const { stayId } = await stage.dueIn()
    await stage.do('stays.cancel', { stayId })
    return { stayId }
  },
  'stays.undoCheckIn': async (stage) => ({ stayId: (await stage.inHouse()).stayId }),
  'stays.undoCheckOut': async (stage) => {
    const { stayId } = await stage.inHouse()
    await stage.do('stays.checkOut', { stayId })
    return { stayId }
  },
}

/** Cancelling on the day of arrival costs something, and a no-show too. */
async function policy(stage: Stage): Promise<void> {
  await stage.do('property.savePolicy', {
    name: 'Strict',
    ...policyTerms({
      freeUntilDays: 3,
      latePercent: 50,
      lateNights: null,
      noShowPercent: 100,
      noShowNights: 1,
    }),
    ratePlanIds: [stage.flex],
  })
}

const CHANNELS: Of<'channels'> = {
  'channels.connect': async ({ sup, flex }) => ({
    kind: 'bookingcom',
    name: 'Another',
    settings: settingsOfKind('bookingcom', { hotelCode: '2' }),
    credentials: { username: 'u', password: 'p' },
    mapping: [{ roomTypeId: sup, roomCode: 'SUP', rates: [{ ratePlanId: flex, rateCode: 'F' }] }],
  }),
  'channels.configure': async (stage) => ({
    channelId: await stage.channel(),
    exposure: { buffer: 1, cap: 5, horizonDays: 200, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'q' },
  }),
  'channels.replay': async (stage) => {
    const channelId = await stage.channel()
    await stage.hotel.ledger.lanes.ingest(channelId, stage.message(stage.nights(), 'LATER'))
    const { sqlite } = stage.hotel.ledger.store
    // Mapped behind the back of the command that would apply it at once.
    sqlite
      .prepare(
        `INSERT INTO channel_room_mapping (channel_id, room_type_id, room_code)
           SELECT c.id, t.id, 'LATER' FROM channel AS c, room_type AS t WHERE c.public_id = ? AND t.public_id = ?`,
      )
      .run(channelId, stage.sup)
    return { channelId, messageId: sqlite.prepare('SELECT max(id) FROM inbox').pluck().get() as number }
  },
  'channels.dismiss': async (stage) => {
    const channelId = await stage.channel()
    await stage.hotel.ledger.lanes.ingest(channelId, stage.message(stage.nights(), 'NOWHERE'))
    const { sqlite } = stage.hotel.ledger.store
    const messageId = sqlite.prepare('SELECT max(id) FROM inbox').pluck().get() as number
    return { channelId, messageId, reason: 'entered by hand' }
  },
  'channels.resync': async (stage) => ({ channelId: await stage.channel() }),
  'channels.resume': async (stage) => ({ channelId: await stage.channel() }),
}

const STOCK: Of<'holds'> = {
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

const GROUPS: Of<'groups' | 'waitlist'> = {
  'groups.create': async (stage) => group(stage),
  'groups.change': async (stage) => ({
    groupId: (await grouped(stage)).groupId,
    name: 'Choir of Linz',
    allotments: [{ roomTypeId: stage.dbl, rooms: 2, amountMinor: 8_000 }],
  }),
  'groups.pickUp': async (stage) => ({ groupId: (await grouped(stage)).groupId, ...stage.picked() }),
  'groups.importRoomingList': async (stage) => ({
    groupId: (await grouped(stage)).groupId,
    rows: [stage.picked(), stage.picked()],
  }),
  'groups.release': async (stage) => ({ groupId: await partlyPickedUp(stage) }),
  'groups.cancel': async (stage) => ({ groupId: await partlyPickedUp(stage) }),
  'waitlist.add': async (stage) => waiting(stage),
  'waitlist.change': async (stage) => ({
    entryId: (await stage.do('waitlist.add', await waiting(stage))).entryId,
    priority: 2,
    note: 'calls again',
  }),
  'waitlist.withdraw': async (stage) => ({
    entryId: (await stage.do('waitlist.add', await waiting(stage))).entryId,
  }),
  'waitlist.accept': async (stage) => ({
    entryId: (await stage.do('waitlist.add', await waiting(stage))).entryId,
  }),
}

const group = (stage: Stage, range = stage.nights()) => ({
  code: stage.code(),
  name: 'Choir',
  contact: PERSON,
  ratePlanId: stage.flex,
  arrival: range.from,
  departure: range.to,
  releaseDate: range.from,
  allotments: [{ roomTypeId: stage.dbl, rooms: 3, amountMinor: 9_000 }],
})

/** A group, whose nights `stage.picked()` asks for. */
const grouped = (stage: Stage) => stage.do('groups.create', group(stage))

async function partlyPickedUp(stage: Stage): Promise<string> {
  const { groupId } = await grouped(stage)
  await stage.do('groups.pickUp', { groupId, ...stage.picked() })
  return groupId
}

/** What is free already is offered at once. */
async function waiting(stage: Stage): Promise<Given<'waitlist.add'>> {
  const { from, to } = stage.nights()
  return {
    guest: PERSON,
    roomTypeIds: [stage.sup],
    ratePlanId: stage.flex,
    arrival: from,
    departure: to,
    adults: 1,
  }
}

const FOLIOS: Of<'folios'> = {
  'folios.saveArticle': async () => ({ code: 'SAUNA', name: 'Sauna', amountMinor: 1_500 }),
  'folios.open': async (stage) => {
    const { reservationId, stayId } = await stage.sold()
    return { reservationId, stayId, name: 'Company' }
  },
  'folios.post': async (stage) => {
    const { stayId, articleCode } = await minibar(stage)
    return { stayId, articleCode, quantity: 2 }
  },
  'folios.postNights': async (stage) => ({ stayId: (await stage.inHouse()).stayId, through: day(1) }),
  'folios.pay': async (stage) => ({
    folioId: (await charged(stage)).folioId,
    amountMinor: 700,
    method: 'card',
    reference: '1234',
  }),
  'folios.refund': async (stage) => {
    const { folioId } = await charged(stage)
    await stage.do('folios.pay', { folioId, amountMinor: 5_000, method: 'cash' })
    return { folioId, amountMinor: 1_000, method: 'cash' }
  },
  'folios.reverse': async (stage) => ({ postingId: (await charged(stage)).postingId, reason: 'not taken' }),
  'folios.split': async (stage) => {
    const { postingId, folioId } = await charged(stage)
    return { postingId, part: { percent: 40 }, toFolioId: folioId }
  },
  'folios.transfer': async (stage) => {
    const { postingId, reservationId } = await charged(stage)
    const { folioId: toFolioId } = await stage.do('folios.open', { reservationId, name: 'Other' })
    return { postingIds: [postingId], toFolioId }
  },
  'folios.route': async (stage) => {
    const { reservationId, stayId } = await charged(stage)
    const { folioId } = await stage.do('folios.open', { reservationId, name: 'Company' })
    return { stayId, articleIds: [null], folioId }
  },
  'folios.close': async (stage) => {
    const { reservationId, stayId } = await stage.sold()
    return { folioId: (await stage.do('folios.open', { reservationId, stayId, name: 'Empty' })).folioId }
  },
  'folios.reopen': async (stage) => {
    const { reservationId, stayId } = await stage.sold()
    const { folioId } = await stage.do('folios.open', { reservationId, stayId, name: 'Empty' })
    await stage.do('folios.close', { folioId })
    return { folioId }
  },
}

async function minibar(stage: Stage) {
  const { stayId, reservationId } = await stage.sold()
  await stage.do('folios.saveArticle', { code: 'MINI', name: 'Minibar', amountMinor: 450 })
  return { stayId, reservationId, articleCode: 'MINI' }
}

async function charged(stage: Stage) {
  const { reservationId, ...charge } = await minibar(stage)
  const { folioId, postingIds } = await stage.do('folios.post', { ...charge, quantity: 3 })
  return { stayId: charge.stayId, reservationId, folioId, postingId: postingIds[0] ?? '' }
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

/** Every command but the one that sets the hotel up, which needs an empty folder. */
export const SCENARIOS: { readonly [N in Exclude<CommandName, 'property.setUp'>]: Scenario<N> } = {
  ...HOUSE,
  ...LAYERS,
  ...RESERVATIONS,
  ...STAY_LIFE,
  ...CHANNELS,
  ...CALENDARS,
  ...STOCK,
  ...GROUPS,
  ...FOLIOS,
}
