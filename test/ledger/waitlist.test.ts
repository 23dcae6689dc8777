/** The waitlist on a real file: who is offered what became free, and in which order. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOST_OFFERS_AT_ONCE } from '../../main/ledger/waitlist/offers.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { HOUR, person, rollOf, type StockSteps, stockSteps } from './stock-steps.ts'
import { type WaitlistSteps, waitlistSteps } from './waitlist-steps.ts'

let hotel: TestHotel
let desk: StockSteps
let waitlist: WaitlistSteps
const begin = (opened: TestHotel) => {
  hotel = opened
  desk = stockSteps(hotel)
  waitlist = waitlistSteps(hotel)
}
beforeEach(async () => {
  begin(await openTestHotel({ types: { DBL: 1, SGL: 1 } }))
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const UNKNOWN = '01980000-0000-7000-8000-000000000000'

describe('waiting', () => {
  test('what is free already is offered at once, backed by a hold that expires', async () => {
    const at = hotel.clock.at
    const before = hotel.ledger.queries.headSeq()
    const entryId = await waitlist.add('Berg', { offerHours: 6 })
    expect(desk.commandsSince(before)).toEqual(['waitlist.add', 'waitlist.offer'])
    const { offer, ...rest } = waitlist.entry(entryId)
    expect(rest).toMatchObject({ status: 'offered', guestName: 'Berg', rank: null, rankBecause: null })
    expect(offer).toEqual({
      holdId: expect.any(String),
      roomTypeId: hotel.roomType('DBL'),
      arrival: day(10),
      departure: day(12),
      expiresAt: at + 6 * HOUR,
    })
    expect(desk.hold(offer!.holdId)).toMatchObject({ kind: 'waitlist', status: 'active', guestName: 'Berg' })
    expect(waitlist.left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
  })

  test('while nothing fits nothing is written but the entry, and its rank says why', async () => {
    await waitlist.sell(10, 11)
    const before = hotel.ledger.queries.headSeq()
    const ids = [
      await waitlist.add('Berg'),
      await waitlist.add('Dahl', { priority: 1 }),
      await waitlist.add('Eide', { priority: 5 }),
    ]
    expect(desk.commandsSince(before)).toEqual(['waitlist.add', 'waitlist.add', 'waitlist.add'])
    expect(
      waitlist.entries().map(({ guestName, rank, rankBecause }) => [guestName, rank, rankBecause]),
    ).toEqual([
      ['Dahl', 1, 'first'],
      ['Berg', 2, 'priority'],
      ['Eide', 3, 'waitedShorter'],
    ])
    await waitlist.change(ids[2]!, { priority: 1, note: 'Regular guest', offerHours: 2 })
    expect(
      waitlist
        .entries()
        .map(({ guestName, rank, rankBecause, note }) => [guestName, rank, rankBecause, note]),
    ).toEqual([
      ['Dahl', 1, 'first', ''],
      ['Eide', 2, 'waitedShorter', 'Regular guest'],
      ['Berg', 3, 'priority', ''],
    ])
  })

  test('every refusal changes nothing', async () => {
    await waitlist.sell(10, 11)
    const entryId = await waitlist.add('Berg')
    const wish = (input: Parameters<WaitlistSteps['add']>[1]) => () => waitlist.add('Dahl', input)
    await desk.refused(wish({ roomTypeIds: [UNKNOWN] }), 'UnknownRoomType')
    await desk.refused(wish({ ratePlanId: UNKNOWN }), 'UnknownRatePlan')
    await desk.refused(wish({ arrival: day(-1) }), 'ArrivalInPast')
    await desk.refused(wish({ departure: day(10) }), 'StayHasNoNights')
    await desk.refused(wish({ departure: day(801), arrival: day(799) }), 'DateBeyondHorizon')
    await desk.limitStays(5)
    await desk.refused(wish({ departure: day(16) }), 'StayTooLong', { nights: 6, maxNights: 5 })
    await desk.refused(wish({ adults: 3, childrenAges: [4] }), 'TooManyGuests', { guests: 4 })
    await desk.refused(() => waitlist.change(UNKNOWN, { priority: 1 }), 'UnknownWaitlistEntry')
    await desk.refused(() => waitlist.withdraw(UNKNOWN), 'UnknownWaitlistEntry')
    await desk.refused(() => waitlist.accept(UNKNOWN), 'UnknownWaitlistEntry')
    await desk.refused(() => waitlist.accept(entryId), 'NothingOffered', { entryId, status: 'waiting' })
    await waitlist.withdraw(entryId)
    const ended = { entryId, status: 'withdrawn' }
    await desk.refused(() => waitlist.withdraw(entryId), 'WaitlistEntryEnded', ended)
    await desk.refused(() => waitlist.change(entryId, { priority: 1 }), 'WaitlistEntryEnded', ended)
    await desk.refused(() => waitlist.accept(entryId), 'NothingOffered', ended)
  })

  test('a repeat with the same key waits once', async () => {
    const idempotencyKey = key()
    const first = await waitlist.add('Berg', { idempotencyKey })
    expect(await waitlist.add('Berg', { idempotencyKey })).toBe(first)
    expect(waitlist.entries()).toHaveLength(1)
  })

  test('the journal refers to the guest and does not name him', async () => {
    await waitlist.accept(await waitlist.add('Ødegård'))
    expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 9 }))).not.toContain('deg')
  })
})

describe('offers', () => {
  test('a cancellation is offered in the same commit, to the best entry only: by priority, then by time', async () => {
    const sold = await waitlist.sell(10, 12)
    await waitlist.add('Berg')
    await waitlist.add('Dahl', { priority: 2 })
    await waitlist.add('Eide', { priority: 2 })
    const before = hotel.ledger.queries.headSeq()
    await waitlist.cancel(sold.reservationId)
    expect(desk.commandsSince(before)).toEqual(['reservations.cancel', 'waitlist.offer'])
    expect(waitlist.list()).toEqual(['Dahl offered', 'Eide waiting', 'Berg waiting'])
    expect(waitlist.left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
    await desk.refused(() => waitlist.sell(11, 12), 'RoomTypeSoldOut')
  })

  test('an entry that what became free does not fit is passed over, and keeps its place', async () => {
    const sold = await waitlist.sell(10, 12)
    await waitlist.sell(12, 13)
    await waitlist.add('Berg', { departure: day(13) })
    await waitlist.add('Dahl', { arrival: day(11) })
    await waitlist.cancel(sold.reservationId)
    expect(waitlist.list()).toEqual(['Berg waiting', 'Dahl offered'])
  })

  test('types in the order wished for, exact dates before others, and of those the nearest, the earlier first', async () => {
    await waitlist.sell(10, 11)
    const later = await waitlist.add('Berg', { types: ['DBL', 'SGL'], flexibleDays: 2 })
    expect(waitlist.entry(later).offer).toMatchObject({ roomTypeId: hotel.roomType('DBL'), arrival: day(11) })
    const other = await waitlist.add('Dahl', { types: ['DBL', 'SGL'], flexibleDays: 2 })
    expect(waitlist.entry(other).offer).toMatchObject({ roomTypeId: hotel.roomType('DBL'), arrival: day(8) })
    const third = await waitlist.add('Eide', { types: ['DBL', 'SGL'], flexibleDays: 1 })
    expect(waitlist.entry(third).offer).toMatchObject({ roomTypeId: hotel.roomType('SGL'), arrival: day(10) })
    const fourth = await waitlist.add('Fosse', { types: ['SGL'], flexibleDays: 3 })
    expect(waitlist.entry(fourth).offer).toMatchObject({ arrival: day(8), departure: day(10) })
  })

  test('never before the business date, nor beyond the horizon', async () => {
    hotel.clock.at = rollOf(day(3))
    await hotel.ledger.tick()
    await waitlist.sell(3, 5)
    const early = await waitlist.add('Berg', { arrival: day(3), departure: day(4), flexibleDays: 1 })
    expect(hotel.left('DBL', day(2))).toBe(1)
    expect(waitlist.entry(early).status).toBe('waiting')
    await desk.place([{ from: day(801), to: day(803) }])
    const late = await waitlist.add('Dahl', { arrival: day(802), departure: day(803), flexibleDays: 1 })
    expect(waitlist.entry(late).status).toBe('waiting')
  })

  test('an entry whose dates have passed lapses', async () => {
    await hotel.sell({ arrival: TODAY, departure: day(3) })
    const exact = await waitlist.add('Berg', { arrival: day(1), departure: day(2) })
    const flexible = await waitlist.add('Dahl', { arrival: day(1), departure: day(2), flexibleDays: 1 })
    hotel.clock.at = rollOf(day(2))
    await hotel.ledger.tick()
    expect([waitlist.entry(exact).status, waitlist.entry(flexible).status]).toEqual(['lapsed', 'waiting'])
  })

  test('whatever frees rooms is offered: a hold released, a group returned, an allowance, a block undone', async () => {
    const free = async (type: string, taken: () => Promise<() => Promise<unknown>>) => {
      const giveBack = await taken()
      const entryId = await waitlist.add('Berg', { types: [type] })
      expect(waitlist.entry(entryId).status).toBe('waiting')
      await giveBack()
      expect(waitlist.entry(entryId).status).toBe('offered')
      await waitlist.withdraw(entryId)
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
    await waitlist.sell(10, 12)
    await waitlist.add('Berg')
    const before = hotel.ledger.queries.headSeq()
    await waitlist.sell(20, 22)
    await hotel.ledger.tick()
    expect(desk.commandsSince(before)).toEqual(['reservations.create'])
  })

  /** As no crash leaves it: an entry that waits while its room is free. */
  async function missedOffer(): Promise<string> {
    const entryId = await waitlist.add('Berg')
    const { sqlite } = hotel.ledger.store
    sqlite.exec("UPDATE hold SET status = 'released', ended_at = 1 WHERE kind = 'waitlist'")
    sqlite.exec(`UPDATE inventory SET held = 0 WHERE date IN ('${day(10)}', '${day(11)}')`)
    sqlite.exec("UPDATE waitlist_entry SET status = 'waiting', hold_id = NULL")
    begin(await hotel.reopen())
    expect(waitlist.entry(entryId).status).toBe('waiting')
    return entryId
  }

  test('after a start everybody is looked at again', async () => {
    const entryId = await missedOffer()
    await hotel.sell({ arrival: day(20), departure: day(21) })
    expect(waitlist.entry(entryId).status).toBe('offered')
  })

  test('what was offered before a command that is refused is undone with it, and offered again', async () => {
    await desk.place([{ from: day(20), to: day(21) }], { expiresAt: hotel.clock.at + HOUR })
    const entryId = await missedOffer()
    hotel.clock.at += HOUR
    await desk.refused(() => hotel.sell({ adults: 9 }), 'TooManyGuests')
    await hotel.ledger.tick()
    expect(waitlist.entry(entryId).status).toBe('offered')
  })
})

test('at most so many offers at once; the rest follows with the next command', async () => {
  await hotel.close()
  begin(await openTestHotel({ types: { DBL: MOST_OFFERS_AT_ONCE + 5 } }))
  const { holdId } = await desk.place([{ rooms: MOST_OFFERS_AT_ONCE + 5, from: day(10), to: day(12) }])
  for (let index = 0; index < MOST_OFFERS_AT_ONCE + 3; index++) await waitlist.add(`Guest ${index}`)
  await desk.release(holdId)
  const offered = () => waitlist.entries().filter((each) => each.status === 'offered').length
  expect(offered()).toBe(MOST_OFFERS_AT_ONCE)
  expect(hotel.left('DBL', day(10))).toBe(5)
  await hotel.sell({ arrival: day(30), departure: day(31) })
  expect(offered()).toBe(MOST_OFFERS_AT_ONCE + 3)
})
