/** The waitlist on a real file: who is offered what became free, in which order, and what becomes of an offer. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Commands } from '../../main/ledger/commands.ts'
import { MOST_OFFERS_AT_ONCE } from '../../main/ledger/waitlist/offers.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { DAY, HOUR, person, rollOf, type StockSteps, stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StockSteps
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 1, SGL: 1 } })
  desk = stockSteps(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const UNKNOWN = '01980000-0000-7000-8000-000000000000'

type Add = Commands['waitlist.add']['input']

/** Waits for a DBL from day 10 to day 12. */
const add = async (
  surname: string,
  { types = ['DBL'], ...change }: Partial<Add> & { types?: string[] } = {},
) => {
  const { entryId } = await hotel.ledger.submit('waitlist.add', EVERYTHING, {
    idempotencyKey: key(),
    guest: person(surname),
    roomTypeIds: types.map((type) => hotel.roomType(type)),
    ratePlanId: hotel.ratePlan('FLEX'),
    arrival: day(10),
    departure: day(12),
    flexibleDays: 0,
    adults: 2,
    childrenAges: [],
    priority: 5,
    offerHours: 24,
    note: '',
    ...change,
  })
  hotel.clock.at += 1_000
  return entryId
}
const change = (entryId: string, input: Partial<Commands['waitlist.change']['input']>) =>
  hotel.ledger.submit('waitlist.change', EVERYTHING, { idempotencyKey: key(), entryId, ...input })
const withdraw = (entryId: string) =>
  hotel.ledger.submit('waitlist.withdraw', EVERYTHING, { idempotencyKey: key(), entryId })
const accept = (entryId: string, ignoreRestrictions = false) =>
  hotel.ledger.submit('waitlist.accept', EVERYTHING, { idempotencyKey: key(), entryId, ignoreRestrictions })
const cancel = (reservationId: string) =>
  hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId,
    reason: '',
    agreedWithChannel: false,
    fee: 'waive',
  })
const entries = () => hotel.ledger.queries.waitlist().entries
const entry = (entryId: string) => entries().find((each) => each.id === entryId)!
/** `Berg offered`, in the order of the list. */
const list = () => entries().map((each) => `${each.guestName} ${each.status}`)
const sell = (from: number, to: number, type = 'DBL') =>
  hotel.sell({ type, arrival: day(from), departure: day(to) })
const left = (type: string, from = 8, to = 14) =>
  Array.from({ length: to - from }, (_, index) => hotel.left(type, day(from + index)))

describe('waiting', () => {
  test('what is free already is offered at once, backed by a hold that expires', async () => {
    const at = hotel.clock.at
    const before = hotel.ledger.queries.headSeq()
    const entryId = await add('Berg', { offerHours: 6 })
    expect(desk.commandsSince(before)).toEqual(['waitlist.add', 'waitlist.offer'])
    const { offer, ...rest } = entry(entryId)
    expect(rest).toMatchObject({ status: 'offered', guestName: 'Berg', rank: null, rankBecause: null })
    expect(offer).toEqual({
      holdId: expect.any(String),
      roomTypeId: hotel.roomType('DBL'),
      arrival: day(10),
      departure: day(12),
      expiresAt: at + 6 * HOUR,
    })
    expect(desk.hold(offer!.holdId)).toMatchObject({ kind: 'waitlist', status: 'active', guestName: 'Berg' })
    expect(left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
  })

  test('while nothing fits nothing is written but the entry, and its rank says why', async () => {
    await sell(10, 11)
    const before = hotel.ledger.queries.headSeq()
    const ids = [await add('Berg'), await add('Dahl', { priority: 1 }), await add('Eide', { priority: 5 })]
    expect(desk.commandsSince(before)).toEqual(['waitlist.add', 'waitlist.add', 'waitlist.add'])
    expect(entries().map(({ guestName, rank, rankBecause }) => [guestName, rank, rankBecause])).toEqual([
      ['Dahl', 1, 'first'],
      ['Berg', 2, 'priority'],
      ['Eide', 3, 'waitedShorter'],
    ])
    await change(ids[2]!, { priority: 1, note: 'Regular guest', offerHours: 2 })
    expect(
      entries().map(({ guestName, rank, rankBecause, note }) => [guestName, rank, rankBecause, note]),
    ).toEqual([
      ['Dahl', 1, 'first', ''],
      ['Eide', 2, 'waitedShorter', 'Regular guest'],
      ['Berg', 3, 'priority', ''],
    ])
  })

  test('every refusal changes nothing', async () => {
    await sell(10, 11)
    const entryId = await add('Berg')
    const wish = (input: Parameters<typeof add>[1]) => () => add('Dahl', input)
    await desk.refused(wish({ roomTypeIds: [UNKNOWN] }), 'UnknownRoomType')
    await desk.refused(wish({ ratePlanId: UNKNOWN }), 'UnknownRatePlan')
    await desk.refused(wish({ arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(wish({ departure: day(10) }), 'StayHasNoNights')
    await desk.refused(wish({ departure: day(801), arrival: day(799) }), 'DateBeyondHorizon')
    await desk.limitStays(5)
    await desk.refused(wish({ departure: day(16) }), 'StayTooLong', { nights: 6, maxNights: 5 })
    await desk.refused(wish({ adults: 3, childrenAges: [4] }), 'TooManyGuests', { guests: 4 })
    await desk.refused(() => change(UNKNOWN, { priority: 1 }), 'UnknownWaitlistEntry')
    await desk.refused(() => withdraw(UNKNOWN), 'UnknownWaitlistEntry')
    await desk.refused(() => accept(UNKNOWN), 'UnknownWaitlistEntry')
    await desk.refused(() => accept(entryId), 'NothingOffered', { entryId, status: 'waiting' })
    await withdraw(entryId)
    const ended = { entryId, status: 'withdrawn' }
    await desk.refused(() => withdraw(entryId), 'WaitlistEntryEnded', ended)
    await desk.refused(() => change(entryId, { priority: 1 }), 'WaitlistEntryEnded', ended)
    await desk.refused(() => accept(entryId), 'NothingOffered', ended)
  })

  test('a repeat with the same key waits once', async () => {
    const idempotencyKey = key()
    const first = await add('Berg', { idempotencyKey })
    expect(await add('Berg', { idempotencyKey })).toBe(first)
    expect(entries()).toHaveLength(1)
  })

  test('the journal refers to the guest and does not name him', async () => {
    await accept(await add('Ødegård'))
    expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 9 }))).not.toContain('deg')
  })
})

