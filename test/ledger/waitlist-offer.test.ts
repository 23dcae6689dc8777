/** What becomes of an offer of the waitlist: accepted, lapsed, taken back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, EVERYTHING, key, openTestHotel, type TestHotel } from './ledger-fixture.ts'
import { DAY, HOUR, type StockSteps, stockSteps } from './stock-steps.ts'
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

describe('an offer', () => {
  test("accepted becomes a reservation at the entry's plan, in one command, in a full house", async () => {
    const entryId = await waitlist.add('Berg', { note: 'Cot', childrenAges: [3] })
    const { holdId } = waitlist.entry(entryId).offer!
    const before = hotel.ledger.queries.headSeq()
    const { reservationId, code } = await waitlist.accept(entryId)
    expect(desk.commandsSince(before)).toEqual(['waitlist.accept'])
    expect(waitlist.entry(entryId)).toMatchObject({ status: 'booked', reservationId, offer: null })
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
    expect(waitlist.left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
    await desk.refused(() => waitlist.accept(entryId), 'NothingOffered', { status: 'booked' })
  })

  test('of other dates than the exact ones is booked as it was offered', async () => {
    await waitlist.sell(10, 11)
    const entryId = await waitlist.add('Berg', { flexibleDays: 1 })
    const { reservationId } = await waitlist.accept(entryId)
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
    const entryId = await waitlist.add('Berg')
    await desk.refused(() => waitlist.accept(entryId), 'RestrictionNotMet', {
      restriction: 'closedToArrival',
    })
    expect(waitlist.entry(entryId).status).toBe('offered')
    await waitlist.accept(entryId, true)
    expect(waitlist.entry(entryId).status).toBe('booked')
  })

  test('that expires lapses, and the next entry has its own in the same commit, also after days of sleep', async () => {
    const first = await waitlist.add('Berg', { offerHours: 24 })
    const second = await waitlist.add('Dahl', { offerHours: 48 })
    const third = await waitlist.add('Eide')
    hotel.clock.at += DAY
    const before = hotel.ledger.queries.headSeq()
    // Nobody comes between: the room goes to the waitlist before this sale is looked at.
    await desk.refused(() => waitlist.sell(10, 12), 'RoomTypeSoldOut')
    await hotel.ledger.tick()
    expect(desk.commandsSince(before).slice(0, 2)).toEqual(['holds.expire', 'waitlist.offer'])
    expect([first, second, third].map((id) => waitlist.entry(id).status)).toEqual([
      'lapsed',
      'offered',
      'waiting',
    ])
    expect(waitlist.entry(second).offer!.expiresAt).toBe(hotel.clock.at + 48 * HOUR)
    hotel.clock.at += 4 * DAY
    await waitlist.sell(30, 31)
    expect([first, second, third].map((id) => waitlist.entry(id).status)).toEqual([
      'lapsed',
      'lapsed',
      'offered',
    ])
  })

  test('whose hold is released by hand lapses too, and goes to the next', async () => {
    const first = await waitlist.add('Berg')
    const second = await waitlist.add('Dahl')
    await desk.release(waitlist.entry(first).offer!.holdId)
    expect([waitlist.entry(first).status, waitlist.entry(second).status]).toEqual(['lapsed', 'offered'])
  })

  test('whose hold is converted by hand has been booked', async () => {
    const entryId = await waitlist.add('Berg')
    const nights = { arrival: day(10), departure: day(12) }
    const { reservationId } = await desk.convert(waitlist.entry(entryId).offer!.holdId, [nights])
    expect(waitlist.entry(entryId)).toMatchObject({ status: 'booked', reservationId })
  })

  test('of an entry that is withdrawn goes to the next; withdrawn it stays', async () => {
    const first = await waitlist.add('Berg')
    const second = await waitlist.add('Dahl')
    const { holdId } = waitlist.entry(first).offer!
    await waitlist.withdraw(first)
    expect(desk.hold(holdId).status).toBe('released')
    expect([waitlist.entry(first).status, waitlist.entry(second).status]).toEqual(['withdrawn', 'offered'])
    expect(waitlist.left('DBL')).toEqual([1, 1, 0, 0, 1, 1])
  })

  test('what has ended is listed for 30 days after those that wait', async () => {
    await waitlist.sell(10, 12)
    await waitlist.withdraw(await waitlist.add('Berg'))
    await waitlist.add('Dahl')
    expect(waitlist.list()).toEqual(['Dahl waiting', 'Berg withdrawn'])
    hotel.clock.at += 31 * DAY
    await hotel.ledger.tick()
    expect(waitlist.list()).toEqual(['Dahl lapsed'])
  })
})
