/** A stay changed in its room type, party, rate plan and price as one command, with the price shown beforehand. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { type Given, type StayDesk, stayDesk } from './stay-desk.ts'

let hotel: TestHotel
let desk: StayDesk
beforeEach(async () => {
  hotel = await openTestHotel()
  desk = stayDesk(hotel)
  await price('SGL', 8_000)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const price = (type: string, amountMinor: number) =>
  desk.submit('rates.setRange', {
    ratePlanId: hotel.ratePlan('FLEX'),
    roomTypeIds: [hotel.roomType(type)],
    from: TODAY,
    to: day(30),
    prices: [amountMinor, amountMinor + 1_000],
  })

type Change = Given<'stays.change'>
const dates = { arrival: day(1), departure: day(3) }
/** A stay of two adults for two nights, at 120.00 each. */
async function sold(change: Parameters<TestHotel['sell']>[0] = {}) {
  const { stayIds, reservationId } = await hotel.sell({ ...dates, ...change })
  const stayId = stayIds[0]!
  return {
    stayId,
    reservationId,
    change: (input: Partial<Change>) =>
      desk.submit('stays.change', { stayId, ...dates, roomId: null, price: 'keep', ...input }),
    refused: (input: Partial<Change>) =>
      desk.refusal('stays.change', { stayId, ...dates, roomId: null, price: 'keep', ...input }),
    preview: (input: Partial<Omit<Change, 'price'>>) =>
      hotel.ledger.queries.previewStayChange({ stayId, ...dates, roomId: null, ...input }),
    now: () => desk.stay(reservationId),
  }
}

describe('another room type', () => {
  test('is sold from now on and counted for the nights to come; its price is shown both ways', async () => {
    const stay = await sold()
    const roomTypeId = hotel.roomType('SGL')
    expect(stay.preview({ roomTypeId })).toMatchObject({
      before: { roomTypeId: hotel.roomType('DBL'), totalMinor: 24_000 },
      keep: { possible: true, roomTypeId, totalMinor: 24_000 },
      plan: { possible: true, roomTypeId, totalMinor: 18_000 },
    })
    expect(stay.now().roomTypeId).toBe(hotel.roomType('DBL'))
    expect(await stay.change({ roomTypeId, departure: day(4) })).toMatchObject({ totalMinor: 33_000 })
    expect(stay.now()).toMatchObject({ roomTypeId, nights: [1, 2, 3].map(() => ({ roomTypeId })) })
    expect([hotel.left('DBL', day(1)), hotel.left('SGL', day(1))]).toEqual([2, 0])
    // And back, at the plan's price.
    await stay.change({ roomTypeId: hotel.roomType('DBL'), price: 'plan' })
    expect(stay.now()).toMatchObject({ roomTypeId: hotel.roomType('DBL'), totalMinor: 24_000 })
    expect([hotel.left('DBL', day(1)), hotel.left('SGL', day(1))]).toEqual([1, 1])
  })

  test('ends an upgrade for nothing; a room given with it must be of it', async () => {
    const stay = await sold({ roomId: hotel.room('101') })
    const roomTypeId = hotel.roomType('SGL')
    expect(await stay.refused({ roomTypeId, roomId: hotel.room('101') })).toEqual({
      code: 'RoomOfAnotherType',
      data: { roomId: hotel.room('101'), roomTypeId },
    })
    await stay.change({ roomId: hotel.room('103') })
    expect(stay.now()).toMatchObject({ roomTypeId: hotel.roomType('DBL'), nights: [{ roomTypeId }, {}] })
    await stay.change({ roomTypeId: hotel.roomType('DBL') })
    expect(stay.now().nights[0]).toMatchObject({ roomTypeId: hotel.roomType('DBL'), roomId: null })
    await stay.change({ roomTypeId, roomId: hotel.room('103') })
    expect(stay.now()).toMatchObject({ roomTypeId, nights: [{ roomTypeId, roomId: hotel.room('103') }, {}] })
  })

  test('is refused when it is sold out, is unknown, or too small; nothing is changed then', async () => {
    const stay = await sold()
    await hotel.sell({ type: 'SGL', arrival: day(2), departure: day(3) })
    const before = desk.rows()
    const roomTypeId = hotel.roomType('SGL')
    const soldOut = { code: 'RoomTypeSoldOut', data: { roomTypeId, date: day(2) } }
    expect(await stay.refused({ roomTypeId })).toEqual(soldOut)
    expect(stay.preview({ roomTypeId }).keep).toEqual({ possible: false, ...soldOut })
    const nobody = '018f2b7c-0000-7000-8000-000000000000'
    expect(await stay.refused({ roomTypeId: nobody })).toMatchObject({ code: 'UnknownRoomType' })
    expect(await stay.refused({ ratePlanId: nobody })).toMatchObject({ code: 'UnknownRatePlan' })
    expect(await stay.refused({ roomTypeId, adults: 3, childrenAges: [4] })).toEqual({
      code: 'TooManyGuests',
      data: { roomTypeId, guests: 4, maxOccupancy: 3 },
    })
    expect(desk.rows()).toBe(before)
  })
})

