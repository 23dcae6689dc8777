/** Why a number is what it is: the reasons of every cell sum to what is left, and channels are told what the lanes send. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { settingsOfKind } from '../../shared/channel-settings.ts'
import { nightsOf } from '../../shared/dates.ts'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 4, SGL: 1 } })
})
afterEach(() => hotel.close())

const why = (code: string, date = TODAY) =>
  hotel.ledger.queries.whyAvailability({ roomTypeId: hotel.roomType(code), date })

async function connect(buffer: number, cap: number | null) {
  return hotel.ledger.submit('channels.connect', EVERYTHING, {
    idempotencyKey: key(),
    kind: 'bookingcom',
    name: 'Booking.com',
    settings: settingsOfKind('bookingcom', { hotelCode: '1' }),
    exposure: { buffer, cap, horizonDays: 30, safetyBuffer: 0 },
    credentials: { username: 'u', password: 'p' },
    mapping: [{ roomTypeId: hotel.roomType('DBL'), roomCode: 'DBL', rates: [] }],
  })
}

describe('what is left', () => {
  test('is told by rooms, allowance, blocks and stays, which sum to it', async () => {
    const { code, reservationId, stayIds } = await hotel.sell()
    hotel.clock.at += 60_000
    const { blockId } = await hotel.ledger.submit('rooms.block', EVERYTHING, {
      idempotencyKey: key(),
      roomId: hotel.room('102'),
      from: TODAY,
      to: day(1),
      reason: 'shower',
      kind: 'out_of_order',
      force: false,
    })
    const { seq } = await hotel.ledger.submit('overbooking.setAllowance', EVERYTHING, {
      idempotencyKey: key(),
      roomTypeId: hotel.roomType('DBL'),
      from: TODAY,
      to: day(1),
      rooms: 2,
      force: false,
    })
    const told = why('DBL')
    expect(told.reasons).toEqual([
      { what: 'total', rooms: 4 },
      { what: 'allowance', rooms: 2 },
      { what: 'block', rooms: -1, blockId, roomId: hotel.room('102'), reason: 'shower' },
      { what: 'stay', rooms: -1, stayId: stayIds[0], reservationId, code, guestName: 'Anna Petersen' },
    ])
    expect(told.left).toBe(4)
    expect(told.changed).toEqual({
      seq,
      at: hotel.clock.at,
      actor: EVERYTHING,
      command: 'overbooking.setAllowance',
    })
    for (const date of nightsOf({ from: TODAY, to: day(4) })) {
      for (const type of ['DBL', 'SGL']) {
        const { reasons, left } = why(type, date)
        expect(reasons.reduce((sum, { rooms }) => sum + rooms, 0)).toBe(left)
        expect(Math.max(0, left)).toBe(hotel.left(type, date))
      }
    }
  })

  test('is what each channel is told of, by the rule of the lanes; an unmapped type is 0', async () => {
    const { channelId } = await connect(1, 2)
    await hotel.sell()
    const cells = hotel.ledger.queries.channelCells({
      channelId,
      facet: 'availability',
      from: TODAY,
      to: day(3),
      unsettled: false,
    }).cells
    expect(cells.map(({ desired }) => desired)).toEqual(['2', '2', '2'])
    for (const { date, desired } of cells) {
      expect(why('DBL', date).channels).toEqual([
        { channelId, name: 'Booking.com', buffer: 1, cap: 2, mapped: true, desired: Number(desired) },
      ])
    }
    await hotel.sell()
    await hotel.sell()
    expect(why('DBL').channels[0]).toMatchObject({ desired: 0 })
    expect(why('SGL').channels[0]).toMatchObject({ mapped: false, desired: 0 })
    expect(why('DBL', day(30)).channels).toEqual([])
  })

  test('beyond the inventory nothing is explained', () => {
    const beyond = hotel.ledger.queries.hotel()!.horizon
    expect(() => why('DBL', beyond)).toThrow(expect.objectContaining({ code: 'DateBeyondHorizon' }))
    expect(() => hotel.ledger.queries.whyAvailability({ roomTypeId: key(), date: TODAY })).toThrow(
      expect.objectContaining({ code: 'UnknownRoomType' }),
    )
  })
})

describe('a price', () => {
  const whyRate = (date = TODAY) =>
    hotel.ledger.queries.whyRate({
      ratePlanId: hotel.ratePlan('FLEX'),
      roomTypeId: hotel.roomType('DBL'),
      date,
    })

  test('names the command that set it, and the one that restricted the night', async () => {
    hotel.clock.at += 60_000
    const { seq } = await hotel.ledger.submit('rates.setRange', 'manager', {
      idempotencyKey: key(),
      ratePlanId: hotel.ratePlan('FLEX'),
      roomTypeIds: [hotel.roomType('DBL')],
      from: TODAY,
      to: day(1),
      restrictions: { minLosArrival: 2 },
    })
    const told = whyRate()
    expect(told.day).toMatchObject({ prices: [10_000, 12_000], restrictions: { minLosArrival: 2 } })
    expect(told.steps).toMatchObject([
      { what: 'hand', prices: [10_000, 12_000], changed: { seq: 2, actor: EVERYTHING } },
    ])
    expect(told.restrictionsChanged).toEqual({
      seq,
      at: hotel.clock.at,
      actor: 'manager',
      command: 'rates.setRange',
    })
    expect(told.cancellationPolicyId).toBeNull()
  })

  test('a night without a price has no steps; one beyond the inventory is refused', () => {
    expect(whyRate(day(500))).toMatchObject({ day: { prices: [] }, steps: [], restrictionsChanged: null })
    const beyond = hotel.ledger.queries.hotel()!.horizon
    expect(() => whyRate(beyond)).toThrow(expect.objectContaining({ code: 'DateBeyondHorizon' }))
  })
})
