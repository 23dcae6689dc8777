/** A hotel in which everything that a command can refuse is there already: each limit is then one input. */
import { createRouterClient } from '@orpc/server'
import type { DeskRouter } from '../../../main/api/router.ts'
import { PERMISSIONS } from '../../../shared/contract/procedure.ts'
import type { IsoDate } from '../../../shared/dates.ts'
import { connectChannel, messageOf } from '../../ledger/channel-fixture.ts'
import { day, key, NOON, type TestHotel, TODAY } from '../../ledger/ledger-fixture.ts'
import { ID } from '../desk-client.ts'
import { follow, furnishRates, planInput } from './rate-house.ts'

type Input = Readonly<Record<string, unknown>>
type Answer = Record<string, never> & { seq: number }
/** Calls a command by its name, with what the contract makes of the input. */
export type Desk = (command: string, input: Input) => Promise<Answer>

/** A declared refusal, and an input that must get it. */
export type Limit = readonly [code: string, input: Input]
export type Limits = Readonly<Record<string, readonly Limit[]>>

export const limit = (code: string, input: object): Limit => [code, input as Input]

export function deskOf(router: DeskRouter): Desk {
  const context = { caller: { actor: 'test', permissions: new Set(PERMISSIONS) } }
  const client = createRouterClient(router, { context }) as unknown as Record<string, Record<string, CallOne>>
  return (command, input) => {
    const [area = '', verb = ''] = command.split('.')
    return client[area]![verb]!({ idempotencyKey: key(), ...input })
  }
}
type CallOne = (input: Input) => Promise<Answer>

const DAY_MS = 86_400_000
export const UNKNOWN = ID
export const person = { surname: 'Berg' }

interface Room {
  readonly type?: string
  readonly from?: IsoDate
  readonly to?: IsoDate
  readonly [other: string]: unknown
}

/**
 * DBL 101-104, SGL 105-106, SUI 107, OLD 108 (taken out of the house); at most 40 nights; prices for 400 days; single rooms
 * are closed on day 60; a channel sells DBL only.
 */
export async function openHouse(hotel: TestHotel, desk: Desk) {
  const { sqlite } = hotel.ledger.store
  const type = (code: string) => hotel.roomType(code)
  const plan = hotel.ratePlan('FLEX')
  const roomInput = ({ type: code = 'DBL', from = TODAY, to = day(2), ...other }: Room) => ({
    roomTypeId: type(code),
    ratePlanId: plan,
    arrival: from,
    departure: to,
    adults: 1,
    ...other,
  })
  const sale = (room: Room, other: Input = {}) => ({ booker: person, rooms: [roomInput(room)], ...other })
  const sell = async (room: Room, other: Input = {}) => {
    const answer = await desk('reservations.create', sale(room, other))
    const { reservationId, stayIds } = answer as unknown as { reservationId: string; stayIds: string[] }
    return { reservationId, stayId: stayIds[0]! }
  }
  const imported = (change: Input) => ({
    stays: [
      {
        guest: person,
        roomTypeId: type('SGL'),
        ratePlanId: plan,
        roomId: null,
        arrival: day(-5),
        departure: day(-3),
        status: 'departed',
        source: 'direct',
        adults: 1,
        nightlyAmounts: [5_000, 5_000],
        bookedAt: 1_700_000_000_000,
        ...change,
      },
    ],
  })
  const bring = async (change: Input) => {
    await desk('reservations.import', imported(change))
    const row = sqlite
      .prepare(
        `SELECT r.public_id AS reservationId, s.public_id AS stayId
           FROM stay AS s JOIN reservation AS r ON r.id = s.reservation_id ORDER BY s.id DESC LIMIT 1`,
      )
      .get()
    return row as { reservationId: string; stayId: string }
  }

  /** Comes and leaves today. */
  const visit = async (room: Room) => {
    const stay = await sell(room, { checkIn: true })
    await desk('stays.checkOut', { stayId: stay.stayId })
    return stay
  }

  const leftOld = await visit({ type: 'OLD', roomId: hotel.room('108') })
  const leftSuite = await visit({ type: 'SUI', roomId: hotel.room('107'), to: day(1) })
  const leftEarly = await visit({ roomId: hotel.room('102') })
  await sell({ roomId: hotel.room('102'), from: day(1), to: day(2) })
  // Rooms leave a house only with its file so far.
  sqlite.exec("UPDATE room SET in_service = 0 WHERE name = '108'")
  sqlite.exec(
    "UPDATE inventory SET total = 0 WHERE room_type_id = (SELECT id FROM room_type WHERE code = 'OLD')",
  )
  await desk('property.configure', { name: 'Hotel of limits' })
  await desk('property.setRules', { maxStayNights: 40 })
  await desk('rates.setRange', {
    ratePlanId: plan,
    roomTypeIds: [type('SGL')],
    from: day(60),
    to: day(61),
    restrictions: { closed: true },
  })
  const gone = await sell({ type: 'SUI', from: day(50), to: day(52) })
  await desk('stays.cancel', { stayId: gone.stayId })
  await sell({ type: 'SUI', from: day(50), to: day(52) })
  await sell({ type: 'SUI', from: day(10), to: day(12) })
  await sell({ type: 'SUI', to: day(1) })
  // Sold beyond its room, as it may be.
  await desk('overbooking.setAllowance', { roomTypeId: type('SUI'), from: day(24), to: day(25), rooms: 1 })
  await desk('overbooking.setAllowance', { roomTypeId: type('OLD'), from: day(30), to: day(33), rooms: 1 })
  await sell({ type: 'SUI', from: day(24), to: day(25) })
  await sell({ type: 'SUI', from: day(24), to: day(25) })
  const left = await visit({ roomId: hotel.room('104') })
  const inHouse = await sell({ roomId: hotel.room('101'), to: day(3) }, { checkIn: true })
  const after = await sell({ roomId: hotel.room('104'), to: day(1) }, { checkIn: true })
  const due = await sell({})
  const assigned = await sell({ roomId: hotel.room('103'), from: day(5), to: day(8) })
  const later = await sell({ from: day(30), to: day(33) })
  const pinned = await sell({ roomId: hotel.room('102'), from: day(34), to: day(36) })
  await desk('stays.pin', { stayId: pinned.stayId, pinned: true })
  const past = await bring({ status: 'cancelled' })
  const longLeft = await bring({
    roomId: hotel.room('106'),
    checkedInAt: NOON - 5 * DAY_MS,
    checkedOutAt: NOON - 3 * DAY_MS,
  })
  const longIn = await bring({
    status: 'in_house',
    roomId: hotel.room('106'),
    arrival: day(-2),
    departure: day(2),
    nightlyAmounts: [1, 1, 1, 1],
    checkedInAt: NOON - 2 * DAY_MS,
  })
  return {
    hotel,
    type,
    plan,
    room: (name: string) => hotel.room(name),
    roomInput,
    sale,
    imported,
    gone,
    left,
    leftOld,
    leftSuite,
    leftEarly,
    after,
    inHouse,
    due,
    assigned,
    later,
    pinned,
    past,
    longLeft,
    longIn,
    ...(await fromChannel(hotel)),
    ...(await calendarOf(desk, type)),
    ...(await keptBack(desk, type, plan)),
    ...(await bills(desk, later, due)),
    ...(await closedBills(desk, sell, longIn)),
    ...(await offered(desk, type, plan)),
    ...(await furnishRates(desk, plan, type)),
  }
}
export type House = Awaited<ReturnType<typeof openHouse>>