describe('offers', () => {
  test('a cancellation is offered in the same commit, to the best entry only: by priority, then by time', async () => {
    const sold = await sell(10, 12)
    await add('Berg')
    await add('Dahl', { priority: 2 })
    await add('Eide', { priority: 2 })
    const before = hotel.ledger.queries.headSeq()
    await cancel(sold.reservationId)
    expect(desk.commandsSince(before)).toEqual(['reservations.cancel', 'waitlist.offer'])
    expect(list()).toEqual(['Dahl offered', 'Eide waiting', 'Berg waiting'])
    expect(left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
    await desk.refused(() => sell(11, 12), 'RoomTypeSoldOut')
  })

  test('an entry that what became free does not fit is passed over, and keeps its place', async () => {
    const sold = await sell(10, 12)
    await sell(12, 13)
    await add('Berg', { departure: day(13) })
    await add('Dahl', { arrival: day(11) })
    await cancel(sold.reservationId)
    expect(list()).toEqual(['Berg waiting', 'Dahl offered'])
  })

  test('types in the order wished for, exact dates before others, and of those the nearest, the earlier first', async () => {
    await sell(10, 11)
    const later = await add('Berg', { types: ['DBL', 'SGL'], flexibleDays: 2 })
    expect(entry(later).offer).toMatchObject({ roomTypeId: hotel.roomType('DBL'), arrival: day(11) })
    const other = await add('Dahl', { types: ['DBL', 'SGL'], flexibleDays: 2 })
    expect(entry(other).offer).toMatchObject({ roomTypeId: hotel.roomType('DBL'), arrival: day(8) })
    const third = await add('Eide', { types: ['DBL', 'SGL'], flexibleDays: 1 })
    expect(entry(third).offer).toMatchObject({ roomTypeId: hotel.roomType('SGL'), arrival: day(10) })
    const fourth = await add('Fosse', { types: ['SGL'], flexibleDays: 3 })
    expect(entry(fourth).offer).toMatchObject({ arrival: day(8), departure: day(10) })
  })

  test('never before the business date, nor beyond the horizon', async () => {
    await sell(0, 2)
    const early = await add('Berg', { arrival: TODAY, departure: day(1), flexibleDays: 1 })
    expect(entry(early).status).toBe('waiting')
    await desk.place([{ from: day(798), to: day(800) }])
    const late = await add('Dahl', { arrival: day(799), departure: day(800), flexibleDays: 1 })
    expect(entry(late).status).toBe('waiting')
  })

  test('an entry whose dates have passed lapses', async () => {
    await hotel.sell({ arrival: TODAY, departure: day(3) })
    const exact = await add('Berg', { arrival: day(1), departure: day(2) })
    const flexible = await add('Dahl', { arrival: day(1), departure: day(2), flexibleDays: 1 })
    hotel.clock.at = rollOf(day(2))
    await hotel.ledger.tick()
    expect([entry(exact).status, entry(flexible).status]).toEqual(['lapsed', 'waiting'])
  })

  test('whatever frees rooms is offered: a hold released, a group returned, an allowance, a block undone', async () => {
    const free = async (type: string, taken: () => Promise<() => Promise<unknown>>) => {
      const giveBack = await taken()
      const entryId = await add('Berg', { types: [type] })
      expect(entry(entryId).status).toBe('waiting')
      await giveBack()
      expect(entry(entryId).status).toBe('offered')
      await withdraw(entryId)
    }
    await free('DBL', async () => {
      const { holdId } = await desk.place([{ from: day(10), to: day(12) }])
      return () => desk.release(holdId)
    })
    await free('SGL', async () => {
      const { groupId } = await hotel.ledger.submit('groups.create', EVERYTHING, {
        idempotencyKey: key(),
        code: 'G',
        name: 'G',
        contact: person('Lind'),
        ratePlanId: hotel.ratePlan('FLEX'),
        arrival: day(9),
        departure: day(12),
        releaseDate: day(5),
        allotments: [{ roomTypeId: hotel.roomType('SGL'), rooms: 1, amountMinor: 5_000 }],
        note: '',
      })
      return () => hotel.ledger.submit('groups.release', EVERYTHING, { idempotencyKey: key(), groupId })
    })
    await free('DBL', async () => {
      const roomId = hotel.room('101')
      const { blockId } = await hotel.ledger.submit('rooms.block', EVERYTHING, {
        idempotencyKey: key(),
        roomId,
        from: day(10),
        to: day(11),
        reason: 'Paint',
        kind: 'out_of_order',
        force: false,
      })
      return () => hotel.ledger.submit('rooms.unblock', EVERYTHING, { idempotencyKey: key(), blockId })
    })
  })

  test('a sale offers nothing and writes nothing, however many wait', async () => {
    await sell(10, 12)
    await add('Berg')
    const before = hotel.ledger.queries.headSeq()
    await sell(20, 22)
    await hotel.ledger.tick()
    expect(desk.commandsSince(before)).toEqual(['reservations.create'])
  })

  /** As no crash leaves it: an entry that waits while its room is free. */
  async function missedOffer(): Promise<string> {
    const entryId = await add('Berg')
    const { sqlite } = hotel.ledger.store
    sqlite.exec("UPDATE hold SET status = 'released', ended_at = 1 WHERE kind = 'waitlist'")
    sqlite.exec(`UPDATE inventory SET held = 0 WHERE date IN ('${day(10)}', '${day(11)}')`)
    sqlite.exec("UPDATE waitlist_entry SET status = 'waiting', hold_id = NULL")
    hotel = await hotel.reopen()
    desk = stockSteps(hotel)
    expect(entry(entryId).status).toBe('waiting')
    return entryId
  }

  test('after a start everybody is looked at again', async () => {
    const entryId = await missedOffer()
    await hotel.sell({ arrival: day(20), departure: day(21) })
    expect(entry(entryId).status).toBe('offered')
  })

  test('what was offered before a command that is refused is undone with it, and offered again', async () => {
    await desk.place([{ from: day(20), to: day(21) }], { expiresAt: hotel.clock.at + HOUR })
    const entryId = await missedOffer()
    hotel.clock.at += HOUR
    await desk.refused(() => hotel.sell({ adults: 9 }), 'TooManyGuests')
    await hotel.ledger.tick()
    expect(entry(entryId).status).toBe('offered')
  })
})

describe('an offer', () => {
  test("accepted becomes a reservation at the entry's plan, in one command, in a full house", async () => {
    const entryId = await add('Berg', { note: 'Cot', childrenAges: [3] })
    const { holdId } = entry(entryId).offer!
    const before = hotel.ledger.queries.headSeq()
    const { reservationId, code } = await accept(entryId)
    expect(desk.commandsSince(before)).toEqual(['waitlist.accept'])
    expect(entry(entryId)).toMatchObject({ status: 'booked', reservationId, offer: null })
    expect(desk.hold(holdId)).toMatchObject({ status: 'converted', reservationId })
    expect(hotel.ledger.queries.reservation({ reservationId })).toMatchObject({
      code,
      source: 'direct',
      booker: { surname: 'Berg' },
      note: 'Cot',
      stays: [
        {
          ratePlanId: hotel.ratePlan('FLEX'),
          roomTypeId: hotel.roomType('DBL'),
          arrival: day(10),
          departure: day(12),
          adults: 2,
          childrenAges: [3],
          guest: { surname: 'Berg' },
          totalMinor: 24_000,
        },
      ],
    })
    expect(left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
    await desk.refused(() => accept(entryId), 'NothingOffered', { status: 'booked' })
  })

  test('of other dates than the exact ones is booked as it was offered', async () => {
    await sell(10, 11)
    const entryId = await add('Berg', { flexibleDays: 1 })
    const { reservationId } = await accept(entryId)
    expect(hotel.ledger.queries.reservation({ reservationId }).stays).toMatchObject([
      { arrival: day(11), departure: day(13) },
    ])
  })

  test('that the plan does not allow stays an offer, and is booked when the desk says so', async () => {
    await hotel.ledger.submit('rates.setRange', EVERYTHING, {
      idempotencyKey: key(),
      ratePlanId: hotel.ratePlan('FLEX'),
      roomTypeIds: [hotel.roomType('DBL')],
      from: day(10),
      to: day(11),
      restrictions: { closedToArrival: true },
    })
    const entryId = await add('Berg')
    await desk.refused(() => accept(entryId), 'RestrictionNotMet', { restriction: 'closedToArrival' })
    expect(entry(entryId).status).toBe('offered')
    await accept(entryId, true)
    expect(entry(entryId).status).toBe('booked')
  })

  test('that expires lapses, and the next entry has its own in the same commit, also after days of sleep', async () => {
    const first = await add('Berg', { offerHours: 24 })
    const second = await add('Dahl', { offerHours: 48 })
    const third = await add('Eide')
    hotel.clock.at += DAY
    const before = hotel.ledger.queries.headSeq()
    // Nobody comes between: the room goes to the waitlist before this sale is looked at.
    await desk.refused(() => sell(10, 12), 'RoomTypeSoldOut')
    await hotel.ledger.tick()
    expect(desk.commandsSince(before).slice(0, 2)).toEqual(['holds.expire', 'waitlist.offer'])
    expect([first, second, third].map((id) => entry(id).status)).toEqual(['lapsed', 'offered', 'waiting'])
    expect(entry(second).offer!.expiresAt).toBe(hotel.clock.at + 48 * HOUR)
    hotel.clock.at += 4 * DAY
    await sell(30, 31)
    expect([first, second, third].map((id) => entry(id).status)).toEqual(['lapsed', 'lapsed', 'offered'])
  })

  test('whose hold is released by hand lapses too, and goes to the next', async () => {
    const first = await add('Berg')
    const second = await add('Dahl')
    await desk.release(entry(first).offer!.holdId)
    expect([entry(first).status, entry(second).status]).toEqual(['lapsed', 'offered'])
  })

  test('whose hold is converted by hand has been booked', async () => {
    const entryId = await add('Berg')
    const nights = { arrival: day(10), departure: day(12) }
    const { reservationId } = await desk.convert(entry(entryId).offer!.holdId, [nights])
    expect(entry(entryId)).toMatchObject({ status: 'booked', reservationId })
  })

  test('of an entry that is withdrawn goes to the next; withdrawn it stays', async () => {
    const first = await add('Berg')
    const second = await add('Dahl')
    const { holdId } = entry(first).offer!
    await withdraw(first)
    expect(desk.hold(holdId).status).toBe('released')
    expect([entry(first).status, entry(second).status]).toEqual(['withdrawn', 'offered'])
    expect(left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
  })

  test('what has ended is listed for 30 days after those that wait', async () => {
    await sell(10, 12)
    await withdraw(await add('Berg'))
    await add('Dahl')
    expect(list()).toEqual(['Dahl waiting', 'Berg withdrawn'])
    hotel.clock.at += 31 * DAY
    await hotel.ledger.tick()
    expect(list()).toEqual(['Dahl lapsed'])
  })
})

test('at most so many offers at once; the rest follows with the next command', async () => {
  await hotel.close()
  hotel = await openTestHotel({ types: { DBL: MOST_OFFERS_AT_ONCE + 5 } })
  desk = stockSteps(hotel)
  const { holdId } = await desk.place([{ rooms: MOST_OFFERS_AT_ONCE + 5, from: day(10), to: day(12) }])
  for (let index = 0; index < MOST_OFFERS_AT_ONCE + 3; index++) await add(`Guest ${index}`)
  await desk.release(holdId)
  const offered = () => entries().filter((each) => each.status === 'offered').length
  expect(offered()).toBe(MOST_OFFERS_AT_ONCE)
  expect(hotel.left('DBL', day(10))).toBe(5)
  await hotel.sell({ arrival: day(30), departure: day(31) })
  expect(offered()).toBe(MOST_OFFERS_AT_ONCE + 3)
})
