/** Holds on a real file: placed whole or not at all, ended by the clock before the next command, converted in one step. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, EVERYTHING, key, openTestHotel, type TestHotel, TODAY } from './ledger-fixture.ts'
import { DAY, HOUR, person, type StockSteps, stockSteps } from './stock-steps.ts'

let hotel: TestHotel
let desk: StockSteps
beforeEach(async () => {
  hotel = await openTestHotel({ types: { DBL: 3, SGL: 1 } })
  desk = stockSteps(hotel)
})
afterEach(async () => {
  expect(hotel.differences()).toEqual([])
  await hotel.close()
})

const UNKNOWN = '01980000-0000-7000-8000-000000000000'

describe('placing', () => {
  test('I3: lines are held night by night, and those of one type that share nights count together', async () => {
    const { holdId } = await desk.place([
      { rooms: 1, from: TODAY, to: day(3) },
      { rooms: 2, from: day(1), to: day(2) },
      { type: 'SGL', from: day(1), to: day(2) },
    ])
    expect(desk.lefts('DBL', 4)).toEqual([2, 0, 2, 3])
    expect(desk.lefts('SGL', 3)).toEqual([1, 0, 1])
    const line = (type: string, from: number, to: number, rooms: number) => ({
      roomTypeId: hotel.roomType(type),
      from: day(from),
      to: day(to),
      rooms,
    })
    expect(desk.hold(holdId)).toMatchObject({
      kind: 'option',
      status: 'active',
      label: 'Agency Nord',
      guestName: null,
      endedAt: null,
      reservationId: null,
      lines: [line('DBL', 0, 1, 1), line('DBL', 1, 2, 3), line('DBL', 2, 3, 1), line('SGL', 1, 2, 1)],
    })
  })

  test('I2: what is held cannot be sold, and what is sold cannot be held', async () => {
    await desk.place([{ rooms: 3 }])
    await desk.refused(() => hotel.sell(), 'RoomTypeSoldOut', { date: TODAY })
    await hotel.sell({ type: 'SGL' })
    await desk.refused(() => desk.place([{ type: 'SGL', from: day(1), to: day(2) }]), 'RoomTypeSoldOut', {
      roomTypeId: hotel.roomType('SGL'),
      date: day(1),
    })
  })

  test('I4: of lines whose last one does not fit nothing is left, nor of lines that fit only one by one', async () => {
    await desk.refused(() => desk.place([{ rooms: 3 }, { type: 'SGL', rooms: 2 }]), 'RoomTypeSoldOut')
    await desk.refused(
      () => desk.place([{ rooms: 2 }, { rooms: 2, from: day(1), to: day(3) }]),
      'RoomTypeSoldOut',
      {
        date: day(1),
      },
    )
  })

  test('the guest is named by the list, and only referred to by the journal', async () => {
    const { holdId } = await desk.place([{}], { kind: 'quote', guest: person('Ødegård') })
    expect(desk.hold(holdId).guestName).toBe('Ødegård')
    expect(JSON.stringify(hotel.ledger.queries.journal({ limit: 5 }))).not.toContain('deg')
  })

  test('an expiry must lie in the future, at most 400 days ahead', async () => {
    const at = hotel.clock.at
    for (const expiresAt of [0, at - 1, at, at + 400 * DAY + 1]) {
      await desk.refused(() => desk.place([{}], { expiresAt }), 'ExpiryNotValid', { expiresAt })
    }
    await desk.place([{}], { expiresAt: at + 1 })
    await desk.place([{}], { expiresAt: at + 400 * DAY })
  })

  test('every other refusal changes nothing', async () => {
    const { horizon } = hotel.ledger.queries.hotel()!
    const place = (from: number, to: number) => () => desk.place([{ from: day(from), to: day(to) }])
    await desk.refused(place(-1, 1), 'ArrivalInPast', { arrival: day(-1), businessDate: TODAY })
    await desk.refused(place(2, 2), 'StayHasNoNights')
    await desk.refused(place(3, 2), 'StayHasNoNights')
    await desk.refused(place(0, 401), 'RangeTooLong', { days: 401, maxDays: 400 })
    await desk.refused(place(799, 801), 'DateBeyondHorizon', { horizon })
    const input = { kind: 'option', label: 'x', expiresAt: hotel.clock.at + 1 } as const
    await desk.refused(
      () =>
        hotel.ledger.submit('holds.place', EVERYTHING, {
          idempotencyKey: key(),
          ...input,
          lines: [{ roomTypeId: UNKNOWN, from: TODAY, to: day(1), rooms: 1 }],
        }),
      'UnknownRoomType',
      { roomTypeId: UNKNOWN },
    )
  })

  test('a repeat with the same key answers as the first did and holds nothing more', async () => {
    const idempotencyKey = key()
    const change = { idempotencyKey, expiresAt: hotel.clock.at + DAY }
    const first = await desk.place([{}], change)
    expect(await desk.place([{}], change)).toEqual(first)
    expect(desk.lefts('DBL', 1)).toEqual([2])
  })
})

describe('ending', () => {
  test('released rooms are for sale again, once', async () => {
    const { holdId } = await desk.place([{ rooms: 3 }])
    await desk.release(holdId)
    expect(desk.lefts('DBL', 2)).toEqual([3, 3])
    expect(desk.hold(holdId)).toMatchObject({ status: 'released', endedAt: hotel.clock.at })
    await desk.refused(() => desk.release(holdId), 'HoldEnded', { holdId, status: 'released' })
    await desk.refused(() => desk.convert(holdId), 'HoldEnded', { holdId, status: 'released' })
    await desk.refused(() => desk.release(UNKNOWN), 'UnknownHold', { holdId: UNKNOWN })
  })

  test('an expiry is moved later and earlier, but not into the past', async () => {
    const { holdId } = await desk.place()
    const extend = (expiresAt: number, id = holdId) =>
      hotel.ledger.submit('holds.extend', EVERYTHING, { idempotencyKey: key(), holdId: id, expiresAt })
    const at = hotel.clock.at
    await desk.refused(() => extend(at), 'ExpiryNotValid', { expiresAt: at })
    await desk.refused(() => extend(at + 401 * DAY), 'ExpiryNotValid')
    await desk.refused(() => extend(at + DAY, UNKNOWN), 'UnknownHold')
    await extend(at + 3 * DAY)
    hotel.clock.at += 2 * DAY
    await hotel.ledger.tick()
    expect(desk.hold(holdId).status).toBe('active')
    await extend(hotel.clock.at + HOUR)
    hotel.clock.at += HOUR
    await desk.refused(() => extend(hotel.clock.at + HOUR), 'HoldEnded', { status: 'expired' })
    await hotel.ledger.tick()
    expect(desk.hold(holdId)).toMatchObject({ status: 'expired', endedAt: hotel.clock.at })
  })

  test('after days of sleep without a tick the very next command can sell the rooms', async () => {
    await hotel.ledger.submit('holds.place', EVERYTHING, {
      idempotencyKey: key(),
      kind: 'option',
      label: 'Agency',
      lines: [{ roomTypeId: hotel.roomType('DBL'), from: day(20), to: day(22), rooms: 3 }],
      expiresAt: hotel.clock.at + HOUR,
    })
    hotel.clock.at += HOUR - 1
    await desk.refused(() => hotel.sell({ arrival: day(20), departure: day(22) }), 'RoomTypeSoldOut')
    hotel.clock.at += 9 * DAY
    const before = hotel.ledger.queries.headSeq()
    await hotel.sell({ arrival: day(20), departure: day(22) })
    expect(desk.commandsSince(before)).toEqual(['holds.expire', 'reservations.create'])
    expect(hotel.left('DBL', day(20))).toBe(2)
  })

  test('a tick alone ends what has expired, and only that', async () => {
    const due = await desk.place([{}], { expiresAt: hotel.clock.at + HOUR })
    const later = await desk.place([{}], { expiresAt: hotel.clock.at + HOUR + 1 })
    hotel.clock.at += HOUR
    await hotel.ledger.tick()
    expect([desk.hold(due.holdId).status, desk.hold(later.holdId).status]).toEqual(['expired', 'active'])
    expect(desk.lefts('DBL', 2)).toEqual([2, 2])
    const seq = hotel.ledger.queries.headSeq()
    await hotel.ledger.tick()
    expect(hotel.ledger.queries.headSeq()).toBe(seq)
  })

  test('I3: a hold whose first nights lie behind gives those back too', async () => {
    const { holdId } = await desk.place([{ from: TODAY, to: day(4) }], {
      expiresAt: hotel.clock.at + 2 * DAY,
    })
    hotel.clock.at += 2 * DAY
    await hotel.ledger.tick()
    expect(desk.hold(holdId).status).toBe('expired')
    expect(desk.lefts('DBL', 4)).toEqual([3, 3, 3, 3])
  })
})

describe('converting', () => {
  test('in a full house the rooms that were held become the reservation, in one command', async () => {
    const { holdId } = await desk.place([{ rooms: 2 }])
    await hotel.sell()
    expect(desk.lefts('DBL', 2)).toEqual([0, 0])
    const before = hotel.ledger.queries.headSeq()
    const sold = await desk.convert(holdId, [{}, {}])
    expect(desk.commandsSince(before)).toEqual(['holds.convert'])
    expect(sold.stayIds).toHaveLength(2)
    expect(desk.lefts('DBL', 2)).toEqual([0, 0])
    expect(desk.hold(holdId)).toMatchObject({ status: 'converted', reservationId: sold.reservationId })
    expect(hotel.ledger.queries.reservation({ reservationId: sold.reservationId }).code).toBe(sold.code)
    const { rows } = hotel.ledger.queries.timeline({ reservationId: sold.reservationId })
    expect(rows.map((row) => row.command)).toEqual(['holds.convert'])
    expect(rows[0]!.payload).toMatchObject({ hold: holdId })
  })

  test('I4: a reservation that needs more than was held and is left takes nothing, and the hold stays', async () => {
    const { holdId } = await desk.place([{ rooms: 1 }])
    await hotel.sell()
    await hotel.sell()
    await desk.refused(() => desk.convert(holdId, [{}, {}]), 'RoomTypeSoldOut', { date: TODAY })
    await desk.refused(() => desk.convert(holdId, [{ adults: 4 }]), 'TooManyGuests')
    await desk.refused(() => desk.convert(UNKNOWN), 'UnknownHold')
    expect(desk.hold(holdId).status).toBe('active')
  })

  test('a reservation may need less than was held: the rest is for sale', async () => {
    const { holdId } = await desk.place([{ rooms: 3, to: day(4) }])
    await desk.convert(holdId, [{ departure: day(1) }])
    expect(desk.lefts('DBL', 4)).toEqual([2, 3, 3, 3])
  })

  test('a repeat with the same key answers as the first did', async () => {
    const { holdId } = await desk.place()
    const input = { ...desk.sale(), holdId }
    const first = await hotel.ledger.submit('holds.convert', EVERYTHING, input)
    expect(await hotel.ledger.submit('holds.convert', EVERYTHING, input)).toEqual(first)
    expect(desk.lefts('DBL', 1)).toEqual([2])
  })
})

describe('listing', () => {
  test('active ones by expiry; ended ones only when asked for, the last to end first, for 30 days', async () => {
    const late = await desk.place([{}], { expiresAt: hotel.clock.at + 3 * DAY })
    const soon = await desk.place([{}], { expiresAt: hotel.clock.at + 2 * DAY })
    const gone = await desk.place([{}], { expiresAt: hotel.clock.at + DAY })
    const ids = (ended: boolean) => hotel.ledger.queries.holds({ ended }).holds.map((hold) => hold.id)
    await desk.release(gone.holdId)
    expect(ids(false)).toEqual([soon.holdId, late.holdId])
    expect(ids(true)).toEqual([soon.holdId, late.holdId, gone.holdId])
    for (const days of [2, 1, 27]) {
      hotel.clock.at += days * DAY
      await hotel.ledger.tick()
    }
    expect(ids(false)).toEqual([])
    expect(ids(true)).toEqual([late.holdId, soon.holdId, gone.holdId])
    hotel.clock.at += DAY
    await hotel.ledger.tick()
    expect(ids(true)).toEqual([late.holdId, soon.holdId])
  })

  test('the history knows how each hold stood: its rooms while it was active, none afterwards', async () => {
    const { holdId } = await desk.place([{ rooms: 2, to: day(1) }])
    await desk.release(holdId)
    const rows = hotel.ledger.store.sqlite
      .prepare("SELECT state FROM history WHERE kind = 'hold' ORDER BY seq")
      .pluck()
      .all() as string[]
    const typeId = hotel.ledger.store.sqlite
      .prepare("SELECT id FROM room_type WHERE code = 'DBL'")
      .pluck()
      .get()
    expect(rows.map((row) => JSON.parse(row).nights)).toEqual([[[typeId, TODAY, 2]], []])
  })
})