async function calendarOf(desk: Desk, type: (code: string) => string): Promise<{ calendarId: string }> {
  const unit = { kind: 'type', roomTypeId: type('DBL') }
  const { calendarId } = await desk('calendars.connect', { name: 'Airbnb', unit })
  return { calendarId: String(calendarId) }
}

/** A booking that was applied, one whose room is not mapped, and one that did not fit. */
async function fromChannel(hotel: TestHotel) {
  const channelId = await connectChannel(hotel, 'DBL', 'SUI')
  const range = { arrival: day(70), departure: day(72) }
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'A', [range]))
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'B', [{ type: 'SGL', ...range }]))
  await hotel.ledger.lanes.ingest(
    channelId,
    messageOf('new', 'C', [{ type: 'SUI', arrival: day(10), departure: day(12) }]),
  )
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'F', [range]))
  await hotel.ledger.lanes.ingest(channelId, messageOf('cancelled', 'F'))
  // Beyond what the hotel sells, where only the type that was sold is counted.
  const far = { arrival: day(805), departure: day(806) }
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'G', [far]))
  const messages = hotel.ledger.queries.channelInbox({ channelId, limit: 20 }).messages
  const of = (ref: string) => messages.find((message) => message.channelRef === ref)!
  const stayOf = (ref: string) => {
    const reservationId = of(ref).reservationId!
    const [stay] = hotel.ledger.queries.reservation({ reservationId }).stays
    return { reservationId, stayId: stay!.id }
  }
  // Case D closes: another booking is cancelled.
  const suite = { type: 'SUI', arrival: day(20), departure: day(21) }
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'D', [suite]))
  await hotel.ledger.lanes.ingest(channelId, messageOf('new', 'E', [suite]))
  await hotel.ledger.lanes.ingest(channelId, messageOf('cancelled', 'D'))
  const { cases } = hotel.ledger.queries.cases()
  const caseIn = (status: string) => cases.find((each) => each.status === status)!.id
  return {
    channelId,
    sold: stayOf('A'),
    takenBack: stayOf('F'),
    far: stayOf('G'),
    appliedMessage: of('A').id,
    waitingMessage: of('B').id,
    caseId: caseIn('open'),
    closedCaseId: caseIn('closed'),
  }
}