describe('another party and plan', () => {
  test('the party decides the plan’s price, and must fit the type that counts', async () => {
    const stay = await sold()
    expect(stay.preview({ adults: 1 })).toMatchObject({
      keep: { possible: true, totalMinor: 24_000 },
      plan: { possible: true, totalMinor: 20_000 },
    })
    await stay.change({ adults: 1, childrenAges: [3, 9], price: 'plan' })
    expect(stay.now()).toMatchObject({ adults: 1, childrenAges: [3, 9], totalMinor: 20_000 })
    expect(await stay.refused({ adults: 2 })).toMatchObject({ code: 'TooManyGuests', data: { guests: 4 } })
    // What is left out stays as it is.
    await stay.change({ departure: day(4) })
    expect(stay.now()).toMatchObject({ adults: 1, childrenAges: [3, 9] })
  })

  test('another plan asks its own price for what is not kept, or has none', async () => {
    hotel.ledger.store.sqlite.exec(
      "INSERT INTO rate_plan (public_id, code, name, position) VALUES ('018f2b7c-1111-7000-8000-000000000000', 'NONREF', 'Nonrefundable', 9)",
    )
    await desk.savePolicy()
    const ratePlanId = hotel.ratePlan('NONREF')
    const stay = await sold()
    expect(stay.preview({ ratePlanId })).toMatchObject({
      keep: { possible: true, totalMinor: 24_000 },
      plan: { possible: false, code: 'NoRateForNight', data: { ratePlanId, date: day(1) } },
    })
    await desk.submit('rates.setRange', {
      ratePlanId,
      roomTypeIds: [hotel.roomType('DBL')],
      from: TODAY,
      to: day(30),
      prices: [7_000],
    })
    await stay.change({ ratePlanId, departure: day(4) })
    expect(stay.now()).toMatchObject({ ratePlanId, totalMinor: 31_000 })
    await stay.change({ price: 'plan' })
    expect(stay.now()).toMatchObject({ ratePlanId, totalMinor: 14_000 })
  })
})

describe('an agreed price', () => {
  test('is one for each night still to come, and replaces what was kept', async () => {
    const stay = await sold({ checkIn: true, arrival: TODAY, departure: day(3), roomId: hotel.room('101') })
    await desk.roll(1)
    const input = { arrival: TODAY, departure: day(4), roomId: hotel.room('101'), price: 'agreed' } as const
    const refused = (message: string) => ({
      code: 'InvalidInput',
      data: { issues: [{ path: 'nightlyAmounts', message }] },
    })
    const count = refused('give one amount for each of the 3 nights still to come')
    expect(await stay.refused(input)).toEqual(count)
    expect(await stay.refused({ ...input, nightlyAmounts: [1, 2, 3, 4] })).toEqual(count)
    expect(await stay.refused({ ...input, price: 'keep', nightlyAmounts: [1, 2, 3] })).toEqual(
      refused('amounts are given only with the price "agreed"'),
    )
    await stay.change({ ...input, nightlyAmounts: [0, 9_900, 8_800] })
    expect(stay.now().nights.map((night) => night.amountMinor)).toEqual([12_000, 0, 9_900, 8_800])
    // A guest who leaves today has no night to come, and so no amount.
    await stay.change({ ...input, departure: day(1) })
    expect(stay.now()).toMatchObject({ departure: day(1), totalMinor: 12_000 })
  })
})

describe('how long a stay may be', () => {
  const rule = (maxStayNights: number) => desk.submit('property.setRules', { maxStayNights })

  test('a sale and a longer stay obey the house; one that is longer already may become shorter', async () => {
    const stay = await sold({ departure: day(7) })
    await rule(4)
    const tooLong = (nights: number) => ({ code: 'StayTooLong', data: { nights, maxNights: 4 } })
    await expect(hotel.sell({ departure: day(5) })).rejects.toMatchObject(tooLong(5))
    expect(await stay.refused({ departure: day(8) })).toEqual(tooLong(7))
    expect(stay.preview({ departure: day(8) }).keep).toEqual({ possible: false, ...tooLong(7) })
    await stay.change({ departure: day(7), adults: 1 })
    await stay.change({ departure: day(6) })
    await stay.change({ departure: day(3) })
    expect(await stay.refused({ departure: day(6) })).toEqual(tooLong(5))
    await hotel.sell({ departure: day(4) })
  })
})

test('the journal has how the stay stood before, by ids and values', async () => {
  const stay = await sold({ roomId: hotel.room('102') })
  await stay.change({ roomTypeId: hotel.roomType('SGL'), adults: 1, childrenAges: [5] })
  expect(hotel.ledger.queries.journal({ limit: 1 }).rows[0]).toMatchObject({
    command: 'stays.change',
    payload: {
      stay: stay.stayId,
      roomType: hotel.roomType('SGL'),
      adults: 1,
      children: 1,
      before: {
        ...dates,
        room: hotel.room('102'),
        roomType: hotel.roomType('DBL'),
        ratePlan: hotel.ratePlan('FLEX'),
        adults: 2,
        children: 0,
        totalMinor: 24_000,
      },
    },
  })
})
