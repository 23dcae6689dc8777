/** A desk's day on a real file: sell, assign, check in, check out, cancel; and every refusal leaves nothing behind. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'

let hotel: TestHotel
beforeEach(async () => {
  hotel = await openTestHotel()
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const stays = (command: 'stays.checkIn' | 'stays.checkOut', stayId: string, roomId?: string) =>
  hotel.ledger.submit(command, EVERYTHING, {
    idempotencyKey: key(),
    stayId,
    ...(roomId === undefined ? {} : { roomId }),
  })
const assign = (stayId: string, roomId: string | null) =>
  hotel.ledger.submit('stays.assignRoom', EVERYTHING, { idempotencyKey: key(), stayId, roomId })
const cancel = (reservationId: string) =>
  hotel.ledger.submit('reservations.cancel', EVERYTHING, {
    idempotencyKey: key(),
    reservationId,
    reason: '',
    agreedWithChannel: false,
    fee: 'policy',
  })

describe('selling', () => {
  test('I2: a sale takes every night once, the next one what is left, and then the type is sold out', async () => {
    await hotel.sell()
    expect(hotel.left('DBL', TODAY)).toBe(1)
    await hotel.sell({ arrival: day(1), departure: day(3) })
    expect([0, 1, 2, 3].map((offset) => hotel.left('DBL', day(offset)))).toEqual([1, 0, 1, 2])
    await expect(hotel.sell({ departure: day(3) })).rejects.toMatchObject({
      code: 'RoomTypeSoldOut',
      data: { roomTypeId: hotel.roomType('DBL'), date: day(1) },
    })
    expect([0, 1, 2, 3].map((offset) => hotel.left('DBL', day(offset)))).toEqual([1, 0, 1, 2])
  })

  test('I4: of a booking of two rooms whose second does not fit, nothing is left', async () => {
    const before = hotel.ledger.queries.headSeq()
    const room = {
      roomTypeId: hotel.roomType('SGL'),
      ratePlanId: hotel.ratePlan('FLEX'),
      arrival: TODAY,
      departure: day(1),
      adults: 1,
      childrenAges: [],
    }
    await expect(
      hotel.ledger.submit('reservations.create', EVERYTHING, {
        idempotencyKey: key(),
        booker: { surname: 'Rossi', firstName: '', email: '', phone: '' },
        rooms: [room, room],
        checkIn: false,
        ignoreRestrictions: false,
        note: '',
      }),
    ).rejects.toMatchObject({ code: 'RoomTypeSoldOut' })
    expect(hotel.left('SGL', TODAY)).toBe(1)
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    expect(hotel.ledger.store.sqlite.prepare('SELECT count(*) FROM guest').pluck().get()).toBe(0)
  })

  test('the price comes from the plan by number of adults, or as agreed', async () => {
    expect((await hotel.sell({ adults: 1 })).totalMinor).toBe(20_000)
    expect((await hotel.sell({ nightlyAmounts: [1, 2] })).totalMinor).toBe(3)
  })

  test.each([
    ['StayHasNoNights', { departure: TODAY }],
    ['ArrivalInPast', { arrival: day(-1) }],
    ['DateBeyondHorizon', { departure: day(801) }],
    ['NoRateForNight', { arrival: day(399), departure: day(401) }],
    ['TooManyGuests', { adults: 4 }],
    ['UnknownRoomType', { roomTypeId: '00000000-0000-7000-8000-000000000000' }],
    ['UnknownRatePlan', { ratePlanId: '00000000-0000-7000-8000-000000000000' }],
    ['UnknownRoom', { roomId: '00000000-0000-7000-8000-000000000000' }],
    ['InvalidInput', { nightlyAmounts: [1] }],
  ] as const)('answers %s and changes nothing', async (code, change) => {
    const before = hotel.ledger.queries.headSeq()
    await expect(
      hotel.sell({ ...change, nightlyAmounts: undefined, ...change } as never),
    ).rejects.toMatchObject({ code })
    expect(hotel.ledger.queries.headSeq()).toBe(before)
    expect(hotel.left('DBL', TODAY)).toBe(2)
  })
})

describe('rooms', () => {
  test('a walk-in is in house at once, in its room, and the room cannot be given again', async () => {
    const roomId = hotel.room('101')
    const sold = await hotel.sell({ checkIn: true, roomId })
    expect(hotel.ledger.queries.inHouse().stays).toMatchObject([
      { stayId: sold.stayIds[0], roomId, status: 'in_house' },
    ])
    const next = await hotel.sell({ arrival: day(1), departure: day(3) })
    await expect(assign(next.stayIds[0]!, roomId)).rejects.toMatchObject({
      code: 'RoomNotFree',
      data: { roomId, date: day(1) },
    })
    await expect(hotel.sell({ checkIn: true, roomId, type: 'SGL', adults: 1 })).rejects.toMatchObject({
      code: 'RoomOccupied',
    })
  })

  test('I1: the file itself refuses two stays in one room on one night, and two in house in one room', async () => {
    await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    const other = await hotel.sell()
    const { sqlite } = hotel.ledger.store
    expect(() =>
      sqlite
        .prepare(
          `INSERT INTO room_night (room_id, date, room_type_id, stay_id)
           SELECT 1, ?, 1, id FROM stay WHERE public_id = ?`,
        )
        .run(TODAY, other.stayIds[0]),
    ).toThrow(/UNIQUE/)
    expect(() =>
      sqlite
        .prepare(`UPDATE stay SET status = 'in_house', room_id = 1 WHERE public_id = ?`)
        .run(other.stayIds[0]),
    ).toThrow(/UNIQUE/)
  })

  test('I2: the file itself refuses a count beyond what there is', () => {
    const { sqlite } = hotel.ledger.store
    expect(() => sqlite.prepare('UPDATE inventory SET booked = total + 1 WHERE date = ?').run(TODAY)).toThrow(
      /CHECK/,
    )
    expect(() => sqlite.prepare('UPDATE inventory SET oversold = 1 WHERE date = ?').run(TODAY)).toThrow(
      /CHECK/,
    )
  })

  test('a room of another type moves the count to that type, under its guard', async () => {
    const sold = await hotel.sell()
    const stayId = sold.stayIds[0]!
    await assign(stayId, hotel.room('103'))
    expect([hotel.left('DBL', TODAY), hotel.left('SGL', TODAY)]).toEqual([2, 0])
    const second = await hotel.sell()
    await expect(assign(second.stayIds[0]!, hotel.room('103'))).rejects.toMatchObject({ code: 'RoomNotFree' })
    await assign(stayId, hotel.room('101'))
    expect([hotel.left('DBL', TODAY), hotel.left('SGL', TODAY)]).toEqual([0, 1])
    await hotel.sell({ type: 'SGL', adults: 1 })
    await expect(assign(stayId, hotel.room('103'))).rejects.toMatchObject({ code: 'RoomTypeSoldOut' })
  })

  test('check-in needs a room, the right day and the right state', async () => {
    const today = (await hotel.sell()).stayIds[0]!
    const later = (await hotel.sell({ arrival: day(1) })).stayIds[0]!
    await expect(stays('stays.checkIn', today)).rejects.toMatchObject({ code: 'RoomRequired' })
    await expect(stays('stays.checkIn', later, hotel.room('101'))).rejects.toMatchObject({
      code: 'StayNotDueIn',
    })
    await stays('stays.checkIn', today, hotel.room('101'))
    await expect(stays('stays.checkIn', today)).rejects.toMatchObject({ code: 'StayStateForbids' })
    await expect(assign(today, null)).rejects.toMatchObject({ code: 'RoomRequired' })
    await assign(today, hotel.room('102'))
    expect(hotel.ledger.queries.inHouse().stays[0]!.roomId).toBe(hotel.room('102'))
  })

  test('leaving early frees the nights from the business date on', async () => {
    const sold = await hotel.sell({ departure: day(3), checkIn: true, roomId: hotel.room('101') })
    hotel.clock.at += 86_400_000
    await hotel.ledger.tick()
    const answer = await stays('stays.checkOut', sold.stayIds[0]!)
    expect(answer).toMatchObject({ freedNights: 2 })
    const nights = hotel.ledger.queries.reservation({ reservationId: sold.reservationId }).stays[0]!.nights
    expect(nights.map((night) => [night.date, night.counted])).toEqual([
      [day(0), true],
      [day(1), false],
      [day(2), false],
    ])
    expect(hotel.left('DBL', day(1))).toBe(2)
  })
})

describe('cancelling', () => {
  test('frees the nights and the room, once', async () => {
    const sold = await hotel.sell({ roomId: hotel.room('101') })
    await cancel(sold.reservationId)
    expect(hotel.left('DBL', TODAY)).toBe(2)
    await hotel.sell({ roomId: hotel.room('101') })
    await expect(cancel(sold.reservationId)).rejects.toMatchObject({ code: 'ReservationAlreadyCancelled' })
  })

  test('a stay that is in house is not cancelled', async () => {
    const sold = await hotel.sell({ checkIn: true, roomId: hotel.room('101') })
    await expect(cancel(sold.reservationId)).rejects.toMatchObject({ code: 'StayStateForbids' })
  })
})

describe('idempotency', () => {
  test('I4: a repeat answers as the first did, another input under the same key is refused, also after reopening', async () => {
    const input = {
      idempotencyKey: key(),
      booker: { surname: 'Rossi', firstName: '', email: '', phone: '' },
      rooms: [
        {
          roomTypeId: hotel.roomType('DBL'),
          ratePlanId: hotel.ratePlan('FLEX'),
          arrival: TODAY,
          departure: day(1),
          adults: 2,
          childrenAges: [],
        },
      ],
      checkIn: false,
      ignoreRestrictions: false,
      note: '',
    }
    const first = await hotel.ledger.submit('reservations.create', EVERYTHING, input)
    expect(await hotel.ledger.submit('reservations.create', EVERYTHING, input)).toEqual(first)
    hotel = await hotel.reopen()
    expect(await hotel.ledger.submit('reservations.create', EVERYTHING, input)).toEqual(first)
    expect(hotel.left('DBL', TODAY)).toBe(1)
    await expect(
      hotel.ledger.submit('reservations.create', EVERYTHING, { ...input, note: 'other' }),
    ).rejects.toMatchObject({ code: 'IdempotencyKeyReused' })
    await hotel.ledger.submit('reservations.create', 'someone else', input)
    expect(hotel.left('DBL', TODAY)).toBe(0)
  })

  test('a refused command keeps no answer: the same key works once there is room', async () => {
    const blocker = await hotel.sell({ type: 'SGL', adults: 1 })
    const idempotencyKey = key()
    const attempt = () =>
      hotel.ledger.submit('reservations.create', EVERYTHING, {
        idempotencyKey,
        booker: { surname: 'Rossi', firstName: '', email: '', phone: '' },
        rooms: [
          {
            roomTypeId: hotel.roomType('SGL'),
            ratePlanId: hotel.ratePlan('FLEX'),
            arrival: TODAY,
            departure: day(1),
            adults: 1,
            childrenAges: [],
          },
        ],
        checkIn: false,
        ignoreRestrictions: false,
        note: '',
      })
    await expect(attempt()).rejects.toMatchObject({ code: 'RoomTypeSoldOut' })
    await cancel(blocker.reservationId)
    await expect(attempt()).resolves.toMatchObject({ currency: 'EUR' })
  })
})