/** Holds, groups and the waitlist, of each one that lives and one that has ended. */
async function keptBack(desk: Desk, type: (code: string) => string, plan: string) {
  const id = async (command: string, input: Input, name: string) =>
    (await desk(command, input))[name] as unknown as string
  const hold = {
    kind: 'option',
    label: 'Agency',
    lines: [{ roomTypeId: type('DBL'), from: day(80), to: day(81), rooms: 1 }],
    expiresAt: Date.parse('2026-12-22T11:00:00Z'),
  }
  const group = {
    code: 'CHOIR',
    name: 'Choir',
    contact: person,
    ratePlanId: plan,
    arrival: day(90),
    departure: day(93),
    releaseDate: day(85),
    allotments: [{ roomTypeId: type('DBL'), rooms: 1, amountMinor: 8_000 }],
  }
  const entry = {
    guest: person,
    roomTypeIds: [type('SUI')],
    ratePlanId: plan,
    arrival: day(10),
    departure: day(12),
    adults: 1,
  }
  const holdId = await id('holds.place', hold, 'holdId')
  const endedHoldId = await id('holds.place', hold, 'holdId')
  await desk('holds.release', { holdId: endedHoldId })
  const groupId = await id('groups.create', group, 'groupId')
  const pickUp = { groupId, guest: person, roomTypeId: type('DBL'), arrival: day(90), departure: day(91) }
  await desk('groups.pickUp', pickUp)
  const endedGroupId = await id('groups.create', { ...group, code: 'ENDED' }, 'groupId')
  await desk('groups.cancel', { groupId: endedGroupId })
  const entryId = await id('waitlist.add', entry, 'entryId')
  const endedEntryId = await id('waitlist.add', entry, 'entryId')
  await desk('waitlist.withdraw', { entryId: endedEntryId })
  return { hold, group, pickUp, entry, holdId, endedHoldId, groupId, endedGroupId, entryId, endedEntryId }
}

/** An open bill with a charge, one that was taken back, a closed bill, and a bill of somebody else. */
async function bills(desk: Desk, mine: Stay, other: Stay) {
  const id = async (command: string, input: Input, name: string) =>
    (await desk(command, input))[name] as unknown as string
  await desk('folios.saveArticle', { code: 'PARKING', name: 'Parking', amountMinor: 2_000 })
  await desk('folios.saveArticle', { code: 'BAR', name: 'Bar', amountMinor: null })
  const folioId = await id('folios.open', { ...mine, name: 'Mine' }, 'folioId')
  const secondFolioId = await id('folios.open', { ...mine, name: 'Second' }, 'folioId')
  const closedFolioId = await id('folios.open', { ...mine, name: 'Closed' }, 'folioId')
  await desk('folios.close', { folioId: closedFolioId })
  const otherFolioId = await id('folios.open', { ...other, name: 'Of another' }, 'folioId')
  const charge = { stayId: mine.stayId, articleCode: 'PARKING', folioId }
  const posted = async () =>
    ((await desk('folios.post', charge)) as unknown as { postingIds: string[] }).postingIds[0]!
  const postingId = await posted()
  const reversedId = await posted()
  await desk('folios.reverse', { postingId: reversedId, reason: 'twice' })
  return { folioId, secondFolioId, closedFolioId, otherFolioId, charge, postingId, reversedId }
}
interface Stay {
  readonly reservationId: string
  readonly stayId: string
}

/** A guest in house whose own bill is closed, a posting on a closed bill, and a reservation with all the bills there may be. */
async function closedBills(desk: Desk, sell: (room: Room) => Promise<Stay>, longIn: Stay) {
  const open = async (stay: Stay, name: string) =>
    (await desk('folios.open', { ...stay, name })).folioId as unknown as string
  const close = (folioId: string) => desk('folios.close', { folioId })
  await close(await open(longIn, 'Closed'))
  const paid = await sell({ from: day(31), to: day(32) })
  const paidFolioId = await open(paid, 'Paid')
  const charge = { stayId: paid.stayId, articleCode: 'PARKING', folioId: paidFolioId }
  const { postingIds } = (await desk('folios.post', charge)) as unknown as { postingIds: string[] }
  await desk('folios.pay', { folioId: paidFolioId, amountMinor: 2_000, method: 'cash' })
  await close(paidFolioId)
  const full = await sell({ from: day(31), to: day(32) })
  for (let count = 0; count < 20; count++)
    await desk('folios.open', { reservationId: full.reservationId, name: `${count}` })
  return { settledPostingId: postingIds[0]!, full }
}

/** Entries to which a room was offered: its plan no longer sells it, and its plan asks for a code. */
async function offered(desk: Desk, type: (code: string) => string, plan: string) {
  const add = async (from: IsoDate, to: IsoDate, ratePlanId = plan) => {
    const entry = {
      guest: person,
      roomTypeIds: [type('DBL')],
      ratePlanId,
      arrival: from,
      departure: to,
      adults: 1,
    }
    return (await desk('waitlist.add', entry)).entryId as unknown as string
  }
  const closedEntryId = await add(day(110), day(111))
  const range = { ratePlanId: plan, roomTypeIds: [type('DBL')], from: day(110), to: day(111) }
  await desk('rates.setRange', { ...range, restrictions: { closed: true } })
  const coded = planInput({ code: 'CORP', parent: follow(plan), terms: { accessCode: 'ACME-1' } })
  const codedPlanId = (await desk('plans.save', coded)).ratePlanId as unknown as string
  const codedEntryId = await add(day(112), day(113), codedPlanId)
  return { closedEntryId, codedPlanId, codedEntryId }
}
